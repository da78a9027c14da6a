#include "app/jobs/bench_rows.h"

namespace fsm::jobs {

namespace {

std::string pictureOf(const RasterRow& row) {
  return row.picture + " " + std::to_string(row.size.width) + "x" + std::to_string(row.size.height);
}

bool samePicture(const RasterRow& a, const RasterRow& b) {
  return a.picture == b.picture && a.size == b.size && a.gaussians == b.gaussians;
}

}  // namespace

const char* backEndName(RasterBackEnd backEnd) {
  switch (backEnd) {
    case RasterBackEnd::cuda: return "CUDA";
    case RasterBackEnd::vulkan: return "Vulkan";
    case RasterBackEnd::cpu: return "CPU";
  }
  return "";
}

std::vector<BenchRatio> ratiosOf(const std::vector<RasterRow>& rows) {
  std::vector<BenchRatio> out;
  for (const RasterRow& row : rows)
    if (row.backwardMs > 0 && row.frameMs > 0)
      out.push_back(
          {std::string(backEndName(row.backEnd)) + " backward / forward, " + pictureOf(row), row.backwardMs / row.frameMs});
  for (const RasterRow& cpu : rows) {
    if (cpu.backEnd != RasterBackEnd::cpu) continue;
    for (const RasterRow& vulkan : rows)
      if (vulkan.backEnd == RasterBackEnd::vulkan && vulkan.software && vulkan.wallMs > 0 && samePicture(cpu, vulkan))
        out.push_back({"CPU rasteriser / software Vulkan, " + pictureOf(cpu), cpu.frameMs / vulkan.wallMs});
  }
  return out;
}

}  // namespace fsm::jobs
