// How a person films: following the subject, walking ahead, orbiting, standing and panning, passing by, or looking around a desk.
#include <algorithm>
#include <cmath>

#include "training/data/scene_draw.h"

namespace fsm::training {
namespace {

constexpr float kPi = 3.1415927f;

void addShake(Random& random, CameraPath& path, float scale) {
  const float strength = random.chance(0.2f) ? 0.0f : random.logUniform(0.1f, 1.0f);
  path.shakeRotation = Wave3::drawn(random, strength * glm::vec3(0.022f, 0.02f, 0.015f), random.logUniform(4, 16));
  path.shakePosition = Wave3::drawn(random, strength * scale * glm::vec3(0.012f, 0.018f, 0.008f), random.logUniform(4, 14));
  path.roll = random.chance(0.8f) ? 0.04f * random.normal() : random.uniform(-0.3f, 0.3f);
  path.rollWander = Wave::drawn(random, random.uniform(0.0f, 0.06f), random.uniform(1, 4));
}

/// Circles or follows: distances in metres, angles in radians a unit of time (a clip is two units).
void around(Random& random, CameraPath& path, float distance, float elevation, float turn) {
  path.mode = CameraPath::Mode::around;
  path.distance = distance;
  path.azimuth = random.uniform(0, 2 * kPi);
  path.azimuthRate = turn * random.sign();
  path.azimuthWander = Wave::drawn(random, 0.15f * std::max(turn, 0.1f), random.uniform(1, 3));
  path.elevation = elevation;
  path.elevationRate = random.normal() * 0.1f * std::min(1.0f, turn + 0.2f);
  path.elevationWander = Wave::drawn(random, random.uniform(0.0f, 0.1f), random.uniform(1, 3));
  path.distanceRate = random.normal() * 0.15f;
  path.distanceWander = Wave::drawn(random, random.uniform(0.0f, 0.12f), random.uniform(1, 3));
  path.look.wander = Wave3::drawn(random, glm::vec3(0.1f, 0.06f, 0.1f) * distance * random.unit(), random.uniform(1, 4));
}

void follow(Random& random, CameraPath& path, const Group& subject) {
  around(random, path, subject.radius * random.uniform(2.0f, 5.0f) + 0.5f, random.uniform(0.08f, 0.95f),
         random.logUniform(0.03f, 0.6f));
  path.anchorShare = random.uniform(0.55f, 1.0f);
  path.lookShare = random.uniform(0.5f, 1.0f);
  const float side = random.chance(0.4f) ? 0.0f : random.chance(0.5f) ? kPi : 0.5f * kPi * random.sign();
  path.azimuth = subject.yaw + side + 0.4f * random.normal();  // ahead of it walking backwards, behind it, beside it
}

void standAndPan(Random& random, CameraPath& path, const Group& subject) {
  const float distance =
      std::max(subject.radius * 2.5f, random.logUniform(1.5f, 8.0f)) + 0.8f * glm::length(subject.path.velocity);
  around(random, path, distance, random.uniform(0.0f, 0.5f), random.logUniform(0.004f, 0.06f));
  path.distanceRate *= 0.2f;
  path.lookShare = random.uniform(0.4f, 1.0f);
}

void walkAhead(Random& random, CameraPath& path, const Group& subject) {
  path.mode = CameraPath::Mode::forward;
  path.yaw = random.uniform(0, 2 * kPi);
  const float speed = random.logUniform(0.3f, 5.0f), drift = 0.15f * random.normal();
  const glm::vec3 heading(std::sin(path.yaw + drift), 0, std::cos(path.yaw + drift));
  const float height = random.chance(0.8f) ? random.uniform(1.2f, 1.9f) : random.uniform(0.4f, 3.0f);
  // The subject is ahead of the last steps, a little to the side, so that the walk passes it or ends before it.
  const float reach = speed + random.uniform(1.0f, 5.0f);
  const glm::vec3 aside = (subject.radius + random.uniform(0.3f, 2.0f)) * random.sign() * glm::vec3(heading.z, 0, -heading.x);
  path.anchor.base = subject.path.at(0) - heading * reach * 0.8f + aside - glm::vec3(0, height, 0);
  path.anchor.base.y = -height;
  path.anchor.velocity = speed * heading;
  path.anchor.wander = Wave3::drawn(random, glm::vec3(0.08f, 0.03f, 0.08f) * std::min(speed, 1.5f), random.uniform(2, 10));
  path.yawRate = 0.15f * random.normal();
  path.yawWander = Wave::drawn(random, random.uniform(0.02f, 0.25f), random.uniform(1, 3));
  path.pitch = random.uniform(-0.05f, 0.4f);
  path.pitchWander = Wave::drawn(random, random.uniform(0.01f, 0.08f), random.uniform(1, 4));
  if (random.chance(0.4f)) path.lookShare = random.uniform(0.3f, 0.9f);
}

/// Sideways on a straight line, looking at or past the subject.
void passBy(Random& random, CameraPath& path, const Group& subject) {
  path.mode = CameraPath::Mode::forward;
  path.yaw = random.uniform(0, 2 * kPi);
  const glm::vec3 ahead(std::sin(path.yaw), 0, std::cos(path.yaw)), right(ahead.z, 0, -ahead.x);
  const float distance = subject.radius * 2 + random.logUniform(0.8f, 6.0f);
  path.anchor.base = subject.path.at(0) - ahead * distance + right * random.normal() * 0.3f;
  path.anchor.base.y = -random.uniform(0.7f, 2.2f);
  path.anchor.velocity = right * random.sign() * distance * random.logUniform(0.05f, 0.7f) + ahead * 0.1f * random.normal();
  path.anchor.wander = Wave3::drawn(random, glm::vec3(0.05f), random.uniform(2, 8));
  path.pitch = random.uniform(-0.05f, 0.25f);
  path.yawWander = Wave::drawn(random, random.uniform(0.0f, 0.15f), random.uniform(1, 3));
  path.lookShare = random.chance(0.6f) ? random.uniform(0.3f, 1.0f) : 0.0f;
}

/// Straight through the things in the air while turning as it likes: pose estimation of real clips gives such paths, too, where
/// the ground of a long walk comes out bent.
void flyThrough(Random& random, CameraPath& path) {
  path.mode = CameraPath::Mode::forward;
  path.yaw = random.uniform(0, 2 * kPi);
  path.pitch = 0.35f * random.normal();
  const glm::vec3 ahead(std::sin(path.yaw) * std::cos(path.pitch), std::sin(path.pitch),
                        std::cos(path.yaw) * std::cos(path.pitch));
  path.anchor.base = -ahead * random.uniform(1.2f, 3.5f);
  path.anchor.velocity = random.normal3() * random.logUniform(0.05f, 0.9f);
  path.anchor.wander = Wave3::drawn(random, glm::vec3(random.uniform(0.0f, 0.3f)), random.uniform(1, 4));
  // Turns mostly so that what is in the middle stays in view.
  path.yawRate = 0.25f * random.normal();
  path.pitchRate = 0.25f * random.normal();
  path.yawWander = Wave::drawn(random, random.uniform(0.0f, 0.2f), random.uniform(1, 3));
  path.lookShare = random.uniform(0.0f, 0.9f);
}

void lookAroundDesk(Random& random, CameraPath& path) {
  around(random, path, random.uniform(0.5f, 1.4f), random.uniform(0.2f, 0.9f), random.logUniform(0.02f, 0.7f));
  path.anchor.base = {0, -random.uniform(0.0f, 0.15f), 0};
  path.azimuth = kPi + random.uniform(-0.6f, 0.6f);  // the sitter's side of the desk
  if (random.chance(0.6f)) {                         // large steps between the pictures
    const float pace = random.uniform(2, 14);
    path.azimuthWander = Wave::drawn(random, random.uniform(0.15f, 0.7f), pace);
    path.elevationWander = Wave::drawn(random, random.uniform(0.05f, 0.3f), pace);
    path.distanceWander = Wave::drawn(random, random.uniform(0.05f, 0.3f), pace);
    path.look.wander = Wave3::drawn(random, glm::vec3(0.25f, 0.08f, 0.15f) * random.uniform(0.3f, 1.2f), pace);
  } else {
    path.anchor.velocity = {random.normal() * 0.15f, 0, random.normal() * 0.1f};
  }
}

}  // namespace

void drawPath(SceneBuilder& builder, Place place, int subject, bool still) {
  Random& random = builder.random();
  SampleScene& scene = builder.scene();
  CameraPath& path = scene.path;
  const Group& group = scene.groups[subject];
  path.subject = subject;
  const float u = random.unit();
  if (place == Place::desk) {
    lookAroundDesk(random, path);
  } else if (place == Place::open && random.chance(0.4f)) {
    flyThrough(random, path);
  } else if (place == Place::open) {
    around(random, path, random.uniform(1.6f, 4.0f), random.uniform(-0.15f, 0.8f), random.logUniform(0.03f, 1.4f));
  } else if (u < 0.34f && !still) {
    follow(random, path, group);
  } else if (u < 0.56f) {
    walkAhead(random, path, group);
  } else if (u < 0.72f) {
    around(random, path, group.radius * random.uniform(2.0f, 4.5f) + 0.4f, random.uniform(0.05f, 0.7f),
           random.logUniform(0.1f, 1.5f));
    path.anchorShare = random.chance(0.6f) ? 1.0f : 0.0f;
    path.lookShare = 1.0f;
  } else if (u < 0.87f) {
    standAndPan(random, path, group);
  } else {
    passBy(random, path, group);
  }
  addShake(random, path, place == Place::desk ? 0.3f : 1.0f);
  path.floor = place == Place::desk ? -0.06f : place == Place::open ? 1e9f : -0.25f;
  path.ceiling = place == Place::indoors ? -2.3f : -1e9f;
  const glm::vec3 eye(path.at(0, scene.groups)[3]);
  const glm::vec3 goal = place == Place::desk ? glm::vec3(0) : glm::vec3(group.at(0) * glm::vec4(group.centre, 1));
  scene.focusDistance = std::clamp(glm::length(goal - eye), 0.3f, 20.0f);
}

}  // namespace fsm::training
