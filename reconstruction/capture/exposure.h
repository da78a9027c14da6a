// Exposure and white balance evened between the cameras of a rig: one gain per camera and channel.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "reconstruction/capture/prepare.h"

namespace fsm {

/// Sums of a camera's linear-light colours.
struct ColourSum {
  std::array<double, 3> linear{};
  double pixels = 0;
  void add(const Image& image);
};

/// Gains on display-referred colours that bring each camera's mean linear-light colour to the geometric mean over the cameras,
/// within [0.5, 2]. All 1 for a single camera.
std::vector<std::array<double, 3>> evenGains(std::span<const ColourSum> cameras);

void multiply(Image& image, const std::array<double, 3>& gain);

/// The gain of a place: that of the entry at the same centre and direction, else the entries' geometric mean weighted towards the
/// near ones. All 1 when there are none.
std::array<double, 3> gainAt(std::span<const ExposureGain> entries, const glm::dmat4& normalised_from_camera);

}  // namespace fsm
