// The two tracks of a clip, their edits and their text form.
#include <QTest>
#include <cmath>
#include <limits>

#include "app/animation/animation_json.h"
#include "app/animation/orbit.h"
#include "app/animation/rotation.h"
#include "app/animation/scene_time_edits.h"
#include "app/animation/snap.h"
#include "reconstruction/core/error.h"

using namespace fsm;
using namespace fsm::animation;

namespace {

constexpr SceneSpan kSpan{2, 6};

CameraPose poseAt(double angle, double roll = 0, double focal = 1) {
  const glm::dmat4 pose = lookAt({4 * std::sin(angle), -1, -4 * std::cos(angle)}, {0, 0, 0}, {0, -1, 0});
  return {glm::dvec3(pose[3]), glm::quat_cast(glm::dmat3(pose)) * rotationOf({0, 0, roll}), focal};
}

CameraPose placedAt(const glm::dvec3& position) { return {position, {1, 0, 0, 0}, 1}; }

double difference(const CameraPose& a, const CameraPose& b) {
  return glm::length(a.position - b.position) + degreesBetween(a.rotation, b.rotation) + std::abs(a.focal - b.focal);
}

struct Speed {
  glm::dvec3 position, turn;
};
/// One-sided difference quotients, of second order: `step` negative looks back.
Speed speedAt(const CameraTrack& track, double at, double step) {
  const CameraPose a = track.pose(at), b = track.pose(at + step), c = track.pose(at + 2 * step);
  const glm::dvec3 one = rotationVector(glm::conjugate(a.rotation) * b.rotation);
  const glm::dvec3 two = rotationVector(glm::conjugate(a.rotation) * c.rotation);
  return {(4.0 * b.position - c.position - 3.0 * a.position) / (2 * step), (4.0 * one - two) / (2 * step)};
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

TimeKey timeKey(double at, double time, TimeInterpolation interpolation = TimeInterpolation::smooth) {
  return {at, time, interpolation, std::nullopt, std::nullopt};
}

CameraTrack unevenTrack() {
  std::vector<CameraKey> keys;
  const double times[]{0, 0.5, 0.6, 2, 2.05, 4};
  keys.reserve(6);
  for (int i = 0; i < 6; ++i) keys.push_back({times[i], poseAt(0.5 * i * i, 0.3 * i, 1 + 0.2 * i)});
  return CameraTrack(keys);
}

}  // namespace

class TracksTest : public QObject {
  Q_OBJECT

 private slots:
  void cameraPassesThroughItsKeys() {
    const CameraTrack track = unevenTrack();
    for (const CameraKey& key : track.keys()) QVERIFY(difference(track.pose(key.at), key.pose) < 1e-6);
    QVERIFY(difference(track.pose(-5), track.keys().front().pose) < 1e-9);
    QVERIFY(difference(track.pose(99), track.keys().back().pose) < 1e-9);
    const Camera camera = track.camera(1, {640, 360});
    QVERIFY(isRigid(camera.world_from_camera));
    QCOMPARE(camera.intrinsics.cx, 320.0);
    QVERIFY(std::abs(camera.intrinsics.fy - 360 * track.pose(1).focal) < 1e-9);
    QVERIFY(difference(poseOf(camera), track.pose(1)) < 1e-6);
  }

  void cameraDoesNotBreakOrStopAtKeys() {
    const CameraTrack track = unevenTrack();
    constexpr double kStep = 1e-5;
    for (size_t i = 1; i + 1 < track.keys().size(); ++i) {
      const double at = track.keys()[i].at;
      const Speed before = speedAt(track, at, -kStep), after = speedAt(track, at, kStep);
      QVERIFY2(glm::length(before.position - after.position) < 1e-3, qPrintable(QString::number(i)));
      QVERIFY2(glm::length(before.turn - after.turn) < 1e-3, qPrintable(QString::number(i)));
      QVERIFY(glm::length(after.position) > 0.1);
    }
  }

