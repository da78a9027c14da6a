// Poses of a room filmed along a known path; what is said where that cannot work; and that no child and no file stays behind.
#include "reconstruction/capture/poses/pose_estimate.h"

#include <sys/wait.h>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <cerrno>
#include <random>
#include <thread>

#include "reconstruction/capture/poses/child_process.h"
#include "reconstruction/core/image_file.h"
#include "tests/capture/poses/room.h"
#include "tests/capture/poses/similarity.h"

using namespace fsm;
using namespace fsm::poses;
using fsm::testing::refuses;

namespace {

constexpr ImageSize kSize{360, 270};
constexpr int kFrames = 12;

PoseOptions options() {
  PoseOptions out;
  out.frames = kFrames;
  return out;
}

/// Sets a variable for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const QByteArray& value) : name_(name), before_(qgetenv(name)) { qputenv(name, value); }
  ~Variable() { qputenv(name_, before_); }

 private:
  const char* name_;
  QByteArray before_;
};

bool hasChildren() {
  int status = 0;
  return waitpid(-1, &status, WNOHANG) >= 0 || errno != ECHILD;
}

Capture still(int frames) {
  std::vector<glm::dmat4> truth;
  Capture capture = fsm::testing::roomCapture(2, kSize, truth);
  Image first;
  const std::vector<int> zero{0};
  capture.cameras[0].images->read(zero, [&](int, Image&& image) { first = std::move(image); });
  std::vector<Image> images;
  capture.cameras[0].times.clear();
  for (int i = 0; i < frames; ++i) {
    images.push_back(first);
    // Something crosses the picture.
    for (int y = 100; y < 170; ++y)
      for (int x = 0; x < 60; ++x) std::fill_n(images.back().at(20 * i + x, y), 3, static_cast<float>((x / 8 + y / 8) % 2));
    capture.cameras[0].times.push_back(0.1 * i);
  }
  capture.cameras[0].images = std::make_shared<MemoryImages>(std::move(images));
  return capture;
}

Capture noise(int frames) {
  std::mt19937 random(3);
  Capture capture = still(frames);
  std::vector<Image> images;
  for (int i = 0; i < frames; ++i) {
    images.emplace_back(kSize);
    for (float& v : images.back().rgb) v = static_cast<float>(random() % 256) / 255;
  }
  capture.cameras[0].images = std::make_shared<MemoryImages>(std::move(images));
  return capture;
}

}  // namespace

class EstimateTest : public QObject {
  Q_OBJECT

  QTemporaryDir scratch_;
  std::unique_ptr<Variable> temporary_;
  Capture room_;
  std::vector<glm::dmat4> truth_;

  bool scratchIsEmpty() const {
    const QStringList left = QDir(scratch_.path()).entryList(QStringList{"chronoscope-*", "colmap*"});
    if (!left.isEmpty()) qWarning("%s", qPrintable(left.join(' ')));
    return left.isEmpty();
  }

  /// A program called colmap that does what `script` says, first on PATH.
  std::unique_ptr<Variable> pretend(const QTemporaryDir& folder, const QByteArray& script) {
    QFile file(folder.filePath("colmap"));
    if (!file.open(QIODevice::WriteOnly)) return nullptr;
    file.write("#!/bin/sh\n" + script);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    file.close();
    return std::make_unique<Variable>("PATH", folder.path().toUtf8() + ":" + qgetenv("PATH"));
  }

 private slots:
  void initTestCase() {
    temporary_ = std::make_unique<Variable>("TMPDIR", scratch_.path().toUtf8());
    room_ = fsm::testing::roomCapture(kFrames, kSize, truth_);
  }

  void findsTheCamerasOfARoom() {
    if (!findProgram("colmap")) QSKIP("COLMAP is not installed");
    Progress progress;
    const PoseEstimate estimate = estimatePoses(room_, options(), progress);
    QVERIFY(!estimate.staticCamera);
    QCOMPARE(estimate.frames.size(), size_t{1});
    QVERIFY2(estimate.frames[0].count(FrameState::registered) == kFrames,
             qPrintable(QString::number(estimate.capture.cameras[0].frameCount())));
    const CaptureCamera& camera = estimate.capture.cameras[0];
    QCOMPARE(camera.frameCount(), kFrames);
    const auto difference = fsm::testing::comparePoses(camera.world_from_camera, truth_);
    qInfo("position %.4f of the path's extent, rotation %.3f degrees, focal length %.1f of %.1f, error %.2f px",
          difference.position, difference.rotation, camera.intrinsics.fx, 0.85 * kSize.width, estimate.reprojectionError);
    QVERIFY(difference.position < 0.03);
    QVERIFY(difference.rotation < 1.0);
    QVERIFY(std::abs(camera.intrinsics.fx / (0.85 * kSize.width) - 1) < 0.1);
    QVERIFY(estimate.reprojectionError < 1);
    QVERIFY(estimate.points.size() > 200);
    // The world: the first camera at the origin, up where the room has it, distances of a few metres.
    QVERIFY(glm::length(glm::dvec3(camera.pose(0)[3])) < 1e-9);
    const glm::dvec3 roomUp = glm::transpose(glm::dmat3(truth_[0])) * glm::dvec3(0, -1, 0);
    const glm::dvec3 foundUp = glm::transpose(glm::dmat3(camera.pose(0))) * glm::dvec3(0, -1, 0);
    QVERIFY2(glm::dot(roomUp, foundUp) > std::cos(glm::radians(10.0)), "the guessed up is more than 10 degrees off");
    const double distance = glm::length(glm::dvec3(camera.pose(0)[3]) - glm::dvec3(camera.pose(kFrames - 1)[3]));
    QVERIFY(distance > 0.5 && distance < 6);
    QVERIFY(scratchIsEmpty());
  }

