// The timeline as a person uses it: real mouse and key events on the widgets, and what they did to the project.
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "app/desktop/timeline/key_editor.h"
#include "app/desktop/timeline/timecode_field.h"
#include "app/desktop/timeline/timeline_panel.h"
#include "app/desktop/timeline/timeline_view.h"
#include "app/desktop/timeline/transport_bar.h"
#include "filmed_workspace.h"

using namespace fsm;
using namespace fsm::desktop;
using animation::Animation;
using animation::Easing;
using animation::TimeInterpolation;

namespace {

class Stage : public FilmedWorkspace {
 public:
  Stage() {
    panel = std::make_unique<TimelinePanel>(*workspace);
    panel->resize(1000, 430);
    for (const ActionSpec& spec : workspace->actions.specs()) panel->addAction(workspace->actions.action(spec.id));
    panel->show();
    panel->activateWindow();
    if (!QTest::qWaitForWindowExposed(panel.get())) qFatal("The panel was not shown.");
    view().setFocus();
  }
  ~Stage() { panel.reset(); }

  TimelineView& view() { return *panel->view(); }
  const TimelineLayout& layout() { return view().state().layout(); }
  ViewState& time() { return workspace->view; }
  QUndoStack& undo() { return *workspace->document.undoStack(); }
  QPoint at(Row row, double seconds) { return QPointF(layout().axis.x(seconds), layout().band(row).center().y()).toPoint(); }
  QPoint key(Row row, size_t index) { return placeOf(layout(), animation(), {row, index}).toPoint(); }
  void trigger(const char* id) { workspace->actions.action(QString::fromLatin1(id))->trigger(); }

  /// A drag in steps, as a hand does it.
  void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = Qt::NoModifier, bool release = true) {
    QTest::mousePress(&view(), Qt::LeftButton, modifiers, from);
    for (int i = 1; i <= 5; ++i) moveTo(from + (to - from) * i / 5, modifiers);
    if (release) QTest::mouseRelease(&view(), Qt::LeftButton, modifiers, to);
  }
  void moveTo(QPoint to, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QMouseEvent move(QEvent::MouseMove, to, view().mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
    QApplication::sendEvent(&view(), &move);
  }
  QMenu* menu(QPoint where) {
    QContextMenuEvent event(QContextMenuEvent::Mouse, where, view().mapToGlobal(where));
    QApplication::sendEvent(&view(), &event);
    return view().findChild<QMenu*>(QStringLiteral("timeline.menu"));
  }
  void choose(QPoint where, const char* id) {
    QMenu* shown = menu(where);
    QVERIFY(shown);
    auto* action = shown->findChild<QAction*>(QString::fromLatin1(id));
    QVERIFY2(action, id);
    action->trigger();
    shown->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }

  std::unique_ptr<TimelinePanel> panel;
};

void giveTimeKeys(Stage& stage) {
  stage.edit([](Animation& animation) {
    for (const auto& [at, time] : {std::pair{0.0, 0.0}, {1.0, 1.0}, {2.0, 2.0}})
      animation.time.set({at, time, TimeInterpolation::linear, std::nullopt, std::nullopt});
  });
}

void giveCameraKeys(Stage& stage) {
  stage.edit([&](Animation& animation) {
    const Capture& capture = *stage.workspace->document.project().capture;
    for (int i = 0; i < 3; ++i) animation.camera.set({i * 1.5, animation::poseOf(capture.camera({0, 12 * i})), Easing::smooth});
  });
}

}  // namespace

class TimelinePanelTest : public QObject {
  Q_OBJECT
 private slots:
  void keysByTheKeyboard() {
    Stage stage;
    stage.time().setClipTime(1);
    QTest::keyClick(&stage.view(), Qt::Key_K);
    QCOMPARE(stage.animation().camera.keys().size(), size_t{1});
    QCOMPARE(stage.animation().camera.keys()[0].at, 1.0);
    stage.time().setClipTime(2);
    stage.time().setSceneTime(0.5);
    QTest::keyClick(&stage.view(), Qt::Key_T);
    QCOMPARE(stage.animation().time.keys().size(), size_t{1});
    QCOMPARE(stage.animation().time.keys()[0].time, 0.5);
    QTest::keyClick(&stage.view(), Qt::Key_M);
    QCOMPARE(stage.animation().markers.size(), size_t{1});
    stage.undo().undo();
    stage.undo().undo();
    QVERIFY(stage.animation().time.empty());
    QCOMPARE(stage.animation().camera.keys().size(), size_t{1});
  }

