// Cameras of a capture that has none: structure from motion by COLMAP (run as a program of its own) over a choice of its frames.
// Frames that COLMAP registered get their camera, the others are left out: poses are measured, never invented in between.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/capture/capture.h"
#include "reconstruction/capture/poses/world_frame.h"
#include "reconstruction/core/progress.h"

namespace fsm::poses {

struct PoseOptions {
  int frames = 80;                    ///< looked at, over all cameras together; time grows in proportion
  int longSide = 960;                 ///< pixels at which features are found
  std::optional<double> fieldOfView;  ///< degrees across the long side to begin with; empty: EXIF of stills, else 60
  /// Where to look for nothing: pictures of any size, black where something moves. One picture for all frames, one a frame in
  /// order, or by the frame's number in the name; for several cameras a folder for each by its name. Empty: none given.
  std::filesystem::path masks;
  bool findMotion = true;  ///< where few frames register at first: leave out what moves against the rest and try again
  /// Frames that the result should hold, increasing indices for each camera; empty: the sharp ones that were chosen to look at.
  /// Others are looked at as well where these are too few.
  std::vector<std::vector<int>> wanted;
  WorldChoice world;
};

enum class FrameState {
  unused,      ///< not looked at
  failed,      ///< looked at, not registered
  registered,  ///< has a pose
};

/// What became of the frames of one camera of the source.
struct CameraFrames {
  std::string name;
  std::vector<Seconds> times;      ///< as in the source
  std::vector<FrameState> states;  ///< one a time
  int count(FrameState state) const;
};

struct SparsePoint {
  glm::vec3 position{0.0f};  ///< in the capture's world
  std::array<uint8_t, 3> colour{};
  float error = 0;  ///< mean reprojection error, pixels of the pictures that were looked at
};

struct PoseEstimate {
  Capture capture;  ///< registered frames only, with lens distortion where one was found; notes say what was done
  std::vector<CameraFrames> frames;  ///< one a camera of the source, those without any registered frame as well
  std::vector<SparsePoint> points;   ///< of the still part of the scene; empty for a static camera
  double reprojectionError = 0;      ///< mean, pixels of the pictures that were looked at
  WorldFrame world;                  ///< how COLMAP's frame became the capture's
  bool staticCamera = false;         ///< one defined pose a camera, nothing was measured
};

/// Poses for the frames of `unposed`. One camera that does not move at all becomes a static camera, and a note says so. Advances
/// `progress` through stages that take `share` of the whole job. Throws notFound (COLMAP is not installed), badInput where fewer
/// than a fifth of the frames (or fewer than three) register: how many did, where it broke and what to do; cancelled.
PoseEstimate estimatePoses(const Capture& unposed, const PoseOptions& options, Progress& progress, double share = 1);

/// A capture filmed by cameras that stood still, without parallax: each gets the pose of `staticPose` and a guessed focal length.
/// Several are refused (badInput): where they stand to each other must be measured.
PoseEstimate staticPoses(const Capture& unposed, const PoseOptions& options);

}  // namespace fsm::poses
