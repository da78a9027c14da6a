// In place of bench_vulkan.cpp where the renderer is not built.
#include "app/jobs/bench_parts.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

std::vector<RasterRow> benchVulkan(VulkanClass, BenchPictures&, double, Progress&) {
  throw Error(ErrorCode::unsupported,
              "This program was built without the Vulkan renderer. Build it with CHRONOSCOPE_RENDERER=ON to measure it.");
}

}  // namespace fsm::jobs
