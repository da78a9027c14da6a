// The story of a newcomer, by events on the real window: a phone video is dropped, its cameras are found, a scene comes out; the
// camera moves while time stands, three keys make a move, a refinement sharpens, and a video that plays elsewhere is written. The
// pictures of each step go to the folder that CHRONOSCOPE_SCREENSHOTS names. CHRONOSCOPE_STORY=full does it at the sizes that a
// newcomer would get; otherwise few frames and small sizes keep it short.
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUrl>
#include <QtTest>

#include "app/desktop/shell/docks.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/viewport/viewport_panel.h"
#include "reconstruction/media/video_reader.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

constexpr int kPatience = 400'000;

bool isFull() { return qEnvironmentVariable("CHRONOSCOPE_STORY") == "full"; }

QString dogVideo() {
  const QString data = qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA);
  return data + "/captures/unposed/dog-example.mp4";
}

}  // namespace

class StoryTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::unique_ptr<Workspace> workspace_;
  std::unique_ptr<MainWindow> window_;
  int step_ = 0;

  const Project& project() { return workspace_->document.project(); }
  ViewState& view() { return workspace_->view; }
  QWidget* canvas() { return window_->viewport().canvas(); }

  template <class Widget>
  Widget* find(const char* name) {
    auto* found = window_->findChild<Widget*>(name);
    if (!found) qFatal("no widget %s", name);
    return found;
  }
  void press(const char* name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
  /// Types a number into a spin box, as the keyboard does.
  void type(const char* name, const QString& text) {
    auto* box = find<QWidget>(name);
    // Without a window manager nobody makes a window active but the program.
    QApplication::setActiveWindow(box->window());
    box->setFocus();
    if (auto* spin = qobject_cast<QAbstractSpinBox*>(box)) spin->selectAll();
    if (auto* line = qobject_cast<QLineEdit*>(box)) line->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Return);
  }
  void choose(const char* name, int index) { find<QComboBox>(name)->setCurrentIndex(index); }
  void key(const char* keys) {
    QApplication::setActiveWindow(window_.get());
    canvas()->setFocus();
    QTest::keySequence(canvas(), QKeySequence(keys));
  }

  /// Without a window manager the pointer's path is a row of events of our own.
  void drag(QPoint by) {
    const QPoint from = canvas()->rect().center();
    QTest::mousePress(canvas(), Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i) QTest::mouseMove(canvas(), from + by * i / 8, 15);
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, from + by);
    QTest::qWait(300);
  }

  void keepPicture(const QString& name) {
    const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    QTest::qWait(1500);
    window_->screen()->grabWindow(0).save(
        QStringLiteral("%1/story_%2_%3.png").arg(folder).arg(++step_, 2, 10, QChar('0')).arg(name));
  }

  /// No message of an error, and the last job ended well.
  void noErrors() {
    for (const Message& message : workspace_->messages.all())
      QVERIFY2(message.level != Message::Level::error, qPrintable(message.text + "\n" + message.detail));
  }

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("story_test");
    QSettings().clear();
    if (QGuiApplication::platformName() != "xcb") QSKIP("This needs an X server.");
    if (!QFile::exists(dogVideo())) QSKIP("no dog-example.mp4: set FSM_DATA to the folder that has captures/");
    QVERIFY(QFile::copy(dogVideo(), folder_.filePath("dog.mp4")));
    QFile::setPermissions(folder_.filePath("dog.mp4"), QFile::ReadOwner | QFile::WriteOwner);
    workspace_ = std::make_unique<Workspace>();
    window_ = std::make_unique<MainWindow>(*workspace_, folder_.filePath("data").toStdString());
    window_->resize(1600, 960);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
  }

  void aVideoIsDropped() {
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(folder_.filePath("dog.mp4"))});
    QDragEnterEvent enter({800, 300}, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({800, 300}, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &event);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("importReconstruct")->isVisible(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("importReconstruct")->isEnabled(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("importEstimate")->text().contains("GB"), kPatience);
    keepPicture("dropped");
  }

  void itBecomesAScene() {
    if (!isFull()) {
      choose("importSize", 0);
      choose("importKeep", 1);
      type("importCount", "24");
      type("importReads", "8");
      press("importMore");
      type("importBudget", "20000");
      type("importPoseFrames", "24");
    }
    press("importReconstruct");
    QTest::qWait(3000);
    keepPicture("cameras_are_found");
    QTRY_VERIFY_WITH_TIMEOUT(project().capture != nullptr, kPatience);
    keepPicture("capture");
    QTRY_COMPARE_WITH_TIMEOUT(project().versions.size(), size_t{1}, kPatience);
    // First the network's own view, then the Gaussians.
    QTRY_VERIFY_WITH_TIMEOUT(project().versions[0].gaussians, kPatience);
    noErrors();
    QVERIFY(project().versions[0].gaussians->gaussians.count() > 1000);
    QTRY_VERIFY_WITH_TIMEOUT(window_->viewport().statistics().visible > 100, kPatience);
    QTRY_VERIFY(!find<QWidget>("importPanel")->isVisible());
    keepPicture("scene");
  }

  void theCameraMovesWhileTimeStands() {
    if (view().playing()) key("Space");
    const auto [from, to] = project().capture->timeRange();
    view().setSceneTime(0.5 * (from + to));
    const double time = view().sceneTime();
    const glm::dmat4 before = view().camera().world_from_camera;
    drag({160, 20});
    QVERIFY(view().camera().world_from_camera != before);
    QCOMPARE(view().sceneTime(), time);
    keepPicture("orbited");
    // And the other way round.
    const glm::dmat4 now = view().camera().world_from_camera;
    view().setSceneTime(from);
    QVERIFY(view().camera().world_from_camera == now);
    workspace_->actions.action("view.home")->trigger();
  }

  void threeKeysMakeABulletTimeMove() {
    const auto [from, to] = project().capture->timeRange();
    const double moment = from + 0.6 * (to - from), length = project().animation.length;
    const QPoint turns[] = {{-110, 0}, {110, 15}, {110, -15}};
    for (int i = 0; i < 3; ++i) {
      view().setClipTime(length * i / 2);
      drag(turns[i]);
      view().setSceneTime(moment);
      key("K");
      key("T");
    }
    QCOMPARE(project().animation.camera.keys().size(), size_t{3});
    QVERIFY(project().animation.time.keys().size() >= 3);
    // Time is frozen, the camera is not.
    view().setClipTime(0.25 * length);
    QVERIFY(std::abs(view().sceneTime() - moment) < 1e-3);
    const glm::dmat4 early = view().camera().world_from_camera;
    view().setClipTime(0.75 * length);
    QVERIFY(std::abs(view().sceneTime() - moment) < 1e-3);
    QVERIFY(view().camera().world_from_camera != early);
    keepPicture("keyed");
    key("Ctrl+Z");
    QTRY_VERIFY(project().animation.time.keys().size() + project().animation.camera.keys().size() < 6);
    key("Ctrl+Shift+Z");
    QTRY_VERIFY(project().animation.time.keys().size() + project().animation.camera.keys().size() >= 6);
    key("Space");
    QTRY_VERIFY(view().playing());
    QTest::qWait(700);
    key("Space");
    QTRY_VERIFY(!view().playing());
  }

  void itIsRefined() {
    window_->docks().raise("refine");
    const QWidget* offer = find<QWidget>("refineOffer");
    offer->findChild<QToolButton*>("fold")->click();
    type("refineSeconds", isFull() ? "60" : "5");
    keepPicture("refine_offer");
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("refineStart")->isEnabled(), kPatience);
    press("refineStart");
    // What is reached is seen while it goes on, brought to the renderer in whichever way this machine has.
    QTRY_VERIFY_WITH_TIMEOUT(!window_->viewport().statistics().interop.isEmpty(), kPatience);
    qInfo("Live Gaussians arrive by: %s", qPrintable(window_->viewport().statistics().interop));
    if (isFull()) {
      QTest::qWait(6'000);  // a card is done soon after
      keepPicture("refining");
    }
    QTRY_COMPARE_WITH_TIMEOUT(project().versions.size(), size_t{2}, kPatience);
    noErrors();
    QCOMPARE(project().shown, project().versions[1].name);
    keepPicture("refined");
  }

  void aVideoComesOut() {
    workspace_->actions.action("file.export")->trigger();
    QTRY_VERIFY(window_->findChild<QDialog*>("exportDialog"));
    auto* dialog = find<QDialog>("exportDialog");
    QTRY_VERIFY(dialog->isVisible());
    type("exportWidth", isFull() ? "960" : "320");
    type("exportHeight", isFull() ? "540" : "180");
    if (!isFull()) type("exportFps", "10");
    type("exportFile", folder_.filePath("bullet.mp4"));
    keepPicture("export");
    press("exportStart");
    QTRY_VERIFY_WITH_TIMEOUT(!workspace_->jobs.busy() && QFile::exists(folder_.filePath("bullet.mp4")), kPatience);
    noErrors();
    const media::VideoReader reader(folder_.filePath("bullet.mp4").toStdString());
    QVERIFY(reader.info().times.size() > 5);
    QCOMPARE(reader.info().size, (isFull() ? ImageSize{960, 540} : ImageSize{320, 180}));
    keepPicture("exported");
  }

  void itIsSavedAndOpenedAgain() {
    const QString file = folder_.filePath("dog.chrono");
    workspace_->actions.action("file.save_as")->trigger();
    QTRY_VERIFY(window_->findChild<QFileDialog*>("saveDialog"));
    auto* dialog = find<QFileDialog>("saveDialog");
    auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
    name->setText(file);  // typed letters would open a list of suggestions that takes the Enter key
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!workspace_->document.modified() && !workspace_->document.file().empty(), kPatience);
    const size_t keys = project().animation.camera.keys().size();
    QSignalSpy opened(&window_->session(), &Session::opened);
    window_->session().open({file});
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, kPatience);
    QCOMPARE(project().versions.size(), size_t{2});
    QCOMPARE(project().animation.camera.keys().size(), keys);
    QVERIFY(project().capture);
    noErrors();
  }

  void cleanupTestCase() {
    if (!window_) return;
    workspace_->jobs.cancelAll();
    const QStringList messages = window_->viewport().validationMessages();
    window_.reset();
    workspace_.reset();
    QCOMPARE(messages, QStringList());
  }
};

QTEST_MAIN(StoryTest)
#include "story_test.moc"
