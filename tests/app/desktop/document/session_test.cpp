// Opening, saving and closing ask before something is lost; a killed program loses little, and recovering cannot go in circles.
// Programs that are killed are this test itself, run with an argument.
#include "app/desktop/document/session.h"

#include <sys/resource.h>

#include <QGuiApplication>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <deque>
#include <fstream>
#include <thread>

#include "reconstruction/core/error.h"
#include "tests/app/desktop/document/project_fixtures.h"

using namespace fsm;
using namespace fsm::desktop;
namespace fs = std::filesystem;

namespace {

/// Answers as it was told to; what nobody expects is a failure.
class Script : public Questions {
 public:
  std::deque<std::pair<QString, int>> answers;  ///< name of the question, button
  QString saveAs;
  QStringList asked;

  void ask(const Question& question, std::function<void(int)> answered) override {
    asked << question.name;
    if (answers.empty() || answers.front().first != question.name) qFatal("unexpected question: %s", qPrintable(question.text));
    const int button = answers.front().second;
    answers.pop_front();
    answered(button);
  }
  void openFiles(std::function<void(QStringList)> chosen) override { chosen({}); }
  void saveFile(const QString&, std::function<void(QString)> chosen) override { chosen(saveAs); }
  void findFootage(const QString&, bool, std::function<void(QString)> chosen) override { chosen({}); }
};

struct Window {
  explicit Window(const fs::path& dataFolder) : session(workspace, script, dataFolder) {}
  ~Window() { workspace.jobs.cancelAll(); }

