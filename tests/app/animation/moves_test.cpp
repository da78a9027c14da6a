// Presets, the reference path and the playback clock.
#include <QTest>
#include <cmath>

#include "app/animation/orbit.h"
#include "app/animation/playback_clock.h"
#include "app/animation/presets.h"
#include "app/animation/reference_path.h"
#include "app/animation/rotation.h"
#include "reconstruction/core/error.h"

using namespace fsm;
using namespace fsm::animation;

namespace {

CameraPose poseAt(double angle, double height = -1) {
  const glm::dmat4 pose = lookAt({4 * std::sin(angle), height, -4 * std::cos(angle)}, {0, 0, 0}, {0, -1, 0});
  return {glm::dvec3(pose[3]), glm::quat_cast(glm::dmat3(pose)), 1.2};
}

PresetStage stage() { return {poseAt(0.3), {0, 0, 0}, {0, -1, 0}, {10, 14}}; }

double difference(const CameraPose& a, const CameraPose& b) {
  return glm::length(a.position - b.position) + degreesBetween(a.rotation, b.rotation) + std::abs(a.focal - b.focal);
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

/// A hand-held walk of 200 frames, a little uneven in time.
FilmedCamera walk() {
  FilmedCamera camera{"phone", {}, {}};
  for (int i = 0; i < 200; ++i) {
    const double at = i / 30.0 + 0.002 * std::sin(12.9 * i);
    camera.times.push_back(5 + at);
    camera.poses.push_back(poseAt(0.2 * at + 0.02 * std::sin(2 * at), -1 + 0.1 * std::sin(1.3 * at)));
  }
  return camera;
}

}  // namespace

class MovesTest : public QObject {
  Q_OBJECT

 private slots:
  void turntableIsACircleThatCloses() {
    Animation base = newAnimation({10, 14});
    setMarker(base, {1, "kept", 0});
    const Animation animation = turntable(base, stage(), {360, 8});
    QCOMPARE(animation.length, 8.0);
    QCOMPARE(animation.markers.size(), size_t{1});
    QVERIFY(animation.camera.cyclic() && animation.time.empty());
    const double radius = glm::length(stage().start.position);
    double slowest = 1e9, fastest = 0;
    for (double at = 0; at < 8; at += 0.05) {
      const CameraPose pose = animation.camera.pose(at), next = animation.camera.pose(at + 0.05);
      QVERIFY(std::abs(glm::length(pose.position) - radius) < 1e-3 * radius);
      QVERIFY(std::abs(pose.position.y - stage().start.position.y) < 1e-9);
      // It looks at the pivot all the way round.
      QVERIFY(glm::dot(forwardOf(pose), -glm::normalize(pose.position)) > 0.99999);
      const double step = glm::length(next.position - pose.position);
      slowest = std::min(slowest, step);
      fastest = std::max(fastest, step);
    }
    QVERIFY(fastest < 1.05 * slowest);
    QVERIFY(difference(animation.camera.pose(0), animation.camera.pose(8)) < 1e-4);
    // To the right of what the camera sees.
    const glm::dvec3 moved = animation.camera.pose(0.2).position - stage().start.position;
    QVERIFY(glm::dot(moved, rightOf(stage().start)) > 0);

    const Animation swing = turntable(base, stage(), {-90, 3});
    QVERIFY(!swing.camera.cyclic());
    QVERIFY(std::abs(degreesBetween(swing.camera.pose(0).rotation, swing.camera.pose(3).rotation) - 90) < 1e-6);
    QCOMPARE(codeOf([&] { turntable(base, stage(), {0, 3}); }), ErrorCode::badInput);
    QCOMPARE(codeOf([&] { turntable(base, stage(), {90, -1}); }), ErrorCode::badInput);
  }

  void dollyIsStraightAndSoft() {
    for (const auto direction : {Dolly::Direction::in, Dolly::Direction::left, Dolly::Direction::up}) {
      const Animation animation = dolly(newAnimation({0, 1}), stage(), {direction, 2, 4});
      const CameraPose start = animation.camera.pose(0), middle = animation.camera.pose(2), end = animation.camera.pose(4);
      QVERIFY(difference(start, stage().start) < 1e-5);
      QVERIFY(std::abs(glm::length(end.position - start.position) - 2) < 1e-9);
      QVERIFY(glm::length(middle.position - 0.5 * (start.position + end.position)) < 1e-9);
      QVERIFY(degreesBetween(start.rotation, end.rotation) < 1e-5);
      QVERIFY(glm::length(animation.camera.pose(0.01).position - start.position) < 1e-3);
    }
  }

