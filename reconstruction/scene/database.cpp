#include "reconstruction/scene/database.h"

#include <sqlite3.h>

#include "reconstruction/core/error.h"

namespace fsm::scene {

namespace {

constexpr int kBusyMilliseconds = 3000;
constexpr int kMaxValueBytes = 512 << 20;  // a row's JSON or chunk; keeps a lying record from taking memory without bound

int openFlags(Access access) {
  switch (access) {
    case Access::readOnly: return SQLITE_OPEN_READONLY;
    case Access::readWrite: return SQLITE_OPEN_READWRITE;
    case Access::create: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  }
  return SQLITE_OPEN_READONLY;
}

ErrorCode codeOf(int result) {
  switch (result & 0xFF) {
    case SQLITE_NOMEM: return ErrorCode::outOfMemory;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH: return ErrorCode::writeFailed;
    case SQLITE_IOERR:
      if (result == SQLITE_IOERR_NOMEM) return ErrorCode::outOfMemory;
      return result == SQLITE_IOERR_READ || result == SQLITE_IOERR_SHORT_READ ? ErrorCode::fileDamaged : ErrorCode::writeFailed;
    case SQLITE_TOOBIG: return ErrorCode::badInput;
    case SQLITE_MISUSE: return ErrorCode::internal;
    default: return ErrorCode::fileDamaged;  // corrupt, not a database, a table or column that is not there
  }
}

std::string sentence(int result, const std::string& name) {
  switch (result & 0xFF) {
    case SQLITE_NOMEM: return "There is not enough memory to work with " + name + ". Close other programs and try again.";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return name + " is being used by another program. Close it there and try again.";
    case SQLITE_FULL:
      return "The disk is full: " + name + " was not saved and keeps its old content. Free some space and save again.";
    case SQLITE_READONLY:
      if (result == SQLITE_READONLY_ROLLBACK || result == SQLITE_READONLY_RECOVERY)
        return name +
               " was not closed properly and cannot be repaired where it lies, because it is read-only there. "
               "Copy it together with the file of the same name ending in -journal to a writable folder and open it there.";
      return name + " cannot be written. Check its permissions or save under another name.";
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN: return name + " cannot be opened. Check that its folder exists and its permissions allow it.";
    case SQLITE_IOERR:
      if (codeOf(result) == ErrorCode::writeFailed)
        return name +
               " could not be written and keeps its old content. Check that the disk is connected and has space, and save again.";
      break;
    case SQLITE_NOTADB: return name + " is not a Chronoscope project. Choose a file that this program saved (.chrono).";
    case SQLITE_TOOBIG: return "A part of the project is too large to be stored in " + name + ".";
    case SQLITE_MISUSE: return "The project file " + name + " was used in a wrong way. Please report this.";
    default: break;
  }
  return name + " is damaged. Restore it from a backup or make the project again.";
}

}  // namespace

std::string quotedName(const std::filesystem::path& path) {
  std::string out(1, '"');
  out += path.filename().string();
  return out += '"';
}

void Statement::Finalise::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

void Statement::check(int result) const {
  if (result != SQLITE_OK) database_->fail(result);
}

Statement& Statement::bind(int parameter, std::string_view text) {
  check(
      sqlite3_bind_text64(statement_.get(), parameter, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int parameter, int64_t number) {
  check(sqlite3_bind_int64(statement_.get(), parameter, number));
  return *this;
}

Statement& Statement::bind(int parameter, std::span<const uint8_t> bytes) {
  const void* data = bytes.data() ? static_cast<const void*>(bytes.data()) : "";  // a null pointer would store NULL
  check(sqlite3_bind_blob64(statement_.get(), parameter, data, bytes.size(), SQLITE_STATIC));
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result != SQLITE_ROW && result != SQLITE_DONE) database_->fail(result);
  return result == SQLITE_ROW;
}

void Statement::run() {
  while (step()) {
  }
  check(sqlite3_reset(statement_.get()));
}

std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return data ? std::string(data, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))) : std::string();
}

int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::span<const uint8_t> Statement::bytes(int column) const {
  const auto* data = static_cast<const uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  return {data, data ? static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column)) : 0};
}

Database::Database(const std::filesystem::path& path, Access access, std::string shownName) : name_(std::move(shownName)) {
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &handle, openFlags(access) | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(handle);
  if (result != SQLITE_OK) fail(result);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kMaxValueBytes);
  // The file may come from anyone: its schema gets no rights, and nothing in it runs by itself.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  run("PRAGMA cell_size_check = ON");
}

void Database::fail(int result) const {
  const std::string detail =
      "SQLite " + std::to_string(result) + ": " + (handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(result));
  throw Error(codeOf(result), sentence(result, name_), detail);
}

Statement Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  std::unique_ptr<sqlite3_stmt, Statement::Finalise> owned(statement);
  if (result != SQLITE_OK) fail(result);
  return {*this, std::move(owned)};
}

void Database::run(const char* sql) const {
  const int result = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) fail(result);
}

int64_t Database::integer(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

bool Database::readOnly() const { return sqlite3_db_readonly(handle_.get(), "main") == 1; }

}  // namespace fsm::scene
