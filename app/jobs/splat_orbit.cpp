#include "app/jobs/splat_orbit.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace fsm::jobs {

namespace {

/// The Gaussians in the world, out to two standard deviations.
std::vector<Ball> ballsOf(const scene::GaussianScene& scene) {
  const glm::dmat4 world_from_frame = inverseRigid(scene.frame.frame_from_world);
  const std::vector<float>&p = scene.gaussians.position, &s = scene.gaussians.logScale;
  std::vector<Ball> out;
  out.reserve(p.size() / 3);
  for (size_t i = 0; i + 2 < p.size(); i += 3) {
    const glm::dvec4 place(glm::dvec3(p[i], p[i + 1], p[i + 2]) / scene.frame.scale, 1.0);
    const double size = std::exp(static_cast<double>(std::max({s[i], s[i + 1], s[i + 2]})));
    out.push_back({glm::dvec3(world_from_frame * place), 2 * size / scene.frame.scale});
  }
  return out;
}

}  // namespace

Orbit orbitOf(const scene::GaussianScene& scene, ImageSize size) { return orbitAround(ballsOf(scene), size); }

}  // namespace fsm::jobs
