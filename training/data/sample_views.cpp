#include "training/data/sample_views.h"

#include "reconstruction/capture/normalise.h"
#include "reconstruction/core/error.h"

namespace fsm::training {

void normaliseViews(SampleViews& sample) {
  std::vector<glm::dmat4> poses;
  std::vector<double> times;
  for (int i = 0; i < sample.inputs; ++i) {
    if (!sample.read[i]) continue;
    poses.push_back(sample.world_from_camera[i]);
    times.push_back(sample.time[i]);
  }
  if (poses.empty()) throw Error(ErrorCode::internal, "A training sample without inputs was drawn. Please report this.");
  Normalisation normalisation = normalisePoses(poses);
  normaliseTimes(normalisation, times);
  sample.scale = normalisation.scale;
  for (int i = 0; i < sample.views(); ++i) {
    sample.world_from_camera[i] = normalisation.normalisedPose(sample.world_from_camera[i]);
    sample.time[i] = normalisation.normalisedTime(sample.time[i]);
  }
}

}  // namespace fsm::training
