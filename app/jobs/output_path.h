// Where a result goes, looked at before long work. Folders of results: reconstruction/core/pending_folder.h.
#pragma once

#include <filesystem>

namespace fsm::jobs {

/// The folder of `file` exists and can be written to, and `file` is not a folder. Throws badInput, notFound, writeFailed.
void checkOutputFile(const std::filesystem::path& file);

}  // namespace fsm::jobs
