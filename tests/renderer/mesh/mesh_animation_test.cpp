// Poses and skins against numbers worked out by hand.
#include "renderer/mesh/mesh_animation.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>

#include "gltf_builder.h"
#include "reconstruction/core/error.h"
#include "renderer/mesh/mesh_file.h"

using namespace fsm;
using namespace fsm::renderer;
using namespace fsm::test;

namespace {

bool near(const glm::vec3& a, const glm::vec3& b) { return glm::length(a - b) < 1e-4f; }

/// One node that moves along x from 0 to 4 in 2 s and has a scale of 3.
MeshModel slider() {
  MeshModel model;
  model.nodes = {{"slider", -1, glm::mat4(3.0f), {}}};
  MeshTrack track;
  track.rest.scale = glm::vec3(3);
  track.translation = {{0, 2}, {glm::vec3(0), glm::vec3(4, 0, 0)}};
  model.clips = {{"slide", 2, {track}}};
  return model;
}

float slide(double time, Playback playback) { return poseAt(slider(), 0, time, playback)[0][3].x; }

}  // namespace

class MeshAnimationTest : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;

  MeshModel strip() {
    const std::filesystem::path path = folder_.filePath("strip.glb").toStdString();
    writeBytes(path, stripGltf().glb());
    return readMeshFile(path);
  }
  /// The vertex of the strip that was at `rest`, at that time.
  glm::vec3 at(const MeshModel& model, const glm::vec3& rest, double time) {
    const MeshPart& part = model.parts[0];
    const std::vector<glm::mat4> joints = jointMatrices(part, poseAt(model, model.clip("bend"), time, Playback::clamp));
    for (const MeshVertex& vertex : part.vertices)
      if (near(vertex.position, rest)) return placedPosition(vertex, joints, true);
    qFatal("no such vertex");
    return {};
  }

 private slots:
  void skinsFollowTheirJoints() {
    const MeshModel model = strip();
    QCOMPARE(model.clips.size(), size_t{1});
    QVERIFY(std::abs(model.clips[0].duration - 2) < 1e-6);
    // "high" turns about (0, 1, 0): at 2 s by 90 degrees, (x, y) -> (-(y - 1), 1 + x).
    QVERIFY(near(at(model, {1, 2, 0}, 0), {1, 2, 0}));
    QVERIFY(near(at(model, {1, 2, 0}, 2), {-1, 2, 0}));
    QVERIFY(near(at(model, {0, 2, 0}, 2), {-1, 1, 0}));
    const float half = std::sqrt(0.5f);  // 45 degrees at 1 s
    QVERIFY(near(at(model, {0, 2, 0}, 1), {-half, 1 + half, 0}));
    QVERIFY(near(at(model, {1, 1, 0}, 2), {0.5f, 1.5f, 0}));  // mean of (1, 1) and (0, 2)
    QVERIFY(near(at(model, {1, 0, 0}, 2), {1, 0, 0}));
  }

  void boundsAreThoseOfThePose() {
    const MeshModel model = strip();
    const MeshBounds rest = boundsOf(model, poseAt(model, kRestPose, 0, Playback::loop));
    QVERIFY(near(rest.low, {0, 0, 0}) && near(rest.high, {1, 2, 0}));
    const MeshBounds bent = boundsOf(model, poseAt(model, 0, 2, Playback::clamp));
    QVERIFY(near(bent.low, {-1, 0, 0}) && near(bent.high, {1, 2, 0}));
  }

  void loopsAndClamps() {
    QCOMPARE(slide(0.5, Playback::loop), 1.0f);
    QCOMPARE(slide(2.5, Playback::loop), 1.0f);
    QCOMPARE(slide(-0.5, Playback::loop), 3.0f);
    QCOMPARE(slide(2.5, Playback::clamp), 4.0f);
    QCOMPARE(slide(-0.5, Playback::clamp), 0.0f);
  }

  void whatHasNoKeysStays() { QCOMPARE(poseAt(slider(), 0, 1, Playback::loop)[0][0].x, 3.0f); }

  void turnsTakeTheShorterWay() {
    MeshModel model = slider();
    Keys<glm::quat>& keys = model.clips[0].tracks[0].rotation;
    const glm::quat quarter = glm::angleAxis(glm::radians(90.0f), glm::vec3(0, 0, 1));
    keys = {{0, 2}, {glm::quat(1, 0, 0, 0), -quarter}};  // the same turn, written the other way
    const glm::mat4 pose = poseAt(model, 0, 1, Playback::loop)[0];
    QVERIFY(near(glm::vec3(pose[0]) / 3.0f, {std::sqrt(0.5f), std::sqrt(0.5f), 0}));
  }

  void childrenFollowTheirParents() {
    MeshModel model = slider();
    glm::mat4 up(1.0f);
    up[3].y = 1;
    model.nodes.push_back({"child", 0, up, {}});
    QVERIFY(near(glm::vec3(poseAt(model, 0, 1, Playback::loop)[1][3]), {2, 3, 0}));
  }

  void wrongQuestionsAreErrors() {
    QVERIFY_EXCEPTION_THROWN(poseAt(slider(), 1, 0, Playback::loop), Error);
    QVERIFY_EXCEPTION_THROWN(poseAt(slider(), -2, 0, Playback::loop), Error);
    QVERIFY_EXCEPTION_THROWN(poseAt(slider(), 0, std::numeric_limits<double>::quiet_NaN(), Playback::loop), Error);
  }
};

QTEST_GUILESS_MAIN(MeshAnimationTest)
#include "mesh_animation_test.moc"
