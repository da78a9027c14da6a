// Footage dropped on the import panel: thumbnails, handles, what it will take, a scene; what is broken is explained. Real events,
// no screen. Pictures are written where CHRONOSCOPE_SCREENSHOTS names a folder.
#include "app/desktop/dialogs/import_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUrl>
#include <QtTest>

#include "app/desktop/dialogs/import_choices.h"
#include "app/desktop/dialogs/import_row.h"
#include "app/desktop/shell/theme.h"
#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/media/video_writer.h"
#include "tests/app/tiny_scene.h"
#include "tests/media/room_recording.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

constexpr int kPatience = 120'000;
constexpr int kFrames = 24;

/// A second of gradients that move, with sizes of its own.
QString writeVideo(const QTemporaryDir& folder, const QString& name, int frames = kFrames) {
  const QString file = folder.filePath(name);
  media::VideoWriter::Options options;
  options.fps = 24;
  media::VideoWriter writer(file.toStdString(), {96, 64}, options);
  for (int i = 0; i < frames; ++i) writer.add(tests::tinyImage({96, 64}, 0.3 * i));
  writer.finish();
  return file;
}

struct Window {
  Workspace workspace;
  QTemporaryDir data;
  int newProjects = 0;
  ImportPanel panel{workspace, data.path().toStdString(), [this](const std::function<void()>& then) {
                      ++newProjects;
                      workspace.document.reset({}, {});
                      then();
                    }};
  Window() {
    panel.resize(1400, 320);
    panel.show();
  }
  template <class Widget>
  Widget* find(const char* name) {
    auto* found = panel.findChild<Widget*>(name);
    if (!found) qFatal("no widget %s", name);
    return found;
  }
  QString text(const char* name) { return find<QLabel>(name)->text(); }
  ImportStrip* strip(int camera = 0) { return panel.findChild<ImportStrip*>(QStringLiteral("importStrip%1").arg(camera)); }
  bool measured() { return text("importEstimate").contains("GB"); }

  void drop(const QStringList& files) {
    QMimeData dropped;
    QList<QUrl> urls;
    for (const QString& file : files) urls << QUrl::fromLocalFile(file);
    dropped.setUrls(urls);
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&panel, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({50, 50}, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&panel, &event);
  }
  /// The smallest scene that there is of what was dropped: one camera that stood still.
  void chooseLittle() {
    auto* poses = find<QComboBox>("importPoses");
    poses->setCurrentIndex(poses->findText("Static camera"));
    find<QComboBox>("importSize")->setCurrentIndex(0);
    find<QSpinBox>("importReads")->setValue(3);
    auto* keep = find<QComboBox>("importKeep");
    keep->setCurrentIndex(keep->findText("A number of frames"));
    find<QSpinBox>("importCount")->setValue(6);
    find<QCheckBox>("importSharpest")->setChecked(false);
  }
  void press(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
  const Project& project() { return workspace.document.project(); }
};

void drag(QWidget* widget, int fromX, int toX) {
  const int y = widget->height() / 2;
  QTest::mousePress(widget, Qt::LeftButton, {}, {fromX, y});
  const QPoint at(toX, y);
  QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(widget, &move);
  QTest::mouseRelease(widget, Qt::LeftButton, {}, at);
}

void screenshot(QWidget& widget, const QString& name) {
  const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
  if (folder.isEmpty()) return;
  QDir().mkpath(folder);
  for (const Theme theme : {Theme::light, Theme::dark}) {
    applyTheme(*qApp, theme);
    QCoreApplication::processEvents();
    widget.grab().save(QDir(folder).filePath(name + (theme == Theme::light ? "_light.png" : "_dark.png")));
  }
}

}  // namespace

class ImportPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("import_panel_test");
    QLocale::setDefault(QLocale::c());
  }

  void aDroppedVideoShowsItsFrames() {
    const QTemporaryDir folder;
    Window window;
    screenshot(window.panel, "import_empty");
    window.drop({writeVideo(folder, "walk.mp4")});
    QTRY_VERIFY_WITH_TIMEOUT(window.strip() && window.measured(), kPatience);
    const QImage before = window.strip()->grab().toImage();
    QTRY_VERIFY_WITH_TIMEOUT(!window.workspace.jobs.busy(Lane::light), kPatience);
    // Colours are on the strip that the panel itself has not.
    int colourful = 0;
    const QImage strip = window.strip()->grab().toImage();
    for (int x = 20; x < strip.width() - 20; ++x) colourful += strip.pixelColor(x, 30).saturation() > 60;
    QVERIFY2(colourful > strip.width() / 2, qPrintable(QString::number(colourful)));
    QCOMPARE(window.newProjects, 0);  // only looked at
    screenshot(window.panel, "import_ready");
    window.find<QToolButton>("importMore")->setChecked(true);
    screenshot(window.panel, "import_more");
  }

  void handlesAndNumbersSayWhichPart() {
    const QTemporaryDir folder;
    Window window;
    window.drop({writeVideo(folder, "walk.mp4", 120)});
    QTRY_VERIFY_WITH_TIMEOUT(window.strip() && window.measured(), kPatience);
    auto *from = window.find<QDoubleSpinBox>("importFrom"), *to = window.find<QDoubleSpinBox>("importTo");
    QCOMPARE(from->value(), 0.0);
    const double end = to->value();
    QVERIFY(end > 4.9);
    const QString whole = window.text("importEstimate");
    drag(window.strip(), window.strip()->outX(), window.strip()->width() / 8);
    QVERIFY2(std::abs(to->value() - end / 8) < 0.1, qPrintable(QString::number(to->value())));
    QVERIFY(window.text("importEstimate") != whole);
    drag(window.strip(), window.strip()->inX(), window.strip()->width() - 1);  // not past the other handle
    QVERIFY(from->value() < to->value());
    from->setValue(0.1);
    to->setValue(0.3);
    QVERIFY(window.strip()->inX() < window.strip()->outX());
    QVERIFY(window.strip()->outX() < window.strip()->width() / 8);
    QTest::mouseDClick(window.strip(), Qt::LeftButton, {}, {window.strip()->width() / 2, 20});
    QCOMPARE(to->value(), end);
  }

  void aSceneComesOfItAndCanBeUndone() {
    const QTemporaryDir folder;
    Window window;
    window.drop({writeVideo(folder, "walk.mp4")});
    QTRY_VERIFY_WITH_TIMEOUT(window.strip() && window.measured(), kPatience);
    window.chooseLittle();
    const QSignalSpy closed(&window.panel, &ImportPanel::closeWanted);
    window.press("importReconstruct");
    QCOMPARE(window.newProjects, 1);
    QVERIFY(window.panel.running());
    QVERIFY(!window.find<QPushButton>("importReconstruct")->isVisible());
    screenshot(window.panel, "import_running");
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, kPatience);
    QCOMPARE(window.project().versions.size(), 1u);  // to be seen by the network, before its Gaussians are there
    QTRY_VERIFY_WITH_TIMEOUT(!window.workspace.jobs.busy(), kPatience);
    QCOMPARE(window.project().versions.size(), 1u);
    const Version& version = window.project().versions.front();
    QVERIFY(version.gaussians && version.gaussians->gaussians.count() > 0);
    QCOMPARE(version.scene->plan.inputs.size(), 3u);
    QCOMPARE(window.project().capture->cameras.front().frameCount(), 6);
    QVERIFY(!window.panel.hasSources());
    window.workspace.document.undoStack()->undo();
    QVERIFY(window.project().versions.empty() && window.project().capture);
    window.workspace.document.undoStack()->undo();
    QVERIFY(!window.project().capture);
  }

  void camerasCanBeLookedAtFirst() {
    const QTemporaryDir folder;
    Window window;
    window.drop({writeVideo(folder, "walk.mp4")});
    QTRY_VERIFY_WITH_TIMEOUT(window.strip() && window.measured(), kPatience);
    window.chooseLittle();
    window.find<QCheckBox>("importLookFirst")->setChecked(true);
    window.press("importReconstruct");
    QTRY_VERIFY_WITH_TIMEOUT(window.project().capture && !window.panel.running(), kPatience);
    QVERIFY(window.project().versions.empty());
    QVERIFY(window.text("importProblem").contains("stood still"));
    screenshot(window.panel, "import_posed");
    const glm::dmat4 before = window.project().capture->cameras.front().pose(0);
    window.find<QComboBox>("importUp")->setCurrentIndex(static_cast<int>(ImportChoices::Up::flipped));
    const QSignalSpy closed(&window.panel, &ImportPanel::closeWanted);
    window.press("importReconstruct");
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, kPatience);
    QCOMPARE(window.newProjects, 1);  // it went on in the same one
    const glm::dmat4 after = window.project().capture->cameras.front().pose(0);
    QVERIFY(glm::length(glm::dvec3(before[1]) + glm::dvec3(after[1])) < 1e-6);
    QCOMPARE(window.project().versions.size(), 1u);
  }

  void cancelLeavesEverythingAsItWas() {
    const QTemporaryDir folder;
    Window window;
    const QString video = writeVideo(folder, "walk.mp4", 200);
    window.drop({video});
    QTRY_VERIFY_WITH_TIMEOUT(window.strip() && window.measured(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!window.workspace.jobs.busy(Lane::light), kPatience);
    window.chooseLittle();
    window.find<QSpinBox>("importCount")->setValue(200);
    window.press("importReconstruct");
    window.press("importCancel");
    QTRY_VERIFY_WITH_TIMEOUT(!window.panel.running(), kPatience);
    QVERIFY(!window.project().capture && window.project().versions.empty());
    QCOMPARE(tests::entriesIn(folder.path().toStdString()), 1u);
    QVERIFY(window.panel.hasSources());  // it can be tried again
    QVERIFY(window.find<QPushButton>("importReconstruct")->isEnabled());
    const QSignalSpy closed(&window.panel, &ImportPanel::closeWanted);
    window.press("importCancel");
    QCOMPARE(closed.size(), 1);
    QVERIFY(!window.panel.hasSources());
  }

  /// Between the memory and the Gaussians.
  void cancelTakesHalfAVersionBack() {
    const QTemporaryDir folder;
    Window window;
    window.drop({writeVideo(folder, "walk.mp4")});
    QTRY_VERIFY_WITH_TIMEOUT(window.strip() && window.measured(), kPatience);
    window.chooseLittle();
    connect(&window.panel, &ImportPanel::closeWanted, &window.panel, [&] { window.workspace.jobs.cancelAll(); });
    const QSignalSpy closed(&window.panel, &ImportPanel::closeWanted);
    window.press("importReconstruct");
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!window.workspace.jobs.busy(), kPatience);
    const bool wasFaster = window.workspace.jobs.jobs().back().state == JobState::finished;
    QCOMPARE(window.project().versions.size(), wasFaster ? 1u : 0u);
    QVERIFY(window.project().capture);
  }

  void severalVideosAreCamerasOfOneEvent() {
    const QTemporaryDir folder;
    Window window;
    window.drop({writeVideo(folder, "left.mp4")});
    QTRY_VERIFY_WITH_TIMEOUT(window.strip() && window.measured(), kPatience);
    window.drop({writeVideo(folder, "right.mp4")});  // one more
    QTRY_VERIFY_WITH_TIMEOUT(window.strip(1) && window.measured(), kPatience);
    QCOMPARE(window.find<QComboBox>("importPoses")->findText("Static camera"), -1);
    auto* to = window.find<QDoubleSpinBox>("importTo");
    const double before = to->value();
    window.find<QDoubleSpinBox>("importOffset1")->setValue(0.5);
    QVERIFY(window.text("importClock1").contains("by hand"));
    QVERIFY(std::abs(to->value() - (before + 0.5)) < 1e-3);
    const QString both = window.text("importEstimate");
    QTest::keyClick(window.find<QCheckBox>("importInput1"), Qt::Key_Space);
    QVERIFY(!window.find<QCheckBox>("importInput1")->isChecked());
    QVERIFY(window.text("importEstimate") != both);
    window.find<QCheckBox>("importInput0")->setChecked(false);
    QVERIFY(!window.find<QPushButton>("importReconstruct")->isEnabled());
    QVERIFY(window.text("importEstimate").contains("Tick a camera"));
    screenshot(window.panel, "import_two");
  }

  /// Two recordings of a real room that began 0.613 s apart; the second is softer and hisses.
  void clocksAreFoundByRealSound() {
    const auto room = media::roomRecording();
    if (!std::filesystem::exists(room)) QSKIP("The recordings are not here: set FSM_DATA to the folder that holds media/.");
    const QTemporaryDir folder;
    const QString left = folder.filePath("left.mp4"), right = folder.filePath("right.mp4");
    media::recordAgain(room, left.toStdString(), 0.5, 3, 1, 0);
    media::recordAgain(room, right.toStdString(), 1.113, 3, 0.25f, 0.0063f);
    Window window;
    window.drop({left, right});
    QTRY_VERIFY_WITH_TIMEOUT(window.strip(1), kPatience);
    const auto* offset = window.find<QDoubleSpinBox>("importOffset1");
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(offset->value() - 0.613) < 1.5e-3, kPatience);
    QVERIFY(window.text("importClock1").contains("sound"));
    screenshot(window.panel, "import_real_sound");
  }

  /// What jobs get of the choices.
  void choicesBecomeRequests() {
    const QTemporaryDir folder;
    Footage footage;
    for (const char* name : {"left.mp4", "right.mp4"}) footage.sources.emplace_back(writeVideo(folder, name).toStdString());
    footage.capture = std::make_shared<const Capture>(jobs::importSources(footage.sources));
    ImportChoices choices = defaultChoices(footage);
    choices.offsets[1].offset = -0.25;
    choices.inputs = {false, true};
    choices.keep = ImportChoices::Keep::rate;
    choices.rate = 5;
    const Capture capture = onOneClock(footage, choices);
    QVERIFY(std::abs(capture.cameras[0].times.front() - 0.25) < 1e-6);
    std::tie(choices.from, choices.to) = capture.timeRange();
    ImportOrder order = orderOf(footage, capture, choices);
    QVERIFY(!order.inPlace && order.request.range.empty() && order.request.sharpest && !order.request.syncBySound);
    QCOMPARE(order.request.fps.value_or(0), 5.0);
    QCOMPARE(order.request.offsets.at("right.mp4"), -0.25);
    QCOMPARE(order.reconstruct.inputs, std::string("right.mp4"));
    QCOMPARE(order.request.poses, std::string("estimate"));
    choices.from = 0.5;
    order = orderOf(footage, capture, choices);
    QVERIFY(!order.request.range.empty());

    // A capture that knows its cameras is used where it lies, unless a part of it is wanted.
    const auto posed = std::filesystem::path(folder.path().toStdString()) / "posed";
    Progress progress;
    writeCaptureFolder(posed, tests::tinyCapture(2, 6), {}, progress);
    footage.sources = {posed};
    footage.capture = std::make_shared<const Capture>(jobs::importSources(footage.sources));
    footage.posesName = "scene.json";
    choices = defaultChoices(footage);
    QVERIFY(orderOf(footage, *footage.capture, choices).inPlace);
    choices.to -= 0.2;
    QVERIFY(!orderOf(footage, *footage.capture, choices).inPlace);
    QVERIFY(orderOf(footage, *footage.capture, choices).request.poses.empty());
  }

  void whatIsBrokenIsExplained() {
    const QTemporaryDir folder;
    QFile broken(folder.filePath("broken.mp4"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    constexpr char kCut[] =
        "\0\0\0\x18"
        "ftypmp42\0\0\0\0mp42isom nothing more";
    broken.write(kCut, sizeof kCut - 1);
    broken.close();
    Window window;
    window.drop({broken.fileName()});
    QTRY_VERIFY_WITH_TIMEOUT(!window.text("importProblem").isEmpty(), kPatience);
    QVERIFY2(window.text("importProblem").contains("broken.mp4"), qPrintable(window.text("importProblem")));
    QVERIFY(!window.find<QPushButton>("importReconstruct")->isEnabled());
    screenshot(window.panel, "import_broken");
    window.drop({writeVideo(folder, "walk.mp4")});  // takes its place
    QTRY_VERIFY_WITH_TIMEOUT(window.strip() && window.measured(), kPatience);
    QVERIFY(window.text("importProblem").isEmpty());
  }

  /// Videos of all kinds, some of them damaged: pictures, or a sentence.
  void everyFileShowsOrExplains() {
    const QString data = qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA) + "/media";
    if (!QDir(data).exists()) QSKIP("FSM_DATA has no folder media");
    Window window;
    QDirIterator files(data, QDir::Files, QDirIterator::Subdirectories);
    int shown = 0, explained = 0;
    while (files.hasNext()) {
      const QString file = files.next();
      if (QFileInfo(file).fileName() == "LICENSE") continue;
      window.panel.setSources({file});
      const auto explains = [&] {
        if (!window.text("importProblem").isEmpty()) return true;
        const auto* row = window.panel.findChild<ImportRow*>("importRow0");
        return row && !row->problem().isEmpty();
      };
      QTRY_VERIFY2_WITH_TIMEOUT(window.strip() || explains(), qPrintable(file), kPatience);
      QTRY_VERIFY2_WITH_TIMEOUT(!window.workspace.jobs.busy(Lane::light), qPrintable(file), kPatience);
      if (explains())
        ++explained;
      else
        ++shown;
      if (!window.text("importProblem").isEmpty())
        qInfo().noquote() << QFileInfo(file).fileName() << window.text("importProblem");
    }
    QVERIFY2(shown > 20 && explained > 3, qPrintable(QStringLiteral("%1 shown, %2 explained").arg(shown).arg(explained)));
  }
};

QTEST_MAIN(ImportPanelTest)
#include "import_panel_test.moc"