  void aCameraThatDoesNotMoveIsStatic() {
    const QTemporaryDir folder;
    const auto fake = pretend(folder, "exit 1\n");  // it is not asked at all
    Progress progress;
    const PoseEstimate estimate = estimatePoses(still(8), options(), progress);
    QVERIFY(estimate.staticCamera);
    QCOMPARE(estimate.capture.cameras[0].world_from_camera.size(), size_t{1});
    QCOMPARE(estimate.capture.cameras[0].pose(5), staticPose());
    QCOMPARE(estimate.capture.cameras[0].frameCount(), 8);
    QVERIFY(estimate.capture.cameras[0].intrinsics.fx > 100);
    const auto says = [&](const char* words) {
      return std::any_of(estimate.capture.notes.begin(), estimate.capture.notes.end(),
                         [&](const std::string& note) { return note.find(words) != std::string::npos; });
    };
    QVERIFY(says("parallax") && says("does not move"));
    PoseOptions some = options();
    some.wanted = {{1, 4}};
    QCOMPARE(staticPoses(still(8), some).capture.cameras[0].frameCount(), 2);
    QVERIFY(scratchIsEmpty());
  }

  void picturesOfNothingAreExplained() {
    if (!findProgram("colmap")) QSKIP("COLMAP is not installed");
    Progress progress;
    PoseOptions few = options();
    few.frames = 4;
    few.longSide = 128;
    QVERIFY(refuses([&] { estimatePoses(noise(8), few, progress); }, ErrorCode::badInput, "0 of 8 frames"));
    QVERIFY(refuses([&] { estimatePoses(noise(8), few, progress); }, ErrorCode::badInput, "--poses static"));
    QVERIFY(scratchIsEmpty());
  }

  void withoutColmapItSaysWhatToInstall() {
    const Variable path("PATH", "");
    Progress progress;
    QVERIFY(refuses([&] { estimatePoses(room_, options(), progress); }, ErrorCode::notFound, "package 'colmap'"));
  }

  void aStepThatFailsIsNamed() {
    const QTemporaryDir folder;
    const auto fake = pretend(folder, "echo a reason; exit 3\n");
    Progress progress;
    try {
      estimatePoses(room_, options(), progress);
      QFAIL("nothing was thrown");
    } catch (const Error& error) {
      QVERIFY(std::string(error.what()).find("feature_extractor (exit code 3)") != std::string::npos);
      QVERIFY(error.detail().find("a reason") != std::string::npos);
    }
    QVERIFY(scratchIsEmpty());
  }

  void cancellingEndsTheProgramAndItsChildren() {
    const QTemporaryDir folder;
    const QByteArray pidFile = folder.filePath("pids").toUtf8();
    const auto fake =
        pretend(folder, "trap '' TERM\nsleep 600 &\necho $$ $! > " + pidFile + "\necho 'Processed file [1/12]'\nwait\n");
    Progress progress;
    std::thread user([&] {
      for (int i = 0; i < 600 && !QFile::exists(pidFile); ++i) QThread::msleep(50);
      progress.cancel();
    });
    const bool cancelled = refuses([&] { estimatePoses(room_, options(), progress); }, ErrorCode::cancelled, "Cancelled");
    user.join();
    QVERIFY(cancelled);
    QVERIFY(!hasChildren());
    QFile pids(pidFile);
    QVERIFY(pids.open(QIODevice::ReadOnly));
    for (const QByteArray& pid : pids.readAll().simplified().split(' ')) {
      // A grandchild may wait to be reaped by init, but it does not run any more.
      QFile state("/proc/" + pid + "/stat");
      QVERIFY2(!state.open(QIODevice::ReadOnly) || state.readAll().contains(") Z "), pid);
    }
    QVERIFY(scratchIsEmpty());
  }

  void impossibleWishesAreRefused() {
    Progress progress;
    PoseOptions wrong = options();
    wrong.wanted = {{3, 99}};
    QVERIFY(refuses([&] { estimatePoses(room_, wrong, progress); }, ErrorCode::badInput, "frames"));
    wrong = options();
    wrong.masks = "/nowhere/masks";
    QVERIFY(refuses([&] { estimatePoses(room_, wrong, progress); }, ErrorCode::notFound, "masks"));
    wrong = options();
    wrong.fieldOfView = 400;
    QVERIFY(refuses([&] { estimatePoses(room_, wrong, progress); }, ErrorCode::badInput, "field of view"));
    QVERIFY(scratchIsEmpty());
  }
};

QTEST_GUILESS_MAIN(EstimateTest)
#include "estimate_test.moc"
