#include "reconstruction/capture/poses/block_motion.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::poses {
namespace {

using media::GreyPicture;

constexpr int kHalf = 7;            ///< blocks are 15 x 15
constexpr int kStep = 12;           ///< between centres of blocks
constexpr int kCoarseSearch = 10;   ///< pixels of the smallest level, each way
constexpr double kTexture = 0.02;   ///< least standard deviation within a block
constexpr double kAgreement = 0.8;  ///< least correlation of a match

struct Pyramid {
  std::vector<GreyPicture> levels;  ///< the picture itself first
  explicit Pyramid(const GreyPicture& picture) : levels{picture} {
    while (levels.size() < 3 && std::min(levels.back().size.width, levels.back().size.height) >= 6 * kHalf)
      levels.push_back(media::halved(levels.back()));
  }
};

/// Zero-mean normalised correlation of the blocks at `a` and `b`; pixels outside either picture are left out. -1 where too little
/// is inside or a block is even. `spread`: standard deviation of the first block.
double correlation(const GreyPicture& first, glm::ivec2 a, const GreyPicture& second, glm::ivec2 b, double* spread = nullptr) {
  const auto [width, height] = first.size;
  const int left = std::max({-kHalf, -a.x, -b.x}), right = std::min({kHalf, width - 1 - a.x, width - 1 - b.x});
  const int top = std::max({-kHalf, -a.y, -b.y}), bottom = std::min({kHalf, height - 1 - a.y, height - 1 - b.y});
  const int count = (right - left + 1) * (bottom - top + 1);
  if (right <= left || bottom <= top || 2 * count < (2 * kHalf + 1) * (2 * kHalf + 1)) return -1;
  float sumA = 0, sumB = 0, squareA = 0, squareB = 0, product = 0;
  for (int y = top; y <= bottom; ++y)
    for (int x = left; x <= right; ++x) {
      const float p = first.at(a.x + x, a.y + y), q = second.at(b.x + x, b.y + y);
      sumA += p;
      sumB += q;
      squareA += p * p;
      squareB += q * q;
      product += p * q;
    }
  const double n = count;
  const double varianceA = squareA / n - (sumA / n) * (sumA / n), varianceB = squareB / n - (sumB / n) * (sumB / n);
  if (spread) *spread = std::sqrt(std::max(0.0, varianceA));
  if (varianceA < 1e-7 || varianceB < 1e-7) return -1;
  return (product / n - (sumA / n) * (sumB / n)) / std::sqrt(varianceA * varianceB);
}

struct Match {
  glm::ivec2 shift{0};
  double score = -1;
};

Match search(const GreyPicture& first, const GreyPicture& second, glm::ivec2 at, glm::ivec2 around, int reach) {
  Match best{around, -1};
  for (int dy = -reach; dy <= reach; ++dy)
    for (int dx = -reach; dx <= reach; ++dx) {
      const glm::ivec2 shift = around + glm::ivec2(dx, dy);
      const double score = correlation(first, at, second, at + shift);
      // Of equals the smaller displacement: even patterns must not seem to move.
      const bool smaller = std::abs(shift.x) + std::abs(shift.y) < std::abs(best.shift.x) + std::abs(best.shift.y);
      if (score > best.score + 1e-6 || (score > best.score - 1e-6 && smaller)) best = {shift, score};
    }
  return best;
}

/// Offset of the top of the parabola through three values, in (-0.5, 0.5).
double parabolaTop(double before, double here, double after) {
  const double bend = before - 2 * here + after;
  return bend < -1e-12 ? std::clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0.0;
}

glm::dvec2 refined(const GreyPicture& first, const GreyPicture& second, glm::ivec2 at, const Match& match) {
  const auto score = [&](int dx, int dy) { return correlation(first, at, second, at + match.shift + glm::ivec2(dx, dy)); };
  return glm::dvec2(match.shift) +
         glm::dvec2(parabolaTop(score(-1, 0), match.score, score(1, 0)), parabolaTop(score(0, -1), match.score, score(0, 1)));
}

}  // namespace

std::vector<BlockShift> blockShifts(const GreyPicture& first, const GreyPicture& second) {
  if (!(first.size == second.size)) throw Error(ErrorCode::internal, "Pictures of different sizes cannot be compared.");
  const Pyramid a(first), b(second);
  const int top = static_cast<int>(a.levels.size()) - 1;
  std::vector<BlockShift> out;
  for (int y = kHalf; y + kHalf < first.size.height; y += kStep)
    for (int x = kHalf; x + kHalf < first.size.width; x += kStep) {
      double spread = 0;
      correlation(first, {x, y}, first, {x, y}, &spread);
      if (spread < kTexture) continue;
      Match match;
      for (int level = top; level >= 0; --level) {
        const glm::ivec2 at(x >> level, y >> level);
        match = search(a.levels[level], b.levels[level], at, level == top ? glm::ivec2(0) : 2 * match.shift,
                       level == top ? kCoarseSearch : 2);
      }
      if (match.score >= kAgreement) out.push_back({{x, y}, refined(first, second, {x, y}, match)});
    }
  return out;
}

}  // namespace fsm::poses
