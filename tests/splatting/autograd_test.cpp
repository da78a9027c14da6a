// The rasteriser as a LibTorch function: pictures and gradients are the back end's, summed over the views; and Gaussians of the
// host looked at without gradients.
#include "reconstruction/splatting/autograd.h"

#include <QtTest>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/gaussian_views.h"

using namespace fsm;
using namespace fsm::splatting;
using torch::Tensor;

namespace {

constexpr int64_t kCount = 40;

GaussianTensors someGaussians() {
  torch::manual_seed(3);
  GaussianTensors g;
  g.position = torch::randn({kCount, 3}) * 0.4 + torch::tensor({0.0f, 0.0f, 3.0f});
  g.logScale = torch::randn({kCount, 3}) * 0.3 - 1.8;
  g.rotation = torch::randn({kCount, 4});
  g.opacityLogit = torch::randn({kCount});
  g.sh = torch::randn({kCount, 4, 3}) * 0.5;
  g.shDegree = 1;
  g.time = torch::randn({kCount}) * 0.5;
  g.logScaleTime = torch::randn({kCount}) * 0.3;
  g.rotationRight = torch::randn({kCount, 4});
  return g;
}

std::vector<View> someViews() {
  View view{{{{24, 16}, 20, 20, 12, 8}, glm::dmat4(1.0)}, 0.1};
  View other = view;
  other.camera.world_from_camera[3] = {0.3, 0.1, -0.2, 1.0};
  other.time = -0.4;
  return {view, other};
}

std::vector<Tensor*> parametersOf(GaussianTensors& g) {
  return {&g.position, &g.logScale, &g.rotation, &g.opacityLogit, &g.sh, &g.time, &g.logScaleTime, &g.rotationRight};
}

scene::Gaussians4D onHost(const GaussianTensors& g) {
  const auto values = [](const Tensor& t) {
    const Tensor flat = t.detach().contiguous();
    return std::vector<float>(flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
  };
  scene::Gaussians4D out;
  out.shDegree = g.shDegree;
  out.position = values(g.position);
  out.logScale = values(g.logScale);
  out.rotation = values(g.rotation);
  out.opacityLogit = values(g.opacityLogit);
  out.sh = values(g.sh);
  out.time = values(g.time);
  out.logScaleTime = values(g.logScaleTime);
  out.rotationRight = values(g.rotationRight);
  return out;
}

}  // namespace

class AutogradTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { torch::set_num_threads(1); }

  void gradientsAreThoseOfAllViewsTogether() {
    GaussianTensors g = someGaussians();
    for (Tensor* tensor : parametersOf(g)) tensor->requires_grad_(true);
    const auto views = someViews();
    const scene::RasterSettings settings;
    const auto rasteriser = makeRasteriser(torch::kCPU);
    torch::manual_seed(4);
    const Tensor weights = torch::randn({2, 3, 16, 24}), alphaWeights = torch::randn({2, 16, 24});
    const RasterisedViews seen = rasterise(g, views, settings, rasteriser);
    ((seen.colour * weights).sum() + (seen.alpha * alphaWeights).sum() + 0.1 * seen.depth.sum()).backward();
    std::vector<Tensor> together;
    for (Tensor* tensor : parametersOf(g)) {
      together.push_back(tensor->grad().clone());
      tensor->mutable_grad() = Tensor();
    }
    for (int64_t v = 0; v < 2; ++v) {
      const RasterisedViews one = rasterise(g, {views[static_cast<size_t>(v)]}, settings, rasteriser);
      ((one.colour[0] * weights[v]).sum() + (one.alpha[0] * alphaWeights[v]).sum() + 0.1 * one.depth.sum()).backward();
    }
    const auto parameters = parametersOf(g);
    for (size_t i = 0; i < parameters.size(); ++i) {
      const double scale = together[i].abs().max().item<double>();
      QVERIFY(scale > 0);
      QVERIFY((together[i] - parameters[i]->grad()).abs().max().item<double>() < 1e-4 * scale);
    }
  }

