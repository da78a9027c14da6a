// Which frames learn, which are only scored, and what a step reads and is asked for. Plain C++.
#pragma once

#include <cstdint>
#include <vector>

#include "reconstruction/capture/prepare.h"

namespace fsm::training {

/// A picture's size where its long side is to be at most `longSide` (0: as it is): sides are multiples of `patch`.
ImageSize shrunkSize(ImageSize size, int longSide, int patch);

/// Positions in the list of inputs.
struct FrameRoles {
  std::vector<size_t> training;
  /// Only scored: one in eight, at most four, at least two of eight, spread between the others, never the first or last.
  std::vector<size_t> heldBack;
};
/// `holdBack`: the capture's plan holds no frame out, so some of the inputs are. Throws badInput where too few frames are left
/// (two to learn from, and one between them where some are held back).
FrameRoles rolesOf(size_t inputs, bool holdBack);

/// Positions in the list of inputs; no frame is in both.
struct FrameDraw {
  std::vector<size_t> inputs, targets;  ///< ascending
};

/// Draws parts of the training frames; what is drawn depends on seed and step alone. A step's frames are of one size: sizes come
/// up in proportion to their frames.
class FrameDrawer {
 public:
  /// `sizes`: of all inputs. Throws badInput where no two training frames are of one size.
  FrameDrawer(const std::vector<size_t>& training, const std::vector<ImageSize>& sizes, uint64_t seed);
  /// At most `inputs` to read and `targets` to be asked for, at least one each.
  FrameDraw draw(int64_t step, int inputs, int targets) const;
  /// Frames of the size that most have.
  size_t mostOfOneSize() const;
  /// Largest size, by pixels, that is drawn.
  ImageSize largestSize() const;

 private:
  struct Group {
    ImageSize size;
    std::vector<size_t> frames;
  };
  std::vector<Group> groups_;
  size_t frames_ = 0;  ///< of all groups
  uint64_t seed_;
};

}  // namespace fsm::training
