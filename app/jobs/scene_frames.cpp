#include "app/jobs/scene_frames.h"

#include "reconstruction/capture/plan.h"

namespace fsm::jobs {

SceneFrames readSceneFrames(const Scene& scene, int mostHeldOut, double weight, Progress& progress) {
  const CapturePreparation& preparation = scene.memory.preparation();
  const std::vector<ImageSize>& sizes = scene.settings.viewSizes;
  const std::vector<FrameId> held = spreadEvenly(scene.capture, scene.plan.targets, mostHeldOut);
  const double share =
      static_cast<double>(scene.plan.inputs.size()) / static_cast<double>(scene.plan.inputs.size() + held.size());
  SceneFrames frames;
  progress.stage("Reading frames", weight * share);
  frames.inputs = prepareMore(preparation, scene.capture, scene.plan.inputs, sizes, progress);
  if (held.empty()) return frames;
  progress.stage("Reading held-out frames", weight * (1 - share));
  frames.heldOut = prepareMore(preparation, scene.capture, held, sizes, progress).inputs;
  return frames;
}

}  // namespace fsm::jobs
