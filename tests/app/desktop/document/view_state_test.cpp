// Playhead, camera and scene time are three things: which follows which, and when.
#include "app/desktop/document/view_state.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/app/desktop/document/project_fixtures.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

constexpr ImageSize kSize{160, 90};

/// A capture of 0.7 s, a camera track from x = 0 to x = 4 over four seconds, and no keys of scene time.
Project filmed() {
  Project project;
  project.capture = std::make_shared<const Capture>(tests::tinyCapture(1, 8));
  project.animation.length = 4;
  project.animation.out = 4;
  return project;
}

void keyCameras(Document& document) {
  document.edit("Keys", Document::AnimationPart, [](Project& p) {
    p.animation.camera = animation::CameraTrack(
        {{0, tests::somePose(0), animation::Easing::linear}, {4, tests::somePose(4), animation::Easing::linear}});
  });
}

double x(const Camera& camera) { return camera.world_from_camera[3].x; }
bool near(double a, double b) { return std::abs(a - b) < 1e-6; }

}  // namespace

class ViewStateTest : public QObject {
  Q_OBJECT

 private slots:
  void opensWhereItWasFilmed() {
    Document document;
    ViewState view(document);
    QSignalSpy changed(&view, &ViewState::viewChanged);
    document.reset(filmed(), {});
    QVERIFY(!changed.isEmpty());
    const Camera first = document.project().capture->camera({0, 0});
    QCOMPARE(view.camera().intrinsics.size, first.intrinsics.size);
    QVERIFY(near(x(view.camera()), x(first)));
    view.setClipTime(0.6);
    view.setCamera(view.homeCamera());
    QVERIFY(near(x(view.camera()), x(document.project().capture->camera({0, 6}))));  // where it stands at that moment
  }

  void turnedCamerasStandUpright() {
    Project project = filmed();
    Capture capture = *project.capture;
    for (glm::dmat4& pose : capture.cameras[0].world_from_camera)
      pose = turned({capture.cameras[0].intrinsics, pose}, 1).world_from_camera;
    project.capture = std::make_shared<const Capture>(capture);
    Document document;
    ViewState view(document);
    document.reset(project, {});
    QVERIFY(glm::dot(-glm::dvec3(view.camera().world_from_camera[1]), glm::dvec3(0, -1, 0)) > 0.9);
    QCOMPARE(view.camera().intrinsics.size, (ImageSize{32, 48}));
  }

  void splatsAreLookedAtFromOutside() {
    Project project;
    project.versions.push_back({"splats", nullptr, tests::someGaussians(500), {}, {}});
    project.shown = "splats";
    Document document;
    ViewState view(document);
    document.reset(project, {});
    const glm::dvec3 centre = fsm::project(view.camera(), {0, 0, 0});
    QVERIFY(centre.z > 1);  // ahead
    QVERIFY(centre.x > 0 && centre.x < view.camera().intrinsics.size.width);
  }

  void playheadMovesWhatHasTracks() {
    Document document;
    ViewState view(document);
    document.reset(filmed(), {});
    keyCameras(document);
    view.setClipTime(1);
    QVERIFY(near(x(view.camera()), 1));
    QVERIFY(view.cameraOnTrack() && view.timeOnTrack());
    QVERIFY(near(view.sceneTime(), 0.7));  // without keys: at its own speed, up to its end
    view.setClipTime(0.25);
    QVERIFY(near(view.sceneTime(), 0.25));
    document.edit("Freeze", Document::AnimationPart, [](Project& p) { p.animation.time.set({0, 0.4}); });
    QVERIFY(near(view.sceneTime(), 0.4));  // an edit shows at once
    view.setClipTime(99);
    QCOMPARE(view.clipTime(), 4.0);
  }

  void orbitsLeaveTheTrackUntilThePlayheadMoves() {
    Document document;
    ViewState view(document);
    document.reset(filmed(), {});
    keyCameras(document);
    view.setClipTime(1);
    view.setCamera(animation::cameraOf(tests::somePose(-7), kSize));
    QVERIFY(!view.cameraOnTrack());
    QVERIFY(view.timeOnTrack());
    document.edit("Other", Document::AnimationPart, [](Project& p) { p.animation.markers.push_back({1, "here"}); });
    QVERIFY(near(x(view.camera()), -7));  // edits do not call it back
    view.setSceneTime(0.1);
    QVERIFY(!view.timeOnTrack());
    QVERIFY(near(view.sceneTime(), 0.1));
    view.setSceneTime(55);
    QVERIFY(near(view.sceneTime(), 0.7));
    view.setClipTime(2);
    QVERIFY(view.cameraOnTrack() && view.timeOnTrack());
    QVERIFY(near(x(view.camera()), 2));
    QCOMPARE(document.undoStack()->count(), 2);  // looking about is no edit
  }

  void cameraWithoutKeysStaysFree() {
    Document document;
    ViewState view(document);
    document.reset(filmed(), {});
    view.setCamera(animation::cameraOf(tests::somePose(9), kSize));
    view.setClipTime(1);
    view.setClipTime(2);
    QVERIFY(!view.cameraOnTrack());
    QVERIFY(near(x(view.camera()), 9));
  }