  void rollIsKeptBetweenKeys() {
    // A camera that only rolls, evenly, by more than half a turn in all.
    std::vector<CameraKey> keys;
    keys.reserve(4);
    for (int i = 0; i < 4; ++i) keys.push_back({1.0 * i, poseAt(0.3, 1.2 * i)});
    const CameraTrack track(keys);
    for (double at = 0; at <= 3; at += 0.1) QVERIFY(difference(track.pose(at), poseAt(0.3, 1.2 * at)) < 1e-5);
  }

  void evenMotionIsExact() {
    std::vector<CameraKey> keys;
    for (const double at : {0.0, 1.0, 1.5, 4.0}) keys.push_back({at, placedAt({2 * at, -at, 0})});
    const CameraTrack track(keys);
    for (const double at : {0.25, 1.2, 2.7, 3.9})
      QVERIFY(glm::length(track.pose(at).position - glm::dvec3(2 * at, -at, 0)) < 1e-9);
  }

  void keysCloseInTimeDoNotThrowTheCamera() {
    // A slow way beside a jump within a millisecond.
    const CameraTrack track({{0, placedAt({0, 0, 0})},
                             {1, placedAt({1, 0, 0})},
                             {1.001, placedAt({2, 5, 0})},
                             {2, placedAt({3, 5, 0})},
                             {5, placedAt({3, 5, 0})},
                             {6, placedAt({4, 5, 0})}});
    for (double at = 0; at < 6; at += 0.003) {
      const glm::dvec3 p = track.pose(at).position;
      QVERIFY(p.x > -0.7 && p.x < 4.7 && p.y > -0.7 && p.y < 5.7);
    }
    // Equal keys: the camera stands between them.
    for (double at = 2; at < 5; at += 0.1) QVERIFY(glm::length(track.pose(at).position - glm::dvec3(3, 5, 0)) < 1e-9);
  }

  void easingsStopCutAndAreStraight() {
    const auto trackWith = [](Easing easing) {
      return CameraTrack(
          {{0, placedAt({0, 0, 0})}, {1, placedAt({1, 1, 0}), easing}, {2, placedAt({2, 0, 0})}, {3, placedAt({3, 1, 0})}});
    };
    const auto speed = [](const CameraTrack& track, double at, double step) {
      return glm::length(speedAt(track, at, step).position);
    };
    for (const double side : {-1e-5, 1e-5}) {
      QVERIFY(speed(trackWith(Easing::easeIn), 1, side) < 1e-2);
      QVERIFY(speed(trackWith(Easing::easeOut), 2, side) < 1e-2);
      QVERIFY(speed(trackWith(Easing::easeInOut), 1, side) < 1e-2 && speed(trackWith(Easing::easeInOut), 2, side) < 1e-2);
      QVERIFY(speed(trackWith(Easing::smooth), 1, side) > 0.5);
    }
    const CameraTrack linear = trackWith(Easing::linear);
    QVERIFY(glm::length(linear.pose(1.25).position - glm::dvec3(1.25, 0.75, 0)) < 1e-9);
    QVERIFY(glm::length(speedAt(linear, 2, -1e-5).position - speedAt(linear, 2, 1e-5).position) < 1e-3);
    const CameraTrack hold = trackWith(Easing::hold);
    QCOMPARE(hold.pose(1.999).position, glm::dvec3(1, 1, 0));
    QCOMPARE(hold.pose(2).position, glm::dvec3(2, 0, 0));
  }

