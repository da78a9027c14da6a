#include "renderer/splat/life_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fsm::renderer {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr LifeInterval kNever{kInfinity, -kInfinity};

glm::dvec4 unitQuaternion(const std::vector<float>& values, int64_t index) {
  const float* q = values.data() + 4 * index;
  return glm::normalize(glm::dvec4(q[0], q[1], q[2], q[3]));
}

double temporalVariance(const scene::Gaussians4D& g, int64_t index) {
  const glm::dmat4 rotation = scene::rotation4d(unitQuaternion(g.rotation, index), unitQuaternion(g.rotationRight, index));
  double variance = 0;
  for (int axis = 0; axis < 4; ++axis) {
    const float logScale = axis < 3 ? g.logScale[3 * index + axis] : g.logScaleTime[index];
    const double entry = rotation[axis][3] * std::exp(std::max(logScale, scene::kMinLogScale));
    variance += entry * entry;
  }
  return variance;
}

LifeInterval lifeOf(const scene::Gaussians4D& g, int64_t index, float alphaMin) {
  if (alphaMin <= 0) return {-kInfinity, kInfinity};
  const double opacity = 1 / (1 + std::exp(-static_cast<double>(g.opacityLogit[index])));
  if (opacity < alphaMin * 0.999) return kNever;
  // A little longer, because the device computes in single precision.
  const double reach = std::sqrt(2 * temporalVariance(g, index) * std::max(0.0, std::log(opacity / alphaMin) + 0.01)) * 1.001;
  const double slack = 1e-5 * (1 + std::abs(static_cast<double>(g.time[index])));
  return {g.time[index] - reach - slack, g.time[index] + reach + slack};
}

int magnitude(const LifeInterval& life) {
  if (!(life.begin <= life.end)) return std::numeric_limits<int>::min();
  return std::isfinite(life.end - life.begin) ? std::ilogb(life.end - life.begin) : std::numeric_limits<int>::max();
}

}  // namespace

void LifeIndex::appendAlive(double time, float frameAlphaMin, std::vector<uint32_t>& into) const {
  const bool everything = blocks.empty() || frameAlphaMin < alphaMin;
  for (uint32_t block = 0; block < blockCount(); ++block) {
    if (everything || (blocks[block].begin <= time && time <= blocks[block].end)) into.push_back(block);
  }
}

LifeIndex makeLifeIndex(const scene::Gaussians4D& gaussians, float alphaMin) {
  LifeIndex index;
  index.alphaMin = alphaMin;
  for (int64_t i = 0; i < gaussians.count(); ++i) {
    if (gaussians.isDrawable(i)) index.order.push_back(i);
  }
  if (gaussians.isStatic()) return index;

  std::vector<LifeInterval> lives(static_cast<size_t>(gaussians.count()), kNever);
  for (const int64_t i : index.order) lives[i] = lifeOf(gaussians, i, alphaMin);
  std::stable_sort(index.order.begin(), index.order.end(), [&](int64_t a, int64_t b) {
    const int magnitudeA = magnitude(lives[a]), magnitudeB = magnitude(lives[b]);
    return magnitudeA != magnitudeB ? magnitudeA > magnitudeB : lives[a].begin < lives[b].begin;
  });
  index.blocks.assign(index.blockCount(), kNever);
  for (size_t place = 0; place < index.order.size(); ++place) {
    LifeInterval& block = index.blocks[place / kLifeBlock];
    const LifeInterval& life = lives[index.order[place]];
    block = {std::min(block.begin, life.begin), std::max(block.end, life.end)};
  }
  return index;
}

}  // namespace fsm::renderer
