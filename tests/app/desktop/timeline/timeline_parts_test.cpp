// The timeline without pixels: clocks and rulers, selections that outlive their keys' numbers, edits of many keys, angles.
#include <QApplication>
#include <QTest>

#include "app/animation/scene_time_edits.h"
#include "app/desktop/timeline/camera_angles.h"
#include "app/desktop/timeline/ruler.h"
#include "app/desktop/timeline/time_axis.h"
#include "app/desktop/timeline/timecode.h"
#include "app/desktop/timeline/timeline_edits.h"
#include "app/desktop/timeline/timeline_hits.h"

using namespace fsm;
using namespace fsm::desktop;
using animation::Animation;
using animation::CameraKey;
using animation::Easing;
using animation::SceneSpan;
using animation::TimeInterpolation;
using animation::TimeKey;

namespace {

constexpr SceneSpan kSpan{0, 2};

Animation threeKeys() {
  Animation animation = animation::newAnimation(kSpan, 30);
  animation::setLength(animation, 4);
  for (const double at : {0.0, 1.0, 3.0}) {
    animation.camera.set({at, {{at, 0, 0}, {1, 0, 0, 0}, 1}, Easing::smooth});
    animation.time.set({at, at / 2, TimeInterpolation::linear, std::nullopt, std::nullopt});
  }
  animation::setMarker(animation, {0.5, "half", 0xff0000});
  return animation;
}

KeySelection selected(Row row, std::initializer_list<double> moments) {
  KeySelection selection;
  for (const double at : moments) selection.add(row, at);
  return selection;
}

template <typename Keys>
QList<double> moments(const Keys& keys) {
  QList<double> out;
  for (const auto& key : keys) out.push_back(std::round(key.at * 1e6) / 1e6);
  return out;
}

}  // namespace

class TimelinePartsTest : public QObject {
  Q_OBJECT
 private slots:
  void timecodesOfEveryFrameComeBack() {
    for (const double fps : {24.0, 29.97, 30.0, 120.0})
      for (int frame = 0; frame < 5000; frame += 7) {
        const QString text = timecode(frame / fps, fps);
        const auto seconds = secondsOfTimecode(text, fps);
        QVERIFY2(seconds && std::llround(*seconds * fps) == frame, qPrintable(text));
      }
    QCOMPARE(timecode(0, 30), QStringLiteral("0:00"));
    QCOMPARE(timecode(2.5, 30), QStringLiteral("2:15"));
    QCOMPARE(timecode(62.5, 24), QStringLiteral("1:02:12"));
    QCOMPARE(timecode(3600, 25), QStringLiteral("1:00:00:00"));
    QCOMPARE(timecode(std::nan(""), 25), QStringLiteral("0:00"));
  }