  void cycleReturnsWithoutABreak() {
    std::vector<CameraKey> keys;
    keys.reserve(4);
    for (int i = 0; i < 4; ++i) keys.push_back({1.0 * i, poseAt(i * 1.5708)});
    CameraTrack track(keys);
    track.setCycle(4);
    QCOMPARE(track.end(), 4.0);
    QVERIFY(difference(track.pose(4), keys[0].pose) < 1e-5);
    QVERIFY(difference(track.pose(-1), keys[3].pose) < 1e-5);
    const Speed before = speedAt(track, 4, -1e-5), after = speedAt(track, 0, 1e-5);
    QVERIFY(glm::length(before.position - after.position) < 1e-3 && glm::length(before.turn - after.turn) < 1e-3);
    QCOMPARE(codeOf([&] { track.setCycle(3); }), ErrorCode::badInput);
    const size_t last = 3;
    track.move({&last, 1}, 2);  // past the cycle's end
    QVERIFY(!track.cyclic());
  }

  void keysAreEditedByValue() {
    CameraTrack track;
    QVERIFY(track.empty());
    QCOMPARE(codeOf([&] { track.pose(0); }), ErrorCode::badInput);
    QCOMPARE(track.set({2, poseAt(0.2)}), size_t{0});
    QCOMPARE(track.set({1, poseAt(0.1)}), size_t{0});
    QCOMPARE(track.set({3, poseAt(0.3)}), size_t{2});
    const CameraTrack before = track;
    QCOMPARE(track.set({2.0000001, poseAt(0.25)}), size_t{1});  // the same moment
    QCOMPARE(track.keys().size(), size_t{3});
    QVERIFY(!(track == before));
    const std::vector<size_t> moved{0, 1};
    QCOMPARE(track.move(moved, 1), (std::vector<size_t>{0, 1}));  // the second lands on the third
    QCOMPARE(track.keys().size(), size_t{2});
    QVERIFY(difference(track.pose(3), poseAt(0.25)) < 1e-5);
    QCOMPARE(track.keyNear(2.9, 0.2), std::optional<size_t>(1));
    QCOMPARE(track.keyNear(2.5, 0.2), std::optional<size_t>());
    track.remove(size_t{0});
    QCOMPARE(track.keys().size(), size_t{1});
    CameraPose broken = poseAt(0);
    broken.position.x = std::nan("");
    QCOMPARE(codeOf([&] { track.set({0, broken}); }), ErrorCode::badInput);
    QCOMPARE(codeOf([&] { track.set({std::numeric_limits<double>::infinity(), poseAt(0)}); }), ErrorCode::badInput);
  }

  void shakeIsSmoothBoundedAndRepeatable() {
    CameraTrack track({{0, poseAt(0)}});
    track.setShake(Shake{2, 0.1, 1.5, 7});
    CameraTrack other = track;
    other.setShake(Shake{2, 0.1, 1.5, 8});
    double most = 0, unlike = 0;
    for (double at = 0; at < 20; at += 0.01) {
      const CameraPose pose = track.pose(at);
      most = std::max(most, degreesBetween(pose.rotation, poseAt(0).rotation));
      unlike = std::max(unlike, difference(pose, other.pose(at)));
      QVERIFY(glm::length(pose.position - poseAt(0).position) <= 0.1 * std::sqrt(3.0));
      QVERIFY(difference(pose, track.pose(at + 1e-4)) < 1e-2);
    }
    QVERIFY(most > 0.5 && most <= 2 * std::sqrt(3.0));
    QVERIFY(unlike > 0.5);
    QVERIFY(difference(track.steadyPose(3), poseAt(0)) < 1e-9);
    CameraTrack cyclic({{0, poseAt(0)}, {1, poseAt(1)}});
    cyclic.setCycle(3.7);
    cyclic.setShake(Shake{2, 0.1, 1.5, 7});
    QVERIFY(difference(cyclic.pose(0.3), cyclic.pose(4)) < 1e-6);
    QCOMPARE(codeOf([&] { track.setShake(Shake{2, -1, 1.5, 7}); }), ErrorCode::badInput);
  }

