// Views to tokens and back (method.md 1.1): rays, channels, patches of (row, column, channel) with the channel fastest.
#pragma once

#include "reconstruction/model/network.h"

namespace fsm::model {

struct TokenGrid {
  int64_t rows = 0, columns = 0;  ///< patches
  int64_t perView() const { return rows * columns; }
};

/// Throws badInput when height or width is no multiple of the patch.
TokenGrid gridOf(const ModelConfig& config, int64_t height, int64_t width);

/// Patches [B, V * P, channels * p^2] of views; views without an image carry zeros in the three colour channels (after the 2x - 1
/// map). Throws badInput when height or width is no multiple of the patch.
torch::Tensor patchify(const ModelConfig& config, const ViewBatch& views, int64_t height, int64_t width);

/// Tokens [B, V * P, d] of the residual stream: LayerNorm(Linear(patches)). Always in the type of the weights: in bfloat16 a ray
/// origin would lose what tells neighbouring cameras apart.
torch::Tensor embed(const Weights& weights, const ViewBatch& views, int64_t height, int64_t width);

/// [B, V * P, C * p^2] -> [B, V, C, H, W].
torch::Tensor unpatchify(const torch::Tensor& patches, int64_t views, TokenGrid grid, int patch, int channels);

/// Image decoder: sigmoid(Linear(LayerNorm(tokens))), [B, V, 3, H, W] of the weights' type.
torch::Tensor decodeImages(const Weights& weights, const torch::Tensor& tokens, int64_t views, TokenGrid grid,
                           torch::ScalarType type);

}  // namespace fsm::model
