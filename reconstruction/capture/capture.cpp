#include "reconstruction/capture/capture.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "reconstruction/capture/undistort.h"
#include "reconstruction/core/error.h"

namespace fsm {
namespace {

[[noreturn]] void refuse(const std::string& sentence) { throw Error(ErrorCode::badInput, sentence); }

std::string nameOf(const CaptureCamera& camera) { return "Camera '" + camera.name + "'"; }

void checkCounts(const CaptureCamera& camera) {
  const int frames = camera.frameCount();
  if (!camera.images) refuse(nameOf(camera) + " has no images. Check the capture's files.");
  if (frames == 0) refuse(nameOf(camera) + " has no frames. Remove it or give it some.");
  const auto agree = [&](size_t count, const char* what) {
    if (static_cast<int>(count) != frames)
      refuse(nameOf(camera) + " has " + std::to_string(frames) + " times but " + std::to_string(count) + " " + what +
             ". Make the counts agree.");
  };
  agree(static_cast<size_t>(std::max(0, camera.images->count())), "images");
  if (camera.world_from_camera.size() > 1) agree(camera.world_from_camera.size(), "poses");
  if (!camera.frameIntrinsics.empty()) agree(camera.frameIntrinsics.size(), "intrinsics");
  if (!camera.frameDistortions.empty()) agree(camera.frameDistortions.size(), "lens distortions");
}

void checkIntrinsics(const CaptureCamera& camera, const Intrinsics& k, const std::string& where) {
  if (k.size.width <= 0 || k.size.height <= 0 || k.size.width > 65536 || k.size.height > 65536)
    refuse(where + " has the image size " + std::to_string(k.size.width) + " x " + std::to_string(k.size.height) +
           ". Correct its width and height.");
  const bool known = camera.posed() || k.fx != 0 || k.fy != 0;
  const bool finite = std::isfinite(k.fx) && std::isfinite(k.fy) && std::isfinite(k.cx) && std::isfinite(k.cy);
  if (!finite || (known && (k.fx <= 0 || k.fy <= 0)))
    refuse(where + " has a focal length or centre that is no positive number. Correct its fx, fy, cx and cy.");
  if (k.size != camera.intrinsicsOf(0).size)
    refuse(nameOf(camera) + " has frames of different sizes. Split it into one camera per size.");
}

void checkDistortion(const Distortion& distortion, const std::string& where) {
  for (double k : distortion.k)
    if (!std::isfinite(k)) refuse(where + " has a lens distortion that is not a number. Correct its coefficients.");
}

void checkCamera(const CaptureCamera& camera) {
  checkCounts(camera);
  const auto frameName = [&](size_t frame) { return nameOf(camera) + ", frame " + std::to_string(frame); };
  checkIntrinsics(camera, camera.intrinsics, nameOf(camera));
  for (size_t i = 0; i < camera.frameIntrinsics.size(); ++i) checkIntrinsics(camera, camera.frameIntrinsics[i], frameName(i));
  checkDistortion(camera.distortion, nameOf(camera));
  for (size_t i = 0; i < camera.frameDistortions.size(); ++i) checkDistortion(camera.frameDistortions[i], frameName(i));
  for (size_t i = 0; i < camera.times.size(); ++i)
    if (!std::isfinite(camera.times[i])) refuse(frameName(i) + " has a time that is not a number. Correct or remove it.");
  for (size_t i = 0; i < camera.world_from_camera.size(); ++i)
    if (!isRigid(camera.world_from_camera[i]))
      refuse((camera.world_from_camera.size() == 1 ? nameOf(camera) : frameName(i)) +
             " has a pose that is not a rotation and a translation of finite numbers. Correct or remove it.");
}

void checkPlan(const Capture& capture, const FramePlan& plan) {
  std::set<FrameId> seen;
  for (const auto* list : {&plan.inputs, &plan.targets})
    for (FrameId id : *list) {
      const bool exists = id.camera >= 0 && id.camera < static_cast<int>(capture.cameras.size()) && id.frame >= 0 &&
                          id.frame < capture.cameras[id.camera].frameCount();
      if (!exists) refuse("The capture's plan names a frame that is not there. Correct its lists of input and target frames.");
      if (!seen.insert(id).second)
        refuse("The capture's plan names frame " + std::to_string(id.frame) + " of camera '" + capture.cameras[id.camera].name +
               "' twice. A frame is either an input or a target.");
    }
}

/// Undoes the distortion of one camera's frames; keeps the remap table while intrinsics and distortion stay the same.
class CameraUndistortion {
 public:
  explicit CameraUndistortion(const CaptureCamera& camera) : camera_(camera) {}

