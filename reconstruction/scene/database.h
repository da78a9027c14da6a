// SQLite behind types that cannot leak, with its result codes turned into `fsm::Error`. Used by the project file only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace fsm::scene {

/// The file name without its folder, in quotes, for messages.
std::string quotedName(const std::filesystem::path& path);

enum class Access { readOnly, readWrite, create };

class Database;

/// One prepared statement. Parameters count from 1, columns from 0; the bound text and bytes must outlive the statement's steps.
class Statement {
 public:
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, int64_t number);
  Statement& bind(int parameter, std::span<const uint8_t> bytes);
  /// Whether there is a (further) row.
  bool step();
  /// For statements without rows; usable again afterwards.
  void run();

  std::string text(int column) const;
  int64_t integer(int column) const;
  /// Valid until the next step.
  std::span<const uint8_t> bytes(int column) const;

 private:
  friend class Database;
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(const Database& database, std::unique_ptr<sqlite3_stmt, Finalise> statement)
      : database_(&database), statement_(std::move(statement)) {}
  void check(int result) const;

  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

class Database {
 public:
  /// `shownName` is how messages call the file. Throws the errors of `fail`.
  Database(const std::filesystem::path& path, Access access, std::string shownName);

  Statement prepare(std::string_view sql) const;
  void run(const char* sql) const;
  int64_t integer(std::string_view sql) const;
  bool readOnly() const;
  /// Throws what the result code means to the user: fileDamaged, writeFailed (full disk, no permission, used by another program),
  /// outOfMemory, ...
  [[noreturn]] void fail(int result) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::string name_;
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace fsm::scene
