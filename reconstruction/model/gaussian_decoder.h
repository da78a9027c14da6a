// Tokens of input views to 4D Gaussians, one a pixel. Float32 throughout: bfloat16 depths have steps of 0.4 %.
//
// FSM-LRM (Decoder::gaussians): method.md 4.1, 20 channels.
// Ours (Decoder::both), kGaussianChannels a pixel; delta = distance along the unit ray, f = mean focal length in pixels, x = what
// the linear layer gives:
//   delta = kDistance exp(x)   within [kNearest, kFarthest]   (three coordinates that are only averaged are one channel)
//   t = the view's time + x                                    colour = the pixel's + C0 x
//   log scale = log(delta / f) + kPixelScale + 3 tanh(x / 3)   a Gaussian is about a pixel wide where it is
//   log s_t = min(kTimeScale + x, kLongestTime)                quaternions = (1, 0, 0, 0) + x      logit = kOpacity + x
#pragma once

#include "reconstruction/model/tokens.h"

namespace fsm::model {

/// distance, t, rgb 3, scale 3, s_t, left quaternion 4, right quaternion 4, opacity.
constexpr int kGaussianChannels = 18;

/// Planes [B, V, C, H, W] in the order of the Gaussians, [B, N, C].
torch::Tensor inTokenOrder(const torch::Tensor& planes, TokenGrid grid, int64_t patch);

/// Of input tokens [B, V * P, d] after the last block; `views` with their images. N = V * H * W in token order.
GaussianArrays decodeGaussians(const Weights& weights, const torch::Tensor& tokens, const ViewBatch& views, int64_t height,
                               int64_t width);

}  // namespace fsm::model
