// Gaussians wherever they come from: a version in a project, or a splat file in its place.
#pragma once

#include <filesystem>
#include <string>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::jobs {

/// Whether `source` is read as a splat file: by its extension (a project is whatever else).
bool isSplatSource(const std::filesystem::path& source);

/// Whether a project holds any version of Gaussians. Throws as opening a project does.
bool hasGaussians(const std::filesystem::path& project);

/// `version`: of a project's Gaussians by name; empty: the newest. Throws notFound (no file, no such version), badInput (a
/// project without Gaussians, a version asked of a splat file), and what reading throws.
scene::GaussianScene loadGaussianScene(const std::filesystem::path& source, const std::string& version = {});

}  // namespace fsm::jobs
