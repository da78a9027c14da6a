// The parts of the viewport that need no window: requests of which the newest wins, sizes that keep up with the hand, which frame
// is nearest, what is drawn of a document, mouse and keys to the camera, the neural view.
#include <QSignalSpy>
#include <QtTest>
#include <atomic>
#include <thread>

#include "app/desktop/viewport/frustum_guides.h"
#include "app/desktop/viewport/gap_text.h"
#include "app/desktop/viewport/input_frames.h"
#include "app/desktop/viewport/navigation_input.h"
#include "app/desktop/viewport/neural_view.h"
#include "app/desktop/viewport/request_thread.h"
#include "app/desktop/viewport/resolution_scale.h"
#include "app/desktop/viewport/scene_content.h"
#include "app/desktop/viewport/scene_guides.h"
#include "app/desktop/viewport/view_fit.h"
#include "app/desktop/viewport/wipe_handle.h"
#include "tests/app/desktop/viewport/viewport_scenes.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

glm::dvec3 placeOf(const Camera& camera) { return glm::dvec3(camera.world_from_camera[3]); }

PointerEvent pointer(PointerEvent::Kind kind, glm::dvec2 at, Qt::MouseButton button, Qt::MouseButtons held,
                     Qt::KeyboardModifiers modifiers = {}, double steps = 0) {
  return {kind, at, button, held, modifiers, steps};
}

