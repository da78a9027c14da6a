// Losses: values, numeric gradients, and what the perceptual distance accepts.
#include <QTest>
#include <cmath>
#include <filesystem>

#include "reconstruction/core/error.h"
#include "reconstruction/model/torch_pch.h"
#include "training/losses/image_losses.h"
#include "training/losses/perceptual.h"

using namespace fsm;
using namespace fsm::training;
using torch::Tensor;

namespace {

/// Random layers of SqueezeNet's shapes, scaled so that signals keep their size.
std::map<std::string, PerceptualDistance::Convolution> randomLayers() {
  torch::manual_seed(3);
  std::map<std::string, PerceptualDistance::Convolution> layers;
  const auto add = [&](const std::string& name, int64_t out, int64_t in, int64_t kernel) {
    const double scale = std::sqrt(2.0 / static_cast<double>(in * kernel * kernel));
    layers[name] = {torch::randn({out, in, kernel, kernel}, torch::kFloat64) * scale, torch::randn({out}, torch::kFloat64) * 0.1};
  };
  add("conv1", 64, 3, 3);
  layers["conv1"].weight /= 64.0;
  int64_t in = 64;
  for (int i = 2; i <= 7; ++i) {
    const int64_t squeeze = i < 4 ? 16 : i < 6 ? 32 : 48;
    const std::string name = "fire" + std::to_string(i);
    add(name + "/squeeze1x1", squeeze, in, 1);
    add(name + "/expand1x1", 4 * squeeze, squeeze, 1);
    add(name + "/expand3x3", 4 * squeeze, squeeze, 3);
    in = 8 * squeeze;
  }
  return layers;
}

/// Largest difference of the gradient and central differences, relative to the largest gradient, over some entries.
double gradientMismatch(const std::function<Tensor(const Tensor&)>& loss, const Tensor& at, double step) {
  const Tensor leaf = at.detach().clone().requires_grad_(true);
  loss(leaf).backward();
  const Tensor gradient = leaf.grad().flatten();
  torch::NoGradGuard noGradient;
  double worst = 0;
  for (int64_t i = 0; i < at.numel(); i += std::max<int64_t>(1, at.numel() / 11)) {
    Tensor plus = at.clone(), minus = at.clone();
    plus.flatten()[i] += step;
    minus.flatten()[i] -= step;
    const double numeric = (loss(plus) - loss(minus)).item<double>() / (2 * step);
    worst = std::max(worst, std::abs(numeric - gradient[i].item<double>()));
  }
  return worst / gradient.abs().max().item<double>();
}

}  // namespace

class LossesTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { torch::manual_seed(1); }

  void gradientsAreTheNumericOnes() {
    const Tensor truth = torch::rand({2, 1, 3, 7, 9}, torch::kFloat64), prediction = torch::rand_like(truth);
    QVERIFY(gradientMismatch([&](const Tensor& x) { return squaredError(x, truth); }, prediction, 1e-5) < 1e-6);
    QVERIFY(gradientMismatch([&](const Tensor& x) { return gradientError(x, truth); }, prediction, 1e-6) < 1e-6);
  }

  void gradientErrorIsItsFormula() {
    // A vertical edge that is missing: one column of differences of 1 in each row.
    Tensor truth = torch::zeros({1, 1, 3, 4, 8});
    truth.slice(4, 4, 8) = 1;
    const double full = 1.0 / 7, half = 1.0 / 3;
    QVERIFY(std::abs(gradientError(torch::zeros_like(truth), truth).item<double>() - 0.5 * (full + half)) < 1e-6);
    QCOMPARE(gradientError(truth + 0.25, truth).item<double>(), 0.0);
  }

  void perceptualGradientIsTheNumericOne() {
    const PerceptualDistance distance(randomLayers(), torch::kCPU, torch::kFloat64);
    const Tensor truth = torch::rand({1, 1, 3, 16, 20}, torch::kFloat64), prediction = torch::rand_like(truth);
    QVERIFY(gradientMismatch([&](const Tensor& x) { return distance(x, truth); }, prediction, 1e-6) < 1e-4);
  }

  void perceptualIsZeroForEqualImagesAndPositiveOtherwise() {
    const PerceptualDistance distance(randomLayers(), torch::kCPU, torch::kFloat32);
    for (const int64_t side : {8, 9, 33}) {
      const Tensor image = torch::rand({2, 3, side, side});
      QCOMPARE(distance(image, image).item<double>(), 0.0);
      const double small = distance(image + 0.02 * torch::randn_like(image), image).item<double>();
      const double large = distance(image + 0.2 * torch::randn_like(image), image).item<double>();
      QVERIFY(small > 0 && large > small && std::isfinite(large));
    }
  }

  void layersThatDoNotFitAreNamed() {
    auto layers = randomLayers();
    layers.erase("fire4/expand3x3");
    try {
      const PerceptualDistance refused(layers, torch::kCPU, torch::kFloat32);
      QFAIL("a missing layer was accepted");
    } catch (const Error& error) {
      QVERIFY(std::string(error.what()).find("fire4/expand3x3") != std::string::npos);
    }
    layers = randomLayers();
    layers["conv1"].weight = torch::zeros({64, 4, 3, 3});
    QVERIFY_EXCEPTION_THROWN(PerceptualDistance(layers, torch::kCPU, torch::kFloat32), Error);
  }

  void publishedWeightsGradeBlur() {
    const QString root = qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA);
    const std::filesystem::path path =
        std::filesystem::path(root.toStdString()) / "perceptual" / "squeezenet_v1.1_notop_caffe.mat";
    if (!std::filesystem::exists(path)) QSKIP("FSM_DATA has no perceptual weights");
    const PerceptualDistance distance = PerceptualDistance::fromFile(path, torch::kCPU, torch::kFloat32);
    const Tensor image = torch::nn::functional::interpolate(
        torch::rand({1, 3, 16, 16}),
        torch::nn::functional::InterpolateFuncOptions().size(std::vector<int64_t>{64, 64}).mode(torch::kNearest));
    double before = 0;
    for (const int64_t kernel : {3, 7, 15}) {
      const Tensor blurred =
          torch::avg_pool2d(torch::reflection_pad2d(image, {kernel / 2, kernel / 2, kernel / 2, kernel / 2}), kernel, 1);
      const double value = distance(blurred, image).item<double>();
      QVERIFY(value > before);
      before = value;
    }
    QVERIFY(before < 2);
  }
};

QTEST_GUILESS_MAIN(LossesTest)
#include "losses_test.moc"
