#include "app/cli/capture_summary.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/cli/session.h"

namespace fsm::cli {

void tellCapture(const Capture& capture, const std::filesystem::path& folder, bool asJson, const nlohmann::json& more) {
  const auto [first, last] = capture.timeRange();
  if (asJson) {
    nlohmann::json cameras = nlohmann::json::array();
    for (const CaptureCamera& camera : capture.cameras)
      cameras.push_back({{"name", camera.name},
                         {"frames", camera.frameCount()},
                         {"width", camera.intrinsics.size.width},
                         {"height", camera.intrinsics.size.height},
                         {"posed", camera.posed()},
                         {"moving", camera.world_from_camera.size() > 1}});
    nlohmann::json out{
        {"folder", folder.string()}, {"name", capture.name}, {"begin_s", first}, {"end_s", last}, {"cameras", cameras}};
    if (more.is_object()) out.update(more);
    printJson(out);
    return;
  }
  std::printf("%s: %zu camera%s, %.2f to %.2f s\n", folder.string().c_str(), capture.cameras.size(),
              capture.cameras.size() == 1 ? "" : "s", first, last);
  for (const CaptureCamera& camera : capture.cameras)
    std::printf("  %s: %d frame%s, %dx%d, %s\n", camera.name.c_str(), camera.frameCount(), camera.frameCount() == 1 ? "" : "s",
                camera.intrinsics.size.width, camera.intrinsics.size.height,
                !camera.posed()                       ? "no poses"
                : camera.world_from_camera.size() > 1 ? "moving"
                                                      : "still");
}

}  // namespace fsm::cli
