// Measures of difference between a computed tensor and the fixture's, and the list of results that they add up to.
#pragma once

#include <string>
#include <vector>

#include "reconstruction/model/torch_pch.h"
#include "tests/parity/parity.h"

namespace fsm::parity {

/// Bounds that a faithful float32 implementation meets.
namespace bounds {
constexpr double kRendering = 1e-4;          ///< absolute, Newton-Schulz in float32
constexpr double kRenderingBfloat16 = 0.08;  ///< RMS, Newton-Schulz on bfloat16 matrices: the iteration amplifies rounding
constexpr double kTokens = 1e-3;             ///< absolute
constexpr double kState = 1e-3;     ///< of the tensor's largest entry: fast weights, anchors, importance, Gaussian arrays
constexpr double kGeometry = 1e-5;  ///< absolute: rays and poses
constexpr double kMetrics = 1e-4;   ///< absolute: PSNR and SSIM
}  // namespace bounds

class Comparison {
 public:
  explicit Comparison(std::string fixture) : fixture_(std::move(fixture)) {}

  /// Largest |got - expected|.
  void absolute(const std::string& quantity, const torch::Tensor& got, const torch::Tensor& expected, double bound);
  /// Largest |got - expected| over the largest |expected|.
  void relative(const std::string& quantity, const torch::Tensor& got, const torch::Tensor& expected, double bound);
  /// Root of the mean square of got - expected.
  void rootMeanSquare(const std::string& quantity, const torch::Tensor& got, const torch::Tensor& expected, double bound);
  void skip(const std::string& quantity, const std::string& why);
  void fail(const std::string& quantity, const std::string& sentence);
  /// Results of a comparison made elsewhere.
  void add(const std::vector<Result>& results) { results_.insert(results_.end(), results.begin(), results.end()); }

  const std::vector<Result>& results() const { return results_; }

 private:
  /// False, with a failure recorded, when the two cannot be compared at all.
  bool comparable(const std::string& quantity, const torch::Tensor& got, const torch::Tensor& expected);
  void record(const std::string& quantity, double error, double bound, const char* measure);

  std::string fixture_;
  std::vector<Result> results_;
};

}  // namespace fsm::parity
