// The outer optimiser: Muon's orthogonalisation, AdamW's formula, clipping, skipped steps, moments that come back.
#include <QTest>
#include <cmath>
#include <limits>

#include "reconstruction/core/error.h"
#include "training/trainer/optimiser.h"
#include "training/trainer/weight_average.h"

using namespace fsm;
using namespace fsm::training;
using torch::Tensor;

namespace {

ModelConfig smallModel() {
  ModelConfig config;
  config.dim = config.fastHeadDim = 16;
  config.attentionHeadDim = 8;
  config.layers = 2;
  return config;
}

Tensor* find(model::Weights& weights, const std::string& name) {
  for (auto& [key, tensor] : weights.named()) {
    if (key == name) return tensor;
  }
  return nullptr;
}

void fillGradients(model::Weights& weights, double scale, uint64_t seed) {
  torch::manual_seed(seed);
  for (auto& [name, tensor] : weights.named()) tensor->mutable_grad() = torch::randn_like(*tensor) * scale;
}

std::vector<Tensor> copies(const model::Weights& weights) {
  std::vector<Tensor> result;
  for (const auto& [name, tensor] : weights.named()) result.push_back(tensor->detach().clone());
  return result;
}

const std::string kQkv = "blocks.0.module_list.0.f.to_qkv.weight";

}  // namespace

class OptimiserTest : public QObject {
  Q_OBJECT
 private slots:
  void newtonSchulzOrthogonalises() {
    torch::manual_seed(5);
    const Tensor matrices = torch::randn({3, 24, 40}) * torch::tensor({1e-3, 1.0, 1e3}).view({3, 1, 1});
    const Tensor values = std::get<1>(torch::linalg_svd(orthogonalise(matrices, torch::kFloat32)));
    QVERIFY(values.min().item<double>() > 0.6 && values.max().item<double>() < 1.3);
    // The directions stay: the product with the polar factor is close to the identity's trace.
    const auto [u, s, v] = torch::linalg_svd(matrices, false);
    const Tensor agreement = (orthogonalise(matrices, torch::kFloat32) * torch::matmul(u, v)).sum({1, 2}) / 24;
    QVERIFY(agreement.min().item<double>() > 0.75);
    QCOMPARE(orthogonalise(torch::zeros({1, 4, 4}), torch::kFloat32).abs().max().item<double>(), 0.0);
  }

  void matricesMoveByMuonEachThirdOnItsOwn() {
    model::Weights weights = model::Weights::random(smallModel(), 1, torch::kCPU);
    Optimiser optimiser(weights, {0.0, 1e9});
    fillGradients(weights, 1, 2);
    const Tensor before = find(weights, kQkv)->detach().clone(), gradient = find(weights, kQkv)->grad().clone();
    optimiser.step(0.01, 0.0);
    const Tensor change = before - find(weights, kQkv)->detach();
    // First step: momentum is the gradient, Nesterov doubles it nearly; the direction is the gradient's.
    const Tensor wanted = orthogonalise(gradient.view({3, 16, 16}), torch::kFloat32) * (0.01 * 0.2 * std::sqrt(16.0));
    QVERIFY(torch::allclose(change.view({3, 16, 16}), wanted, 1e-3, 1e-6));
  }

  void tallMatricesAreTransposed() {
    model::Weights weights = model::Weights::random(smallModel(), 1, torch::kCPU);
    Optimiser optimiser(weights, {0.0, 1e9});
    fillGradients(weights, 1, 2);
    const std::string name = "blocks.1.module_list.1.f.w1";  // [1, 32, 16]
    const Tensor before = find(weights, name)->detach().clone(), gradient = find(weights, name)->grad().clone();
    optimiser.step(0.01, 0.0);
    const Tensor wanted =
        orthogonalise(gradient.transpose(1, 2), torch::kFloat32).transpose(1, 2) * (0.01 * 0.2 * std::sqrt(32.0));
    QVERIFY(torch::allclose(before - find(weights, name)->detach(), wanted, 1e-3, 1e-6));
  }

