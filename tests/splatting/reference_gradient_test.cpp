// Every gradient of the reference against differences of its own renderings: each parameter of 4D and static Gaussians, all
// degrees of spherical harmonics, time harmonics, both footprints, a clamped Jacobian, saturated and ended pixels, background and
// pose; through colour, alpha and depth one by one and together.
#include <QtTest>

#include "reconstruction/splatting/reference/reference.h"
#include "tests/splatting/random_gaussians.h"

using namespace fsm;
using namespace fsm::splatting;
using namespace fsm::splatting::testing;

namespace {

struct Problem {
  ParameterArrays<double> gaussians;
  View view = testView();
  scene::RasterSettings settings;
  std::vector<double> colourWeight, alphaWeight, depthWeight;

  RasterOutputGradients<double> outputGradients() const {
    const auto data = [](const std::vector<double>& v) { return v.empty() ? nullptr : v.data(); };
    return {data(colourWeight), data(alphaWeight), data(depthWeight)};
  }
  double loss() const {
    OutputArrays<double> out(view.camera.intrinsics.size, gaussians.count());
    forwardReference(gaussians.pointers(), view, settings, out.pointers());
    double sum = 0;
    for (size_t i = 0; i < colourWeight.size(); ++i) sum += colourWeight[i] * out.colour[i];
    for (size_t i = 0; i < alphaWeight.size(); ++i) sum += alphaWeight[i] * out.alpha[i];
    for (size_t i = 0; i < depthWeight.size(); ++i) sum += depthWeight[i] * out.depth[i];
    return sum;
  }
};

/// world_from_camera of exp([omega; v]) camera_from_world.
glm::dmat4 movedPose(const glm::dmat4& world_from_camera, const glm::dvec3& omega, const glm::dvec3& v) {
  glm::dmat4 move(1.0);
  const double angle = glm::length(omega);
  if (angle > 0) move = glm::rotate(move, angle, omega / angle);
  move[3] = glm::dvec4(v, 1);
  return inverseRigid(move * inverseRigid(world_from_camera));
}

/// Central difference of fourth order.
template <class Evaluate>
double derivative(const Evaluate& at, double h) {
  return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
}

/// A step over a pixel's alpha threshold shows a jump that says nothing about the gradient; a shorter one stays on one side. A
/// wrong gradient disagrees with all of them.
template <class Evaluate>
void compare(const char* name, size_t index, double analytic, double scale, const Evaluate& at, double step = 1e-5) {
  double numeric = 0;
  for (const double h : {step, step / 8, step / 64}) {
    numeric = derivative(at, h);
    if (std::abs(analytic - numeric) <= 2e-6 * scale) return;
  }
  QFAIL(qPrintable(
      QString("%1[%2]: analytic %3, numeric %4").arg(name).arg(index).arg(analytic, 0, 'g', 10).arg(numeric, 0, 'g', 10)));
}

double largest(const std::vector<double>& values) {
  double out = 1e-3;
  for (const double value : values) out = std::max(out, std::abs(value));
  return out;
}

void compareParameters(Problem& p, GradientArrays<double>& gradients) {
  const auto analytic = gradients.parameters.named();
  const auto values = p.gaussians.named();
  for (size_t array = 0; array < values.size(); ++array) {
    const double scale = largest(*analytic[array].second);
    for (size_t i = 0; i < values[array].second->size(); ++i) {
      double& value = (*values[array].second)[i];
      const double before = value;
      const auto loss = [&](double step) {
        value = before + step;
        return p.loss();
      };
      compare(values[array].first, i, (*analytic[array].second)[i], scale, loss);
      value = before;
      if (QTest::currentTestFailed()) return;
    }
  }
}

void compareBackgroundAndPose(Problem& p, const GradientArrays<double>& gradients) {
  for (int i = 0; i < 3; ++i) {
    const float before = p.settings.background[i];
    const auto loss = [&](double step) {
      p.settings.background[i] = before + static_cast<float>(step);
      return p.loss();
    };
    compare("background", i, gradients.background[i], largest(gradients.background), loss, 0.0625);
    p.settings.background[i] = before;
  }
  const glm::dmat4 pose = p.view.camera.world_from_camera;
  for (int i = 0; i < 6; ++i) {
    const auto loss = [&](double step) {
      glm::dvec3 omega(0), v(0);
      (i < 3 ? omega[i] : v[i - 3]) = step;
      p.view.camera.world_from_camera = movedPose(pose, omega, v);
      return p.loss();
    };
    compare("pose", i, gradients.pose[i], largest(gradients.pose), loss);
    p.view.camera.world_from_camera = pose;
  }
}

}  // namespace

