#include <algorithm>
#include <cmath>

#include "training/data/canvas.h"
#include "training/data/scene_builder.h"

namespace fsm::training {

int SceneBuilder::tile(TileKind kind) {
  const auto& tiles = atlas_.ofKind[static_cast<int>(kind)];
  return tiles[random_.below(static_cast<int>(tiles.size()))];
}

Material SceneBuilder::materialOf(int tile, float density, glm::vec3 half) {
  Material m{};
  std::fill(std::begin(m.tile), std::end(m.tile), tile);
  float texels = 0;
  for (int i = 0; i < 3; ++i) {
    const float size = std::max(half[i], 1e-3f);
    m.uvScale[i] = density > 0 ? 2 * size * density : 1.0f;
    texels += std::log(0.5f * kTileSize * m.uvScale[i] / size) / 3;
  }
  if (density > 0) {
    m.uvOffset[0] = random_.uniform(0, 2);
    m.uvOffset[1] = random_.uniform(0, 2);
  }
  m.texelsPerUnit = std::exp(texels);
  for (float& g : m.base.gain) g = 1;
  m.emission = random_.uniform(0.0f, 0.15f);
  m.casts = 1;
  const auto& leaves = atlas_.ofKind[static_cast<int>(TileKind::foliage)];
  m.cutout = std::binary_search(leaves.begin(), leaves.end(), tile);
  m.layerTile = -1;
  if (random_.chance(0.15f)) m.gloss = random_.uniform(0.05f, 0.5f);
  return m;
}

Material SceneBuilder::material(TileKind kind, float density, glm::vec3 half) {
  Material m = materialOf(tile(kind), density, half);
  const float value = std::exp(0.18f * random_.normal());
  for (float& g : m.base.gain) g = value * (1.0f + 0.04f * random_.normal());
  if (kind == TileKind::any && random_.chance(0.45f)) recolour(m, plausibleColour(random_), random_.uniform(0.05f, 0.9f));
  return m;
}

void SceneBuilder::recolour(Material& m, glm::vec3 colour, float contrast) {
  const glm::vec3 mean = atlas_.mean[m.tile[0]];
  for (int i = 0; i < 3; ++i) {
    m.base.gain[i] = contrast;
    m.base.bias[i] = colour[i] - contrast * mean[i];
  }
}

void SceneBuilder::addLayer(Material& m, int tile, float scale, float maskScale, float coverage) {
  m.layerTile = tile;
  m.maskTile = this->tile(TileKind::noise);
  m.layerScale = scale;
  m.maskScale = maskScale;
  m.maskThreshold = 1.0f - coverage;
  m.maskSharpness = random_.logUniform(1.5f, 10.0f);
  const float value = std::exp(0.15f * random_.normal());
  for (float& g : m.layer.gain) g = value;
  for (float& b : m.layer.bias) b = 0;
}

void SceneBuilder::placePanorama(Material& m, int firstTile) {
  for (int i = 0; i < 6; ++i) m.tile[i] = firstTile + i;
  for (float& s : m.uvScale) s = 1;
  m.uvOffset[0] = m.uvOffset[1] = 0;
  m.emission = 1;
}

int SceneBuilder::add(Member member) {
  if (room() <= 0) return -1;
  scene_.members.push_back(member);
  return static_cast<int>(scene_.members.size()) - 1;
}

int SceneBuilder::addStanding(Shape shape, glm::vec3 base, glm::vec3 half, float yaw, Material material) {
  Member m;
  m.shape = shape;
  m.material = material;
  m.half = half;
  m.joint = base;
  m.rest = rotation({0, yaw, 0});
  if (shape == Shape::cylinder || shape == Shape::cone) {
    // These stand along their z, which must point up (-y): `half` is given as width, height, depth like for the others.
    m.rest = m.rest * rotation({1.5707963f, 0, 0});
    m.half = {half.x, half.z, half.y};
  }
  m.centre = {0, -half.y, 0};
  return add(m);
}

}  // namespace fsm::training
