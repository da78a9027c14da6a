// Exporting Gaussians: whole, one moment, a flip-book; projects and splat files; nothing left behind.
#include "app/jobs/export_job.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "app/jobs/gaussian_io.h"
#include "reconstruction/core/file.h"
#include "reconstruction/scene/project_file.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "tests/scene/gaussian_samples.h"

using namespace fsm;
using namespace fsm::jobs;
using fsm::testing::Failure;
using fsm::testing::failureOf;
namespace fs = std::filesystem;

namespace {

/// One Gaussian that moves along x of the frame: seen for about 0.3 of normalised time about its centre.
scene::GaussianScene movingScene() {
  scene::GaussianScene out;
  scene::Gaussians4D& g = out.gaussians;
  g.resize(1, false);
  g.position = {0.1f, 0.2f, 0.3f};
  g.logScale = {-3, -3, -3};
  g.opacityLogit = {3};
  g.sh = {0.5f, 0, -0.5f};
  g.time = {0.25f};
  g.logScaleTime = {-1.5f};
  // A little turn between space and time makes it move.
  g.rotation = {0.995f, 0.1f, 0, 0};
  g.rotationRight = {0.995f, -0.1f, 0, 0};
  out.frame.frame_from_world = {{0, 1, 0, 0}, {-1, 0, 0, 0}, {0, 0, 1, 0}, {1, 2, 3, 1}};
  out.frame.scale = 0.5;
  out.frame.timeCentre = 10;
  out.frame.timeHalfRange = 2;
  return out;
}

glm::dvec3 firstPosition(const scene::GaussianScene& scene) {
  const std::vector<float>& p = scene.gaussians.position;
  return {p.at(0), p.at(1), p.at(2)};
}

}  // namespace

class ExportJobTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    project_ = root_ / "scene.chrono";
    auto project = scene::ProjectFile::create(project_);
    scene::GaussianScene old = movingScene();
    old.gaussians.sh[0] = 0;
    project.setGaussians({"first", "model", "{}", "2025-01-01T00:00:00Z"}, old, scene::Quantisation::none);
    project.setGaussians({"refined", "model", "{}", "2025-01-02T00:00:00Z"}, movingScene(), scene::Quantisation::none);
  }

  void loadsWhateverHoldsGaussians() {
    QCOMPARE(loadGaussianScene(project_).gaussians.sh[0], 0.5f);
    QCOMPARE(loadGaussianScene(project_, "first").gaussians.sh[0], 0.0f);
    const Failure failure = failureOf([&] { loadGaussianScene(project_, "third"); });
    QCOMPARE(failure.code, ErrorCode::notFound);
    QVERIFY(failure.sentence.find("first, refined") != std::string::npos);
    const fs::path none = root_ / "none.chrono";
    scene::ProjectFile::create(none).setSetting("a", "1");
    const Failure empty = failureOf([&] { loadGaussianScene(none); });
    QCOMPARE(empty.code, ErrorCode::badInput);
    QVERIFY(empty.sentence.find("--decoder gaussians") != std::string::npos);
    QCOMPARE(failureOf([&] { loadGaussianScene(root_ / "absent.ply"); }).code, ErrorCode::notFound);
    QCOMPARE(failureOf([&] { loadGaussianScene(root_ / "absent.ply", "first"); }).code, ErrorCode::badInput);
    QVERIFY(isSplatSource("a/b.SPZ") && isSplatSource("meta.json") && !isSplatSource(project_));
  }

  void wholeScenesKeepTheirFrame() {
    Progress progress;
    const ExportResult result = exportJob({project_, {root_ / "whole.ply"}}, progress);
    QCOMPARE(result.files, 1);
    QCOMPARE(result.gaussians, int64_t{1});
    const scene::GaussianScene back = loadGaussianScene(root_ / "whole.ply");
    QCOMPARE(back.gaussians.rotationRight, movingScene().gaussians.rotationRight);
    QCOMPARE(back.frame.frame_from_world, movingScene().frame.frame_from_world);
    QCOMPARE(back.frame.timeCentre, 10.0);
  }

  void whatIsOpenIsWrittenTheSame() {
    Progress progress;
    exportJob({project_, {root_ / "stored.ply", 10.7}}, progress);
    exportScene(movingScene(), {root_ / "open.ply", 10.7}, progress);
    QCOMPARE(readBinaryFile(root_ / "open.ply"), readBinaryFile(root_ / "stored.ply"));
    // An edit that was never stored.
    scene::GaussianScene edited = movingScene();
    edited.gaussians.sh[0] = 0.25f;
    exportScene(edited, {root_ / "edited.ply"}, progress);
    QCOMPARE(loadGaussianScene(root_ / "edited.ply").gaussians.sh[0], 0.25f);
  }

  void momentsAreInTheWorld_data() {
    QTest::addColumn<QString>("ending");
    QTest::newRow("PLY") << ".ply";
    QTest::newRow("SPZ") << ".spz";
  }
  void momentsAreInTheWorld() {
    QFETCH(QString, ending);
    const fs::path file = root_ / ("moment" + ending.toStdString());
    Progress progress;
    exportJob({project_, {file, 10.7}}, progress);
    const scene::GaussianScene back = loadGaussianScene(file), scene = movingScene();
    QVERIFY(back.gaussians.isStatic());
    QCOMPARE(back.frame.scale, 1.0);
    const scene::Slice slice = scene::slice(scene.gaussians, 0, 0.35);
    const glm::dvec3 expected(inverseRigid(scene.frame.frame_from_world) * glm::dvec4(slice.mean / scene.frame.scale, 1));
    QVERIFY(glm::length(firstPosition(back) - expected) < 1e-4);
    const glm::dvec3 still(inverseRigid(scene.frame.frame_from_world) *
                           glm::dvec4(glm::dvec3(0.1, 0.2, 0.3) / scene.frame.scale, 1));
    QVERIFY(glm::length(expected - still) > 1e-3);  // it has moved
    const double opacity = 1 / (1 + std::exp(-double{back.gaussians.opacityLogit[0]}));
    QVERIFY(std::abs(opacity - slice.weight / (1 + std::exp(-3.0))) < 3e-3);
    const scene::Slice world = scene::slice(back.gaussians, 0, 0);
    const glm::dmat3 turn(inverseRigid(scene.frame.frame_from_world));
    const glm::dmat3 difference = world.covariance - turn * slice.covariance * glm::transpose(turn) * 4.0;
    for (int k = 0; k < 9; ++k) QVERIFY(std::abs(difference[k / 3][k % 3]) < 1.2e-3);
  }

  void flipBooksAreNumbered() {
    Progress progress;
    const ExportResult result = exportJob({project_, {root_ / "book.ply", {}, FrameRange{10.2, 10.8, 10}}}, progress);
    QCOMPARE(result.files, 7);
    QCOMPARE(result.gaussians, int64_t{7});
    const glm::dvec3 first = firstPosition(loadGaussianScene(root_ / "book" / "book0001.ply"));
    const glm::dvec3 last = firstPosition(loadGaussianScene(root_ / "book" / "book0007.ply"));
    QVERIFY(glm::length(first - last) > 1e-3);
    QVERIFY(!fs::exists(root_ / "book" / "book0008.ply"));
    exportJob({project_, {root_ / "plain", {}, FrameRange{10.5, 10.5, 30}}}, progress);
    QVERIFY(fs::exists(root_ / "plain" / "plain0001.ply"));
    QCOMPARE(failureOf([&] {
               exportJob({project_, {root_ / "book.ply", {}, FrameRange{10, 11, 10}}}, progress);
             }).code,
             ErrorCode::badInput);
  }

  void convertsSplatFiles() {
    scene::GaussianScene still;
    still.gaussians = fsm::testing::sampleGaussians({.count = 9, .shDegree = 2, .isStatic = true});
    scene::writeSplatFile(root_ / "in.ply", still);
    Progress progress;
    QCOMPARE(exportJob({root_ / "in.ply", {root_ / "out.spz"}}, progress).gaussians, int64_t{9});
    const scene::GaussianScene back = loadGaussianScene(root_ / "out.spz");
    QVERIFY(fsm::testing::worst(back.gaussians.position, still.gaussians.position) < 1e-4);
    exportJob({root_ / "in.ply", {root_ / "again.ply"}}, progress);
    QCOMPARE(loadGaussianScene(root_ / "again.ply").gaussians.sh, still.gaussians.sh);
  }

  void refusesWhatCannotBe_data() {
    QTest::addColumn<QString>("output");
    QTest::addColumn<double>("time");
    QTest::addColumn<double>("fps");
    QTest::addColumn<QString>("says");
    QTest::newRow("4D as SPZ") << "a.spz" << -1.0 << -1.0 << "--time";
    QTest::newRow("another ending") << "a.glb" << -1.0 << -1.0 << ".ply or .spz";
    QTest::newRow("no ending") << "a" << -1.0 << -1.0 << ".ply or .spz";
    QTest::newRow("both") << "a.ply" << 10.0 << 30.0 << "Leave one";
    QTest::newRow("a time without anything") << "a.ply" << 1000.0 << -1.0 << "from 8 to 12 s";
    QTest::newRow("endless frames") << "a.ply" << -1.0 << 1e9 << "more than";
    QTest::newRow("no frames") << "a.ply" << -1.0 << 0.0 << "FIRST:LAST:FPS";
    QTest::newRow("a folder") << "." << -1.0 << -1.0 << ".ply or .spz";
  }
  void refusesWhatCannotBe() {
    QFETCH(QString, output);
    QFETCH(double, time);
    QFETCH(double, fps);
    QFETCH(QString, says);
    ExportRequest request{project_, {root_ / output.toStdString()}};
    if (time >= 0) request.output.time = time;
    if (fps >= 0) request.output.frames = FrameRange{10, 11, fps};
    const auto entries = [&] { return std::distance(fs::directory_iterator(root_), fs::directory_iterator()); };
    const auto before = entries();
    Progress progress;
    const Failure failure = failureOf([&] { exportJob(request, progress); });
    QVERIFY2(failure.sentence.find(says.toStdString()) != std::string::npos, failure.sentence.c_str());
    QVERIFY(failure.code == ErrorCode::badInput || failure.code == ErrorCode::unsupported);
    QCOMPARE(entries(), before);
  }

  void cancellingLeavesNothing() {
    const auto entries = [&] { return std::distance(fs::directory_iterator(root_), fs::directory_iterator()); };
    const auto before = entries();
    Progress* running = nullptr;
    int reports = 0;
    Progress progress([&](const ProgressReport& report) {
      if (report.stage == "Writing" && ++reports == 1) running->cancel();
    });
    running = &progress;
    QCOMPARE(failureOf([&] {
               exportJob({project_, {root_ / "gone.ply", {}, FrameRange{10, 11, 30}}}, progress);
             }).code,
             ErrorCode::cancelled);
    QVERIFY(reports > 0);
    QCOMPARE(entries(), before);
  }

 private:
  QTemporaryDir folder_;
  fs::path root_, project_;
};

QTEST_GUILESS_MAIN(ExportJobTest)
#include "export_job_test.moc"
