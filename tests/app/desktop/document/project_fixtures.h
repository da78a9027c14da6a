// Small projects for tests of the document.
#pragma once

#include <cmath>
#include <memory>
#include <string>

#include "app/animation/animation.h"
#include "app/desktop/document/project.h"
#include "tests/app/tiny_scene.h"

namespace fsm::tests {

/// `count` Gaussians that live for a while each; `seed` makes them others.
inline std::shared_ptr<const scene::GaussianScene> someGaussians(int count, int seed = 1) {
  auto scene = std::make_shared<scene::GaussianScene>();
  scene::Gaussians4D& g = scene->gaussians;
  g.resize(count, false);
  for (int i = 0; i < count; ++i) {
    const auto n = static_cast<size_t>(i);
    for (size_t k = 0; k < 3; ++k) {
      g.position[3 * n + k] = static_cast<float>(std::sin(i * (1.3 + 0.7 * static_cast<double>(k)) + seed));
      g.logScale[3 * n + k] = -3.0f - 0.1f * static_cast<float>(i % 7);
    }
    g.rotation[4 * n] = g.rotationRight[4 * n] = 1;
    g.opacityLogit[n] = static_cast<float>(i % 5) - 1;
    g.time[n] = static_cast<float>(std::cos(0.9 * i));
    g.logScaleTime[n] = -1;
  }
  scene->frame.timeCentre = 0.35;
  scene->frame.timeHalfRange = 0.35;
  return scene;
}

inline animation::CameraPose somePose(double x) {
  animation::CameraPose pose;
  pose.position = {x, 0, -4};
  pose.focal = 1.2;
  return pose;
}

}  // namespace fsm::tests
