#include "reconstruction/scene/project_schema.h"

#include <array>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::scene {

namespace {

/// kMigrations[i] leads from version i to i + 1. Published steps are never edited; a change of the tables is a new step.
constexpr std::array<const char*, ProjectFile::kSchemaVersion> kMigrations{
    R"sql(
      CREATE TABLE capture (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        name TEXT NOT NULL,
        relative_path TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        json TEXT NOT NULL);
      CREATE TABLE memory (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        model TEXT NOT NULL,
        json TEXT NOT NULL,
        created_utc TEXT NOT NULL,
        byte_count INTEGER NOT NULL,
        chunk_count INTEGER NOT NULL);
      CREATE TABLE memory_chunk (
        id INTEGER PRIMARY KEY,
        memory_id INTEGER NOT NULL REFERENCES memory (id),
        position INTEGER NOT NULL,
        crc32 INTEGER NOT NULL, -- of all bytes of the memory up to the end of this chunk
        data BLOB NOT NULL,
        UNIQUE (memory_id, position));
      CREATE TABLE setting (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL);
    )sql",
    R"sql(
      CREATE TABLE gaussians (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        model TEXT NOT NULL,
        json TEXT NOT NULL,
        created_utc TEXT NOT NULL,
        description TEXT NOT NULL, -- JSON: kind, count, quantisation and its errors, frame, colour space, raster settings
        chunk_count INTEGER NOT NULL);
      CREATE TABLE gaussians_chunk (
        id INTEGER PRIMARY KEY,
        gaussians_id INTEGER NOT NULL REFERENCES gaussians (id),
        position INTEGER NOT NULL,
        gaussian_count INTEGER NOT NULL,
        crc32 INTEGER NOT NULL, -- of all compressed bytes up to the end of this chunk
        data BLOB NOT NULL,     -- a zstd frame
        UNIQUE (gaussians_id, position));
    )sql"};

}  // namespace

void migrateSchema(const Database& database) {
  const int64_t version = database.integer("PRAGMA user_version");
  if (version >= ProjectFile::kSchemaVersion) return;
  database.run("BEGIN IMMEDIATE");
  try {
    for (int64_t step = version; step < ProjectFile::kSchemaVersion; ++step) database.run(kMigrations[static_cast<size_t>(step)]);
    database.run(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
    database.run(("PRAGMA user_version = " + std::to_string(ProjectFile::kSchemaVersion)).c_str());
    database.run("COMMIT");
  } catch (...) {
    // Where SQLite has rolled back by itself, this second one fails without consequence.
    try {
      database.run("ROLLBACK");
    } catch (const Error& error) {
      log().debug("A transaction was not taken back: {}", error.what());
    }
    throw;
  }
}

void checkSchema(const Database& database, const std::string& shownName) {
  // The first real read: finds truncated files, and repairs what a killed program left.
  database.integer("SELECT count(*) FROM sqlite_schema");
  if (database.integer("PRAGMA application_id") != kApplicationId)
    throw Error(ErrorCode::fileDamaged, shownName + " is a database of another program. Choose a Chronoscope project (.chrono).");
  const int64_t version = database.integer("PRAGMA user_version");
  if (version > ProjectFile::kSchemaVersion)
    throw Error(ErrorCode::unsupported, shownName + " was made by a newer Chronoscope (schema version " +
                                            std::to_string(version) + "; this program knows " +
                                            std::to_string(ProjectFile::kSchemaVersion) +
                                            "). Open it with that version, or update this program.");
  if (version < 1) throw Error(ErrorCode::fileDamaged, shownName + " is an unfinished project. Make the project again.");
}

}  // namespace fsm::scene
