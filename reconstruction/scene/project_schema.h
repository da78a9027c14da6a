// The tables of a project file and how an older file becomes a newer one.
#pragma once

#include "reconstruction/scene/database.h"

namespace fsm::scene {

constexpr int64_t kApplicationId = 0x4348524F;  ///< "CHRO"

/// Brings the tables of an open, writable database from its `user_version` (0: an empty database) to
/// `ProjectFile::kSchemaVersion`, all in one transaction. Rows, tables and columns that it does not know stay as they are.
void migrateSchema(const Database& database);

/// Throws fileDamaged when it is no project, unsupported when its schema is newer than ours, fileDamaged when it cannot be read
/// at all.
void checkSchema(const Database& database, const std::string& shownName);

}  // namespace fsm::scene
