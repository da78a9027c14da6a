#include "app/jobs/frame_subset.h"

#include <map>

#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

class SelectedImages : public ImageSource {
 public:
  SelectedImages(std::shared_ptr<const ImageSource> all, std::vector<int> kept) : all_(std::move(all)), kept_(std::move(kept)) {}

  int count() const override { return static_cast<int>(kept_.size()); }

  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override {
    std::vector<int> wanted;
    for (const int index : indices) wanted.push_back(kept_.at(static_cast<size_t>(index)));
    size_t next = 0;
    all_->read(wanted, [&](int, Image&& image) { receive(indices[next++], std::move(image)); });
  }

 private:
  std::shared_ptr<const ImageSource> all_;
  std::vector<int> kept_;
};

CaptureCamera subset(const CaptureCamera& camera, const std::vector<int>& kept) {
  CaptureCamera out = camera;
  out.times.clear();
  out.frameIntrinsics.clear();
  out.frameDistortions.clear();
  if (camera.world_from_camera.size() > 1) out.world_from_camera.clear();
  for (const int frame : kept) {
    if (frame < 0 || frame >= camera.frameCount()) throw Error(ErrorCode::badInput, "Camera " + camera.name + " has no such frame.");
    out.times.push_back(camera.times[frame]);
    if (!camera.frameIntrinsics.empty()) out.frameIntrinsics.push_back(camera.frameIntrinsics[frame]);
    if (!camera.frameDistortions.empty()) out.frameDistortions.push_back(camera.frameDistortions[frame]);
    if (camera.world_from_camera.size() > 1) out.world_from_camera.push_back(camera.world_from_camera[frame]);
  }
  out.images = std::make_shared<SelectedImages>(camera.images, kept);
  return out;
}

std::vector<FrameId> remapped(const std::vector<FrameId>& ids, const std::map<FrameId, FrameId>& places) {
  std::vector<FrameId> out;
  for (const FrameId id : ids)
    if (const auto found = places.find(id); found != places.end()) out.push_back(found->second);
  return out;
}

}  // namespace

Capture withFrames(const Capture& capture, const std::vector<std::vector<int>>& kept) {
  if (kept.size() != capture.cameras.size()) throw Error(ErrorCode::internal, "A choice of frames does not fit the capture.");
  Capture out = capture;
  out.cameras.clear();
  std::map<FrameId, FrameId> places;
  for (size_t c = 0; c < kept.size(); ++c) {
    if (kept[c].empty()) continue;
    for (size_t i = 0; i < kept[c].size(); ++i)
      places[{static_cast<int>(c), kept[c][i]}] = {static_cast<int>(out.cameras.size()), static_cast<int>(i)};
    out.cameras.push_back(subset(capture.cameras[c], kept[c]));
  }
  if (out.cameras.empty()) throw Error(ErrorCode::badInput, "No frame is left. Choose a wider range or more frames.");
  if (capture.plan) out.plan = FramePlan{remapped(capture.plan->inputs, places), remapped(capture.plan->targets, places)};
  return out;
}

}  // namespace fsm::jobs
