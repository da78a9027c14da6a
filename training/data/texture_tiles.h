// What the texture atlas holds, for those who draw scenes and cast rays: packed tiles with all mip levels, sorted by what they
// suit.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "training/data/generator.h"

namespace fsm::training {

/// What a tile looks like, and so where it may be used.
enum class TileKind : int { any, ground, wall, foliage, noise, panorama };
constexpr int kTileKinds = 6;

/// A square picture before it is packed: RGBA in [0, 1], kTileSize * kTileSize.
struct Tile {
  std::vector<glm::vec4> pixels;
  TileKind kind = TileKind::any;
};

struct TextureAtlas::Impl {
  std::vector<uint32_t> texels;         ///< kTileTexels a tile: levels from 256 down to 1, RGBA8 from the low byte
  std::vector<glm::vec3> mean;          ///< of every tile
  std::vector<int> ofKind[kTileKinds];  ///< for panoramas: the first of six faces +x -x +y -y +z -z
};

/// A picture made up from `seed`; which kind of picture is drawn, too.
Tile proceduralTile(uint64_t seed);
/// One of the given kind (any, ground, wall, foliage or noise).
Tile proceduralTile(uint64_t seed, TileKind kind);

}  // namespace fsm::training
