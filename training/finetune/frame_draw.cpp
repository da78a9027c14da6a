#include "training/finetune/frame_draw.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "training/data/keyed_seed.h"

namespace fsm::training {

namespace {

enum Stream : uint64_t { kFrames = 201 };
constexpr size_t kMostHeldBack = 4, kHeldBackEvery = 8;
/// One frame alone says little, where two can be spared.
constexpr size_t kFewHeldBack = 2;

}  // namespace

ImageSize shrunkSize(ImageSize size, int longSide, int patch) {
  const int side = std::max(size.width, size.height);
  if (longSide <= 0 || side <= longSide) return size;
  const double factor = static_cast<double>(longSide) / side / patch;
  const auto rounded = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * factor))) * patch; };
  return {rounded(size.width), rounded(size.height)};
}

FrameRoles rolesOf(size_t inputs, bool holdBack) {
  const size_t least = holdBack ? 3 : 2;
  if (inputs < least)
    throw Error(ErrorCode::badInput, "Fine-tuning needs at least " + std::to_string(least) +
                                         " input frames. Reconstruct the scene from more frames first.");
  const size_t back =
      holdBack ? std::clamp<size_t>(inputs / kHeldBackEvery, inputs < kHeldBackEvery ? 1 : kFewHeldBack, kMostHeldBack) : 0;
  FrameRoles roles;
  for (size_t i = 0; i < inputs; ++i) {
    // The middles of `back` equal stretches of what lies between the first and the last frame.
    const size_t inner = inputs - 2;
    bool kept = true;
    for (size_t k = 0; k < back; ++k) kept = kept && i != 1 + (2 * k + 1) * inner / (2 * back);
    (kept ? roles.training : roles.heldBack).push_back(i);
  }
  return roles;
}

FrameDrawer::FrameDrawer(const std::vector<size_t>& training, const std::vector<ImageSize>& sizes, uint64_t seed) : seed_(seed) {
  for (const size_t frame : training) {
    auto group = std::ranges::find(groups_, sizes.at(frame), &Group::size);
    if (group == groups_.end()) group = groups_.insert(group, Group{sizes[frame], {}});
    group->frames.push_back(frame);
  }
  std::erase_if(groups_, [](const Group& group) { return group.frames.size() < 2; });
  if (groups_.empty())
    throw Error(ErrorCode::badInput,
                "Fine-tuning needs at least two input frames of one size. Reconstruct the scene with more frames of a camera.");
  for (const Group& group : groups_) frames_ += group.frames.size();
}

FrameDraw FrameDrawer::draw(int64_t step, int inputs, int targets) const {
  Random random(keyedSeed(seed_, kFrames, static_cast<uint64_t>(step)));
  size_t at = static_cast<size_t>(random.below(static_cast<int>(frames_))), chosen = 0;
  while (at >= groups_[chosen].frames.size()) at -= groups_[chosen++].frames.size();
  std::vector<size_t> order = groups_[chosen].frames;
  const size_t asked = std::min<size_t>(static_cast<size_t>(std::max(1, targets)), order.size() - 1);
  const size_t read = std::min<size_t>(static_cast<size_t>(std::max(1, inputs)), order.size() - asked);
  for (size_t i = 0; i < asked + read; ++i)
    std::swap(order[i], order[i + static_cast<size_t>(random.below(static_cast<int>(order.size() - i)))]);
  const auto begin = order.begin();
  const auto middle = begin + static_cast<std::ptrdiff_t>(asked), end = middle + static_cast<std::ptrdiff_t>(read);
  FrameDraw draw{{middle, end}, {begin, middle}};
  std::ranges::sort(draw.inputs);
  std::ranges::sort(draw.targets);
  return draw;
}

size_t FrameDrawer::mostOfOneSize() const {
  size_t most = 0;
  for (const Group& group : groups_) most = std::max(most, group.frames.size());
  return most;
}

ImageSize FrameDrawer::largestSize() const {
  return std::ranges::max(groups_, {}, [](const Group& group) { return int64_t{group.size.width} * group.size.height; }).size;
}

}  // namespace fsm::training
