// How a picture moves against another: displacement of small blocks, found coarse to fine. Made for frames of one clip, not for
// measuring: half a pixel of a picture 320 wide is what it is for.
#pragma once

#include <vector>

#include "reconstruction/media/grey_picture.h"

namespace fsm::poses {

struct BlockShift {
  glm::dvec2 at{0.0};     ///< centre of the block in the first picture, pixel indices
  glm::dvec2 shift{0.0};  ///< at + shift is where it lies in the second
};

/// Blocks of the first picture that have enough texture to be told apart and were found again in the second, of equal size.
/// Displacements up to about an eighth of the longer side are found. Throws internal where the sizes differ.
std::vector<BlockShift> blockShifts(const media::GreyPicture& first, const media::GreyPicture& second);

}  // namespace fsm::poses
