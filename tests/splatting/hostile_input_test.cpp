// What no scene should hold and nobody should ask for: refused with a sentence, or skipped without a trace in pictures and
// gradients.
#include <QtTest>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/benchmark_scene.h"
#include "reconstruction/splatting/rasteriser.h"
#include "tests/splatting/random_gaussians.h"

using namespace fsm;
using namespace fsm::splatting;
using namespace fsm::splatting::testing;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();

struct Request {
  ParameterArrays<float> gaussians;
  View view = testView();
  scene::RasterSettings settings;
  GaussianPointers<float> pointers;
};

struct Drawn {
  OutputArrays<float> outputs;
  GradientArrays<float> gradients;
};

Drawn draw(Rasteriser& rasteriser, const ParameterArrays<float>& gaussians, const View& view,
           const scene::RasterSettings& settings = {}) {
  Drawn out{{view.camera.intrinsics.size, gaussians.count()}, GradientArrays<float>(gaussians)};
  const size_t pixels = out.outputs.alpha.size();
  const std::vector<float> ones(3 * pixels, 1.0f);
  rasteriser.forward(gaussians.pointers(), view, settings, out.outputs.pointers());
  rasteriser.backward({ones.data(), ones.data(), ones.data()}, out.gradients.pointers());
  return out;
}

bool allFinite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

void verifyFinite(Drawn& drawn) {
  const OutputArrays<float>& o = drawn.outputs;
  for (const auto* values : {&o.colour, &o.alpha, &o.depth, &o.medianDepth, &o.contribution, &o.maxContribution})
    QVERIFY(allFinite(*values));
  for (auto& [name, values] : drawn.gradients.parameters.named()) QVERIFY2(allFinite(*values), name);
  QVERIFY(allFinite(drawn.gradients.pose) && allFinite(drawn.gradients.background) && allFinite(drawn.gradients.meanPixel));
}

ParameterArrays<float> someGaussians(int count, bool isStatic = false, int shDegree = 1) {
  RandomGaussiansOptions options;
  options.count = count;
  options.isStatic = isStatic;
  options.shDegree = shDegree;
  return randomGaussians(options).as<float>();
}

}  // namespace

class HostileInputTest : public QObject {
  Q_OBJECT
 private slots:
  void refused_data();
  void refused();
  void gradientsBeforeAPicture();
  void notDrawable_data();
  void notDrawable();
  void extremesStayFinite_data();
  void extremesStayFinite();
  void nothingToSee_data();
  void nothingToSee();
  void onePixel();
  void manyOnOneTile();
  void unwantedOutputsAndGradients();
  void benchmarkSceneIsAsDescribed();

 private:
  std::unique_ptr<Rasteriser> backEnds_[2] = {makeReferenceRasteriser(), makeCpuRasteriser(2)};
};