  void aDragIsOneStepAndSnaps() {
    Stage stage;
    giveCameraKeys(stage);
    const int steps = stage.undo().count();
    const QPoint from = stage.key(Row::camera, 1);
    stage.drag(from, from + QPoint(61, 0), Qt::NoModifier, false);
    const double there = stage.animation().camera.keys()[1].at;
    QVERIFY(there > 1.5);
    QCOMPARE(there * 30, std::round(there * 30));
    QTest::qWait(1100);  // a rest that is longer than what edits of a slider may be apart
    stage.moveTo(from + QPoint(90, 0));
    QTest::mouseRelease(&stage.view(), Qt::LeftButton, Qt::NoModifier, from + QPoint(90, 0));
    QVERIFY(stage.animation().camera.keys()[1].at > there);
    QCOMPARE(stage.undo().count(), steps + 1);
    QCOMPARE(stage.workspace->selection.item().kind, SelectedItem::Kind::cameraKey);
    stage.undo().undo();
    QCOMPARE(stage.animation().camera.keys()[1].at, 1.5);
    // Near a marker the key comes to rest at it; with Ctrl it does not even stop at frames.
    stage.edit([](Animation& animation) { animation::setMarker(animation, {2.005, "here", 0}); });
    stage.drag(stage.key(Row::camera, 1), QPoint(stage.at(Row::camera, 2.005).x() + 3, from.y()));
    QCOMPARE(stage.animation().camera.keys()[1].at, 2.005);
    stage.drag(stage.key(Row::camera, 1), stage.key(Row::camera, 1) + QPoint(37, 0), Qt::ControlModifier);
    const double free = stage.animation().camera.keys()[1].at * 30;
    QVERIFY(std::abs(free - std::round(free)) > 1e-3);
  }

  void escapeTakesADragBack() {
    Stage stage;
    giveTimeKeys(stage);
    const Animation before = stage.animation();
    const int steps = stage.undo().index();
    stage.drag(stage.key(Row::time, 1), stage.key(Row::time, 1) + QPoint(50, -20), Qt::NoModifier, false);
    QVERIFY(!(stage.animation() == before));
    QTest::keyClick(&stage.view(), Qt::Key_Escape);
    QVERIFY(stage.animation() == before);
    QCOMPARE(stage.undo().index(), steps);
    QTest::mouseRelease(&stage.view(), Qt::LeftButton, Qt::NoModifier, QPoint(10, 10));
    QVERIFY(stage.animation() == before);
  }

  void timeKeysMoveInBothDirections() {
    Stage stage;
    giveTimeKeys(stage);
    const QPoint from = stage.key(Row::time, 1);
    stage.drag(from, from + QPoint(0, -30));
    QCOMPARE(stage.animation().time.keys()[1].at, 1.0);
    QVERIFY(stage.animation().time.keys()[1].time > 1.05);
    stage.undo().undo();
    stage.drag(from, from + QPoint(80, -10), Qt::ShiftModifier);
    QCOMPARE(stage.animation().time.keys()[1].time, 1.0);
    QVERIFY(stage.animation().time.keys()[1].at > 1.1);
  }