  void withoutTimeKeysTheEventPlays() {
    SceneTimeTrack track;
    QCOMPARE(track.sceneTime(0, kSpan), 2.0);
    QCOMPARE(track.sceneTime(1.5, kSpan), 3.5);
    QCOMPARE(track.sceneTime(9, kSpan), 6.0);
    QCOMPARE(track.slopeAt(1, kSpan), 100.0);
    QCOMPARE(track.slopeAt(9, kSpan), 0.0);
    track.setAfter(AfterLast::loop);
    QVERIFY(std::abs(track.sceneTime(4.5, kSpan) - 2.5) < 1e-9);
    track.setAfter(AfterLast::pingPong);
    QVERIFY(std::abs(track.sceneTime(4.5, kSpan) - 5.5) < 1e-9);
    QCOMPARE(track.slopeAt(4.5, kSpan), -100.0);
  }

  void timeCurveIsSmoothAndNeverOvershoots() {
    const SceneTimeTrack track({timeKey(0, 2), timeKey(1, 3), timeKey(1.1, 5), timeKey(3, 5), timeKey(4, 2.5)});
    for (const TimeKey& key : track.keys()) QVERIFY(std::abs(track.sceneTime(key.at, kSpan) - key.time) < 1e-9);
    for (double at = 0; at < 4; at += 0.01) {
      QVERIFY(track.sceneTime(at, kSpan) >= 2 - 1e-9 && track.sceneTime(at, kSpan) <= 5 + 1e-9);
      constexpr double kStep = 1e-6;
      const double slope = (track.sceneTime(at + kStep, kSpan) - track.sceneTime(at - kStep, kSpan)) / (2 * kStep);
      if (at > 0.005 && at < 3.995) QVERIFY(std::abs(track.slopeAt(at, kSpan) - 100 * slope) < 0.5);
    }
    QCOMPARE(track.sceneTime(2, kSpan), 5.0);  // equal keys are a freeze
    QCOMPARE(track.slopeAt(2, kSpan), 0.0);
    // Beyond the event there is nothing.
    QCOMPARE(SceneTimeTrack({timeKey(0, 2), timeKey(1, 20)}).sceneTime(0.9, kSpan), 6.0);
  }

  void handlesBendTheCurve() {
    SceneTimeTrack track({timeKey(0, 2), timeKey(1, 3), timeKey(2, 4)});
    TimeKey key = track.keys()[1];
    key.slopeIn = 0.25;
    key.slopeOut = -1;
    track.set(key);
    QVERIFY(std::abs(track.slopeAt(1 - 1e-9, kSpan) - 25) < 1e-3);
    QVERIFY(std::abs(track.slopeAt(1, kSpan) + 100) < 1e-9);
    QVERIFY(track.sceneTime(1.1, kSpan) < 3);
    QCOMPARE(track.slopeOut(1), -1.0);
    QCOMPARE(track.slopeIn(2), SceneTimeTrack({timeKey(0, 2), timeKey(1, 3), timeKey(2, 4)}).slopeIn(2));
  }

  void afterTheLastKey() {
    SceneTimeTrack track({timeKey(1, 3, TimeInterpolation::linear), timeKey(3, 5, TimeInterpolation::linear)});
    QCOMPARE(track.sceneTime(0, kSpan), 3.0);
    QCOMPARE(track.sceneTime(4, kSpan), 5.0);
    track.setAfter(AfterLast::pingPong);
    QVERIFY(std::abs(track.sceneTime(4, kSpan) - 4) < 1e-9 && std::abs(track.sceneTime(5.5, kSpan) - 3.5) < 1e-9);
    for (double at = 0; at < 20; at += 0.01)
      QVERIFY(std::abs(track.sceneTime(at + 0.01, kSpan) - track.sceneTime(at, kSpan)) < 0.011);
    track.setAfter(AfterLast::loop);
    QVERIFY(std::abs(track.sceneTime(4, kSpan) - 4) < 1e-9 && std::abs(track.sceneTime(5.5, kSpan) - 3.5) < 1e-9);
  }

