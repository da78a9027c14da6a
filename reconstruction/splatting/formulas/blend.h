// One Gaussian at one pixel: its alpha, and what the pixel adds to the gradient by its splat.
//
// A pixel's outputs are sums of weight_i c_i + T background with weight_i = alpha_i T_i, T_i the product of the (1 - alpha)
// before. All outputs together (colour, depth, alpha = 1 - T) are one sum of a scalar e_i = g_colour . c_i + g_depth z_i +
// g_alpha, whose background is g_colour . background; with behind_i what follows Gaussian i, seen with T = 1:
//   behind_(i-1) = alpha_i e_i + (1 - alpha_i) behind_i,   dL/dalpha_i = T_i (e_i - behind_i).
#pragma once

#include "reconstruction/splatting/formulas/splat.h"

namespace fsm::splatting {

template <class Real>
struct AlphaSample {
  Vec2<Real> white;  ///< w of project.h
  Real falloff = 0;  ///< exp(-w . w / 2)
  Real alpha = 0;
  bool saturated = false;  ///< alpha is alphaMax: no gradient flows into it
};

/// `x`, `y`: of the pixel's centre.
template <class Real>
FSM_HOST_DEVICE AlphaSample<Real> alphaAt(const Splat<Real>& splat, Real x, Real y, Real alphaMax) {
  const Real dx = x - splat.mean.x, dy = y - splat.mean.y;
  AlphaSample<Real> out;
  out.white = {splat.whitening.xx * dx + splat.whitening.xy * dy, splat.whitening.yy * dy};
  out.falloff = std::exp(Real(-0.5) * (out.white.x * out.white.x + out.white.y * out.white.y));
  const Real alpha = splat.opacity * out.falloff;
  out.saturated = alpha > alphaMax;
  out.alpha = out.saturated ? alphaMax : alpha;
  return out;
}

/// Gradient of a loss by one pixel's outputs.
template <class Real>
struct PixelGradient {
  Vec3<Real> colour;
  Real alpha = 0, depth = 0;
};

/// Adds what a pixel brings to a splat's gradient. `transmittance` before this Gaussian; `behind` of what follows it, becomes
/// that of what follows the Gaussian before it.
template <class Real>
FSM_HOST_DEVICE void blendAdjoint(const Splat<Real>& splat, const AlphaSample<Real>& sample, const PixelGradient<Real>& g,
                                  Real transmittance, Real& behind, SplatGradient<Real>& out) {
  const Real weight = sample.alpha * transmittance;
  out.colour = out.colour + weight * g.colour;
  out.shape.depth += weight * g.depth;
  const Real own = dot(g.colour, splat.colour) + g.depth * splat.depth + g.alpha;
  const Real gAlpha = transmittance * (own - behind);
  behind = sample.alpha * own + (Real(1) - sample.alpha) * behind;
  if (sample.saturated) return;
  out.opacity += gAlpha * sample.falloff;
  const Real h = gAlpha * sample.alpha;
  out.shape.first.x += h * sample.white.x;
  out.shape.first.y += h * sample.white.y;
  out.shape.second.xx += h * sample.white.x * sample.white.x;
  out.shape.second.xy += h * sample.white.x * sample.white.y;
  out.shape.second.yy += h * sample.white.y * sample.white.y;
}

}  // namespace fsm::splatting
