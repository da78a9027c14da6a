// The whole window: a splat scene is opened, looked at, played, keyed, undone; random events do it no harm. Under an X server the
// picture is on screen, and the validation layers have nothing to say.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QDir>
#include <QDockWidget>
#include <QMenuBar>
#include <QPointer>
#include <QRandomGenerator>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "app/desktop/shell/docks.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/viewport/viewport_panel.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "tests/app/desktop/viewport/viewport_scenes.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

constexpr int kPatience = 120'000;
constexpr int kRandomActions = 200;

bool underX() { return QGuiApplication::platformName() == "xcb"; }

/// Into the folder that CHRONOSCOPE_SCREENSHOTS names, to be looked at.
void keepPicture(QWidget& window, const QString& name) {
  const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
  if (folder.isEmpty()) return;
  QDir().mkpath(folder);
  QTest::qWait(200);
  const QScreen* screen = window.screen();
  (underX() ? const_cast<QScreen*>(screen)->grabWindow(window.winId()) : window.grab()).save(folder + "/" + name + ".png");
}

}  // namespace

class WindowTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::unique_ptr<Workspace> workspace_;
  std::unique_ptr<MainWindow> window_;

  Document& document() { return workspace_->document; }
  /// A button, a list or a field of the window or of a dialog.
  void pressSomething(QRandomGenerator& random) {
    QList<QWidget*> choices;
    for (QWidget* widget : window_->findChildren<QWidget*>()) {
      const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) ||
                           qobject_cast<QAbstractSlider*>(widget) || qobject_cast<QAbstractItemView*>(widget);
      // Menus of tool buttons wait for an answer in a loop of their own.
      const auto* button = qobject_cast<QToolButton*>(widget);
      const bool waits = button && button->menu();
      if (control && !waits && widget->isVisible() && widget->isEnabled()) choices << widget;
    }
    if (choices.isEmpty()) return;
    QPointer<QWidget> chosen = choices[random.bounded(choices.size())];
    QTest::mouseClick(chosen, Qt::LeftButton);
    if (chosen) QTest::keyClick(chosen, random.bounded(2) ? Qt::Key_Up : Qt::Key_Down);
  }
  void run(const char* action) { workspace_->actions.action(action)->trigger(); }

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("window_test");
    QSettings().clear();
  }

  void init() {
    workspace_ = std::make_unique<Workspace>();
    window_ = std::make_unique<MainWindow>(*workspace_, (folder_.path() + "/data").toStdString());
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    const std::filesystem::path file = (folder_.path() + "/things.ply").toStdString();
    if (!std::filesystem::exists(file)) {
      scene::writeSplatFile(file, *tests::threeBalls());
    }
    window_->open({QString::fromStdString(file.string())});
    QTRY_COMPARE_WITH_TIMEOUT(document().project().versions.size(), size_t{1}, kPatience);
  }

  void cleanup() {
    workspace_->jobs.cancelAll();
    QStringList messages = window_->viewport().validationMessages();
    window_.reset();
    workspace_.reset();
    QCOMPARE(messages, QStringList());
  }

  void everyActionHasATipAndAPlace() {
    for (const ActionSpec& spec : workspace_->actions.specs()) {
      QVERIFY2(!spec.tip.isEmpty() && !spec.text.isEmpty() && !spec.category.isEmpty(), qPrintable(spec.id));
      bool found = false;
      for (QAction* menu : window_->menuBar()->actions())
        if (menu->menu()) found = found || menu->menu()->actions().contains(workspace_->actions.action(spec.id));
      QVERIFY2(found || spec.id.startsWith("hidden."), qPrintable(spec.id + " is in no menu"));
    }
    for (const ActionSpec& spec : workspace_->actions.specs())
      for (const QKeySequence& keys : workspace_->actions.action(spec.id)->shortcuts())
        QVERIFY2(!workspace_->actions.owner(keys, spec.id), qPrintable(keys.toString() + " has two meanings"));
  }

  void aMoveIsKeyedPlayedAndUndone() {
    ViewState& view = workspace_->view;
    view.setClipTime(0);
    run("animation.key_camera");
    view.setClipTime(1);
    Camera moved = view.camera();
    moved.world_from_camera[3] += glm::dvec4(0.3, 0, 0, 0);
    view.setCamera(moved);
    run("animation.key_camera");
    QCOMPARE(document().project().animation.camera.keys().size(), size_t{2});
    view.setClipTime(0.5);
    QVERIFY(view.cameraOnTrack());
    const double between = view.camera().world_from_camera[3].x;
    QVERIFY(between > moved.world_from_camera[3].x - 0.3 && between < moved.world_from_camera[3].x);
    keepPicture(*window_, "keyed");
    run("playback.play");
    QVERIFY(view.playing());
    QTRY_VERIFY_WITH_TIMEOUT(view.clipTime() > 0.7, kPatience);
    run("playback.play");
    run("edit.undo");
    run("edit.undo");
    QVERIFY(document().project().animation.camera.empty());
    run("edit.redo");
    QCOMPARE(document().project().animation.camera.keys().size(), size_t{1});
  }

  void panelsGoAndComeBack() {
    QDockWidget* jobs = window_->docks().dock("jobs");
    QVERIFY(jobs->isVisible());
    run("window.hide_panels");
    QVERIFY(!jobs->isVisible());
    keepPicture(*window_, "viewport_alone");
    run("window.hide_panels");
    QVERIFY(jobs->isVisible());
    jobs->close();
    run("window.reset");
    QVERIFY(jobs->isVisible());
  }

  void pictureIsOnScreen() {
    if (!underX()) QSKIP("This needs an X server.");
    QTRY_VERIFY_WITH_TIMEOUT(window_->viewport().statistics().visible > 0, kPatience);
    keepPicture(*window_, "window");
    run("window.light_theme");
    keepPicture(*window_, "window_light");
    run("window.light_theme");
    run("view.depth");
    QTest::qWait(500);
    keepPicture(*window_, "depth");
    run("view.colour");
  }

  void randomActionsDoNoHarm() {
    QRandomGenerator random(20260101);
    // What opens a box or a file dialog of its own, or ends the program.
    const QStringList left{"file.open",  "file.save",      "file.save_as",   "file.import",        "file.session.quit",
                           "help.about", "help.shortcuts", "scene.prop.add", "window.full_screen", "file.new"};
    QList<QAction*> actions;
    for (const ActionSpec& spec : workspace_->actions.specs())
      if (!left.contains(spec.id)) actions << workspace_->actions.action(spec.id);
    QWidget* canvas = window_->viewport().canvas() ? window_->viewport().canvas() : &window_->viewport();
    for (int i = 0; i < kRandomActions; ++i) {
      const int kind = random.bounded(4);
      if (kind == 0) {
        actions[random.bounded(actions.size())]->trigger();
      } else if (kind == 1) {
        pressSomething(random);
      } else {
        const QPoint from(random.bounded(std::max(1, canvas->width())), random.bounded(std::max(1, canvas->height())));
        const Qt::MouseButton button = kind == 2 ? Qt::LeftButton : Qt::RightButton;
        QTest::mousePress(canvas, button, {}, from);
        QTest::mouseMove(canvas, from + QPoint(random.bounded(80) - 40, random.bounded(80) - 40));
        QTest::mouseRelease(canvas, button, {}, from);
      }
      QCoreApplication::processEvents();
    }
    for (QWidget* box : QApplication::topLevelWidgets())
      if (box != window_.get() && box->isVisible()) box->close();
    QVERIFY(!document().project().versions.empty() || document().undoStack()->canUndo());
  }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
