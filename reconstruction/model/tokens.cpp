#include "reconstruction/model/tokens.h"

#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/model/row_ops.h"

namespace fsm::model {

using torch::Tensor;

std::pair<Tensor, Tensor> rays(const Tensor& world_from_camera, const Tensor& fxfycxcy, int height, int width) {
  const auto options = world_from_camera.options();
  const Tensor u = (torch::arange(width, options) + 0.5).view({1, 1, 1, width});
  const Tensor v = (torch::arange(height, options) + 0.5).view({1, 1, height, 1});
  const auto k = [&](int i) { return fxfycxcy.select(-1, i).unsqueeze(-1).unsqueeze(-1); };
  const Tensor x = (u - k(2)) / k(0), y = (v - k(3)) / k(1);  // [B, V, 1, W], [B, V, H, 1]
  const Tensor length = torch::sqrt(x * x + y * y + 1);
  // Written out rather than as a matrix product, which some devices would round to fewer bits.
  const auto r = [&](int row, int column) {
    return world_from_camera.select(-2, row).select(-1, column).unsqueeze(-1).unsqueeze(-1);
  };
  std::vector<Tensor> direction, origin;
  for (int row = 0; row < 3; ++row) {
    direction.push_back((r(row, 0) * x + r(row, 1) * y + r(row, 2)) / length);
    origin.push_back(r(row, 3).expand_as(length));
  }
  return {torch::stack(origin, 2), torch::stack(direction, 2)};
}

namespace {

Tensor crossProduct(const Tensor& a, const Tensor& b) {
  const auto c = [](const Tensor& t, int i) { return t.select(2, i); };
  return torch::stack(
      {c(a, 1) * c(b, 2) - c(a, 2) * c(b, 1), c(a, 2) * c(b, 0) - c(a, 0) * c(b, 2), c(a, 0) * c(b, 1) - c(a, 1) * c(b, 0)}, 2);
}

}  // namespace

TokenGrid gridOf(const ModelConfig& config, int64_t height, int64_t width) {
  if (height <= 0 || width <= 0 || height % config.patch != 0 || width % config.patch != 0)
    throw Error(ErrorCode::badInput, "The model takes images whose width and height are multiples of " +
                                         std::to_string(config.patch) + "; got " + std::to_string(width) + "x" +
                                         std::to_string(height) + ".");
  return {height / config.patch, width / config.patch};
}

Tensor patchify(const ModelConfig& config, const ViewBatch& views, int64_t height, int64_t width) {
  const TokenGrid grid = gridOf(config, height, width);
  const int64_t batch = views.time.size(0), count = views.time.size(1), p = config.patch, channels = config.channels();
  const auto [origin, direction] =
      rays(views.world_from_camera, views.fxfycxcy, static_cast<int>(height), static_cast<int>(width));
  const Tensor colour = views.image.defined() ? views.image.to(origin.scalar_type()) * 2 - 1 : torch::zeros_like(origin);
  const Tensor time = views.time.to(origin.scalar_type()).view({batch, count, 1, 1, 1}).expand({batch, count, 1, height, width});
  Tensor all;
  if (config.makesImages()) {
    all = torch::cat({origin, direction, crossProduct(origin, direction), colour, time}, 2);
  } else {
    const Tensor nearest = origin - (origin * direction).sum(2, true) * direction;
    all = torch::cat({nearest, direction, colour, time}, 2);
  }
  return all.view({batch, count, channels, grid.rows, p, grid.columns, p})
      .permute({0, 1, 3, 5, 4, 6, 2})
      .reshape({batch, count * grid.perView(), p * p * channels});
}

Tensor embed(const Weights& weights, const ViewBatch& views, int64_t height, int64_t width) {
  const Tensor patches = patchify(weights.config, views, height, width);
  const Tensor linear = torch::linear(patches, weights.inputLinear.to(patches.scalar_type()));
  return plain::layerNorm(linear, weights.inputNorm, patches.scalar_type());
}

Tensor unpatchify(const Tensor& patches, int64_t views, TokenGrid grid, int patch, int channels) {
  const int64_t batch = patches.size(0), p = patch;
  return patches.view({batch, views, grid.rows, grid.columns, p, p, channels})
      .permute({0, 1, 6, 2, 4, 3, 5})
      .reshape({batch, views, channels, grid.rows * p, grid.columns * p});
}

Tensor decodeImages(const Weights& weights, const Tensor& tokens, int64_t views, TokenGrid grid, torch::ScalarType type) {
  const Tensor normed = layerNorm(tokens, weights.outputNorm, type);
  const Tensor patches = torch::sigmoid(torch::linear(normed, weights.outputLinear.to(type)).to(tokens.scalar_type()));
  return unpatchify(patches, views, grid, weights.config.patch, 3);
}

}  // namespace fsm::model
