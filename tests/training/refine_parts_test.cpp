// The parts of a refinement: SSIM as a loss, relocation, smoothness of disparity, Adam over Gaussians.
#include <QTest>
#include <cmath>

#include "reconstruction/core/metrics.h"
#include "tests/training/refine_samples.h"
#include "training/losses/structural_similarity.h"
#include "training/refine/refine_loss.h"
#include "training/refine/relocation.h"
#include "training/refine/view_drawing.h"

using namespace fsm;
using namespace fsm::training;
using torch::Tensor;

namespace {

Image imageOf(const Tensor& planes) {
  Image image({static_cast<int>(planes.size(2)), static_cast<int>(planes.size(1))});
  const Tensor host = planes.permute({1, 2, 0}).contiguous().to(torch::kFloat32);
  std::copy_n(host.data_ptr<float>(), host.numel(), image.rgb.begin());
  return image;
}

double largest(const Tensor& values) { return values.abs().max().item<double>(); }

/// Against central differences in double precision.
double gradientError(const std::function<Tensor(const Tensor&)>& function, const Tensor& at) {
  const Tensor leaf = at.detach().clone().requires_grad_(true);
  function(leaf).backward();
  const Tensor analytic = leaf.grad().flatten();
  Tensor numeric = torch::zeros_like(analytic);
  torch::NoGradGuard noGradient;
  constexpr double kStep = 1e-6;
  for (int64_t i = 0; i < numeric.size(0); ++i) {
    Tensor up = at.clone(), down = at.clone();
    up.flatten()[i] += kStep;
    down.flatten()[i] -= kStep;
    numeric[i] = (function(up) - function(down)).item<double>() / (2 * kStep);
  }
  return largest(analytic - numeric) / largest(numeric);
}

Image drawn(const GaussianFit& fit, const RefineInput& input, const View& view) {
  const auto rasteriser = splatting::makeRasteriser(torch::kCPU);
  return drawView(*rasteriser, fit.pointers(), view, input.start.settings, input.start.colourSpace, torch::kCPU);
}

}  // namespace

class RefinePartsTest : public QObject {
  Q_OBJECT
 private slots:
  // Such small tensors only wait for more threads.
  void initTestCase() { torch::set_num_threads(1); }

  void structureIsTheMetric() {
    torch::manual_seed(1);
    const Tensor truth = torch::rand({3, 20, 31}), other = (truth + 0.1 * torch::randn({3, 20, 31})).clamp(0, 1);
    const double expected = ssim(imageOf(other), imageOf(truth));
    QVERIFY(std::abs(structuralSimilarity(other, truth).item<double>() - expected) < 1e-5);
    QVERIFY(std::abs(structuralSimilarity(truth, truth).item<double>() - 1) < 1e-5);
  }

  void structureHasTrueGradients() {
    torch::manual_seed(2);
    for (const std::vector<int64_t>& shape : {std::vector<int64_t>{3, 13, 14}, {3, 6, 9}, {3, 2, 1}}) {
      const Tensor truth = torch::rand(shape, torch::kFloat64), other = torch::rand(shape, torch::kFloat64);
      const double error = gradientError([&](const Tensor& x) { return structuralSimilarity(x, truth); }, other);
      QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
    }
  }

  void planesAreSmoothAndFloatersAreNot() {
    const Tensor y = torch::arange(12, torch::kFloat32).view({12, 1}), x = torch::arange(16, torch::kFloat32).view({1, 16});
    const Tensor disparity = 0.5 + 0.02 * x - 0.01 * y, alpha = torch::full({12, 16}, 0.9f);
    const Tensor truth = torch::full({3, 12, 16}, 0.5f);
    QVERIFY(disparityRoughness(alpha / disparity, alpha, truth).item<double>() < 1e-5);
    Tensor floater = disparity.clone();
    floater.index_put_({torch::indexing::Slice(5, 7), torch::indexing::Slice(5, 7)}, 5.0);
    QVERIFY(disparityRoughness(alpha / floater, alpha, truth).item<double>() > 0.05);
  }

  void smoothnessHasTrueGradientsAndNoneWhereNothingIs() {
    torch::manual_seed(3);
    const Tensor truth = torch::rand({3, 6, 7}, torch::kFloat64), alpha = 0.5 + 0.4 * torch::rand({6, 7}, torch::kFloat64);
    const Tensor depth = 1 + torch::rand({6, 7}, torch::kFloat64);
    // The mean that it is divided by counts as constant: the derivative is that of the sum.
    const double mean = (alpha / depth).mean().item<double>();
    const auto sum = [&](const Tensor& d) { return disparityRoughness(d, alpha, truth) * (alpha / d).detach().mean() / mean; };
    QVERIFY(gradientError(sum, depth) < 1e-4);
    const Tensor nothing = torch::zeros({6, 7}, torch::kFloat32).requires_grad_(true);
    const Tensor empty = torch::zeros({6, 7}, torch::kFloat32).requires_grad_(true);
    disparityRoughness(nothing, empty, truth.to(torch::kFloat32)).backward();
    QCOMPARE(largest(torch::isfinite(nothing.grad()).logical_not().to(torch::kFloat32)), 0.0);
  }

