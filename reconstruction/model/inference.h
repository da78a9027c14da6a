// Reading a capture in bounded memory, exactly (method.md 2.5), and rendering views from what was kept. No gradients.
// Layer by layer, views pass through the block in groups; only the token stream persists between layers.
#pragma once

#include <functional>

#include "reconstruction/core/progress.h"
#include "reconstruction/model/network.h"

namespace fsm::model {

struct InferenceOptions {
  Precision precision = Precision::float32;
  bool newtonSchulzBfloat16 = true;
  int64_t groupTokens = 16384;  ///< tokens that pass through a block at once (at least one view)
  Trace* trace = nullptr;       ///< batch of one size only; fills tokens of the inputs, fast weights, final elastic state
  bool keepTokens = false;      ///< also compute the input tokens after the last block (the Gaussian decoder wants them)
};

/// Fast weights of all blocks after reading: all that rendering needs.
struct InferenceMemory {
  std::vector<torch::Tensor> fast;  ///< a block each, stacked [B * heads, 3, headDim, hidden], float32 (fast_weights.h)
  torch::Tensor tokens;             ///< [B, V * P, d] after the last block, where asked for
};

/// Views may differ in size: each entry of `inputs` is a batch [B, V_i, ...] of one size; the sequence is their concatenation.
/// Chunks are counted over the whole sequence. Throws `Error` cancelled between groups.
InferenceMemory encode(const Weights& weights, const std::vector<ViewBatch>& inputs, const InferenceOptions& options,
                       Progress* progress = nullptr);

/// The cheap causal variant: starts each block from `memory`'s fast weights and updates them with the new views alone.
/// Approximate.
InferenceMemory appendCausal(const Weights& weights, const InferenceMemory& memory, const std::vector<ViewBatch>& inputs,
                             const InferenceOptions& options, Progress* progress = nullptr);

/// Images [B, T, 3, H, W] of views of one size; each view costs the same alone or with others.
torch::Tensor renderViews(const Weights& weights, const InferenceMemory& memory, const ViewBatch& views, int64_t height,
                          int64_t width, const InferenceOptions& options, Progress* progress = nullptr);

/// Gaussians (gaussian_decoder.h) of one sample's input views with their images, [1, V, ...] of one size, read from the memory:
/// each group of views passes the blocks as queries (the official code's duplicate virtual views, method.md 0.6). `receive` gets
/// the arrays of each group in order.
void gaussiansOf(const Weights& weights, const InferenceMemory& memory, const ViewBatch& inputs, const InferenceOptions& options,
                 const std::function<void(const GaussianArrays&)>& receive, Progress* progress = nullptr);

}  // namespace fsm::model
