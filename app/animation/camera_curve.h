// The smooth way of a camera between two of its keys (camera_track.h says which curves).
#pragma once

#include <vector>

#include "app/animation/camera_track.h"

namespace fsm::animation {

/// Of sorted keys, `period` > 0: a cycle. Refers to `keys`.
class CameraCurve {
 public:
  CameraCurve(const std::vector<CameraKey>& keys, double period) : keys_(keys), period_(period) {}
  /// At least one key. Clamped to the ends; a cycle wraps.
  CameraPose at(double time) const;

 private:
  /// Rates of change a second: units along the path, radians (in the camera's own axes) and log(focal).
  struct Rates {
    double path = 0;
    glm::dvec3 turn{0.0};
    double logFocal = 0;
  };
  struct Way {
    long key = 0;         ///< before
    double fraction = 0;  ///< of the time to the next
  };

  Way locate(double time) const;
  CameraKey key(long index) const;
  bool exists(long index) const;
  /// Of the way that starts at the key `index`; hold where there is none.
  Easing easing(long index) const;
  bool curved(long index) const;
  /// Curved, and leading somewhere.
  bool bends(long index) const;
  double duration(long index) const { return key(index + 1).at - key(index).at; }
  /// From the key `index` to the next one.
  glm::dvec3 chord(long index) const { return key(index + 1).pose.position - key(index).pose.position; }
  /// Mean of the way that starts at the key `index`.
  Rates mean(long index) const;
  /// At the key `index`, for the curved way that starts there (`ahead`) or ends there.
  Rates rates(long index, bool ahead) const;
  /// Derivative of the path by its chord length there, about a unit vector.
  glm::dvec3 direction(long index, bool ahead) const;
  bool stopsAt(long index) const;
  CameraPose curve(long index, double fraction) const;

  const std::vector<CameraKey>& keys_;
  double period_;
};

}  // namespace fsm::animation
