#include "training/data/bake.h"

#include <algorithm>
#include <cmath>

namespace fsm::training {
namespace {

Affine affineOf(const glm::mat4& m) {
  Affine a;
  for (int r = 0; r < 3; ++r) {
    for (int c = 0; c < 3; ++c) a.linear[r * 3 + c] = m[c][r];
    a.translation[r] = m[3][r];
  }
  return a;
}

/// Of an affine map whose linear part may be very flat; in double precision because half-sizes differ by four orders.
Affine inverseOf(const glm::mat4& m) { return affineOf(glm::mat4(glm::inverse(glm::dmat4(m)))); }

/// Radius of the unit shape's image: box-like shapes reach their corners.
float reach(const glm::mat4& m, Shape shape) {
  const glm::vec3 x(m[0]), y(m[1]), z(m[2]);
  if (shape == Shape::sphere) return std::sqrt(glm::dot(x, x) + glm::dot(y, y) + glm::dot(z, z));
  if (shape == Shape::quad) return std::max(glm::length(x + y), glm::length(x - y));
  float longest = 0;
  for (int i = 0; i < 4; ++i)
    longest = std::max(longest, glm::length(x * (i & 1 ? 1.0f : -1.0f) + y * (i & 2 ? 1.0f : -1.0f) + z));
  return longest;
}

PrimitivePose poseOf(const Member& member, const glm::mat4& open, const glm::mat4& close) {
  PrimitivePose pose{};
  pose.shape = member.shape;
  pose.cutoutMaterial = 0;
  pose.open = inverseOf(open);
  pose.close = inverseOf(close);
  const glm::vec3 a(open[3]), b(close[3]), middle = 0.5f * (a + b);
  for (int i = 0; i < 3; ++i) pose.centre[i] = middle[i];
  pose.radius = (std::max(reach(open, member.shape), reach(close, member.shape)) + 0.5f * glm::length(a - b)) * 1.001f + 1e-4f;
  if (member.shape == Shape::room) pose.radius = -1;
  return pose;
}

void setLook(ViewCamera& camera, const Look& look, float time, bool noisy, uint32_t seed) {
  const float drift = std::exp(look.drift.at(time));
  for (int i = 0; i < 3; ++i) camera.gain[i] = look.gain[i] * drift;
  camera.gamma = look.gamma;
  camera.haze = look.haze;
  camera.saturation = look.saturation;
  camera.noise = noisy ? look.noise : 0.0f;
  camera.seed = seed;
}

/// The input that follows view `view` in time: inputs are sorted.
int nextInput(const std::vector<Shot>& shots, int inputs, int view) {
  if (view < inputs) return view + 1 < inputs ? view + 1 : -1;
  for (int i = 0; i < inputs; ++i) {
    if (shots[i].time > shots[view].time) return i;
  }
  return -1;
}

/// A camera closer than this to a surface counts as standing in it.
bool insideOf(const PrimitivePose& pose, glm::vec3 eye, float margin) {
  if (pose.shape == Shape::none || pose.shape == Shape::room) return false;
  const Vec3 q = apply(pose.open, {eye.x, eye.y, eye.z});
  // One local unit is as many metres as the row's inverse length says.
  const float* m = pose.open.linear;
  float excess[3];
  const float local[3]{q.x, q.y, q.z};
  for (int i = 0; i < 3; ++i) {
    const float perMetre = std::sqrt(m[i * 3] * m[i * 3] + m[i * 3 + 1] * m[i * 3 + 1] + m[i * 3 + 2] * m[i * 3 + 2]);
    excess[i] = (std::abs(local[i]) - 1) / perMetre;
  }
  return std::max({excess[0], excess[1], excess[2]}) < margin;
}

/// Takes away what may go: a thing that stands alone, or a whole figure that is not the subject.
void remove(SampleScene& scene, int k) {
  if (scene.members[k].removable) scene.members[k].shape = Shape::none;
  const int group = scene.members[k].group;
  if (group < 0 || group == scene.path.subject) return;
  for (Member& member : scene.members) {
    if (member.group == group) member.shape = Shape::none;
  }
}

}  // namespace

BakedSample bake(const SampleScene& scene, const std::vector<Shot>& shots, int inputs, int primitives, uint32_t seed) {
  BakedSample baked;
  const size_t views = shots.size(), used = scene.members.size();
  PrimitivePose none{};
  none.shape = Shape::none;
  baked.poses.assign(views * primitives, none);
  baked.cameras.resize(views);
  baked.materials.resize(primitives);
  baked.light = scene.light;
  for (size_t k = 0; k < used; ++k) baked.materials[k] = scene.members[k].material;
  for (size_t v = 0; v < views; ++v) {
    const Shot& shot = shots[v];
    const std::vector<glm::mat4> open = memberPoses(scene, shot.openTime);
    const std::vector<glm::mat4> close = shot.closeTime == shot.openTime ? open : memberPoses(scene, shot.closeTime);
    for (size_t k = 0; k < used; ++k) {
      if (scene.members[k].shape == Shape::none) continue;
      PrimitivePose& pose = baked.poses[v * primitives + k];
      pose = poseOf(scene.members[k], open[k], close[k]);
      pose.cutoutMaterial = scene.members[k].material.cutout;
      pose.casts = scene.members[k].material.casts;
    }
    ViewCamera& camera = baked.cameras[v];
    camera.open = affineOf(shot.open);
    camera.close = affineOf(shot.close);
    camera.fx = shot.fx;
    camera.fy = shot.fy;
    camera.cx = shot.cx;
    camera.cy = shot.cy;
    const bool isInput = static_cast<int>(v) < inputs;
    setLook(camera, scene.looks[shot.camera], shot.time, isInput, seed + static_cast<uint32_t>(v) * 0x9e3779b9u);
    camera.nextInput = nextInput(shots, inputs, static_cast<int>(v));
  }
  return baked;
}

void clearViews(SampleScene& scene, const std::vector<uint32_t>& texels) {
  const int count = static_cast<int>(scene.members.size());
  const BakedSample baked = bake(scene, scene.shots, 0, count, 0);
  const float nearest = std::clamp(0.3f * scene.focusDistance, 0.12f, 0.9f);
  std::vector<unsigned char> active;
  active.reserve(static_cast<size_t>(count));
  for (int k = 0; k < count; ++k) active.push_back(static_cast<unsigned char>(k));
  for (size_t v = 0; v < scene.shots.size(); ++v) {
    const PrimitivePose* poses = baked.poses.data() + v * count;
    const ViewCamera& camera = baked.cameras[v];
    const Affine pose = between(camera.open, camera.close, 0.5f);
    const Vec3 eye = vec3(pose.translation);
    auto drop = [&](int k) { remove(scene, k); };
    for (int k = 0; k < count; ++k) {
      if (insideOf(poses[k], {eye.x, eye.y, eye.z}, 0.25f * nearest)) drop(k);
    }
    const RayTargets targets{poses, baked.materials.data(), texels.data(), active.data(), count, count};
    for (int ray = 0; ray < 9; ++ray) {
      const int column = ray % 3, row = ray / 3;
      const float x = camera.cx * (0.3f + 0.7f * static_cast<float>(column)),
                  y = camera.cy * (0.3f + 0.7f * static_cast<float>(row));
      const Hit hit = nearestHit(targets, eye, rayThrough(camera, pose, x, y), 0.5f, 1.0f / camera.fx);
      if (hit.primitive >= 0 && hit.distance < nearest) drop(hit.primitive);
    }
  }
}

}  // namespace fsm::training