  void bulletTimeFreezesWhileTheCameraMoves() {
    const Animation animation = bulletTime(newAnimation({10, 14}), stage(), {11.5, 60, 3, true, true});
    const SceneSpan span = stage().span;
    QVERIFY(std::abs(animation.length - (1.5 + 3 + 2.5)) < 1e-9);
    QVERIFY(std::abs(animation.time.sceneTime(1, span) - 11) < 1e-9);
    for (double at = 1.5; at <= 4.5; at += 0.1) QCOMPARE(animation.time.sceneTime(at, span), 11.5);
    QVERIFY(std::abs(animation.time.sceneTime(7, span) - 14) < 1e-9);
    QVERIFY(difference(animation.camera.pose(0), animation.camera.pose(1.5)) < 1e-9);
    QVERIFY(difference(animation.camera.pose(4.5), animation.camera.pose(7)) < 1e-9);
    QVERIFY(std::abs(degreesBetween(animation.camera.pose(1.5).rotation, animation.camera.pose(4.5).rotation)) > 55);
    const double radius = glm::length(stage().start.position);
    double before = 0;
    for (double at = 1.5; at < 4.5; at += 0.05) {
      QVERIFY(std::abs(glm::length(animation.camera.pose(at).position) - radius) < 2e-3 * radius);
      const double turned = degreesBetween(stage().start.rotation, animation.camera.pose(at).rotation);
      QVERIFY(turned >= before - 1e-6);  // never back
      before = turned;
    }
    const Animation only = bulletTime(newAnimation({10, 14}), stage(), {11.5, -60, 3, false, false});
    QVERIFY(std::abs(only.length - 3) < 1e-9);
    QCOMPARE(codeOf([&] { bulletTime(newAnimation({10, 14}), stage(), {3, 60, 3, true, true}); }), ErrorCode::badInput);
  }

  void replayKeepsToTheFilmedPathWithFewKeys() {
    const FilmedCamera camera = walk();
    const Animation animation = replay(newAnimation({5, 12}), camera, {0.01, 0.2, 0.005});
    QVERIFY(animation.camera.keys().size() < 40);
    const SceneSpan span{5, 12};
    for (size_t i = 0; i < camera.times.size(); ++i) {
      const double at = camera.times[i] - camera.times.front();
      const CameraPose pose = animation.camera.pose(at);
      QVERIFY(glm::length(pose.position - camera.poses[i].position) <= 0.0101);
      QVERIFY(degreesBetween(pose.rotation, camera.poses[i].rotation) <= 0.201);
      QVERIFY(std::abs(animation.time.sceneTime(at, span) - camera.times[i]) < 1e-9);
    }
    const Animation still = replay(newAnimation({5, 12}), {"tripod", {poseAt(0)}, camera.times});
    QCOMPARE(still.camera.keys().size(), size_t{1});
    QVERIFY(std::abs(still.length - (camera.times.back() - camera.times.front())) < 1e-9);
    QCOMPARE(codeOf([] { replay({}, {"none", {}, {0, 1}}); }), ErrorCode::badInput);
  }

  void handHeldIsAModifierThatPresetsKeep() {
    Animation animation = handHeld(newAnimation({10, 14}), stage(), 2, 5);
    QVERIFY(animation.camera.shake() && animation.camera.shake()->seed == 5);
    QVERIFY(difference(animation.camera.steadyPose(1), stage().start) < 1e-9);
    QVERIFY(difference(animation.camera.pose(1), animation.camera.pose(1.4)) > 1e-3);
    animation = turntable(animation, stage(), {});
    QVERIFY(animation.camera.shake().has_value());
  }

