#include "reconstruction/model/gaussian_decoder.h"

#include <cmath>

#include "reconstruction/model/row_ops.h"

namespace fsm::model {

using torch::Tensor;

namespace {

constexpr double kDistance = 4, kNearest = 0.02, kFarthest = 500;
constexpr double kPixelScale = -0.4;
constexpr double kTimeScale = 0.5, kLongestTime = 2;
/// Many views show the same surface: none may hide it alone before the decoder has learned which one should.
constexpr double kOpacity = -2;
constexpr double kSh0 = 0.28209479177387814;
/// Stored logit of Gaussians that are not there (of inputs that a sample does without): below any alpha threshold.
constexpr double kAbsent = -30;

/// One number a view to one a pixel, [B, N, 1].
Tensor perPixel(const Tensor& perView, int64_t pixels) { return perView.repeat_interleave(pixels, 1).unsqueeze(-1); }

GaussianArrays official(const ModelConfig& config, const Tensor& out, const Tensor& origin, const Tensor& direction) {
  const Tensor distance = torch::sigmoid(out.slice(-1, 0, 3).mean(-1, true)) * (config.far - config.near) + config.near;
  GaussianArrays g;
  g.xyz = origin + distance * direction;
  g.t = out.slice(-1, 3, 4);
  g.features = out.slice(-1, 4, 7).unsqueeze(-2);
  g.scaling = out.slice(-1, 7, 10).clamp_max(10);  // capped before exp: method.md 4.1
  g.scalingT = out.slice(-1, 10, 11).clamp_max(0);
  g.rotation = out.slice(-1, 11, 15);
  g.rotationR = out.slice(-1, 15, 19);
  g.opacity = out.slice(-1, 19, 20);
  return g;
}

GaussianArrays pixelwise(const Tensor& out, const ViewBatch& views, const Tensor& colour, const Tensor& origin,
                         const Tensor& direction) {
  const int64_t pixels = out.size(1) / views.time.size(1);
  const Tensor logDistance = (out.slice(-1, 0, 1) + std::log(kDistance)).clamp(std::log(kNearest), std::log(kFarthest));
  const Tensor logFocal = perPixel(views.fxfycxcy.slice(-1, 0, 2).mean(-1).log(), pixels);
  const Tensor identity = torch::tensor({1.0, 0.0, 0.0, 0.0}, out.options());
  GaussianArrays g;
  g.xyz = origin + logDistance.exp() * direction;
  g.t = perPixel(views.time, pixels) + out.slice(-1, 1, 2);
  g.features = ((colour - 0.5) / kSh0 + out.slice(-1, 2, 5)).unsqueeze(-2);
  g.scaling = logDistance - logFocal + kPixelScale + 3 * torch::tanh(out.slice(-1, 5, 8) / 3);
  g.scalingT = (out.slice(-1, 8, 9) + kTimeScale).clamp_max(kLongestTime);
  g.rotation = out.slice(-1, 9, 13) + identity;
  g.rotationR = out.slice(-1, 13, 17) + identity;
  g.opacity = out.slice(-1, 17, 18) + kOpacity;
  if (views.mask.defined()) g.opacity = torch::where(perPixel(views.mask, pixels) > 0, g.opacity, kAbsent);
  return g;
}

}  // namespace

Tensor inTokenOrder(const Tensor& planes, TokenGrid grid, int64_t patch) {
  const int64_t batch = planes.size(0), views = planes.size(1), channels = planes.size(2);
  return planes.reshape({batch, views, channels, grid.rows, patch, grid.columns, patch})
      .permute({0, 1, 3, 5, 4, 6, 2})
      .reshape({batch, -1, channels});
}

GaussianArrays decodeGaussians(const Weights& weights, const Tensor& tokens, const ViewBatch& views, int64_t height,
                               int64_t width) {
  const ModelConfig& config = weights.config;
  const bool ours = config.decoder == Decoder::both;
  const TokenGrid grid = gridOf(config, height, width);
  const int64_t batch = views.time.size(0), count = views.time.size(1), p = config.patch, n = count * height * width;
  const Tensor normed = plain::layerNorm(tokens, ours ? weights.gaussianNorm : weights.outputNorm, tokens.scalar_type());
  const Tensor linear = (ours ? weights.gaussianLinear : weights.outputLinear).to(tokens.scalar_type());
  const Tensor out = torch::linear(normed, linear).view({batch, n, ours ? kGaussianChannels : config.outputChannels()});
  const auto [origin, direction] =
      rays(views.world_from_camera, views.fxfycxcy, static_cast<int>(height), static_cast<int>(width));
  const Tensor o = inTokenOrder(origin, grid, p), d = inTokenOrder(direction, grid, p);
  if (!ours) return official(config, out, o, d);
  return pixelwise(out, views, inTokenOrder(views.image.to(out.scalar_type()), grid, p), o, d);
}

}  // namespace fsm::model
