// Random Gaussians in front of a camera at the origin that looks along z.
#pragma once

#include <cstdint>
#include <random>

#include "reconstruction/scene/gaussians4d.h"
#include "renderer/renderer.h"

namespace fsm::renderer {

struct RandomSceneKind {
  int64_t count = 2000;
  bool isStatic = false;
  int shDegree = 0;
  int timeHarmonics = 0;
  float smallestLogScale = -4.5f, largestLogScale = -2.0f;
  uint32_t seed = 1;
};

inline scene::GaussianScene randomScene(const RandomSceneKind& kind) {
  std::mt19937 random(kind.seed);
  const auto draw = [&](float low, float high) { return low + (high - low) * static_cast<float>(random() / 4294967296.0); };
  scene::GaussianScene scene;
  scene::Gaussians4D& g = scene.gaussians;
  g.shDegree = kind.shDegree;
  g.timeHarmonics = kind.timeHarmonics;
  g.resize(kind.count, kind.isStatic);
  for (int64_t i = 0; i < kind.count; ++i) {
    g.position[3 * i] = draw(-2, 2);
    g.position[3 * i + 1] = draw(-1.5f, 1.5f);
    g.position[3 * i + 2] = draw(-0.5f, 6);
    for (int c = 0; c < 3; ++c) g.logScale[3 * i + c] = draw(kind.smallestLogScale, kind.largestLogScale);
    for (int c = 0; c < 4; ++c) g.rotation[4 * i + c] = draw(-1, 1);
    g.opacityLogit[i] = draw(-3, 4);
    if (kind.isStatic) continue;
    g.time[i] = draw(-1, 1);
    g.logScaleTime[i] = draw(-3, 0.5f);
    // Mostly static, with some motion.
    for (int c = 0; c < 4; ++c) g.rotationRight[4 * i + c] = g.rotation[4 * i + c] + draw(-0.1f, 0.1f);
  }
  for (float& coefficient : g.sh) coefficient = draw(-1, 1) / static_cast<float>(1 + kind.shDegree + kind.timeHarmonics);
  return scene;
}

inline FrameRequest requestOf(int width, int height, double time = 0) {
  FrameRequest request;
  request.view.camera.intrinsics = {{width, height}, 0.9 * width, 0.9 * width, width / 2.0, height / 2.0};
  request.view.time = time;
  request.depth = true;
  return request;
}

}  // namespace fsm::renderer
