// Which views a sample has: times, cameras of the three kinds of rig, intrinsics, exposure, and how each camera distorts colours.
#include <algorithm>
#include <cmath>

#include "training/data/scene_draw.h"

namespace fsm::training {
namespace {

constexpr float kPi = 3.1415927f;
constexpr float kLeastGap = 4e-3f;  ///< in time, between a target and every input

struct Lens {
  float focal;  ///< over the longer side of the picture
  float aspect = 1;
  glm::vec2 shift{0};
};

Lens drawnLens(Random& random, bool phone) {
  const float degrees =
      phone && random.chance(0.65f) ? std::clamp(62.0f + 7.0f * random.normal(), 42.0f, 85.0f) : random.uniform(40.0f, 88.0f);
  Lens lens{0.5f / std::tan(0.5f * degrees * kPi / 180)};
  if (random.chance(0.25f)) lens.aspect = 1.0f + 0.015f * random.normal();
  if (random.chance(0.4f)) lens.shift = 0.02f * glm::vec2(random.normal(), random.normal());
  return lens;
}

void setLens(Shot& shot, const Lens& lens, ImageSize size) {
  shot.fx = lens.focal * std::max(size.width, size.height);
  shot.fy = shot.fx * lens.aspect;
  shot.cx = size.width * (0.5f + lens.shift.x);
  shot.cy = size.height * (0.5f + lens.shift.y);
}

Look drawnLook(Random& random, float difference, float drift) {
  Look look;
  const float exposure = std::exp(difference * 0.35f * random.normal());
  look.gain = std::clamp(exposure, 0.5f, 2.0f) * glm::exp(0.12f * difference * random.normal3());
  look.gamma = std::exp(0.12f * difference * random.normal());
  look.haze = random.chance(0.3f * difference) ? random.uniform(0.0f, 0.2f) : 0.0f;
  look.saturation = std::clamp(1.0f + 0.2f * difference * random.normal(), 0.4f, 1.5f);
  look.noise = random.chance(0.7f) ? 0.03f * random.unit() * random.unit() : 0.0f;
  look.drift = Wave::drawn(random, drift, random.uniform(0.8f, 2.5f));
  return look;
}

/// Sorted times of `count` pictures of a clip: nearly even, or quite uneven.
std::vector<float> inputTimes(Random& random, int count) {
  std::vector<float> times(count);
  const float jitter = random.chance(0.6f) ? random.uniform(0.0f, 0.25f) : random.uniform(0.3f, 1.0f);
  for (int i = 0; i < count; ++i) {
    const float even = count > 1 ? 2.0f * i / (count - 1) - 1.0f : 0.0f;
    times[i] = std::clamp(even + jitter * random.uniform(-1, 1) / count, -1.0f, 1.0f);
  }
  std::sort(times.begin(), times.end());
  for (int i = 1; i < count; ++i) times[i] = std::max(times[i], times[i - 1] + 0.1f / count);
  if (count > 1 && times.back() > 1.0f) {
    for (float& t : times) t = std::min(t, 1.0f) - 0.2f * (times.back() - 1.0f);
    times.back() = 1.0f;
    for (int i = count - 1; i > 0; --i) times[i - 1] = std::min(times[i - 1], times[i] - 0.02f / count);
  }
  return times;
}

/// Uniform between -1 and 1, away from all of `taken`. With very many inputs the gap shrinks so that a place is left.
float timeBetween(Random& random, const std::vector<float>& taken) {
  float best = 0, widest = -1;
  for (int attempt = 0; attempt < 24; ++attempt) {
    const float t = random.uniform(-1, 1);
    float gap = 2;
    for (const float other : taken) gap = std::min(gap, std::abs(t - other));
    if (gap > kLeastGap) return t;
    if (gap > widest) widest = gap, best = t;
  }
  return best;
}

void expose(Shot& shot, const SampleScene& scene, float t, float shutter) {
  shot.time = t;
  shot.openTime = t - shutter;
  shot.closeTime = t + shutter;
  shot.open = scene.path.at(shot.openTime, scene.groups);
  shot.middle = scene.path.at(t, scene.groups);
  shot.close = scene.path.at(shot.closeTime, scene.groups);
}

/// The same for a camera that stands still.
void stand(Shot& shot, const glm::mat4& pose, float t, float shutter) {
  shot.time = t;
  shot.openTime = t - shutter;
  shot.closeTime = t + shutter;
  shot.open = shot.middle = shot.close = pose;
}

glm::vec3 focusOf(const SampleScene& scene, Place place, int subject) {
  if (place == Place::desk) return {0, -0.08f, 0};
  return glm::vec3(scene.groups[subject].at(0) * glm::vec4(scene.groups[subject].centre, 1));
}

void phoneShots(SceneBuilder& builder, const SceneOptions& options, float shutter) {
  Random& random = builder.random();
  SampleScene& scene = builder.scene();
  const Lens lens = drawnLens(random, true);
  scene.focal = lens.focal;
  const std::vector<float> times = inputTimes(random, options.inputs);
  const bool onPath = random.chance(static_cast<float>(options.interpolateShare));
  const float offset = scene.focusDistance * random.uniform(0.05f, 0.35f);
  for (int i = 0; i < options.inputs + options.targets; ++i) {
    Shot shot;
    setLens(shot, lens, options.size);
    if (i < options.inputs || onPath) {
      expose(shot, scene, i < options.inputs ? times[i] : timeBetween(random, times), shutter);
    } else {
      const float t = random.chance(0.5f) ? times[random.below(options.inputs)] : random.uniform(-1, 1);
      const glm::mat4 pose = scene.path.at(t, scene.groups);
      glm::vec3 eye = glm::vec3(pose[3]) + offset * (glm::normalize(random.normal3() + 1e-3f) * random.uniform(0.4f, 1.0f));
      eye.y = std::clamp(eye.y, std::min(scene.path.ceiling, scene.path.floor), scene.path.floor);
      const float ahead = std::min(scene.focusDistance, 6.0f);
      const glm::vec3 target = glm::vec3(pose[3]) + ahead * glm::vec3(pose[2]) + 0.1f * ahead * random.normal3();
      stand(shot, lookAt(eye, target, scene.path.roll), t, shutter);
    }
    scene.shots.push_back(shot);
  }
}

/// Where still cameras stand: around a focus, side by side, or side by side looking apart.
std::vector<glm::mat4> standingCameras(SceneBuilder& builder, Place place, int subject, int count) {
  Random& random = builder.random();
  SampleScene& scene = builder.scene();
  const glm::vec3 focus = focusOf(scene, place, subject);
  const float radius = place == Place::desk ? 0.2f : scene.groups[subject].radius;
  const float depth = place == Place::desk ? random.uniform(0.5f, 1.6f) : radius * random.uniform(1.8f, 4.5f) + 0.5f;
  const float baseline = depth / random.uniform(0.5f, 3.0f), facing = random.uniform(0, 2 * kPi),
              elevation = random.uniform(0.0f, 0.7f);
  const float u = random.unit();
  const bool converging = u < 0.55f;
  const float apart = u < 0.8f ? 0.0f : random.uniform(0.05f, 0.35f);  // diverging, radians a step
  std::vector<glm::mat4> poses;
  std::vector<int> order(count);
  for (int i = 0; i < count; ++i) order[i] = i;
  for (int i = count - 1; i > 0; --i) std::swap(order[i], order[random.below(i + 1)]);
  for (int i = 0; i < count; ++i) {
    const float slot = count > 1 ? static_cast<float>(order[i]) / (count - 1) - 0.5f : 0.0f;
    const float roll = std::clamp(0.12f * random.normal(), -0.35f, 0.35f);
    const float e = std::clamp(elevation + 0.12f * random.normal(), -0.1f, 1.2f);
    const float a =
        facing + (converging ? 2 * slot * std::min(1.4f, std::atan(baseline / depth) * 1.3f) : 0.0f) + 0.05f * random.normal();
    const float d = depth * std::exp(0.12f * random.normal());
    const glm::vec3 back(std::sin(a) * std::cos(e), -std::sin(e), std::cos(a) * std::cos(e)),
        side(std::cos(facing), 0, -std::sin(facing));
    glm::vec3 eye = focus + d * back, target = focus + 0.12f * depth * random.normal3();
    if (!converging) {
      eye += side * slot * baseline;
      const float yaw = slot * apart * 2;
      target = eye - d * (rotation({0, yaw, 0}) * back) + 0.05f * depth * random.normal3();
    }
    eye.y = std::clamp(eye.y, std::min(scene.path.ceiling, scene.path.floor), scene.path.floor);
    poses.push_back(lookAt(eye, target, roll));
  }
  scene.focusDistance = depth;
  return poses;
}

void stillShots(SceneBuilder& builder, Place place, int subject, const SceneOptions& options, float shutter) {
  Random& random = builder.random();
  SampleScene& scene = builder.scene();
  const int used = std::min(2 + random.below(3), std::max(options.inputs, 1)), heldOut = 1 + random.below(2);
  const std::vector<glm::mat4> poses = standingCameras(builder, place, subject, used + heldOut);
  std::vector<Lens> lenses;
  const bool sameLens = random.chance(0.5f);
  lenses.reserve(poses.size());
  for (size_t i = 0; i < poses.size(); ++i) lenses.push_back(i > 0 && sameLens ? lenses[0] : drawnLens(random, false));
  scene.focal = lenses[0].focal;
  const int moments = (options.inputs + used - 1) / used;
  const float apart = random.chance(0.3f) ? random.uniform(0.0f, 0.8f) / std::max(moments, 1) : 0.0f;
  const std::vector<float> grid = inputTimes(random, moments);
  std::vector<float> offsets(poses.size());
  for (float& o : offsets) o = apart * random.uniform(-1, 1);
  auto add = [&](int camera, float t) {
    Shot shot;
    shot.camera = camera;
    setLens(shot, lenses[camera], options.size);
    stand(shot, poses[camera], std::clamp(t, -1.0f, 1.0f), shutter);
    scene.shots.push_back(shot);
  };
  for (int i = 0; i < options.inputs; ++i) add(i % used, grid[i / used] + offsets[i % used]);
  std::stable_sort(scene.shots.begin(), scene.shots.end(), [](const Shot& a, const Shot& b) { return a.time < b.time; });
  std::vector<float> taken;
  taken.reserve(scene.shots.size());
  for (const Shot& shot : scene.shots) taken.push_back(shot.time);
  for (int i = 0; i < options.targets; ++i) {
    if (random.chance(0.78f)) {
      add(used + random.below(heldOut),
          random.chance(0.6f) ? taken[random.below(static_cast<int>(taken.size()))] : random.uniform(-1, 1));
    } else {
      add(random.below(used), timeBetween(random, taken));
    }
  }
}

void arcShots(SceneBuilder& builder, Place place, int subject, const SceneOptions& options, float shutter) {
  Random& random = builder.random();
  SampleScene& scene = builder.scene();
  const Lens lens = drawnLens(random, false);
  scene.focal = lens.focal;
  const glm::vec3 focus = focusOf(scene, place, subject);
  const float radius = place == Place::desk ? 0.25f : scene.groups[subject].radius;
  const float depth = place == Place::desk ? random.uniform(0.5f, 1.4f) : radius * random.uniform(2.0f, 4.0f) + 0.4f;
  const float start = random.uniform(0, 2 * kPi), arc = random.logUniform(0.15f, 2.4f), elevation = random.uniform(0.05f, 0.8f),
              rise = 0.25f * random.normal();
  const std::vector<float> times = inputTimes(random, options.inputs);
  const bool ordered = random.chance(0.4f);
  scene.focusDistance = depth;
  for (int i = 0; i < options.inputs + options.targets; ++i) {
    const float t = i < options.inputs ? times[i] : timeBetween(random, times);
    const float along = ordered ? 0.5f + 0.5f * t : random.unit(), a = start + arc * along,
                e = std::clamp(elevation + rise * (along - 0.5f), -0.1f, 1.2f);
    glm::vec3 eye = focus + depth * std::exp(0.06f * random.normal()) *
                                glm::vec3(std::sin(a) * std::cos(e), -std::sin(e), std::cos(a) * std::cos(e));
    eye.y = std::clamp(eye.y, std::min(scene.path.ceiling, scene.path.floor), scene.path.floor);
    Shot shot;
    setLens(shot, lens, options.size);
    stand(shot, lookAt(eye, focus + 0.06f * depth * random.normal3(), 0.05f * random.normal()), t, shutter);
    scene.shots.push_back(shot);
  }
}

}  // namespace

void drawShots(SceneBuilder& builder, Place place, int subject, const SceneOptions& options) {
  Random& random = builder.random();
  SampleScene& scene = builder.scene();
  // An exposure of 1/500 to 1/40 s of a clip of 2 to 10 s.
  const float drawn = random.chance(0.5f) ? random.logUniform(4e-4f, 6e-3f) : 0.0f;
  const float shutter = options.motionBlur ? drawn : 0.0f;
  switch (scene.rig) {
    case RigKind::phonePath: phoneShots(builder, options, shutter); break;
    case RigKind::stillCameras: stillShots(builder, place, subject, options, shutter); break;
    case RigKind::arc: arcShots(builder, place, subject, options, shutter); break;
  }
  scene.path.shutter = shutter;
  int cameras = 1;
  for (const Shot& shot : scene.shots) cameras = std::max(cameras, shot.camera + 1);
  const bool rig = scene.rig == RigKind::stillCameras;
  const float difference = rig ? (random.chance(0.55f) ? random.uniform(0.2f, 1.2f) : 0.0f) : random.uniform(0.0f, 0.6f);
  const float drift = !rig && random.chance(0.3f) ? random.uniform(0.0f, 0.2f) : 0.0f;
  for (int i = 0; i < cameras; ++i) scene.looks.push_back(options.photometry ? drawnLook(random, difference, drift) : Look{});
}

}  // namespace fsm::training
