// Footage to a scene in the project that is open: two jobs, each with stages of its own. Whatever exists is shown as soon as it
// does: the cameras, then the memory (by the image decoder), then the Gaussians.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "app/desktop/document/workspace.h"
#include "app/jobs/import_job.h"
#include "app/jobs/reconstruct_job.h"

namespace fsm::desktop {

/// Reads the sources, estimates cameras where they have none, and writes a capture folder (`request.folder`); on success the
/// project holds the capture as one undoable step, and `done` is called. On failure or cancellation nothing has changed. Returns
/// the job.
int importFootage(Workspace& workspace, const jobs::ImportRequest& request,
                  std::function<void(const jobs::ImportResult&)> done = {});

/// Where the capture folder of `source` goes: NAME.capture beside it, with a number where that is taken; in `dataFolder` where
/// nothing can be written beside it.
std::filesystem::path captureFolderFor(const std::filesystem::path& source, const std::filesystem::path& dataFolder);

/// Reconstructs the project's capture as another version, which is shown when it is there. The first version brings a new
/// animation that plays the event once. Out of memory, the message has a button that tries with what needs less. Returns the job.
int reconstruct(Workspace& workspace, const jobs::ReconstructOptions& options, std::function<void()> done = {});

/// A capture that has cameras, in place of `importFootage`: opened, not copied.
int openCapture(Workspace& workspace, const std::filesystem::path& source, std::function<void()> done = {});

}  // namespace fsm::desktop
