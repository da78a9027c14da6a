#include "tests/model/fused_ops_check.h"

#include <functional>
#include <iomanip>

#include "reconstruction/model/network.h"
#include "reconstruction/model/row_ops.h"

namespace fsm::model {

using torch::Tensor;

namespace {

using Tensors = std::vector<Tensor>;
using Operation = std::function<Tensors(const Tensors&)>;

double relativeError(const Tensor& a, const Tensor& b) {
  const Tensor x = a.to(torch::kFloat64), y = b.to(torch::kFloat64);
  const double error = ((x - y).norm() / (y.norm() + 1e-30)).item<double>();
  return std::isfinite(error) ? error : 1e30;
}

/// Outputs and the gradients of all inputs for fixed random output gradients.
std::pair<Tensors, Tensors> evaluate(const Operation& operation, const Tensors& inputs, const Tensors& outputGradients) {
  Tensors leaves;
  for (const Tensor& t : inputs) leaves.push_back(t.detach().clone().requires_grad_());
  const Tensors outputs = operation(leaves);
  Tensor sum;
  for (size_t i = 0; i < outputs.size(); ++i) {
    const Tensor term = (outputs[i].to(torch::kFloat32) * outputGradients[i]).sum();
    sum = sum.defined() ? sum + term : term;
  }
  sum.backward();
  Tensors gradients;
  for (const Tensor& leaf : leaves) gradients.push_back(leaf.grad());
  return {outputs, gradients};
}

struct Table {
  std::ostream& out;
  int failures = 0;
  void row(const std::string& operation, const std::string& quantity, double error, double bound) {
    failures += !(error <= bound);
    out << std::left << std::setw(22) << operation << std::setw(16) << quantity << std::scientific << std::setprecision(2)
        << error << "  " << bound << (error <= bound ? "  pass\n" : "  FAIL\n");
  }
};

/// The fused operation on bfloat16 inputs against the plain one on the same values in float32.
void compare(Table& table, const std::string& name, const Operation& fused, const Operation& reference, const Tensors& inputs) {
  Tensors wide;
  for (const Tensor& t : inputs) wide.push_back(t.to(torch::kFloat32));
  Tensors outputGradients;
  for (const Tensor& t : reference(wide))
    outputGradients.push_back(torch::randn_like(t).to(torch::kBFloat16).to(torch::kFloat32));
  const auto [a, da] = evaluate(fused, inputs, outputGradients);
  const auto [b, db] = evaluate(reference, wide, outputGradients);
  constexpr double kBound = 8e-3;  // bfloat16 keeps 8 bits
  for (size_t i = 0; i < a.size(); ++i) table.row(name, "output " + std::to_string(i), relativeError(a[i], b[i]), kBound);
  for (size_t i = 0; i < da.size(); ++i) table.row(name, "gradient " + std::to_string(i), relativeError(da[i], db[i]), kBound);
}

void compareAllOps(Table& table) {
  const auto f32 = torch::TensorOptions(torch::kCUDA).dtype(torch::kFloat32);
  const auto bf16 = [&](const std::vector<int64_t>& shape) { return torch::randn(shape, f32).to(torch::kBFloat16); };
  const auto weight = [&](int64_t d) { return torch::rand({d}, f32) + 0.5; };
  for (const int64_t d : {64, 384, 448, 768}) {
    const std::string size = std::string(" ").append(std::to_string(d));
    compare(
        table, "layerNorm" + size, [](const Tensors& t) { return Tensors{layerNorm(t[0], t[1], torch::kBFloat16)}; },
        [](const Tensors& t) { return Tensors{plain::layerNorm(t[0], t[1], torch::kFloat32)}; },
        {torch::randn({2, 333, d}, f32) * 3 + 1, weight(d)});
    compare(
        table, "rmsNorm" + size, [](const Tensors& t) { return Tensors{rmsNorm(t[0], t[1], 1e-5)}; },
        [](const Tensors& t) { return Tensors{plain::rmsNorm(t[0], t[1], 1e-5)}; }, {bf16({2, 333, d}), weight(d)});
    compare(
        table, "siluUnit qkv" + size, [](const Tensors& t) { return siluUnit(t[0]); },
        [](const Tensors& t) { return plain::siluUnit(t[0]); }, {bf16({2, 57, 3, 2, d})});
    compare(
        table, "siluUnit kv" + size, [](const Tensors& t) { return siluUnit(t[0]); },
        [](const Tensors& t) { return plain::siluUnit(t[0]); }, {bf16({2, 57, 2, 1, d})});
    compare(
        table, "swiglu" + size, [](const Tensors& t) { return Tensors{swiglu(t[0])}; },
        [](const Tensors& t) { return Tensors{plain::swiglu(t[0])}; }, {bf16({3, 77, 2 * d})});
    const auto terms = [](const UpdateTerms& u) { return Tensors{u.hidden, u.deltas}; };
    compare(
        table, "updateTerms" + size, [&](const Tensors& t) { return terms(updateTerms(t[0], t[1], t[2])); },
        [&](const Tensors& t) { return terms(plain::updateTerms(t[0], t[1], t[2])); },
        {bf16({3, 77, 2 * d}), bf16({3, 77, d}), torch::rand({3, 77, 3}, f32)});
  }
  const auto split = [](const AttentionInputs& a) { return Tensors{a.q, a.k, a.v}; };
  compare(
      table, "attentionInputs", [&](const Tensors& t) { return split(attentionInputs(t[0], t[1], t[2])); },
      [&](const Tensors& t) { return split(plain::attentionInputs(t[0], t[1], t[2])); },
      {bf16({501, 3, 6, 64}), weight(64), weight(64)});
}

/// The whole network in bfloat16 on the GPU against float32 on the GPU: outputs and the gradient of one tensor of every kind.
void compareNetwork(Table& table) {
  ModelConfig config;
  config.dim = 384;
  config.layers = 3;
  config.fastHeadDim = 384;
  Weights weights = Weights::random(config, 5, torch::kCUDA);
  const auto f32 = torch::TensorOptions(torch::kCUDA).dtype(torch::kFloat32);
  const auto views = [&](int64_t count, bool images) {
    Tensor pose = torch::eye(4, f32).repeat({2, count, 1, 1});
    pose.slice(-2, 0, 3).select(-1, 3).copy_(torch::rand({2, count, 3}, f32) * 2 - 1);
    const Tensor k = torch::tensor({60.0f, 60.0f, 32.0f, 24.0f}, f32).repeat({2, count, 1});
    return ViewBatch{
        images ? torch::rand({2, count, 3, 48, 64}, f32) : Tensor(), pose, k, torch::rand({2, count}, f32) * 2 - 1, {}};
  };
  const ViewBatch inputs = views(5, true), targets = views(3, false);
  const auto run = [&](Precision precision, bool checkpointing) {
    for (auto& [name, tensor] : weights.named()) *tensor = tensor->detach().requires_grad_();
    ForwardOptions options;
    options.precision = precision;
    options.newtonSchulzBfloat16 = false;
    options.checkpointing = checkpointing;
    const Tensor image = forwardImages(weights, inputs, targets, options);
    (image * image).mean().backward();
    std::vector<std::pair<std::string, Tensor>> out{{"image", image.detach()}};
    for (auto& [name, tensor] : weights.named())
      // The learned rates' gradients are all cancellation (Newton-Schulz removes their common scale): bfloat16 leaves noise.
      // updateTerms checks them.
      if (name.find("lr_fc") == std::string::npos && (!name.starts_with("blocks.") || name.starts_with("blocks.1.")))
        out.emplace_back(name, tensor->grad().clone());
    return out;
  };
  const auto reference = run(Precision::float32, false), fused = run(Precision::bfloat16, false),
             again = run(Precision::bfloat16, true);
  for (size_t i = 0; i < reference.size(); ++i) {
    table.row("network bf16", reference[i].first, relativeError(fused[i].second, reference[i].second), i == 0 ? 2e-2 : 0.25);
    table.row("network checkpointed", reference[i].first, relativeError(again[i].second, fused[i].second), 2e-2);
  }
}

}  // namespace

int checkFusedOps(std::ostream& out) {
  if (!torch::cuda::is_available()) {
    out << "There is no CUDA device here: the fused operations were not checked.\n";
    return 0;
  }
  torch::manual_seed(1);
  Table table{out};
  compareAllOps(table);
  compareNetwork(table);
  out << table.failures << " failed\n";
  return table.failures;
}

}  // namespace fsm::model
