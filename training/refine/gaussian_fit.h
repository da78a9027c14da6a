// Gaussians under optimisation: stored parameters as tensors, their gradients and Adam's moments (Kingma and Ba 2015), which are
// rearranged together when Gaussians move, come or go.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "reconstruction/splatting/autograd.h"
#include "training/trainer/tensor_state.h"

namespace fsm::training {

/// The arrays of scene::Gaussians4D, in the order of `GaussianFit::parameter`.
enum class Part : uint8_t { position, logScale, rotation, opacityLogit, sh, time, logScaleTime, rotationRight };
inline constexpr size_t kParts = 8;

/// Learning rates of one step; 0 leaves a part as it is.
struct PartRates {
  std::array<double, kParts> rate{};
  double& operator[](Part part) { return rate[static_cast<size_t>(part)]; }
  double operator[](Part part) const { return rate[static_cast<size_t>(part)]; }
};

class GaussianFit {
 public:
  GaussianFit(const scene::Gaussians4D& gaussians, torch::Device device);

  int64_t count() const { return (*this)[Part::opacityLogit].size(0); }
  bool isStatic() const { return !(*this)[Part::time].defined(); }
  int shDegree() const { return shDegree_; }
  torch::Device device() const { return (*this)[Part::position].device(); }
  const torch::Tensor& operator[](Part part) const { return parts_[static_cast<size_t>(part)].value; }
  const torch::Tensor& gradient(Part part) const { return parts_[static_cast<size_t>(part)].gradient; }
  scene::Gaussians4D gaussians() const;

  splatting::GaussianPointers<float> pointers() const;
  /// Zeroes the gradients and says where to add to them.
  splatting::GaussianGradients<float> clearGradients();
  /// Whether every gradient is finite and its square a float. Waits for the device.
  bool gradientsAreFinite() const;

  /// One step of Adam. Positions move by `reach` [N, 1] times their rate; harmonics of degree >= 1 by a twentieth of theirs.
  void step(const PartRates& rates, const torch::Tensor& reach);

  /// The rows `rows` [M] (int64, repeats allowed) become the Gaussians, with their moments; moments of rows where `fresh` [M]
  /// (bool) holds start anew.
  void rearrange(const torch::Tensor& rows, const torch::Tensor& fresh);
  /// Harmonics of `degree` with the new coefficients 0. Not for Gaussians with time harmonics.
  void growDegree(int degree);

  /// Parameters and moments, to be saved; and taken from a file, whatever their number. Throws fileDamaged.
  NamedTensors state() const;
  int64_t steps() const { return steps_; }
  void load(const TensorFile& file, const std::string& prefix, int64_t steps);

 private:
  struct Array {
    torch::Tensor value, gradient, first, second;
  };
  void startMoments(Array& array);

  std::array<Array, kParts> parts_;
  int shDegree_ = 0, timeHarmonics_ = 0;
  double timePeriod_ = 2;
  int64_t steps_ = 0;  ///< of Adam, for its bias correction
};

}  // namespace fsm::training
