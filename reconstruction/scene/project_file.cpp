#include "reconstruction/scene/project_file.h"

#include <zlib.h>

#include <algorithm>
#include <new>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "reconstruction/scene/database.h"
#include "reconstruction/scene/new_project.h"
#include "reconstruction/scene/project_schema.h"

namespace fsm::scene {

namespace {

constexpr size_t kChunkBytes = size_t{4} << 20;
constexpr int64_t kGaussiansVersion = 2;  // of the schema that first had them

/// Goes on from the checksum of all chunks before: a chunk in the wrong place or of another memory is found as well.
uint32_t runningCrc(uint32_t before, std::span<const uint8_t> chunk) {
  return static_cast<uint32_t>(::crc32(before, chunk.data(), static_cast<uInt>(chunk.size())));  // chunks are far below 4 GiB
}

/// Says what SQLite would not, which takes an empty file for an empty database. The file is not opened here: closing it would
/// release the locks that another connection of this process holds on it.
void checkFile(const std::filesystem::path& path) {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (status.type() == std::filesystem::file_type::none)
    throw Error(ErrorCode::notFound, "\"" + path.string() + "\" cannot be reached. Check the permissions of its folder.",
                failure.message());
  if (!std::filesystem::exists(status))
    throw Error(ErrorCode::notFound, "There is no project \"" + path.string() + "\". Check the path.");
  if (!std::filesystem::is_regular_file(status))
    throw Error(ErrorCode::badInput, "\"" + path.string() + "\" is not a file. Choose a Chronoscope project (.chrono).");
  if (std::filesystem::file_size(path, failure) == 0 && !failure)
    throw Error(ErrorCode::fileDamaged, quotedName(path) + " is empty. Restore it from a backup or make the project again.");
}

/// A connection that only reads cannot undo what a killed writer left; where the folder allows it, this does.
void repairAfterKill(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path.string() + "-journal", ignored)) return;
  try {
    Database(path, Access::readWrite, quotedName(path)).integer("SELECT count(*) FROM sqlite_schema");
  } catch (const Error& error) {  // the real opening finds the same and says it
    log().debug("{} was not repaired: {}", quotedName(path), error.what());
  }
}

/// A rollback journal leaves one file when nothing is being written, and a killed writer's half is undone by the next reader.
void prepareForWriting(const Database& database) {
  database.run("PRAGMA journal_mode = DELETE");
  database.run("PRAGMA synchronous = EXTRA");
}

}  // namespace

struct ProjectFile::Impl {
  std::filesystem::path path;
  bool readOnly = false;
  std::optional<NewProject> unsaved;  ///< until the first commit of a created project
  std::optional<Database> database;
  bool inTransaction = false;
  bool failed = false;  ///< a step of the open transaction failed: it can only be rolled back

  const Database& open() const {
    if (!database)
      throw Error(ErrorCode::writeFailed, quotedName(path) + " was not saved. Check its folder and save under another name.");
    return *database;
  }

  void begin() {
    if (readOnly) throw Error(ErrorCode::writeFailed, quotedName(path) + " was opened read-only. Save under another name.");
    if (inTransaction) throw Error(ErrorCode::internal, "A save was begun while another is under way. Please report this.");
    open().run("BEGIN IMMEDIATE");
    inTransaction = true;
    failed = false;
  }

  void commit() {
    if (!inTransaction) throw Error(ErrorCode::internal, "A save was ended that was not begun. Please report this.");
    if (failed) {
      rollback();
      throw Error(ErrorCode::writeFailed,
                  quotedName(path) + " was not saved, because a part of it could not be written. It keeps its old content.");
    }
    try {
      open().run("COMMIT");
    } catch (...) {
      rollback();
      throw;
    }
    inTransaction = false;
    if (unsaved) publish();
  }

  /// Never throws: after some errors SQLite has rolled back already.
  void rollback() noexcept {
    if (inTransaction && database) {
      try {
        database->run("ROLLBACK");
      } catch (const std::exception& error) {
        log().debug("A transaction was not taken back: {}", error.what());
      }
    }
    inTransaction = false;
    failed = false;
  }

  /// The new project takes its name. SQLite must not have a file open that is renamed.
  void publish() {
    database.reset();
    unsaved->publish();
    unsaved.reset();
    database.emplace(path, Access::readWrite, quotedName(path));
    prepareForWriting(*database);
  }

  /// `change` as a part of the open transaction, or as one of its own.
  template <typename Change>
  void write(Change change) {
    const bool own = !inTransaction;
    if (own) begin();
    try {
      change(open());
    } catch (...) {
      failed = true;
      if (own) rollback();
      throw;
    }
    if (own) commit();
  }
};

ProjectFile::ProjectFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProjectFile::~ProjectFile() = default;
ProjectFile::ProjectFile(ProjectFile&&) noexcept = default;
ProjectFile& ProjectFile::operator=(ProjectFile&&) noexcept = default;

