// Refining and fine-tuning in the window on a tiny project, by its buttons: versions, held-out frames that are never fitted,
// curves, pause and resume, stop and keep, revert and undo, and failures that leave the project as it was.
#include "app/desktop/panels/refine_panel.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/desktop/document/project_store.h"
#include "app/desktop/panels/refine_panel_offer.h"
#include "app/desktop/shell/theme.h"
#include "app/desktop/viewport/viewport_panel.h"
#include "app/jobs/import_job.h"
#include "app/jobs/reconstruct_job.h"
#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/core/error.h"
#include "tests/app/tiny_scene.h"

using namespace fsm;
using namespace fsm::desktop;
namespace fs = std::filesystem;
using State = RefineSession::State;

namespace {

constexpr int kPatience = 60'000;
constexpr int kFrames = 9;

/// Frames 2 and 6 of nine are those that are held out; `dark` makes them other pictures.
Capture filmed(bool dark) {
  Capture capture = tests::tinyCapture(1, kFrames);
  std::vector<Image> images;
  for (int f = 0; f < kFrames; ++f) {
    images.push_back(tests::tinyImage({48, 32}, 0.3 * f));
    if (dark && (f == 2 || f == 6))
      for (float& value : images.back().rgb) value *= 0.3f;
  }
  capture.cameras[0].images = std::make_shared<MemoryImages>(std::move(images));
  return capture;
}

/// A window's parts around one project.
struct Desk {
  explicit Desk(Project project, const fs::path& file) {
    workspace.document.reset(std::move(project), file);
    panel.resize(330, 900);
    panel.show();
  }
  ~Desk() { workspace.jobs.cancelAll(); }

  template <typename Widget>
  Widget* find(const char* name) {
    return panel.findChild<Widget*>(name);
  }
  void click(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
  void type(const char* name, const QString& text) {
    auto* box = find<QDoubleSpinBox>(name);
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Return);
  }
  bool reaches(State state) {
    return QTest::qWaitFor([&] { return session().state() == state; }, kPatience);
  }
  /// Something was learned already.
  bool learns() {
    return QTest::qWaitFor([&] { return !session().curves()[lossCurve()].empty(); }, kPatience);
  }
  RefineSession& session() { return panel.session(); }
  const Project& project() const { return workspace.document.project(); }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const Version& version : project().versions) out.push_back(version.name);
    return out;
  }

  Workspace workspace;
  ViewportPanel viewport{workspace};
  RefinePanel panel{workspace, viewport};
};

using Names = std::vector<std::string>;

void nameProgram() {
  QStandardPaths::setTestModeEnabled(true);
  QCoreApplication::setOrganizationName("chronoscope-tests");
  QCoreApplication::setApplicationName("refine_panel_test");
}

fs::path runsFolder() {
  return fs::path(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString()) / "runs";
}

std::vector<fs::path> filesOf(const char* ending) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(runsFolder(), ignored))
    if (entry.path().extension() == ending) files.push_back(entry.path());
  return files;
}

/// What is killed: opens `file` and learns for an hour, saving all the time.
int work(const QString& file, RefineKind kind) {
  nameProgram();
  Progress quiet;
  Desk desk(ProjectStore().open(file.toStdString(), quiet).project, file.toStdString());
  RefineChoice choice = desk.find<RefineOffer>(kind == RefineKind::scene ? "refineOffer" : "finetuneOffer")->choice();
  choice.scene.seconds = choice.model.options.seconds = 3600;
  choice.scene.steps = 0;
  choice.scene.safekeeping.seconds = 0;
  desk.session().start(choice);
  return QApplication::exec();
}

}  // namespace

class RefinePanelTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_;
  Project projects_[2];  ///< of the same Gaussians; the held-out frames of the second are dark

  Project makeProject(const std::string& name, bool dark) const {
    Progress progress;
    writeCaptureFolder(root_ / name, filmed(dark), {CaptureFolderOptions::Frames::png, 10}, progress);
    jobs::ReconstructOptions options{{(root_ / "model").string(), "cpu", "float32", ""}, "9", "48"};
    options.gaussians = true;
    options.budget = 2000;
    jobs::Reconstruction made = jobs::reconstruct(jobs::importPosed(root_ / name), options, 1, progress);
    Project project;
    project.capture = std::make_shared<const Capture>(made.scene.capture);
    Version version{"feed-forward"};
    version.scene = std::make_shared<const jobs::Scene>(std::move(made.scene));
    version.gaussians = std::make_shared<const scene::GaussianScene>(std::move(made.gaussians->scene));
    project.shown = version.name;
    project.versions.push_back(version);
    return project;
  }

  /// A project file whose run was killed with the program.
  fs::path killed(const char* name, RefineKind kind) const {
    const fs::path file = root_ / name;
    Progress quiet;
    ProjectStore().save(projects_[0], file, {}, quiet);
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {"--work", QString::fromStdString(file.string()), kind == RefineKind::scene ? "scene" : "model"});
    QDeadlineTimer patience(kPatience);
    while (filesOf(".json").empty() && child.state() != QProcess::NotRunning && !patience.hasExpired()) child.waitForFinished(20);
    child.kill();
    child.waitForFinished();
    return file;
  }

  static Project opened(const fs::path& file) {
    Progress quiet;
    return ProjectStore().open(file, quiet).project;
  }

  std::unique_ptr<Desk> desk(bool dark = false) const { return std::make_unique<Desk>(projects_[dark], root_ / "tiny.chrono"); }

  /// Into the folder that CHRONOSCOPE_SCREENSHOTS names, to be looked at, in both themes.
  static void keepPictures(Desk& desk, const QString& name) {
    const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    for (const Theme theme : {Theme::light, Theme::dark}) {
      applyTheme(*qApp, theme);
      QTest::qWait(50);
      desk.panel.grab().save(folder + "/" + name + (theme == Theme::dark ? "_dark.png" : "_light.png"));
    }
  }

 private slots:
  void initTestCase() {
    qputenv("HOME", folder_.path().toUtf8());  // records of runs and settings of its own
    nameProgram();
    QSettings().clear();
    applyTheme(*qApp, Theme::dark);
    root_ = folder_.path().toStdString();
    tests::tinyEngine(7, fsm::Decoder::both).save(root_ / "model");
    projects_[0] = makeProject("tiny", false);
    projects_[1] = makeProject("dark", true);
    // The model read other pictures there; what is fitted must start alike.
    projects_[1].versions[0].gaussians = projects_[0].versions[0].gaussians;
  }

  /// What no run needs any more is taken away.
  void cleanup() {
    const bool clean = filesOf(".json").empty() && filesOf(".safetensors").empty();
    fs::remove_all(runsFolder());
    QVERIFY(clean);
  }

  void saysBeforehandWhatItTakes() {
    const auto desk = this->desk();
    for (const char* name : {"refineOffer", "finetuneOffer"}) {
      const auto* offer = desk->find<QWidget>(name);
      const auto* estimate = offer->findChild<QLabel*>("estimate");
      QTRY_VERIFY_WITH_TIMEOUT(estimate->text().contains("steps"), kPatience);
      QVERIFY(offer->findChild<QLabel*>("heldOut")->text().contains("never learned from"));
      QCOMPARE(offer->findChild<QLabel*>("slow")->isVisible(), true);
    }
    QVERIFY(desk->find<QWidget>("refineOffer")->findChild<QLabel*>("heldOut")->text().contains("3, 7 (2 of 9 frames)"));
    const auto* estimate = desk->find<QWidget>("refineOffer")->findChild<QLabel*>("estimate");
    const QString before = estimate->text();
    desk->find<QWidget>("refineOffer")->findChild<QToolButton*>("fold")->click();
    // As long as the seven frames bear, until another time is asked for.
    QCOMPARE(desk->find<RefineOffer>("refineOffer")->choice().scene.steps, 7 * training::kDefaultStepsPerFrame);
    QCOMPARE(desk->find<QDoubleSpinBox>("refineSteps")->value(), 7.0 * training::kDefaultStepsPerFrame);
    desk->type("refineSeconds", "90");
    QCOMPARE(desk->find<RefineOffer>("refineOffer")->choice().scene.steps, int64_t{0});
    QCOMPARE(desk->find<QDoubleSpinBox>("refineSteps")->value(), 0.0);
    desk->type("refineSeconds", "60");
    QCOMPARE(desk->find<RefineOffer>("refineOffer")->choice().scene.steps, 7 * training::kDefaultStepsPerFrame);
    desk->type("refineSteps", "5");
    QTRY_VERIFY_WITH_TIMEOUT(estimate->text() != before && estimate->text().contains("(5 steps)"), kPatience);
    desk->type("refineSeconds", "50");
    QCOMPARE(desk->find<RefineOffer>("refineOffer")->choice().scene.steps, int64_t{5});
    keepPictures(*desk, "offers");
    Desk empty(Project{}, {});
    for (const char* name : {"refineStart", "finetuneStart", "reconstructWith"})
      QVERIFY(!empty.find<QPushButton>(name)->isEnabled());
    keepPictures(empty, "offers_empty");
    empty.workspace.actions.action("scene.refine")->trigger();
    QCOMPARE(empty.workspace.messages.all().size(), size_t{1});
  }

  /// Whatever the held-out frames show, the same Gaussians come out; what they score differs.
  void refiningMakesAVersionAndNeverFitsHeldOutFrames() {
    std::vector<std::vector<float>> positions;
    std::vector<double> scores;
    for (const bool dark : {false, true}) {
      const auto desk = this->desk(dark);
      desk->type("refineSteps", "30");
      desk->type("refineSeconds", "3600");
      desk->click("refineStart");
      QCOMPARE(desk->session().state(), State::running);
      QVERIFY(desk->reaches(State::ended));
      QCOMPARE(desk->names(), (Names{"feed-forward", "refined"}));
      QCOMPARE(desk->project().shown, std::string("refined"));
      QVERIFY(desk->workspace.live.current() == nullptr);
      const auto report = nlohmann::json::parse(desk->project().shownVersion()->report);
      QCOMPARE(report.at("inputs").at("after").at("frames").get<int>(), 7);
      QCOMPARE(report.at("held_out").at("after").at("frames").get<int>(), 2);
      QCOMPARE(report.at("steps").get<int>(), 30);
      QCOMPARE(report.at("from").get<std::string>(), std::string("feed-forward"));
      for (const QString& curve : {lossCurve(), fittedCurve(), heldOutCurve()})
        QVERIFY2(!desk->session().curves()[curve].empty(), qPrintable(curve));
      positions.push_back(desk->project().shownVersion()->gaussians->gaussians.position);
      scores.push_back(desk->session().outcome()->heldOut->after);
      QVERIFY(desk->workspace.actions.action("view.compare_version")->isChecked());
      QCOMPARE(desk->workspace.document.undoStack()->count(), 1);
      if (!dark) keepPictures(*desk, "result");
      desk->workspace.document.undoStack()->undo();
      QCOMPARE(desk->names(), (Names{"feed-forward"}));
      QCOMPARE(desk->project().shown, std::string("feed-forward"));
      QCOMPARE(desk->session().state(), State::ready);
      QVERIFY(!desk->workspace.actions.action("view.compare_version")->isChecked());
    }
    QVERIFY(positions[0] == positions[1]);
    QVERIFY(std::abs(scores[0] - scores[1]) > 0.1);
  }

  void pausedIsAVersionAndGoesOn() {
    const auto desk = this->desk();
    desk->type("refineSeconds", "6");
    desk->click("refineStart");
    QVERIFY(desk->learns());
    keepPictures(*desk, "running");
    desk->click("refinePause");
    QVERIFY(desk->reaches(State::paused));
    QCOMPARE(desk->names(), (Names{"feed-forward", "refined"}));
    QVERIFY(desk->workspace.document.modified() && !desk->workspace.jobs.busy());
    const auto half = desk->project().shownVersion()->gaussians;
    const int64_t steps = desk->session().outcome()->steps;
    QVERIFY(half != desk->project().versions[0].gaussians && steps > 0);
    keepPictures(*desk, "paused");
    // Closed now, nothing would be lost.
    ProjectStore store;
    Progress quiet;
    store.save(desk->project(), root_ / "paused.chrono", {}, quiet);
    const Project reopened = ProjectStore().open(root_ / "paused.chrono", quiet).project;
    QCOMPARE(reopened.shown, std::string("refined"));
    QCOMPARE(reopened.shownVersion()->gaussians->gaussians.count(), half->gaussians.count());
    desk->click("refinePause");
    QCOMPARE(desk->session().state(), State::running);
    QVERIFY(desk->reaches(State::ended));
    QVERIFY(desk->session().outcome()->steps > steps && desk->session().outcome()->finished);
    QCOMPARE(desk->names(), (Names{"feed-forward", "refined"}));
    QVERIFY(desk->project().shownVersion()->gaussians != half);
    const auto points = desk->session().curves()[lossCurve()];
    QVERIFY(points.size() >= 2 && std::ranges::is_sorted(points));
    desk->click("refineKeep");
    QCOMPARE(desk->session().state(), State::ready);
    QCOMPARE(desk->project().shown, std::string("refined"));
    QVERIFY(!desk->workspace.actions.action("view.compare_version")->isChecked());
    // Undo goes back to the pause, and before it.
    desk->workspace.document.undoStack()->undo();
    QVERIFY(desk->project().shownVersion()->gaussians == half);
    desk->workspace.document.undoStack()->undo();
    QCOMPARE(desk->names(), (Names{"feed-forward"}));
  }

  void stoppedKeepsAndRevertIsUndone() {
    const auto desk = this->desk();
    desk->type("refineSeconds", "3600");
    desk->click("refineStart");
    QVERIFY(desk->learns());
    desk->click("refineStop");
    QVERIFY(desk->reaches(State::ended));
    QVERIFY(!desk->session().outcome()->finished);
    QCOMPARE(desk->names(), (Names{"feed-forward", "refined"}));
    desk->click("refineRevert");
    QCOMPARE(desk->names(), (Names{"feed-forward"}));
    QCOMPARE(desk->project().shown, std::string("feed-forward"));
    QCOMPARE(desk->session().state(), State::ready);
    desk->workspace.document.undoStack()->undo();
    QCOMPARE(desk->names(), (Names{"feed-forward", "refined"}));
    QCOMPARE(desk->project().shown, std::string("refined"));
  }

  void whatWasDeletedStaysAway() {
    const auto desk = this->desk();
    const int64_t all = desk->project().shownVersion()->gaussians->gaussians.count();
    desk->workspace.document.edit("Delete", Document::EditsPart, [&](Project& project) {
      auto edit = std::make_shared<scene::Edit>();
      for (int64_t i = 0; i < all / 2; ++i) edit->names.push_back(i);
      auto move = std::make_shared<scene::Edit>();
      move->kind = scene::Edit::Kind::transform;
      move->edited_from_world[3] = {5, 0, 0, 1};
      project.edits = {edit, move};
      project.editedVersion = project.shown;
    });
    desk->type("refineSteps", "5");
    desk->click("refineStart");
    QVERIFY(desk->reaches(State::ended));
    QCOMPARE(desk->names(), (Names{"feed-forward", "refined"}));
    const int64_t left = desk->project().shownVersion()->gaussians->gaussians.count();
    QVERIFY(left > 0 && left <= all - all / 2);
    QCOMPARE(desk->project().edits.size(), size_t{2});
    QCOMPARE(desk->project().editedVersion, std::string("feed-forward"));
  }

  void cancelledAndReplacedLeaveNothing() {
    const auto desk = this->desk();
    desk->type("refineSeconds", "3600");
    desk->click("refineStart");
    QVERIFY(desk->learns());
    QVERIFY(desk->workspace.live.current() != nullptr);
    desk->click("refineCancel");
    QVERIFY(desk->reaches(State::ready));
    QCOMPARE(desk->names(), (Names{"feed-forward"}));
    QVERIFY(!desk->workspace.document.modified() && desk->workspace.live.current() == nullptr);
    // Of another project that is opened meanwhile nothing is changed.
    desk->click("refineStart");
    QVERIFY(desk->learns());
    desk->workspace.document.reset(Project{}, {});
    QCOMPARE(desk->session().state(), State::ready);
    QTRY_VERIFY_WITH_TIMEOUT(!desk->workspace.jobs.busy(), kPatience);
    QVERIFY(desk->names().empty() && !desk->workspace.document.modified());
  }

  void editsOfWhatWasPausedStayWithIt() {
    const auto desk = this->desk();
    desk->type("refineSeconds", "3600");
    desk->click("refineStart");
    QVERIFY(desk->learns());
    desk->click("refinePause");
    QVERIFY(desk->reaches(State::paused));
    desk->workspace.document.edit("Delete", Document::EditsPart, [](Project& project) {
      project.edits.push_back(std::make_shared<const scene::Edit>());
      project.editedVersion = "refined";
    });
    desk->click("refinePause");
    QVERIFY(QTest::qWaitFor([&] { return desk->session().curves()[lossCurve()].size() > 2; }, kPatience));
    desk->click("refineStop");
    QVERIFY(desk->reaches(State::ended));
    QCOMPARE(desk->names(), (Names{"feed-forward", "refined", "refined 2"}));
    QCOMPARE(desk->project().editedVersion, std::string("refined"));
  }

  void fineTunedModelIsChosenForReconstructions() {
    const auto desk = this->desk();
    RefineChoice choice = desk->find<RefineOffer>("finetuneOffer")->choice();
    QCOMPARE(choice.kind, RefineKind::model);
    choice.model.options.steps = 30;
    choice.model.options.seconds = 0;
    choice.model.options.rate = 2e-3;
    choice.model.options.mode = training::FinetuneMode::full;
    desk->session().start(choice);
    QVERIFY(desk->reaches(State::ended));
    QCOMPARE(desk->names(), (Names{"feed-forward", "fine-tuned"}));
    keepPictures(*desk, "result_finetune");
    const Version tuned = *desk->project().shownVersion();
    QCOMPARE(tuned.scene->settings.modelPath, root_ / "tiny.model");
    QVERIFY(fs::exists(root_ / "tiny.model" / "model.safetensors"));
    QVERIFY(tuned.gaussians && !desk->session().curves()[heldOutCurve()].empty());
    QVERIFY(desk->session().outcome()->heldOut->after > desk->session().outcome()->heldOut->before);
    Progress quiet;
    ProjectStore().save(desk->project(), root_ / "tuned.chrono", {}, quiet);
    const Project reopened = ProjectStore().open(root_ / "tuned.chrono", quiet).project;
    QCOMPARE(reopened.shownVersion()->scene->settings.modelPath, root_ / "tiny.model");
    QCOMPARE(reopened.shownVersion()->scene->settings.modelHash, tuned.scene->settings.modelHash);
    auto* models = desk->find<QComboBox>("models");
    QCOMPARE(models->count(), 3);  // the program's, the one that made the first version, the tuned one
    models->setCurrentIndex(models->findData(QString::fromStdString(tuned.scene->settings.modelPath.string())));
    desk->click("reconstructWith");
    QTRY_COMPARE_WITH_TIMEOUT(desk->names(), (Names{"feed-forward", "fine-tuned", "feed-forward 2"}), kPatience);
    // It is seen before it has Gaussians.
    QTRY_VERIFY_WITH_TIMEOUT(desk->project().shownVersion()->gaussians, kPatience);
    const Version& again = *desk->project().shownVersion();
    QCOMPARE(again.scene->settings.modelHash, tuned.scene->settings.modelHash);
    QCOMPARE(again.scene->plan.inputs.size(), size_t{kFrames});
    QVERIFY(again.gaussians->gaussians.count() > 0);
  }

  void killedRunsGoOnAfterTheNextStart_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("refinement") << static_cast<int>(RefineKind::scene);
    QTest::newRow("fine-tuning") << static_cast<int>(RefineKind::model);
  }
  void killedRunsGoOnAfterTheNextStart() {
    QFETCH(int, kind);
    const fs::path file = killed("killed.chrono", static_cast<RefineKind>(kind));
    QCOMPARE(filesOf(".json").size(), size_t{1});
    QCOMPARE(filesOf(".safetensors").size(), size_t{1});
    {
      Desk other(projects_[1], root_ / "dark.chrono");
      other.workspace.document.reset(Project{}, {});
      QTest::qWait(100);
      QCOMPARE(other.session().state(), State::ready);  // it is of another project
    }
    Desk desk(opened(file), file);
    QVERIFY(desk.reaches(State::paused));
    QVERIFY(desk.session().interrupted() && !desk.workspace.document.modified());
    QCOMPARE(desk.session().choice().kind, static_cast<RefineKind>(kind));
    const int64_t steps = desk.session().outcome()->steps;
    QVERIFY(steps > 0);
    QVERIFY(!desk.find<QPushButton>("refineStop")->isEnabled() && desk.find<QPushButton>("refinePause")->isEnabled());
    keepPictures(desk, "interrupted");
    QCOMPARE(desk.workspace.messages.all().size(), size_t{1});
    QCOMPARE(desk.workspace.messages.all().front().button, QString("Go on"));
    desk.workspace.messages.all().front().remedy();
    QCOMPARE(desk.session().state(), State::running);
    QVERIFY(desk.learns());
    desk.click("refineStop");
    QVERIFY(desk.reaches(State::ended));
    QVERIFY(desk.session().outcome()->steps > steps);
    if (static_cast<RefineKind>(kind) == RefineKind::scene) QCOMPARE(desk.names(), (Names{"feed-forward", "refined"}));
    // Kept, but not saved: another crash would still find it.
    desk.session().keep();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.workspace.jobs.busy(Lane::files), kPatience);
    if (desk.workspace.document.modified()) QCOMPARE(filesOf(".json").size(), size_t{1});
    desk.workspace.document.saved(file, desk.workspace.document.revision());
    QTRY_VERIFY_WITH_TIMEOUT(filesOf(".json").empty() && filesOf(".safetensors").empty(), kPatience);
  }

  void damagedStatesAreToldAndTheProjectStays() {
    const fs::path file = killed("damaged.chrono", RefineKind::scene);
    fs::resize_file(filesOf(".safetensors").at(0), 1000);
    Desk desk(opened(file), file);
    QVERIFY(desk.reaches(State::paused));
    desk.workspace.messages.clear();
    desk.click("refinePause");
    QTRY_COMPARE_WITH_TIMEOUT(desk.workspace.messages.all().size(), size_t{1}, kPatience);
    const QString told = desk.workspace.messages.all().front().text;
    qInfo("%s", qPrintable(told));
    QVERIFY(told.contains("damaged") && told.contains("Discard"));
    QVERIFY(desk.reaches(State::paused));
    QCOMPARE(desk.names(), (Names{"feed-forward"}));
    QVERIFY(!desk.workspace.document.modified());
    desk.click("refineCancel");
    QCOMPARE(desk.session().state(), State::ready);
    QTRY_VERIFY_WITH_TIMEOUT(filesOf(".json").empty() && filesOf(".safetensors").empty(), kPatience);
  }

  /// Paused, saved and closed; the version of the pause is what going on replaces.
  void pausedRunsGoOnAfterTheProjectWasClosed() {
    const fs::path file = root_ / "closed.chrono";
    ProjectStore store;
    Progress quiet;
    {
      const auto desk = this->desk();
      desk->type("refineSeconds", "3600");
      desk->click("refineStart");
      QVERIFY(desk->learns());
      desk->click("refinePause");
      QVERIFY(desk->reaches(State::paused));
      QTRY_VERIFY_WITH_TIMEOUT(!desk->workspace.jobs.busy(Lane::files), kPatience);
      store.save(desk->project(), file, {}, quiet);
    }
    QCOMPARE(filesOf(".json").size(), size_t{1});
    Desk desk(opened(file), file);
    QVERIFY(desk.reaches(State::paused));
    QVERIFY(!desk.session().interrupted());
    QCOMPARE(desk.session().after(), std::string("refined"));
    desk.click("refinePause");
    QVERIFY(desk.learns());
    desk.click("refineStop");
    QVERIFY(desk.reaches(State::ended));
    QCOMPARE(desk.names(), (Names{"feed-forward", "refined"}));
    desk.click("refineRevert");
    QTRY_VERIFY_WITH_TIMEOUT(filesOf(".json").empty(), kPatience);
  }

  void failuresLeaveTheProjectAsItWas() {
    const fs::path footage = root_ / "gone";
    Project project = makeProject("gone", false);
    fs::remove_all(footage);
    for (const char* button : {"refineStart", "finetuneStart"}) {
      Desk desk(project, root_ / "gone.chrono");
      desk.click(button);
      QTRY_COMPARE_WITH_TIMEOUT(desk.workspace.messages.all().size(), size_t{1}, kPatience);
      const Message& message = desk.workspace.messages.all().front();
      QVERIFY(message.level == Message::Level::error && message.button.isEmpty());
      qInfo("%s", qPrintable(message.text));
      QVERIFY(desk.reaches(State::ready));
      QCOMPARE(desk.names(), (Names{"feed-forward"}));
      QVERIFY(!desk.workspace.document.modified() && !fs::exists(root_ / "gone.model"));
      QVERIFY(desk.find<QPushButton>(button)->isEnabled());
    }
  }

  void outOfMemoryOffersWhatFits() {
    const auto desk = this->desk();
    RefineChoice choice = desk->find<RefineOffer>("refineOffer")->choice();
    choice.scene.steps = 5;
    choice.scene.budget = 1'000'000'000'000;
    desk->session().start(choice);
    QTRY_COMPARE_WITH_TIMEOUT(desk->workspace.messages.all().size(), size_t{1}, kPatience);
    const Message message = desk->workspace.messages.all().front();
    QCOMPARE(message.button, QString("Refine with 2,000 Gaussians"));
    QCOMPARE(desk->names(), (Names{"feed-forward"}));
    message.remedy();
    QVERIFY(desk->reaches(State::ended));
    QCOMPARE(desk->names(), (Names{"feed-forward", "refined"}));
    QVERIFY(desk->project().shownVersion()->gaussians->gaussians.count() <= 2000);
  }
};

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.value(1) == "--work")
    return work(arguments.value(2), arguments.value(3) == "scene" ? RefineKind::scene : RefineKind::model);
  RefinePanelTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "refine_panel_test.moc"
