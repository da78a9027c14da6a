// Where COLMAP must find no features: masks that the user gives, and what was found to move.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "reconstruction/capture/poses/camera_motion.h"
#include "reconstruction/capture/poses/pose_pictures.h"

namespace fsm::poses {

/// The user's mask files: for each camera one a frame of the source. See PoseOptions::masks.
class GivenMasks {
 public:
  GivenMasks() = default;  ///< none
  /// Throws notFound, badInput (names and numbers that fit no frame).
  GivenMasks(const std::filesystem::path& folder, const Capture& capture);
  bool any() const { return !files_.empty(); }
  /// Empty where the frame has none.
  const std::filesystem::path& of(FrameId id) const;

 private:
  std::vector<std::vector<std::filesystem::path>> files_;
};

/// One PNG a picture, `folder`/name + ".png", as COLMAP wants them: black is left out. `motion`: one a picture, or empty.
/// Pictures that hide nothing get none. Returns the mean share of a picture that is hidden.
double writePictureMasks(const std::vector<PosePicture>& pictures, const GivenMasks& given, std::span<const MotionMask> motion,
                         const std::filesystem::path& folder, Progress& progress);

}  // namespace fsm::poses
