// Selections: shapes in a picture and in the world, ranges of time.
#include "reconstruction/scene/selection.h"

#include <QTest>

#include "reconstruction/scene/temporal_shape.h"
#include "reconstruction/scene/transform_gaussians.h"
#include "tests/scene/gaussian_samples.h"

using namespace fsm;
using namespace fsm::scene;
using fsm::testing::failureOf;
using fsm::testing::sampleGaussians;

namespace {

constexpr ImageSize kSize{160, 90};

Camera camera() {
  Camera camera;
  camera.intrinsics = {kSize, 100, 100, 80, 45};
  camera.world_from_camera[3] = {0.2, -0.1, -4, 1};
  return camera;
}

/// A Gaussian at `from` at time -1 that is at `to` at time 1, strongest at `time`, there for `deviation`.
void addMover(Gaussians4D& g, const glm::dvec3& from, const glm::dvec3& to, double time, double deviation) {
  const int64_t i = g.count();
  g.resize(i + 1, false);
  g.opacityLogit[static_cast<size_t>(i)] = 2;
  TemporalShape shape;
  shape.velocity = (to - from) / 2.0;
  shape.time = time;
  shape.position = from + shape.velocity * (time + 1);
  shape.variance = deviation * deviation;
  shape.shape = glm::dmat3(1e-4);
  setTemporalShape(g, i, shape);
}

std::shared_ptr<SelectionMask> mask() { return std::make_shared<SelectionMask>(kSize); }

}  // namespace

class SelectionTest : public QObject {
  Q_OBJECT

 private slots:
  void masksHaveWhatWasDrawn();
  void picturesSelectWhatLiesUnderThem();
  void hiddenOnesAreLeftAlone();
  void timeRangesSelectWhoIsThereThen();
  void spheresAndBoxesSelectInTheWorld();
  void selectionsCombine();
  void whatIsNoneIsRefused();
};

void SelectionTest::masksHaveWhatWasDrawn() {
  SelectionMask drawn(kSize);
  drawn.addRectangle({20, 30}, {10, 20});
  QVERIFY(drawn.has({10.5, 20.5}) && drawn.has({19.9, 29.9}));
  QVERIFY(!drawn.has({20.1, 25}) && !drawn.has({15, 30.1}) && !drawn.has({-1, 0}) && !drawn.has({1e9, 3}));
  SelectionMask lasso(kSize);
  const std::vector<glm::dvec2> corners{{50, 10}, {90, 10}, {90, 50}, {70, 20}, {50, 50}};
  lasso.addLasso(corners);
  QVERIFY(lasso.has({55, 20}) && lasso.has({85, 20}) && lasso.has({70, 15}));
  QVERIFY(!lasso.has({70, 30}));  // in the notch
  SelectionMask brush(kSize);
  const std::vector<glm::dvec2> stroke{{20, 20}, {60, 20}, {60, 60}};
  brush.addStroke(stroke, 5);
  QVERIFY(brush.has({40, 24}) && brush.has({64, 50}) && brush.has({20, 20}));
  QVERIFY(!brush.has({40, 26}) && !brush.has({14, 20}) && !brush.has({40, 40}));
  // Outside of the picture, and nonsense: nothing happens.
  brush.addRectangle({-100, -100}, {-10, 1e9});
  brush.addStroke(std::vector<glm::dvec2>{{std::nan(""), 0}, {1e300, 5}}, 3);
  lasso.addLasso(std::vector<glm::dvec2>{{0, 0}, {INFINITY, 0}, {0, 9}});
  QVERIFY(!brush.has({5, 5}));
}

void SelectionTest::picturesSelectWhatLiesUnderThem() {
  GaussianScene scene;
  scene.gaussians = sampleGaussians({.count = 500, .isStatic = true});
  scene.frame.scale = 0.7;
  scene.frame.frame_from_world[3] = {0.3, 0.1, 0.2, 1};
  const auto drawn = mask();
  drawn->addRectangle({30, 20}, {100, 70});
  const std::vector<int64_t> selected = select(scene, {InPicture{camera(), drawn, {}, 1}, 0, 0});
  const AffineMap world = worldFromFrame(scene.frame);
  std::vector<int64_t> expected;
  for (int64_t i = 0; i < scene.gaussians.count(); ++i) {
    const float* p = &scene.gaussians.position[static_cast<size_t>(3 * i)];
    const glm::dvec3 at = project(camera(), world.linear * glm::dvec3(p[0], p[1], p[2]) + world.translation);
    if (at.z > 0 && at.x >= 30 && at.x < 100 && at.y >= 20 && at.y < 70) expected.push_back(i);
  }
  QVERIFY(expected.size() > 20);
  QCOMPARE(selected, expected);
}