  void keysPutOnTheCurveDoNotChangeIt() {
    const SceneTimeTrack track({timeKey(0, 2), timeKey(1, 3), timeKey(2, 5), timeKey(3, 4),
                                timeKey(4, 6, TimeInterpolation::hold), timeKey(5, 3, TimeInterpolation::linear), timeKey(6, 4)});
    for (const double at : {-1.0, 0.5, 1.3, 2.9, 4.5, 5.5, 7.0}) {
      SceneTimeTrack edited = track;
      const size_t index = edited.insertOnCurve(at);
      QCOMPARE(edited.keys().size(), track.keys().size() + 1);
      QCOMPARE(edited.keys()[index].at, at);
      for (double t = -2; t < 8; t += 0.037) QVERIFY(std::abs(edited.sceneTime(t, kSpan) - track.sceneTime(t, kSpan)) < 1e-9);
    }
    SceneTimeTrack same = track;
    QCOMPARE(same.insertOnCurve(2), size_t{2});
    QVERIFY(same == track);
  }

  void freezeRampRetimeReverse() {
    const SceneTimeTrack freeze = frozen({}, 1, 2, kSpan);
    for (const auto& [at, time] : {std::pair{0.5, 2.5}, {1.0, 3.0}, {2.0, 3.0}, {3.0, 3.0}, {4.0, 4.0}, {6.0, 6.0}})
      QVERIFY(std::abs(freeze.sceneTime(at, kSpan) - time) < 1e-9);
    QCOMPARE(freeze.slopeAt(2, kSpan), 0.0);

    const SceneTimeTrack slow = retimed({}, 1, 2, 25, kSpan);
    for (const auto& [at, time] : {std::pair{1.0, 3.0}, {3.0, 3.5}, {5.0, 4.0}, {6.0, 5.0}})
      QVERIFY(std::abs(slow.sceneTime(at, kSpan) - time) < 1e-9);
    QVERIFY(std::abs(slow.slopeAt(3, kSpan) - 25) < 1e-9);

    const SceneTimeTrack ramp = ramped({}, 1, 2, 20, kSpan);
    QVERIFY(std::abs(ramp.slopeAt(0.5, kSpan) - 100) < 1e-9);
    QVERIFY(std::abs(ramp.slopeAt(1.5, kSpan) - 60) < 1e-9);
    QVERIFY(std::abs(ramp.slopeAt(2.5, kSpan) - 20) < 1e-9);
    QVERIFY(std::abs(ramp.sceneTime(2, kSpan) - 3.6) < 1e-9);
    QVERIFY(std::abs(ramp.keys().back().time - kSpan.last) < 1e-9);
    const SceneTimeTrack back = ramped({}, 1, 2, -100, kSpan);
    QVERIFY(std::abs(back.sceneTime(2, kSpan) - 3) < 1e-9 && std::abs(back.sceneTime(2.5, kSpan) - 2.5) < 1e-9);

    const SceneTimeTrack all = reversed({}, 0, 4, kSpan);
    for (double at = 0; at <= 4; at += 0.1) QVERIFY(std::abs(all.sceneTime(at, kSpan) - (6 - at)) < 1e-9);
    QVERIFY(std::abs(all.slopeAt(1, kSpan) + 100) < 1e-9);
    const SceneTimeTrack part = reversed({}, 1, 3, kSpan);
    for (const auto& [at, time] : {std::pair{0.9, 2.9}, {1.0, 5.0}, {1.5, 4.5}, {2.9, 3.1}, {3.1, 5.1}})
      QVERIFY(std::abs(part.sceneTime(at, kSpan) - time) < 1e-3);
    // Twice is as it was, but for the instants of the jumps.
    const SceneTimeTrack twice = reversed(part, 1, 3, kSpan);
    for (double at = 0.05; at < 4; at += 0.1) QVERIFY(std::abs(twice.sceneTime(at, kSpan) - (2 + at)) < 1e-3);

    QCOMPARE(codeOf([] { frozen({}, 1, -2, kSpan); }), ErrorCode::badInput);
    QCOMPARE(codeOf([] { retimed({}, 2, 1, 50, kSpan); }), ErrorCode::badInput);
    QCOMPARE(codeOf([] { retimed({}, 1, 2, 0, kSpan); }), ErrorCode::badInput);
    SceneTimeTrack looping;
    looping.setAfter(AfterLast::loop);
    QCOMPARE(codeOf([&] { frozen(looping, 5, 1, kSpan); }), ErrorCode::badInput);
  }

