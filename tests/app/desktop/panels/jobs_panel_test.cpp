// Jobs panel, console, and the boxes of the session, with real clicks. Pictures of them are written where CHRONOSCOPE_SCREENSHOTS
// names a folder.
#include "app/desktop/panels/jobs_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <atomic>
#include <cmath>
#include <future>
#include <thread>

#include "app/desktop/dialogs/question_box.h"
#include "app/desktop/dialogs/recovery_dialog.h"
#include "app/desktop/panels/console_panel.h"
#include "app/desktop/panels/curve_view.h"
#include "app/desktop/panels/duration_text.h"
#include "reconstruction/core/log.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

QPalette darkPalette() {
  QPalette dark(QColor(0x2b, 0x2b, 0x2b));
  dark.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
  return dark;
}

void screenshot(QWidget& widget, const QString& name) {
  const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
  if (folder.isEmpty()) return;
  QDir().mkpath(folder);
  widget.grab().save(QDir(folder).filePath(name + ".png"));
  const QPalette light = QApplication::palette();
  QApplication::setPalette(darkPalette());
  QCoreApplication::processEvents();
  widget.grab().save(QDir(folder).filePath(name + "_dark.png"));
  QApplication::setPalette(light);
  QCoreApplication::processEvents();
}

QImage somePicture() {
  QImage image(320, 180, QImage::Format_RGB32);
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) image.setPixel(x, y, qRgb(x * 255 / 320, 90, y * 255 / 180));
  return image;
}

void click(QWidget& in, const char* name) {
  auto* button = in.findChild<QAbstractButton*>(name);
  QVERIFY2(button, name);
  QTest::mouseClick(button, Qt::LeftButton);
}

RecoveryCandidate candidate(const char* file, int failed) {
  return {{std::string("/tmp/.") + file + ".autosave"},
          std::string("/tmp/") + file,
          QDateTime::currentDateTime(),
          QDateTime::currentDateTime().addSecs(-600),
          failed};
}

}  // namespace

class JobsPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void showsWhatRunsAndCancelsIt() {
    Workspace workspace;
    JobsPanel panel(workspace);
    panel.resize(360, 640);
    panel.show();
    auto* empty = panel.findChild<QLabel*>("emptyJobs");
    QVERIFY(empty->isVisible());
    screenshot(panel, "jobs_empty");
    Job job;
    job.title = "Refine the scene";
    job.work = [](Progress& progress, JobFeedback& feedback) {
      progress.stage("Refining", 1);
      for (int i = 0; i < 200; ++i) {
        feedback.curve("Loss", i, 0.2 * std::exp(-i / 60.0) + 0.02 + 0.004 * std::sin(i));
        feedback.curve("PSNR, held out (dB)", i, 24 + 6 * (1 - std::exp(-i / 50.0)));
      }
      feedback.picture(somePicture());
      feedback.message("8 frames are held out and never trained on");
      for (;;) {
        progress.advance(40, 100);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    };
    const int running = workspace.jobs.start(job);
    job.title = "Export clip.mp4";
    const int waiting = workspace.jobs.start(job);
    Job broken;
    broken.title = "Import a_long_name_of_a_clip_from_a_phone_20310504.mp4";
    broken.lane = Lane::light;
    broken.work = [](Progress&, JobFeedback&) {
      throw Error(ErrorCode::fileDamaged, "The video ends in the middle of a frame. Copy it from the phone again.",
                  "av: -1094995529");
    };
    const int failed = workspace.jobs.start(broken);
    QVERIFY(!empty->isVisible());
    auto* row = panel.findChild<QWidget*>(QStringLiteral("jobRow%1").arg(running));
    auto* other = panel.findChild<QWidget*>(QStringLiteral("jobRow%1").arg(waiting));
    auto* bad = panel.findChild<QWidget*>(QStringLiteral("jobRow%1").arg(failed));
    QVERIFY(row && other && bad);
    QTRY_COMPARE(row->findChild<QProgressBar*>("progress")->value(), 400);
    QCOMPARE(row->findChild<QLabel*>("stage")->text(), QString("Refining"));
    QTRY_VERIFY(bad->findChild<QLabel*>("error")->text().contains("Copy it"));
    QVERIFY(bad->findChild<QAbstractButton*>("retry")->isVisible());
    QVERIFY(!row->findChild<QAbstractButton*>("retry")->isVisible());
    click(*row, "fold");
    QVERIFY(row->findChild<QWidget*>("curves")->isVisible());
    QVERIFY(row->findChild<QLabel*>("picture")->isVisible());
    QVERIFY(row->findChild<QPlainTextEdit*>("log")->toPlainText().contains("held out"));
    QTest::qWait(700);  // until the time that is left is known
    screenshot(panel, "jobs_running");
    QVERIFY(row->findChild<QLabel*>("time")->text().contains("left"));
    QVERIFY(row->width() <= panel.width());  // long names do not push buttons out of sight
    click(*other, "cancel");
    QTRY_COMPARE(workspace.jobs.job(waiting)->state, JobState::cancelled);
    click(*row, "cancel");
    QTRY_COMPARE(workspace.jobs.job(running)->state, JobState::cancelled);
    click(*bad, "retry");
    QTRY_VERIFY(!workspace.jobs.busy());
    QTRY_VERIFY(!workspace.jobs.job(failed));  // the new attempt stands for it
    screenshot(panel, "jobs_ended");
    click(*row, "dismiss");
    QVERIFY(!workspace.jobs.job(running));
    click(panel, "clearEnded");
    QVERIFY(workspace.jobs.jobs().empty());
    QVERIFY(empty->isVisible());
  }

