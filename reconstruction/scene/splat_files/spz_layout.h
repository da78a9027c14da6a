// SPZ (Niantic), shared by reader and writer. Versions 1 to 3: one gzip stream (or none) of a 16-byte header and the attributes;
// version 4: a 32-byte header, extension records, a table of streams, and one zstd frame an attribute. Order: positions,
// opacities, colours, scales, rotations, harmonics. Stored axes are RUB (x right, y up, z back) unless an extension says
// otherwise.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>

namespace fsm::scene {

inline constexpr uint32_t kSpzMagic = 0x5053474e;  // "NGSP"
inline constexpr double kSpzColourScale = 0.15;    // colour = coefficient * this + 0.5

struct SpzHeader {
  uint32_t version = 0;
  uint32_t count = 0;
  uint8_t shDegree = 0;
  uint8_t fractionalBits = 0;
  uint8_t flags = 0;

  uint64_t positionBytes() const { return version == 1 ? 6 : 9; }
  uint64_t rotationBytes() const { return version >= 3 ? 4 : 3; }
  uint64_t shBytes() const { return 3 * ((shDegree + 1u) * (shDegree + 1u) - 1u); }
};

/// Between a PLY's axes (RDF) and SPZ's (RUB), either way: half a turn about x.
inline glm::dmat3 rubFromRdf() { return {glm::dvec3(1, 0, 0), glm::dvec3(0, -1, 0), glm::dvec3(0, 0, -1)}; }

}  // namespace fsm::scene
