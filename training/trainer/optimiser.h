// The outer optimiser: Muon (Jordan et al. 2024; update scale after Liu et al. 2025) for the matrices inside blocks and the
// initial fast weights, AdamW for everything else. Nothing in a step waits for the device: clipping and the skipping of steps
// with gradients that are not finite are decided there.
#pragma once

#include <string>
#include <vector>

#include "reconstruction/model/tensor_file.h"
#include "reconstruction/model/weights.h"
#include "training/trainer/adamw.h"

namespace fsm::training {

struct OptimiserOptions {
  double weightDecay = 0.05;  ///< decoupled; matrices only
  double clip = 1;            ///< largest norm of all gradients together
};

/// Quintic Newton-Schulz iteration: matrices [n, rows, columns], rows <= columns, towards the nearest semi-orthogonal ones
/// (singular values near 1). Products run in `type`; the result is float32.
torch::Tensor orthogonalise(const torch::Tensor& matrices, torch::ScalarType type);

class Optimiser {
 public:
  /// Makes every tensor of `weights` a leaf that wants gradients; `weights` must outlive the optimiser and keep its tensors.
  Optimiser(model::Weights& weights, const OptimiserOptions& options);

  /// Takes the gradients, changes the weights, drops the gradients.
  GradientReport step(double muonRate, double adamRate);

  /// Moments under `prefix`, as float32.
  void save(TensorFile& file, const std::string& prefix) const;
  /// Throws `Error` fileDamaged where the file does not fit these weights.
  void load(const TensorFile& file, const std::string& prefix);

 private:
  /// Matrices of one shape (rows <= columns; others are seen transposed). The pieces are views of the weights.
  struct MuonGroup {
    std::string name;
    std::vector<torch::Tensor> pieces;
    torch::Tensor momentum;
  };
  struct MuonTensor {
    torch::Tensor weight;
    bool thirds = false;  ///< queries, keys and values are separate matrices in one tensor
    size_t group = 0;
  };

  void stepMuon(double rate, const GradientReport& report);
  NamedTensors state() const;

  OptimiserOptions options_;
  std::vector<torch::Tensor> all_;
  std::vector<MuonTensor> muonTensors_;
  std::vector<MuonGroup> muonGroups_;
  AdamW adam_;
};

}  // namespace fsm::training
