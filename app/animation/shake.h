// The tremor of a hand that holds a camera: smooth noise on top of a camera track, which stays editable below it.
#pragma once

#include <cstdint>

#include "app/animation/camera_pose.h"

namespace fsm::animation {

/// Deterministic: the same numbers give the same tremor on every machine.
struct Shake {
  double degrees = 0.6;    ///< amplitude of the turn about each axis
  double distance = 0;     ///< amplitude of the movement along each axis, in units of the capture's world
  double frequency = 1.2;  ///< swings a second of the slowest part; finer ones of two and four times that lie on it
  uint32_t seed = 1;
  bool operator==(const Shake&) const = default;
};

/// Finite, amplitudes not negative and at most 90 degrees, frequency in (0, 100]. Throws badInput.
void checkShake(const Shake& shake);

/// `pose` as the hand holds it at `at` seconds. `period` > 0: the tremor repeats itself after that many seconds without a jump.
CameraPose shaken(const CameraPose& pose, const Shake& shake, double at, double period = 0);

}  // namespace fsm::animation
