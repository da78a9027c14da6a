// A still room that the tests film for themselves: cameras that are known exactly, and corners enough for any feature finder.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/capture/fixtures.h"

namespace fsm::testing {

/// Patches of random brightness in four sizes: something to find from near and far.
inline float patches(double u, double v, uint32_t surface) {
  float sum = 0;
  for (const auto& [size, weight] : {std::pair{0.55, 0.3f}, {0.2, 0.3f}, {0.07, 0.25f}, {0.025, 0.15f}}) {
    const auto a = static_cast<uint32_t>(static_cast<int64_t>(std::floor(u / size)) + 100000);
    const auto b = static_cast<uint32_t>(static_cast<int64_t>(std::floor(v / size)) + 100000);
    uint32_t h = (a * 73856093u) ^ (b * 19349663u) ^ (surface * 83492791u) ^ static_cast<uint32_t>(size * 1000);
    h ^= h >> 15;
    h *= 2246822519u;
    h ^= h >> 13;
    sum += weight * static_cast<float>(h % 1000) / 1000;
  }
  return sum;
}

/// Brightness that a ray meets: ground at y = 1.2, walls at z = 5 and x = -3, and a box on the ground.
inline float roomAlong(const glm::dvec3& origin, const glm::dvec3& direction) {
  double nearest = 1e9;
  float seen = 0.1f;
  const auto meet = [&](double t, double u, double v, uint32_t surface) {
    if (t <= 1e-6 || t >= nearest) return;
    nearest = t;
    seen = patches(u, v, surface);
  };
  const auto at = [&](double t) { return origin + t * direction; };
  const double ground = (1.2 - origin.y) / direction.y, wall = (5 - origin.z) / direction.z, side = (-3 - origin.x) / direction.x;
  meet(ground, at(ground).x, at(ground).z, 1);
  meet(wall, at(wall).x, at(wall).y, 2);
  meet(side, at(side).y, at(side).z, 3);
  const glm::dvec3 low(-0.6, 0.3, 2.6), high(0.5, 1.2, 3.4);
  for (int axis = 0; axis < 3; ++axis)
    for (const double face : {low[axis], high[axis]}) {
      const double t = (face - origin[axis]) / direction[axis];
      const glm::dvec3 p = at(t);
      const int u = (axis + 1) % 3, v = (axis + 2) % 3;
      if (p[u] >= low[u] && p[u] <= high[u] && p[v] >= low[v] && p[v] <= high[v])
        meet(t, p[u], p[v], 4 + static_cast<uint32_t>(axis));
    }
  return seen;
}

inline Image roomImage(const Camera& camera) {
  const Intrinsics& k = camera.intrinsics;
  Image image(k.size);
  constexpr int kSamples = 2;
  for (int y = 0; y < k.size.height; ++y)
    for (int x = 0; x < k.size.width; ++x) {
      float sum = 0;
      for (int s = 0; s < kSamples * kSamples; ++s) {
        const int column = s % kSamples, row = s / kSamples;
        const double u = x + (column + 0.5) / kSamples, v = y + (row + 0.5) / kSamples;
        const glm::dvec3 ray((u - k.cx) / k.fx, (v - k.cy) / k.fy, 1);
        sum += roomAlong(glm::dvec3(camera.world_from_camera[3]), glm::dmat3(camera.world_from_camera) * ray);
      }
      std::fill_n(image.at(x, y), 3, sum / (kSamples * kSamples));
    }
  return image;
}

/// A hand that moves in an arc around the box.
inline glm::dmat4 roomPose(double part) {
  const double angle = -0.5 + part;
  const glm::dvec3 centre(2.2 * std::sin(angle), -0.3 + 0.2 * std::sin(3 * angle), 3 - 2.9 * std::cos(angle));
  return lookAt(centre, {0.1, 0.5, 3.2}, {0, -1, 0}, 3 * std::sin(5 * part));
}

/// An unposed video of it; the poses it was made from are in `truth`.
inline Capture roomCapture(int frames, ImageSize size, std::vector<glm::dmat4>& truth) {
  Capture capture;
  capture.name = capture.source = "room";
  CaptureCamera camera;
  camera.name = "cam0";
  camera.intrinsics = {size, 0, 0, 0.5 * size.width, 0.5 * size.height};
  const double focal = 0.85 * size.width;
  std::vector<Image> images;
  for (int i = 0; i < frames; ++i) {
    truth.push_back(roomPose(static_cast<double>(i) / (frames - 1)));
    images.push_back(roomImage({{size, focal, focal, 0.5 * size.width, 0.5 * size.height}, truth.back()}));
    camera.times.push_back(0.1 * i);
  }
  camera.images = std::make_shared<MemoryImages>(std::move(images));
  capture.cameras.push_back(std::move(camera));
  return capture;
}

}  // namespace fsm::testing
