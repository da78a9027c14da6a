// One try of COLMAP over written pictures, and what came of it.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "reconstruction/capture/poses/colmap_steps.h"
#include "reconstruction/capture/poses/pose_estimate.h"

namespace fsm::poses {

/// The model with the most registered pictures, in COLMAP's frame.
struct Reconstruction {
  std::map<FrameId, glm::dmat4> estimated_from_camera;
  std::map<int, std::pair<Intrinsics, Distortion>> lenses;  ///< by camera, for full-size images; only of registered ones
  std::vector<SparsePoint> points;
  double distance = 0;   ///< median between a camera and what it sees; 0: not known
  int models = 0;        ///< that COLMAP made: more than one where the clip fell apart
  double error() const;  ///< mean over the points, pixels
};

/// All steps, in stages of the shares times `share`. Empty where nothing fits together. Throws what the steps throw.
Reconstruction reconstructCameras(const ColmapProgram& colmap, const ColmapWork& work, const Capture& capture,
                                  const std::vector<PosePicture>& pictures, const std::vector<double>& focalRatios,
                                  Progress& progress, double share);

}  // namespace fsm::poses
