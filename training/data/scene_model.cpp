#include "training/data/scene_model.h"

#include <algorithm>
#include <cmath>

namespace fsm::training {

float Wave::at(float t) const {
  float sum = 0;
  for (int i = 0; i < 3; ++i) sum += amplitude[i] * std::sin(frequency[i] * t + phase[i]);
  return sum;
}

Wave Wave::drawn(Random& random, float amplitude, float frequency) {
  Wave wave;
  float share = 1.0f;
  for (int i = 0; i < 3; ++i) {
    wave.amplitude[i] = amplitude * share * random.uniform(0.4f, 1.0f);
    wave.frequency[i] = frequency * random.uniform(0.7f, 1.4f);
    wave.phase[i] = random.uniform(0.0f, 6.2831853f);
    share *= 0.45f;
    frequency *= 2.1f;
  }
  return wave;
}

Wave3 Wave3::drawn(Random& random, glm::vec3 amplitude, float frequency) {
  Wave3 w;
  w.x = Wave::drawn(random, amplitude.x, frequency);
  w.y = Wave::drawn(random, amplitude.y, frequency);
  w.z = Wave::drawn(random, amplitude.z, frequency);
  return w;
}

glm::mat3 rotation(glm::vec3 v) {
  const float angle = glm::length(v);
  if (angle < 1e-7f) return glm::mat3(1.0f);
  const glm::vec3 k = v / angle;
  const float c = std::cos(angle), s = std::sin(angle);
  const glm::mat3 cross(0, k.z, -k.y, -k.z, 0, k.x, k.y, -k.x, 0);
  return c * glm::mat3(1.0f) + (1 - c) * glm::outerProduct(k, k) + s * cross;
}

namespace {

glm::mat4 rigid(const glm::mat3& r, glm::vec3 p) {
  glm::mat4 m(r);
  m[3] = glm::vec4(p, 1.0f);
  return m;
}

}  // namespace

glm::mat4 lookAt(glm::vec3 eye, glm::vec3 target, float roll) {
  glm::vec3 z = target - eye;
  z = glm::length(z) < 1e-6f ? glm::vec3(0, 0, 1) : glm::normalize(z);
  glm::vec3 x = glm::cross(glm::vec3(0, 1, 0), z);
  x = glm::length(x) < 1e-4f ? glm::vec3(1, 0, 0) : glm::normalize(x);
  const glm::vec3 y = glm::cross(z, x);
  const float c = std::cos(roll), s = std::sin(roll);
  return rigid(glm::mat3(c * x + s * y, c * y - s * x, z), eye);
}

glm::mat4 Group::at(float t) const {
  if (!moves) return rigid(rotation({0, yaw, 0}) * rest, path.at(0));
  glm::vec3 position = path.at(t);
  position.y += bob.at(t);
  float heading = yaw;
  if (heads) {
    const glm::vec3 ahead = path.at(t + 0.04f) - path.at(t - 0.04f) + 1e-4f * glm::vec3(std::sin(yaw), 0, std::cos(yaw));
    heading = std::atan2(ahead.x, ahead.z);
  }
  return rigid(rotation({0, heading, 0}) * rotation(spin * t + sway.at(t)) * rest, position);
}

glm::mat4 CameraPath::at(float t, const std::vector<Group>& groups) const {
  glm::vec3 followed(0);
  if (subject >= 0) followed = glm::vec3(groups[subject].path.at(t)) + glm::vec3(0, groups[subject].centre.y, 0);
  glm::vec3 eye, target;
  if (mode == Mode::around) {
    const glm::vec3 centre = glm::mix(anchor.at(t), followed, anchorShare);
    const float a = azimuth + azimuthRate * t + azimuthWander.at(t);
    const float e = std::clamp(elevation + elevationRate * t + elevationWander.at(t), -0.5f, 1.4f);
    const float d = distance * std::exp(distanceRate * t + distanceWander.at(t));
    eye = centre + d * glm::vec3(std::sin(a) * std::cos(e), -std::sin(e), std::cos(a) * std::cos(e));
    target = glm::mix(centre, followed, lookShare) + look.at(t);
  } else {
    eye = anchor.at(t);
    const float y = yaw + yawRate * t + yawWander.at(t), p = std::clamp(pitch + pitchRate * t + pitchWander.at(t), -1.3f, 1.3f);
    glm::vec3 ahead(std::sin(y) * std::cos(p), std::sin(p), std::cos(y) * std::cos(p));
    if (lookShare > 0) ahead = glm::normalize(glm::mix(ahead, glm::normalize(followed - eye + 1e-4f), lookShare));
    target = eye + ahead;
  }
  const glm::vec3 moved = shakePosition.at(t);
  eye += moved;
  eye.y = std::clamp(eye.y, std::min(ceiling, floor), std::max(ceiling, floor));
  const glm::mat4 pose = lookAt(eye, target, roll + rollWander.at(t));
  return rigid(glm::mat3(pose) * rotation(shakeRotation.at(t)), eye);
}

std::vector<glm::mat4> memberPoses(const SampleScene& scene, float t) {
  std::vector<glm::mat4> groups, joints(scene.members.size()), poses(scene.members.size());
  groups.reserve(scene.groups.size());
  for (const Group& group : scene.groups) groups.push_back(group.at(t));
  for (size_t i = 0; i < scene.members.size(); ++i) {
    const Member& m = scene.members[i];
    glm::mat4 frame = m.parent >= 0 ? joints[m.parent] : m.group >= 0 ? groups[m.group] : glm::mat4(1.0f);
    const float swing = m.swingMean + m.swingAmplitude * std::sin(m.swingFrequency * t + m.swingPhase);
    frame = frame * rigid(rotation(m.swingAxis * swing), m.joint);
    joints[i] = frame;
    glm::mat3 shape = m.rest;
    const float breath = std::exp(m.squash * std::sin(m.squashFrequency * t + m.squashPhase));
    glm::mat3 deformed(1.0f);
    deformed[0][0] = deformed[1][1] = 1.0f / std::sqrt(breath);
    deformed[2][2] = breath;
    deformed[2][0] = m.shear * std::sin(m.squashFrequency * t + 1.3f * m.squashPhase);
    shape = shape * deformed;
    for (int c = 0; c < 3; ++c) shape[c] *= m.half[c];
    poses[i] = frame * rigid(shape, m.centre);
  }
  return poses;
}

}  // namespace fsm::training
