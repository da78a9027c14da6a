// A scene's pictures by the rasteriser, on the host.
#pragma once

#include "reconstruction/core/image.h"
#include "reconstruction/model/torch_pch.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/splatting/rasteriser.h"

namespace fsm::training {

/// Display-referred, not clamped. `gaussians` lie on `device`, which is the rasteriser's.
Image drawView(splatting::Rasteriser& rasteriser, const splatting::GaussianPointers<float>& gaussians, const View& view,
               const scene::RasterSettings& settings, ColourEncoding space, torch::Device device);

}  // namespace fsm::training