  void pathOfAMovingCamera() {
    const FilmedCamera camera = walk();
    const ReferencePath path = ReferencePath::choose({}, {&camera, 1});
    QCOMPARE(path.kind(), ReferencePath::Kind::filmed);
    double before = -1;
    for (size_t i = 0; i < camera.poses.size(); i += 7) {
      const auto place = path.place(camera.poses[i]);
      QVERIFY(place.distance < 1e-9 && place.degrees < 1e-3 && path.onPath(place));
      QVERIFY(place.along > before);
      before = place.along;
    }
    for (double along = 0; along <= 1; along += 0.05) {
      const auto place = path.place(path.cameraAt(along));
      QVERIFY(std::abs(place.along - along) < 1e-3 && path.onPath(place));
    }
    CameraPose off = camera.poses[100];
    off.position -= 0.5 * forwardOf(off);
    QVERIFY(std::abs(path.place(off).distance - 0.5) < 0.02);
    QVERIFY(!path.onPath(path.place(off)));
    CameraPose turned = camera.poses[100];
    turned.rotation = turned.rotation * rotationOf({0, 0.3, 0});
    QVERIFY(path.place(turned).distance < 0.2 && !path.onPath(path.place(turned)));
  }

  void pathOfARigIsInOrder() {
    // An arc, given in another order.
    std::vector<FilmedCamera> rig;
    for (const int i : {3, 0, 4, 1, 2}) rig.push_back({"cam" + std::to_string(i), {poseAt(0.4 * i)}, {0}});
    const ReferencePath path = ReferencePath::choose({}, rig);
    QCOMPARE(path.kind(), ReferencePath::Kind::rig);
    double before = -1;
    for (int i = 0; i < 5; ++i) {
      const double along = path.place(poseAt(0.4 * i)).along;
      QVERIFY(path.onPath(path.place(poseAt(0.4 * i))));
      QVERIFY(along > before);  // growing angles are to the right here
      before = along;
    }
    QVERIFY(glm::dot(path.cameraAt(1).position - path.cameraAt(0).position, rightOf(path.cameraAt(0.5))) > 0);

    // A ring of eight: all but one of its ways are walked.
    std::vector<CameraPose> ring;
    for (const int i : {5, 2, 7, 0, 3, 6, 1, 4}) ring.push_back(poseAt(i * 0.7853981634));
    const ReferencePath round = ReferencePath::ofRig(ring);
    const double chord = 2 * 4 * std::sin(0.3926990817);
    QVERIFY(round.length() > 7 * chord && round.length() < 7 * 1.06 * chord);

    // A straight row that looks in parallel.
    std::vector<CameraPose> row;
    for (const int i : {2, 0, 1}) row.push_back({{1.0 * i, 0, 0}, {1, 0, 0, 0}, 1});
    const ReferencePath line = ReferencePath::ofRig(row);
    QVERIFY(std::abs(line.place({{0.5, 0, 0}, {1, 0, 0, 0}, 1}).along - 0.25) < 1e-2);
  }

  void pathOfKeysAndOfNothing() {
    const FilmedCamera camera = walk();
    CameraTrack track({{0, poseAt(0)}});
    QCOMPARE(ReferencePath::choose(track, {&camera, 1}).kind(), ReferencePath::Kind::filmed);
    track.set({1, poseAt(1)});
    const ReferencePath keyed = ReferencePath::choose(track, {&camera, 1});
    QCOMPARE(keyed.kind(), ReferencePath::Kind::keyed);
    QVERIFY(std::abs(keyed.place(poseAt(1)).along - 1) < 1e-9);
    // A camera that only turns is laid out by its angle.
    CameraTrack pan;
    for (int i = 0; i < 3; ++i) pan.set({1.0 * i, {{0, 0, 0}, rotationOf({0, 0.4 * i, 0}), 1}});
    const ReferencePath turning = ReferencePath::ofTrack(pan);
    QVERIFY(std::abs(turning.place({{0, 0, 0}, rotationOf({0, 0.4, 0}), 1}).along - 0.5) < 1e-3);

    const FilmedCamera tripod{"tripod", {poseAt(0)}, {0, 1}};
    const ReferencePath point = ReferencePath::choose({}, {&tripod, 1});
    QCOMPARE(point.kind(), ReferencePath::Kind::point);
    QCOMPARE(point.place(poseAt(0)).along, 0.0);
    QVERIFY(point.onPath(point.place(poseAt(0))));
    QVERIFY(difference(point.cameraAt(0.7), poseAt(0)) < 1e-9);
    const ReferencePath none = ReferencePath::choose({}, {});
    QVERIFY(none.empty() && none.place(poseAt(0)).along == 0);
    QCOMPARE(codeOf([&] { none.cameraAt(0); }), ErrorCode::badInput);
  }