void HostileInputTest::refused_data() {
  QTest::addColumn<std::function<void(Request&)>>("spoil");
  const auto add = [](const char* name, const std::function<void(Request&)>& spoil) { QTest::newRow(name) << spoil; };
  const auto size = [&](const char* name, int width, int height) {
    add(name, [=](Request& r) { r.view.camera.intrinsics.size = {width, height}; });
  };
  size("no width", 0, 10);
  size("no height", 10, 0);
  size("negative size", -5, 10);
  size("too wide", 70000, 1);
  size("too many pixels", 65000, 65000);
  size("largest number", std::numeric_limits<int>::max(), std::numeric_limits<int>::max());
  add("focal length 0", [](Request& r) { r.view.camera.intrinsics.fx = 0; });
  add("negative focal length", [](Request& r) { r.view.camera.intrinsics.fy = -1; });
  add("infinite focal length", [](Request& r) { r.view.camera.intrinsics.fy = kInf; });
  add("principal point is NaN", [](Request& r) { r.view.camera.intrinsics.cx = kNan; });
  add("pose is NaN", [](Request& r) { r.view.camera.world_from_camera[3][0] = kNan; });
  add("pose is scaled", [](Request& r) { r.view.camera.world_from_camera[0] *= 1.5; });
  add("pose is mirrored", [](Request& r) { r.view.camera.world_from_camera[0] *= -1.0; });
  add("time is NaN", [](Request& r) { r.view.time = kNan; });
  add("time is infinite", [](Request& r) { r.view.time = -kInf; });
  add("near plane is NaN", [](Request& r) { r.settings.nearPlane = kNan; });
  add("negative near plane", [](Request& r) { r.settings.nearPlane = -1; });
  add("negative low-pass", [](Request& r) { r.settings.lowPass = -0.1f; });
  add("alpha up to 1", [](Request& r) { r.settings.alphaMax = 1; });
  add("least alpha is NaN", [](Request& r) { r.settings.alphaMin = kNan; });
  add("background is infinite", [](Request& r) { r.settings.background.y = kInf; });
  add("negative count", [](Request& r) { r.pointers.count = -1; });
  add("too many", [](Request& r) { r.pointers.count = int64_t{1} << 40; });
  add("degree 4", [](Request& r) { r.pointers.shDegree = 4; });
  add("negative degree", [](Request& r) { r.pointers.shDegree = -1; });
  add("negative harmonics", [](Request& r) { r.pointers.timeHarmonics = -1; });
  add("a million harmonics", [](Request& r) { r.pointers.timeHarmonics = 1000000; });
  add("no period", [](Request& r) { r.pointers.timeHarmonics = 1, r.pointers.timePeriod = 0; });
  add("no positions", [](Request& r) { r.pointers.position = nullptr; });
  add("no right quaternions", [](Request& r) { r.pointers.rotationRight = nullptr; });
}

void HostileInputTest::refused() {
  QFETCH(std::function<void(Request&)>, spoil);
  for (const auto& backEnd : backEnds_) {
    Request request;
    request.gaussians = someGaussians(3);
    request.pointers = request.gaussians.pointers();
    spoil(request);
    try {
      backEnd->forward(request.pointers, request.view, request.settings, {});
      QFAIL("It was not refused.");
    } catch (const Error& error) {
      QCOMPARE(error.code(), ErrorCode::badInput);
      QVERIFY(QString(error.what()).count('.') >= 2);
    }
  }
}

void HostileInputTest::gradientsBeforeAPicture() {
  for (const auto& backEnd : {makeReferenceRasteriser(), makeCpuRasteriser(1)}) {
    QVERIFY_EXCEPTION_THROWN(backEnd->backward({}, {}), Error);
    View bad = testView();
    bad.time = kNan;
    const ParameterArrays<float> gaussians = someGaussians(3);
    backEnd->forward(gaussians.pointers(), testView(), {}, {});
    QVERIFY_EXCEPTION_THROWN(backEnd->forward(gaussians.pointers(), bad, {}, {}), Error);
    QVERIFY_EXCEPTION_THROWN(backEnd->backward({}, {}), Error);
  }
}

void HostileInputTest::notDrawable_data() {
  QTest::addColumn<QString>("array");
  QTest::addColumn<float>("value");
  for (const char* array : {"position", "logScale", "rotation", "opacityLogit", "sh", "time", "logScaleTime", "rotationRight"})
    for (const float value : {kNan, kInf, -kInf})
      QTest::newRow(qPrintable(QString("%1 %2").arg(array).arg(value))) << array << value;
  QTest::newRow("zero rotation") << "rotation" << 0.0f;
  QTest::newRow("zero right rotation") << "rotationRight" << 0.0f;
  QTest::newRow("tiny rotation") << "rotation" << 1e-12f;
  QTest::newRow("too large") << "logScale" << 20.5f;
  QTest::newRow("too long") << "logScaleTime" << 21.0f;
}