  void handlesChangeTheSpeed() {
    Stage stage;
    giveTimeKeys(stage);
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::time, 1));
    QTest::keyClick(&stage.view(), Qt::Key_A, Qt::ControlModifier);
    stage.view().commands().setInterpolation(TimeInterpolation::smooth);
    const auto tip = handleTip(stage.layout(), stage.animation(), 1, true);
    QVERIFY(tip);
    QTest::mousePress(&stage.view(), Qt::LeftButton, Qt::NoModifier, tip->toPoint());
    const QPoint level = stage.key(Row::time, 1) + QPoint(50, 0);
    stage.moveTo(level);
    QTest::mouseRelease(&stage.view(), Qt::LeftButton, Qt::NoModifier, level);
    QVERIFY(stage.animation().time.keys()[1].slopeOut);
    QVERIFY(std::abs(*stage.animation().time.keys()[1].slopeOut) < 0.05);
    QCOMPARE(stage.animation().time.keys()[1].slopeIn, stage.animation().time.keys()[1].slopeOut);
  }

  void selectingWithMouseAndKeys() {
    Stage stage;
    giveCameraKeys(stage);
    giveTimeKeys(stage);
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::camera, 0));
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::ShiftModifier, stage.key(Row::time, 2));
    QCOMPARE(stage.view().state().selection().count(), size_t{2});
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::ShiftModifier, stage.key(Row::camera, 0));
    QCOMPARE(stage.view().state().selection().count(), size_t{1});
    stage.drag({stage.at(Row::camera, 1.2).x(), static_cast<int>(stage.layout().camera.top()) + 2},
               {stage.at(Row::time, 3.5).x(), static_cast<int>(stage.layout().time.bottom()) - 2});
    QCOMPARE(stage.view().state().selection().in(Row::camera).size(), size_t{2});
    QCOMPARE(stage.view().state().selection().in(Row::time).size(), size_t{1});
    QTest::keyClick(&stage.view(), Qt::Key_Delete);
    QCOMPARE(stage.animation().camera.keys().size(), size_t{1});
    QCOMPARE(stage.animation().time.keys().size(), size_t{2});
    stage.undo().undo();
    QCOMPARE(stage.animation().camera.keys().size(), size_t{3});
  }

  void arrowsBelongToSelectedKeys() {
    Stage stage;
    giveCameraKeys(stage);
    stage.time().setClipTime(0);
    QTest::keyClick(&stage.view(), Qt::Key_Right);
    QCOMPARE(stage.time().clipTime() * 30, 1.0);
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::camera, 1));
    const int steps = stage.undo().count();
    QTest::keyClick(&stage.view(), Qt::Key_Right);
    QTest::keyClick(&stage.view(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(stage.animation().camera.keys()[1].at * 30, 45.0 + 11);
    QVERIFY(stage.undo().count() > steps);
    QCOMPARE(stage.time().clipTime() * 30, 1.0);
    QTest::keyClick(&stage.view(), Qt::Key_Escape);
    QTest::keyClick(&stage.view(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(stage.time().clipTime(), stage.animation().camera.keys()[1].at);
    QTest::keyClick(&stage.view(), Qt::Key_Tab);
    QCOMPARE(stage.view().state().focusRow(), Row::time);
  }

  void copyPasteDuplicate() {
    Stage stage;
    giveCameraKeys(stage);
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::camera, 0));
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::ShiftModifier, stage.key(Row::camera, 1));
    QTest::keyClick(&stage.view(), Qt::Key_C, Qt::ControlModifier);
    stage.time().setClipTime(2);
    QTest::keyClick(&stage.view(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(stage.animation().camera.keys().size(), size_t{5});
    QCOMPARE(stage.animation().camera.keys()[2].at, 2.0);
    QCOMPARE(stage.animation().camera.keys()[4].at, 3.5);
    QTest::keyClick(&stage.view(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(stage.animation().camera.keys().size(), size_t{7});
  }

  void numbersOfACameraKey() {
    Stage stage;
    giveCameraKeys(stage);
    const animation::CameraPose before = stage.animation().camera.keys()[1].pose;
    QTest::mouseDClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::camera, 1));
    auto* editor = stage.view().findChild<KeyEditor*>();
    QVERIFY(editor);
    screenshot(*editor, QStringLiteral("key_editor_camera"));
    const int steps = stage.undo().count();
    editor->findChild<QDoubleSpinBox*>(QStringLiteral("roll"))->setValue(10);
    editor->findChild<QDoubleSpinBox*>(QStringLiteral("focal"))->setValue(50);
    auto* easing = editor->findChild<QComboBox*>(QStringLiteral("easing"));
    easing->setCurrentIndex(easing->findData(static_cast<int>(Easing::easeOut)));
    auto* clock = editor->findChild<TimecodeField*>(QStringLiteral("time"));
    clock->selectAll();
    QTest::keyClicks(clock, QStringLiteral("2:15"));
    QTest::keyClick(clock, Qt::Key_Return);
    const animation::CameraKey& key = stage.animation().camera.keys()[1];
    QCOMPARE(key.at, 2.5);
    QCOMPARE(key.easing, Easing::easeOut);
    QVERIFY(std::abs(animation::millimetres(key.pose.focal) - 50) < 1e-6);
    QVERIFY(std::abs(animation::degreesBetween(before.rotation, key.pose.rotation) - 10) < 1e-6);
    QVERIFY(key.pose.position == before.position);
    QVERIFY(stage.undo().count() > steps);
    stage.undo().setIndex(steps);
    QVERIFY(stage.animation().camera.keys()[1].pose == before);
  }

  void numbersOfATimeKeyAndAMarker() {
    Stage stage;
    giveTimeKeys(stage);
    stage.edit([](Animation& animation) { animation::setMarker(animation, {1, "jump", 0xF2A63B}); });
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::time, 1));
    QTest::keyClick(&stage.view(), Qt::Key_Return);
    auto* editor = stage.view().findChild<KeyEditor*>();
    QVERIFY(editor);
    const int steps = stage.undo().count();
    editor->findChild<QDoubleSpinBox*>(QStringLiteral("scene"))->setValue(0.25);
    auto* way = editor->findChild<QComboBox*>(QStringLiteral("interpolation"));
    way->setCurrentIndex(way->findData(static_cast<int>(TimeInterpolation::hold)));
    QCOMPARE(stage.animation().time.keys()[1].time, 0.25);
    QCOMPARE(stage.animation().time.keys()[1].interpolation, TimeInterpolation::hold);
    stage.undo().setIndex(steps);  // the key that is shown was changed elsewhere: the fields follow
    QCOMPARE(editor->findChild<QDoubleSpinBox*>(QStringLiteral("scene"))->value(), 1.0);
    editor->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::mouseDClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::markers, 0));
    editor = stage.view().findChild<KeyEditor*>();
    QVERIFY(editor);
    auto* name = editor->findChild<QLineEdit*>(QStringLiteral("name"));
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("landing"));
    QTest::mouseClick(editor->findChild<QPushButton*>(QStringLiteral("colour_4f8fe5")), Qt::LeftButton);
    QCOMPARE(stage.animation().markers[0].name, std::string("landing"));
    QCOMPARE(stage.animation().markers[0].colour, 0x4F8FE5u);
  }

  void freezeRampReverseFromTheMenu() {
    Stage stage;
    const animation::SceneSpan span{0, kEvent};
    stage.choose(stage.at(Row::time, 1), "freeze.1");
    QVERIFY(std::abs(stage.animation().time.sceneTime(1.5, span) - 1) < 0.02);
    QVERIFY(std::abs(stage.animation().time.slopeAt(1.5, span)) < 1e-9);
    QVERIFY(std::abs(stage.animation().time.sceneTime(3, span) - 2) < 0.02);
    stage.undo().undo();
    QVERIFY(stage.animation().time.empty());
    giveTimeKeys(stage);
    stage.choose(stage.at(Row::time, 1.2), "reverse");
    QVERIFY(stage.animation().time.slopeAt(1.5, span) < -99);
    stage.undo().undo();
    stage.choose(stage.at(Row::time, 0.5), "ramp.50");
    QVERIFY(std::abs(stage.animation().time.slopeAt(1.5, span) - 50) < 1);
    stage.undo().undo();
    stage.choose(stage.at(Row::time, 0.5), "speed.50");
    QVERIFY(std::abs(stage.animation().time.slopeAt(0.5, span) - 50) < 1e-6);
    stage.undo().undo();
    stage.choose(stage.at(Row::time, 0.5), "after.ping_pong");
    QCOMPARE(stage.animation().time.after(), animation::AfterLast::pingPong);
    stage.choose(stage.at(Row::time, 0.5), "as_filmed");
    QVERIFY(stage.animation().time.empty());
  }

  void aNumberOfOnesOwn() {
    Stage stage;
    stage.choose(stage.at(Row::time, 1), "freeze.other");
    QWidget* asked = stage.view().findChild<QWidget*>(QStringLiteral("timeline.freeze"));
    QVERIFY(asked);
    auto* seconds = asked->findChild<QDoubleSpinBox*>(QStringLiteral("number"));
    seconds->selectAll();
    QTest::keyClicks(seconds, QStringLiteral("1.5"));
    QTest::keyClick(seconds, Qt::Key_Return);
    QVERIFY(std::abs(stage.animation().time.sceneTime(2.4, {0, kEvent}) - 1) < 0.02);
  }

  void easingFromTheMenuAndItsIcon() {
    Stage stage;
    giveCameraKeys(stage);
    stage.choose(stage.key(Row::camera, 1), "easing.hold");
    QCOMPARE(stage.animation().camera.keys()[1].easing, Easing::hold);
    const auto icon = easingIcon(stage.layout(), stage.animation(), 0);
    QVERIFY(icon);
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, icon->toPoint());
    QMenu* menu = stage.view().findChild<QMenu*>(QStringLiteral("timeline.menu"));
    QVERIFY(menu);
    menu->findChild<QAction*>(QStringLiteral("easing.linear"))->trigger();
    menu->close();
    QCOMPARE(stage.animation().camera.keys()[0].easing, Easing::linear);
    QCOMPARE(stage.animation().camera.keys()[1].easing, Easing::hold);
  }

  void scrubbingTheRuler() {
    Stage stage;
    const int y = static_cast<int>(stage.layout().ruler.center().y());
    QSignalSpy moved(&stage.time(), &ViewState::clipTimeChanged);
    stage.drag({stage.at(Row::camera, 0.5).x(), y}, {stage.at(Row::camera, 2).x(), y});
    QVERIFY(moved.count() >= 5);
    QCOMPARE(stage.time().clipTime(), 2.0);
    QCOMPARE(stage.time().sceneTime(), 2.0);
    QCOMPARE(stage.undo().count(), 0);
    const int rangeY = static_cast<int>(stage.layout().range.center().y());
    stage.drag({stage.at(Row::camera, 0).x(), rangeY}, {stage.at(Row::camera, 1).x(), rangeY});
    QCOMPARE(stage.animation().in, 1.0);
    QTest::keyClick(&stage.view(), Qt::Key_O);
    QCOMPARE(stage.animation().out, 2.0);
    QTest::mouseDClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, {stage.at(Row::camera, 1.5).x(), rangeY});
    QCOMPARE(stage.animation().out, 4.0);
    QCOMPARE(stage.animation().in, 0.0);
  }

  void transport() {
    Stage stage;
    TransportBar& bar = *stage.panel->transport();
    QTest::keyClick(&stage.view(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(stage.time().clipTime() * 30, 10.0);
    QTest::keyClick(&stage.view(), Qt::Key_Left);
    QCOMPARE(stage.time().clipTime() * 30, 9.0);
    QTest::keyClick(&stage.view(), Qt::Key_Period);
    const double gap = kEvent / (kFrames - 1);
    QVERIFY(std::abs(stage.time().sceneTime() - 4 * gap) < 1e-9);
    QTest::keyClick(&stage.view(), Qt::Key_Comma);
    QVERIFY(std::abs(stage.time().sceneTime() - 3 * gap) < 1e-9);
    QCOMPARE(stage.animation().loop, animation::LoopMode::loop);
    QTest::keyClick(&stage.view(), Qt::Key_L);
    QCOMPARE(stage.animation().loop, animation::LoopMode::pingPong);
    QCOMPARE(bar.findChild<QComboBox*>(QStringLiteral("transport.loop"))->currentIndex(), 2);
    auto* clock = bar.findChild<TimecodeField*>(QStringLiteral("transport.clip_time"));
    clock->setFocus();
    clock->selectAll();
    QTest::keyClicks(clock, QStringLiteral("1:15"));
    QTest::keyClick(clock, Qt::Key_Return);
    QCOMPARE(stage.time().clipTime(), 1.5);
    auto* length = bar.findChild<TimecodeField*>(QStringLiteral("transport.length"));
    length->selectAll();
    QTest::keyClicks(length, QStringLiteral("90f"));
    QTest::keyClick(length, Qt::Key_Return);
    QCOMPARE(stage.animation().length, 3.0);
    bar.findChild<QDoubleSpinBox*>(QStringLiteral("transport.fps"))->setValue(24);
    QCOMPARE(stage.animation().fps, 24.0);
    QTest::mouseClick(bar.findChild<QToolButton*>(QStringLiteral("transport.play")), Qt::LeftButton);
    QVERIFY(stage.time().playing());
    QTRY_VERIFY(stage.time().clipTime() > 1.5);
    QTest::keyClick(&stage.view(), Qt::Key_Space);
    QVERIFY(!stage.time().playing());
  }

  void presetsMakeKeysInOneStep() {
    Stage stage;
    const auto apply = [&](const char* action, const char* popover) {
      stage.trigger(action);
      QWidget* asked = stage.panel->findChild<QWidget*>(QString::fromLatin1(popover));
      QVERIFY2(asked, popover);
      screenshot(*asked, QString::fromLatin1(popover));
      QTest::mouseClick(asked->findChild<QPushButton*>(QStringLiteral("apply")), Qt::LeftButton);
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    apply("animation.preset.turntable", "preset.turntable");
    QVERIFY(stage.animation().camera.cyclic());
    QCOMPARE(stage.undo().count(), 1);
    QVERIFY(stage.time().cameraOnTrack());
    // About what the cameras look at: the origin.
    for (const animation::CameraKey& key : stage.animation().camera.keys())
      QVERIFY(std::abs(glm::length(key.pose.position) - 4) < 0.05);
    stage.undo().undo();
    apply("animation.preset.dolly", "preset.dolly");
    QCOMPARE(stage.animation().camera.keys().size(), size_t{2});
    stage.time().setSceneTime(1);
    apply("animation.preset.bullet_time", "preset.bullet_time");
    QVERIFY(std::abs(stage.animation().time.slopeAt(2, {0, kEvent})) < 1e-9);
    QCOMPARE(stage.animation().length, 5.0);
    apply("animation.preset.hand_held", "preset.hand_held");
    QVERIFY(stage.animation().camera.shake());
    apply("animation.preset.replay", "preset.replay");
    QTRY_COMPARE(stage.animation().length, kEvent);
    QVERIFY(stage.animation().camera.keys().size() < kFrames);
    QVERIFY(glm::length(stage.animation().camera.keys().front().pose.position - glm::dvec3(0, 0, -4)) < 1e-6);
  }

  void refusalsAreToldAndChangeNothing() {
    Stage stage;
    stage.workspace->document.reset({}, {});  // no event: nothing to reverse
    const size_t messages = stage.workspace->messages.all().size();
    stage.view().commands().ramp(1, 1, 50);
    QCOMPARE(stage.workspace->messages.all().size(), messages + 1);
    QVERIFY(stage.animation().time.empty());
    QCOMPARE(stage.undo().count(), 0);
  }

  void zoomAndScroll() {
    Stage stage;
    const QPointF middle(stage.at(Row::camera, 1));
    const double before = stage.layout().axis.secondsPerPixel();
    QWheelEvent wheel(middle, stage.view().mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&stage.view(), &wheel);
    QVERIFY(stage.layout().axis.secondsPerPixel() < before);
    QVERIFY(std::abs(stage.layout().axis.x(1) - middle.x()) < 1);
    stage.time().setClipTime(4);
    QVERIFY(stage.layout().axis.to() >= 4);
    QTest::keyClick(&stage.view(), Qt::Key_F);
    QVERIFY(stage.layout().axis.from() < 0 && stage.layout().axis.to() > 4);
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
    palette.setColor(QPalette::Button, grey(dark ? 0x36 : 0xe4));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
      palette.setColor(role, grey(dark ? 0xde : 0x1c));
    palette.setColor(QPalette::Highlight, dark ? QColor(0xf0, 0xa0, 0x30) : QColor(0xb8, 0x6a, 0));
    QApplication::setPalette(palette);
    Stage stage;
    stage.panel->resize(1100, 460);
    giveCameraKeys(stage);
    stage.edit([](Animation& animation) {
      const auto key = [&](double at, double time, TimeInterpolation way) {
        animation.time.set({at, time, way, std::nullopt, std::nullopt});
      };
      key(0, 0, TimeInterpolation::linear);
      key(0.8, 0.8, TimeInterpolation::linear);
      key(1.6, 0.8, TimeInterpolation::smooth);
      key(2.4, 1.8, TimeInterpolation::linear);
      key(3.2, 1.4, TimeInterpolation::hold);
      key(3.6, 2, TimeInterpolation::linear);
      animation.time.setAfter(animation::AfterLast::pingPong);
      animation::setMarker(animation, {0.8, "jump", 0xE5554F});
      animation::setMarker(animation, {2.9, "landing", 0x4F8FE5});
      animation::setRange(animation, 0.2, 3.8);
    });
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::time, 2));
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::ShiftModifier, stage.key(Row::camera, 1));
    stage.time().setClipTime(1.2);
    const QImage picture = stage.view().grab().toImage();
    const TimelineLayout& layout = stage.layout();
    // The playhead and a selected key stand where they should, in colours that stand out.
    const double ratio = picture.devicePixelRatio();
    const QColor line = picture.pixelColor((QPointF(layout.axis.x(1.2), layout.camera.bottom() - 3) * ratio).toPoint());
    QVERIFY2(line.red() > line.green() + 20, qPrintable(line.name()));
    const QColor key = picture.pixelColor((QPointF(stage.key(Row::camera, 1)) * ratio).toPoint());
    QVERIFY2(key.red() > key.blue() + 60, qPrintable(key.name()));
    screenshot(*stage.panel, dark ? QStringLiteral("timeline_dark") : QStringLiteral("timeline_light"));
    QMenu* menu = stage.menu(stage.at(Row::time, 1.9));
    QVERIFY(menu);
    screenshot(*menu, dark ? QStringLiteral("timeline_menu_dark") : QStringLiteral("timeline_menu_light"));
    menu->close();
    QApplication::setPalette(QPalette());
  }

  void thousandsOfKeysArePaintedAndFound() {
    Stage stage;
    stage.edit([](Animation& animation) {
      animation::setLength(animation, 200);
      std::vector<animation::TimeKey> keys;
      for (int i = 0; i < 5000; ++i)
        keys.push_back({i * 0.04, 1 + std::sin(i * 0.01), TimeInterpolation::smooth, std::nullopt, std::nullopt});
      animation.time = animation::SceneTimeTrack(keys);
    });
    QTest::keyClick(&stage.view(), Qt::Key_F);
    QVERIFY(!stage.view().grab().isNull());
    QTest::mouseClick(&stage.view(), Qt::LeftButton, Qt::NoModifier, stage.key(Row::time, 2500));
    QCOMPARE(stage.view().state().selection().count(), size_t{1});
    QTest::keyClick(&stage.view(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&stage.view(), Qt::Key_Right);
    QCOMPARE(stage.view().state().selection().count(), size_t{5000});
    QVERIFY(!stage.view().grab().isNull());
  }
};

QTEST_MAIN(TimelinePanelTest)
#include "timeline_panel_test.moc"
