// The parts of a rasteriser fixture, checked before anything is computed from them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/model/tensor_file.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::parity {

struct RasterFixture {
  std::string name;
  scene::Gaussians4D gaussians;
  scene::RasterSettings settings;
  std::vector<View> views;  ///< normalised times
  TensorFile tensors;       ///< expectations: out.rendering [V, 3, H, W] and, in raster4d_*, more

  ImageSize size() const { return views.front().camera.intrinsics.size; }
};

bool isRasterFixture(const TensorFile& file);
/// `path`: a raster4d_*.safetensors, or the JSON of a forward of FSM-LRM (its .safetensors lies beside it). Throws `Error` naming
/// the part that is missing or wrong.
RasterFixture readRasterFixture(const std::filesystem::path& path);
/// The tensor `name` as floats when it has `count` entries. Throws fileDamaged otherwise.
std::vector<float> floatsOf(const TensorFile& file, const std::string& name, int64_t count);

}  // namespace fsm::parity
