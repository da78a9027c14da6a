// People, animals and vehicles out of ellipsoids and cylinders on swinging joints. A figure's frame: origin on the ground below
// its middle, x right, y down, z ahead.
#include <cmath>

#include "training/data/canvas.h"
#include "training/data/scene_builder.h"

namespace fsm::training {
namespace {

constexpr float kPi = 3.1415927f;

Member part(int group, int parent, glm::vec3 joint, glm::vec3 centre, glm::vec3 half, Shape shape, const Material& material) {
  Member m;
  m.group = group;
  m.parent = parent;
  m.joint = joint;
  m.centre = centre;
  m.half = half;
  m.shape = shape;
  m.material = material;
  m.removable = false;
  return m;
}

}  // namespace

int SceneBuilder::addGroup(const Group& group) {
  scene_.groups.push_back(group);
  return static_cast<int>(scene_.groups.size()) - 1;
}

Material SceneBuilder::skin(glm::vec3 colour) {
  Material m =
      materialOf(tile(random_.chance(0.6f) ? TileKind::noise : TileKind::any), random_.uniform(0.5f, 2.5f), glm::vec3(0.3f));
  recolour(m, colour, random_.uniform(0.1f, 0.7f));
  return m;
}

int SceneBuilder::addLimb(int group, int parent, glm::vec3 joint, float length, float radius, float swing, float stride,
                          float phase, const Material& material) {
  Member m = part(group, parent, joint, {0, 0.48f * length, 0}, {radius, 0.54f * length, radius}, Shape::sphere, material);
  m.swingAmplitude = swing;
  m.swingFrequency = stride;
  m.swingPhase = phase;
  return add(m);
}

int SceneBuilder::addQuadruped(const Group& description, float length, float stride) {
  if (room() < 16) return addBundle(description, length * 0.5f, 3);
  const int g = addGroup(description);
  const float leg = length * random_.uniform(0.4f, 0.65f), girth = length * random_.uniform(0.13f, 0.22f);
  scene_.groups[g].centre = {0, -(leg + 0.5f * girth), 0};
  scene_.groups[g].radius = 0.75f * length;
  const Material fur = skin(plausibleColour(random_));
  const Material pale = random_.chance(0.5f) ? fur : skin(plausibleColour(random_));
  Member body = part(g, -1, {0, -(leg + 0.4f * girth), 0}, {0, 0, 0}, {girth, girth * 1.15f, 0.5f * length}, Shape::sphere, fur);
  body.squash = 0.05f;
  body.squashFrequency = stride;
  add(body);
  const float swing = stride > 0 ? random_.uniform(0.3f, 0.7f) : 0.03f, thick = girth * random_.uniform(0.28f, 0.45f);
  for (int i = 0; i < 4; ++i) {
    const float side = i % 2 ? 1.0f : -1.0f, end = i < 2 ? 1.0f : -1.0f;
    const float phase = random_.uniform(-0.3f, 0.3f) + (side * end > 0 ? 0.0f : kPi);
    const int upper =
        addLimb(g, -1, {side * 0.6f * girth, -leg, end * 0.36f * length}, leg * 0.52f, thick * 1.35f, swing, stride, phase, fur);
    addLimb(g, upper, {0, leg * 0.48f, 0}, leg * 0.52f, thick * 0.8f, swing * 0.8f, stride, phase + end * 0.9f, pale);
  }
  const float nod = random_.uniform(0.05f, 0.3f);
  Member head = part(g, -1, {0, -(leg + 0.8f * girth), 0.42f * length}, {0, -0.14f * length, 0.13f * length},
                     {0.1f * length, 0.11f * length, 0.13f * length}, Shape::sphere, fur);
  head.swingAmplitude = nod;
  head.swingFrequency = stride * random_.uniform(0.3f, 1.0f) + 1.0f;
  const int neck = add(head);
  Member throat = part(g, neck, {0, 0, 0}, {0, -0.06f * length, 0.06f * length}, {0.07f * length, 0.15f * length, 0.08f * length},
                       Shape::sphere, fur);
  throat.rest = rotation({-0.7f, 0, 0});
  add(throat);
  add(part(g, neck, {0, 0, 0}, {0, -0.11f * length, 0.25f * length}, {0.05f * length, 0.05f * length, 0.09f * length},
           Shape::sphere, pale));
  for (const float side : {-1.0f, 1.0f}) {
    Member ear = part(g, neck, {0, 0, 0}, {side * 0.06f * length, -0.27f * length, 0.1f * length},
                      {0.035f * length, 0.02f * length, 0.07f * length}, Shape::cone, pale);
    ear.rest = rotation({kPi / 2, 0, 0});
    add(ear);
  }
  Member tail = part(g, -1, {0, -(leg + 0.8f * girth), -0.45f * length}, {0, -0.16f * length, -0.12f * length},
                     {0.025f * length, 0.2f * length, 0.03f * length}, Shape::sphere, fur);
  tail.rest = rotation({random_.uniform(0.2f, 1.3f), 0, 0});
  tail.swingAxis = {0, 0, 1};
  tail.swingAmplitude = random_.uniform(0.1f, 0.6f);
  tail.swingFrequency = random_.uniform(5, 20);
  add(tail);
  return g;
}

int SceneBuilder::addPerson(const Group& description, float height, float stride) {
  if (room() < 13) return addBundle(description, height * 0.3f, 3);
  const int g = addGroup(description);
  scene_.groups[g].centre = {0, -0.58f * height, 0};
  scene_.groups[g].radius = 0.5f * height;
  const glm::vec3 tone = glm::vec3(0.78f, 0.58f, 0.46f) * random_.uniform(0.35f, 1.15f);
  Material bare = skin(tone);
  recolour(bare, tone, 0.1f);
  const Material shirt = skin(plausibleColour(random_)), trousers = skin(plausibleColour(random_) * 0.8f),
                 hair = skin(plausibleColour(random_) * 0.5f);
  const float hip = 0.5f * height, shoulder = 0.82f * height;
  add(part(g, -1, {0, -0.67f * height, 0}, {0, 0, 0}, {0.115f * height, 0.18f * height, 0.075f * height},
           random_.chance(0.7f) ? Shape::sphere : Shape::box, shirt));
  add(part(g, -1, {0, -0.5f * height, 0}, {0, 0, 0}, {0.1f * height, 0.08f * height, 0.075f * height}, Shape::sphere, trousers));
  Member head = part(g, -1, {0, -0.84f * height, 0}, {0, -0.08f * height, 0.01f * height},
                     {0.055f * height, 0.075f * height, 0.065f * height}, Shape::sphere, bare);
  head.swingAxis = {0, 1, 0};
  head.swingAmplitude = random_.uniform(0.0f, 0.6f);
  head.swingFrequency = random_.uniform(1, 4);
  const int skull = add(head);
  add(part(g, skull, {0, 0, 0}, {0, -0.105f * height, -0.012f * height}, {0.06f * height, 0.06f * height, 0.064f * height},
           Shape::sphere, hair));
  const float swing = stride > 0 ? random_.uniform(0.3f, 0.6f) : 0.05f;
  const bool waves = random_.chance(0.3f);
  for (const float side : {-1.0f, 1.0f}) {
    const float phase = side > 0 ? 0.0f : kPi;
    const int thigh =
        addLimb(g, -1, {side * 0.055f * height, -hip, 0}, 0.26f * height, 0.05f * height, swing, stride, phase, trousers);
    addLimb(g, thigh, {0, 0.24f * height, 0}, 0.26f * height, 0.036f * height, swing * 0.7f, stride, phase + 0.9f, trousers);
    const int arm = addLimb(g, -1, {side * 0.13f * height, -shoulder + 0.02f * height, 0}, 0.18f * height, 0.033f * height, swing,
                            stride, phase + kPi, shirt);
    if (arm >= 0 && waves && side > 0) {
      scene_.members[arm].swingAxis = {0, 0, 1};
      scene_.members[arm].swingMean = -random_.uniform(0.8f, 2.4f);
      scene_.members[arm].swingFrequency = random_.uniform(3, 14);
    }
    const int fore =
        addLimb(g, arm, {0, 0.17f * height, 0}, 0.17f * height, 0.027f * height, swing * 0.5f, stride, phase + kPi + 0.4f, bare);
    if (fore >= 0) scene_.members[fore].swingMean = random_.uniform(0.0f, 1.2f);
  }
  return g;
}

int SceneBuilder::addCart(const Group& description, float length, float stride) {
  if (room() < 6) return addBundle(description, length * 0.2f, 2);
  const int g = addGroup(description);
  const float wheel = length * random_.uniform(0.07f, 0.11f), width = length * random_.uniform(0.18f, 0.24f),
              tall = length * random_.uniform(0.07f, 0.13f);
  scene_.groups[g].centre = {0, -(wheel + tall), 0};
  scene_.groups[g].radius = 0.6f * length;
  const glm::vec3 bodyHalf{width, tall, 0.5f * length};
  Material paint = material(TileKind::any, 0.5f / length, bodyHalf);
  recolour(paint, plausibleColour(random_), random_.uniform(0.05f, 0.4f));
  paint.gloss = random_.uniform(0.0f, 0.7f);
  add(part(g, -1, {0, -(wheel + tall), 0}, {0, 0, 0}, bodyHalf, Shape::box, paint));
  Material glass = material(TileKind::any, 0.5f / length, bodyHalf);
  recolour(glass, glm::vec3(random_.uniform(0.08f, 0.35f)), 0.3f);
  add(part(g, -1, {0, -(wheel + 2 * tall), -0.05f * length}, {0, -0.6f * tall, 0},
           {0.85f * width, 0.9f * tall, random_.uniform(0.2f, 0.38f) * length}, random_.chance(0.5f) ? Shape::box : Shape::sphere,
           glass));
  Material tyre = material(TileKind::any, 0, glm::vec3(wheel));
  recolour(tyre, glm::vec3(random_.uniform(0.05f, 0.2f)), random_.uniform(0.2f, 0.7f));
  for (int i = 0; i < 4; ++i) {
    Member m = part(g, -1, {(i % 2 ? 1 : -1) * width, -wheel, (i < 2 ? 0.32f : -0.32f) * length}, {0, 0, 0},
                    {wheel, wheel, 0.25f * wheel}, Shape::cylinder, tyre);
    m.rest = rotation({0, kPi / 2, 0});
    m.swingAmplitude = stride > 0 ? 6.0f : 0.0f;  // rolls back and forth over several turns
    m.swingFrequency = 0.5f;
    add(m);
  }
  return g;
}

int SceneBuilder::addBundle(const Group& description, float size, int parts) {
  const int g = addGroup(description);
  scene_.groups[g].radius = 1.5f * size;
  for (int i = 0; i < parts && room() > 0; ++i) {
    const glm::vec3 half =
        size * glm::vec3(random_.logUniform(0.15f, 0.8f), random_.logUniform(0.15f, 0.8f), random_.logUniform(0.08f, 0.8f));
    constexpr Shape kShapes[5]{Shape::box, Shape::box, Shape::sphere, Shape::cylinder, Shape::cone};
    Member m = part(g, -1, i == 0 ? glm::vec3(0) : size * 0.45f * random_.normal3(), {0, 0, 0}, half, kShapes[random_.below(5)],
                    material(TileKind::any, random_.chance(0.5f) ? 0 : random_.uniform(0.4f, 1.5f) / size, half));
    m.joint.y -= size * 0.6f;
    m.rest = rotation(random_.normal3() * 0.8f);
    if (scene_.groups[g].moves) {
      m.swingAxis = glm::normalize(random_.normal3() + 1e-3f);
      m.swingAmplitude = random_.uniform(0.0f, 0.5f);
      m.swingFrequency = random_.uniform(1, 6);
      m.swingPhase = random_.uniform(0, 6);
      if (random_.chance(0.4f)) {
        m.squash = random_.uniform(0.1f, 0.5f);
        m.shear = random_.uniform(-0.6f, 0.6f);
        m.squashFrequency = random_.uniform(1, 7);
        m.squashPhase = random_.uniform(0, 6);
      }
    }
    add(m);
  }
  scene_.groups[g].centre = {0, -0.6f * size, 0};
  return g;
}

}  // namespace fsm::training