class ReferenceGradientTest : public QObject {
  Q_OBJECT
 private slots:
  void gradients_data();
  void gradients();
  void gradientsAreAdded();
  void nothingFlowsBelowTheLeastScale();
  void meanPixelIsTheLengthOfTheMeansGradient();

 private:
  static Problem problem(const QString& name);
};

Problem ReferenceGradientTest::problem(const QString& name) {
  Problem out;
  RandomGaussiansOptions options;
  if (name.startsWith("static")) options.isStatic = true;
  for (int degree = 1; degree <= 3; ++degree)
    if (name.contains(QString("sh%1").arg(degree))) options.shDegree = degree;
  if (name.contains("harmonics")) options.timeHarmonics = 2;
  if (name.contains("stretched")) options.logScaleSpread = 2;
  if (name.contains("saturated")) options.opacityLogitMean = 7, options.logScaleMean = 0.3;
  if (name.contains("ended")) options.opacityLogitMean = 3, options.count = 30, options.logScaleMean = -0.5;
  out.gaussians = randomGaussians(options);
  // Times close to the view's, so that the temporal weight does not keep alpha from its bound.
  if (name.contains("saturated"))
    for (double& time : out.gaussians.time) time = out.view.time + 0.05 * (time - out.view.time);
  if (name.contains("clamped")) out.settings.frustumClamp = 0.5f;
  if (name.contains("official")) out.settings = scene::RasterSettings::official();
  out.settings.background = {0.25f, 0.5f, 0.75f};
  return out;
}

void ReferenceGradientTest::gradients_data() {
  QTest::addColumn<QString>("output");
  QTest::addColumn<QString>("name");
  for (const char* output : {"colour", "alpha", "depth", "all"})
    for (const char* name : {"4D", "static"}) QTest::addRow("%s, %s", name, output) << output << name;
  for (const char* name : {"4D sh1", "4D sh2", "4D sh3", "static sh1", "static sh2", "static sh3", "4D sh2 harmonics",
                           "static sh1 harmonics", "4D clamped", "static clamped", "4D official", "static official",
                           "4D saturated", "static saturated", "4D ended", "static ended", "4D stretched", "static stretched"})
    QTest::addRow("%s, all", name) << "all" << name;
}

void ReferenceGradientTest::gradients() {
  QFETCH(QString, output);
  QFETCH(QString, name);
  Problem p = problem(name);
  const size_t pixels = size_t(p.view.camera.intrinsics.size.width) * p.view.camera.intrinsics.size.height;
  if (output == "colour" || output == "all") p.colourWeight = randomWeights<double>(3 * pixels, 5);
  if (output == "alpha" || output == "all") p.alphaWeight = randomWeights<double>(pixels, 6);
  if (output == "depth" || output == "all") p.depthWeight = randomWeights<double>(pixels, 7);

  OutputArrays<double> out(p.view.camera.intrinsics.size, p.gaussians.count());
  const ReferenceRendering rendering = forwardReference(p.gaussians.pointers(), p.view, p.settings, out.pointers());
  QVERIFY(rendering.splats.size() > 5);
  const auto ended = std::count_if(rendering.end.begin(), rendering.end.end(),
                                   [&](int64_t end) { return end < static_cast<int64_t>(rendering.splats.size()); });
  if (name.contains("ended")) QVERIFY(ended > 20);
  if (name.contains("saturated")) QVERIFY(*std::max_element(out.maxContribution.begin(), out.maxContribution.end()) > 0.9899);
  GradientArrays<double> gradients(p.gaussians);
  backwardReference(rendering, p.gaussians.pointers(), p.outputGradients(), gradients.pointers());

  compareParameters(p, gradients);
  if (!QTest::currentTestFailed()) compareBackgroundAndPose(p, gradients);
}

