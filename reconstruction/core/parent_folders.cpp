#include "reconstruction/core/parent_folders.h"

#include <unistd.h>

#include <ranges>
#include <system_error>
#include <utility>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm {

namespace fs = std::filesystem;

namespace {

Error cannotMake(const fs::path& folder, const std::string& reason) {
  return {ErrorCode::writeFailed,
          "The folder " + quoted(folder) + " cannot be made: " + reason + ". Write elsewhere, or change what is in the way."};
}

/// What is missing above `target`, innermost first, and the innermost folder that exists.
struct Above {
  std::vector<fs::path> missing;
  fs::path existing;
};

Above above(const fs::path& target) {
  Above out;
  std::error_code failed;
  out.existing = fs::absolute(target).parent_path();
  while (!fs::exists(out.existing, failed) && out.existing.has_relative_path()) {
    // Neither there nor absent: it may not be looked at.
    if (failed) throw cannotMake(out.existing, failed.message());
    out.missing.push_back(out.existing);
    out.existing = out.existing.parent_path();
  }
  if (!fs::is_directory(out.existing, failed)) throw cannotMake(target.parent_path(), quoted(out.existing) + " is not a folder");
  return out;
}

}  // namespace

void checkParentFolders(const fs::path& target) {
  const Above found = above(target);
  if (::access(found.existing.c_str(), W_OK | X_OK) == 0) return;
  throw Error(ErrorCode::writeFailed,
              "The folder " + quoted(found.existing) + " cannot be written to. Write elsewhere or change its permissions.");
}

ParentFolders::ParentFolders(const fs::path& target) {
  const Above found = above(target);
  for (const fs::path& folder : std::ranges::reverse_view(found.missing)) {
    std::error_code failed;
    // Another process may have been quicker: then it is not ours to remove.
    if (fs::create_directory(folder, failed)) {
      made_.insert(made_.begin(), folder);
    } else if (failed) {
      discard();
      throw cannotMake(folder, failed.message());
    }
  }
}

ParentFolders::~ParentFolders() { discard(); }

ParentFolders::ParentFolders(ParentFolders&& other) noexcept : made_(std::exchange(other.made_, {})) {}

ParentFolders& ParentFolders::operator=(ParentFolders&& other) noexcept {
  if (this != &other) {
    discard();
    made_ = std::exchange(other.made_, {});
  }
  return *this;
}

void ParentFolders::discard() noexcept {
  std::error_code ignored;
  // Only those that nobody has put anything into since: a folder with something in it is not removed by this.
  for (const fs::path& folder : made_) fs::remove(folder, ignored);
  made_.clear();
}

}  // namespace fsm
