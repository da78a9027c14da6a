// The parts of `fsm bench`, each in a file of its own. They open stages of `progress` that take `share` of the whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/jobs/bench_picture.h"
#include "app/jobs/bench_rows.h"
#include "reconstruction/core/progress.h"
#include "reconstruction/model/engine.h"

namespace fsm::jobs {

inline bool isCuda(const DeviceInfo& device) { return device.id.rfind("cuda", 0) == 0; }
/// Of a CUDA device.
int cudaIndex(const DeviceInfo& device);

/// Throws notFound (no such model), outOfMemory, cancelled.
std::vector<BenchRow> benchModels(const std::string& model, const DeviceInfo& device, bool quick, double share,
                                  Progress& progress);

/// What rasterisers draw: the benchmark scene in two sizes of set, and a scene of the user's.
class BenchPictures {
 public:
  BenchPictures(bool quick, const BenchScene* own) : quick_(quick), own_(own) {}

  struct Picture {
    const BenchScene* scene;
    ImageSize size;
  };
  /// For graphics cards: 2,097,152 Gaussians. For the processor: as many as it draws in a fraction of a second. Made when first
  /// asked for; they live as long as this object.
  std::vector<Picture> forCards();
  std::vector<Picture> forProcessor();
  bool quick() const { return quick_; }

 private:
  bool quick_;
  const BenchScene* own_;
  std::optional<BenchScene> large_, small_;
};

/// The CUDA rasteriser on device `index`. Throws noDevice, outOfMemory, deviceLost, cancelled.
std::vector<RasterRow> benchCuda(int index, BenchPictures& pictures, double share, Progress& progress);
enum class VulkanClass { all, cards, software };
/// The renderer on the first device of each class. Throws noDevice (none of the class, no Vulkan at all), unsupported (this build
/// has no renderer), outOfMemory, deviceLost, cancelled.
std::vector<RasterRow> benchVulkan(VulkanClass devices, BenchPictures& pictures, double share, Progress& progress);
/// The fast CPU rasteriser on all cores of `device` (its name). Throws outOfMemory, cancelled.
std::vector<RasterRow> benchCpu(const std::string& device, BenchPictures& pictures, double share, Progress& progress);

}  // namespace fsm::jobs