  void nonsenseIsIgnored() {
    Document document;
    ViewState view(document);
    document.reset(filmed(), {});
    const Camera before = view.camera();
    Camera broken = before;
    broken.world_from_camera[3].x = std::nan("");
    view.setCamera(broken);
    view.setClipTime(std::nan(""));
    view.setSceneTime(std::nan(""));
    QCOMPARE(view.camera().world_from_camera, before.world_from_camera);
    QCOMPARE(view.clipTime(), 0.0);
  }

  void keysShowWhatIsSeen() {
    Document document;
    ViewState view(document);
    document.reset(filmed(), {});
    keyCameras(document);
    document.edit("Shake", Document::AnimationPart, [](Project& p) {
      p.animation.camera.setShake(animation::Shake{3, 0.2, 2, 5});
    });
    view.setClipTime(1.7);
    const Camera wanted = animation::cameraOf(tests::somePose(-2), view.camera().intrinsics.size);
    view.setCamera(wanted);
    view.keyCamera();
    QVERIFY(view.cameraOnTrack());
    view.setClipTime(0);
    view.setClipTime(1.7);
    for (int column = 0; column < 4; ++column)
      QVERIFY(glm::length(view.camera().world_from_camera[column] - wanted.world_from_camera[column]) < 1e-6);
    QCOMPARE(document.project().animation.camera.keys().size(), size_t{3});
    view.setSceneTime(0.2);
    view.keyTime();
    QVERIFY(near(document.project().animation.time.sceneTime(1.7, view.span()), 0.2));
    document.undoStack()->undo();
    QVERIFY(document.project().animation.time.empty());
  }

  void autoKeyKeysDragsAsOneStep() {
    Document document;
    ViewState view(document);
    document.reset(filmed(), {});
    view.setAutoKey(true);
    view.setClipTime(1);
    for (int i = 0; i < 20; ++i) view.setCamera(animation::cameraOf(tests::somePose(0.1 * i), kSize));
    QCOMPARE(document.undoStack()->count(), 1);
    QCOMPARE(document.project().animation.camera.keys().size(), size_t{1});
    QVERIFY(near(document.project().animation.camera.keys()[0].pose.position.x, 1.9));
    view.setClipTime(2);
    view.setCamera(animation::cameraOf(tests::somePose(5), kSize));
    QCOMPARE(document.project().animation.camera.keys().size(), size_t{2});
    for (int i = 0; i < 20; ++i) view.setSceneTime(0.01 * i);
    QCOMPARE(document.project().animation.time.keys().size(), size_t{1});
    QCOMPARE(document.undoStack()->count(), 3);
    QVERIFY(view.timeOnTrack());
  }

  void playsAndGoesRoundAndPauses() {
    Document document;
    ViewState view(document);
    Project project = filmed();
    project.animation.length = project.animation.out = 0.3;
    document.reset(project, {});
    keyCameras(document);
    QSignalSpy moved(&view, &ViewState::clipTimeChanged), playing(&view, &ViewState::playingChanged);
    view.play();
    QVERIFY(view.playing());
    double last = 0;
    bool wentRound = false;
    connect(&view, &ViewState::clipTimeChanged, this, [&] {
      wentRound = wentRound || view.clipTime() < last;
      last = view.clipTime();
    });
    QTRY_VERIFY_WITH_TIMEOUT(wentRound, 10'000);
    QVERIFY(view.cameraOnTrack());
    view.pause();
    QCOMPARE(playing.size(), 2);
    const auto count = moved.size();
    QTest::qWait(120);
    QCOMPARE(moved.size(), count);
    document.edit("Once", Document::AnimationPart, [](Project& p) { p.animation.loop = animation::LoopMode::once; });
    view.play(-1);
    QTRY_VERIFY_WITH_TIMEOUT(!view.playing(), 10'000);
    QCOMPARE(view.clipTime(), 0.0);  // backwards to the start, and there it ends
    view.play();
    document.reset({}, {});
    QVERIFY(!view.playing());
  }

  void lateFramesCountAsDropped() {
    Document document;
    ViewState view(document);
    document.reset(filmed(), {});
    view.play();
    QTest::qSleep(400);  // a window that is held up
    QTRY_VERIFY_WITH_TIMEOUT(view.droppedFrames() > 0, 5'000);
    view.pause();
    view.pictureShown();  // somebody draws, and then falls behind
    view.play();
    const double before = view.clipTime();
    QTRY_VERIFY_WITH_TIMEOUT(view.clipTime() != before && view.droppedFrames() > 2, 5'000);
  }

  void modesAreTold() {
    Document document;
    ViewState view(document);
    QSignalSpy mode(&view, &ViewState::modeChanged);
    view.setDecoder(desktop::Decoder::neural);
    view.setDecoder(desktop::Decoder::neural);
    view.setShading(Shading::depth);
    view.setAutoKey(true);
    QCOMPARE(mode.size(), 3);
  }
};

QTEST_MAIN(ViewStateTest)
#include "view_state_test.moc"