void SelectionTest::hiddenOnesAreLeftAlone() {
  GaussianScene scene;
  Gaussians4D& g = scene.gaussians;
  g.resize(2, true);
  g.position = {0.2f, -0.1f, 0, 0.2f, -0.1f, 3};  // on the axis, one behind the other
  g.rotation = {1, 0, 0, 0, 1, 0, 0, 0};
  g.opacityLogit = {3, 3};
  const auto drawn = mask();
  drawn->addRectangle({0, 0}, {160, 90});
  InPicture shape{camera(), drawn, {}, 1.05};
  QCOMPARE(select(scene, {shape, 0, 0}), (std::vector<int64_t>{0, 1}));
  shape.depth.assign(static_cast<size_t>(kSize.width) * kSize.height, 4.0f);
  QCOMPARE(select(scene, {shape, 0, 0}), (std::vector<int64_t>{0}));
  std::fill(shape.depth.begin(), shape.depth.end(), 0.0f);
  QVERIFY(select(scene, {shape, 0, 0}).empty());
}

void SelectionTest::timeRangesSelectWhoIsThereThen() {
  GaussianScene scene;
  scene.frame.timeCentre = 10;
  scene.frame.timeHalfRange = 5;
  // From left to right through the sphere at the origin; there early, there late, there always, and one that passes by.
  addMover(scene.gaussians, {-4, 0, 0}, {4, 0, 0}, -0.8, 0.05);
  addMover(scene.gaussians, {-4, 0, 0}, {4, 0, 0}, 0.0, 0.05);
  addMover(scene.gaussians, {-4, 0, 0}, {4, 0, 0}, 0.0, 5);
  addMover(scene.gaussians, {-4, 2, 0}, {4, 2, 0}, 0.0, 5);
  const InSphere sphere{{0, 0, 0}, 0.5};
  QCOMPARE(select(scene, {sphere, 10, 10}), (std::vector<int64_t>{1, 2}));
  QCOMPARE(select(scene, {sphere, 5, 15}), (std::vector<int64_t>{1, 2}));
  QVERIFY(select(scene, {sphere, 13, 14}).empty());
  // At its own moment the early one is at x = -3.2.
  QCOMPARE(select(scene, {InSphere{{-3.2, 0, 0}, 0.3}, 5, 7}), (std::vector<int64_t>{0, 2}));
}

void SelectionTest::spheresAndBoxesSelectInTheWorld() {
  GaussianScene scene;
  scene.gaussians = sampleGaussians({.count = 400, .isStatic = true});
  const auto count = [&](const auto& shape) { return select(scene, {shape, 0, 1}).size(); };
  InBox box;
  box.world_from_box = glm::dmat4(9);
  box.world_from_box[3] = {0, 0, 0, 1};
  QCOMPARE(count(box), size_t(400));
  QCOMPARE(count(InSphere{{0.5, 0.5, 0.5}, 20}), size_t(400));
  QCOMPARE(count(InSphere{{50, 0, 0}, 20}), size_t(0));
  box.world_from_box = glm::dmat4(1);
  const size_t some = count(box);
  QVERIFY(some > 0 && some < 100);
}

void SelectionTest::selectionsCombine() {
  const std::vector<int64_t> before{1, 3, 5}, now{3, 4};
  QCOMPARE(combined(before, now, Combination::replace), now);
  QCOMPARE(combined(before, now, Combination::add), (std::vector<int64_t>{1, 3, 4, 5}));
  QCOMPARE(combined(before, now, Combination::subtract), (std::vector<int64_t>{1, 5}));
  QCOMPARE(combined(before, now, Combination::intersect), (std::vector<int64_t>{3}));
}

void SelectionTest::whatIsNoneIsRefused() {
  const GaussianScene scene;
  const auto refused = [&](const SelectionQuery& query) {
    return failureOf([&] { select(scene, query); }).code == ErrorCode::badInput;
  };
  QVERIFY(refused({InPicture{}, 0, 0}));
  Camera other = camera();
  other.intrinsics.size = {10, 10};
  QVERIFY(refused({InPicture{other, mask(), {}, 1}, 0, 0}));
  QVERIFY(refused({InPicture{camera(), mask(), {1.0f}, 1}, 0, 0}));
  QVERIFY(refused({InSphere{}, 0, 0}));
  QVERIFY(refused({InBox{glm::dmat4(0)}, 0, 0}));
  QVERIFY(refused({InSphere{{0, 0, 0}, 1}, 2, 1}));
  QCOMPARE(failureOf([] { SelectionMask({0, 5}); }).code, ErrorCode::badInput);
  QVERIFY(select(scene, {InSphere{{0, 0, 0}, 1}, 0, 0}).empty());
}

QTEST_GUILESS_MAIN(SelectionTest)
#include "selection_test.moc"