  void edit(double length) {
    workspace.document.edit("Length", Document::AnimationPart, [=](Project& p) { p.animation.length = length; });
  }
  double length() const { return workspace.document.project().animation.length; }
  bool open(const fs::path& file) {
    QSignalSpy opened(&session, &Session::opened);
    session.open({QString::fromStdString(file.string())});
    return QTest::qWaitFor([&] { return !opened.isEmpty(); }, 10'000);
  }
  /// All that was begun with files has ended.
  bool settled() {
    return QTest::qWaitFor([&] { return !workspace.jobs.busy(Lane::files); }, 10'000);
  }
  bool save() {
    std::optional<bool> saved;
    session.save([&](bool ok) { saved = ok; });
    return QTest::qWaitFor([&] { return saved.has_value(); }, 10'000) && *saved && settled();
  }

  Workspace workspace;
  Script script;
  Session session;
};

/// Runs until it is cancelled.
Job endless(std::atomic<bool>& began) {
  Job job;
  job.title = "Refine";
  job.work = [&](Progress& progress, JobFeedback&) {
    began = true;
    for (;;) {
      progress.check();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  };
  return job;
}

void keepSettingsIn(const fs::path& folder) {
  QCoreApplication::setOrganizationName("chronoscope test");
  QCoreApplication::setApplicationName("session");
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString((folder / "settings").string()));
}

/// What is killed: opens `file` ("-": none), changes the length of the clip, autosaves, says so, and waits.
int work(const fs::path& folder, const QString& file) {
  keepSettingsIn(folder);
  Window window(folder / "data");
  window.session.autosave().setInterval(std::chrono::milliseconds(40));
  if (file != "-" && !window.open(file.toStdString())) return 3;
  QObject::connect(&window.session.autosave(), &Autosave::autosaved, [] {
    std::fputs("autosaved\n", stdout);
    std::fflush(stdout);
  });
  window.edit(321);
  return QGuiApplication::exec();
}

/// What crashes while it recovers the only thing there is.
int crash(const fs::path& folder) {
  keepSettingsIn(folder);
  Window window(folder / "data");
  QObject::connect(&window.session, &Session::recoverable,
                   [&](const std::vector<RecoveryCandidate>& candidates) { window.session.recover(candidates.at(0)); });
  QObject::connect(&window.session, &Session::opened, [] { raise(SIGKILL); });
  window.session.lookForRecovery();
  return QGuiApplication::exec();
}

}  // namespace

class SessionTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_;

  fs::path data() const { return root_ / "data"; }
  fs::path project(const std::string& name, double length = 5) {
    Project content;
    content.animation.length = length;
    content.versions.push_back({"splats", nullptr, tests::someGaussians(200), {}, {}});
    content.shown = "splats";
    Progress progress;
    ProjectStore().save(content, root_ / name, {}, progress);
    return root_ / name;
  }
  /// The child, which has autosaved.
  std::unique_ptr<QProcess> worker(const QString& file) {
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->start(QCoreApplication::applicationFilePath(), {"--work", folder_.path(), file});
    while (!child->canReadLine() && child->state() != QProcess::NotRunning)
      if (!child->waitForReadyRead(20'000)) break;
    return child;
  }
  void killWorker(const QString& file) {
    const auto child = worker(file);
    QVERIFY(child->canReadLine());
    child->kill();  // SIGKILL
    child->waitForFinished();
  }
  std::vector<RecoveryCandidate> found() const { return findRecoverable(data(), RecentFiles().paths()); }

 private slots:
  void init() {
    root_ = folder_.path().toStdString();
    for (const auto& entry : fs::directory_iterator(root_)) fs::remove_all(entry.path());
    keepSettingsIn(root_);
    QSettings().clear();
  }

  void savesAndOpens() {
    Window window(data());
    QSignalSpy opened(&window.session, &Session::opened);
    window.edit(33);
    window.script.saveAs = QString::fromStdString((root_ / "first").string());  // the extension is added
    QVERIFY(window.save());
    const fs::path file = root_ / "first.chrono";
    QVERIFY(fs::exists(file));
    QVERIFY(!window.workspace.document.modified());
    QCOMPARE(window.workspace.document.title(), QString("first"));
    window.session.newProject();
    QCOMPARE(opened.size(), 1);
    QVERIFY(window.workspace.document.file().empty());
    QVERIFY(window.open(file));
    QCOMPARE(window.length(), 33.0);
    QCOMPARE(window.session.recent().files(), QStringList{QString::fromStdString(file.string())});
    window.session.open({QString::fromStdString((root_ / "none.chrono").string())});
    QVERIFY(window.settled());
    QCOMPARE(window.workspace.messages.all().back().level, Message::Level::error);
    QCOMPARE(window.length(), 33.0);  // what was open stays open
  }

  void changesAreAskedAbout() {
    const fs::path a = project("a.chrono", 11), b = project("b.chrono", 22);
    Window window(data());
    QVERIFY(window.open(a));
    window.edit(12);
    window.script.answers = {{"unsaved", 2}};  // cancel
    window.session.open({QString::fromStdString(b.string())});
    QVERIFY(window.settled());
    QCOMPARE(window.length(), 12.0);
    window.script.answers = {{"unsaved", 1}};  // discard
    QVERIFY(window.open(b));
    QCOMPARE(window.length(), 22.0);
    window.edit(23);
    window.script.answers = {{"unsaved", 0}};  // save
    QVERIFY(window.open(a));
    QCOMPARE(window.length(), 11.0);
    QVERIFY(window.open(b));
    QCOMPARE(window.length(), 23.0);
  }

  void editsWhileSavingStayUnsaved() {
    Window window(data());
    QVERIFY(window.open(project("a.chrono")));
    window.edit(12);
    window.session.save();
    window.edit(13);
    QVERIFY(window.settled());
    QVERIFY(window.workspace.document.modified());
    QVERIFY(window.save());
    QVERIFY(!window.workspace.document.modified());
  }

  void expendableJobsAreNotAskedAbout() {
    std::atomic<bool> began{false};
    Window window(data());
    Job job = endless(began);
    job.expendable = true;
    const int id = window.workspace.jobs.start(job);
    QTRY_VERIFY(began);
    bool there = false;
    window.session.newProject([&] { there = true; });
    QTRY_VERIFY(there);
    QVERIFY(window.script.asked.isEmpty());
    QCOMPARE(window.workspace.jobs.job(id)->state, JobState::cancelled);
  }

  void runningJobsAreAskedAbout() {
    std::atomic<bool> began{false};
    Window window(data());
    const Job job = endless(began);
    const int id = window.workspace.jobs.start(job);
    QTRY_VERIFY(began);
    bool closed = false;
    window.script.answers = {{"running", 1}};
    window.session.close([&] { closed = true; });
    QTest::qWait(50);
    QVERIFY(!closed);
    QCOMPARE(window.workspace.jobs.job(id)->state, JobState::running);
    window.edit(7);
    window.script.answers = {{"running", 0}, {"unsaved", 1}};
    window.session.close([&] { closed = true; });
    QTRY_VERIFY(closed);
    QCOMPARE(window.workspace.jobs.job(id)->state, JobState::cancelled);
  }

  void footageGoesToTheImport() {
    const fs::path a = project("a.chrono");
    Window window(data());
    QSignalSpy wanted(&window.session, &Session::importRequested);
    std::ofstream(root_ / "clip.mp4") << "not really";
    QSignalSpy opened(&window.session, &Session::opened);
    window.session.open({QString::fromStdString((root_ / "clip.mp4").string()), QString::fromStdString(a.string())});
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toStringList().size(), 1);
    QTRY_COMPARE(opened.size(), 1);
    fs::rename(a, root_ / "no extension");
    QVERIFY(window.open(root_ / "no extension"));  // projects say what they are
  }

  void failedSavesKeepWhatIsThere() {
    Window window(data());
    QVERIFY(window.open(project("a.chrono")));
    window.workspace.document.edit("More", Document::VersionsPart, [](Project& p) {
      p.versions.push_back({"large", nullptr, tests::someGaussians(30'000, 2), {}, {}});
    });
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, SIG_IGN);
    const rlimit small{60'000, old.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const bool saved = window.save();
    setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY(!saved);
    QVERIFY(window.workspace.document.modified());
    QCOMPARE(window.workspace.messages.all().back().level, Message::Level::error);
    QVERIFY(!window.workspace.messages.all().back().button.isEmpty());
    QVERIFY(window.save());
  }

  void closingLeavesNothingBehind() {
    const fs::path file = project("a.chrono");
    Window window(data());
    window.session.autosave().setInterval(std::chrono::milliseconds(20));
    QVERIFY(window.open(file));
    QVERIFY(window.settled());
    QVERIFY(AutosavePlace::of(file, data()).readLock()->isOurs());
    QSignalSpy autosaved(&window.session.autosave(), &Autosave::autosaved);
    window.edit(44);
    QTRY_COMPARE(autosaved.size(), 1);
    QVERIFY(fs::exists(window.session.autosave().place().sidecar));
    QTest::qWait(100);
    QCOMPARE(autosaved.size(), 1);  // nothing has changed
    QVERIFY(window.save());
    QVERIFY(!fs::exists(AutosavePlace::of(file, data()).sidecar));
    window.edit(45);
    emit qGuiApp->applicationStateChanged(Qt::ApplicationInactive);  // the focus goes: at once
    QTRY_COMPARE(autosaved.size(), 2);
    window.script.answers = {{"unsaved", 1}};
    bool closed = false;
    window.session.close([&] { closed = true; });
    QTRY_VERIFY(closed);
    QCOMPARE(tests::entriesIn(root_), size_t{2});  // the project and the settings
  }

  void killedProgramsAreRecovered() {
    const fs::path file = project("a.chrono", 5);
    killWorker(QString::fromStdString(file.string()));
    const std::vector<RecoveryCandidate> candidates = found();
    QCOMPARE(candidates.size(), size_t{1});
    QCOMPARE(candidates[0].file, file);
    QVERIFY(!candidates[0].savedFirst());
    Window window(data());
    QSignalSpy offered(&window.session, &Session::recoverable);
    window.session.lookForRecovery();
    QTRY_COMPARE(offered.size(), 1);
    QSignalSpy opened(&window.session, &Session::opened);
    window.session.recover(candidates[0]);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(window.length(), 321.0);
    QCOMPARE(window.workspace.document.file(), file);
    QVERIFY(window.workspace.document.modified());
    QVERIFY(window.workspace.document.project().version("splats")->gaussians);
    QVERIFY(fs::exists(candidates[0].place.sidecar));  // until it is saved
    QVERIFY(window.save());
    QVERIFY(!fs::exists(candidates[0].place.sidecar));
    QVERIFY(found().empty());
    Window again(data() / "elsewhere");
    Progress progress;
    QCOMPARE(ProjectStore().open(file, progress).project.animation.length, 321.0);
  }

  void unnamedProjectsAreRecovered() {
    killWorker("-");
    const std::vector<RecoveryCandidate> candidates = found();
    QCOMPARE(candidates.size(), size_t{1});
    QVERIFY(candidates[0].file.empty());
    Window window(data());
    QSignalSpy opened(&window.session, &Session::opened);
    window.session.recover(candidates[0]);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(window.length(), 321.0);
    QVERIFY(window.workspace.document.file().empty());
    window.script.saveAs = QString::fromStdString((root_ / "named.chrono").string());
    QVERIFY(window.save());
    QVERIFY(found().empty());
    QVERIFY(AutosavePlace::allIn(data()).empty());
  }

  void savedAndDiscardedWorkIsNotOfferedAgain() {
    const fs::path file = project("a.chrono", 5);
    killWorker(QString::fromStdString(file.string()));
    {
      Window window(data());
      QSignalSpy opened(&window.session, &Session::opened);
      window.session.openSaved(found().at(0));
      QTRY_COMPARE(opened.size(), 1);
      QCOMPARE(window.length(), 5.0);
      QVERIFY(window.settled());
      bool closed = false;
      window.session.close([&] { closed = true; });
      QTRY_VERIFY(closed);
    }
    QCOMPARE(found().size(), size_t{1});  // looking at what was saved decides nothing
    Window window(data());
    window.session.discard(found().at(0));
    QVERIFY(window.settled());
    QVERIFY(found().empty());
    killWorker(QString::fromStdString(file.string()));
    project("a.chrono", 77);  // saved since, by another program
    QVERIFY(found().empty());
  }

  void openingAsksAboutNewerWork() {
    const fs::path file = project("a.chrono", 5);
    killWorker(QString::fromStdString(file.string()));
    Window window(data());
    window.script.answers = {{"autosave", 0}};
    QVERIFY(window.open(file));
    QCOMPARE(window.length(), 321.0);
  }

  void recoveringCannotGoInCircles() {
    const fs::path file = project("a.chrono", 5);
    killWorker(QString::fromStdString(file.string()));
    for (int attempt = 1; attempt <= 2; ++attempt) {
      QProcess child;
      child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
      child.start(QCoreApplication::applicationFilePath(), {"--crash", folder_.path()});
      QVERIFY(child.waitForFinished(20'000));
      QCOMPARE(child.exitStatus(), QProcess::CrashExit);
      QCOMPARE(found().at(0).failedRecoveries, attempt);
    }
    QVERIFY(found().at(0).savedFirst());
    Window window(data());
    QSignalSpy opened(&window.session, &Session::opened);
    window.session.recover(found().at(0));  // may still be tried
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(window.length(), 321.0);
  }

  void livingProgramsKeepTheirWork() {
    const fs::path file = project("a.chrono", 5);
    const auto child = worker(QString::fromStdString(file.string()));
    QVERIFY(child->canReadLine());
    QVERIFY(found().empty());
    Window window(data());
    window.script.answers = {{"open elsewhere", 0}};
    QVERIFY(window.open(file));
    QVERIFY(window.workspace.document.file().empty());  // a copy
    QCOMPARE(window.length(), 5.0);
    child->kill();
    child->waitForFinished();
  }

  void undoIsAnAction() {
    Window window(data());
    QAction* undo = window.workspace.actions.action("edit.undo");
    QVERIFY(!undo->isEnabled());
    window.edit(8);
    QVERIFY(undo->isEnabled());
    QVERIFY(undo->text().contains("Length"));
    undo->trigger();
    QVERIFY(window.length() != 8);
    window.workspace.actions.action("edit.redo")->trigger();
    QCOMPARE(window.length(), 8.0);
  }
};

int main(int argc, char** argv) {
  QGuiApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.value(1) == "--work") return work(arguments.value(2).toStdString(), arguments.value(3));
  if (arguments.value(1) == "--crash") return crash(arguments.value(2).toStdString());
  SessionTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "session_test.moc"
