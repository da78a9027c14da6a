// What a clip's frames say of the camera before any pose is known: whether it moved at all, and which parts of the pictures move
// against the rest.
#pragma once

#include <span>
#include <vector>

#include "reconstruction/media/grey_picture.h"

namespace fsm::poses {

/// Long side of the pictures that these functions take.
inline constexpr int kMotionLongSide = 320;

/// Whether the camera stood still: most of what has texture lies where it lay in the middle picture, in nearly all pictures.
/// False where there is too little texture to tell, and for fewer than three pictures.
bool standsStill(std::span<const media::GreyPicture> pictures);

/// [height, width] of the small pictures, true where something moves.
struct MotionMask {
  ImageSize size;
  std::vector<bool> moving;
  double share() const;  ///< of the picture that moves
};

/// What does not follow the dominant motion from each picture to the ones before and after it, grown by a margin. Empty (nothing
/// moving) for pictures whose motion is not dominated by anything or of which more than half would be left out.
std::vector<MotionMask> findMotion(std::span<const media::GreyPicture> pictures);

}  // namespace fsm::poses
