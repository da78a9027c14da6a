// Two decoders of one trunk: the Gaussians that our decoder makes follow its formulas, read the same memory whichever way it was
// made, and are differentiable.
#include "reconstruction/model/gaussian_decoder.h"

#include <QtTest>

#include "reconstruction/core/error.h"
#include "reconstruction/model/inference.h"
#include "tests/model/network_problem.h"

using namespace fsm::network_tests;
using fsm::Decoder;
using fsm::ModelConfig;

namespace {

constexpr int64_t kViews = 3, kHeight = 8, kWidth = 12;

ModelConfig bothConfig() {
  ModelConfig config = smallConfig();
  config.decoder = Decoder::both;
  return config;
}

ViewBatch someViews(torch::ScalarType type = torch::kFloat32) {
  torch::manual_seed(5);
  return cast(randomViews(1, kViews, kHeight, kWidth, true), type);
}

}  // namespace

class GaussianDecoderTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { torch::set_num_threads(1); }

  void silentDecoderPutsPixelsWhereItsFormulasSay() {
    Weights weights = livelyWeights(bothConfig(), 3);
    weights.gaussianLinear.zero_();
    const ViewBatch views = someViews();
    const GaussianArrays g = forwardGaussians(weights, views, exactOptions());
    const int64_t n = kViews * kHeight * kWidth;
    QCOMPARE(g.xyz.sizes().vec(), (std::vector<int64_t>{1, n, 3}));
    // The first token's second pixel: view 0, row 0, column 1.
    const auto [origin, direction] =
        fsm::model::rays(views.world_from_camera, views.fxfycxcy, static_cast<int>(kHeight), static_cast<int>(kWidth));
    const Tensor place = origin[0][0].select(1, 0).select(1, 1) + 4 * direction[0][0].select(1, 0).select(1, 1);
    QVERIFY(difference(g.xyz[0][1], place) < 1e-5);
    const Tensor colour = 0.28209479177387814 * g.features[0][1][0] + 0.5;
    QVERIFY(difference(colour, views.image[0][0].select(1, 0).select(1, 1)) < 1e-5);
    // The last Gaussian belongs to the last pixel of the last view, whose time it carries.
    QVERIFY(difference(g.t[0][n - 1], views.time[0][kViews - 1].view({1})) < 1e-6);
    QVERIFY(difference(g.rotation[0][7], torch::tensor({1.0f, 0.0f, 0.0f, 0.0f})) < 1e-6);
    const double pixel = 4 / views.fxfycxcy[0][0].slice(0, 0, 2).mean().item<double>();
    QVERIFY(std::abs(g.scaling[0][1][0].item<double>() - (std::log(pixel) - 0.4)) < 1e-4);
  }

  void viewsThatAreNotReadGiveNothing() {
    const Weights weights = livelyWeights(bothConfig(), 3);
    ViewBatch views = someViews();
    views.mask = torch::tensor({{1.0f, 0.0f, 1.0f}});
    const GaussianArrays g = forwardGaussians(weights, views, exactOptions());
    const Tensor opacity = g.opacity.view({kViews, -1});
    QVERIFY(opacity[1].max().item<double>() < -20);
    QVERIFY(opacity[0].min().item<double>() > -20 && opacity[2].min().item<double>() > -20);
  }

  void bothDecodersReadTheSameMemory() {
    const Weights weights = livelyWeights(bothConfig(), 7);
    const ViewBatch views = someViews();
    torch::manual_seed(6);
    const ViewBatch targets = cast(randomViews(1, 2, kHeight, kWidth, false), torch::kFloat32);
    const auto made = forwardBoth(weights, views, targets, exactOptions());
    QVERIFY(difference(made.images, forwardImages(weights, views, targets, exactOptions())) < 1e-6);

    fsm::model::InferenceOptions options;
    options.newtonSchulzBfloat16 = false;
    options.groupTokens = 1;  // one view at a time
    const auto memory = fsm::model::encode(weights, {views}, options);
    std::vector<Tensor> places, opacities;
    fsm::model::gaussiansOf(weights, memory, views, options, [&](const GaussianArrays& group) {
      places.push_back(group.xyz);
      opacities.push_back(group.opacity);
    });
    QCOMPARE(places.size(), static_cast<size_t>(kViews));
    QVERIFY(difference(torch::cat(places, 1), made.gaussians.xyz) < kFloatBound);
    QVERIFY(difference(torch::cat(opacities, 1), made.gaussians.opacity) < kFloatBound);
  }

  void gradientsAgreeWithDifferences() {
    const Weights weights = leafWeights(livelyWeights(bothConfig(), 9));
    const ViewBatch views = someViews(torch::kFloat64);
    torch::manual_seed(8);
    const Tensor tokens = torch::randn({1, kViews * 6, weights.config.dim}, torch::kFloat64);
    const auto loss = [&](const Tensor& x) {
      const GaussianArrays g = fsm::model::decodeGaussians(weights, x, views, kHeight, kWidth);
      return (g.xyz.sin().sum() + g.t.square().sum() + g.features.sin().sum() + g.scaling.square().sum() + g.scalingT.sum() +
              g.rotation.square().sum() + g.rotationR.pow(3).sum() + g.opacity.square().sum());
    };
    const Tensor x = tokens.clone().requires_grad_(true);
    loss(x).backward();
    const torch::NoGradGuard noGrad;
    const Tensor along = torch::randn_like(tokens);
    constexpr double kStep = 1e-6;
    const double numeric = (loss(tokens + kStep * along) - loss(tokens - kStep * along)).item<double>() / (2 * kStep);
    const double analytic = (x.grad() * along).sum().item<double>();
    QVERIFY2(std::abs(numeric - analytic) < 1e-5 * std::abs(analytic), qPrintable(QString("%1 %2").arg(numeric).arg(analytic)));
    QVERIFY(weights.gaussianLinear.grad().abs().sum().item<double>() > 0);
  }

  void decoderGrowsOnTrainedWeightsAndComesBackFromAFile() {
    ModelConfig config = smallConfig();
    const Weights images = livelyWeights(config, 11);
    const Weights grown = images.withGaussianDecoder(1);
    QVERIFY(grown.config.decoder == Decoder::both);
    QVERIFY(torch::equal(grown.outputLinear, images.outputLinear));
    const Weights back = Weights::fromFile(grown.toFile(fsm::TensorType::f32), config, torch::kCPU);
    QVERIFY(back.config.decoder == Decoder::both);
    QVERIFY(torch::equal(back.gaussianLinear, grown.gaussianLinear));
    QVERIFY_EXCEPTION_THROWN(
        {
          config.decoder = Decoder::gaussians;
          livelyWeights(config, 1).withGaussianDecoder(1);
        },
        fsm::Error);
  }
};

QTEST_GUILESS_MAIN(GaussianDecoderTest)
#include "gaussian_decoder_test.moc"
