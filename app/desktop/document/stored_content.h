// Which versions of what a project file holds: its memories and Gaussians by identity, not by name, so that what has not changed
// is not written again.
#pragma once

#include <string>
#include <vector>

#include "reconstruction/scene/project_file.h"

namespace fsm::desktop {

/// A memory or a version of Gaussians in a file.
struct StoredRow {
  std::string row;         ///< its name in the file
  std::string id;          ///< says what it is: never the same for two different ones
  std::string createdUtc;  ///< and `bytes`: a row for which these are others was written by another program since
  int64_t bytes = 0;       ///< of Gaussians
};

struct StoredContent {
  std::vector<StoredRow> memories, gaussians;  ///< oldest first

  const StoredRow* memory(const std::string& id) const;
  const StoredRow* gaussiansOf(const std::string& id) const;
  const StoredRow* gaussiansIn(const std::string& row) const;
};

/// What `file` holds. Rows that this program did not write (fsm did) get an identity from their name, time and size.
StoredContent readContent(const scene::ProjectFile& file);

/// Writes down the identities of the rows as they are now in the file: `ids` maps rows to them, others keep theirs.
void writeContent(scene::ProjectFile& file, const StoredContent& ids);

}  // namespace fsm::desktop
