// Building the atlas: pictures of a folder are cut and scaled, panoramas become the faces of cubes, and the rest is painted.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/log.h"
#include "training/data/parallel.h"
#include "training/data/random.h"
#include "training/data/ray_cast.h"
#include "training/data/texture_tiles.h"

namespace fsm::training {
namespace {

namespace fs = std::filesystem;
constexpr int kCropsOfPicture = 3;

bool mentions(const std::string& name, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) { return name.find(word) != std::string::npos; });
}

/// File names of texture collections say what the texture is of.
TileKind kindByName(const fs::path& path) {
  std::string name = path.filename().string();
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (mentions(name, {"background", "art_", "by_"})) return TileKind::any;  // pictures, whatever they are named after
  if (mentions(name,
               {"grass", "ground", "dirt", "gravel", "sand", "paving", "asphalt", "road_", "stone", "jungle", "desert", "rock0"}))
    return TileKind::ground;
  if (mentions(name, {"wall", "brick", "plaster", "concrete", "facade", "house"})) return TileKind::wall;
  return TileKind::any;
}

std::vector<fs::path> imagesIn(const fs::path& folder, bool recursive) {
  std::vector<fs::path> found;
  if (!fs::is_directory(folder)) return found;
  auto consider = [&](const fs::directory_entry& entry) {
    if (entry.is_regular_file() && isImageFile(entry.path())) found.push_back(entry.path());
  };
  if (recursive) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) consider(entry);
  } else {
    for (const auto& entry : fs::directory_iterator(folder)) consider(entry);
  }
  std::sort(found.begin(), found.end());  // the order of a folder differs between file systems
  return found;
}

Tile tileOf(const Image& image, TileKind kind) {
  const Image scaled = resize(image, {kTileSize, kTileSize});
  Tile tile{std::vector<glm::vec4>(static_cast<size_t>(kTileSize) * kTileSize), kind};
  for (size_t i = 0; i < tile.pixels.size(); ++i)
    tile.pixels[i] = {scaled.rgb[i * 3], scaled.rgb[i * 3 + 1], scaled.rgb[i * 3 + 2], 1.0f};
  return tile;
}

std::vector<Tile> tilesOfPicture(const fs::path& path, uint64_t seed) {
  const Image image = readImageFile(path);
  const TileKind kind = kindByName(path);
  Random random(seed);
  std::vector<Tile> tiles{tileOf(image, kind)};
  const int side = std::min(image.size.width, image.size.height);
  for (int i = 0; side >= 64 && i < kCropsOfPicture; ++i) {
    const int size = std::max(32, static_cast<int>(side * random.uniform(0.4f, 1.0f)));
    const int left = random.below(image.size.width - size + 1), top = random.below(image.size.height - size + 1);
    tiles.push_back(tileOf(crop(image, left, top, {size, size}), kind));
  }
  return tiles;
}

/// Bilinear look into an equirectangular picture: +z in the middle, y down.
glm::vec4 lookInto(const Image& panorama, glm::vec3 direction) {
  const int w = panorama.size.width, h = panorama.size.height;
  const glm::vec3 d = glm::normalize(direction);
  const float x = (std::atan2(d.x, d.z) / 6.2831853f + 0.5f) * w - 0.5f;
  const float y = std::clamp((std::asin(std::clamp(d.y, -1.0f, 1.0f)) / 3.1415927f + 0.5f) * h - 0.5f, 0.0f, h - 1.0f);
  const int x0 = static_cast<int>(std::floor(x)), y0 = static_cast<int>(y), y1 = std::min(y0 + 1, h - 1);
  const float ax = x - x0, ay = y - y0;
  auto at = [&](int px, int py) {
    const float* p = panorama.at((px % w + w) % w, py);
    return glm::vec3(p[0], p[1], p[2]);
  };
  return glm::vec4(glm::mix(glm::mix(at(x0, y0), at(x0 + 1, y0), ax), glm::mix(at(x0, y1), at(x0 + 1, y1), ax), ay), 1.0f);
}

/// Faces in the convention of texturePoint(): u, v of the x faces are z, y; of the y faces x, z; of the z faces x, y.
std::vector<Tile> tilesOfPanorama(const fs::path& path) {
  const Image panorama = readImageFile(path);
  std::vector<Tile> tiles;
  for (int face = 0; face < 6; ++face) {
    Tile tile{std::vector<glm::vec4>(static_cast<size_t>(kTileSize) * kTileSize), TileKind::panorama};
    const float sign = face % 2 ? -1.0f : 1.0f;
    for (int y = 0; y < kTileSize; ++y) {
      for (int x = 0; x < kTileSize; ++x) {
        const float u = (x + 0.5f) * 2 / kTileSize - 1, v = (y + 0.5f) * 2 / kTileSize - 1;
        const glm::vec3 d = face < 2 ? glm::vec3(sign, v, u) : face < 4 ? glm::vec3(u, sign, v) : glm::vec3(u, v, sign);
        tile.pixels[static_cast<size_t>(y) * kTileSize + x] = lookInto(panorama, d);
      }
    }
    tiles.push_back(std::move(tile));
  }
  return tiles;
}