  Image apply(int frame, Image&& image) {
    const Intrinsics& k = camera_.intrinsicsOf(frame);
    const Distortion& distortion = camera_.distortionOf(frame);
    if (!bends(distortion)) return std::move(image);
    if (!table_ || !(k == intrinsics_) || !(distortion == distortion_)) {
      table_.emplace(k, distortion);
      intrinsics_ = k;
      distortion_ = distortion;
    }
    return table_->apply(image);
  }

 private:
  const CaptureCamera& camera_;
  std::optional<Undistorter> table_;
  Intrinsics intrinsics_;
  Distortion distortion_;
};

void checkFrameSize(const CaptureCamera& camera, int frame, ImageSize size) {
  const ImageSize expected = camera.intrinsicsOf(frame).size;
  if (size == expected) return;
  throw Error(ErrorCode::fileDamaged, nameOf(camera) + ", frame " + std::to_string(frame) + " is " + std::to_string(size.width) +
                                          " x " + std::to_string(size.height) + " pixels, but its intrinsics are for " +
                                          std::to_string(expected.width) + " x " + std::to_string(expected.height) +
                                          ". Give frames of one size, or correct the width and height.");
}

}  // namespace

bool Capture::posed() const {
  return !cameras.empty() && std::all_of(cameras.begin(), cameras.end(), [](const CaptureCamera& c) { return c.posed(); });
}

std::pair<Seconds, Seconds> Capture::timeRange() const {
  std::optional<std::pair<Seconds, Seconds>> range;
  for (const CaptureCamera& camera : cameras)
    for (Seconds t : camera.times)
      range = range ? std::pair{std::min(range->first, t), std::max(range->second, t)} : std::pair{t, t};
  return range.value_or(std::pair{0.0, 0.0});
}

void validate(const Capture& capture) {
  if (capture.cameras.empty()) refuse("The capture has no cameras. Give a source with at least one video or image folder.");
  std::set<std::string> names;
  for (const CaptureCamera& camera : capture.cameras) {
    if (!names.insert(camera.name).second) refuse("Two cameras are called '" + camera.name + "'. Give each its own name.");
    checkCamera(camera);
  }
  if (capture.plan) checkPlan(capture, *capture.plan);
}

void visitFrames(const Capture& capture, std::span<const FrameId> ids, const std::function<void(size_t, Image&&)>& receive,
                 Progress& progress) {
  std::vector<size_t> order(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    order[i] = i;
    const bool exists = ids[i].camera >= 0 && ids[i].camera < static_cast<int>(capture.cameras.size()) && ids[i].frame >= 0 &&
                        ids[i].frame < capture.cameras[ids[i].camera].frameCount();
    if (!exists) refuse("A frame that the capture does not have was asked for. Choose frames that it has.");
  }
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return ids[a] != ids[b] ? ids[a] < ids[b] : a < b; });
  size_t next = 0;
  while (next < order.size()) {
    const int cameraIndex = ids[order[next]].camera;
    const CaptureCamera& camera = capture.cameras[cameraIndex];
    std::vector<int> frames;
    for (size_t i = next; i < order.size() && ids[order[i]].camera == cameraIndex; ++i)
      if (frames.empty() || frames.back() != ids[order[i]].frame) frames.push_back(ids[order[i]].frame);
    CameraUndistortion undistortion(camera);
    camera.images->read(frames, [&](int frame, Image&& image) {
      checkFrameSize(camera, frame, image.size);
      Image straight = undistortion.apply(frame, std::move(image));
      const auto same = [&](size_t i) { return i < order.size() && ids[order[i]] == FrameId{cameraIndex, frame}; };
      for (; same(next) && same(next + 1); ++next) receive(order[next], Image(straight));
      if (same(next)) receive(order[next++], std::move(straight));
      progress.advance(static_cast<double>(next), static_cast<double>(ids.size()));
    });
    if (next < order.size() && ids[order[next]].camera == cameraIndex)
      throw Error(ErrorCode::fileDamaged,
                  nameOf(camera) + " has fewer frames than it promises. Check the file, or import the capture again.");
  }
}

std::vector<Image> readFrames(const Capture& capture, std::span<const FrameId> ids, Progress& progress) {
  std::vector<Image> images(ids.size());
  visitFrames(
      capture, ids, [&](size_t position, Image&& image) { images[position] = std::move(image); }, progress);
  return images;
}

}  // namespace fsm