void HostileInputTest::notDrawable() {
  QFETCH(QString, array);
  QFETCH(float, value);
  constexpr int kBad = 4;  // of 10
  ParameterArrays<float> without = someGaussians(10), with = without;
  without.opacityLogit[kBad] = -100;  // too transparent for any pixel
  for (auto& [name, values] : with.named()) {
    if (array != name) continue;
    const size_t each = values->size() / 10;
    // All four numbers of a quaternion; else one number spoils the Gaussian.
    const size_t spoiled = std::isfinite(value) && each == 4 ? 4 : 1;
    for (size_t k = 0; k < spoiled; ++k) (*values)[each * kBad + each - 1 - k] = value;
  }
  for (const auto& backEnd : backEnds_) {
    Drawn expected = draw(*backEnd, without, testView()), got = draw(*backEnd, with, testView());
    QVERIFY(got.outputs.colour == expected.outputs.colour);
    QVERIFY(got.outputs.contribution == expected.outputs.contribution);
    verifyFinite(got);
    const auto a = expected.gradients.parameters.named(), b = got.gradients.parameters.named();
    for (size_t i = 0; i < a.size(); ++i) {
      QVERIFY2(*a[i].second == *b[i].second, a[i].first);
      const size_t each = b[i].second->size() / 10;
      for (size_t k = 0; k < each; ++k) QCOMPARE((*b[i].second)[kBad * each + k], 0.0f);
    }
  }
}

void HostileInputTest::extremesStayFinite_data() {
  QTest::addColumn<bool>("isStatic");
  QTest::addColumn<QString>("array");
  QTest::addColumn<float>("value");
  const std::pair<const char*, float> cases[] = {{"position", 1e30f},
                                                 {"position", -1e30f},
                                                 {"position", 3e38f},
                                                 {"position", 0},
                                                 {"logScale", 20},
                                                 {"logScale", -20},
                                                 {"logScale", -1e30f},
                                                 {"opacityLogit", 1e30f},
                                                 {"opacityLogit", -1e30f},
                                                 {"rotation", 1e30f},
                                                 {"rotation", 1e-9f},
                                                 {"time", 1e30f},
                                                 {"time", 0.3f},
                                                 {"logScaleTime", 20},
                                                 {"logScaleTime", -1e30f},
                                                 {"rotationRight", -3e38f},
                                                 {"sh", 1e10f},
                                                 {"sh", -1e10f}};
  for (const bool isStatic : {false, true})
    for (const auto& [array, value] : cases)
      QTest::addRow("%s, %s %g", isStatic ? "static" : "4D", array, double(value)) << isStatic << array << value;
}

void HostileInputTest::extremesStayFinite() {
  QFETCH(bool, isStatic);
  QFETCH(QString, array);
  QFETCH(float, value);
  ParameterArrays<float> gaussians = someGaussians(12, isStatic);
  for (auto& [name, values] : gaussians.named())
    if (array == name) std::fill(values->begin(), values->begin() + static_cast<std::ptrdiff_t>(values->size() / 2), value);
  for (const auto& backEnd : backEnds_) {
    for (const auto& settings : {scene::RasterSettings(), scene::RasterSettings::official()}) {
      Drawn drawn = draw(*backEnd, gaussians, testView(), settings);
      verifyFinite(drawn);
    }
  }
}

void HostileInputTest::nothingToSee_data() {
  QTest::addColumn<QString>("what");
  for (const char* what : {"no Gaussians", "all behind", "all beside", "other time"}) QTest::newRow(what) << what;
}

void HostileInputTest::nothingToSee() {
  QFETCH(QString, what);
  ParameterArrays<float> gaussians = someGaussians(what == "no Gaussians" ? 0 : 50);
  for (size_t i = 0; i < gaussians.position.size(); i += 3) {
    if (what == "all behind") gaussians.position[i + 2] -= 20;
    if (what == "all beside") gaussians.position[i] += 100;
  }
  if (what == "other time") std::fill(gaussians.time.begin(), gaussians.time.end(), 1000.0f);
  scene::RasterSettings settings;
  settings.background = {0.25f, 0.5f, 0.75f};
  for (const auto& backEnd : backEnds_) {
    Drawn drawn = draw(*backEnd, gaussians, testView(), settings);
    for (size_t pixel = 0; pixel < drawn.outputs.alpha.size(); ++pixel) {
      for (int c = 0; c < 3; ++c) QCOMPARE(drawn.outputs.colour[3 * pixel + c], settings.background[c]);
      QCOMPARE(drawn.outputs.alpha[pixel], 0.0f);
      QCOMPARE(drawn.outputs.depth[pixel], 0.0f);
      QCOMPARE(drawn.outputs.medianDepth[pixel], 0.0f);
    }
    for (auto& [name, values] : drawn.gradients.parameters.named())
      QVERIFY(std::all_of(values->begin(), values->end(), [](float value) { return value == 0; }));
    QCOMPARE(drawn.gradients.background[1], static_cast<float>(drawn.outputs.alpha.size()));
  }
}

