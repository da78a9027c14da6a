// The fused CUDA operations equal the plain ones; the plain ones' gradients equal numeric ones.
#include <QtTest>

#include <sstream>

#include "reconstruction/model/row_ops.h"
#include "tests/model/fused_ops_check.h"

using torch::Tensor;
namespace plain = fsm::model::plain;

class FusedOpsTest : public QObject {
  Q_OBJECT

 private:
  /// Central differences of sum(weights * f(x)) along random directions, in double precision.
  template <class F>
  static void compareWithDifferences(F&& f, std::vector<Tensor> inputs) {
    for (Tensor& t : inputs) t.requires_grad_();
    const Tensor out = f(inputs);
    const Tensor weights = torch::randn_like(out);
    (out * weights).sum().backward();
    const torch::NoGradGuard noGrad;
    for (size_t i = 0; i < inputs.size(); ++i) {
      const Tensor direction = torch::randn_like(inputs[i]);
      constexpr double h = 1e-6;
      auto moved = inputs;
      moved[i] = inputs[i] + h * direction;
      const double above = (f(moved) * weights).sum().template item<double>();
      moved[i] = inputs[i] - h * direction;
      const double below = (f(moved) * weights).sum().template item<double>();
      const double numeric = (above - below) / (2 * h), analytic = (inputs[i].grad() * direction).sum().template item<double>();
      QVERIFY2(std::abs(numeric - analytic) <= 1e-6 * (1 + std::abs(numeric)),
               qPrintable(QString("input %1: numeric %2, analytic %3").arg(i).arg(numeric).arg(analytic)));
    }
  }
  static Tensor random(const std::vector<int64_t>& shape) { return torch::randn(shape, torch::kFloat64); }

 private slots:
  void initTestCase() { torch::manual_seed(3); }

  void layerNormGradient() {
    compareWithDifferences([](const std::vector<Tensor>& t) { return plain::layerNorm(t[0], t[1], torch::kFloat64); },
                           {random({5, 16}), random({16})});
  }
  void rmsNormGradient() {
    compareWithDifferences([](const std::vector<Tensor>& t) { return plain::rmsNorm(t[0], t[1], 1e-5); },
                           {random({5, 16}), random({16})});
  }
  void siluUnitGradient() {
    compareWithDifferences([](const std::vector<Tensor>& t) { return torch::cat(plain::siluUnit(t[0]), 1); },
                           {random({2, 4, 3, 2, 8})});
  }
  void swigluGradient() {
    compareWithDifferences([](const std::vector<Tensor>& t) { return plain::swiglu(t[0]); }, {random({5, 16})});
  }
  void updateTermsGradient() {
    compareWithDifferences(
        [](const std::vector<Tensor>& t) {
          const auto u = plain::updateTerms(t[0], t[1], t[2]);
          return torch::cat({u.hidden, u.deltas}, -1);
        },
        {random({5, 16}), random({5, 8}), random({5, 3})});
  }
  void unitLengthHoldsForKeysAndQueriesOnly() {
    const auto parts = plain::siluUnit(random({1, 6, 3, 1, 8}));
    QVERIFY((parts[0].norm(2, -1) - 1).abs().max().item<double>() < 1e-3);
    QVERIFY((parts[1].norm(2, -1) - 1).abs().max().item<double>() < 1e-3);
    QVERIFY((parts[2].norm(2, -1) - 1).abs().max().item<double>() > 1e-3);
  }
  void fusedEqualsPlain() {
    if (!torch::cuda::is_available())
      QSKIP("There is no CUDA device here; the program fused_ops_check does this on a GPU machine.");
    std::ostringstream table;
    QVERIFY2(fsm::model::checkFusedOps(table) == 0, table.str().c_str());
  }
};

QTEST_GUILESS_MAIN(FusedOpsTest)
#include "fused_ops_test.moc"
