// Clips, splats and camera moves to files, by jobs of the queue: one after the other, and nothing is left of those that fail or
// are cancelled.
#pragma once

#include <filesystem>

#include "app/desktop/operations/export_source.h"
#include "app/jobs/export_job.h"

namespace fsm::desktop {

/// Everything that can be refused before long work: names, folders, contradictions. Touches file names only. Throws badInput,
/// unsupported, writeFailed.
void checkExport(const std::filesystem::path& target, const ExportSettings& settings);

/// Returns the job.
int startExport(Workspace& workspace, const ExportSource& source, const ExportSettings& settings,
                const std::filesystem::path& target);

/// The Gaussians with their edits. Returns the job.
int startSplatExport(Workspace& workspace, const ExportSource& source, const jobs::SplatOutput& output);

/// The animation's camera between in and out. `size`: the shape of the picture. Returns the job.
int startCameraExport(Workspace& workspace, const std::filesystem::path& file, ImageSize size);

/// A camera move as the camera track, and as the scene-time track where the file has times: one step of undo. The timeline grows
/// where the move is longer. Returns the job.
int startCameraImport(Workspace& workspace, const std::filesystem::path& file);

}  // namespace fsm::desktop
