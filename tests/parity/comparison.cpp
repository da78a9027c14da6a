#include "tests/parity/comparison.h"

#include <sstream>

namespace fsm::parity {
namespace {

torch::Tensor asDouble(const torch::Tensor& tensor) { return tensor.detach().to(torch::kCPU, torch::kFloat64); }

std::string shapeText(const torch::Tensor& tensor) {
  std::ostringstream text;
  text << tensor.sizes();
  return text.str();
}

/// NaN anywhere gives NaN, which no bound accepts.
double largest(const torch::Tensor& tensor) { return tensor.numel() == 0 ? 0.0 : tensor.abs().max().item<double>(); }

}  // namespace

bool Comparison::comparable(const std::string& quantity, const torch::Tensor& got, const torch::Tensor& expected) {
  if (!got.defined()) {
    fail(quantity, "The program did not compute this quantity.");
    return false;
  }
  if (got.sizes() != expected.sizes()) {
    fail(quantity, "The program computed the shape " + shapeText(got) + " where the fixture holds " + shapeText(expected) + ".");
    return false;
  }
  if (expected.numel() == 0) {
    fail(quantity, "The fixture's tensor is empty, so that nothing can be compared. Replace the fixture.");
    return false;
  }
  return true;
}

void Comparison::record(const std::string& quantity, double error, double bound, const char* measure) {
  results_.push_back({fixture_, quantity, error, bound, error <= bound, false, measure});
}

void Comparison::absolute(const std::string& quantity, const torch::Tensor& got, const torch::Tensor& expected, double bound) {
  if (!comparable(quantity, got, expected)) return;
  record(quantity, largest(asDouble(got) - asDouble(expected)), bound, "absolute");
}

void Comparison::relative(const std::string& quantity, const torch::Tensor& got, const torch::Tensor& expected, double bound) {
  if (!comparable(quantity, got, expected)) return;
  const torch::Tensor reference = asDouble(expected);
  const double scale = largest(reference);
  const double difference = largest(asDouble(got) - reference);
  record(quantity, scale == 0 ? difference : difference / scale, bound, "of the largest entry");
}

void Comparison::rootMeanSquare(const std::string& quantity, const torch::Tensor& got, const torch::Tensor& expected,
                                double bound) {
  if (!comparable(quantity, got, expected)) return;
  record(quantity, (asDouble(got) - asDouble(expected)).square().mean().sqrt().item<double>(), bound, "RMS");
}

void Comparison::skip(const std::string& quantity, const std::string& why) {
  results_.push_back({fixture_, quantity, 0, 0, false, true, why});
}

void Comparison::fail(const std::string& quantity, const std::string& sentence) {
  results_.push_back({fixture_, quantity, 0, 0, false, false, sentence});
}

}  // namespace fsm::parity
