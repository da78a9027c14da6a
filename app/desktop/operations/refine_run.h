// The work of a refinement and of a fine-tuning as a job of the window does it: shown while it improves, ended early with what
// was reached, gone on with later. Runs on the worker; what comes out is put into the project by RefineSession.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/desktop/document/job_queue.h"
#include "app/desktop/document/live_scene.h"
#include "app/desktop/operations/refine_choice.h"
#include "app/desktop/operations/refine_estimate.h"
#include "app/desktop/operations/refine_record.h"
#include "reconstruction/scene/edits.h"

namespace fsm::desktop {

/// Between the window and the worker.
struct RefineControl {
  std::atomic<bool> keep{false};    ///< set before the job is cancelled: what was reached is kept, in place of nothing
  std::atomic<bool> onCard{false};  ///< set by the run: it computes on a graphics card
  std::atomic<bool> saved{false};   ///< set by the run: its state is in its record
};

struct RefineRun {
  RefineChoice choice;
  std::string from;                                       ///< version that it starts from
  std::shared_ptr<const jobs::Scene> scene;               ///< of that version
  std::shared_ptr<const scene::GaussianScene> gaussians;  ///< likewise; may be null where the model is tuned
  /// Of `gaussians`: what is removed, hidden or cropped is not refined. Moves of the whole scene are left out: the frames are
  /// where they were filmed.
  std::vector<std::shared_ptr<const scene::Edit>> edits;
  std::shared_ptr<const TensorFile> state;  ///< of a run that was paused; null: from the start, unless
  bool goesOn = false;                      ///< the state is in the record
  std::filesystem::path records;            ///< folder of RefineRecords
  RefineRecord record;                      ///< of this run: written down while it goes on, and when it is paused
  std::filesystem::path modelHome;          ///< a path NAME.chrono (it need not be there): models go beside it
  std::shared_ptr<RefineControl> control = std::make_shared<RefineControl>();
};

/// PSNR in dB before and after.
struct RefineGain {
  double before = 0, after = 0;
  int frames = 0;
};

struct RefineOutcome {
  std::shared_ptr<const jobs::Scene> scene;               ///< null: nothing became better, there is no new version
  std::shared_ptr<const scene::GaussianScene> gaussians;  ///< may be null where the model was tuned
  std::string report;                                     ///< JSON, kept with the version
  std::string model;                                      ///< name of the tuned one
  std::filesystem::path modelFolder;                      ///< where it lies; empty: none
  bool finished = true;
  bool endedEarly = false;  ///< by itself: nothing became better any more
  /// Of `gaussians`: what is removed, hidden or cropped is not refined. Moves of the whole scene are left out: the frames are
  /// where they were filmed.
  std::vector<std::shared_ptr<const scene::Edit>> edits;
  std::shared_ptr<const TensorFile> state;  ///< of a run that is not finished
  int64_t steps = 0;
  double seconds = 0;
  std::optional<RefineGain> heldOut, fitted;
  std::optional<RefineEstimate> estimate;  ///< of a refinement, made when it started
};

/// Names of the curves that runs draw; x counts seconds.
QString lossCurve();
QString fittedCurve();
QString heldOutCurve();

/// Runs until the choice's length is reached, or the job is cancelled: then it throws cancelled, unless its control says
/// otherwise. The last live scene stays shown; whoever takes the outcome ends it. Where it throws, the live scene has ended and
/// nothing but its record is left behind. Throws as jobs::refineInput, training::refine and jobs::finetuneScene; outOfMemory
/// before it starts where it cannot fit on a computer, which ends programs rather than telling them.
RefineOutcome refine(const RefineRun& run, LiveScene& live, Progress& progress, JobFeedback& feedback);

}  // namespace fsm::desktop