  void theRestMovesByAdamW() {
    model::Weights weights = model::Weights::random(smallModel(), 1, torch::kCPU);
    Optimiser optimiser(weights, {0.1, 1e9});
    const std::string matrix = "input_linear.weight", norm = "input_layernorm.weight";
    Tensor w = find(weights, matrix)->detach().clone(), n = find(weights, norm)->detach().clone();
    Tensor m = torch::zeros_like(w), v = torch::zeros_like(w), mn = torch::zeros_like(n), vn = torch::zeros_like(n);
    for (int t = 1; t <= 3; ++t) {
      fillGradients(weights, 1, static_cast<uint64_t>(t));
      const Tensor g = find(weights, matrix)->grad(), gn = find(weights, norm)->grad();
      const auto follow = [&](Tensor& x, Tensor& first, Tensor& second, const Tensor& gradient, double decay) {
        first = 0.9 * first + 0.1 * gradient;
        second = 0.95 * second + 0.05 * gradient.square();
        const Tensor step = first / (1 - std::pow(0.9, t)) / ((second / (1 - std::pow(0.95, t))).sqrt() + 1e-8);
        x = x - 0.01 * (step + decay * x);
      };
      follow(w, m, v, g, 0.1);
      follow(n, mn, vn, gn, 0.0);
      optimiser.step(0.0, 0.01);
    }
    QVERIFY(torch::allclose(find(weights, matrix)->detach(), w, 1e-4, 1e-6));
    QVERIFY(torch::allclose(find(weights, norm)->detach(), n, 1e-4, 1e-6));
  }

  void normIsReportedAndClipped() {
    model::Weights a = model::Weights::random(smallModel(), 1, torch::kCPU),
                   b = model::Weights::random(smallModel(), 1, torch::kCPU);
    Optimiser small(a, {0.0, 1.0}), large(b, {0.0, 1.0});
    fillGradients(a, 10, 4);
    fillGradients(b, 1000, 4);
    const double norm = small.step(0.01, 0.01).norm.item<double>();
    QVERIFY(std::abs(large.step(0.01, 0.01).norm.item<double>() / norm - 100) < 1e-2);
    // Clipped to the same length, both made the same step.
    for (size_t i = 0; i < copies(a).size(); ++i) QVERIFY(torch::allclose(copies(a)[i], copies(b)[i], 1e-4, 1e-6));
  }

  void stepsThatAreNotFiniteChangeNothing_data() {
    QTest::addColumn<double>("value");
    QTest::newRow("NaN") << std::nan("");
    QTest::newRow("infinity") << std::numeric_limits<double>::infinity();
  }
  void stepsThatAreNotFiniteChangeNothing() {
    QFETCH(double, value);
    model::Weights weights = model::Weights::random(smallModel(), 1, torch::kCPU);
    Optimiser optimiser(weights, {0.05, 1.0});
    fillGradients(weights, 1, 1);
    optimiser.step(0.01, 0.01);
    const std::vector<Tensor> before = copies(weights);
    TensorFile moments, after;
    optimiser.save(moments, "");
    fillGradients(weights, 1, 2);
    find(weights, kQkv)->mutable_grad().view(-1)[3] = value;
    const GradientReport report = optimiser.step(0.01, 0.01);
    QCOMPARE(report.applied.item<double>(), 0.0);
    for (size_t i = 0; i < before.size(); ++i) QVERIFY(torch::equal(before[i], copies(weights)[i]));
    optimiser.save(after, "");
    for (const auto& [name, tensor] : moments.tensors) QVERIFY2(tensor.bytes == after.tensors.at(name).bytes, name.c_str());
    fillGradients(weights, 1, 3);
    QCOMPARE(optimiser.step(0.01, 0.01).applied.item<double>(), 1.0);
  }

  void momentsComeBack() {
    model::Weights a = model::Weights::random(smallModel(), 1, torch::kCPU);
    Optimiser first(a, {0.05, 1.0});
    fillGradients(a, 1, 1);
    first.step(0.01, 0.01);
    TensorFile file;
    first.save(file, "o/");
    model::Weights b = a;
    for (auto& [name, tensor] : b.named()) *tensor = tensor->detach().clone();
    Optimiser second(b, {0.05, 1.0});
    second.load(file, "o/");
    fillGradients(a, 1, 2);
    fillGradients(b, 1, 2);
    first.step(0.01, 0.01);
    second.step(0.01, 0.01);
    for (size_t i = 0; i < copies(a).size(); ++i) QVERIFY(torch::equal(copies(a)[i], copies(b)[i]));
    file.tensors.erase("o/adam/first");
    QVERIFY_EXCEPTION_THROWN(second.load(file, "o/"), Error);
  }

  void averageFollows() {
    model::Weights weights = model::Weights::random(smallModel(), 1, torch::kCPU);
    WeightAverage average(weights);
    const Tensor before = find(weights, kQkv)->clone();
    find(weights, kQkv)->add_(1);
    average.update(weights, 0.75);
    QVERIFY(torch::allclose(*find(average.weights(), kQkv), before + 0.25));
    QVERIFY(torch::equal(*find(weights, kQkv), before + 1));
  }
};

QTEST_GUILESS_MAIN(OptimiserTest)
#include "optimiser_test.moc"
