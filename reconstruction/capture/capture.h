// A posed capture: what was filmed. Cameras with their pixels, poses and times; nothing is decoded until asked for.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/core/image.h"
#include "reconstruction/core/progress.h"

namespace fsm {

/// The pixels of one camera: a video, a folder of stills, images in memory.
class ImageSource {
 public:
  virtual ~ImageSource() = default;
  virtual int count() const = 0;
  /// Calls `receive(index, image)` once for each index of `indices` (increasing, no duplicates), in that order, decoding forward
  /// only.
  virtual void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const = 0;
};

/// OpenCV radial-tangential (k1 k2 p1 p2 k3 k4 k5 k6) or fisheye (k1 k2 k3 k4, equidistant where they are zero) lens distortion.
struct Distortion {
  enum class Model { none, opencv, fisheye };
  Model model = Model::none;
  std::array<double, 8> k{};
  bool operator==(const Distortion&) const = default;
};

/// One physical camera of a capture, still or moving.
struct CaptureCamera {
  std::string name;
  std::shared_ptr<const ImageSource> images;
  Intrinsics intrinsics;  ///< of the source's full-size images; a camera without poses may have focal lengths of 0: not known
  std::vector<Intrinsics> frameIntrinsics;  ///< only where they differ by frame: one a frame, all of one size
  Distortion distortion;
  std::vector<Distortion> frameDistortions;   ///< only where they differ by frame: one a frame
  std::vector<glm::dmat4> world_from_camera;  ///< one (still), one a frame (moving), or none (not posed)
  std::vector<Seconds> times;                 ///< one a frame, as filmed: need not increase

  int frameCount() const { return static_cast<int>(times.size()); }
  bool posed() const { return !world_from_camera.empty(); }
  const glm::dmat4& pose(int frame) const {
    return world_from_camera.size() == 1 ? world_from_camera[0] : world_from_camera.at(frame);
  }
  const Intrinsics& intrinsicsOf(int frame) const { return frameIntrinsics.empty() ? intrinsics : frameIntrinsics.at(frame); }
  const Distortion& distortionOf(int frame) const { return frameDistortions.empty() ? distortion : frameDistortions.at(frame); }
};

struct FrameId {
  int camera = 0;  ///< index into Capture::cameras
  int frame = 0;   ///< index into that camera's frames
  auto operator<=>(const FrameId&) const = default;
};

/// Which frames the model reads and which are only asked for. Disjoint, sorted by time then camera; written into projects and
/// results.
struct FramePlan {
  std::vector<FrameId> inputs;
  std::vector<FrameId> targets;
};

struct Capture {
  std::string name;
  std::string source;  ///< path it came from, for messages and projects
  std::vector<CaptureCamera> cameras;
  std::optional<FramePlan> plan;   ///< where the source itself says which frames are inputs and targets
  std::vector<std::string> notes;  ///< what the importer decided and the user should know

  Camera camera(FrameId id) const { return {cameras.at(id.camera).intrinsicsOf(id.frame), cameras.at(id.camera).pose(id.frame)}; }
  Seconds time(FrameId id) const { return cameras.at(id.camera).times.at(id.frame); }
  bool posed() const;
  /// First and last time over all frames.
  std::pair<Seconds, Seconds> timeRange() const;
};

/// Checks everything an importer or a caller could get wrong: no cameras, no frames, counts that disagree, sizes and focal
/// lengths that are not positive, times or poses that are not finite (the message names camera and frame). Throws `Error`
/// badInput.
void validate(const Capture& capture);

/// Calls `receive(position in ids, image)` for each of `ids` (any order, repeats allowed), camera by camera in one forward pass
/// each, undistorted where the camera has a lens distortion: memory holds one frame at a time. Advances the caller's progress
/// stage. Throws what the image source throws and fileDamaged when a frame has not the size that its intrinsics are for.
void visitFrames(const Capture& capture, std::span<const FrameId> ids, const std::function<void(size_t, Image&&)>& receive,
                 Progress& progress);

/// The same, kept: result in the order of `ids`.
std::vector<Image> readFrames(const Capture& capture, std::span<const FrameId> ids, Progress& progress);

}  // namespace fsm
