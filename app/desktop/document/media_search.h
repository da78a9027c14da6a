// Footage that was moved or renamed, found again by what is in it.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/core/progress.h"

namespace fsm::desktop {

/// Footage of a project that is not where it was.
struct MissingMedia {
  std::filesystem::path expected;  ///< where it was: `Capture::source`
  std::string contentHash;         ///< empty: not known, nothing can be recognised
  bool operator==(const MissingMedia&) const = default;
};

/// Looks in and beside `folders`, two levels deep, first at what has the same name, then at what has the same kind of name; a few
/// hundred files and folders at most, and no more of the latter once `patience` is over: who opens a project waits for this.
/// Folders that are not there are left out. Throws cancelled.
std::optional<std::filesystem::path> findMoved(const MissingMedia& media, const std::vector<std::filesystem::path>& folders,
                                               Progress& progress, std::chrono::milliseconds patience = std::chrono::seconds(3));

}  // namespace fsm::desktop
