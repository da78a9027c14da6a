// 4D Gaussians in a project file: versions by name, each a row and chunks of about 4 MiB (before quantisation) of whole
// Gaussians, zstd-compressed, with a checksum. The order is coarse first: every chunk is a sample of the whole scene, the most
// visible ones in front, so that a viewer shows something after the first. Used through `ProjectFile`.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/scene/database.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/scene/gaussians_codec.h"

namespace fsm::scene {

struct GaussiansRow {
  std::string name;   ///< of this version: "feed-forward", "refined"
  std::string model;  ///< identity of the model that made it; empty: none did
  std::string json;   ///< how it was made and what it scored; empty becomes {}
  std::string createdUtc;
};

/// What is known without reading a chunk.
struct GaussiansSummary {
  GaussiansRow row;
  int64_t count = 0;
  int shDegree = 0, timeHarmonics = 0;
  bool isStatic = false;
  Quantisation quantisation = Quantisation::none;
  GaussianErrors errors;    ///< measured while saving
  int64_t storedBytes = 0;  ///< of all chunks
};

/// Gives out chunk after chunk. The project must stay open, and its Gaussians unchanged, while one lives.
class GaussiansReader {
 public:
  const GaussiansSummary& summary() const { return summary_; }
  /// Frame, colour space and settings; no Gaussians yet, but their degree, harmonics and period.
  const GaussianScene& scene() const { return scene_; }
  int64_t delivered() const { return delivered_; }
  /// The next chunk; nothing after the last. Throws fileDamaged (a chunk missing, a wrong checksum or size), outOfMemory.
  std::optional<Gaussians4D> next();

 private:
  friend GaussiansReader openGaussians(const Database& database, const std::string& name, const std::string& shownName);
  GaussiansReader(Statement statement, GaussiansSummary summary, GaussianScene scene, int64_t chunks, std::string shownName);
  [[noreturn]] void damaged(const std::string& what) const;

  Statement statement_;
  GaussiansSummary summary_;
  GaussianScene scene_;
  int64_t chunks_ = 0, chunk_ = 0, delivered_ = 0;
  uint32_t crc_ = 0;
  bool ended_ = false;
  std::string shownName_;
};

/// Inside a transaction; replaces the version of the same name. Those not drawable are left out. Throws as the database does.
GaussianErrors writeGaussians(const Database& database, const GaussiansRow& row, const GaussianScene& scene,
                              Quantisation quantisation);
void removeGaussians(const Database& database, const std::string& name);
/// Oldest first.
std::vector<GaussiansSummary> listGaussians(const Database& database, const std::string& shownName);
/// Throws notFound, fileDamaged.
GaussiansReader openGaussians(const Database& database, const std::string& name, const std::string& shownName);

/// Indices in the order in which a file holds them: a random sample without replacement that prefers what covers more of a view
/// for longer (Efraimidis and Spirakis 2006). It depends on the Gaussians alone, so that saving what was loaded does not reorder
/// it. Those not drawable are left out.
std::vector<int64_t> coarseFirst(const Gaussians4D& gaussians);

}  // namespace fsm::scene
