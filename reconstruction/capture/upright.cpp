#include "reconstruction/capture/upright.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "reconstruction/capture/prepare.h"
#include "reconstruction/core/error.h"

namespace fsm {
namespace {

/// Within about 20 degrees of the vertical a camera's roll says nothing.
constexpr double kSteep = 0.35;
/// How much a camera's own -y axis counts beside its agreement with any of its axes.
constexpr double kHeldUpright = 0.25;

/// `up` within the image plane: x to the right, y upwards in the image.
glm::dvec2 inImage(const glm::dmat4& pose, const glm::dvec3& up) {
  return {glm::dot(up, glm::dvec3(pose[0])), -glm::dot(up, glm::dvec3(pose[1]))};
}

/// How well `up` lies along one of the image's four directions: cos(4 angle), 1 along an axis and -1 on a diagonal. It counts by
/// how much of `up` the image shows: a camera that looks along it sees every direction as good.
double agreement(const glm::dmat4& pose, const glm::dvec3& up) {
  const glm::dvec2 p = inImage(pose, up);
  const double length2 = glm::dot(p, p);
  if (length2 < 1e-12) return 0;
  const double fourfold = 1 - 8 * p.x * p.x * p.y * p.y / (length2 * length2);
  return std::sqrt(length2) * fourfold + kHeldUpright * p.y;
}

double agreement(std::span<const glm::dmat4> poses, std::span<const double> weights, const glm::dvec3& up) {
  double sum = 0;
  for (size_t i = 0; i < poses.size(); ++i) sum += weights[i] * agreement(poses[i], up);
  return sum;
}

/// Up as a level says it: at right angles to the cameras' level image axes, as far as these tell (cameras side by side leave the
/// pitch open), and there the mean of the upward ones. `up`: which of its axes is upward in each camera, the nearest; nothing:
/// the -y axis of all.
std::optional<glm::dvec3> levelled(std::span<const glm::dmat4> poses, std::span<const double> weights, const glm::dvec3* up) {
  glm::dvec3 upward(0.0);
  glm::dmat3 level(0.0);
  double total = 0;
  for (size_t i = 0; i < poses.size(); ++i) {
    const glm::dvec3 x(poses[i][0]), y(poses[i][1]);
    const glm::dvec2 p = up ? inImage(poses[i], *up) : glm::dvec2(0, 1);
    const bool sideways = std::abs(p.x) > std::abs(p.y);
    upward += weights[i] * (sideways ? (p.x > 0 ? x : -x) : (p.y > 0 ? -y : y));
    level += weights[i] * (sideways ? glm::outerProduct(y, y) : glm::outerProduct(x, x));
    total += weights[i];
  }
  // A few steps of inverse iteration from the mean: what the level axes exclude vanishes, what they leave open stays as it is.
  const glm::dmat3 inverse = glm::inverse(level / total + glm::dmat3(0.01));
  const glm::dvec3 out = inverse * (inverse * (inverse * upward));
  if (!(glm::length(upward) > 1e-6) || !(glm::length(out) > 1e-6)) return std::nullopt;
  return glm::normalize(out);
}

/// The direction most at right angles to all optical axes: the eigenvector of the smallest eigenvalue of their summed outer
/// products.
glm::dvec3 acrossOpticalAxes(std::span<const glm::dmat4> poses, std::span<const double> weights) {
  glm::dmat3 sum(0.0);
  for (size_t i = 0; i < poses.size(); ++i)
    sum += weights[i] * glm::outerProduct(glm::dvec3(poses[i][2]), glm::dvec3(poses[i][2]));
  // Inverse iteration; the shift keeps the matrix regular where all cameras look the same way.
  const double shift = 1e-9 * (sum[0][0] + sum[1][1] + sum[2][2]);
  const glm::dmat3 inverse = glm::inverse(sum + glm::dmat3(shift));
  glm::dvec3 v = glm::normalize(glm::dvec3(0.53, -0.62, 0.58));
  for (int step = 0; step < 64; ++step) {
    const glm::dvec3 next = inverse * v;
    if (!(glm::length(next) > 0) || !std::isfinite(glm::length(next))) break;
    v = glm::normalize(next);
  }
  return v;
}

/// Up for cameras held upright, where every camera is upright towards it: a rig that needs no turns is taken as it is.
std::optional<glm::dvec3> heldUpright(std::span<const glm::dmat4> poses, std::span<const double> weights) {
  const auto up = levelled(poses, weights, nullptr);
  if (!up) return std::nullopt;
  const auto upright = [&](const glm::dmat4& pose) {
    const glm::dvec2 p = inImage(pose, *up);
    return p.y >= std::abs(p.x) && p.y >= kSteep;
  };
  return std::all_of(poses.begin(), poses.end(), upright) ? up : std::nullopt;
}

std::vector<glm::dvec3> candidates(std::span<const glm::dmat4> poses, std::span<const double> weights) {
  std::vector<glm::dvec3> out;
  glm::dvec3 meanUp(0.0);
  for (size_t i = 0; i < poses.size(); ++i) meanUp -= weights[i] * glm::dvec3(poses[i][1]);
  if (glm::length(meanUp) > 1e-6) out.push_back(glm::normalize(meanUp));
  for (const glm::dmat4& pose : poses)
    for (const glm::dvec3& axis : {-glm::dvec3(pose[1]), -glm::dvec3(pose[0]), glm::dvec3(pose[1]), glm::dvec3(pose[0])})
      out.push_back(glm::normalize(axis));
  const glm::dvec3 across = acrossOpticalAxes(poses, weights);
  out.push_back(across);
  out.push_back(-across);
  return out;
}

}  // namespace

glm::dvec3 commonUp(std::span<const glm::dmat4> poses, std::span<const double> weights) {
  if (poses.empty() || weights.size() != poses.size())
    throw Error(ErrorCode::badInput, "There is no camera pose to find the upright of. Choose at least one input frame.");
  if (const auto up = heldUpright(poses, weights)) return *up;
  glm::dvec3 best(0.0, -1.0, 0.0);
  double bestScore = -1e300;
  for (const glm::dvec3& candidate : candidates(poses, weights)) {
    const double score = agreement(poses, weights, candidate);
    // Rounding must not decide between equals: the earlier candidate, closer to the -y axes, stays.
    if (score > bestScore + 1e-9) {
      bestScore = score;
      best = candidate;
    }
  }
  const auto refined = levelled(poses, weights, &best);
  return refined && agreement(poses, weights, *refined) > bestScore ? *refined : best;
}

int quarterTurnsTowards(std::span<const glm::dmat4> poses, const glm::dvec3& up) {
  glm::dvec2 sum(0.0);
  for (const glm::dmat4& pose : poses) sum += inImage(pose, up);
  if (poses.empty() || glm::length(sum) < kSteep * static_cast<double>(poses.size())) return 0;
  // A clockwise quarter turn brings what was left to the top: the image's -x axis.
  const double upwards[4] = {sum.y, -sum.x, -sum.y, sum.x};
  return static_cast<int>(std::max_element(upwards, upwards + 4) - upwards);
}

std::vector<int> uprightTurns(std::span<const glm::dmat4> world_from_camera, glm::dvec3& up) {
  const std::vector<double> weights(world_from_camera.size(), 1.0);
  up = commonUp(world_from_camera, weights);
  std::vector<int> turns;
  turns.reserve(world_from_camera.size());
  for (size_t i = 0; i < world_from_camera.size(); ++i) turns.push_back(quarterTurnsTowards(world_from_camera.subspan(i, 1), up));
  return turns;
}

}  // namespace fsm
