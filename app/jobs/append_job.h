// More frames for a scene that was reconstructed before.
#pragma once

#include <filesystem>
#include <string>

#include "app/jobs/reconstruct_job.h"

namespace fsm::jobs {

struct AppendRequest {
  std::filesystem::path project;
  std::filesystem::path output;  ///< written; empty: `project` itself
  std::string inputs;            ///< frames that the scene should have read afterwards, as InputChoice::parse takes it
  /// false: all frames, old and new, are read again: exactly what reconstructing with all of them gives. true: only the new
  /// frames are read, on top of the memory; what was read before is not revised (method: causal variant). Cheaper, approximate,
  /// and labelled so.
  bool approximate = false;
  ModelRequest model;  ///< `model` empty: the scene's own
};

/// Frames that the scene read stay read. Throws badInput where nothing is left to read, or the weights are not those of the
/// scene.
ReconstructResult appendJob(const AppendRequest& request, Progress& progress);

}  // namespace fsm::jobs
