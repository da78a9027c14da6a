// The surroundings: street, park or path; a room; a cluttered desk; or a bare stage in a panorama.
#include <algorithm>
#include <cmath>

#include "training/data/canvas.h"
#include "training/data/scene_draw.h"

namespace fsm::training {
namespace {

constexpr float kPi = 3.1415927f;

/// Knows where the cameras are and where they look, so that things stand in view but not in the way.
class Site {
 public:
  Site(SceneBuilder& builder, int subject) : random_(builder.random()), scene_(builder.scene()), subject_(subject) {
    low_ = high_ = glm::vec3(scene_.shots[0].middle[3]);
    for (const Shot& shot : scene_.shots) {
      low_ = glm::min(low_, glm::vec3(shot.middle[3]));
      high_ = glm::max(high_, glm::vec3(shot.middle[3]));
    }
  }
  glm::vec3 low() const { return low_; }
  glm::vec3 high() const { return high_; }

  /// No camera within `radius` + 0.5, and not on the subject's way; mostly not between a camera and the subject either.
  bool isFree(glm::vec3 at, float radius, bool mayHide) const {
    for (const Shot& shot : scene_.shots) {
      const glm::vec2 eye(shot.middle[3].x, shot.middle[3].z), here(at.x, at.z);
      if (glm::length(eye - here) < radius + 0.5f) return false;
      const glm::vec3 goal = scene_.groups[subject_].path.at(shot.time);
      const glm::vec2 to(goal.x - eye.x, goal.z - eye.y);
      if (glm::length(glm::vec2(goal.x, goal.z) - here) < radius + scene_.groups[subject_].radius + 0.2f) return false;
      const float along = std::clamp(glm::dot(here - eye, to) / (glm::dot(to, to) + 1e-6f), 0.0f, 1.0f);
      if (!mayHide && glm::length(eye + along * to - here) < radius) return false;
    }
    return true;
  }

  /// A place on the ground in view of some camera; false when none was found.
  bool find(float nearest, float farthest, float radius, glm::vec3& at) {
    const bool mayHide = random_.chance(0.12f);
    for (int attempt = 0; attempt < 8; ++attempt) {
      const Shot& shot = scene_.shots[random_.below(static_cast<int>(scene_.shots.size()))];
      const float heading = std::atan2(shot.middle[2].x, shot.middle[2].z) + random_.uniform(-0.75f, 0.75f);
      const float distance = random_.logUniform(nearest, farthest) + radius;
      at = {shot.middle[3].x + distance * std::sin(heading), 0, shot.middle[3].z + distance * std::cos(heading)};
      if (isFree(at, radius, mayHide)) return true;
    }
    return false;
  }

