// The rasteriser against the official one: `raster4d_*` (renderings, depth, alpha and, where they are comparable, gradients) and
// the renderings of FSM-LRM. Without LibTorch, and for any back end: arrays are brought to where it wants them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/model/tensor_file.h"
#include "reconstruction/splatting/rasteriser.h"
#include "tests/parity/parity.h"
#include "tests/parity/raster_fixture.h"

namespace fsm::parity {

/// Where a back end's arrays lie.
class ArrayMemory {
 public:
  virtual ~ArrayMemory() = default;
  /// A copy of `values` that lives as long as this object; null for none.
  virtual float* upload(std::span<const float> values) = 0;
  /// Waits for the back end's work, then copies `into.size()` values back.
  virtual void download(const float* from, std::span<float> into) = 0;
};
std::unique_ptr<ArrayMemory> hostMemory();
/// Of the current CUDA device, on whose default stream the back end works.
std::unique_ptr<ArrayMemory> cudaMemory();
bool cudaIsHere();

/// A back end and what its arrays live in; a new memory is asked for each fixture.
struct RasterBackEnd {
  std::string name;
  std::unique_ptr<splatting::Rasteriser> rasteriser;
  std::function<std::unique_ptr<ArrayMemory>()> memory;
};
/// "reference", "cpu" and, where there is a GPU, "cuda".
std::vector<RasterBackEnd> rasterBackEnds();

/// All of a folder that this file can compare: `raster4d_*.safetensors`, and JSONs of kind "lrm".
std::vector<std::filesystem::path> discoverRasterFixtures(const std::filesystem::path& folder);
/// Compares the fixture at `path` (.safetensors or .json). Never throws for what files hold: damaged ones become a failed Result.
std::vector<Result> compareRasterFixture(const std::filesystem::path& path, const RasterBackEnd& backEnd);

}  // namespace fsm::parity
