// Cameras under resize, crop and quarter turns: a world point must land where its pixel went.
#include "reconstruction/core/geometry.h"

#include <QTest>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <limits>

using namespace fsm;

namespace {

Camera sampleCamera() {
  Camera camera;
  camera.intrinsics = {{640, 480}, 500, 510, 322.5, 236.25};
  camera.world_from_camera =
      glm::rotate(glm::translate(glm::dmat4(1.0), {0.3, -1.2, 0.7}), 0.8, glm::normalize(glm::dvec3(0.2, 1, -0.4)));
  return camera;
}

bool near(double a, double b, double tolerance = 1e-9) { return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b)); }

/// A world point at the given place before the camera.
glm::dvec3 pointSeenBy(const Camera& camera, const glm::dvec3& inCamera) {
  return glm::dvec3(camera.world_from_camera * glm::dvec4(inCamera, 1.0));
}

}  // namespace

class GeometryTest : public QObject {
  Q_OBJECT
 private slots:
  void projectFollowsThePinholeFormula() {
    const Camera camera = sampleCamera();
    const glm::dvec3 pixel = project(camera, pointSeenBy(camera, {0.4, -0.2, 2}));
    QVERIFY(near(pixel.x, 500 * 0.4 / 2 + 322.5));
    QVERIFY(near(pixel.y, 510 * -0.2 / 2 + 236.25));
    QVERIFY(near(pixel.z, 2));
    QVERIFY(project(camera, pointSeenBy(camera, {0, 0, -1})).z < 0);
  }

  void turnedProjectsToTheTurnedPixel() {
    const Camera camera = sampleCamera();
    const double w = 640, h = 480;
    for (const glm::dvec3 place : {glm::dvec3(0.4, -0.2, 2), glm::dvec3(-0.7, 0.5, 3.5), glm::dvec3(0, 0, 1)}) {
      const glm::dvec3 world = pointSeenBy(camera, place);
      const glm::dvec3 p = project(camera, world);
      const glm::dvec2 expected[4] = {{p.x, p.y}, {h - p.y, p.x}, {w - p.x, h - p.y}, {p.y, w - p.x}};
      for (int turns = -4; turns < 8; ++turns) {
        const int k = ((turns % 4) + 4) % 4;
        const Camera after = turned(camera, turns);
        QCOMPARE(after.intrinsics.size, (k % 2 ? ImageSize{480, 640} : ImageSize{640, 480}));
        QVERIFY(isRigid(after.world_from_camera));
        const glm::dvec3 q = project(after, world);
        QVERIFY(near(q.x, expected[k].x) && near(q.y, expected[k].y) && near(q.z, p.z));
      }
    }
  }

  void resizedAndCroppedMoveThePixel() {
    Camera camera = sampleCamera();
    const glm::dvec3 world = pointSeenBy(camera, {0.3, 0.1, 2});
    const glm::dvec3 p = project(camera, world);
    Camera small = camera;
    small.intrinsics = resized(camera.intrinsics, {320, 120});
    QVERIFY(near(project(small, world).x, p.x / 2) && near(project(small, world).y, p.y / 4));
    Camera cut = camera;
    cut.intrinsics = cropped(camera.intrinsics, 100, 50, {200, 200});
    QVERIFY(near(project(cut, world).x, p.x - 100) && near(project(cut, world).y, p.y - 50));
    QCOMPARE(cut.intrinsics.size, (ImageSize{200, 200}));
  }

  void rigidityIsChecked() {
    const glm::dmat4 good = sampleCamera().world_from_camera;
    QVERIFY(isRigid(good));
    glm::dmat4 scaled = good;
    scaled[0] *= 1.01;
    QVERIFY(!isRigid(scaled));
    glm::dmat4 mirrored = good;
    mirrored[1] = -mirrored[1];
    QVERIFY(!isRigid(mirrored));
    glm::dmat4 broken = good;
    broken[3][1] = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(!isRigid(broken));
    glm::dmat4 projective = good;
    projective[0][3] = 0.5;
    QVERIFY(!isRigid(projective));
  }

  void inverseAndRowOrder() {
    const glm::dmat4 pose = sampleCamera().world_from_camera;
    const glm::dmat4 unit = inverseRigid(pose) * pose;
    for (int c = 0; c < 4; ++c)
      for (int r = 0; r < 4; ++r) QVERIFY(near(unit[c][r], c == r, 1e-12));
    const std::array<double, 16> rows = toRowMajor(pose);
    QCOMPARE(rows[3], 0.3);
    QCOMPARE(rows[7], -1.2);
    QVERIFY(fromRowMajor(rows) == pose);
  }
};

QTEST_GUILESS_MAIN(GeometryTest)
#include "geometry_test.moc"