 private:
  Random& random_;
  SampleScene& scene_;
  int subject_;
  glm::vec3 low_, high_;
};

void setLight(Random& random, Light& light, bool outdoors) {
  const glm::vec3 sun = glm::normalize(glm::vec3(random.normal(), -random.uniform(0.5f, 2.0f), random.normal()));
  for (int i = 0; i < 3; ++i) light.towards[i] = sun[i];
  light.ambient = random.uniform(0.45f, 0.9f);
  light.diffuse = (1.3f - light.ambient) * random.uniform(0.5f, 1.4f);
  light.bounce = random.uniform(0.05f, 0.35f);
  const glm::vec3 fog = glm::vec3(0.72f, 0.77f, 0.83f) * random.uniform(0.7f, 1.2f);
  for (int i = 0; i < 3; ++i) light.fogColour[i] = std::min(fog[i], 1.0f);
  light.fogDensity = outdoors && random.chance(0.4f) ? random.logUniform(1e-4f, 8e-3f) : 0.0f;
}

/// A very large box seen from inside, around the middle of the cameras: a panorama, or clouds.
void addSky(SceneBuilder& builder, const Site& site, float size, const TextureAtlas::Impl& atlas, float painted) {
  Random& random = builder.random();
  Member sky;
  sky.shape = Shape::room;
  sky.joint = 0.5f * (site.low() + site.high());
  sky.half = glm::vec3(size) + 0.5f * (site.high() - site.low());
  sky.rest = rotation({0, random.uniform(0, 2 * kPi), 0});
  sky.removable = false;
  const auto& panoramas = atlas.ofKind[static_cast<int>(TileKind::panorama)];
  const bool clouds = panoramas.empty() || random.chance(painted);
  sky.material = builder.materialOf(builder.tile(TileKind::noise), 0, sky.half);
  sky.material.casts = 0;
  sky.material.gloss = 0;
  if (clouds) {
    builder.recolour(sky.material, glm::mix(glm::vec3(0.55f, 0.7f, 0.92f), glm::vec3(0.85f), random.unit()),
                     random.uniform(0.05f, 0.5f));
    sky.material.emission = 1;
  } else {
    builder.placePanorama(sky.material, panoramas[random.below(static_cast<int>(panoramas.size()))]);
  }
  builder.scene().members.push_back(sky);
}

void addGround(SceneBuilder& builder, const Site& site) {
  Random& random = builder.random();
  const glm::vec3 half(90, 1, 90), middle = 0.5f * (site.low() + site.high());
  Material m = builder.material(TileKind::ground, 1.0f / random.logUniform(0.7f, 4.0f), half);
  m.emission = 0;
  m.gloss = 0;
  if (random.chance(0.75f))
    builder.addLayer(m, builder.tile(TileKind::ground), random.uniform(0.5f, 1.5f), random.logUniform(0.04f, 0.6f),
                     random.uniform(0.25f, 0.6f));
  Member ground;
  ground.joint = {middle.x, 1, middle.z};
  ground.half = half;
  ground.rest = rotation({0, random.uniform(0, kPi), 0});
  ground.material = m;
  ground.removable = false;
  builder.add(ground);
  if (random.chance(0.25f)) {  // a slope or a mound in the distance
    const float size = random.uniform(6, 30);
    const float angle = random.uniform(0, 2 * kPi),
                away = size * 1.2f + glm::length(site.high() - site.low()) + random.uniform(2, 20);
    Member mound = ground;
    mound.shape = Shape::sphere;
    mound.half = {size, size * random.uniform(0.05f, 0.25f), size};
    mound.joint = middle + away * glm::vec3(std::sin(angle), 0, std::cos(angle));
    mound.joint.y = 0;
    mound.material = builder.materialOf(m.tile[0], 0.4f, mound.half);
    builder.add(mound);
  }
}

void drawOutdoors(SceneBuilder& builder, Site& site) {
  Random& random = builder.random();
  addGround(builder, site);
  glm::vec3 at;
  const float street = random.uniform(0, kPi);
  const glm::vec3 middle = 0.5f * (site.low() + site.high());
  if (random.chance(0.45f)) {  // a path, a kerb
    const glm::vec3 half{random.uniform(0.5f, 3.0f), random.uniform(0.005f, 0.06f), 70};
    Material m = builder.material(TileKind::ground, 1.0f / random.uniform(0.7f, 3.0f), half);
    m.casts = 0;
    const glm::vec3 aside = random.normal() * 2.0f * glm::vec3(std::cos(street), 0, -std::sin(street));
    const int i = builder.addStanding(Shape::box, {middle.x + aside.x, half.y * 0.8f, middle.z + aside.z}, half, street, m);
    if (i >= 0) builder.scene().members[i].removable = false;
  }
  const bool town = random.chance(0.5f);
  const int buildings = town ? 1 + random.below(5) : random.below(2);
  for (int i = 0; i < buildings; ++i) {
    const glm::vec3 half{random.uniform(2, 9), random.uniform(1.3f, 7), random.uniform(2, 6)};
    const float reach = std::max(half.x, half.z);
    if (site.find(2.5f, 25, reach, at))
      builder.addBuilding(at, street + (random.chance(0.5f) ? 0.5f * kPi : 0) + 0.04f * random.normal(), half);
  }
  const int trees = random.below(town ? 4 : 7);
  for (int i = 0; i < trees && builder.room() > 8; ++i)
    if (site.find(1.5f, 35, 0.8f, at)) builder.addTree(at);
  for (int i = random.below(3); i > 0; --i)
    if (site.find(2, 18, 2.5f, at))
      builder.addFence(at, street + (random.chance(0.5f) ? 0.5f * kPi : 0) + 0.1f * random.normal());
  for (int i = random.below(town ? 3 : 1); i > 0; --i)
    if (site.find(1.5f, 12, 2.4f, at)) builder.addParkedCar(at, street + (random.chance(0.5f) ? kPi : 0));
  for (int i = random.below(5); i > 0; --i) {
    const float size = random.uniform(0.2f, 1.1f);
    if (site.find(0.8f, 15, size, at)) builder.addBush(at, size);
  }
  for (int i = random.below(5); i > 0; --i)
    if (site.find(0.7f, 15, 0.3f, at)) builder.addPost(at);
  for (int i = random.below(2); i > 0; --i)
    if (site.find(1, 8, 0.9f, at)) builder.addBench(at, random.uniform(0, 2 * kPi));
  for (int i = random.below(6); i > 0; --i)
    if (site.find(0.3f, 6, 0.2f, at)) builder.addGroundPatch(at, random.logUniform(0.1f, 2.0f));
  for (int i = random.below(5); i > 0; --i)
    if (site.find(0.4f, 8, 0.3f, at)) builder.addRock(at, random.logUniform(0.05f, 0.5f));
  for (int i = random.below(5); i > 0; --i)
    if (site.find(0.5f, 8, 0.3f, at)) builder.addClutter(at, random.logUniform(0.08f, 0.5f));
}

/// Walls around the cameras and what is between them. `floor`: height of the floor.
void addRoom(SceneBuilder& builder, const Site& site, float floor, float margin) {
  Random& random = builder.random();
  Member room;
  room.shape = Shape::room;
  room.removable = false;
  glm::vec3 low = glm::min(site.low(), glm::vec3(-margin, 0, -margin)),
            high = glm::max(site.high(), glm::vec3(margin, 0, margin));
  for (int i = 0; i < 3; i += 2) low[i] -= random.logUniform(0.4f, 3.0f), high[i] += random.logUniform(0.4f, 3.0f);
  low.y = std::min(low.y - 0.3f, floor - random.uniform(2.4f, 3.4f));
  high.y = floor;
  room.joint = 0.5f * (low + high);
  room.half = 0.5f * (high - low);
  Material m = builder.materialOf(builder.tile(random.chance(0.4f) ? TileKind::wall : TileKind::any), random.uniform(0.25f, 1.0f),
                                  room.half);
  m.tile[2] = builder.tile(random.chance(0.5f) ? TileKind::ground : TileKind::any);
  m.tile[3] = builder.tile(TileKind::noise);
  builder.recolour(m, glm::mix(plausibleColour(random), glm::vec3(0.75f, 0.72f, 0.66f), random.uniform(0.3f, 1.0f)),
                   random.logUniform(0.12f, 0.9f));
  m.emission = random.uniform(0.1f, 0.6f);
  if (random.chance(0.4f))
    builder.addLayer(m, builder.tile(TileKind::any), random.uniform(0.5f, 2.0f), random.uniform(0.2f, 0.8f),
                     random.uniform(0.2f, 0.5f));
  m.gloss = 0;
  room.material = m;
  for (int i = 2 + random.below(5); i > 0; --i) {  // what hangs on the walls
    const int axis = 2 * random.below(2);
    const float sign = random.sign();
    Member picture;
    picture.half = {random.uniform(0.15f, 0.9f), random.uniform(0.15f, 0.7f), random.uniform(0.15f, 0.9f)};
    picture.half[axis] = random.chance(0.7f) ? 0.015f : random.uniform(0.05f, 0.2f);
    picture.joint = room.joint + room.half * random.uniform3(-0.8f, 0.8f);
    picture.joint[axis] = room.joint[axis] + sign * (room.half[axis] - picture.half[axis]);
    picture.joint.y = std::min(picture.joint.y, floor - picture.half.y - 0.4f);
    picture.material = builder.material(TileKind::any, 0, picture.half);
    builder.add(picture);
  }
  // A kept place: rooms, like skies, are the last member.
  builder.scene().members.push_back(room);
}

void addTable(SceneBuilder& builder, glm::vec3 base, float height, float yaw, bool cluttered) {
  Random& random = builder.random();
  const glm::vec3 half{random.uniform(0.4f, 0.9f), 0.02f, random.uniform(0.3f, 0.5f)};
  const Material m = builder.material(TileKind::any, random.uniform(0.4f, 1.2f), half);
  builder.addStanding(Shape::box, base - glm::vec3(0, height, 0), half, yaw, m);
  const glm::mat3 turn = rotation({0, yaw, 0});
  for (int i = 0; i < 4; ++i) {
    const glm::vec3 corner = turn * glm::vec3((i % 2 ? 0.92f : -0.92f) * half.x, 0, (i < 2 ? 0.9f : -0.9f) * half.z);
    builder.addStanding(Shape::box, base + corner, {0.025f, 0.5f * height, 0.025f}, yaw, m);
  }
  for (int i = cluttered ? 2 + random.below(5) : 0; i > 0; --i) {
    const glm::vec3 spot = turn * glm::vec3(random.uniform(-0.85f, 0.85f) * half.x, 0, random.uniform(-0.85f, 0.85f) * half.z);
    builder.addClutter(base + spot - glm::vec3(0, height + 0.04f, 0), random.uniform(0.05f, 0.18f));
  }
}

void drawIndoors(SceneBuilder& builder, Site& site) {
  Random& random = builder.random();
  glm::vec3 at;
  for (int i = random.below(3); i > 0; --i)
    if (builder.room() > 22 && site.find(0.6f, 3, 0.6f, at))
      addTable(builder, at, random.uniform(0.45f, 0.8f), random.uniform(0, kPi), true);
  for (int i = 2 + random.below(6); i > 0; --i) {
    const glm::vec3 half{random.uniform(0.15f, 0.6f), random.uniform(0.2f, 1.0f), random.uniform(0.15f, 0.5f)};
    if (builder.room() > 9 && site.find(0.6f, 4, 0.5f, at))
      builder.addStanding(Shape::box, at, half, random.uniform(0, kPi),
                          builder.material(TileKind::any, random.chance(0.6f) ? 0 : 0.8f, half));
  }
  for (int i = 1 + random.below(6); i > 0; --i)
    if (builder.room() > 8 && site.find(0.4f, 3, 0.25f, at)) builder.addClutter(at, random.uniform(0.08f, 0.35f));
}

void drawDesk(SceneBuilder& builder) {
  Random& random = builder.random();
  const glm::vec3 top{random.uniform(0.5f, 1.0f), 0.02f, random.uniform(0.3f, 0.5f)};
  Material wood = builder.material(random.chance(0.6f) ? TileKind::any : TileKind::noise, random.uniform(0.3f, 1.5f), top);
  if (random.chance(0.6f)) builder.recolour(wood, plausibleColour(random), random.uniform(0.05f, 0.5f));
  const int slab = builder.addStanding(Shape::box, {0, 2 * top.y, 0}, top, 0, wood);
  if (slab >= 0) builder.scene().members[slab].removable = false;
  const float back = top.z + random.uniform(-0.05f, 0.1f);
  if (random.chance(0.6f)) {  // a partition behind the desk, maybe with a shelf
    const glm::vec3 wall{top.x * random.uniform(0.8f, 1.5f), random.uniform(0.2f, 0.6f), 0.02f};
    builder.addStanding(Shape::box, {0, 0, back}, wall, 0,
                        builder.material(random.chance(0.5f) ? TileKind::wall : TileKind::any, 0.8f, wall));
    if (random.chance(0.6f)) {
      const float height = random.uniform(0.3f, 0.55f);
      const glm::vec3 shelf{wall.x * 0.95f, 0.012f, random.uniform(0.08f, 0.16f)};
      builder.addStanding(Shape::box, {0, -height, back - shelf.z}, shelf, 0, wood);
      for (int i = 2 + random.below(4); i > 0; --i)
        builder.addClutter({random.uniform(-0.9f, 0.9f) * wall.x, -height - 0.024f, back - shelf.z}, random.uniform(0.04f, 0.1f));
    }
  }
  if (random.chance(0.5f)) {  // a screen
    const glm::vec3 screen{random.uniform(0.15f, 0.35f), random.uniform(0.1f, 0.2f), 0.012f};
    builder.addStanding(Shape::box, {random.uniform(-0.3f, 0.3f), -0.06f, random.uniform(0.05f, 0.25f)}, screen,
                        0.3f * random.normal(), builder.material(TileKind::any, 0, screen));
  }
  const int things = 10 + random.below(18);
  for (int i = 0; i < things && builder.room() > 9; ++i) {
    const float size = random.chance(0.2f) ? random.uniform(0.1f, 0.22f) : random.uniform(0.03f, 0.11f);
    builder.addClutter({random.uniform(-1, 1) * top.x * 0.9f, 0, random.uniform(-1, 1) * top.z * 0.9f}, size);
  }
}

void drawOpen(SceneBuilder& builder, const Site& site) {
  Random& random = builder.random();
  if (random.chance(0.5f)) {
    const float height = std::max(site.high().y, 0.3f) + random.uniform(0.2f, 0.8f);
    const glm::vec3 half(random.uniform(2, 12), 0.05f, random.uniform(2, 12));
    Material m = builder.material(random.chance(0.5f) ? TileKind::ground : TileKind::any, random.uniform(0.2f, 1.0f), half);
    const int i = builder.addStanding(Shape::box, {0, height + 0.1f, 0}, half, random.uniform(0, kPi), m);
    if (i >= 0) builder.scene().members[i].removable = false;
  }
  const int things = 6 + random.below(16);
  for (int i = 0; i < things && builder.room() > 4; ++i) {
    Member m;
    constexpr Shape kShapes[6]{Shape::box, Shape::box, Shape::box, Shape::sphere, Shape::cylinder, Shape::cone};
    m.shape = kShapes[random.below(6)];
    m.half = glm::vec3(random.logUniform(0.06f, 0.5f), random.logUniform(0.06f, 0.5f),
                       random.chance(0.25f) ? 0.015f : random.logUniform(0.06f, 0.5f));
    m.joint = random.normal3() * glm::vec3(1.3f, 0.6f, 1.3f);
    m.rest = rotation(random.normal3() * (random.chance(0.5f) ? 0.2f : 1.5f));
    m.material = builder.material(random.chance(0.8f) ? TileKind::any : TileKind::wall,
                                  random.chance(0.5f) ? 0 : random.uniform(0.5f, 3), m.half);
    builder.add(m);
  }
}

}  // namespace

void drawPlace(SceneBuilder& builder, const TextureAtlas::Impl& atlas, Place place, int subject) {
  Site site(builder, subject);
  Random& random = builder.random();
  setLight(random, builder.scene().light, place == Place::outdoors);
  switch (place) {
    case Place::outdoors:
      drawOutdoors(builder, site);
      addSky(builder, site, random.logUniform(70, 250), atlas, 0.25f);
      break;
    case Place::indoors:
      drawIndoors(builder, site);
      addRoom(builder, site, 0, 1.2f);
      break;
    case Place::desk:
      drawDesk(builder);
      addRoom(builder, site, random.uniform(0.65f, 0.8f), 0.6f);
      break;
    case Place::open:
      drawOpen(builder, site);
      addSky(builder, site, random.logUniform(2.5f, 20), atlas, 0.1f);
      break;
  }
}

}  // namespace fsm::training