bool wait(const std::function<bool()>& done) { return QTest::qWaitFor(done, 60'000); }

}  // namespace

class ViewportPartsTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("viewport_parts_test");
    QSettings().clear();
  }

  void newestRequestOfATagWins() {
    std::vector<std::string> done;
    std::atomic<bool> begun = false, free = false;
    {
      RequestThread thread("test");
      thread.post("frame", [&] {
        begun = true;
        while (!free) std::this_thread::yield();
        done.emplace_back("frame 0");
      });
      while (!begun) std::this_thread::yield();
      for (int i = 1; i <= 100; ++i) thread.post("frame", [&, i] { done.push_back("frame " + std::to_string(i)); });
      thread.post("scene", [&] { done.emplace_back("scene"); });
      thread.post("frame", [&] { done.emplace_back("frame 101"); });  // after the scene that it shows
      thread.post("pick", [&] { done.emplace_back("pick"); });
      thread.drop("pick");
      thread.post({}, [&] { throw Error(ErrorCode::internal, "a request that fails"); });
      QVERIFY(!thread.idle());
      free = true;
      thread.run([&] { done.emplace_back("last"); });
      QVERIFY(thread.idle());
      QVERIFY_EXCEPTION_THROWN(thread.run([] { throw Error(ErrorCode::badInput, "told to who waits"); }), Error);
    }
    QCOMPARE(done, (std::vector<std::string>{"frame 0", "scene", "frame 101", "last"}));
  }

  void endingDropsWhatWaits() {
    std::atomic<int> done = 0;
    {
      RequestThread thread("test");
      thread.post({}, [&] { std::this_thread::sleep_for(std::chrono::milliseconds(20)), ++done; });
      for (int i = 0; i < 50; ++i) thread.post({}, [&] { std::this_thread::sleep_for(std::chrono::milliseconds(20)), ++done; });
    }
    QVERIFY(done < 10);
  }

  void pictureShrinksToKeepUp() {
    ResolutionScale scale;
    QCOMPARE(scale.moving(), 1.0);
    for (int i = 0; i < 10; ++i) scale.learn(1, 8);  // a graphics card
    QCOMPARE(scale.moving(), 1.0);
    for (int i = 0; i < 20; ++i) scale.learn(scale.moving(), 200 * scale.moving() * scale.moving());
    QCOMPARE(scale.moving(), 0.5);
    for (int i = 0; i < 20; ++i) scale.learn(scale.moving(), 60 * scale.moving() * scale.moving());
    QVERIFY(scale.moving() > 0.6 && scale.moving() < 1);
    const double steady = scale.moving();
    for (int i = 0; i < 20; ++i) scale.learn(steady, (i % 2 ? 58 : 62) * steady * steady);
    QCOMPARE(scale.moving(), steady);  // does not swim
    for (int i = 0; i < 20; ++i) scale.learn(scale.moving(), 1e5);
    QCOMPARE(scale.moving(), ResolutionScale::kSmallest);
    scale.learn(0, 1);
    scale.learn(1, std::nan(""));
    QCOMPARE(scaled({801, 3}, 0.25), (ImageSize{200, 1}));
    // Before anything moved, the newest picture at rest is the best guess.
    ResolutionScale fresh;
    fresh.expect(5000);
    QCOMPARE(fresh.moving(), ResolutionScale::kSmallest);
    fresh.expect(200);
    QCOMPARE(fresh.moving(), 0.5);
    fresh.learn(0.5, 20);
    const double learned = fresh.moving();
    QVERIFY(learned > 0.5);
    fresh.expect(5000);
    QCOMPARE(fresh.moving(), learned);
  }

  void neuralPicturesTakeTheTimeThereIs() {
    NeuralSizes sizes;
    const ImageSize window{1200, 800}, known{256, 170};
    const ImageSize first = sizes.sizeFor(window, known, true);
    QVERIFY(first.width < 128 && first.width % 8 == 0 && first.height % 8 == 0);
    for (int i = 0; i < 20; ++i) sizes.learn({256, 168}, 430);
    QVERIFY(sizes.sizeFor(window, known, true).width < 136);
    QVERIFY(sizes.sizeFor(window, known, false).width > 400 && sizes.sizeFor(window, known, false).width <= 512);
    for (int i = 0; i < 20; ++i) sizes.learn({256, 168}, 2);
    QCOMPARE(sizes.sizeFor(window, known, true).width, 256);
    QCOMPARE(sizes.sizeFor(window, known, false).width, 512);
    QVERIFY(sizes.sizeFor({8, 6}, known, true).width >= 8);
  }

  void cameraFillsTheWindowByHeight() {
    Camera camera{{{1920, 1080}, 1500, 1500, 970, 540}, glm::dmat4(1)};
    const Camera wide = fitted(camera, {1000, 540});
    QCOMPARE(wide.intrinsics.fy, 750.0);
    QCOMPARE(wide.intrinsics.cx, 505.0);
    QCOMPARE(wide.intrinsics.cy, 270.0);
    QCOMPARE(fitted(camera, {1920, 1080}).intrinsics, camera.intrinsics);
  }

  void nearestFrameCountsPlaceTurnAndTime() {
    const Capture capture = tests::tinyCapture(3, 6);
    std::vector<FrameId> all;
    for (int c = 0; c < 3; ++c)
      for (int f = 0; f < 6; ++f) all.push_back({c, f});
    for (const FrameId id : all) {
      const View view{capture.camera(id), capture.time(id)};
      QCOMPARE(*nearestFrame(capture, all, view, {1, 1}), id);
    }
    QVERIFY(!nearestFrame(capture, {}, {}, {}).has_value());
    Capture unposed = capture;
    for (CaptureCamera& camera : unposed.cameras) camera.world_from_camera.clear();
    QVERIFY(!nearestFrame(unposed, all, {}, {}).has_value());
  }

  void farViewsSayWhy() {
    QVERIFY(gapText({}).isEmpty());
    QVERIFY(gapText({.angle = glm::radians(20.0)}).isEmpty());
    QVERIFY(gapText({.angle = glm::radians(48.0), .time = 2}).contains("48"));
    const QString near = gapText({.distance = -std::log(8.0)}), far = gapText({.distance = std::log(8.0)});
    QVERIFY(near.contains('8') && far.contains('8') && near != far);
    const QString past = gapText({.outside = glm::radians(60.0), .time = 2}), moment = gapText({.angle = 0.2, .time = 5});
    QVERIFY(!past.isEmpty() && !moment.isEmpty() && past != moment);
  }

  void inputFramesArriveAndAreKept() {
    auto capture = std::make_shared<Capture>(tests::tinyCapture(2, 6));
    InputFrames frames;
    QSignalSpy arrived(&frames, &InputFrames::arrived), failed(&frames, &InputFrames::failed);
    QVERIFY(!frames.frame({0, 2}));
    frames.setCapture(capture);
    QVERIFY(!frames.frame({0, 2}));
    QVERIFY(wait([&] { return arrived.count() >= 4; }));  // with those after it
    const auto picture = frames.frame({0, 2});
    QVERIFY(picture && toBytes(*picture) == toBytes(tests::tinyImage({48, 32}, 0.6)));
    QVERIFY(frames.frame({0, 5}));
    // Another capture: nothing of the old one is shown.
    auto broken = std::make_shared<Capture>(*capture);
    broken->cameras[0].images = std::make_shared<MemoryImages>(std::vector<Image>());
    frames.setCapture(broken);
    QVERIFY(!frames.frame({0, 2}));
    QVERIFY(wait([&] { return failed.count() == 1; }));
    QVERIFY(!frames.frame({0, 2}));  // not tried again
    QTest::qWait(50);
    QCOMPARE(failed.count(), 1);
  }

  void contentFollowsVersionsAndEdits() {
    Workspace workspace;
    SceneContent content(workspace);
    QSignalSpy changed(&content, &SceneContent::sceneChanged), balls(&content, &SceneContent::ballChanged);
    QVERIFY(content.empty() && !content.drawn().scene);
    const Project project = tests::ballProject();
    workspace.document.reset(project, {});
    QVERIFY(content.drawn().scene == project.versions[0].gaussians && !content.drawn().names);
    QVERIFY(wait([&] { return content.ball().radius < 3 && glm::length(content.ball().centre) < 0.5; }));
    auto edit = std::make_shared<scene::Edit>();
    for (int64_t i = 0; i < 150; ++i) edit->names.push_back(i);
    workspace.document.edit("remove", Document::EditsPart, [&](Project& p) {
      p.edits.push_back(edit);
      p.editedVersion = "first";
    });
    QVERIFY(wait([&] { return content.drawn().scene->gaussians.count() == 300; }));
    QCOMPARE(content.drawn().names->front(), int64_t{150});
    workspace.document.undoStack()->undo();
    QVERIFY(content.drawn().scene == project.versions[0].gaussians);
    content.limit(100);
    QVERIFY(wait([&] { return content.shown()->gaussians.count() == 100; }));
    QCOMPARE(content.drawn().scene->gaussians.count(), int64_t{450});
  }

  void propsAreReadBesideTheWindow() {
    QTemporaryDir folder;
    const QString name = folder.filePath("prop.obj");
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
    file.close();
    Workspace workspace;
    SceneContent content(workspace);
    workspace.document.edit("prop", Document::PropsPart, [&](Project& p) {
      p.props.push_back({.name = "good", .file = name.toStdString()});
      p.props.push_back({.name = "missing", .file = folder.filePath("missing.obj").toStdString()});
    });
    QVERIFY(wait([&] { return content.props().size() == 1 && !workspace.messages.all().empty(); }));
    QCOMPARE(workspace.messages.all().front().level, Message::Level::error);
    workspace.document.edit("hide", Document::PropsPart, [](Project& p) { p.props[0].visible = false; });
    QVERIFY(content.props().empty());
  }

  void frustaStandWhereCamerasStood() {
    const Capture capture = tests::tinyCapture(3, 6);
    const std::vector<FrameId> frames = frustumFrames(capture);
    QCOMPARE(frames.size(), size_t{8});  // six of the moving camera, one each of the still ones
    Capture many = tests::tinyCapture(1, 1);
    many.cameras.resize(1000, many.cameras[0]);
    QVERIFY(frustumFrames(many).size() <= 48);

    Workspace workspace;
    SceneContent content(workspace);
    SceneGuides guides(workspace, content);
    const Camera far{{{8, 8}, 8, 8, 4, 4}, glm::dmat4(1)};
    QVERIFY(!guides.meshes(far));
    workspace.document.reset(tests::ballProject(), {});
    QVERIFY(wait([&] { return guides.meshes(far) && guides.meshes(far)->objects.size() == 8; }));
    QCOMPARE(guides.labels().size(), size_t{2});
    const auto scene = guides.meshes(far);
    QVERIFY(guides.meshes(far) == scene);  // kept while nothing changes
    QVERIFY(guides.meshes(workspace.document.project().capture->camera({1, 0}))->objects.size() < 8);  // one stands in it
    workspace.document.edit("grid", Document::SettingsPart,
                            [](Project& p) { p.settings.showGrid = true, p.settings.showFrusta = false; });
    QVERIFY(guides.meshes(far)->objects.empty() && guides.meshes(far)->lines.size() > 40);
  }

  void mouseMovesTheCamera() {
    Workspace workspace;
    workspace.document.reset(tests::ballProject(), {});
    ViewState& view = workspace.view;
    NavigationInput input(view, [&] { return fitted(view.camera(), {640, 400}); });
    input.navigator().setScene({{0, 0, 0}, 1});
    QSignalSpy pivots(&input, &NavigationInput::pivotWanted);
    using Kind = PointerEvent::Kind;
    const double distance = glm::length(placeOf(view.camera()));
    const glm::dvec3 start = placeOf(view.camera());
    QVERIFY(input.pointer(pointer(Kind::press, {320, 200}, Qt::LeftButton, Qt::LeftButton)));
    QVERIFY(input.dragging());
    QCOMPARE(pivots.count(), 1);
    for (int i = 1; i <= 20; ++i) QVERIFY(input.pointer(pointer(Kind::move, {320 + 5.0 * i, 200}, Qt::NoButton, Qt::LeftButton)));
    QVERIFY(glm::length(placeOf(view.camera()) - start) > 0.5);
    QVERIFY(std::abs(glm::length(placeOf(view.camera())) - distance) < 1e-6);
    QVERIFY(input.pointer(pointer(Kind::release, {420, 200}, Qt::LeftButton, Qt::NoButton)));
    QVERIFY(!input.dragging() && !input.pointer(pointer(Kind::move, {10, 10}, Qt::NoButton, Qt::NoButton)));
    // Escape takes a drag back.
    const glm::dvec3 kept = placeOf(view.camera());
    input.pointer(pointer(Kind::press, {320, 200}, Qt::MiddleButton, Qt::MiddleButton));
    input.pointer(pointer(Kind::move, {400, 200}, Qt::NoButton, Qt::MiddleButton));
    QVERIFY(glm::length(placeOf(view.camera()) - kept) > 0.01);
    const QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QVERIFY(input.wantsKey(escape) && input.key(escape));
    QVERIFY(glm::length(placeOf(view.camera()) - kept) < 1e-9 && !input.wantsKey(escape));
    // The wheel.
    QVERIFY(input.pointer(pointer(Kind::wheel, {320, 200}, Qt::NoButton, Qt::NoButton, {}, 2)));
    QVERIFY(glm::length(placeOf(view.camera())) < distance);
  }

  void keysFlyWhileTheRightButtonIsHeld() {
    Workspace workspace;
    workspace.document.reset(tests::ballProject(), {});
    ViewState& view = workspace.view;
    NavigationInput input(view, [&] { return fitted(view.camera(), {640, 400}); });
    const QKeyEvent down(QEvent::KeyPress, Qt::Key_W, Qt::NoModifier), up(QEvent::KeyRelease, Qt::Key_W, Qt::NoModifier);
    QVERIFY(!input.wantsKey(down) && !input.key(down));
    input.pointer(pointer(PointerEvent::Kind::press, {320, 200}, Qt::RightButton, Qt::RightButton));
    const glm::dvec3 start = placeOf(view.camera()), ahead(view.camera().world_from_camera[2]);
    QVERIFY(input.wantsKey(down) && input.key(down));
    QVERIFY(wait([&] { return glm::dot(placeOf(view.camera()) - start, ahead) > 0.02; }));
    const double speed = input.navigator().flySpeed();
    input.pointer(pointer(PointerEvent::Kind::wheel, {320, 200}, Qt::NoButton, Qt::RightButton, {}, 1));
    QVERIFY(input.navigator().flySpeed() > speed);
    QVERIFY(input.key(up));
    const glm::dvec3 stopped = placeOf(view.camera());
    QTest::qWait(60);
    QVERIFY(glm::length(placeOf(view.camera()) - stopped) < 1e-12);
    input.key(down);
    input.release();  // the window lost the focus
    const glm::dvec3 left = placeOf(view.camera());
    QTest::qWait(60);
    QVERIFY(glm::length(placeOf(view.camera()) - left) < 1e-12);
  }

  void wipeLineIsDragged() {
    ViewOptions options;
    WipeHandle wipe(options);
    using Kind = PointerEvent::Kind;
    QVERIFY(!wipe.pointer(pointer(Kind::press, {300, 50}, Qt::LeftButton, Qt::LeftButton)));
    wipe.place(renderer::PixelArea{100, 0, 400, 300});
    options.setCompare(Compare::input);
    QVERIFY(!wipe.pointer(pointer(Kind::press, {200, 50}, Qt::LeftButton, Qt::LeftButton)));
    QVERIFY(wipe.pointer(pointer(Kind::press, {303, 50}, Qt::LeftButton, Qt::LeftButton)));
    QVERIFY(wipe.pointer(pointer(Kind::move, {200, 50}, Qt::NoButton, Qt::LeftButton)));
    QCOMPARE(options.split(), 0.25f);
    QVERIFY(wipe.pointer(pointer(Kind::move, {-50, 50}, Qt::NoButton, Qt::LeftButton)));
    QCOMPARE(options.split(), 0.0f);
    QVERIFY(wipe.pointer(pointer(Kind::release, {-50, 50}, Qt::LeftButton, Qt::NoButton)));
    options.swapSides();
    QCOMPARE(options.split(), 1.0f);
  }

  void neuralViewDrawsTheNewest() {
    QTemporaryDir folder;
    const Capture capture = tests::tinyCapture(3, 6, {96, 64});
    const auto scene = tests::neuralScene(capture, folder);
    JobQueue jobs;
    NeuralView neural(jobs);
    QSignalSpy made(&neural, &NeuralView::made), failed(&neural, &NeuralView::failed);
    neural.ask({}, false, 1);
    QVERIFY(!neural.loading());
    neural.setScene(scene);
    View view{fitted(capture.camera({0, 0}), {320, 200}), 0.1};
    for (uint64_t i = 2; i < 30; ++i) neural.ask(view, true, i);
    QVERIFY(neural.loading());
    neural.ask(view, false, 30);
    QVERIFY(wait([&] { return failed.count() > 0 || (made.count() > 0 && made.last()[0].value<NeuralPicture>().serial == 30); }));
    QCOMPARE(failed.count(), 0);
    QVERIFY(made.count() < 5);
    const auto picture = made.last()[0].value<NeuralPicture>();
    QVERIFY(!picture.moving && picture.image && picture.image->size.width >= 48);
    // A model that is gone is said once.
    const auto gone = std::make_shared<jobs::Scene>(*scene);
    gone->settings.modelPath = folder.filePath("none").toStdString();
    gone->settings.model = "none";
    neural.setScene(gone);
    for (uint64_t i = 31; i < 40; ++i) neural.ask(view, false, i);
    QVERIFY(wait([&] { return failed.count() == 1; }));
    neural.ask(view, false, 40);
    QTest::qWait(50);
    QCOMPARE(failed.count(), 1);
  }
};

QTEST_MAIN(ViewportPartsTest)
#include "parts_test.moc"
