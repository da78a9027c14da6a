// The Gaussians of a scene fitted to the frames that it was reconstructed from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/jobs/scene_io.h"
#include "training/refine/refine.h"

namespace fsm::jobs {

/// Prepared input frames and held-out ones (may be empty), in the frame of `start`, as what training::refine takes. Throws
/// badInput where `start` is of another frame of reference than `prepared`.
training::RefineInput refineInput(const PreparedCapture& prepared, const std::vector<PreparedView>& heldOut,
                                  scene::GaussianScene start);

/// The same from a scene that is open: decodes its input frames again, and those that its plan holds out (at most 24, spread
/// evenly). Takes the share `weight` of the job. Throws notFound (the footage), and as above.
training::RefineInput refineInput(const Scene& scene, scene::GaussianScene start, double weight, Progress& progress);

/// Fits `start` to `prepared`; `heldOut` is scored before and after. What `fsm eval --refine-seconds` calls.
training::RefineResult refineScene(const PreparedCapture& prepared, const std::vector<PreparedView>& heldOut,
                                   scene::GaussianScene start, const training::RefineOptions& options, Progress& progress);

struct RefineRequest {
  std::filesystem::path project;
  training::RefineOptions options;  ///< without steps and seconds: training::setDefaultLength
  bool resume = false;              ///< go on from where a run was stopped (a file beside the project)
  std::filesystem::path preview;    ///< PNG of the current picture, again and again; empty: none
};

/// Decodes the input frames again, refines, and stores the result as the version "refined" beside what it started from, in one
/// transaction. Frames that the plan holds out are scored and never fitted. The state is saved every options.safekeeping.seconds,
/// so that a run that is killed goes on like one that was stopped (safekeeping.keep is the job's own). When `progress` is
/// cancelled, what was reached is stored all the same, with the state to go on from, and the result says that it is not finished.
/// `listener` hears of it on the way (options.statusSeconds, options.publish). Throws badInput (no Gaussians in the project),
/// notFound (the footage), and as training::refine.
training::RefineResult refineJob(const RefineRequest& request, Progress& progress, const training::RefineListener& listener = {});

/// The refinement of `request` as a file for a machine with a graphics card (fsm_engine refine).
void packRefineJob(const std::filesystem::path& project, const std::filesystem::path& file, Progress& progress);
/// Stores what came back as the version "refined"; returns its result as JSON text. Throws badInput for a scene in another frame.
std::string takeRefinedJob(const std::filesystem::path& project, const std::filesystem::path& file, Progress& progress);

}  // namespace fsm::jobs
