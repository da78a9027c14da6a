#include "app/desktop/timeline/filmed_frames.h"

#include <algorithm>

namespace fsm::desktop {

namespace {

constexpr Seconds kSameInstant = 1e-6;  ///< cameras in step differ by rounding only

/// Frames of `plan` that `capture` has, with a pose.
std::vector<FrameId> known(const std::vector<FrameId>& plan, const Capture& capture) {
  std::vector<FrameId> out;
  for (const FrameId id : plan) {
    if (id.camera < 0 || id.camera >= static_cast<int>(capture.cameras.size())) continue;
    const CaptureCamera& camera = capture.cameras[static_cast<size_t>(id.camera)];
    if (id.frame >= 0 && id.frame < camera.frameCount() && camera.posed()) out.push_back(id);
  }
  return out;
}

}  // namespace

const Capture* filmedCapture(const Project& project) {
  if (project.capture) return project.capture.get();
  const Version* version = project.shownVersion();
  return version && version->scene ? &version->scene->capture : nullptr;
}

std::vector<animation::FilmedCamera> filmedCameras(const Capture& capture) {
  std::vector<animation::FilmedCamera> out;
  for (const CaptureCamera& camera : capture.cameras) {
    if (!camera.posed() || camera.times.empty()) continue;
    animation::FilmedCamera filmed{camera.name, {}, camera.times};
    const int poses = std::min<int>(static_cast<int>(camera.world_from_camera.size()), camera.frameCount());
    for (int frame = 0; frame < poses; ++frame)
      filmed.poses.push_back(animation::poseOf({camera.intrinsicsOf(frame), camera.pose(frame)}));
    if (std::all_of(filmed.poses.begin(), filmed.poses.end(), animation::isValid)) out.push_back(std::move(filmed));
  }
  return out;
}

std::vector<Seconds> filmedMoments(const Capture& capture) {
  std::vector<Seconds> moments;
  for (const CaptureCamera& camera : capture.cameras) moments.insert(moments.end(), camera.times.begin(), camera.times.end());
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end(), [](Seconds a, Seconds b) { return b - a < kSameInstant; }),
                moments.end());
  return moments;
}

std::vector<FrameId> inputFrames(const Project& project) {
  const Capture* capture = filmedCapture(project);
  if (!capture) return {};
  const Version* version = project.shownVersion();
  if (version && version->scene && !version->scene->plan.inputs.empty()) return known(version->scene->plan.inputs, *capture);
  if (capture->plan && !capture->plan->inputs.empty()) return known(capture->plan->inputs, *capture);
  std::vector<FrameId> all;
  for (size_t camera = 0; camera < capture->cameras.size(); ++camera)
    for (int frame = 0; frame < capture->cameras[camera].frameCount(); ++frame) all.push_back({static_cast<int>(camera), frame});
  return known(all, *capture);
}

}  // namespace fsm::desktop