void ReferenceGradientTest::gradientsAreAdded() {
  Problem p = problem("4D sh1");
  const size_t pixels = size_t(p.view.camera.intrinsics.size.width) * p.view.camera.intrinsics.size.height;
  p.colourWeight = randomWeights<double>(3 * pixels, 5);
  const ReferenceRendering rendering = forwardReference(p.gaussians.pointers(), p.view, p.settings, {});
  GradientArrays<double> once(p.gaussians), twice(p.gaussians);
  backwardReference(rendering, p.gaussians.pointers(), p.outputGradients(), once.pointers());
  for (int round = 0; round < 2; ++round)
    backwardReference(rendering, p.gaussians.pointers(), p.outputGradients(), twice.pointers());
  const auto a = once.parameters.named(), b = twice.parameters.named();
  for (size_t array = 0; array < a.size(); ++array)
    for (size_t i = 0; i < a[array].second->size(); ++i) QCOMPARE((*b[array].second)[i], 2 * (*a[array].second)[i]);
  for (int i = 0; i < 6; ++i) QCOMPARE(twice.pose[i], 2 * once.pose[i]);
  // Arrays that are not wanted are not needed.
  backwardReference(rendering, p.gaussians.pointers(), p.outputGradients(), {});
}

void ReferenceGradientTest::nothingFlowsBelowTheLeastScale() {
  Problem p = problem("static");
  p.gaussians.logScale[1] = -25;
  const size_t pixels = size_t(p.view.camera.intrinsics.size.width) * p.view.camera.intrinsics.size.height;
  p.alphaWeight = randomWeights<double>(pixels, 6);
  const double before = p.loss();
  const ReferenceRendering rendering = forwardReference(p.gaussians.pointers(), p.view, p.settings, {});
  GradientArrays<double> gradients(p.gaussians);
  backwardReference(rendering, p.gaussians.pointers(), p.outputGradients(), gradients.pointers());
  QCOMPARE(gradients.parameters.logScale[1], 0.0);
  QVERIFY(gradients.parameters.logScale[0] != 0);
  p.gaussians.logScale[1] = -20;
  QCOMPARE(p.loss(), before);
}

void ReferenceGradientTest::meanPixelIsTheLengthOfTheMeansGradient() {
  // Moving the principal point moves all projected means alike; with one Gaussian its gradient is theirs.
  Problem p;
  RandomGaussiansOptions options;
  options.count = 1;
  options.isStatic = true;
  options.halfWidth = 0.2;
  p.gaussians = randomGaussians(options);
  const size_t pixels = size_t(p.view.camera.intrinsics.size.width) * p.view.camera.intrinsics.size.height;
  p.colourWeight = randomWeights<double>(3 * pixels, 8);
  const ReferenceRendering rendering = forwardReference(p.gaussians.pointers(), p.view, p.settings, {});
  GradientArrays<double> gradients(p.gaussians);
  backwardReference(rendering, p.gaussians.pointers(), p.outputGradients(), gradients.pointers());
  Intrinsics& in = p.view.camera.intrinsics;
  const double cx = in.cx, cy = in.cy;
  const double x = derivative(
      [&](double step) {
        in.cx = cx + step;
        return p.loss();
      },
      1e-5);
  in.cx = cx;
  const double y = derivative(
      [&](double step) {
        in.cy = cy + step;
        return p.loss();
      },
      1e-5);
  QVERIFY(std::abs(gradients.meanPixel[0] - std::hypot(x, y)) < 1e-6 * std::hypot(x, y));
}

QTEST_GUILESS_MAIN(ReferenceGradientTest)
#include "reference_gradient_test.moc"
