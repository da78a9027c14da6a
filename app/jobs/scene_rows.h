// Captures and memories as rows of a project file and back: for who writes or reads a part of a project.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/jobs/scene_io.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::jobs {

/// Now, as rows carry it: ISO 8601, UTC, to the second.
std::string utcNow();

/// Hash of the footage that `capture` came from; empty where it is not there any more. Reads a few megabytes of each file.
std::string footageHash(const Capture& capture);

/// `plan`: null where nothing was reconstructed from it. Paths are relative to the folder of `project`.
scene::CaptureRow captureRow(const std::filesystem::path& project, const Capture& capture, const FramePlan* plan,
                             const std::string& footageHash);

/// The media need not be there. `Capture::source` is the first place where something lies: beside the project as before, where it
/// was, beside the project by its name; the first of these where there is nothing. Throws fileDamaged.
Capture captureFromRow(const scene::CaptureRow& row, const std::filesystem::path& project);
/// Nothing where the row has no plan. Throws fileDamaged.
std::optional<FramePlan> planFromRow(const scene::CaptureRow& row, const Capture& capture);

/// `name`: of the row.
scene::MemoryRow memoryRow(const std::string& name, const Scene& scene);
/// Scene of a memory that was read, with the capture and plan that belong to it. Throws fileDamaged.
Scene sceneFromRow(const scene::MemoryRow& row, SpatialMemory memory, Capture capture, FramePlan plan);

}  // namespace fsm::jobs
