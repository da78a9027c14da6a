// Where a result goes, looked at before long work. Folders of results: reconstruction/core/pending_folder.h.
#pragma once

#include <filesystem>

namespace fsm::jobs {

/// `file` is not a folder, and the folder that it is to lie in can be written to or made (by whoever writes: PendingFile,
/// ParentFolders). Throws badInput, writeFailed.
void checkOutputFile(const std::filesystem::path& file);

}  // namespace fsm::jobs
