// Edits of a scene: what they leave, what they name, how files keep them.
#include "reconstruction/scene/edits.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "reconstruction/scene/life_cut.h"
#include "reconstruction/scene/temporal_shape.h"
#include "reconstruction/scene/transform_gaussians.h"
#include "tests/scene/gaussian_samples.h"

using namespace fsm;
using namespace fsm::scene;
using fsm::testing::failureOf;
using fsm::testing::sampleGaussians;

namespace {

GaussianScene sampleScene(const fsm::testing::SampleKind& kind) {
  GaussianScene scene;
  scene.gaussians = sampleGaussians(kind);
  scene.frame.frame_from_world = glm::dmat4(0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0.5, -0.25, 2, 1);
  scene.frame.scale = 0.5;
  scene.frame.timeCentre = 3;
  scene.frame.timeHalfRange = 1.5;
  return scene;
}

/// Opacity of all Gaussians of `gaussians` together at one moment, as if they lay at one place.
double opacityAt(const Gaussians4D& gaussians, double time) {
  double left = 1;
  for (int64_t i = 0; i < gaussians.count(); ++i)
    left *= 1 - slice(gaussians, i, time).weight / (1 + std::exp(-double{gaussians.opacityLogit[static_cast<size_t>(i)]}));
  return 1 - left;
}

EditedScene apply(const GaussianScene& scene, const std::vector<Edit>& edits) {
  std::vector<const Edit*> pointers;
  pointers.reserve(edits.size());
  for (const Edit& edit : edits) pointers.push_back(&edit);
  return applyEdits(scene, pointers);
}

double distance(const glm::dmat3& a, const glm::dmat3& b) {
  double out = 0;
  for (int i = 0; i < 9; ++i) out = std::max(out, std::abs(a[i / 3][i % 3] - b[i / 3][i % 3]));
  return out;
}

}  // namespace

class EditsTest : public QObject {
  Q_OBJECT

 private slots:
  void shapesComeBackFromTheirTimes();
  void aCutLeavesTheRestOfTheLife();
  void piecesKeepPathAndShape();
  void removalsNameTheStoredVersion();
  void aBoxCropsByPlace();
  void aTransformMovesTheWorld();
  void whatCannotBeIsRefused();
  void filesKeepEdits();
};

void EditsTest::shapesComeBackFromTheirTimes() {
  Gaussians4D gaussians = sampleGaussians({.count = 200});
  const Gaussians4D before = gaussians;
  for (int64_t i = 0; i < gaussians.count(); ++i) setTemporalShape(gaussians, i, temporalShape(before, i));
  for (int64_t i = 0; i < gaussians.count(); ++i) {
    for (const double time : {-0.7, 0.4}) {
      const Slice a = slice(before, i, time), b = slice(gaussians, i, time);
      QVERIFY(glm::length(a.mean - b.mean) < 1e-4 * (1 + glm::length(a.mean)));
      QVERIFY(distance(a.covariance, b.covariance) < 1e-5);
      QVERIFY(std::abs(a.weight - b.weight) < 1e-4);
    }
  }
}

void EditsTest::aCutLeavesTheRestOfTheLife() {
  for (const float opacity : {0.05f, 0.5f, 0.95f}) {
    for (const float deviation : {0.1f, 0.4f, 3.0f}) {
      Gaussians4D one = sampleGaussians({.count = 1});
      one.time[0] = 0.2f;
      one.opacityLogit[0] = std::log(opacity / (1 - opacity));
      // Along the time axis only: the temporal scale is the deviation.
      one.rotation = one.rotationRight = {1, 0, 0, 0};
      one.logScaleTime[0] = std::log(deviation);
      Gaussians4D pieces = one.subset({});
      const int64_t count = appendWithout(one, 0, 0.1, 0.35, pieces);
      QCOMPARE(count, pieces.count());
      for (double time = -1; time <= 1.0001; time += 0.01) {
        const double whole = opacityAt(one, time), left = opacityAt(pieces, time);
        if (time > 0.0999 && time < 0.3501) QVERIFY(left <= whole / 255 + 1e-9);
        // Away from the cut it is what it was, within the ripple of the pieces.
        if (time < 0.0 || time > 0.45) QVERIFY2(std::abs(left - whole) < 0.12 * whole + 0.02, qPrintable(QString::number(time)));
      }
    }
  }
  // One that is not there in the range stays whole.
  Gaussians4D brief = sampleGaussians({.count = 1});
  brief.rotation = brief.rotationRight = {1, 0, 0, 0};
  brief.time[0] = -0.8f;
  brief.logScaleTime[0] = std::log(0.05f);
  Gaussians4D left = brief.subset({});
  QCOMPARE(appendWithout(brief, 0, 0.1, 0.3, left), int64_t(1));
  QCOMPARE(left.time, brief.time);
  QCOMPARE(left.rotation, brief.rotation);
}

