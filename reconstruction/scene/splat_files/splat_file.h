// Splat files of other programs, and ours: one reader a format behind one interface, tried in order.
// All come out in the coordinates of a 3DGS PLY (x right, y down, z forward, as far as a file has such axes), so that one model
// is the same way up whichever file it came in; the frame is the identity but for our own 4D PLY.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::scene {

/// A file in memory.
struct SplatInput {
  std::filesystem::path path;  ///< its extension decides where content does not; files that it names lie beside it
  std::vector<uint8_t> bytes;

  std::string name() const;       ///< in quotes, for messages
  std::string extension() const;  ///< in lower case, with the dot
  bool startsWith(std::string_view magic) const;
};

class SplatFormat {
 public:
  virtual ~SplatFormat() = default;
  /// Quick, never throws for a damaged file.
  virtual bool recognises(const SplatInput& input) const = 0;
  /// Throws fileDamaged (cut off, lying about its sizes), unsupported, outOfMemory. Memory stays in proportion to the file.
  virtual GaussianScene read(const SplatInput& input) const = 0;
};

/// In the order in which they are asked.
const std::vector<std::unique_ptr<const SplatFormat>>& splatFormats();

/// Whether the name is that of a splat file (.ply, .spz, .splat, .ksplat, .sog, .glb, .gltf): what to try before a project.
bool hasSplatExtension(const std::filesystem::path& path);

/// Throws notFound, badInput (no splat file), and what the format throws; fileDamaged too where no Gaussian can be drawn.
GaussianScene readSplatFile(const std::filesystem::path& path);
GaussianScene readSplats(const SplatInput& input);

/// .ply (any Gaussians; 4D ones in our layout, see ply_format.h) or .spz (static ones), by the extension. The old or the new
/// file, never half. Throws unsupported (4D as SPZ, another extension), badInput, writeFailed.
void writeSplatFile(const std::filesystem::path& path, const GaussianScene& scene);
/// The bytes of such a file.
std::vector<uint8_t> encodePly(const GaussianScene& scene);
std::vector<uint8_t> encodeSpz(const GaussianScene& scene);

}  // namespace fsm::scene
