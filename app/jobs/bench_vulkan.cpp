// The renderer's share of `fsm bench`. Vulkan is loaded at run time: a machine without it gets a sentence.
#include <algorithm>

#include "app/jobs/bench_parts.h"
#include "reconstruction/core/error.h"
#include "renderer/benchmark.h"

namespace fsm::jobs {

namespace {

bool wanted(const renderer::DeviceInfo& device, VulkanClass devices) {
  return devices == VulkanClass::all || device.software() == (devices == VulkanClass::software);
}

/// The first device of each class.
std::vector<renderer::DeviceInfo> oneOfEach(VulkanClass devices) {
  std::vector<renderer::DeviceInfo> out;
  for (const renderer::DeviceInfo& device : renderer::listDevices()) {
    const auto same = [&](const renderer::DeviceInfo& other) { return other.type == device.type; };
    if (wanted(device, devices) && std::none_of(out.begin(), out.end(), same)) out.push_back(device);
  }
  if (out.empty())
    throw Error(ErrorCode::noDevice, devices == VulkanClass::software
                                         ? "There is no software Vulkan here. Install mesa-vulkan-drivers to measure it."
                                         : "No graphics card here runs Vulkan 1.2. Install or update its driver.");
  return out;
}

RasterRow rowOf(const renderer::BenchmarkResult& result, const std::string& picture) {
  RasterRow row;
  row.backEnd = RasterBackEnd::vulkan;
  row.device = result.device.name;
  row.software = result.device.software();
  row.picture = picture;
  row.size = result.size;
  row.gaussians = result.gaussians;
  row.visible = result.visible;
  row.pairs = result.pairs;
  row.frameMs = result.frameMilliseconds;
  row.wallMs = result.wallMilliseconds;
  for (const renderer::StageTime& stage : result.stages) row.stages.emplace_back(stage.stage, stage.milliseconds);
  row.memoryBytes = result.memory.reserved;
  return row;
}

}  // namespace

std::vector<RasterRow> benchVulkan(VulkanClass devices, BenchPictures& pictures, double share, Progress& progress) {
  const std::vector<renderer::DeviceInfo> all = oneOfEach(devices);
  std::vector<RasterRow> rows;
  for (const renderer::DeviceInfo& device : all) {
    progress.stage("Vulkan renderer on " + device.name, share / static_cast<double>(all.size()));
    renderer::BenchmarkOptions options;
    options.renderer.device = device.uuidText();
    options.warmUp = device.software() ? 1 : 3;
    options.frames = device.software() ? (pictures.quick() ? 3 : 7) : (pictures.quick() ? 20 : 60);
    const auto asked = device.software() ? pictures.forProcessor() : pictures.forCards();
    for (size_t i = 0; i < asked.size(); ++i) {
      progress.advance(static_cast<double>(i), static_cast<double>(asked.size()));
      renderer::FrameRequest request;
      request.view = asked[i].scene->view(asked[i].size);
      request.settings = asked[i].scene->gaussians.settings;
      rows.push_back(rowOf(renderer::runBenchmark(asked[i].scene->gaussians, request, options), asked[i].scene->name));
    }
  }
  return rows;
}

}  // namespace fsm::jobs
