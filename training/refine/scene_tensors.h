// A scene of Gaussians as named tensors, for safetensors files that travel between machines: the arrays of scene::Gaussians4D,
// and its frame and raster settings as numbers.
#pragma once

#include <string>

#include "reconstruction/model/tensor_file.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::training {

/// Adds "gaussians/position" ... and "scene/..." to `file`.
void addScene(TensorFile& file, const scene::GaussianScene& scene);

/// Throws `Error` fileDamaged, naming `shownName`, where something is missing, has another shape, or makes no sense.
scene::GaussianScene sceneFrom(const TensorFile& file, const std::string& shownName);

}  // namespace fsm::training
