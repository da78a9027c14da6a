// Orbits about what cameras look at, and pictures of other shapes.
#include <QTest>
#include <cmath>

#include "app/animation/orbit.h"
#include "app/jobs/covering.h"
#include "app/jobs/orbit.h"
#include "reconstruction/core/error.h"

using namespace fsm;
using namespace fsm::jobs;
using animation::lookAt;

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

class OrbitTest : public QObject {
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

  void coveringKeepsTheMiddle() {
    const Intrinsics square = covering(kLens, {180, 180});
    QVERIFY(std::abs(square.fx - 250) < 1e-9 && std::abs(square.cx - 90) < 1e-9 && std::abs(square.cy - 90) < 1e-9);
    QCOMPARE(covering(kLens, kLens.size), kLens);
  }
};

QTEST_GUILESS_MAIN(OrbitTest)
#include "orbit_test.moc"
