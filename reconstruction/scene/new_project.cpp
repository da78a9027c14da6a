#include "reconstruction/scene/new_project.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/database.h"

namespace fsm::scene {

namespace {

namespace fs = std::filesystem;

constexpr const char* kUnsaved = ".unsaved";
constexpr const char* kJournals[] = {"-journal", "-wal", "-shm"};

fs::path folderOf(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

fs::path withSuffix(const fs::path& path, const char* suffix) {
  fs::path out = path;
  out += suffix;
  return out;
}

void removeJournals(const fs::path& path) {
  std::error_code ignored;
  for (const char* suffix : kJournals) fs::remove(withSuffix(path, suffix), ignored);
}

void removeDatabase(const fs::path& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
  removeJournals(path);
}

/// ".NAME.PROCESS-NUMBER.unsaved": the process tells whether someone still works on it.
std::string temporaryPrefix(const fs::path& finalPath) {
  std::string prefix(1, '.');
  prefix += finalPath.filename().string();
  return prefix += '.';
}

bool processLives(long process) { return kill(static_cast<pid_t>(process), 0) == 0 || errno != ESRCH; }

void removeAbandoned(const fs::path& finalPath) {
  const std::string prefix = temporaryPrefix(finalPath);
  std::vector<fs::path> abandoned;
  std::error_code failure;
  for (fs::directory_iterator it(folderOf(finalPath), failure), end; !failure && it != end; it.increment(failure)) {
    const std::string name = it->path().filename().string();
    if (!name.starts_with(prefix) || !name.ends_with(kUnsaved)) continue;
    long process = 0;
    const char* digits = name.data() + prefix.size();
    const auto parsed = std::from_chars(digits, name.data() + name.size(), process);
    if (parsed.ec == std::errc{} && *parsed.ptr == '-' && process > 0 && !processLives(process)) abandoned.push_back(it->path());
  }
  for (const fs::path& path : abandoned) removeDatabase(path);
}

/// Locks the project that is about to be replaced. A journal that a killed program left belongs to it: opening plays it back, so
/// that it is gone before the new database stands under the same name. Nothing when there is no readable project; writeFailed
/// when someone is writing it.
std::optional<Database> lockPrevious(const fs::path& path) {
  std::error_code failure;
  if (!fs::exists(path, failure)) return std::nullopt;
  try {
    Database previous(path, Access::readWrite, quotedName(path));
    previous.run("BEGIN EXCLUSIVE");
    previous.integer("SELECT count(*) FROM sqlite_schema");
    return previous;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::fileDamaged) throw;
    return std::nullopt;
  }
}

/// A rename is only on the disk when its folder is.
void syncFolder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

NewProject::NewProject(const fs::path& finalPath) : finalPath_(finalPath) {
  static std::atomic<unsigned> counter{0};
  std::error_code failure;
  if (!finalPath.has_filename() || fs::is_directory(finalPath, failure))
    throw Error(ErrorCode::badInput,
                "\"" + finalPath.string() + "\" is a folder. Give the project a file name that ends in .chrono.");
  const fs::path folder = folderOf(finalPath);
  if (!fs::is_directory(folder, failure))
    throw Error(ErrorCode::writeFailed,
                "There is no folder \"" + folder.string() + "\" to save the project in. Make it or choose another.");
  removeAbandoned(finalPath);
  temporaryPath_ = folder / (temporaryPrefix(finalPath) + std::to_string(getpid()) + "-" + std::to_string(counter++) + kUnsaved);
  removeDatabase(temporaryPath_);
}

NewProject::~NewProject() { removeDatabase(temporaryPath_); }

void NewProject::publish() {
  const std::optional<Database> previous = lockPrevious(finalPath_);
  removeJournals(finalPath_);
  std::error_code failure;
  fs::rename(temporaryPath_, finalPath_, failure);
  if (failure)
    throw Error(ErrorCode::writeFailed,
                "The project could not be saved as \"" + finalPath_.string() +
                    "\". Check the folder's permissions or choose another name.",
                failure.message());
  syncFolder(folderOf(finalPath_));
}

}  // namespace fsm::scene
