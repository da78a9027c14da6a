// The network as one differentiable function: what training, fine-tuning and parity checks call. Inference with bounded memory:
// inference.h.
#pragma once

#include <functional>
#include <optional>

#include "reconstruction/model/weights.h"

namespace fsm::model {

/// Views of B samples. Poses are normalised and OpenCV world_from_camera; intrinsics in pixels; time in [-1, 1].
struct ViewBatch {
  torch::Tensor image;              ///< [B, V, 3, H, W] in [0, 1]; undefined for views that are only asked for
  torch::Tensor world_from_camera;  ///< [B, V, 4, 4]
  torch::Tensor fxfycxcy;           ///< [B, V, 4]
  torch::Tensor time;               ///< [B, V]
  torch::Tensor mask;               ///< [B, V], 1 = read this input, 0 = as if it were not there; undefined: all ones
};

/// Unit ray directions and origins, [B, V, 3, H, W] float32 (method.md 1.2).
std::pair<torch::Tensor, torch::Tensor> rays(const torch::Tensor& world_from_camera, const torch::Tensor& fxfycxcy, int height,
                                             int width);

/// What parity checks look at. Tokens after each block [B, (V_in + V_target) * P, d]; fast weights of each block after its
/// update.
struct Trace {
  std::vector<torch::Tensor> tokens;
  std::vector<FastWeights> fast;
  ElasticState final;
};

struct ForwardOptions {
  Precision precision = Precision::float32;  ///< of the matrix products; the residual stream and fast weights stay float32
  bool newtonSchulzBfloat16 = true;  ///< the official iteration runs on bfloat16 matrices; false: the whole iteration in float32
  bool checkpointing = false;  ///< keep only each block's input for the backward pass, recompute the rest: same gradients, less
                               ///< memory; the weights must outlive the backward pass, which must be `backward()`
  Trace* trace = nullptr;
};

/// FSM-LVSM: renders the targets from the inputs, [B, T, 3, H, W] in (0, 1), float32. Differentiable in every learned tensor.
torch::Tensor forwardImages(const Weights& weights, const ViewBatch& inputs, const ViewBatch& targets,
                            const ForwardOptions& options);

/// FSM-LRM: arrays of Gaussian parameters as handed to the rasteriser, before exp / sigmoid / normalisation (method.md 4.1), in
/// token order (view, patch row, patch column, row, column); the duplicate virtual views of the official code are not computed. N
/// = V * H * W.
struct GaussianArrays {
  torch::Tensor xyz, t, features, scaling, scalingT, rotation, rotationR,
      opacity;  ///< [B,N,3] [B,N,1] [B,N,1,3] [B,N,3] [B,N,1] [B,N,4] [B,N,4] [B,N,1]
};
GaussianArrays forwardGaussians(const Weights& weights, const ViewBatch& inputs, const ForwardOptions& options);

/// Both decoders of one trunk (Decoder::both) from one reading of the inputs.
struct ImagesAndGaussians {
  torch::Tensor images;  ///< of the targets, as `forwardImages`
  GaussianArrays gaussians;
};
ImagesAndGaussians forwardBoth(const Weights& weights, const ViewBatch& inputs, const ViewBatch& targets,
                               const ForwardOptions& options);

}  // namespace fsm::model