  void typedTimes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("seconds");  // negative: refused
    QTest::newRow("timecode") << "2:15" << 2.5;
    QTest::newRow("minutes") << "1:02:15" << 62.5;
    QTest::newRow("frames") << "75f" << 2.5;
    QTest::newRow("seconds") << "2.5" << 2.5;
    QTest::newRow("seconds with comma and unit") << " 2,5 s " << 2.5;
    QTest::newRow("a frame that no second has") << "2:30" << -1.0;
    QTest::newRow("sixty seconds") << "1:60:00" << -1.0;
    QTest::newRow("words") << "soon" << -1.0;
    QTest::newRow("parts missing") << "1::2" << -1.0;
    QTest::newRow("too many parts") << "1:1:1:1:1" << -1.0;
    QTest::newRow("not finite") << "1e999" << -1.0;
    QTest::newRow("empty") << "" << -1.0;
  }
  void typedTimes() {
    QFETCH(QString, text);
    QFETCH(double, seconds);
    const auto typed = secondsOfTimecode(text, 30);
    QCOMPARE(typed.has_value(), seconds >= 0);
    if (typed) QCOMPARE(*typed, seconds);
  }

  void labelsOfRulersHaveRoom() {
    for (double perPixel = 1e-4; perPixel < 1000; perPixel *= 1.7) {
      const RulerSteps steps = rulerSteps(perPixel, 30, 60);
      QVERIFY(steps.major / perPixel >= 60);
      QVERIFY(steps.minors == 1 || steps.major / steps.minors / perPixel >= 5);
      const double frames = steps.major * 30;
      QVERIFY(std::abs(frames - std::round(frames)) < 1e-9);
    }
  }

  void zoomKeepsTheMomentUnderTheMouse() {
    TimeAxis axis;
    axis.setLength(10);
    axis.setPlace(100, 800);
    QVERIFY(axis.from() < 0 && axis.to() > 10);
    const double at = axis.seconds(500);
    axis.zoom(4, 500);
    QVERIFY(std::abs(axis.seconds(500) - at) < 1e-9);
    QVERIFY(axis.to() - axis.from() < 3);
    axis.zoom(1e9, 500);
    QVERIFY(axis.secondsPerPixel() > 0);
    axis.zoom(1e-9, 500);
    QVERIFY(axis.from() >= axis.first() - 1e-9 && axis.to() <= axis.last() + 1e-9);
    axis.show(1, 2);
    QVERIFY(!axis.reveal(1.5));
    QVERIFY(axis.reveal(5));
    QVERIFY(axis.from() <= 5 && axis.to() >= 5);
  }

  void selectionsFollowMoments() {
    Animation animation = threeKeys();
    KeySelection selection = selected(Row::camera, {1.0, 3.0});
    QCOMPARE(selection.indices(animation, Row::camera), (std::vector<size_t>{1, 2}));
    animation.camera.remove(size_t{0});
    QCOMPARE(selection.indices(animation, Row::camera), (std::vector<size_t>{0, 1}));
    animation.camera.remove(size_t{1});
    selection.prune(animation);
    QCOMPARE(selection.count(), size_t{1});
    QVERIFY(selection.single(animation) == (KeyId{Row::camera, 0}));
  }

  void movingStaysOnTheTimeline() {
    const Animation before = threeKeys();
    const EditedAnimation later = moved(before, selected(Row::camera, {1.0, 3.0}), 5, 0, kSpan);
    QCOMPARE(moments(later.animation.camera.keys()), (QList<double>{0, 2, 4}));
    QCOMPARE(later.selection.in(Row::camera).size(), size_t{2});
    const EditedAnimation earlier = moved(before, selected(Row::time, {1.0}), -0.5, 99, kSpan);
    QCOMPARE(moments(earlier.animation.time.keys()), (QList<double>{0, 0.5, 3}));
    QCOMPARE(earlier.animation.time.keys()[1].time, kSpan.last);
    QVERIFY(earlier.animation.camera == before.camera);
    const EditedAnimation marker = moved(before, selected(Row::markers, {0.5}), 1, 0, kSpan);
    QCOMPARE(marker.animation.markers.size(), size_t{1});
    QCOMPARE(marker.animation.markers[0].at, 1.5);
  }

  void aKeyReplacesWhatItLandsOn() {
    const EditedAnimation out = moved(threeKeys(), selected(Row::camera, {0.0}), 1, 0, kSpan);
    QCOMPARE(moments(out.animation.camera.keys()), (QList<double>{1, 3}));
    QCOMPARE(out.animation.camera.keys()[0].pose.position.x, 0.0);
  }

  void copiesKeepTheirDistances() {
    const Animation before = threeKeys();
    KeySelection selection = selected(Row::camera, {1.0, 3.0});
    selection.add(Row::time, 1);
    selection.add(Row::markers, 0.5);
    const EditedAnimation out = pasted(before, copied(before, selection), 0.25);
    QCOMPARE(moments(out.animation.camera.keys()), (QList<double>{0, 0.75, 1, 2.75, 3}));
    QCOMPARE(moments(out.animation.time.keys()), (QList<double>{0, 0.75, 1, 3}));
    QCOMPARE(moments(out.animation.markers), (QList<double>{0.25, 0.5}));
    QCOMPARE(out.selection.count(), size_t{4});
    const EditedAnimation twice = duplicated(before, selected(Row::camera, {0.0, 1.0}));
    QCOMPARE(twice.animation.camera.keys().size(), size_t{5});
    QVERIFY(copied(before, {}).empty());
  }

  void newKeysChangeNothingThatIsSeen() {
    Animation animation = threeKeys();
    for (TimeKey key : animation.time.keys()) {
      key.interpolation = TimeInterpolation::smooth;
      animation.time.set(key);
    }
    const Animation after = withTimeKeyAt(animation, 0.4, kSpan).animation;
    QCOMPARE(after.time.keys().size(), size_t{4});
    for (double at = 0; at < 4; at += 0.05)
      QVERIFY(std::abs(after.time.sceneTime(at, kSpan) - animation.time.sceneTime(at, kSpan)) < 1e-6);
    const Animation filmed = withTimeKeyAt(animation::newAnimation(kSpan), 0.5, kSpan).animation;
    QCOMPARE(filmed.time.sceneTime(0.5, kSpan), 0.5);
  }

  void aLongerTrackMakesALongerClip() {
    Animation animation = threeKeys();
    animation::setLength(animation, 3);
    const EditedAnimation frozen = withTimeTrack(animation, animation::frozen(animation.time, 1, 2, kSpan));
    QCOMPARE(frozen.animation.length, 5.0);
    QCOMPARE(frozen.animation.time.slopeAt(2, kSpan), 0.0);
  }

  void theRangeOfATimeEdit() {
    const Animation animation = threeKeys();
    QVERIFY(timeRangeAt(animation, {}, 0.5) == std::make_pair(0.0, 1.0));
    QVERIFY(timeRangeAt(animation, {}, 3.5) == std::make_pair(animation.in, animation.out));
    QVERIFY(timeRangeAt(animation, selected(Row::time, {0.0, 3.0}), 0.5) == std::make_pair(0.0, 3.0));
  }

  void whatLiesUnderThePoint() {
    const Animation animation = threeKeys();
    TimelineLayout layout;
    layout.axis.setLength(4);
    layout.place({800, 400}, 16, 100);
    fitScene(layout.scene, animation, kSpan);
    const QPointF key = placeOf(layout, animation, {Row::time, 1});
    QVERIFY(hitAt(layout, animation, {}, key + QPointF(2, 2)).key == (KeyId{Row::time, 1}));
    QCOMPARE(hitAt(layout, animation, {}, key + QPointF(0, 40)).kind, TimelineHit::Kind::track);
    QCOMPARE(hitAt(layout, animation, {}, {50, 50}).kind, TimelineHit::Kind::nothing);
    QCOMPARE(hitAt(layout, animation, {}, layout.ruler.center()).kind, TimelineHit::Kind::ruler);
    QCOMPARE(hitAt(layout, animation, {}, {layout.axis.x(0), layout.range.center().y()}).kind, TimelineHit::Kind::inPoint);
    QCOMPARE(hitAt(layout, animation, {}, {layout.axis.x(0.5), layout.camera.center().y()}).kind, TimelineHit::Kind::easing);
    const KeySelection boxed =
        keysIn(layout, animation, QRectF(QPointF(layout.axis.x(0.8), 0), QPointF(layout.axis.x(3.2), 400)));
    QCOMPARE(boxed.in(Row::camera).size(), size_t{2});
    QCOMPARE(boxed.in(Row::time).size(), size_t{2});
    QVERIFY(boxed.in(Row::markers).empty());
  }

  void handlesAndSlopesAgree() {
    Animation animation = threeKeys();
    for (TimeKey key : animation.time.keys()) {
      key.interpolation = TimeInterpolation::smooth;
      animation.time.set(key);
    }
    TimelineLayout layout;
    layout.axis.setLength(4);
    layout.place({800, 400}, 16, 100);
    fitScene(layout.scene, animation, kSpan);
    for (const double slope : {-3.0, -0.5, 0.0, 0.5, 2.0})
      for (const bool out : {false, true}) {
        const Animation with = withSlope(animation, 1, Handle::both, slope);
        const auto tip = handleTip(layout, with, 1, out);
        QVERIFY(tip);
        QVERIFY(std::abs(slopeOfHandle(layout, with.time.keys()[1], out, *tip) - slope) < 1e-9);
      }
    QVERIFY(!handleTip(layout, threeKeys(), 1, true));
  }

  void anglesComeBack() {
    for (const glm::dvec3 up : {glm::dvec3(0, -1, 0), glm::dvec3(0, 0, 1), glm::normalize(glm::dvec3(0.2, -0.9, 0.3))})
      for (const double pan : {-170.0, -20.0, 0.0, 95.0})
        for (const double tilt : {-80.0, 0.0, 35.0})
          for (const double roll : {-120.0, 0.0, 15.0}) {
            const CameraAngles back = anglesOf(rotationOf({pan, tilt, roll}, up), up);
            QVERIFY(std::abs(back.pan - pan) < 1e-6 && std::abs(back.tilt - tilt) < 1e-6 && std::abs(back.roll - roll) < 1e-6);
          }
    // Level in a world whose up is -y: the picture's down is the world's.
    const glm::dmat3 level = glm::mat3_cast(rotationOf({30, 0, 0}, {0, -1, 0}));
    QVERIFY(glm::length(level[1] - glm::dvec3(0, 1, 0)) < 1e-9);
    const glm::dquat straightUp = rotationOf({40, 90, 0}, {0, -1, 0});
    QVERIFY(std::abs(glm::dot(rotationOf(anglesOf(straightUp, {0, -1, 0}), {0, -1, 0}), straightUp)) > 1 - 1e-9);
  }
};

QTEST_APPLESS_MAIN(TimelinePartsTest)
#include "timeline_parts_test.moc"
