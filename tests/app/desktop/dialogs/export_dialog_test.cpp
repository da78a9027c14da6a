// The export dialog with real events: what it shows is what it writes, the queue, cancelling, what cannot be chosen, and what it
// says when nothing can be written. Pictures are written where CHRONOSCOPE_SCREENSHOTS names a folder.
#include "app/desktop/dialogs/export_dialog.h"

#include <sys/resource.h>

#include <QCheckBox>
#include <QColorSpace>
#include <QLabel>
#include <QMessageBox>
#include <QSlider>
#include <QSpinBox>
#include <csignal>

#include "app/desktop/dialogs/export_form.h"
#include "app/desktop/dialogs/export_frame_view.h"
#include "app/desktop/dialogs/exports.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/media/video_reader.h"
#include "tests/app/desktop/dialogs/export_fixtures.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

/// In the order of the format box.
enum Format { kH264, kHevc, kProres, kVp9, kGif, kPng, kPng16, kExr };
enum GroundItem { kViewport, kColour, kTransparent, kPanorama };
constexpr int kInOut = 0, kFrame = 2;

/// The dialog by its action; a small picture.
ExportDialog* open(ExportWorkspace& made, QWidget& window, Format format, ImageSize size = {64, 48}) {
  registerExports(*made.workspace, &window);
  window.show();
  made.workspace->actions.action("file.export")->trigger();
  auto* dialog = window.findChild<ExportDialog*>();
  if (!dialog) return nullptr;
  type(*dialog, "exportWidth", QString::number(size.width));
  type(*dialog, "exportHeight", QString::number(size.height));
  choose(*dialog, "exportFormat", format);
  return dialog;
}

bool inFull(const ExportDialog& dialog) { return dialog.picture() && dialog.picture()->full; }

/// Of a file, without what it says about colours.
QImage pixels(const QString& file, QImage::Format format) {
  QImage image = QImage(file).convertToFormat(format);
  image.setColorSpace({});
  return image;
}

/// Limits how large files can get, like a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : ignored_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, ignored_);
  }

 private:
  void (*ignored_)(int);
  rlimit before_{};
};

}  // namespace

class ExportDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("ChronoscopeTest");
    QCoreApplication::setApplicationName("export_dialog_test");
  }

  void writesWhatItShows() {
    ExportWorkspace made;
    QWidget window;
    ExportDialog* dialog = open(made, window, kPng);
    QVERIFY(dialog);
    type(*dialog, "exportShutter", "180");
    type(*dialog, "exportSamples", "3");
    choose(*dialog, "exportSupersample", 1);
    choose(*dialog, "exportGround", kTransparent);
    auto* slider = dialog->findChild<QSlider*>("exportSlider");
    QTRY_COMPARE_WITH_TIMEOUT(slider->maximum(), kClipFrames - 1, 20000);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    for (int i = 0; i < 4; ++i) QTest::keyClick(slider, Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(inFull(*dialog) && dialog->picture()->frame == 4, 20000);
    const QImage seen = dialog->picture()->picture;
    QCOMPARE(seen.size(), QSize(64, 48));
    screenshot(*dialog, "export_transparent");
    type(*dialog, "exportFile", QString::fromStdString(made.at("pictures").string()));
    press(*dialog, "exportStart");
    QVERIFY(!dialog->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(made.ended("Export pictures", JobState::finished), 20000);
    QCOMPARE(made.files(), QStringList{"pictures"});
    QCOMPARE(QDir(made.folder.filePath("pictures")).entryList(QDir::Files).size(), kClipFrames);
    const QImage written = pixels(made.folder.filePath("pictures/frame_000004.png"), QImage::Format_RGBA8888);
    QCOMPARE(written, seen);
    QVERIFY(written != pixels(made.folder.filePath("pictures/frame_000000.png"), QImage::Format_RGBA8888));
    QVERIFY(made.workspace->messages.all().back().text.contains("is written"));
  }

  void queuesVideos() {
    ExportWorkspace made;
    QWidget window;
    ExportDialog* dialog = open(made, window, kH264);
    QVERIFY(dialog);
    const auto* file = dialog->findChild<QLineEdit*>("exportFile");
    QCOMPARE(file->text(), made.folder.filePath("Clip.mp4"));
    press(*dialog, "exportQueue");
    QCOMPARE(file->text(), made.folder.filePath("Clip 2.mp4"));  // the first one need not be there yet
    choose(*dialog, "exportFormat", kGif);
    QVERIFY(file->text().endsWith(".gif"));
    choose(*dialog, "exportFormat", kH264);
    type(*dialog, "exportFps", "24");
    type(*dialog, "exportFile", made.folder.filePath("second.mp4"));
    press(*dialog, "exportQueue");
    QVERIFY(dialog->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(made.ended("Export second.mp4", JobState::finished), 30000);
    QVERIFY(made.ended("Export Clip.mp4", JobState::finished));
    QCOMPARE(made.files(), (QStringList{"Clip.mp4", "second.mp4"}));
    for (const auto& [name, frames] : {std::pair("Clip.mp4", kClipFrames), std::pair("second.mp4", 2 * kClipFrames)}) {
      const media::VideoReader reader(made.at(name));
      QCOMPARE(static_cast<int>(reader.info().times.size()), frames);
      QCOMPARE(reader.info().size, (ImageSize{64, 48}));
    }
    // What is there is not replaced without a question.
    type(*dialog, "exportFile", made.folder.filePath("second.mp4"));
    const size_t before = made.workspace->jobs.jobs().size();
    press(*dialog, "exportStart");
    auto* question = dialog->findChild<QMessageBox*>("question:replaceExport");
    QVERIFY(question && question->isVisible());
    QTest::keyClick(question, Qt::Key_Escape);
    QVERIFY(dialog->isVisible());
    QCOMPARE(made.workspace->jobs.jobs().size(), before);
  }

  void cancelLeavesNothing() {
    ExportWorkspace made;
    QWidget window;
    ExportDialog* dialog = open(made, window, kProres, {640, 360});
    QVERIFY(dialog);
    type(*dialog, "exportFps", "1000");
    press(*dialog, "exportStart");
    QVERIFY(!made.workspace->jobs.jobs().empty());
    const int id = made.workspace->jobs.jobs().back().id;
    QTRY_VERIFY_WITH_TIMEOUT(!made.workspace->jobs.job(id)->picture.isNull(), 20000);
    QVERIFY(!made.files().isEmpty());  // under a name of its own, until it is complete
    made.workspace->jobs.cancel(id);
    QTRY_COMPARE_WITH_TIMEOUT(made.workspace->jobs.job(id)->state, JobState::cancelled, 20000);
    QCOMPARE(made.files(), QStringList());
  }

  void offersWhatGoesTogether() {
    ExportWorkspace made;
    QWidget window;
    ExportDialog* dialog = open(made, window, kH264);
    QVERIFY(dialog);
    const auto* form = dialog->findChild<ExportForm*>();
    QVERIFY(!offered(*dialog, "exportGround", kTransparent));
    QVERIFY(!offered(*dialog, "exportRange", kFrame));
    QTRY_VERIFY(!offered(*dialog, "exportRenderer", 1));  // a splat file has no memory
    choose(*dialog, "exportGround", kTransparent);
    QVERIFY(form->settings().ground != ExportSettings::Ground::transparent);
    choose(*dialog, "exportFormat", kPng);
    choose(*dialog, "exportGround", kTransparent);
    choose(*dialog, "exportRange", kFrame);
    QCOMPARE(form->settings().ground, ExportSettings::Ground::transparent);
    QCOMPARE(form->settings().range, ExportSettings::Range::frame);
    QVERIFY(!dialog->findChild<QComboBox*>("exportQuality")->isEnabled());
    QVERIFY(dialog->findChild<QLineEdit*>("exportFile")->text().endsWith(".png"));
    choose(*dialog, "exportFormat", kHevc);
    QCOMPARE(form->settings().ground, ExportSettings::Ground::viewport);
    QCOMPARE(form->settings().range, ExportSettings::Range::inOut);
    QCOMPARE(dialog->findChild<QComboBox*>("exportRange")->currentIndex(), kInOut);
    choose(*dialog, "exportFormat", kGif);
    QCOMPARE(dialog->findChild<QDoubleSpinBox*>("exportFps")->maximum(), 50.0);
    // Remembered with the next start.
    choose(*dialog, "exportFormat", kExr);
    press(*dialog, "exportStart");
    QCOMPARE(loadExportSettings().format, QString("exr"));
    QCOMPARE(loadExportSettings().size, (ImageSize{64, 48}));
    made.workspace->jobs.cancelAll();
  }

  void soundIsOffByDefaultForLoopsAndFreezes() {
    ExportForm form;
    form.setSettings({});
    auto* box = form.findChild<QCheckBox*>("exportSound");
    auto* note = form.findChild<QLabel*>("exportSoundNote");
    PreviewPlan plan{{64, 48}, 10, 30, true, true, true};
    form.setPlan(plan);
    QVERIFY(box->isEnabled() && box->isChecked());
    plan.soundsThroughout = false;
    form.setPlan(plan);
    QVERIFY(box->isEnabled() && !box->isChecked());
    QVERIFY(note->text().contains("silent"));
    form.show();
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    QVERIFY(form.sounds());
    QCOMPARE(form.settings().sound, jobs::SoundChoice::on);
    plan.soundsSomewhere = false;
    form.setPlan(plan);
    QVERIFY(!box->isEnabled() && !form.sounds());
    plan.footageSounds = false;
    form.setPlan(plan);
    QCOMPARE(note->text(), QString("The footage has none."));
    plan.footageLost = true;
    form.setPlan(plan);
    QVERIFY(note->text().contains("not where it was"));
    choose(form, "exportFormat", kGif);
    QVERIFY(note->text().contains("GIF"));
  }

  void exportsEditsThatAreNotSaved() {
    ExportWorkspace made;
    made.workspace->document.edit("Crop", Document::EditsPart, [](Project& project) {
      scene::Edit crop;
      crop.kind = scene::Edit::Kind::crop;
      crop.world_from_box[3] = {-1, 0, 0, 1};  // what is on the left
      project.edits = {std::make_shared<const scene::Edit>(crop)};
      project.editedVersion = project.shown;
    });
    QWidget window;
    ExportDialog* dialog = open(made, window, kPng);
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(inFull(*dialog) && dialog->picture()->picture.size() == QSize(64, 48), 20000);
    const QImage half = dialog->picture()->picture;
    QCOMPARE(half.pixelColor(63, 24), QColor(26, 51, 77));  // the viewport's background
    choose(*dialog, "exportRange", kFrame);
    press(*dialog, "exportStart");
    QTRY_VERIFY_WITH_TIMEOUT(made.ended("Export Clip.png", JobState::finished), 20000);
    QCOMPARE(pixels(made.folder.filePath("Clip.png"), QImage::Format_RGB888), half);
    made.workspace->document.undoStack()->undo();
    made.workspace->actions.action("file.export")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(inFull(*dialog) && dialog->picture()->picture != half, 20000);
  }

  void panoramaBehindTheScene() {
    ExportWorkspace made;
    QImage sky(64, 32, QImage::Format_RGB888);
    sky.fill(QColor(10, 200, 30));
    QVERIFY(sky.save(made.folder.filePath("sky.png")));
    QWidget window;
    ExportDialog* dialog = open(made, window, kPng);
    QVERIFY(dialog);
    choose(*dialog, "exportGround", kPanorama);
    press(*dialog, "exportStart");
    QVERIFY(dialog->findChild<QLabel*>("exportProblem")->text().contains("picture"));
    QVERIFY(made.workspace->jobs.jobs().empty());
    press(*dialog, "exportEnvironment");
    answerFileDialog(*dialog, "exportEnvironmentDialog", made.folder.filePath("sky.png"));
    QTRY_VERIFY_WITH_TIMEOUT(inFull(*dialog) && dialog->picture()->picture.pixelColor(0, 0) == QColor(10, 200, 30), 20000);
  }

  void saysWhyNothingCanBeWritten() {
    ExportWorkspace made;
    QWidget window;
    ExportDialog* dialog = open(made, window, kPng16, {640, 480});
    QVERIFY(dialog);
    QFile blocker(made.folder.filePath("no folder"));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    blocker.close();
    type(*dialog, "exportFile", made.folder.filePath("no folder/pictures"));
    press(*dialog, "exportStart");
    QVERIFY(dialog->isVisible());
    QVERIFY(dialog->findChild<QLabel*>("exportProblem")->isVisible());
    QVERIFY(dialog->findChild<QLabel*>("exportProblem")->text().endsWith('.'));
    screenshot(*dialog, "export_problem");
    QVERIFY(made.workspace->jobs.jobs().empty());
    QVERIFY(QFile::remove(made.folder.filePath("no folder")));
    type(*dialog, "exportFile", made.folder.filePath("pictures"));
    {
      const FullDisk full(20'000);
      press(*dialog, "exportQueue");
      QTRY_VERIFY_WITH_TIMEOUT(made.ended("Export pictures", JobState::failed), 20000);
    }
    QCOMPARE(made.workspace->jobs.jobs().back().code, ErrorCode::writeFailed);
    QVERIFY(made.workspace->messages.all().back().level == Message::Level::error);
    QCOMPARE(made.files(), QStringList());
  }

  void emptyProjectSaysSo() {
    ExportWorkspace made;
    made.workspace->document.reset({}, {});
    QWidget window;
    ExportDialog* dialog = open(made, window, kH264);
    QVERIFY(dialog);
    QTRY_VERIFY(!dialog->findChild<QAbstractButton*>("exportStart")->isEnabled());
    screenshot(*dialog, "export_empty");
    QVERIFY(!dialog->picture());
  }
};

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