ProjectFile ProjectFile::create(const std::filesystem::path& path) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->unsaved.emplace(path);
  impl->database.emplace(impl->unsaved->temporaryPath(), Access::create, quotedName(path));
  // Memories are megabytes: large pages keep their chains of overflow pages short.
  impl->database->run("PRAGMA page_size = 16384");
  prepareForWriting(*impl->database);
  migrateSchema(*impl->database);
  return ProjectFile(std::move(impl));
}

ProjectFile ProjectFile::open(const std::filesystem::path& path, bool readOnly) {
  checkFile(path);
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->readOnly = readOnly;
  if (readOnly) repairAfterKill(path);
  impl->database.emplace(path, readOnly ? Access::readOnly : Access::readWrite, quotedName(path));
  checkSchema(*impl->database, quotedName(path));
  if (!readOnly) {
    // SQLite opens what it may not write for reading only, without a word.
    if (impl->database->readOnly())
      throw Error(ErrorCode::writeFailed, quotedName(path) + " cannot be written. Open it read-only, or check its permissions.");
    prepareForWriting(*impl->database);
    migrateSchema(*impl->database);
  }
  return ProjectFile(std::move(impl));
}

ProjectFile ProjectFile::createCopy(const std::filesystem::path& path, const std::filesystem::path& original) {
  checkFile(original);
  repairAfterKill(original);
  checkSchema(Database(original, Access::readOnly, quotedName(original)), quotedName(original));
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->unsaved.emplace(path);
  const std::string copy = impl->unsaved->temporaryPath().string();
  // What fails from here on is the writing of the copy.
  Database(original, Access::readOnly, quotedName(path)).prepare("VACUUM INTO ?1").bind(1, copy).run();
  impl->database.emplace(impl->unsaved->temporaryPath(), Access::readWrite, quotedName(path));
  prepareForWriting(*impl->database);
  migrateSchema(*impl->database);
  return ProjectFile(std::move(impl));
}

void ProjectFile::begin() { impl_->begin(); }
void ProjectFile::commit() { impl_->commit(); }
void ProjectFile::rollback() { impl_->rollback(); }
const std::filesystem::path& ProjectFile::path() const { return impl_->path; }

// Rows are updated in place, never replaced: columns that a newer version added keep their values.

void ProjectFile::setCapture(const CaptureRow& capture) {
  impl_->write([&](const Database& database) {
    database
        .prepare(
            "INSERT INTO capture (id, name, relative_path, content_hash, json) VALUES (1, ?1, ?2, ?3, ?4) "
            "ON CONFLICT (id) DO UPDATE SET name = ?1, relative_path = ?2, content_hash = ?3, json = ?4")
        .bind(1, capture.name)
        .bind(2, capture.relativePath)
        .bind(3, capture.contentHash)
        .bind(4, capture.json)
        .run();
  });
}

std::optional<CaptureRow> ProjectFile::capture() const {
  Statement statement = impl_->open().prepare("SELECT name, relative_path, content_hash, json FROM capture WHERE id = 1");
  if (!statement.step()) return std::nullopt;
  return CaptureRow{statement.text(0), statement.text(1), statement.text(2), statement.text(3)};
}

void ProjectFile::setMemory(const MemoryRow& memory, std::span<const uint8_t> bytes) {
  const size_t chunks = (bytes.size() + kChunkBytes - 1) / kChunkBytes;
  impl_->write([&](const Database& database) {
    database
        .prepare(
            "INSERT INTO memory (name, model, json, created_utc, byte_count, chunk_count) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
            "ON CONFLICT (name) DO UPDATE SET model = ?2, json = ?3, created_utc = ?4, byte_count = ?5, chunk_count = ?6")
        .bind(1, memory.name)
        .bind(2, memory.model)
        .bind(3, memory.json)
        .bind(4, memory.createdUtc)
        .bind(5, static_cast<int64_t>(bytes.size()))
        .bind(6, static_cast<int64_t>(chunks))
        .run();
    Statement find = database.prepare("SELECT id FROM memory WHERE name = ?1");
    find.bind(1, memory.name).step();
    const int64_t id = find.integer(0);
    database.prepare("DELETE FROM memory_chunk WHERE memory_id = ?1").bind(1, id).run();
    Statement insert = database.prepare("INSERT INTO memory_chunk (memory_id, position, crc32, data) VALUES (?1, ?2, ?3, ?4)");
    uint32_t crc = 0;
    for (size_t i = 0; i < chunks; ++i) {
      const auto chunk = bytes.subspan(i * kChunkBytes, std::min(kChunkBytes, bytes.size() - i * kChunkBytes));
      crc = runningCrc(crc, chunk);
      insert.bind(1, id).bind(2, static_cast<int64_t>(i)).bind(3, static_cast<int64_t>(crc)).bind(4, chunk).run();
    }
  });
}

std::vector<MemoryRow> ProjectFile::memories() const {
  Statement statement = impl_->open().prepare("SELECT name, model, json, created_utc FROM memory ORDER BY id");
  std::vector<MemoryRow> rows;
  while (statement.step()) rows.push_back({statement.text(0), statement.text(1), statement.text(2), statement.text(3)});
  return rows;
}

