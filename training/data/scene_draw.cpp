// The order of drawing, and those who move.
#include "training/data/scene_draw.h"

#include <algorithm>
#include <cmath>

namespace fsm::training {
namespace {

Place drawnPlace(Random& random, RigKind rig) {
  const float u = random.unit();
  if (rig == RigKind::phonePath)
    return u < 0.56f ? Place::outdoors : u < 0.78f ? Place::desk : u < 0.89f ? Place::indoors : Place::open;
  return u < 0.25f ? Place::outdoors : u < 0.4f ? Place::desk : u < 0.8f ? Place::indoors : Place::open;
}

/// A walker's way: mostly straight with a gentle wander, on the ground.
Group walker(Random& random, bool still, float speed) {
  Group group;
  group.yaw = random.uniform(0, 6.2831853f);
  group.moves = !still;
  if (still) return group;
  group.heads = true;
  const float v = random.chance(0.2f) ? 0.0f : speed;
  group.path.velocity = v * glm::vec3(std::sin(group.yaw), 0, std::cos(group.yaw));
  group.path.wander = Wave3::drawn(random, glm::vec3(0.25f, 0, 0.25f) * random.uniform(0.1f, 1.0f) * std::max(v, 0.15f),
                                   random.uniform(0.8f, 2.5f));
  group.heads = v > 0;
  group.bob = Wave::drawn(random, random.uniform(0.0f, 0.03f), random.uniform(6, 25));
  group.sway = Wave3::drawn(random, {0.04f, v > 0 ? 0.08f : 0.8f, 0.04f}, random.uniform(1, 5));
  return group;
}

/// Free motion of a thing in the air or on a table.
Group drifter(Random& random, bool still, float reach) {
  Group group;
  group.yaw = random.uniform(0, 6.2831853f);
  group.moves = !still;
  if (still) return group;
  const float amplitude = reach * random.logUniform(0.05f, 0.8f);
  group.path.wander = Wave3::drawn(random, amplitude * glm::vec3(1, 0.4f, 1), random.uniform(0.8f, 3));
  group.path.velocity = amplitude * glm::vec3(random.normal(), 0.2f * random.normal(), random.normal());
  group.spin = random.normal3() * glm::vec3(0.3f, 1.0f, 0.3f) * random.uniform(0, 1.2f);
  group.sway = Wave3::drawn(random, glm::vec3(random.uniform(0, 0.4f)), random.uniform(1, 5));
  return group;
}

float stride(Random& random, bool still) { return still ? 0.0f : random.logUniform(4, 26); }

int addWalkingFigure(SceneBuilder& builder, Place place, bool still, glm::vec3 at) {
  Random& random = builder.random();
  const float u = random.unit();
  if (place == Place::outdoors && u < 0.5f) {
    Group group = walker(random, still, random.logUniform(0.2f, 4.0f));
    group.path.base = at;
    return builder.addQuadruped(group, random.uniform(0.45f, 1.2f), stride(random, still));
  }
  if (u < 0.85f || place == Place::indoors) {
    Group group = walker(random, still, random.logUniform(0.1f, place == Place::outdoors ? 3.0f : 0.6f));
    group.path.base = at;
    return builder.addPerson(group, random.uniform(1.1f, 1.9f), stride(random, still));
  }
  Group group = walker(random, still, random.logUniform(0.3f, 5.0f));
  group.path.base = at;
  group.bob = Wave{};
  return builder.addCart(group, random.chance(0.5f) ? random.uniform(0.6f, 1.6f) : random.uniform(3.0f, 4.5f), 1.0f);
}

}  // namespace

int drawSubject(SceneBuilder& builder, Place place, bool still) {
  Random& random = builder.random();
  if (place == Place::desk) {
    const int subject = builder.addBundle(drifter(random, still || random.chance(0.5f), 0.15f), random.uniform(0.06f, 0.16f),
                                          2 + random.below(4));
    if (!still && random.chance(0.6f)) {
      Group other = drifter(random, false, 0.25f);
      other.path.base = {random.uniform(-0.4f, 0.4f), random.uniform(-0.25f, -0.05f), random.uniform(-0.3f, 0.3f)};
      builder.addBundle(other, random.uniform(0.04f, 0.12f), 1 + random.below(4));
    }
    return subject;
  }
  if (place == Place::open) {
    const int subject = builder.addBundle(drifter(random, still, 0.6f), random.uniform(0.3f, 0.8f), 3 + random.below(5));
    const int others = 1 + random.below(4);
    for (int i = 0; i < others; ++i) {
      Group other = drifter(random, still || random.chance(0.3f), 0.8f);
      other.path.base = random.normal3() * glm::vec3(0.9f, 0.4f, 0.9f);
      builder.addBundle(other, random.uniform(0.15f, 0.5f), 1 + random.below(4));
    }
    return subject;
  }
  const int subject = addWalkingFigure(builder, place, still, {0, 0, 0});
  const int others = random.chance(0.45f) ? 1 : 0;
  for (int i = 0; i < others; ++i) {
    const float angle = random.uniform(0, 6.2831853f), away = random.uniform(1.2f, place == Place::outdoors ? 6.0f : 2.0f);
    addWalkingFigure(builder, place, still, away * glm::vec3(std::sin(angle), 0, std::cos(angle)));
  }
  return subject;
}

SampleScene drawScene(const TextureAtlas::Impl& atlas, uint64_t seed, const SceneOptions& options) {
  Random random(seed);
  SampleScene scene;
  const float total = static_cast<float>(options.rigShares[0] + options.rigShares[1] + options.rigShares[2]);
  const float u = random.unit() * total;
  scene.rig = u < options.rigShares[0]                          ? RigKind::phonePath
              : u < options.rigShares[0] + options.rigShares[1] ? RigKind::stillCameras
                                                                : RigKind::arc;
  const Place place = drawnPlace(random, scene.rig);
  const float stillShare = scene.rig == RigKind::stillCameras ? 0.05f : place == Place::desk ? 0.8f : 0.18f;
  const bool still = random.chance(stillShare);
  SceneBuilder builder(atlas, random, scene);
  const int subject = drawSubject(builder, place, still);
  drawPath(builder, place, subject, still);
  drawShots(builder, place, subject, options);
  drawPlace(builder, atlas, place, subject);
  return scene;
}

}  // namespace fsm::training
