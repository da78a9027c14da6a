#include "reconstruction/capture/poses/camera_motion.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "reconstruction/capture/poses/block_motion.h"
#include "reconstruction/capture/poses/homography.h"

namespace fsm::poses {
namespace {

using media::GreyPicture;

constexpr double kStillShift = 0.75;    ///< pixels at 320: less than a tenth of a degree for a phone
constexpr size_t kFewestBlocks = 12;    ///< textured ones, to say anything
constexpr size_t kLooks = 12;           ///< pictures compared for stillness
constexpr double kLargestMotion = 0.5;  ///< share of a picture that may be masked
constexpr float kDifference = 0.06f;    ///< of brightness, that aliasing and noise stay below
constexpr int kMargin = 5;              ///< pixels that a mask grows

/// Nothing where the pictures cannot be compared.
std::optional<bool> sameView(const GreyPicture& a, const GreyPicture& b) {
  const std::vector<BlockShift> shifts = blockShifts(a, b);
  if (shifts.size() < kFewestBlocks) return std::nullopt;
  const auto still =
      std::count_if(shifts.begin(), shifts.end(), [](const BlockShift& s) { return glm::length(s.shift) < kStillShift; });
  return 2 * static_cast<size_t>(still) > shifts.size();
}

/// How far a pixel's brightness is outside of what it meets around its place in the other picture: sampling must not count.
float outside(float value, const GreyPicture& other, const glm::dvec2& place) {
  float low = 1e9f, high = -1e9f;
  for (int dy = -1; dy <= 1; ++dy)
    for (int dx = -1; dx <= 1; ++dx) {
      const float seen = other.sample(place.x + dx, place.y + dy);
      low = std::min(low, seen);
      high = std::max(high, seen);
    }
  return std::max({0.0f, low - value, value - high});
}

bool inside(const GreyPicture& picture, const glm::dvec2& p) {
  return p.x >= 0 && p.y >= 0 && p.x <= picture.size.width - 1 && p.y <= picture.size.height - 1;
}

/// Residual of `picture` against what the dominant motion makes of `other`; large where nothing can be said.
constexpr float kUnknown = 1e9f;
std::vector<float> residual(const GreyPicture& picture, const GreyPicture& other) {
  std::vector<float> out(picture.value.size(), kUnknown);
  const auto homography = dominantHomography(blockShifts(picture, other));
  if (!homography) return out;
  for (int y = 0; y < picture.size.height; ++y)
    for (int x = 0; x < picture.size.width; ++x) {
      const glm::dvec2 place = apply(*homography, {x, y});
      if (inside(other, place)) out[static_cast<size_t>(y) * picture.size.width + x] = outside(picture.at(x, y), other, place);
    }
  return out;
}

/// `count` of true within a square of half side `reach`, for each pixel.
std::vector<int> countAround(const std::vector<bool>& mask, ImageSize size, int reach) {
  const int stride = size.width + 1;
  std::vector<int> sums(static_cast<size_t>(stride) * (size.height + 1), 0);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      sums[static_cast<size_t>(y + 1) * stride + x + 1] =
          (mask[static_cast<size_t>(y) * size.width + x] ? 1 : 0) + sums[static_cast<size_t>(y) * stride + x + 1] +
          sums[static_cast<size_t>(y + 1) * stride + x] - sums[static_cast<size_t>(y) * stride + x];
  std::vector<int> out(mask.size());
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const int left = std::max(0, x - reach), right = std::min(size.width, x + reach + 1);
      const int top = std::max(0, y - reach), bottom = std::min(size.height, y + reach + 1);
      const auto at = [&](int v, int u) { return sums[static_cast<size_t>(v) * stride + u]; };
      out[static_cast<size_t>(y) * size.width + x] = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
    }
  return out;
}

MotionMask maskOf(const std::vector<float>& residuals, ImageSize size) {
  MotionMask out{size, std::vector<bool>(residuals.size())};
  for (size_t i = 0; i < residuals.size(); ++i) out.moving[i] = residuals[i] > kDifference && residuals[i] < kUnknown;
  // Single pixels are noise: those stay whose surroundings move as well. Then a margin around them.
  const std::vector<int> company = countAround(out.moving, size, 2);
  for (size_t i = 0; i < residuals.size(); ++i) out.moving[i] = out.moving[i] && company[i] >= 6;
  const std::vector<int> near = countAround(out.moving, size, kMargin);
  for (size_t i = 0; i < residuals.size(); ++i) out.moving[i] = near[i] > 0;
  if (out.share() > kLargestMotion) out.moving.assign(residuals.size(), false);
  return out;
}

}  // namespace

double MotionMask::share() const {
  return moving.empty()
             ? 0
             : static_cast<double>(std::count(moving.begin(), moving.end(), true)) / static_cast<double>(moving.size());
}

bool standsStill(std::span<const GreyPicture> pictures) {
  if (pictures.size() < 3) return false;
  const GreyPicture& middle = pictures[pictures.size() / 2];
  const size_t looks = std::min(kLooks, pictures.size());
  size_t still = 0, compared = 0;
  for (size_t i = 0; i < looks; ++i) {
    const auto same = sameView(middle, pictures[i * (pictures.size() - 1) / (looks - 1)]);
    if (!same) continue;
    ++compared;
    still += *same ? 1 : 0;
  }
  return 2 * compared >= looks && 10 * still >= 9 * compared;
}

std::vector<MotionMask> findMotion(std::span<const GreyPicture> pictures) {
  std::vector<MotionMask> out;
  for (size_t i = 0; i < pictures.size(); ++i) {
    std::vector<float> least(pictures[i].value.size(), kUnknown);
    // What a moving thing uncovers differs from one neighbour only; what moves differs from both.
    for (const size_t other : {i - 1, i + 1}) {
      if (other >= pictures.size() || !(pictures[other].size == pictures[i].size)) continue;
      const std::vector<float> part = residual(pictures[i], pictures[other]);
      std::transform(least.begin(), least.end(), part.begin(), least.begin(), [](float a, float b) { return std::min(a, b); });
    }
    out.push_back(maskOf(least, pictures[i].size));
  }
  return out;
}

}  // namespace fsm::poses
