#include "app/desktop/document/media_search.h"

#include <algorithm>
#include <set>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "reconstruction/scene/content_hash.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

constexpr int kDepth = 2;
constexpr size_t kMostEntries = 20'000;  ///< looked at
constexpr size_t kMostHashed = 300;

struct Candidate {
  fs::path path;
  int rank = 0;  ///< 0: the same name, 1: the same kind of name
};

class Search {
 public:
  explicit Search(const fs::path& expected) : name_(expected.filename()), extension_(expected.extension()) {}

  void look(const fs::path& folder, int depth, const Progress& progress) {
    std::error_code failed;
    if (!seen_.insert(fs::weakly_canonical(folder, failed).string()).second) return;
    std::vector<fs::path> below;
    for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, failed), end; !failed && it != end;
         it.increment(failed)) {
      if (++entries_ > kMostEntries) return;
      progress.check();
      const bool isFolder = it->is_directory(failed);
      consider(it->path(), isFolder);
      const bool hidden = it->path().filename().string().starts_with('.');
      if (isFolder && !hidden && !it->is_symlink(failed)) below.push_back(it->path());
      failed.clear();
    }
    if (depth <= 1) return;
    for (const fs::path& next : below) look(next, depth - 1, progress);
  }

  std::vector<Candidate> candidates() {
    std::stable_sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
    if (found_.size() > kMostHashed) found_.resize(kMostHashed);
    return found_;
  }

 private:
  void consider(const fs::path& path, bool isFolder) {
    if (path.filename() == name_)
      found_.push_back({path, 0});
    else if (isFolder ? extension_.empty() : !extension_.empty() && path.extension() == extension_)
      found_.push_back({path, 1});
  }

  fs::path name_, extension_;
  std::set<std::string> seen_;
  size_t entries_ = 0;
  std::vector<Candidate> found_;
};

}  // namespace

std::optional<fs::path> findMoved(const MissingMedia& media, const std::vector<fs::path>& folders, Progress& progress,
                                  std::chrono::milliseconds patience) {
  if (media.contentHash.empty()) return std::nullopt;
  const auto begin = std::chrono::steady_clock::now();
  Search search(media.expected);
  std::error_code failed;
  for (const fs::path& folder : folders) {
    if (folder.empty() || !fs::is_directory(folder, failed)) continue;
    search.look(folder, kDepth, progress);
    if (folder.has_parent_path() && folder.parent_path() != folder.root_path())
      search.look(folder.parent_path(), kDepth, progress);
  }
  for (const Candidate& candidate : search.candidates()) {
    progress.check();
    if (candidate.rank > 0 && std::chrono::steady_clock::now() - begin >= patience) break;
    try {
      if (scene::contentHash(candidate.path) == media.contentHash) return candidate.path;
    } catch (const Error& error) {  // not it
      log().debug("A candidate for lost footage cannot be read: {}", error.what());
    }
  }
  return std::nullopt;
}

}  // namespace fsm::desktop
