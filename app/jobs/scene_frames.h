// The frames of a scene decoded again, as the model read them: what fitting and scoring start from.
#pragma once

#include <vector>

#include "app/jobs/scene_io.h"

namespace fsm::jobs {

struct SceneFrames {
  PreparedCapture inputs;             ///< what the scene was read from, in its frame of reference
  std::vector<PreparedView> heldOut;  ///< of the plan's targets, spread evenly
};

/// At most `mostHeldOut` of the frames that the plan holds out. Takes the share `weight` of the job. Throws notFound (the
/// footage), fileDamaged, cancelled.
SceneFrames readSceneFrames(const Scene& scene, int mostHeldOut, double weight, Progress& progress);

}  // namespace fsm::jobs
