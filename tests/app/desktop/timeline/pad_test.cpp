// The view-time pad: input frames lie where they were filmed, a drag sets both camera and time, Shift one of them.
#include <QApplication>
#include <QTest>

#include "app/desktop/timeline/pad_panel.h"
#include "app/desktop/timeline/pad_view.h"
#include "filmed_workspace.h"

using namespace fsm;
using namespace fsm::desktop;
using animation::Animation;
using animation::Easing;

namespace {

class Stage : public FilmedWorkspace {
 public:
  Stage() {
    panel = std::make_unique<PadPanel>(*workspace);
    panel->resize(520, 400);
    panel->show();
    if (!QTest::qWaitForWindowExposed(panel.get())) qFatal("The panel was not shown.");
    view().setFocus();
  }
  ~Stage() { panel.reset(); }

  PadView& view() { return *panel->view(); }
  ViewState& state() { return workspace->view; }
  const PadContent& content() { return view().interaction().content(); }
  QPoint at(double along, double time) { return view().interaction().map().point({along, time}).toPoint(); }
  bool settled() {
    return QTest::qWaitFor([this] { return view().upToDate(); }, 20000);
  }
  double angle() const {
    const glm::dvec3 place(workspace->view.camera().world_from_camera[3]);
    return std::atan2(place.x, -place.z) / std::acos(0.0);  // share of the quarter turn
  }
  void moveTo(QPoint to, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QMouseEvent move(QEvent::MouseMove, to, view().mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
    QApplication::sendEvent(&view(), &move);
  }

  std::unique_ptr<PadPanel> panel;
};

}  // namespace

class PadTest : public QObject {
  Q_OBJECT
 private slots:
  void dotsAreTheInputFrames() {
    Stage stage;
    QVERIFY(stage.settled());
    const FramePlan& plan = *stage.workspace->document.project().capture->plan;
    QCOMPARE(stage.content().dots.size(), plan.inputs.size());
    for (size_t i = 0; i < plan.inputs.size(); ++i) {
      const PadDot& dot = stage.content().dots[i];
      QCOMPARE(dot.frame.frame, plan.inputs[i].frame);
      QVERIFY(std::abs(dot.place.along - dot.frame.frame / (kFrames - 1.0)) < 1e-6);
      QVERIFY(std::abs(dot.place.time - kEvent * dot.frame.frame / (kFrames - 1.0)) < 1e-9);
    }
  }

  void aDragMovesCameraAndTime() {
    Stage stage;
    QVERIFY(stage.settled());
    QTest::mousePress(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.at(0.3, 1.7));
    QVERIFY(std::abs(stage.angle() - 0.3) < 0.01);
    QVERIFY(std::abs(stage.state().sceneTime() - 1.7) < 0.02);
    stage.moveTo(stage.at(0.75, 0.4));
    QVERIFY(std::abs(stage.angle() - 0.75) < 0.01);
    QVERIFY(std::abs(stage.state().sceneTime() - 0.4) < 0.02);
    QVERIFY(!stage.state().cameraOnTrack() && !stage.state().timeOnTrack());
    QVERIFY(stage.view().interaction().onPath());
    QTest::mouseRelease(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.at(0.75, 0.4));
    QCOMPARE(stage.workspace->document.undoStack()->count(), 0);
    // Beyond the edges: the ends of path and event.
    QTest::mousePress(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.at(0.5, 1.0));
    stage.moveTo(QPoint(5000, -5000));
    QCOMPARE(stage.state().sceneTime(), kEvent);
    QVERIFY(std::abs(stage.angle() - 1) < 1e-6);
    QTest::mouseRelease(&stage.view(), Qt::LeftButton, Qt::NoModifier, QPoint(5000, -5000));
  }

  void shiftKeepsOneOfThem() {
    Stage stage;
    QVERIFY(stage.settled());
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.at(0.3, 1.7));
    const double angle = stage.angle(), time = stage.state().sceneTime();
    QTest::mousePress(&stage.view(), Qt::LeftButton, Qt::ShiftModifier, stage.at(0.3, 1.7));
    stage.moveTo(stage.at(0.8, 1.6), Qt::ShiftModifier);
    QCOMPARE(stage.state().sceneTime(), time);
    QVERIFY(std::abs(stage.angle() - 0.8) < 0.01);
    stage.moveTo(stage.at(0.31, 0.3), Qt::ShiftModifier);
    QVERIFY(std::abs(stage.angle() - angle) < 1e-6);
    QVERIFY(std::abs(stage.state().sceneTime() - 0.3) < 0.02);
    QTest::mouseRelease(&stage.view(), Qt::LeftButton, Qt::ShiftModifier, stage.at(0.31, 0.3));
  }