  /// Along a line through the centre: the copies cover as much as the one did, and look alike at its middle.
  void copiesCoverWhatTheOneDid() {
    for (const double opacity : {0.1, 0.5, 0.9, 0.99})
      for (const int copies : {2, 3, 7, kMostCopies}) {
        const CopyLook look = copyLook(opacity, copies);
        double one = 0, many = 0;
        for (double x = -12; x <= 12; x += 1e-3) {
          one += opacity * std::exp(-x * x / 2);
          many += 1 - std::pow(1 - look.opacity * std::exp(-x * x / (2 * look.scale * look.scale)), copies);
        }
        QVERIFY2(std::abs(many / one - 1) < 1e-4, qPrintable(QString("%1 %2 %3").arg(opacity).arg(copies).arg(many / one)));
        QVERIFY(std::abs(1 - std::pow(1 - look.opacity, copies) - opacity) < 1e-5);
      }
    QCOMPARE(copyLook(0.5, 1).scale, 1.0);
  }

  void theDeadMoveOntoTheLiving() {
    const std::vector<float> opacity{0.9f, 0.001f, 0.3f, 0.002f, 0.0f, 0.6f};
    const std::vector<uint8_t> dead{0, 1, 0, 1, 1, 0};
    const Moves moves = planMoves(opacity, dead, 8, 5);
    QCOMPARE(moves.stayed, int64_t{3});
    QCOMPARE(moves.rows.size(), size_t{8});
    QCOMPARE(moves.moved, int64_t{3});
    QCOMPARE(moves.added, int64_t{2});
    int all = 0;
    for (size_t i = 0; i < moves.rows.size(); ++i) {
      QVERIFY(dead[static_cast<size_t>(moves.rows[i])] == 0);
      if (i < 3) all += moves.copies[i];
      QCOMPARE(int64_t{moves.copies[i]}, int64_t{std::count(moves.rows.begin(), moves.rows.end(), moves.rows[i])});
    }
    QCOMPARE(all, 8);
    // Nobody lives: nobody moves.
    const Moves none = planMoves(opacity, std::vector<uint8_t>(6, 1), 6, 5);
    QCOMPARE(none.rows.size(), size_t{6});
    QCOMPARE(none.stayed, int64_t{6});
  }

  void movingKeepsThePicture() {
    const RefineInput input = testing::refineSample({3, 0, {48, 27}, 2, 0.0, 5, RigKind::phonePath});
    GaussianFit fit(input.start.gaussians, torch::kCPU);
    const View& view = input.frames[1].view;
    const Image before = drawn(fit, input, view);
    const std::vector<float> opacity(static_cast<size_t>(fit.count()), 0.6f);
    const Moves moves = planMoves(opacity, std::vector<uint8_t>(opacity.size(), 0), fit.count() * 3 / 2, 3);
    applyMoves(moves, fit, 4);
    QCOMPARE(fit.count(), static_cast<int64_t>(moves.rows.size()));
    const double kept = psnr(drawn(fit, input, view), before);
    qInfo("%.2f dB", kept);
    QVERIFY(kept > 28);
    fit.gaussians().check();
  }

  void adamGoesDownhillAndForgetsOnMoving() {
    const RefineInput input = testing::tinySample();
    GaussianFit fit(input.start.gaussians, torch::kCPU);
    const Tensor reach = torch::full({fit.count(), 1}, 2.0f), before = fit[Part::position].clone();
    fit.clearGradients();
    fit.gradient(Part::position).fill_(3.0);
    QVERIFY(fit.gradientsAreFinite());
    PartRates rates;
    rates[Part::position] = 0.01;
    fit.step(rates, reach);
    // Adam's first step is the rate, whatever the gradient's length, and here twice as far for the reach.
    QVERIFY(largest(before - fit[Part::position] - 0.02) < 1e-5);
    fit.gradient(Part::sh)[0][0][0] = std::nan("");
    QVERIFY(!fit.gradientsAreFinite());
    fit.gradient(Part::sh)[0][0][0] = INFINITY;
    QVERIFY(!fit.gradientsAreFinite());
    const Tensor rows = torch::tensor({0, 2, 2}, torch::kInt64), fresh = torch::tensor({0, 1, 1}, torch::kBool);
    fit.rearrange(rows, fresh);
    for (const auto& [name, tensor] : fit.state())
      if (name == "first/position") {
        QVERIFY(largest(tensor[0]) > 0);
        QCOMPARE(largest(tensor[1]), 0.0);
      }
  }

  void regularisationHasTheGradientsThatItSays() {
    const RefineInput input = testing::tinySample();
    GaussianFit fit(input.start.gaussians, torch::kCPU);
    const Tensor reach = torch::full({fit.count(), 1}, 3.0f);
    fit.clearGradients();
    RefineWeights weights;
    const double spacing = 3;
    addRegularisation(fit, reach, spacing, weights);
    const Tensor opacity = fit[Part::opacityLogit].clone().requires_grad_(true);
    const Tensor scale = fit[Part::logScale].clone().requires_grad_(true);
    const Tensor life = fit[Part::logScaleTime].clone().requires_grad_(true);
    const Tensor loss = weights.opacity * torch::sigmoid(opacity).mean() + weights.scale * (scale.exp() / reach).mean() +
                        weights.shortLife * (std::log(spacing) - life).clamp_min(0).square().mean();
    loss.backward();
    QVERIFY(largest(life.grad()) > 0);
    QVERIFY(largest(opacity.grad() - fit.gradient(Part::opacityLogit)) < 1e-3 * largest(opacity.grad()));
    QVERIFY(largest(scale.grad() - fit.gradient(Part::logScale)) < 1e-3 * largest(scale.grad()));
    QVERIFY(largest(life.grad() - fit.gradient(Part::logScaleTime)) < 1e-3 * largest(life.grad()));
  }
};

QTEST_GUILESS_MAIN(RefinePartsTest)
#include "refine_parts_test.moc"
