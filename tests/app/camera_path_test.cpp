// Camera tracks, orbits and nerfstudio paths.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "app/jobs/camera_track.h"
#include "app/jobs/nerfstudio_path.h"
#include "app/jobs/orbit.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "tests/app/tiny_scene.h"

using namespace fsm;
using namespace fsm::jobs;

namespace {

const Intrinsics kLens{{640, 360}, 500, 500, 320, 180};

glm::dvec3 position(const glm::dmat4& pose) { return glm::dvec3(pose[3]); }

Camera cameraAt(double angle, double radius = 4, double height = -1) {
  return {kLens, lookAt({radius * std::sin(angle), height, -radius * std::cos(angle)}, {0, 0, 0}, {0, -1, 0})};
}

double largestDifference(const glm::dmat4& a, const glm::dmat4& b) {
  double largest = 0;
  for (int c = 0; c < 4; ++c)
    for (int r = 0; r < 4; ++r) largest = std::max(largest, std::abs(a[c][r] - b[c][r]));
  return largest;
}

template <typename Call>
ErrorCode codeOf(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

class CameraPathTest : public QObject {
  Q_OBJECT

 private slots:
  void lookAtLooksAtItsTarget() {
    const Camera camera{kLens, lookAt({1, 2, 3}, {-2, 0.5, 9}, {0, -1, 0})};
    QVERIFY(isRigid(camera.world_from_camera));
    const glm::dvec3 pixel = project(camera, {-2, 0.5, 9});
    QVERIFY(std::abs(pixel.x - 320) < 1e-6 && std::abs(pixel.y - 180) < 1e-6 && pixel.z > 0);
    // What lies higher (towards up) appears higher in the image.
    QVERIFY(project(camera, {-2, 0.0, 9}).y < pixel.y);
  }

  void orbitTurnsAboutWhatIsLookedAt() {
    std::vector<Camera> cameras;
    cameras.reserve(9);
    for (int i = 0; i < 9; ++i) cameras.push_back(cameraAt(-0.4 + 0.1 * i));
    const Orbit orbit = orbitOf(cameras, false);
    QVERIFY(glm::length(orbit.centre) < 1e-6);
    QVERIFY(largestDifference(orbit.pose(0), cameras[4].world_from_camera) < 1e-9);  // the middle one
    const double radius = glm::length(position(cameras[0].world_from_camera));
    for (const double degrees : {-40.0, -3.0, 0.0, 17.0, 90.0, 360.0}) {
      const glm::dmat4 pose = orbit.pose(degrees);
      QVERIFY(isRigid(pose));
      QVERIFY(std::abs(glm::length(position(pose) - orbit.centre) - radius) < 1e-6);
      QVERIFY(std::abs(glm::dot(position(pose) - orbit.centre, orbit.up) - glm::dot(orbit.offset, orbit.up)) < 1e-6);
    }
    QVERIFY(largestDifference(orbit.pose(0), orbit.pose(360)) < 1e-9);
    QVERIFY(orbit.observedDegrees > 40 && orbit.observedDegrees < 50);
    QVERIFY(std::abs(orbit.defaultSweep - 0.35 * orbit.observedDegrees) < 1e-9);
  }

  void defaultSweepStaysNearTheCameras() {
    // A phone that went up and down sees a large angle, but nothing to its sides.
    std::vector<Camera> cameras;
    cameras.reserve(21);
    for (int i = 0; i < 21; ++i) cameras.push_back(cameraAt(0, 4, -3 + 0.3 * i));
    const Orbit orbit = orbitOf(cameras, false);
    QVERIFY(orbit.observedDegrees > 60);
    QVERIFY(orbit.defaultSweep < 15);
  }

  void orbitWithoutACommonPoint() {
    // One camera, parallel cameras, and cameras that look apart: a point ahead of them.
    const Camera one = cameraAt(0.2);
    for (const Camera& camera : {one}) {
      const Orbit orbit = orbitOf({&camera, 1}, false);
      QVERIFY(project(camera, orbit.centre).z > 0);
      QVERIFY(std::abs(glm::length(orbit.offset) - 1) < 1e-9);
      QCOMPARE(orbit.defaultSweep, 12.0);
    }
    std::vector<Camera> parallel, apart;
    for (int i = -2; i <= 2; ++i) {
      parallel.push_back({kLens, glm::dmat4(1.0)});
      parallel.back().world_from_camera[3] = glm::dvec4(i, 0, 0, 1);
      apart.push_back({kLens, lookAt({0.5 * i, 0, 0}, {2.0 * i, 0, 5}, {0, -1, 0})});
    }
    for (const auto& cameras : {parallel, apart}) {
      const Orbit orbit = orbitOf(cameras, true);
      QVERIFY(orbit.centre.z > 0.5);
      QVERIFY(isRigid(orbit.pose(20)));
    }
    QCOMPARE(codeOf([] { orbitOf({}, true); }), ErrorCode::badInput);
  }

  void turnedCamerasOrbitUpright() {
    std::vector<Camera> cameras;
    cameras.reserve(4);
    for (int i = 0; i < 4; ++i) cameras.push_back(i == 3 ? turned(cameraAt(0.2 * i), 1) : cameraAt(0.2 * i));
    const Orbit orbit = orbitOf(cameras, true);
    QVERIFY(glm::dot(orbit.up, glm::dvec3(0, -1, 0)) > 0.95);
    QCOMPARE(orbit.intrinsics.size.width, 640);
  }

  void orbitAroundACompleteRing() {
    std::vector<Camera> ring;
    ring.reserve(8);
    for (int i = 0; i < 8; ++i) ring.push_back(cameraAt(i * 0.7854));
    const Orbit orbit = orbitOf(ring, true);
    QVERIFY(std::abs(glm::length(orbit.offset) - glm::length(position(ring[0].world_from_camera))) < 1e-3);
  }

  void trackPassesThroughItsKeys() {
    std::vector<CameraKey> keys;
    keys.reserve(6);
    for (int i = 0; i < 6; ++i) keys.push_back({0.5 * i + (i == 3 ? 0.1 : 0.0), cameraAt(0.3 * i * i), 0.2 * i});
    const CameraTrack track(keys);
    for (const CameraKey& key : keys) {
      QVERIFY(largestDifference(track.camera(key.at).world_from_camera, key.camera.world_from_camera) < 1e-9);
      QVERIFY(std::abs(*track.sceneTime(key.at) - *key.sceneTime) < 1e-9);
    }
    for (double at = 0; at < 2.5; at += 0.01) {
      QVERIFY(isRigid(track.camera(at).world_from_camera));
      // No jumps: two neighbouring moments lie close together.
      QVERIFY(glm::length(position(track.camera(at).world_from_camera) - position(track.camera(at + 0.01).world_from_camera)) <
              0.4);
    }
    QVERIFY(largestDifference(track.camera(-5).world_from_camera, keys.front().camera.world_from_camera) < 1e-9);
    QVERIFY(largestDifference(track.camera(99).world_from_camera, keys.back().camera.world_from_camera) < 1e-9);
  }

  void trackOfUniformMotionIsExact() {
    std::vector<CameraKey> keys;
    for (const double at : {0.0, 1.0, 1.5, 4.0}) {
      CameraKey key{at, {kLens, glm::dmat4(1.0)}, std::nullopt};
      key.camera.world_from_camera[3] = glm::dvec4(2 * at, -at, 0, 1);
      keys.push_back(key);
    }
    const CameraTrack track(keys);
    for (const double at : {0.25, 1.2, 2.7, 3.9})
      QVERIFY(glm::length(position(track.camera(at).world_from_camera) - glm::dvec3(2 * at, -at, 0)) < 1e-9);
    QVERIFY(!track.sceneTime(1.0).has_value());
  }

  void cyclicTrackReturns() {
    std::vector<CameraKey> keys;
    keys.reserve(4);
    for (int i = 0; i < 4; ++i) keys.push_back({1.0 * i, cameraAt(i * 1.5708), std::nullopt});
    const CameraTrack track(keys, 4);
    QVERIFY(largestDifference(track.camera(0).world_from_camera, track.camera(4).world_from_camera) < 1e-9);
    QVERIFY(largestDifference(track.camera(3.9999).world_from_camera, track.camera(0).world_from_camera) < 1e-2);
    QVERIFY(largestDifference(track.camera(-1).world_from_camera, keys[3].camera.world_from_camera) < 1e-9);
  }

  void trackRefusesNonsense() {
    CameraKey key{0, cameraAt(0), std::nullopt};
    QCOMPARE(codeOf([] { CameraTrack({}); }), ErrorCode::badInput);
    key.camera.world_from_camera[3].x = std::nan("");
    QCOMPARE(codeOf([&] { CameraTrack({key}); }), ErrorCode::badInput);
  }

  void coveringKeepsTheMiddle() {
    const Intrinsics square = covering(kLens, {180, 180});
    QVERIFY(std::abs(square.fx - 250) < 1e-9 && std::abs(square.cx - 90) < 1e-9 && std::abs(square.cy - 90) < 1e-9);
    QCOMPARE(covering(kLens, kLens.size), kLens);
  }

  void nerfstudioRoundTrip() {
    QTemporaryDir folder;
    std::vector<CameraKey> keys;
    keys.reserve(5);
    for (int i = 0; i < 5; ++i) keys.push_back({0.5 * i, cameraAt(0.2 * i), 3 + 0.5 * i});
    const CameraTrack track(keys);
    const std::filesystem::path file = folder.filePath("path.json").toStdString();
    writeNerfstudioPath(file, track, {320, 180}, 10, {3, 5});
    const NerfstudioPath read = readNerfstudioPath(file, {}, {3, 5});
    QCOMPARE(read.size.width, 320);
    QCOMPARE(*read.fps, 10.0);
    QVERIFY(std::abs(read.seconds - 2) < 1e-9);
    for (double at = 0; at < 1.95; at += 0.1) {
      const Camera before = track.camera(at), after = read.track.camera(at);
      QVERIFY(largestDifference(before.world_from_camera, after.world_from_camera) < 1e-6);
      QVERIFY(std::abs(covering(before.intrinsics, {320, 180}).fy - after.intrinsics.fy) < 1e-6);
      QVERIFY(std::abs(*track.sceneTime(at) - *read.track.sceneTime(at)) < 1e-6);
    }
  }

  void nerfstudioKeyframes() {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("path.json").toStdString();
    // Identity in OpenGL axes looks along -z with y up: in OpenCV axes y and z are flipped. The second key is column by column,
    // as text.
    writeFileAtomically(
        file, std::string(R"({"camera_type": "perspective", "render_width": 200, "render_height": 100, "default_fov": 90,
      "default_transition_sec": 2, "keyframes": [
        {"matrix": [1,0,0,5, 0,1,0,6, 0,0,1,7, 0,0,0,1], "render_time": 0.25},
        {"matrix": "[1,0,0,0, 0,1,0,0, 0,0,1,0, 8,9,10,1]", "render_time": 0.75, "override_transition_enabled": true,
         "override_transition_sec": 0.5}]})"));
    const NerfstudioPath path = readNerfstudioPath(file, {}, {10, 14});
    QVERIFY(std::abs(path.seconds - 0.5) < 1e-9);
    const Camera first = path.track.camera(0), last = path.track.camera(0.5);
    QVERIFY(glm::length(position(first.world_from_camera) - glm::dvec3(5, 6, 7)) < 1e-9);
    QVERIFY(glm::length(position(last.world_from_camera) - glm::dvec3(8, 9, 10)) < 1e-9);
    QVERIFY(std::abs(first.world_from_camera[2].z + 1) < 1e-9 && std::abs(first.world_from_camera[1].y + 1) < 1e-9);
    QVERIFY(std::abs(first.intrinsics.fy - 50) < 1e-9);
    QVERIFY(std::abs(*path.track.sceneTime(0.25) - 12) < 1e-9);
  }

  void nerfstudioDamage_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    const int damaged = static_cast<int>(ErrorCode::fileDamaged), bad = static_cast<int>(ErrorCode::badInput);
    QTest::newRow("no json") << "{" << damaged;
    QTest::newRow("a list") << "[1, 2]" << damaged;
    QTest::newRow("something else") << R"({"frames": []})" << damaged;
    QTest::newRow("no keys") << R"({"keyframes": []})" << damaged;
    QTest::newRow("short matrix") << R"({"keyframes": [{"matrix": [1, 2, 3]}]})" << damaged;
    QTest::newRow("words") << R"({"keyframes": [{"matrix": "rm -rf"}]})" << damaged;
    QTest::newRow("no rotation") << R"({"keyframes": [{"matrix": [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1]}]})" << bad;
    QTest::newRow("wide angle") << R"({"keyframes": [{"fov": 180, "matrix": [1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]}]})" << damaged;
    QTest::newRow("panorama") << R"({"camera_type": "equirectangular", "keyframes": [{}]})"
                              << static_cast<int>(ErrorCode::unsupported);
    QTest::newRow("seconds without saying so")
        << R"({"keyframes": [{"render_time": 3.5, "matrix": [1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]}]})" << bad;
  }
  void nerfstudioDamage() {
    QFETCH(QString, text);
    QFETCH(int, code);
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("path.json").toStdString();
    writeFileAtomically(file, text.toStdString());
    QCOMPARE(static_cast<int>(codeOf([&] { readNerfstudioPath(file, {}, {0, 1}); })), code);
  }
};

QTEST_GUILESS_MAIN(CameraPathTest)
#include "camera_path_test.moc"
