// What a refinement of the Gaussians and a fine-tuning of the model are asked for, and which frames they only score: the same for
// the panel that asks, the estimate, and the job.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "app/jobs/finetune_job.h"
#include "app/jobs/refine_job.h"

namespace fsm::desktop {

enum class RefineKind {
  scene,  ///< the Gaussians are fitted to the frames
  model,  ///< the weights of the model learn this capture, and read it again
};

/// A model takes longer to learn than Gaussians.
inline constexpr double kFinetuneSeconds = 300;

struct RefineChoice {
  // Not by initialisers of the members: GCC 12 copies the strings in such nested aggregates byte by byte.
  RefineChoice();

  RefineKind kind = RefineKind::scene;
  /// Its safekeeping.seconds holds for both kinds.
  training::RefineOptions scene;
  int holdOutEvery = 8;  ///< of the frames that are fitted; 0: none. Where the plan of the scene holds some out, those are taken.
  jobs::FinetuneRequest model;
};

/// Where the run is to be made: "auto", "cpu", "cuda", ...
const std::string& deviceOf(const RefineChoice& choice);
void setDevice(RefineChoice& choice, const std::string& device);

/// Which frames a refinement of the Gaussians fits, and which it only scores: those that the plan holds out (24, spread evenly);
/// where it holds none out, one in `every` of the inputs (at least two, never the first or the last moment where it can be
/// helped), and none of fewer than eight.
FramePlan refinementPlan(const Capture& capture, const FramePlan& plan, int every);

/// The frames that `choice` scores and never learns from. Throws badInput where there are too few frames.
std::vector<FrameId> heldOutFrames(const jobs::Scene& scene, const RefineChoice& choice);

/// "5, 13, 21" or "cam0 5, 13; cam1 21"; counted from 1 as people do. At most `most` are named.
QString framesText(const Capture& capture, const std::vector<FrameId>& frames, int most = 12);

/// For people: "Held out, never learned from: 5, 13, 21, 29 (4 of 32 frames)".
QString heldOutText(const jobs::Scene& scene, const std::vector<FrameId>& heldOut);

/// The same with a smaller need of memory, for a scene of `gaussians` read at `longSide` pixels on a device that is a graphics
/// card or is not; nothing where little is asked for already.
std::optional<RefineChoice> lighter(RefineChoice choice, int64_t gaussians, int longSide, bool cuda);

/// What `lighter` changed, for the button that does it: "Refine with 100,000 Gaussians".
QString lighterText(const RefineChoice& before, const RefineChoice& after);

}  // namespace fsm::desktop