  void gradientsAgreeWithTheReference() {
    GaussianTensors g = someGaussians();
    for (Tensor* tensor : parametersOf(g)) tensor->requires_grad_(true);
    const auto gradients = [&](const std::shared_ptr<Rasteriser>& rasteriser) {
      rasterise(g, someViews(), {}, rasteriser).colour.square().sum().backward();
      std::vector<Tensor> out;
      for (Tensor* tensor : parametersOf(g)) {
        out.push_back(tensor->grad().clone());
        tensor->mutable_grad() = Tensor();
      }
      return out;
    };
    const auto fast = gradients(makeRasteriser(torch::kCPU)), exact = gradients(makeReferenceRasteriser());
    for (size_t i = 0; i < fast.size(); ++i)
      QVERIFY((fast[i] - exact[i]).abs().max().item<double>() < 1e-3 * exact[i].abs().max().item<double>());
  }

  void onlyWhatAsksGetsAGradient() {
    GaussianTensors g = someGaussians();
    g.opacityLogit.requires_grad_(true);
    rasterise(g, someViews(), {}, makeRasteriser(torch::kCPU)).colour.sum().backward();
    QVERIFY(g.opacityLogit.grad().defined());
    QVERIFY(!g.position.grad().defined());
    g.time = g.logScaleTime = g.rotationRight = Tensor();  // static
    rasterise(g, someViews(), {}, makeRasteriser(torch::kCPU)).colour.sum().backward();
  }

  void viewsMustFitTogether() {
    const GaussianTensors g = someGaussians();
    auto views = someViews();
    views[1].camera.intrinsics.size = {8, 8};
    QVERIFY_EXCEPTION_THROWN(rasterise(g, views, {}, makeRasteriser(torch::kCPU)), Error);
    QVERIFY_EXCEPTION_THROWN(rasterise(g, {}, {}, makeRasteriser(torch::kCPU)), Error);
  }

  void looksWithoutGradients() {
    const GaussianTensors g = someGaussians();
    const auto views = someViews();
    scene::RasterSettings settings;
    const GaussianViews fast(onHost(g), "cpu"), reference(onHost(g), "cpu", BackEnd::reference);
    const LayeredImage a = fast.render(views[0], settings), b = reference.render(views[0], settings);
    settings.background = glm::vec3(0);
    const RasterisedViews seen = rasterise(g, {views[0]}, settings, makeRasteriser(torch::kCPU));
    for (int y = 0; y < 16; ++y)
      for (int x = 0; x < 24; ++x) {
        for (int c = 0; c < 4; ++c) QVERIFY(std::abs(a.at(x, y)[c] - b.at(x, y)[c]) < 1e-4);
        QVERIFY(std::abs(a.at(x, y)[1] - seen.colour[0][1][y][x].item<float>()) < 1e-6);
      }
    Progress progress;
    const std::vector<float> contributions = fast.contributions(views, settings, progress);
    double sum = 0;
    for (const float value : contributions) sum += value;
    double alpha = 0;
    for (const View& view : views) {
      const LayeredImage image = fast.render(view, settings);
      for (size_t i = 3; i < image.rgba.size(); i += 4) alpha += image.rgba[i];
    }
    QVERIFY(std::abs(sum - alpha) < 1e-3 * alpha);  // what all contributed is what is covered
  }

  void theStrongestAreKept() {
    QCOMPARE(strongest({0.5f, 0.0f, 2.0f, 1.0f, 1.0f}, 3), (std::vector<int64_t>{2, 3, 4}));
    QCOMPARE(strongest({0.5f, 0.0f, 2.0f, 1.0f, 1.0f}, 2), (std::vector<int64_t>{2, 3}));
    QCOMPARE(strongest({0.5f, 0.0f, 2.0f}, 9), (std::vector<int64_t>{0, 2}));
    QVERIFY(strongest({}, 9).empty());
  }
};

QTEST_GUILESS_MAIN(AutogradTest)
#include "autograd_test.moc"
