// Any supported source to a capture folder of ours.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "reconstruction/capture/capture.h"
#include "reconstruction/core/progress.h"

namespace fsm::jobs {

struct ImportRequest {
  std::filesystem::path source;
  std::filesystem::path folder;  ///< written; must not exist or be empty
  std::string poses;             ///< empty: the source's own; "none": without cameras; else a file or folder with poses
  std::string range;             ///< "A:B" in seconds, either side may be empty
  std::optional<int> frames;     ///< spread evenly
  std::optional<double> fps;
};

/// What was written. Throws what importing, selecting frames and writing throw.
Capture importJob(const ImportRequest& request, Progress& progress);

/// Imports `source` for a job that needs cameras. Throws badInput for an unposed capture: a sentence that says how to give poses.
Capture importPosed(const std::filesystem::path& source);

}  // namespace fsm::jobs
