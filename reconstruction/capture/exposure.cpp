#include "reconstruction/capture/exposure.h"

#include <algorithm>
#include <cmath>

namespace fsm {
namespace {

constexpr double kGamma = 2.2;  ///< near enough to the sRGB curve, and a product stays a product under it
constexpr double kSamePlace = 1e-12;
/// Squared distance (normalised centres and directions together) within which a camera's exposure says something about a view.
/// Automatic exposure follows what a camera looks at, not where it stands: farther away the average of all cameras (a gain of
/// one) is the better guess.
constexpr double kReach2 = 0.1;

}  // namespace

void ColourSum::add(const Image& image) {
  for (size_t i = 0; i + 2 < image.rgb.size(); i += 3)
    for (int c = 0; c < 3; ++c) linear[c] += std::pow(std::clamp(image.rgb[i + c], 0.0f, 1.0f), static_cast<float>(kGamma));
  const size_t own = image.rgb.size() / 3;
  pixels += static_cast<double>(own);
}

std::vector<std::array<double, 3>> evenGains(std::span<const ColourSum> cameras) {
  std::vector<std::array<double, 3>> gains(cameras.size(), {1, 1, 1});
  if (cameras.size() < 2) return gains;
  // A black camera would pull the mean to zero: its level is held at a value that no lit picture goes under.
  const auto logMean = [&](const ColourSum& sum, int c) {
    return std::log(std::max(1e-4, sum.pixels > 0 ? sum.linear[c] / sum.pixels : 0.0));
  };
  for (int c = 0; c < 3; ++c) {
    double common = 0;
    for (const ColourSum& sum : cameras) common += logMean(sum, c) / static_cast<double>(cameras.size());
    for (size_t i = 0; i < cameras.size(); ++i)
      gains[i][c] = std::clamp(std::exp((common - logMean(cameras[i], c)) / kGamma), 0.5, 2.0);
  }
  return gains;
}

void multiply(Image& image, const std::array<double, 3>& gain) {
  if (gain == std::array<double, 3>{1, 1, 1}) return;
  for (size_t i = 0; i + 2 < image.rgb.size(); i += 3)
    for (int c = 0; c < 3; ++c) image.rgb[i + c] = std::clamp(image.rgb[i + c] * static_cast<float>(gain[c]), 0.0f, 1.0f);
}

std::array<double, 3> gainAt(std::span<const ExposureGain> entries, const glm::dmat4& pose) {
  if (entries.empty()) return {1, 1, 1};
  const glm::dvec3 centre(pose[3]), forward(pose[2]);
  std::array<double, 3> logs{};
  double weights = 1 / (kReach2 * kReach2);
  for (const ExposureGain& entry : entries) {
    const glm::dvec3 offset = entry.centre - centre, bend = entry.forward - forward;
    const double distance2 = glm::dot(offset, offset) + glm::dot(bend, bend);
    if (distance2 < kSamePlace) return entry.gain;
    const double weight = 1 / (distance2 * distance2);
    for (int c = 0; c < 3; ++c) logs[c] += weight * std::log(entry.gain[c]);
    weights += weight;
  }
  std::array<double, 3> gain;
  for (int c = 0; c < 3; ++c) gain[c] = std::exp(logs[c] / weights);
  return gain;
}

}  // namespace fsm