/// A file that cannot be read is left out: one bad picture in a collection of thousands must not stop a training run.
template <class Make>
std::vector<Tile> orNothing(const fs::path& path, Make make) {
  try {
    return make();
  } catch (const Error& error) {
    log().warn("The texture {} is left out: {}", path.string(), error.what());
    return {};
  }
}

uint32_t packed(glm::vec4 p) {
  const glm::uvec4 b(glm::clamp(p, 0.0f, 1.0f) * 255.0f + 0.5f);
  return b.r | (b.g << 8) | (b.b << 16) | (b.a << 24);
}

glm::vec3 packWithMips(const Tile& tile, uint32_t* out) {
  std::vector<glm::vec4> level = tile.pixels;
  for (int width = kTileSize; width >= 1; width /= 2) {
    for (const glm::vec4& p : level) *out++ = packed(p);
    if (width == 1) break;
    std::vector<glm::vec4> half(level.size() / 4);
    for (int y = 0; y < width / 2; ++y) {
      for (int x = 0; x < width / 2; ++x) {
        const glm::vec4* p = level.data() + static_cast<size_t>(y) * 2 * width + x * 2;
        half[static_cast<size_t>(y) * (width / 2) + x] = 0.25f * (p[0] + p[1] + p[width] + p[width + 1]);
      }
    }
    level = std::move(half);
  }
  return glm::vec3(level[0]);
}

}  // namespace

TextureAtlas::TextureAtlas(const fs::path& folder, uint64_t seed, int proceduralTiles) : impl_(std::make_unique<Impl>()) {
  if (!folder.empty() && !fs::is_directory(folder))
    throw Error(ErrorCode::notFound,
                "The texture folder " + folder.string() + " is not there. Choose another, or none for painted textures only.");
  std::vector<fs::path> pictures = folder.empty() ? std::vector<fs::path>{} : imagesIn(folder, false);
  std::vector<fs::path> panoramas;
  if (!folder.empty()) {
    for (auto& path : imagesIn(folder / "textures", true)) pictures.push_back(std::move(path));
    panoramas = imagesIn(folder / "environments", true);
  }
  // Scenes rely on one tile of each kind being there.
  constexpr std::array kNeeded{TileKind::any, TileKind::ground, TileKind::wall, TileKind::foliage, TileKind::noise};
  const int needed = static_cast<int>(kNeeded.size());
  const int pictureCount = static_cast<int>(pictures.size()), panoramaCount = static_cast<int>(panoramas.size());
  const int painted = std::max(proceduralTiles, needed);
  std::vector<std::vector<Tile>> made(static_cast<size_t>(pictureCount) + panoramaCount + painted);
  parallelFor(static_cast<int>(made.size()), [&](int i) {
    const uint64_t own = mixedSeed(seed + static_cast<uint64_t>(i) * 977u);
    if (i < pictureCount) {
      made[i] = orNothing(pictures[i], [&] { return tilesOfPicture(pictures[i], own); });
    } else if (i < pictureCount + panoramaCount) {
      made[i] = orNothing(panoramas[i - pictureCount], [&] { return tilesOfPanorama(panoramas[i - pictureCount]); });
    } else {
      const int k = i - pictureCount - panoramaCount;
      made[i].push_back(k < needed ? proceduralTile(own, kNeeded[k]) : proceduralTile(own));
    }
  });
  std::vector<Tile> tiles;
  for (auto& several : made) {
    if (!several.empty() && several[0].kind == TileKind::panorama) {
      impl_->ofKind[static_cast<int>(TileKind::panorama)].push_back(static_cast<int>(tiles.size()));
    }
    for (Tile& tile : several) {
      if (tile.kind != TileKind::panorama) impl_->ofKind[static_cast<int>(tile.kind)].push_back(static_cast<int>(tiles.size()));
      tiles.push_back(std::move(tile));
    }
    several.clear();
  }
  impl_->texels.resize(tiles.size() * kTileTexels);
  impl_->mean.resize(tiles.size());
  parallelFor(static_cast<int>(tiles.size()), [&](int i) {
    impl_->mean[i] = packWithMips(tiles[i], impl_->texels.data() + static_cast<size_t>(i) * kTileTexels);
  });
}

TextureAtlas::~TextureAtlas() = default;

int TextureAtlas::tiles() const { return static_cast<int>(impl_->mean.size()); }

}  // namespace fsm::training
