// What a running program knows of the project files that it has read and written: which values in memory are which rows.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "app/desktop/document/identities.h"
#include "app/jobs/scene_io.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::desktop {

/// Thread-safe.
class StoreState {
 public:
  std::string idOf(const std::shared_ptr<const jobs::Scene>& scene);
  std::string idOf(const std::shared_ptr<const scene::GaussianScene>& gaussians);
  void setId(const std::shared_ptr<const jobs::Scene>& scene, const std::string& id);
  void setId(const std::shared_ptr<const scene::GaussianScene>& gaussians, const std::string& id);

  /// Hash of the footage of `capture`, as it was when it was imported or first saved. Reads files where it is not known yet.
  std::string footageHash(const Capture& capture);
  void setFootageHash(const Capture& capture, const std::string& hash);

  /// `file` holds `id`, and this program knows it: it may take it out again.
  void remember(const std::filesystem::path& file, const std::string& id);
  bool remembers(const std::filesystem::path& file, const std::string& id) const;

  /// `gaussians` were written to `file`, which has its own order (coarse first) and leaves out what cannot be drawn.
  void wrote(const std::filesystem::path& file, const std::string& id,
             const std::shared_ptr<const scene::GaussianScene>& gaussians);
  /// `copy` holds what `original` holds.
  void copied(const std::filesystem::path& copy, const std::filesystem::path& original);
  /// Gaussians `names` of the value in memory as `file` counts them, increasing.
  std::vector<int64_t> storedNames(const std::filesystem::path& file, const std::string& id, const scene::GaussianScene& inMemory,
                                   const std::vector<int64_t>& names);

 private:
  using Places = std::vector<int64_t>;  ///< by index in memory: index in the file, -1 where it is left out
  struct Written {
    std::weak_ptr<const scene::GaussianScene> from;
    std::shared_ptr<const Places> places;  ///< once asked for
  };
  struct File {
    std::set<std::string> ids;
    std::map<std::string, Written> written;
  };
  static std::string keyOf(const std::filesystem::path& file);

  Identities memories_, gaussians_, footage_;
  mutable std::mutex mutex_;
  std::map<std::string, File> files_;
};

}  // namespace fsm::desktop