  void aClickOnADotGoesToItsFrame() {
    Stage stage;
    QVERIFY(stage.settled());
    const PadDot dot = stage.content().dots[3];
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.at(dot.place.along, dot.place.time) + QPoint(3, 2));
    const Capture& capture = *stage.workspace->document.project().capture;
    QVERIFY(stage.state().camera().world_from_camera == capture.camera(dot.frame).world_from_camera);
    QCOMPARE(stage.state().sceneTime(), capture.time(dot.frame));
    QVERIFY(stage.workspace->selection.item() == (SelectedItem{SelectedItem::Kind::frame, 0, dot.frame.frame}));
  }

  void offThePathIsSeen() {
    Stage stage;
    QVERIFY(stage.settled());
    Camera away = stage.state().camera();
    away.world_from_camera[3] += glm::dvec4(0, -3, 0, 0);
    stage.state().setCamera(away);
    QVERIFY(!stage.view().interaction().onPath());
    // Time alone leaves the camera where it is.
    const auto before = stage.state().camera().world_from_camera;
    QTest::keyClick(&stage.view(), Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(std::abs(stage.state().sceneTime() - 10 / 30.0) < 1e-9);
    QVERIFY(stage.state().camera().world_from_camera == before);
    QTest::keyClick(&stage.view(), Qt::Key_Right);
    QVERIFY(stage.view().interaction().onPath());
  }

  void autoKeyKeysBothInOneStep() {
    Stage stage;
    QVERIFY(stage.settled());
    stage.state().setClipTime(1);
    stage.state().setAutoKey(true);
    QTest::mousePress(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.at(0.35, 1.3));
    stage.moveTo(stage.at(0.5, 1.2));
    stage.moveTo(stage.at(0.6, 1.0));
    QTest::mouseRelease(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.at(0.6, 1.0));
    QCOMPARE(stage.animation().camera.keys().size(), size_t{1});
    QCOMPARE(stage.animation().time.keys().size(), size_t{1});
    QVERIFY(std::abs(stage.animation().time.keys()[0].time - 1.0) < 0.02);
    QCOMPARE(stage.workspace->document.undoStack()->count(), 1);
    stage.workspace->document.undoStack()->undo();
    QVERIFY(stage.animation().camera.empty() && stage.animation().time.empty());
  }

  void confidenceIsHighWhereItWasFilmed() {
    Stage stage;
    QVERIFY(stage.settled());
    const QImage& ground = stage.view().ground();
    QVERIFY(!ground.isNull());
    // The camera went along while the event went on: the diagonal from lower left to upper right was filmed.
    const int right = ground.width() - 1, bottom = ground.height() - 1;
    QVERIFY(ground.constScanLine(bottom)[0] > 200 && ground.constScanLine(0)[right] > 200);
    QVERIFY(ground.constScanLine(0)[0] < 60 && ground.constScanLine(bottom)[right] < 60);
  }

  void theClipLiesOnTheKeyedPath() {
    Stage stage;
    stage.edit([&](Animation& animation) {
      const Capture& capture = *stage.workspace->document.project().capture;
      animation.camera.set({0, animation::poseOf(capture.camera({0, 0})), Easing::linear});
      animation.camera.set({2, animation::poseOf(capture.camera({0, 24})), Easing::linear});
      animation::setRange(animation, 0, 2);
    });
    QVERIFY(stage.settled());
    QVERIFY(stage.content().cameraKeyed);
    QCOMPARE(stage.content().path.kind(), animation::ReferencePath::Kind::keyed);
    QCOMPARE(stage.content().keys.size(), size_t{2});
    for (const PadStep& step : stage.content().clip) {
      QVERIFY(std::abs(step.place.along - step.at / 2) < 0.01);
      QVERIFY(std::abs(step.place.time - step.at) < 1e-9);
    }
  }

  void theWheelZoomsTimeOnly() {
    Stage stage;
    QVERIFY(stage.settled());
    const QPointF where(stage.at(0.5, 1.5));
    QWheelEvent wheel(where, stage.view().mapToGlobal(where), {}, {0, 360}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&stage.view(), &wheel);
    const PadMap& map = stage.view().interaction().map();
    QVERIFY(map.zoomed());
    QVERIFY(std::abs(map.y(1.5) - where.y()) < 1);
    QVERIFY(std::abs(map.x(0.5) - where.x()) < 1);
    QTest::keyClick(&stage.view(), Qt::Key_F);
    QVERIFY(!map.zoomed());
  }

  void withoutACaptureItTeaches() {
    Stage stage;
    stage.workspace->document.reset({}, {});
    QVERIFY(stage.settled());
    QVERIFY(stage.content().dots.empty() && stage.content().path.empty());
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.view().rect().center());
    QVERIFY(!stage.view().grab().isNull());
    screenshot(*stage.panel, QStringLiteral("pad_empty"));
  }

  void looksRight_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
  }
  void looksRight() {
    QFETCH(bool, dark);
    QPalette palette;
    const auto grey = [](int level) { return QColor(level, level, level); };
    palette.setColor(QPalette::Window, grey(dark ? 0x2b : 0xef));
    palette.setColor(QPalette::Base, grey(dark ? 0x1f : 0xff));
    for (const auto role : {QPalette::Text, QPalette::WindowText}) palette.setColor(role, grey(dark ? 0xde : 0x1c));
    QApplication::setPalette(palette);
    Stage stage;
    stage.edit([&](Animation& animation) {
      const Capture& capture = *stage.workspace->document.project().capture;
      for (const auto& [at, frame] : {std::pair{0.0, 2}, {1.5, 12}, {2.5, 12}, {4.0, 24}})
        animation.camera.set({at, animation::poseOf(capture.camera({0, frame})), Easing::smooth});
      for (const auto& [at, time] : {std::pair{0.0, 0.2}, {1.0, 1.0}, {2.0, 1.0}, {4.0, 1.8}})
        animation.time.set({at, time, animation::TimeInterpolation::linear, std::nullopt, std::nullopt});
    });
    QVERIFY(stage.settled());
    stage.state().setClipTime(1);
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.at(0.7, 1.5));
    const QImage picture = stage.view().grab().toImage();
    const QColor point = picture.pixelColor((QPointF(stage.at(0.7, 1.5)) * picture.devicePixelRatio()).toPoint());
    QVERIFY2(point.red() > point.green() + 80, qPrintable(point.name()));
    screenshot(*stage.panel, dark ? QStringLiteral("pad_dark") : QStringLiteral("pad_light"));
    QApplication::setPalette(QPalette());
  }
};

QTEST_MAIN(PadTest)
#include "pad_test.moc"