  void editsKeepTheRestOfASmoothCurve() {
    const SceneTimeTrack track({timeKey(0, 2), timeKey(1, 3), timeKey(2, 5), timeKey(3, 5.5), timeKey(4, 6)});
    const SceneTimeTrack edited = frozen(track, 1.5, 1, kSpan);
    for (double at = 0; at < 4; at += 0.05)
      QVERIFY(std::abs(edited.sceneTime(at < 1.5 ? at : at + 1, kSpan) - track.sceneTime(at, kSpan)) < 1e-9);
    // Far from the edit nothing became explicit.
    QVERIFY(!edited.keys().back().slopeIn);
  }

  void theTwoTracksAreIndependent() {
    Animation animation = newAnimation(kSpan, 24);
    QCOMPARE(animation.length, 4.0);
    QCOMPARE(animation.frameCount(), int64_t{96});
    const Camera free = cameraOf(poseAt(0.7), {320, 180});
    QVERIFY(difference(poseOf(animation.viewAt(1, {640, 480}, free, kSpan).camera), poseAt(0.7)) < 1e-5);
    animation.camera = unevenTrack();
    animation.time = frozen({}, 1, 2, kSpan);
    const View early = animation.viewAt(1.2, {640, 480}, free, kSpan), late = animation.viewAt(2.8, {640, 480}, free, kSpan);
    QCOMPARE(early.time, late.time);
    QVERIFY(difference(poseOf(early.camera), poseOf(late.camera)) > 0.1);
    QCOMPARE(early.camera.intrinsics.size, (ImageSize{640, 480}));

    setRange(animation, 1, 2);
    QCOMPARE(animation.frameCount(), int64_t{24});
    QCOMPARE(animation.timeOfFrame(12), 1.5);
    QCOMPARE(animation.frameAt(1.5), int64_t{36});
    setLength(animation, 1.5);
    QCOMPARE(animation.out, 1.5);
    setLength(animation, 0.5);
    QVERIFY(animation.in == 0 && animation.out == 0.5);
    QCOMPARE(codeOf([&] { setRange(animation, 0.4, 0.3); }), ErrorCode::badInput);
    QCOMPARE(codeOf([&] { setFps(animation, 0); }), ErrorCode::badInput);
  }

  void draggedThingsSnap() {
    Animation animation = newAnimation({0, 10}, 10);
    animation.camera.set({1.03, poseAt(0)});
    setMarker(animation, {2.27, "beat", 0xFF0000});
    QCOMPARE(snapped(animation, 1.05, 0.1, {}), 1.03);
    QCOMPARE(snapped(animation, 2.3, 0.1, {}), 2.27);
    QCOMPARE(snapped(animation, 3.04, 0.1, {}), 3.0);
    const double own = 1.03;
    SnapTargets targets;
    targets.without = {&own, 1};
    QCOMPARE(snapped(animation, 1.05, 0.02, targets), 1.1);
    targets.frames = false;
    QCOMPARE(snapped(animation, 1.05, 0.02, targets), 1.05);
    QCOMPARE(snapped(animation, 9.97, 0.1, targets), 10.0);  // the out point
  }