std::vector<uint8_t> ProjectFile::memoryBytes(const std::string& name) const try {
  const auto damaged = [&](const std::string& what) {
    return Error(ErrorCode::fileDamaged, "The reconstruction \"" + name + "\" in " + quotedName(impl_->path) +
                                             " is damaged: " + what + ". Reconstruct the capture again.");
  };
  Statement find = impl_->open().prepare("SELECT id, byte_count, chunk_count FROM memory WHERE name = ?1");
  if (!find.bind(1, name).step())
    throw Error(ErrorCode::notFound,
                "There is no reconstruction \"" + name + "\" in " + quotedName(impl_->path) + ". Choose another one.");
  const int64_t byteCount = find.integer(1), chunkCount = find.integer(2);
  Statement read = impl_->open().prepare("SELECT position, crc32, data FROM memory_chunk WHERE memory_id = ?1 ORDER BY position");
  read.bind(1, find.integer(0));
  std::vector<uint8_t> bytes;
  std::error_code failure;  // an untold size is not trusted for a reservation, only chunks that are there are
  const auto stored = std::filesystem::file_size(impl_->unsaved ? impl_->unsaved->temporaryPath() : impl_->path, failure);
  if (!failure && byteCount > 0) bytes.reserve(std::min(static_cast<uintmax_t>(byteCount), stored));
  int64_t position = 0;
  uint32_t crc = 0;
  for (; read.step(); ++position) {
    const auto chunk = read.bytes(2);
    crc = runningCrc(crc, chunk);
    if (read.integer(0) != position) throw damaged("a part is missing");
    if (read.integer(1) != static_cast<int64_t>(crc)) throw damaged("a checksum is wrong");
    if (static_cast<int64_t>(bytes.size() + chunk.size()) > byteCount) throw damaged("it is longer than it should be");
    bytes.insert(bytes.end(), chunk.begin(), chunk.end());
  }
  if (position != chunkCount || static_cast<int64_t>(bytes.size()) != byteCount) throw damaged("a part is missing");
  return bytes;
} catch (const std::bad_alloc&) {
  throw Error(ErrorCode::outOfMemory,
              "There is not enough memory to read the reconstruction \"" + name + "\". Close other programs and try again.");
}

void ProjectFile::removeMemory(const std::string& name) {
  impl_->write([&](const Database& database) {
    database.prepare("DELETE FROM memory_chunk WHERE memory_id IN (SELECT id FROM memory WHERE name = ?1)").bind(1, name).run();
    database.prepare("DELETE FROM memory WHERE name = ?1").bind(1, name).run();
  });
}

GaussianErrors ProjectFile::setGaussians(const GaussiansRow& row, const GaussianScene& scene, Quantisation quantisation) {
  GaussianErrors errors;
  impl_->write([&](const Database& database) { errors = writeGaussians(database, row, scene, quantisation); });
  return errors;
}

void ProjectFile::removeGaussians(const std::string& name) {
  impl_->write([&](const Database& database) { scene::removeGaussians(database, name); });
}

void ProjectFile::renameGaussians(const std::string& from, const std::string& to) {
  impl_->write([&](const Database& database) {
    Statement taken = database.prepare("SELECT 1 FROM gaussians WHERE name = ?1");
    if (taken.bind(1, to).step())
      throw Error(ErrorCode::writeFailed,
                  "There is a version \"" + to + "\" in " + quotedName(impl_->path) + " already. Choose another name.");
    database.prepare("UPDATE gaussians SET name = ?2 WHERE name = ?1").bind(1, from).bind(2, to).run();
  });
}

std::vector<GaussiansSummary> ProjectFile::gaussians() const {
  if (impl_->open().integer("PRAGMA user_version") < kGaussiansVersion) return {};
  return listGaussians(impl_->open(), quotedName(impl_->path));
}

GaussiansReader ProjectFile::readGaussians(const std::string& name) const {
  if (impl_->open().integer("PRAGMA user_version") < kGaussiansVersion)
    throw Error(ErrorCode::notFound, quotedName(impl_->path) + " was made before there were Gaussians in projects. Make some.");
  return openGaussians(impl_->open(), name, quotedName(impl_->path));
}

GaussianScene ProjectFile::gaussianScene(const std::string& name) const {
  GaussiansReader reader = readGaussians(name);
  GaussianScene scene = reader.scene();
  scene.gaussians.resize(0, reader.summary().isStatic);
  while (const std::optional<Gaussians4D> chunk = reader.next()) scene.gaussians.append(*chunk);
  return scene;
}

void ProjectFile::setSetting(const std::string& key, const std::string& value) {
  impl_->write([&](const Database& database) {
    database.prepare("INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2")
        .bind(1, key)
        .bind(2, value)
        .run();
  });
}

std::optional<std::string> ProjectFile::setting(const std::string& key) const {
  Statement statement = impl_->open().prepare("SELECT value FROM setting WHERE key = ?1");
  if (!statement.bind(1, key).step()) return std::nullopt;
  return statement.text(0);
}

}  // namespace fsm::scene
