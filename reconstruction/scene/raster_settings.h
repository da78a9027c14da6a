// How 4D Gaussians become pixels: the one settings type of every back end (double-precision reference, CPU, CUDA, Vulkan).
// What they all compute (3D Gaussian Splatting, Kerbl et al. 2023; 4D rotor/conditional form, Yang et al. 2024), for one view
// with scene time tau, for every Gaussian that is *drawable* (see gaussians4d.h):
//   1. slice: 4D covariance Sigma = [U v; v^T w] -> mean mu + (v / w)(tau - t), covariance U - v v^T / w,
//      weight g = exp(-(tau - t)^2 / (2 w)); dropped where g <= temporalPrune;
//   2. cull view depth z <= nearPlane (strictly greater is kept), after slicing;
//   3. project: J of the pinhole at (x, y) clamped to |x / z| <= frustumClamp * tan(fov_x / 2) (same for y),
//      C = J W cov W^T J^T + lowPass * I (px^2); dropped where det C <= 0; the mean itself is not clamped;
//   4. colour: SH basis (real, degree <= 3, the order and signs of 3DGS) in the direction from the camera centre to the
//   *unsliced*
//      position, plus 0.5, negative values to 0;
//   5. blend front to back by ascending view depth z, ties by ascending index, at pixel centres (column + 0.5, row + 0.5):
//      alpha = min(alphaMax, opacity * g * exp(-d^T C^-1 d / 2)); skipped where alpha < alphaMin or outside the footprint;
//      a pixel ends before the Gaussian that would bring its transmittance T below transmittanceStop;
//   6. pixel = sum + T * background. Outputs beside colour: alpha = 1 - T, depth = sum of weight * z (not divided by alpha; the
//      expected depth is depth / alpha), median depth = z of the Gaussian at which T first falls to 0.5 or below (0: never).
#pragma once

#include <glm/glm.hpp>

namespace fsm::scene {

/// Which pixels a projected Gaussian may touch.
enum class Footprint {
  alphaThreshold,  ///< every pixel where alpha >= alphaMin: independent of tiles, no square edges
  /// All pixels of the 16x16 tiles that meet the square of half side r = ceil(3 sqrt(largest eigenvalue of C)) around the mean,
  /// exactly as the official rasteriser has it: the eigenvalue is tr / 2 + sqrt(max(0.1, tr^2 / 4 - det)), and the tiles are
  /// those from floor((m - r) / 16) to floor((m + r - 1) / 16) with m = mean - 0.5.
  officialTiles
};

struct RasterSettings {
  float nearPlane = 0.01f;  ///< scene units
  float lowPass = 0.3f;     ///< px^2, added to both diagonal entries of the projected covariance
  float alphaMax = 0.99f;
  float alphaMin = 1.0f / 255.0f;
  float transmittanceStop = 1e-4f;
  float frustumClamp = 1.3f;
  float temporalPrune = 0.0f;  ///< temporal weights up to this are dropped; 0: nothing is (alphaMin decides)
  Footprint footprint = Footprint::alphaThreshold;
  glm::vec3 background{1.0f};  ///< in the colours of the scene

  bool operator==(const RasterSettings&) const = default;
  /// The official rasteriser (method.md 4.3): near plane 0.2, square footprints in tiles, white.
  static RasterSettings official() {
    RasterSettings settings;
    settings.nearPlane = 0.2f;
    settings.footprint = Footprint::officialTiles;
    return settings;
  }
};

}  // namespace fsm::scene
