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

using Failed = std::function<void(const Error&)>;

/// Reads the sources, estimates cameras where they have none, and writes a capture folder: `request.folder`, or where that is
/// empty the one of `captureFolderFor`. On success the project holds the capture as one undoable step, and `done` is called. On
/// failure or cancellation nothing has changed; without `failed` the error becomes a message. Returns the job.
int importFootage(Workspace& workspace, const jobs::ImportRequest& request, const std::filesystem::path& dataFolder,
                  std::function<void(const jobs::ImportResult&)> done = {}, Failed failed = {});

/// Where the capture folder of `source` goes: NAME.capture beside it, with a number where that is taken; in `dataFolder` where
/// nothing can be written beside it. Touches the disk: for a worker.
std::filesystem::path captureFolderFor(const std::filesystem::path& source, const std::filesystem::path& dataFolder);

/// A capture that has cameras, in place of `importFootage`: opened, not copied.
int openCapture(Workspace& workspace, const std::filesystem::path& source, std::function<void()> done = {}, Failed failed = {});

/// Reconstructs the project's capture as another version: `seen` is called when the network can show it, while its Gaussians
/// (where they are asked for) are still to come, `done` when it is complete. All of it is one step of undo; on failure or
/// cancellation nothing has changed. An error becomes a message; out of memory, the message has a button that tries with what
/// would fit (jobs::whatWouldFit). `failed` hears of it as well. Returns the job.
int reconstruct(Workspace& workspace, const jobs::ReconstructOptions& options, std::function<void()> done = {},
                Failed failed = {}, std::function<void()> seen = {});

}  // namespace fsm::desktop