void HostileInputTest::onePixel() {
  const ParameterArrays<float> gaussians = someGaussians(30);
  for (const auto& backEnd : backEnds_) {
    Drawn drawn = draw(*backEnd, gaussians, testView({1, 1}));
    verifyFinite(drawn);
    QVERIFY(drawn.outputs.alpha[0] > 0);
  }
}

void HostileInputTest::manyOnOneTile() {
  // A million: a second or two here. Ten million are a matter of the GPU's own check.
  RandomGaussiansOptions options;
  options.count = 1000000;
  options.isStatic = true;
  options.halfWidth = 3;
  options.opacityLogitMean = -4.5;  // faint: many layers until a pixel ends
  const ParameterArrays<float> gaussians = randomGaussians(options).as<float>();
  Drawn drawn = draw(*backEnds_[1], gaussians, testView({16, 16}));
  verifyFinite(drawn);
  for (const float alpha : drawn.outputs.alpha) QVERIFY(alpha > 0.999f && alpha <= 1);
}

void HostileInputTest::unwantedOutputsAndGradients() {
  const ParameterArrays<float> gaussians = someGaussians(20);
  const View view = testView();
  for (const auto& backEnd : backEnds_) {
    Drawn all = draw(*backEnd, gaussians, view);
    std::vector<float> depth(all.outputs.depth.size());
    backEnd->forward(gaussians.pointers(), view, {}, {.depth = depth.data()});
    QVERIFY(depth == all.outputs.depth);
    const std::vector<float> ones(3 * depth.size(), 1.0f);
    std::vector<float> position(gaussians.position.size()), pose(6);
    backEnd->backward({ones.data(), ones.data(), ones.data()}, {.position = position.data(), .pose = pose.data()});
    QVERIFY(position == all.gradients.parameters.position);
    QVERIFY(pose == all.gradients.pose);
    // Without any gradient of an output, nothing is added.
    backEnd->backward({}, {.position = position.data()});
    QVERIFY(position == all.gradients.parameters.position);
    // Statistics are added to and kept.
    OutputArrays<float> twice(view.camera.intrinsics.size, gaussians.count());
    for (int round = 0; round < 2; ++round) backEnd->forward(gaussians.pointers(), view, {}, twice.pointers());
    for (size_t i = 0; i < twice.contribution.size(); ++i) {
      QCOMPARE(twice.contribution[i], 2 * all.outputs.contribution[i]);
      QCOMPARE(twice.maxContribution[i], all.outputs.maxContribution[i]);
    }
  }
}

void HostileInputTest::benchmarkSceneIsAsDescribed() {
  const scene::Gaussians4D a = benchmarkScene(2000), b = benchmarkScene(3000);
  QVERIFY(std::equal(a.position.begin(), a.position.end(), b.position.begin()));
  QVERIFY(std::equal(a.rotationRight.begin(), a.rotationRight.end(), b.rotationRight.begin()));
  QCOMPARE(a.count(), 2000);
  QCOMPARE(pointers(a).shDegree, 0);
  const auto [low, high] = std::minmax_element(a.logScale.begin(), a.logScale.end());
  QVERIFY(*low >= -6 && *low < -5.99f && *high <= -4.5f && *high > -4.51f);
  // The first draw of std::mt19937(4) is 4153361530.
  QCOMPARE(a.position[0], static_cast<float>(-2 + 4 * (4153361530 / 4294967296.0)));
  std::vector<float> alpha(256 * 144);
  backEnds_[1]->forward(pointers(b), benchmarkView({256, 144}), {}, {.alpha = alpha.data()});
  QVERIFY(std::count_if(alpha.begin(), alpha.end(), [](float value) { return value > 0.1f; }) > 500);
}

QTEST_GUILESS_MAIN(HostileInputTest)
#include "hostile_input_test.moc"
