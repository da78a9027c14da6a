// The learned tensors of a Fast Spatial Memory model under the official checkpoint's names (method.md 3.3), and views as tensors.
// LibTorch header: for `model`, `splatting`, `training` and the parity library only.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reconstruction/model/config.h"
#include "reconstruction/model/tensor_file.h"
#include "reconstruction/model/torch_pch.h"

namespace fsm::model {

/// Fast weights of one block: w0, w2 [B * heads, headDim, hidden], w1 [B * heads, hidden, headDim]; float32; batch-major.
struct FastWeights {
  torch::Tensor w0, w1, w2;
};

/// Anchors w* and importance F of the elastic consolidation (method.md 2).
struct ElasticState {
  FastWeights anchor, importance;
};

struct BlockWeights {
  torch::Tensor attnNorm, qkv, qNorm, kNorm, attnOut;                                   ///< per-view attention
  torch::Tensor fastNorm, fastQkv, rateWeight, rateBias, w0, w1, w2, outNorm, fastOut;  ///< test-time-training layer
  torch::Tensor mlpNorm, mlpIn, mlpOut;
};

struct Weights {
  ModelConfig config;
  torch::Tensor inputLinear, inputNorm, outputNorm, outputLinear;
  torch::Tensor gaussianNorm, gaussianLinear;  ///< of the second decoder (Decoder::both), else undefined
  std::vector<BlockWeights> blocks;
  /// Block 0's `ewc_buffers` of an official checkpoint; undefined tensors: start from w0..w2 and 1e-6.
  ElasticState storedElastic;

  /// All learned tensors, official names in a fixed order.
  std::vector<std::pair<std::string, torch::Tensor*>> named();
  std::vector<std::pair<std::string, const torch::Tensor*>> named() const;
  int64_t count() const;

  /// Official initialisation (method.md 1.9), float32 on `device`.
  static Weights random(const ModelConfig& config, uint64_t seed, torch::Device device);
  /// From our safetensors or an official checkpoint; prefixes stripped; unknown or missing keys throw `Error` naming them.
  /// Configuration that shapes decide (dims, layers, decoder) overrides `config`.
  static Weights fromFile(const TensorFile& file, ModelConfig config, torch::Device device);
  /// With the stored elastic state, always float32, where there is one. Without `type` every tensor in the type that it is held
  /// in (bfloat16 or float32).
  TensorFile toFile(std::optional<TensorType> type = {}) const;
  /// The same trunk and image decoder with a fresh Gaussian decoder beside it. Throws badInput for FSM-LRM.
  Weights withGaussianDecoder(uint64_t seed) const;
  /// Copies; matrices that only enter products go to `dtype`, everything else stays float32.
  Weights castMatrices(torch::ScalarType dtype) const;
};

torch::Tensor toTorch(const HostTensor& tensor);
HostTensor fromTorch(const torch::Tensor& tensor, TensorType type);

}  // namespace fsm::model