void EditsTest::piecesKeepPathAndShape() {
  const Gaussians4D set = sampleGaussians({.count = 20, .shDegree = 1, .timeHarmonics = 1});
  for (int64_t i = 0; i < set.count(); ++i) {
    Gaussians4D pieces = set.subset({});
    appendWithout(set, i, -0.1, 0.1, pieces);
    pieces.check();
    for (int64_t k = 0; k < pieces.count(); ++k) {
      const double time = pieces.time[static_cast<size_t>(k)];
      const Slice a = slice(set, i, time), b = slice(pieces, k, time);
      QVERIFY(glm::length(a.mean - b.mean) < 1e-3 * (1 + glm::length(a.mean)));
      QVERIFY(distance(a.covariance, b.covariance) < 1e-4);
    }
  }
}

void EditsTest::removalsNameTheStoredVersion() {
  const GaussianScene scene = sampleScene({.count = 30});
  Edit first{.names = {0, 5, 29}}, second{.kind = Edit::Kind::hide, .names = {4, 6}};
  Edit third{.names = {10, 11}, .wholeLife = false, .from = 2.9, .to = 3.1};
  const EditedScene edited = apply(scene, {first, second, third});
  QCOMPARE(edited.names.size(), static_cast<size_t>(edited.scene.gaussians.count()));
  for (const int64_t name : {0, 4, 5, 6, 29}) QVERIFY(std::count(edited.names.begin(), edited.names.end(), name) == 0);
  for (size_t i = 0; i < edited.names.size(); ++i) {
    const auto name = static_cast<size_t>(edited.names[i]);
    if (name == 10 || name == 11) continue;
    QCOMPARE(edited.scene.gaussians.position[3 * i], scene.gaussians.position[3 * name]);
  }
  // A second cut of the same one cuts its pieces.
  const EditedScene twice = apply(scene, {third, third});
  QVERIFY(twice.scene.gaussians.count() > 0);
  // Without the edits in the list it is what it was.
  QCOMPARE(apply(scene, {}).scene.gaussians.position, scene.gaussians.position);
  // Static ones have no life: a range means always.
  const GaussianScene still = sampleScene({.count = 30, .isStatic = true});
  QCOMPARE(apply(still, {third}).scene.gaussians.count(), int64_t(28));
}

void EditsTest::aBoxCropsByPlace() {
  const GaussianScene scene = sampleScene({.count = 300});
  Edit box{.kind = Edit::Kind::crop};
  box.world_from_box = glm::dmat4(2, 0, 0, 0, 0, 1.5, 0, 0, 0, 0, 3, 0, 0.5, 0, -1, 1);
  const EditedScene inside = apply(scene, {box});
  box.keepInside = false;
  const EditedScene outside = apply(scene, {box});
  QVERIFY(!inside.names.empty() && !outside.names.empty());
  QCOMPARE(inside.names.size() + outside.names.size(), size_t(300));
  const AffineMap world = worldFromFrame(scene.frame);
  for (const int64_t name : inside.names) {
    const float* p = &scene.gaussians.position[3 * static_cast<size_t>(name)];
    const glm::dvec3 at = world.linear * glm::dvec3(p[0], p[1], p[2]) + world.translation;
    QVERIFY(std::abs(at.x - 0.5) <= 2 && std::abs(at.y) <= 1.5 && std::abs(at.z + 1) <= 3);
  }
}

