// How a camera travels from one key to the next.
#pragma once

namespace fsm::animation {

enum class Easing {
  linear,     ///< straight at one speed; turns a corner at its keys
  smooth,     ///< on a curve through the keys that does not stop at them (the default)
  easeIn,     ///< on the same curve, setting off from standstill
  easeOut,    ///< on the same curve, coming to a standstill at the next key
  easeInOut,  ///< both
  hold        ///< stays at its key until the moment of the next one: a cut
};

}  // namespace fsm::animation
