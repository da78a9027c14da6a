#include "reconstruction/capture/poses/pose_words.h"

#include <spdlog/fmt/fmt.h>

namespace fsm::poses {
namespace {

constexpr size_t kMostGaps = 4;  ///< a longer list tells nobody anything

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return out;
}

/// Runs of failed frames, frames that were not looked at between them counted in.
std::vector<std::string> gapsOf(const CameraFrames& camera) {
  std::vector<std::string> out;
  size_t run = 0;
  Seconds first = 0, last = 0;
  const auto close = [&] {
    if (run == 1) out.push_back(fmt::format("{:.2f} s", first));
    if (run > 1) out.push_back(fmt::format("{:.2f} to {:.2f} s", first, last));
    run = 0;
  };
  for (size_t i = 0; i < camera.states.size(); ++i) {
    if (camera.states[i] == FrameState::registered) close();
    if (camera.states[i] != FrameState::failed) continue;
    if (run++ == 0) first = camera.times[i];
    last = camera.times[i];
  }
  close();
  if (out.size() > kMostGaps) {
    const size_t more = out.size() - kMostGaps;
    out.resize(kMostGaps);
    out.push_back(fmt::format("{} more places", more));
  }
  return out;
}

}  // namespace

int CameraFrames::count(FrameState state) const {
  int out = 0;
  for (const FrameState s : states) out += s == state ? 1 : 0;
  return out;
}

std::string registeredWords(const std::vector<CameraFrames>& frames) {
  int registered = 0, failed = 0;
  for (const CameraFrames& camera : frames) {
    registered += camera.count(FrameState::registered);
    failed += camera.count(FrameState::failed);
  }
  return fmt::format("{} of {} frames", registered, registered + failed);
}

std::string gapWords(const std::vector<CameraFrames>& frames) {
  std::vector<std::string> parts;
  for (const CameraFrames& camera : frames) {
    const std::vector<std::string> gaps = gapsOf(camera);
    if (!gaps.empty()) parts.push_back((frames.size() > 1 ? "'" + camera.name + "': " : "") + joined(gaps));
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

Error poseFailure(const std::vector<CameraFrames>& frames, bool motionMasked) {
  int registered = 0;
  for (const CameraFrames& camera : frames) registered += camera.count(FrameState::registered);
  std::string words =
      registered == 0 ? "No camera pose could be found: " + registeredWords(frames) + " fit together."
                      : "Camera poses were found for only " + registeredWords(frames) + "; it broke at " + gapWords(frames) + ".";
  words +=
      " What helps: a part without fast turns (--range), more frames (--frames), and in the filming more overlap, less blur, a "
      "longer way around the scene, and something that stands still in the picture.";
  if (!motionMasked) words += " If much of the picture moves, give masks of it (--masks FOLDER).";
  words += " If the camera stood in one place, say that it is static (--poses static).";
  return {ErrorCode::badInput, words};
}

}  // namespace fsm::poses