void EditsTest::aTransformMovesTheWorld() {
  const GaussianScene scene = sampleScene({.count = 3});
  Edit move{.kind = Edit::Kind::transform};
  move.edited_from_world = glm::dmat4(0, 0, -3, 0, 0, 3, 0, 0, 3, 0, 0, 0, 1, 2, 3, 1);
  const EditedScene edited = apply(scene, {move});
  QVERIFY(isRigid(edited.scene.frame.frame_from_world));
  QCOMPARE(edited.scene.gaussians.position, scene.gaussians.position);
  const AffineMap before = worldFromFrame(scene.frame), after = worldFromFrame(edited.scene.frame);
  for (const glm::dvec3 p : {glm::dvec3(0), glm::dvec3(1, -2, 0.5)}) {
    const glm::dvec3 was = before.linear * p + before.translation;
    const glm::dvec3 expected(move.edited_from_world * glm::dvec4(was, 1));
    QVERIFY(glm::length(after.linear * p + after.translation - expected) < 1e-9);
  }
}

void EditsTest::whatCannotBeIsRefused() {
  const GaussianScene scene = sampleScene({.count = 10});
  const auto refused = [&](const Edit& edit) { return failureOf([&] { apply(scene, {edit}); }).code == ErrorCode::badInput; };
  QVERIFY(refused({.names = {3, 10}}));
  QVERIFY(refused({.names = {-1}}));
  QVERIFY(refused({.names = {4, 3}}));
  QVERIFY(refused({.names = {4, 4}}));
  QVERIFY(refused({.names = {1}, .wholeLife = false, .from = 2, .to = 1}));
  QVERIFY(refused({.names = {1}, .wholeLife = false, .from = std::nan(""), .to = 1}));
  Edit mirror{.kind = Edit::Kind::transform};
  mirror.edited_from_world[0][0] = -1;
  QVERIFY(refused(mirror));
  Edit stretch{.kind = Edit::Kind::transform};
  stretch.edited_from_world[1][1] = 2;
  QVERIFY(refused(stretch));
  Edit flat{.kind = Edit::Kind::crop};
  flat.world_from_box[2] = glm::dvec4(0);
  QVERIFY(refused(flat));
}

void EditsTest::filesKeepEdits() {
  Edit remove{.names = {0, 1, 2, 7, 9, 10}, .wholeLife = false, .from = 0.25, .to = 1.5};
  Edit hide{.kind = Edit::Kind::hide, .names = {3}};
  Edit crop{.kind = Edit::Kind::crop, .keepInside = false};
  crop.world_from_box[3] = {1, 2, 3, 1};
  Edit move{.kind = Edit::Kind::transform};
  move.edited_from_world[3] = {0.1, 0.2, 0.3, 1};
  Edit off = hide;
  off.enabled = false;
  for (const Edit& edit : {remove, hide, crop, move, off}) {
    const std::string text = toJson(edit).dump();
    QVERIFY2(editFromJson(nlohmann::json::parse(text)) == edit, text.c_str());
  }
  QCOMPARE(toJson(remove)["names"].size(), size_t(3));  // runs
  for (const char* text : {"{}", "[]", "{\"kind\":\"melt\"}", "{\"kind\":\"remove\",\"names\":[[0,1000000000000]]}",
                           "{\"kind\":\"remove\",\"names\":[[5,2],[3,1]]}", "{\"kind\":\"remove\",\"names\":[[0,-1]]}",
                           "{\"kind\":\"crop\",\"world_from_box\":[1,2],\"keep_inside\":true}",
                           "{\"kind\":\"remove\",\"names\":[],\"from\":2,\"to\":1}"})
    QCOMPARE(failureOf([&] { editFromJson(nlohmann::json::parse(text)); }).code, ErrorCode::fileDamaged);
}

QTEST_GUILESS_MAIN(EditsTest)
#include "edits_test.moc"