  void animationComesBackFromText() {
    Animation animation = newAnimation(kSpan, 29.97);
    animation.camera = unevenTrack();
    animation.camera.set({0.5, poseAt(1), Easing::easeInOut});
    animation.camera.set({0.6, poseAt(1.1), Easing::hold});
    animation.camera.setCycle(7.25);
    animation.camera.setShake(Shake{0.3, 0.01, 2.5, 99});
    animation.time = frozen({}, 1.0 / 3, 2, kSpan);
    TimeKey key = timeKey(1.7, 3.1);
    key.slopeOut = 0.125;
    animation.time.set(key);
    animation.time.setAfter(AfterLast::pingPong);
    animation.loop = LoopMode::pingPong;
    setRange(animation, 0.1, 3.3);
    setMarker(animation, {1.25, "sm\xC3\xB6rg\xC3\xA5s \"x\"", 0x12AB34});
    QVERIFY(animationFromJson(toJson(animation)) == animation);
    QVERIFY(animationFromJson(toJson(Animation{})) == Animation{});
  }

  void damagedText_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("code");
    const int damaged = static_cast<int>(ErrorCode::fileDamaged);
    QTest::newRow("not json") << QByteArray("{\"camera\"") << QByteArray("{{") << damaged;
    QTest::newRow("newer") << QByteArray("\"version\":1") << QByteArray("\"version\":2")
                           << static_cast<int>(ErrorCode::unsupported);
    QTest::newRow("no length") << QByteArray("\"length\":4.0") << QByteArray("\"lengthy\":4.0") << damaged;
    QTest::newRow("endless") << QByteArray("\"length\":4.0") << QByteArray("\"length\":1e99") << damaged;
    QTest::newRow("null time") << QByteArray("\"at\":0.5") << QByteArray("\"at\":null") << damaged;
    QTest::newRow("far key") << QByteArray("\"at\":0.5") << QByteArray("\"at\":1e300") << damaged;
    QTest::newRow("zero rotation") << QByteArray("\"rotation_wxyz\":[") << QByteArray("\"rotation_wxyz\":[0,0,0,0],\"x\":[")
                                   << damaged;
    QTest::newRow("zero lens") << QByteArray("\"focal\":1.0") << QByteArray("\"focal\":0") << damaged;
    QTest::newRow("unknown easing") << QByteArray("\"smooth\"") << QByteArray("\"bouncy\"") << damaged;
    QTest::newRow("no frames") << QByteArray("\"fps\":30.0") << QByteArray("\"fps\":0") << damaged;
    QTest::newRow("keys are words") << QByteArray("\"keys\":[") << QByteArray("\"keys\":\"many\",\"x\":[") << damaged;
    QTest::newRow("out before in") << QByteArray("\"in\":0.0") << QByteArray("\"in\":3.9999999999e3") << damaged;
    QTest::newRow("colour") << QByteArray("\"colour\":1") << QByteArray("\"colour\":99999999") << damaged;
  }
  void damagedText() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, code);
    Animation animation = newAnimation(kSpan);
    animation.camera = CameraTrack({{0.5, poseAt(0.5)}, {1, poseAt(1)}});
    setMarker(animation, {1, "m", 1});
    const QByteArray text = QByteArray::fromStdString(toJson(animation));
    QByteArray broken = text;
    const qsizetype place = broken.indexOf(from);
    QVERIFY2(place >= 0, text.constData());
    broken.replace(place, from.size(), to);
    QCOMPARE(static_cast<int>(codeOf([&] { animationFromJson(broken.toStdString()); })), code);
  }

  void tooManyKeysAreRefused() {
    std::string text = toJson(Animation{});
    std::string keys = "\"keys\":[";
    for (int i = 0; i < 100001; ++i) keys += "0,";
    keys += "0]";
    const std::string none = "\"keys\":[]";
    text.replace(text.find(none), none.size(), keys);
    QCOMPARE(codeOf([&] { animationFromJson(text); }), ErrorCode::fileDamaged);
  }
};

QTEST_GUILESS_MAIN(TracksTest)
#include "tracks_test.moc"
