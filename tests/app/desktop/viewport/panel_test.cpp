// The viewport as a widget. Under an X server: real events, pictures of what is on screen, no word from the validation layers.
// Without one: words in the picture's place, and all the rest works.
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>
#include <nlohmann/json.hpp>

#include "app/desktop/viewport/drag_benchmark.h"
#include "app/desktop/viewport/render_thread.h"
#include "app/desktop/viewport/viewport_canvas.h"
#include "app/desktop/viewport/viewport_panel.h"
#include "tests/app/desktop/viewport/viewport_scenes.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

constexpr int kPatience = 120'000;

bool underX() { return QGuiApplication::platformName() == "xcb"; }

/// Mean absolute difference of two pictures, levels of 255; 255 where their sizes differ.
double differenceOf(const QImage& a, const QImage& b) {
  if (a.size() != b.size() || a.isNull()) return 255;
  double sum = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
    }
  return sum / (3.0 * a.width() * a.height());
}

/// Share of the pixels in which the channel is the strongest by far.
double shareOf(const QImage& image, int channel) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const QRgb p = image.pixel(x, y);
      const int rgb[3] = {qRed(p), qGreen(p), qBlue(p)};
      count += rgb[channel] > 60 + std::max(rgb[(channel + 1) % 3], rgb[(channel + 2) % 3]);
    }
  return static_cast<double>(count) / (image.width() * image.height());
}

}  // namespace

class ViewportPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("viewport_panel_test");
    QSettings().clear();
  }

  void init() {
    if (!underX()) return;
    workspace_ = std::make_unique<Workspace>();
    Project project = tests::ballProject();
    project.settings.showFrusta = false;
    workspace_->document.reset(project, {});
    panel_ = std::make_unique<ViewportPanel>(*workspace_);
    panel_->resize(700, 320);
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    QVERIFY(QTest::qWaitFor([&] { return panel_->statistics().gaussians == 450; }, kPatience));
  }

  void cleanup() {
    if (!panel_) return;
    const QStringList messages = panel_->validationMessages();
    panel_.reset();
    workspace_.reset();
    QVERIFY2(messages.isEmpty(), qPrintable(messages.join('\n')));
  }

  void wordsWhereNothingCanBeDrawn() {
    if (underX()) QSKIP("This platform has windows.");
    Workspace workspace;
    ViewportPanel panel(workspace);
    panel.show();
    workspace.document.reset(tests::ballProject(), {});
    QVERIFY(!panel.drawing() && !panel.canvas());
    QVERIFY(!panel.findChild<QLabel*>("viewport.sorry")->text().isEmpty());
    workspace.actions.action("view.depth")->trigger();
    QCOMPARE(workspace.view.shading(), Shading::depth);
    const auto before = workspace.view.camera().world_from_camera;
    workspace.actions.action("view.top")->trigger();
    QVERIFY(workspace.view.camera().world_from_camera != before);
    bool taken = false;
    panel.takePicture(true, [&](const QImage& picture) { taken = picture.isNull(); });
    QVERIFY(taken);
    QVERIFY_EXCEPTION_THROWN(runDragBenchmark(panel), Error);
  }

  void showsTheSceneAndTurnsIt() {
    if (!underX()) QSKIP("Needs an X server.");
    const QImage first = picture([&] {
      workspace_->view.setSceneTime(0.25);
      workspace_->actions.action("view.home")->trigger();
    });
    QCOMPARE(first.size(), panel_->canvas()->size() * panel_->devicePixelRatioF());
    for (int channel = 0; channel < 3; ++channel) QVERIFY(shareOf(first, channel) > 0.005);
    QCOMPARE(picture(), first);  // the same view gives the same pixels
    drag(Qt::LeftButton, {200, 100}, {290, 120});
    const QImage turned = picture();
    QVERIFY(differenceOf(first, turned) > 2);
    // Home again.
    workspace_->actions.action("view.home")->trigger();
    QVERIFY(differenceOf(first, picture()) < 0.01);
    // The green ball lives around the middle of the event.
    const QImage early = picture([&] { workspace_->view.setSceneTime(0); });
    const QImage middle = picture([&] { workspace_->view.setSceneTime(0.25); });
    QVERIFY(shareOf(early, 1) < 0.001 && shareOf(middle, 1) > 0.005);
    QVERIFY(panel_->statistics().frame > 3 && panel_->statistics().gaussians == 450);
    save("turned", turned);
  }

  void everyModeShowsSomethingElse() {
    if (!underX()) QSKIP("Needs an X server.");
    workspace_->view.setSceneTime(0.25);
    std::vector<QImage> pictures{picture()};
    for (const char* id : {"view.depth", "view.alpha", "view.overdraw", "view.confidence"}) {
      QToolButton* button = panel_->findChild<QToolButton*>(QStringLiteral("button.") + id);
      QVERIFY(button);
      pictures.push_back(picture([&] { QTest::mouseClick(button, Qt::LeftButton); }));
      QVERIFY(button->isChecked());
      save(QString(id).section('.', 1), pictures.back());
    }
    for (size_t i = 0; i < pictures.size(); ++i)
      for (size_t j = 0; j < i; ++j) QVERIFY2(differenceOf(pictures[i], pictures[j]) > 1, qPrintable(QString::number(i)));
    workspace_->actions.action("view.colour")->trigger();
    QVERIFY(differenceOf(picture(), pictures[0]) < 0.01);
  }

  void inputFrameAndComparison() {
    if (!underX()) QSKIP("Needs an X server.");
    const QImage splats = picture();
    workspace_->actions.action("view.input")->trigger();
    // The filmed frame has none of the scene's black ground.
    QVERIFY(QTest::qWaitFor([&] { return differenceOf(picture(), splats) > 10; }, kPatience));
    const QImage input = picture();
    QCOMPARE(panel_->findChild<QLabel*>("viewport.note")->text(), QString("cam0, frame 1"));
    workspace_->actions.action("view.splats")->trigger();
    workspace_->actions.action("view.compare_input")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return picture(), panel_->statistics().psnr.has_value(); }, kPatience));
    const QImage wiped = picture();
    save("wipe", wiped);
    const int x = wiped.width() / 2 - 30, far = wiped.width() / 2 + 30, y = wiped.height() / 3;
    QVERIFY(wiped.pixel(far, y) == input.pixel(far, y));
    QVERIFY(wiped.pixel(x, y) != input.pixel(x, y));
    // The line in the middle is dragged to the left.
    drag(Qt::LeftButton, QPoint(panel_->canvas()->width() / 2, 60), QPoint(20, 60));
    QVERIFY(picture().pixel(x, y) == input.pixel(x, y));
    workspace_->actions.action("view.compare_difference")->trigger();
    QVERIFY(differenceOf(picture(), wiped) > 1);
    workspace_->actions.action("view.compare_difference")->trigger();
    QVERIFY(differenceOf(picture(), splats) < 0.01);
  }

  void anotherVersionBesideThis() {
    if (!underX()) QSKIP("Needs an X server.");
    const QImage whole = picture();
    auto reds = std::make_shared<scene::GaussianScene>(*tests::threeBalls());
    reds->gaussians = reds->gaussians.subset({0, 1, 2, 3, 4});
    workspace_->document.edit("another", Document::VersionsPart,
                              [&](Project& project) { project.versions.push_back(tests::versionOf("second", reds)); });
    workspace_->actions.action("view.compare_version")->trigger();
    const QImage wiped = picture();
    QVERIFY(shareOf(wiped, 0) > 0.004 && shareOf(wiped, 2) < 0.001);  // the blue ball is on the other side
    workspace_->actions.action("view.compare_swap")->trigger();
    workspace_->actions.action("view.compare_swap")->trigger();
    QVERIFY(differenceOf(picture(), wiped) > 0.5);
    workspace_->actions.action("view.compare_version")->trigger();
    QVERIFY(differenceOf(picture(), whole) < 0.01);
  }

  void followsItsWindow() {
    if (!underX()) QSKIP("Needs an X server.");
    picture();
    for (const QSize size : {QSize(500, 260), QSize(260, 420)}) {
      panel_->resize(size);
      QVERIFY(
          QTest::qWaitFor([&] { return picture().size() == panel_->canvas()->size() * panel_->devicePixelRatioF(); }, kPatience));
      QVERIFY(shareOf(picture(), 0) > 0.003);
    }
    // Another native window, as when a dock floats.
    QWidget frame;
    QVBoxLayout layout(&frame);
    layout.addWidget(panel_.get());
    frame.resize(420, 320);
    frame.show();
    QVERIFY(QTest::qWaitForWindowExposed(&frame));
    QVERIFY(QTest::qWaitFor([&] { return shareOf(picture(), 0) > 0.003; }, kPatience));
    panel_->setParent(nullptr);
  }

  void replacementsNeverShowNothing() {
    if (!underX()) QSKIP("Needs an X server.");
    QTemporaryDir folder;
    picture();
    // Frames of the background alone. Pictures of the host are smaller than the window here.
    int bare = 0, frames = 0;
    const auto watch = connect(panel_.get(), &ViewportPanel::statisticsChanged, this, [&](const ViewportStatistics& shown) {
      ++frames;
      bare += shown.picture.width == 0 || (shown.picture == shown.window && shown.visible == 0);
    });
    const auto shows = [&](quint64 gaussians) {
      return QTest::qWaitFor([&] { return panel_->statistics().gaussians == gaussians; }, kPatience);
    };
    // It comes in two parts, of which the first cannot be seen.
    const auto large = tests::hiddenBefore(*tests::threeBalls(), 1 << 18);
    workspace_->document.edit("large", Document::VersionsPart, [&](Project& project) {
      project.versions.push_back(tests::versionOf("second", large));
      project.shown = "second";
    });
    QVERIFY(shows(large->gaussians.count()));
    workspace_->document.undoStack()->undo();
    QVERIFY(shows(450));
    workspace_->actions.action("view.input")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return panel_->statistics().picture == ImageSize{96, 64}; }, kPatience));
    // The network's view, then Gaussians in its place.
    workspace_->document.edit("neural", Document::VersionsPart, [&](Project& project) {
      project.versions[0].gaussians = nullptr;
      project.versions[0].scene = tests::neuralScene(*project.capture, folder);
    });
    workspace_->actions.action("view.neural")->trigger();
    QVERIFY(QTest::qWaitFor(
        [&] {
          const ImageSize size = panel_->statistics().picture;
          return size.width > 0 && size != ImageSize{96, 64} && size != panel_->statistics().window;
        },
        kPatience));
    workspace_->document.edit("Gaussians", Document::VersionsPart,
                              [&](Project& project) { project.versions[0].gaussians = large; });
    workspace_->actions.action("view.splats")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return panel_->statistics().visible > 0; }, kPatience));
    QVERIFY(shows(large->gaussians.count()));
    disconnect(watch);
    QVERIFY(frames > 5);
    QCOMPARE(bare, 0);
    QVERIFY(shareOf(picture(), 0) > 0.003);
  }

  void idleDrawsNothing() {
    if (!underX()) QSKIP("Needs an X server.");
    picture();
    QTest::qWait(400);
    const quint64 frames = panel_->statistics().frame;
    QTest::qWait(400);
    QCOMPARE(panel_->statistics().frame, frames);
  }

  void toolsComeBeforeNavigation() {
    if (!underX()) QSKIP("Needs an X server.");
    class Ring : public ViewportTool {
     public:
      bool pointer(const PointerEvent& event) override {
        if (event.kind == PointerEvent::Kind::press && event.button == Qt::LeftButton) ++presses;
        return event.buttons & Qt::LeftButton || event.button == Qt::LeftButton;
      }
      void overlay(renderer::OverlayContent& content) const override {
        content.shapes.push_back(
            {.kind = renderer::OverlayShape::Kind::circle, .points = {{200, 140}}, .radius = 60, .filling = {0, 1, 1, 1}});
      }
      int presses = 0;
    } ring;
    const QImage plain = picture();
    const auto camera = workspace_->view.camera().world_from_camera;
    panel_->setTool(&ring);
    drag(Qt::LeftButton, {200, 100}, {290, 120});
    QCOMPARE(ring.presses, 1);
    QVERIFY(workspace_->view.camera().world_from_camera == camera);
    QVERIFY(differenceOf(picture(), plain) > 2);
    drag(Qt::MiddleButton, {200, 100}, {290, 120});
    QVERIFY(workspace_->view.camera().world_from_camera != camera);
    panel_->setTool(nullptr);
  }

  void pointsAreFoundByDepth() {
    if (!underX()) QSKIP("Needs an X server.");
    workspace_->view.setSceneTime(0.25);
    picture();
    const View view = panel_->pictureView();
    std::optional<std::optional<glm::dvec3>> ball, ground;
    const glm::dvec3 pixel = project(view.camera, {-0.8, 0, 0});
    panel_->pickPoint({pixel.x, pixel.y}, [&](const std::optional<glm::dvec3>& point) { ball = point; });
    QVERIFY(QTest::qWaitFor([&] { return ball.has_value(); }, kPatience));
    panel_->pickPoint({3, 3}, [&](const std::optional<glm::dvec3>& point) { ground = point; });
    QVERIFY(QTest::qWaitFor([&] { return ground.has_value(); }, kPatience));
    QVERIFY(ball->has_value() && !ground->has_value());
    QVERIFY(std::abs(glm::length(**ball - glm::dvec3(-0.8, 0, 0)) - 0.4) < 0.15);  // on its skin
  }

  void runningJobsAreShown() {
    if (!underX()) QSKIP("Needs an X server.");
    const QImage own = picture();
    auto live = std::make_shared<scene::GaussianScene>(*tests::threeBalls());
    live->gaussians = live->gaussians.subset({0, 1, 2, 3, 4, 5, 6, 7});
    for (int i = 0; i < 3; ++i) workspace_->live.publish(live);
    QVERIFY(QTest::qWaitFor([&] { return shareOf(picture(), 2) < 0.001; }, kPatience));
    QVERIFY(!panel_->statistics().interop.isEmpty());
    workspace_->live.publish(nullptr);
    QVERIFY(QTest::qWaitFor([&] { return differenceOf(picture(), own) < 0.01; }, kPatience));
    QVERIFY(panel_->statistics().interop.isEmpty());
  }

  /// A job's arrays follow where its scene was shown; other kinds and larger ones are refused until their scene is shown.
  void arraysOfRunningJobsAreShown() {
    if (!underX()) QSKIP("Needs an X server.");
    const QImage own = picture();
    const auto balls = tests::threeBalls();
    const auto arraysOf = [](const scene::Gaussians4D& g) {
      LiveScene::Arrays all;
      all.count = g.count();
      all.shDegree = g.shDegree;
      all.timeHarmonics = g.timeHarmonics;
      all.timePeriod = static_cast<float>(g.timePeriod);
      all.position = g.position.data();
      all.logScale = g.logScale.data();
      all.rotation = g.rotation.data();
      all.opacityLogit = g.opacityLogit.data();
      all.sh = g.sh.data();
      all.time = g.time.data();
      all.logScaleTime = g.logScaleTime.data();
      all.rotationRight = g.rotationRight.data();
      return all;
    };
    LiveScene& live = workspace_->live;
    QVERIFY(!live.publishArrays(arraysOf(balls->gaussians), {}));  // nothing is shown that they could follow
    live.publish(balls);
    QVERIFY(QTest::qWaitFor([&] { return !panel_->statistics().interop.isEmpty(); }, kPatience));

    scene::Gaussians4D red = balls->gaussians;
    for (int64_t i = 150; i < red.count(); ++i) red.opacityLogit[i] = -20;
    QVERIFY(QTest::qWaitFor([&] { return shareOf(picture(), 2) > 0.01; }, kPatience));
    std::thread job([&] { QVERIFY(live.publishArrays(arraysOf(red), {})); });
    job.join();
    std::fill(red.opacityLogit.begin(), red.opacityLogit.end(), -20.0f);  // they were copied
    QVERIFY(QTest::qWaitFor([&] { return shareOf(picture(), 2) < 0.001 && shareOf(picture(), 0) > 0.01; }, kPatience));

    // Harmonics grow in the middle of a refinement.
    auto grown = std::make_shared<scene::GaussianScene>(*balls);
    scene::Gaussians4D& g = grown->gaussians;
    std::vector<float> sh(static_cast<size_t>(12 * g.count()), 0.0f);
    for (int64_t i = 0; i < g.count(); ++i) std::copy_n(&g.sh[3 * i], 3, &sh[12 * i]);
    g.sh = sh;
    g.shDegree = 1;
    QVERIFY(!live.publishArrays(arraysOf(g), {}));
    live.publish(grown);
    QVERIFY(QTest::qWaitFor([&] { return differenceOf(picture(), own) < 0.01; }, kPatience));
    QVERIFY(live.publishArrays(arraysOf(g), {}));

    scene::Gaussians4D larger = g;
    larger.append(g);
    QVERIFY(!live.publishArrays(arraysOf(larger), {}));
    live.publish(nullptr);
    QVERIFY(QTest::qWaitFor([&] { return panel_->statistics().interop.isEmpty(); }, kPatience));
    QVERIFY(!live.publishArrays(arraysOf(g), {}));
  }

  void overlayGuidesAndFrusta() {
    if (!underX()) QSKIP("Needs an X server.");
    Camera away = workspace_->view.homeCamera();  // so that the filming cameras are before it
    away.world_from_camera = animation::lookAt({1, -3, -10}, {0, 0, 0}, {0, -1, 0});
    workspace_->view.setCamera(away);
    QImage last = picture();
    for (const char* id : {"view.frusta", "view.grid", "view.overlay", "view.safe_frame", "view.checkerboard"}) {
      workspace_->actions.action(id)->trigger();
      QVERIFY(workspace_->actions.action(id)->isChecked());
      QVERIFY2(QTest::qWaitFor([&] { return differenceOf(picture(), last) > 0.2; }, kPatience), id);
      QTest::qWait(100);  // thumbnails
      last = picture();
    }
    save("guides", last);
  }

  void filesAreDropped() {
    if (!underX()) QSKIP("Needs an X server.");
    QSignalSpy dropped(panel_.get(), &ViewportPanel::filesDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile("/somewhere/video.mp4")});
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(panel_->canvas(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(panel_->canvas(), &drop);
    QCOMPARE(dropped.count(), 1);
    QCOMPARE(dropped[0][0].value<QList<QUrl>>(), data.urls());
  }

  void neuralViewIsShown() {
    if (!underX()) QSKIP("Needs an X server.");
    QTemporaryDir folder;
    const QImage splats = picture();
    workspace_->document.edit("neural", Document::VersionsPart, [&](Project& project) {
      project.versions[0].scene = tests::neuralScene(*project.capture, folder);
    });
    panel_->activateWindow();
    panel_->canvas()->setFocus();
    QVERIFY(QTest::qWaitFor([&] { return panel_->canvas()->hasFocus(); }, kPatience));
    QTest::keyClick(panel_->canvas(), Qt::Key_Tab);
    QCOMPARE(workspace_->view.decoder(), desktop::Decoder::neural);
    QSignalSpy shown(panel_.get(), &ViewportPanel::frameShown);
    QVERIFY(QTest::qWaitFor([&] { return shown.count() > 0 && differenceOf(picture(), splats) > 5; }, kPatience));
    QVERIFY(workspace_->messages.all().empty());
    save("neural", picture());
  }

  void dragIsMeasured() {
    if (!underX()) QSKIP("Needs an X server.");
    picture();
    const DragBenchmarkResult result = runDragBenchmark(*panel_, {.events = 60, .eventsPerSecond = 60});
    QCOMPARE(result.events, 60);
    QVERIFY(result.frames > 0 && result.frames <= 62);
    QVERIFY(result.latency90Ms >= result.latencyMedianMs && result.latencyMedianMs > 0);
    QVERIFY(result.longestStallMs >= 0 && result.width > 0 && !result.device.empty());
    QCOMPARE(nlohmann::json::parse(result.json())["events"], 60);
    qInfo().noquote() << QString::fromStdString(result.json());
  }

  void failedDeviceIsStartedAgain() {
    if (!underX()) QSKIP("Needs an X server.");
    ViewportCanvas window;
    window.resize(200, 150);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    RenderThread render({});
    QSignalSpy opened(&render, &RenderThread::opened), shown(&render, &RenderThread::shown);
    QSignalSpy restarted(&render, &RenderThread::restarted), failed(&render, &RenderThread::failed);
    auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    render.openWindow({x11->connection(), static_cast<uint32_t>(window.winId())});
    render.setScene(tests::threeBalls());
    FrameAsk ask;
    ask.serial = 1;
    ask.request.frame = renderer::FrameRequest{};
    ask.request.frame->view = {{{{200, 150}, 180, 180, 100, 75}, glm::dmat4(1)}, 0.25};
    ask.request.frame->view.camera.world_from_camera[3] = {0, 0, -4, 1};
    render.present(ask);
    QVERIFY(shown.wait(kPatience) || shown.count() > 0);
    QImage before, after;
    render.grab(false, [&](const QImage& picture) { before = picture; });
    QVERIFY(QTest::qWaitFor([&] { return !before.isNull(); }, kPatience));
    render.loseDevice();
    ask.serial = 2;
    render.present(ask);
    QVERIFY(QTest::qWaitFor([&] { return restarted.count() == 1 && shown.count() >= 2; }, kPatience));
    render.grab(false, [&](const QImage& picture) { after = picture; });
    QVERIFY(QTest::qWaitFor([&] { return !after.isNull(); }, kPatience));
    QCOMPARE(failed.count(), 0);
    QVERIFY(shareOf(after, 0) > 0.005 && differenceOf(before, after) < 0.01);
    // Colours as a clip has them, where the cameras' exposures were evened.
    ask.serial = 3;
    ask.request.gain = {0.5f, 1, 1};
    render.present(ask);
    QImage dimmed;
    render.grab(false, [&](const QImage& picture) { dimmed = picture; });
    QVERIFY(QTest::qWaitFor([&] { return !dimmed.isNull(); }, kPatience));
    const glm::dvec3 red = project(ask.request.frame->view.camera, {-0.8, 0, 0});
    const QPoint at(static_cast<int>(red.x), static_cast<int>(red.y));
    QVERIFY(std::abs(qRed(after.pixel(at)) - 2 * qRed(dimmed.pixel(at))) <= 2 && qRed(after.pixel(at)) > 150);
    render.closeWindow();
  }

 private:
  /// What is on screen once the view as it is now is drawn, with `change` made first.
  QImage picture(const std::function<void()>& change = {}) {
    if (change) change();
    QImage taken;
    bool done = false;
    QTest::qWait(200);  // the view rests
    panel_->takePicture(true, [&](const QImage& image) { taken = image, done = true; });
    if (!QTest::qWaitFor([&] { return done; }, kPatience)) return {};
    return taken;
  }

  void drag(Qt::MouseButton button, QPoint from, QPoint to) {
    QWidget* canvas = panel_->canvas();
    const auto send = [&](QEvent::Type type, QPoint at, Qt::MouseButton changed, Qt::MouseButtons held) {
      QMouseEvent event(type, at, canvas->mapToGlobal(at), changed, held, Qt::NoModifier);
      QCoreApplication::sendEvent(canvas, &event);
    };
    send(QEvent::MouseMove, from, Qt::NoButton, Qt::NoButton);
    send(QEvent::MouseButtonPress, from, button, button);
    for (int i = 1; i <= 8; ++i) {
      send(QEvent::MouseMove, from + (to - from) * i / 8, Qt::NoButton, button);
      QTest::qWait(5);
    }
    send(QEvent::MouseButtonRelease, to, button, Qt::NoButton);
  }

  static void save(const QString& name, const QImage& image) {
    const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
    if (!folder.isEmpty()) image.save(folder + "/viewport_" + name + ".png");
  }

  std::unique_ptr<Workspace> workspace_;
  std::unique_ptr<ViewportPanel> panel_;
};

QTEST_MAIN(ViewportPanelTest)
#include "panel_test.moc"