  void quietJobsAreNotListed() {
    Workspace workspace;
    JobsPanel panel(workspace);
    Job job;
    job.quiet = true;
    job.work = [](Progress&, JobFeedback&) {};
    const int id = workspace.jobs.start(job);
    QVERIFY(!panel.findChild<QWidget*>(QStringLiteral("jobRow%1").arg(id)));
    QTRY_VERIFY(workspace.jobs.jobs().empty());
  }

  void consoleFiltersAndCopies() {
    Workspace workspace;
    ConsolePanel console(workspace);
    console.resize(640, 260);
    console.show();
    workspace.messages.info("The scene was made in 12 s.");
    workspace.messages.warning("The footage has no sound.");
    workspace.messages.error(Error(ErrorCode::outOfMemory, "The memory is not enough. Use fewer frames.", "CUDA error 2"));
    std::thread([] { log().warn("from the engine"); }).join();
    auto* list = console.findChild<QListView*>("consoleList");
    QTRY_COMPARE(list->model()->rowCount(), 4);
    QCOMPARE(workspace.messages.all()[3].level, Message::Level::warning);
    list->setCurrentIndex(list->model()->index(2, 0));
    screenshot(console, "console");
    QVERIFY(console.findChild<QPlainTextEdit*>("consoleDetail")->toPlainText().contains("CUDA error 2"));
    list->clearSelection();
    auto* level = console.findChild<QComboBox*>("consoleLevel");
    level->setCurrentIndex(1);
    QCOMPARE(list->model()->rowCount(), 3);
    level->setCurrentIndex(2);
    click(console, "consoleCopy");
    QVERIFY(QApplication::clipboard()->text().contains("Use fewer frames"));
    QVERIFY(!QApplication::clipboard()->text().contains("sound"));
    level->setCurrentIndex(0);
    QTest::keyClicks(console.findChild<QLineEdit*>("consoleFilter"), "SOUND");
    QCOMPARE(list->model()->rowCount(), 1);
    QTemporaryDir folder;
    const QString file = folder.filePath("log.txt");
    console.saveTo(file);
    QTRY_VERIFY(QFile::exists(file));
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll().count('\n'), 5);  // four messages, one with a detail
    click(console, "consoleClear");
    QCOMPARE(list->model()->rowCount(), 0);
  }

  void consoleOutlivesManyMessages() {
    Workspace workspace;
    ConsolePanel console(workspace);
    for (int i = 0; i < 6000; ++i) workspace.messages.info(QString::number(i));
    QCOMPARE(console.findChild<QListView*>("consoleList")->model()->rowCount(),
             static_cast<int>(workspace.messages.all().size()));
  }

  void questionsAreAnswered() {
    QWidget window;
    window.show();
    QuestionBox box(&window);
    int answer = -2;
    const auto ask = [&] {
      answer = -2;
      box.ask({"unsaved",
               "Unsaved changes",
               "Save the changes to \"dog\"?",
               "What was not saved is lost for good.",
               {"Save", "Discard", "Cancel"},
               0,
               2},
              [&](int button) { answer = button; });
    };
    ask();
    auto* shown = window.findChild<QMessageBox*>("question:unsaved");
    QVERIFY(shown && shown->isVisible());
    screenshot(*shown, "question");
    click(*shown, "answer1");
    QTRY_COMPARE(answer, 1);
    QTRY_VERIFY(!window.findChild<QMessageBox*>("question:unsaved"));
    ask();
    QTest::keyClick(window.findChild<QMessageBox*>("question:unsaved"), Qt::Key_Escape);
    QTRY_COMPARE(answer, 2);
    QTRY_VERIFY(!window.findChild<QMessageBox*>("question:unsaved"));
    ask();
    QTest::keyClick(window.findChild<QMessageBox*>("question:unsaved"), Qt::Key_Return);
    QTRY_COMPARE(answer, 0);
  }

  void recoveryOffersWhatIsBest() {
    RecoveryDialog dialog({candidate("dog.chrono", 0), candidate("breakdance.chrono", 2)});
    dialog.show();
    QSignalSpy recovered(&dialog, &RecoveryDialog::recover), saved(&dialog, &RecoveryDialog::openSaved),
        discarded(&dialog, &RecoveryDialog::discard);
    screenshot(dialog, "recovery");
    QVERIFY(dialog.findChild<QPushButton*>("recover")->isDefault());
    dialog.findChild<QTableWidget*>("recoveryTable")->selectRow(1);
    QVERIFY(dialog.findChild<QPushButton*>("openSaved")->isDefault());
    QVERIFY(dialog.findChild<QLabel*>("recoveryNote")->text().contains('2'));
    screenshot(dialog, "recovery_after_crashes");
    click(dialog, "discard");
    QCOMPARE(discarded.size(), 0);  // asked once more
    click(dialog, "discard");
    QCOMPARE(discarded.size(), 1);
    QCOMPARE(dialog.findChild<QTableWidget*>("recoveryTable")->rowCount(), 1);
    click(dialog, "recover");
    QCOMPARE(recovered.size(), 1);
    QCOMPARE(recovered[0][0].value<RecoveryCandidate>().title(), QString("dog"));
    QVERIFY(!dialog.isVisible());
  }

  void durationsAreReadable() {
    QCOMPARE(durationText(0.42), QString("0.4 s"));
    QCOMPARE(durationText(42), QString("42 s"));
    QCOMPARE(durationText(200), QString("3 min 20 s"));
    QCOMPARE(durationText(7500), QString("2 h 5 min"));
    QCOMPARE(durationText(std::nan("")), QString());
    QCOMPARE(estimateText(43), QString("about 45 s"));
    QCOMPARE(estimateText(3), QString("about 3 s"));
  }

  void curvesSurviveOddNumbers() {
    CurveView view;
    view.resize(300, 200);
    view.setCurves({{"loss", {{0, std::nan("")}, {1, 0.5}, {1, 0.5}, {2, INFINITY}}}, {"none", {}}, {"one", {{3, 1}}}});
    QVERIFY(!view.grab().isNull());
    QTest::mouseMove(&view, QPoint(150, 40));
    QVERIFY(!view.grab().isNull());
  }
};

int main(int argc, char** argv) {
  QLocale::setDefault(QLocale::c());
  QApplication::setStyle("fusion");
  QApplication application(argc, argv);
  JobsPanelTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "jobs_panel_test.moc"
