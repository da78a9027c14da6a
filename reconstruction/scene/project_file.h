// The project file `name.chrono`: one SQLite database. Rows for captures, plans, tracks and edits; memories and Gaussians as
// chunked blobs. A transaction makes every save atomic: killing the process leaves the old or the new content. application_id
// 0x4348524F ("CHRO"), user_version = schema version.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/scene/gaussians_table.h"

namespace fsm::scene {

struct CaptureRow {
  std::string name;
  std::string relativePath;  ///< of the source, relative to the project file's folder (absolute where there is no relative one)
  std::string contentHash;   ///< of the source's files, to find moved media again
  std::string json;          ///< cameras, times, the plan of inputs and targets
};

struct MemoryRow {
  std::string name;   ///< version of the reconstruction
  std::string model;  ///< identity of the model that made it
  std::string json;   ///< preparation and settings
  std::string createdUtc;
};

class ProjectFile {
 public:
  /// Creates (replacing atomically on the first commit) or opens. Newer schema versions than ours are refused by name; unknown
  /// tables and columns are kept. Throws notFound, fileDamaged (not a project, truncated), unsupported, writeFailed.
  static ProjectFile create(const std::filesystem::path& path);
  static ProjectFile open(const std::filesystem::path& path, bool readOnly = false);
  /// As `create`, with everything that `original` holds, what newer versions wrote there too. Throws what both throw.
  static ProjectFile createCopy(const std::filesystem::path& path, const std::filesystem::path& original);
  ~ProjectFile();
  ProjectFile(ProjectFile&&) noexcept;
  ProjectFile& operator=(ProjectFile&&) noexcept;

  static constexpr int kSchemaVersion = 2;

  /// Everything between `begin` and `commit` happens or does not. Destroyed or `rollback` in between: it does not.
  void begin();
  void commit();
  void rollback();

  void setCapture(const CaptureRow& capture);
  std::optional<CaptureRow> capture() const;

  /// Stores a memory's tensors (safetensors bytes) in 4 MiB chunks with a checksum; replaces the one of the same name.
  void setMemory(const MemoryRow& memory, std::span<const uint8_t> bytes);
  std::vector<MemoryRow> memories() const;
  /// Throws notFound, fileDamaged when a chunk is missing or its checksum is wrong.
  std::vector<uint8_t> memoryBytes(const std::string& name) const;
  void removeMemory(const std::string& name);

  /// Stores a version of the Gaussians (see gaussians_table.h: coarse first, those not drawable left out) and says what the
  /// quantisation lost; replaces the one of the same name. Loading gives them back in the stored order.
  GaussianErrors setGaussians(const GaussiansRow& row, const GaussianScene& scene, Quantisation quantisation);
  void removeGaussians(const std::string& name);
  /// Throws writeFailed where there is a version `to` already.
  void renameGaussians(const std::string& from, const std::string& to);
  /// Oldest first; none in a file of schema version 1 that is open for reading only.
  std::vector<GaussiansSummary> gaussians() const;
  /// Chunk after chunk, for who shows the first while the others load. Throws notFound, fileDamaged.
  GaussiansReader readGaussians(const std::string& name) const;
  /// All of them. Throws notFound, fileDamaged, outOfMemory.
  GaussianScene gaussianScene(const std::string& name) const;

  void setSetting(const std::string& key, const std::string& value);
  std::optional<std::string> setting(const std::string& key) const;

  const std::filesystem::path& path() const;

 private:
  struct Impl;
  explicit ProjectFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::scene