  void clockShowsTheFrameThatIsDue() {
    PlaybackClock clock;
    const PlaybackRange range{10, 20, 25, LoopMode::loop};
    clock.start(100, range, 12);
    auto tick = clock.tick(100);
    QVERIFY(tick.frame == 12 && tick.changed && tick.dropped == 0);
    QVERIFY(std::abs(tick.waitSeconds - 0.04) < 1e-9);
    tick = clock.tick(100.02);
    QVERIFY(tick.frame == 12 && !tick.changed);
    tick = clock.tick(100.04);
    QVERIFY(tick.frame == 13 && tick.changed && tick.dropped == 0);
    // Three frames late: it does not slow down, and says so.
    tick = clock.tick(100.2);
    QVERIFY(tick.frame == 17 && tick.dropped == 3);
    // Over the end and round.
    tick = clock.tick(100.04 * 1 + 0.04 * 18);
    QCOMPARE(tick.frame, int64_t{11});
    clock.stop();
    QVERIFY(!clock.tick(500).changed);
    QCOMPARE(clock.tick(500).frame, int64_t{11});
  }

  void clockGoesThereAndBack() {
    PlaybackClock clock;
    clock.start(0, {0, 4, 10, LoopMode::pingPong}, 0);
    const int64_t expected[]{0, 1, 2, 3, 2, 1, 0, 1, 2, 3};
    for (int i = 0; i < 10; ++i) QCOMPARE(clock.tick(0.1 * i + 1e-6).frame, expected[i]);
    QCOMPARE(clock.tick(0.95).dropped, int64_t{0});
    // Another speed in the middle of the way back goes on from there.
    clock.start(0, {0, 4, 10, LoopMode::pingPong}, 0);
    QCOMPARE(clock.tick(0.41).frame, int64_t{2});
    clock.change(0.41, {0, 4, 10, LoopMode::pingPong}, 0.5);
    QCOMPARE(clock.tick(0.42).frame, int64_t{2});
    QCOMPARE(clock.tick(0.62).frame, int64_t{1});
  }

  void clockEndsOnceAndRunsBackwards() {
    PlaybackClock clock;
    clock.start(0, {0, 3, 10, LoopMode::once}, 0);
    clock.tick(0);
    QVERIFY(!clock.tick(0.25).finished);
    const auto end = clock.tick(0.31);
    QVERIFY(end.finished && end.frame == 2 && end.dropped == 1 && !clock.playing());
    clock.start(1, {0, 3, 10, LoopMode::once}, 2);  // at its end: from the start
    QCOMPARE(clock.tick(1).frame, int64_t{0});
    clock.start(0, {0, 5, 10, LoopMode::loop}, 2, -1);
    const int64_t expected[]{2, 1, 0, 4, 3};
    for (int i = 0; i < 5; ++i) QCOMPARE(clock.tick(0.1 * i + 1e-6).frame, expected[i]);
    // Four times as fast skips frames on purpose: none is dropped.
    clock.start(0, {0, 100, 10, LoopMode::loop}, 0, 4);
    for (int i = 0; i < 5; ++i) QCOMPARE(clock.tick(0.1 * i + 1e-6).frame, int64_t{4 * i});
    QCOMPARE(clock.tick(0.41).dropped, int64_t{0});
    QCOMPARE(codeOf([&] { clock.start(0, {0, 0, 10, LoopMode::loop}, 0); }), ErrorCode::badInput);
    QCOMPARE(codeOf([&] { clock.start(0, {0, 5, 10, LoopMode::loop}, 0, 0); }), ErrorCode::badInput);
  }
};

QTEST_GUILESS_MAIN(MovesTest)
#include "moves_test.moc"
