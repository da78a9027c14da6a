// Things that stand around: sizes in metres.
#include <algorithm>
#include <cmath>

#include "training/data/canvas.h"
#include "training/data/scene_builder.h"

namespace fsm::training {

void SceneBuilder::addTree(glm::vec3 base) {
  const float height = random_.uniform(2.5f, 9.0f), trunk = height * random_.uniform(0.2f, 0.5f);
  const float thick = height * random_.uniform(0.02f, 0.05f);
  const glm::vec3 trunkHalf{thick, 0.5f * trunk + 0.2f * height, thick};
  Material bark = material(TileKind::noise, 0.7f, trunkHalf);
  recolour(bark, glm::vec3(0.3f, 0.24f, 0.18f) * random_.uniform(0.5f, 1.5f), random_.uniform(0.2f, 0.6f));
  addStanding(Shape::cylinder, base, trunkHalf, 0, bark);
  if (random_.chance(0.3f)) {
    const glm::vec3 half{height * random_.uniform(0.15f, 0.25f), 0.5f * (height - 0.5f * trunk), height * 0.2f};
    addStanding(Shape::cone, base - glm::vec3(0, 0.5f * trunk, 0), {half.x, half.y, half.x}, random_.uniform(0, 3),
                material(TileKind::foliage, random_.uniform(0.4f, 1.0f), half));
    return;
  }
  const int crowns = 1 + random_.below(3), leaf = tile(TileKind::foliage);
  for (int i = 0; i < crowns; ++i) {
    const float size = height * random_.uniform(0.16f, 0.34f);
    const glm::vec3 half{size * random_.uniform(0.8f, 1.3f), size * random_.uniform(0.7f, 1.2f), size};
    Material m = materialOf(leaf, random_.uniform(0.35f, 1.0f), half);
    const glm::vec3 off{random_.uniform(-0.6f, 0.6f) * size, 0, random_.uniform(-0.6f, 0.6f) * size};
    addStanding(Shape::sphere, base + off - glm::vec3(0, trunk + random_.uniform(-0.1f, 0.5f) * size, 0), half,
                random_.uniform(0, 3), m);
  }
}

void SceneBuilder::addBush(glm::vec3 base, float size) {
  const int parts = 1 + random_.below(3), leaf = tile(TileKind::foliage);
  for (int i = 0; i < parts; ++i) {
    const glm::vec3 half{size * random_.uniform(0.5f, 1.0f), size * random_.uniform(0.4f, 0.9f),
                         size * random_.uniform(0.5f, 1.0f)};
    const glm::vec3 off{random_.uniform(-0.8f, 0.8f) * size, 0.15f * size, random_.uniform(-0.8f, 0.8f) * size};
    addStanding(Shape::sphere, base + off, half, random_.uniform(0, 3),
                materialOf(leaf, random_.uniform(0.6f, 2.0f) / std::max(size, 0.4f), half));
  }
}

void SceneBuilder::addPost(glm::vec3 base) {
  const glm::vec3 half{random_.uniform(0.02f, 0.09f), random_.uniform(0.4f, 2.5f), random_.uniform(0.02f, 0.09f)};
  addStanding(random_.chance(0.5f) ? Shape::cylinder : Shape::box, base, {half.x, half.y, half.x}, random_.uniform(0, 3),
              material(TileKind::any, 1.0f, half));
  if (random_.chance(0.4f)) {
    const glm::vec3 sign{random_.uniform(0.15f, 0.5f), random_.uniform(0.12f, 0.4f), 0.015f};
    addStanding(Shape::box, base - glm::vec3(0, 2 * half.y - sign.y, 0), sign, random_.uniform(0, 6.28f),
                material(TileKind::any, 0, sign));
  }
}

void SceneBuilder::addFence(glm::vec3 base, float yaw) {
  const glm::vec3 half{random_.uniform(1.5f, 8.0f), random_.uniform(0.3f, 1.0f), 1.0f};
  const bool hedge = random_.chance(0.3f);
  Material m = material(hedge                  ? TileKind::foliage
                        : random_.chance(0.5f) ? TileKind::wall
                                               : TileKind::foliage,
                        0.5f / half.y, half);
  if (hedge) {
    addStanding(Shape::box, base, {half.x, half.y, random_.uniform(0.2f, 0.5f)}, yaw, m);
  } else {
    addStanding(Shape::quad, base, half, yaw, m);
  }
}

void SceneBuilder::addBuilding(glm::vec3 base, float yaw, glm::vec3 half) {
  Material walls = material(TileKind::wall, 1.0f / random_.uniform(4.0f, 9.0f), half);
  if (random_.chance(0.4f))
    addLayer(walls, tile(TileKind::wall), random_.uniform(1.0f, 3.0f), random_.uniform(0.2f, 0.6f), random_.uniform(0.2f, 0.5f));
  addStanding(Shape::box, base, half, yaw, walls);
  if (random_.chance(0.4f)) {
    const glm::vec3 roof{half.x * 1.06f, random_.uniform(0.1f, 0.6f), half.z * 1.06f};
    addStanding(Shape::box, base - glm::vec3(0, 2 * half.y, 0), roof, yaw, material(TileKind::any, 0.3f, roof));
  }
}

void SceneBuilder::addParkedCar(glm::vec3 base, float yaw) {
  Group group;
  group.path.base = base;
  group.yaw = yaw;
  addCart(group, random_.uniform(3.2f, 4.8f), 0);
}

void SceneBuilder::addBench(glm::vec3 base, float yaw) {
  const float width = random_.uniform(0.5f, 1.0f), height = random_.uniform(0.35f, 0.5f), depth = 0.22f;
  const Material wood = material(TileKind::any, 1.0f, {width, 0.03f, depth});
  const glm::mat3 turn = rotation({0, yaw, 0});
  addStanding(Shape::box, base - glm::vec3(0, height, 0), {width, 0.025f, depth}, yaw, wood);
  if (random_.chance(0.6f))
    addStanding(Shape::box, base - glm::vec3(0, height + 0.1f, 0) + turn * glm::vec3(0, 0, depth), {width, 0.18f, 0.02f}, yaw,
                wood);
  for (const float side : {-0.85f, 0.85f})
    addStanding(Shape::box, base + turn * glm::vec3(side * width, 0, 0), {0.03f, 0.5f * height, depth * 0.9f}, yaw, wood);
}

void SceneBuilder::addRock(glm::vec3 base, float size) {
  const glm::vec3 half{size * random_.uniform(0.6f, 1.3f), size * random_.uniform(0.3f, 0.8f),
                       size * random_.uniform(0.6f, 1.3f)};
  Material m = material(TileKind::ground, 0.7f / size, half);
  addStanding(Shape::sphere, base + glm::vec3(0, 0.4f * half.y, 0), half, random_.uniform(0, 3), m);
}

void SceneBuilder::addGroundPatch(glm::vec3 base, float size) {
  const bool round = random_.chance(0.5f);
  const glm::vec3 half{size * random_.uniform(0.4f, 1.2f), round ? 0.02f * size : random_.uniform(0.004f, 0.05f),
                       size * random_.uniform(0.4f, 1.2f)};
  Material m = material(random_.chance(0.8f) ? TileKind::ground : TileKind::any, random_.uniform(0.3f, 1.0f), half);
  m.casts = 0;
  const int i =
      addStanding(round ? Shape::sphere : Shape::box, base + glm::vec3(0, half.y * 0.6f, 0), half, random_.uniform(0, 3), m);
  if (i >= 0) scene_.members[i].removable = false;
}

void SceneBuilder::addClutter(glm::vec3 base, float size) {
  const float yaw = random_.uniform(0, 6.2831853f), s = size;
  const float u = random_.unit();
  if (u < 0.3f) {  // a box or a book
    const glm::vec3 half{s * random_.uniform(0.3f, 1.0f), s * random_.uniform(0.15f, 1.2f), s * random_.uniform(0.2f, 0.8f)};
    Material m = material(TileKind::any, random_.chance(0.7f) ? 0 : 0.6f / s, half);
    if (random_.chance(0.5f))
      for (int i = 2; i < 6; ++i) m.tile[i] = tile(TileKind::any);
    addStanding(Shape::box, base, half, yaw, m);
  } else if (u < 0.5f) {  // a cup, a can, a bottle
    const glm::vec3 half{s * random_.uniform(0.25f, 0.5f), s * random_.uniform(0.4f, 1.0f), s * 0.4f};
    const Material m = material(TileKind::any, random_.chance(0.6f) ? 0 : 0.7f / s, half);
    addStanding(Shape::cylinder, base, {half.x, half.y, half.x}, yaw, m);
    if (random_.chance(0.4f)) {
      const glm::vec3 neck{half.x * random_.uniform(0.2f, 0.9f), half.y * random_.uniform(0.1f, 0.4f), 0};
      addStanding(random_.chance(0.7f) ? Shape::cylinder : Shape::cone, base - glm::vec3(0, 2 * half.y, 0),
                  {neck.x, neck.y, neck.x}, yaw, material(TileKind::any, 0.7f / s, neck + 0.02f));
    }
  } else if (u < 0.65f) {  // a ball, a fruit, a stuffed bag
    const glm::vec3 half = s * glm::vec3(random_.uniform(0.3f, 0.8f), random_.uniform(0.25f, 0.8f), random_.uniform(0.3f, 0.8f));
    addStanding(Shape::sphere, base + glm::vec3(0, 0.05f * half.y, 0), half, yaw, material(TileKind::any, 0.5f / s, half));
  } else if (u < 0.78f) {  // a sheet of paper or a mat
    const glm::vec3 half{s * random_.uniform(0.6f, 1.6f), 0.004f * s, s * random_.uniform(0.5f, 1.2f)};
    addStanding(Shape::box, base, half, yaw, material(TileKind::any, 0, half));
  } else if (u < 0.9f) {  // an upright plate: a screen, a picture, a folder
    const glm::vec3 half{s * random_.uniform(0.6f, 1.4f), s * random_.uniform(0.5f, 1.1f), s * random_.uniform(0.01f, 0.1f)};
    const int i = addStanding(Shape::box, base, half, yaw, material(TileKind::any, 0, half));
    if (i >= 0) scene_.members[i].rest = scene_.members[i].rest * rotation({random_.uniform(-0.25f, 0.25f), 0, 0});
  } else if (u < 0.95f) {  // something long and thin, leaning
    const glm::vec3 half{s * 0.06f, s * random_.uniform(0.7f, 1.6f), s * 0.06f};
    const int i = addStanding(random_.chance(0.5f) ? Shape::cylinder : Shape::box, base, half, yaw,
                              material(TileKind::any, 0.5f / s, half));
    if (i >= 0) scene_.members[i].rest = rotation(0.35f * random_.normal3()) * scene_.members[i].rest;
  } else {
    addBush(base, s * 0.8f);
  }
}

}  // namespace fsm::training
