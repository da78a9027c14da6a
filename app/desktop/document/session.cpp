#include "app/desktop/document/session.h"

#include <QLocale>
#include <QPointer>
#include <QTimer>
#include <fstream>
#include <utility>

#include "app/desktop/document/engine_text.h"
#include "app/jobs/gaussian_io.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

constexpr int kStableMilliseconds = 30'000;  ///< that a recovered project must be open to count as sound
constexpr const char* kExtension = ".chrono";

QString nameOf(const fs::path& file) { return QString::fromStdString(file.filename().string()); }

/// By its name, or because it says what it is.
bool isProject(const fs::path& file) {
  std::error_code failed;
  if (fs::is_directory(file, failed)) return false;
  if (file.extension() == kExtension) return true;
  char magic[16] = {};
  std::ifstream(file, std::ios::binary).read(magic, sizeof magic);
  return std::string(magic, 15) == "SQLite format 3";
}

}  // namespace

/// What is to be opened, and as what.
struct Session::Opening {
  fs::path file;                                ///< the project; empty: has none
  fs::path source;                              ///< what is read
  bool asCopy = false;                          ///< without a file
  std::optional<RecoveryCandidate> recovering;  ///< `source` is its autosave
  bool savedWanted = false;                     ///< not asked about an autosave that is newer
  std::function<void()> then;                   ///< once it is on screen; may be empty
};

Session::Session(Workspace& workspace, Questions& questions, fs::path dataFolder, QObject* parent)
    : QObject(parent),
      workspace_(workspace),
      questions_(questions),
      dataFolder_(std::move(dataFolder)),
      autosave_(workspace, store_, dataFolder_) {
  connect(&workspace_.document, &Document::replaced, this, [this] { ++documents_; });
  addActions();
}

void Session::addActions() {
  const QString file = tr("File"), edit = tr("Edit");
  Actions& actions = workspace_.actions;
  actions.add({"file.new", file, tr("New project"), tr("Close this project and begin an empty one"), {QKeySequence::New}},
              [this](bool) { newProject(); });
  actions.add({"file.open",
               file,
               tr("Open…"),
               tr("Open a project or a splat file; videos and images are imported"),
               {QKeySequence::Open}},
              [this](bool) { questions_.openFiles([this](const QStringList& files) { open(files); }); });
  actions.add({"file.save", file, tr("Save"), tr("Save the project; only what has changed is written"), {QKeySequence::Save}},
              [this](bool) { save(); });
  actions.add({"file.save_as",
               file,
               tr("Save as…"),
               tr("Save the project under another name and go on with that"),
               {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}},
              [this](bool) { saveAs(); });
  QAction* undo = actions.add({"edit.undo", edit, tr("Undo"), tr("Take the last change back"), {QKeySequence::Undo}},
                              [this](bool) { workspace_.document.undoStack()->undo(); });
  QAction* redo = actions.add({"edit.redo",
                               edit,
                               tr("Redo"),
                               tr("Make the change again that was taken back"),
                               {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)}},
                              [this](bool) { workspace_.document.undoStack()->redo(); });
  const QUndoStack* stack = workspace_.document.undoStack();
  const auto name = [](QAction* action, const QString& what, const QString& with, const QString& step) {
    action->setText(step.isEmpty() ? what : with.arg(step));
  };
  connect(stack, &QUndoStack::undoTextChanged, undo, [=](const QString& s) { name(undo, tr("Undo"), tr("Undo: %1"), s); });
  connect(stack, &QUndoStack::redoTextChanged, redo, [=](const QString& s) { name(redo, tr("Redo"), tr("Redo: %1"), s); });
  connect(stack, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
  connect(stack, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
  undo->setEnabled(stack->canUndo());
  redo->setEnabled(stack->canRedo());
}

Job Session::fileJob(const QString& title, std::function<void(Progress&)> work) const {
  Job job;
  job.title = title;
  job.lane = Lane::files;
  job.retryable = false;
  job.work = [work = std::move(work)](Progress& progress, JobFeedback&) { work(progress); };
  return job;
}

// --- before something is lost

void Session::settle(std::function<void()> then) {
  stopJobs([this, then = std::move(then)] { keepChanges(then); });
}

void Session::stopJobs(std::function<void()> then) {
  if (!workspace_.jobs.busy()) return then();
  QStringList titles;
  for (const JobStatus& job : workspace_.jobs.jobs())
    if (!job.quiet && !job.expendable && (job.state == JobState::queued || job.state == JobState::running)) titles << job.title;
  if (titles.isEmpty()) {
    workspace_.jobs.cancelAll();
    return waitForJobs(std::move(then));
  }
  questions_.ask({"running",
                  tr("Jobs are running"),
                  tr("Stop what is running?"),
                  tr("It cannot go on without this project, and its result would be lost: %1.").arg(titles.join(", ")),
                  {tr("Stop"), tr("Let it run")},
                  1,
                  1},
                 [this, then = std::move(then)](int button) {
                   if (button != 0) return;
                   workspace_.jobs.cancelAll();
                   waitForJobs(then);
                 });
}

void Session::waitForJobs(std::function<void()> then) {
  if (!workspace_.jobs.busy()) return then();
  auto* waiting = new QObject(this);
  connect(&workspace_.jobs, &JobQueue::ended, waiting, [this, waiting, then = std::move(then)] {
    if (workspace_.jobs.busy()) return;
    waiting->deleteLater();
    waiting->disconnect();
    disconnect(&workspace_.jobs, nullptr, waiting, nullptr);
    QTimer::singleShot(0, this, then);
  });
}

void Session::keepChanges(std::function<void()> then) {
  if (!workspace_.document.modified()) return then();
  questions_.ask({"unsaved",
                  tr("Unsaved changes"),
                  tr("Save the changes to \"%1\"?").arg(workspace_.document.title()),
                  tr("What was not saved is lost for good."),
                  {tr("Save"), tr("Discard"), tr("Cancel")},
                  0,
                  2},
                 [this, then = std::move(then)](int button) {
                   if (button == 1) return then();
                   if (button != 0) return;
                   save([this, then](bool saved) {
                     if (saved) keepChanges(then);  // it may have been changed while it was saved
                   });
                 });
}

// --- new and open

void Session::newProject(std::function<void()> then) {
  settle([this, then = std::move(then)] {
    workspace_.selection.select({});
    workspace_.selection.selectGaussians({});
    workspace_.document.reset({}, {});
    autosave_.moveTo({});
    emit opened();
    if (then) then();
  });
}

void Session::open(const QStringList& files) {
  QStringList others;
  std::optional<fs::path> project;
  for (const QString& name : files) {
    const fs::path file = name.toStdString();
    const bool opens = isProject(file) || jobs::isSplatSource(file);
    if (opens && !project)
      project = file;
    else if (!opens)
      others << name;
  }
  if (project) {
    const bool splats = jobs::isSplatSource(*project);
    settle([this, path = *project, splats] { openFile({splats ? fs::path() : path, path, splats, {}}); });
  }
  if (!others.isEmpty()) emit importRequested(others);
}

void Session::openCopy(const fs::path& file, std::function<void()> then) {
  settle([this, file, then = std::move(then)] { openFile({.source = file, .asCopy = true, .then = then}); });
}

void Session::openFile(const Opening& opening) {
  struct Result {
    OpenedProject opened;
    std::optional<AutosaveLock> other;  ///< process that has the file open
    std::vector<RecoveryCandidate> recoverable;
  };
  const auto result = std::make_shared<Result>();
  const QPointer<Session> self(this);
  const quint64 agreed = workspace_.document.revision();
  Job job = fileJob(tr("Open %1").arg(nameOf(opening.file.empty() ? opening.source : opening.file)),
                    [=, store = store_, dataFolder = dataFolder_](Progress& progress) {
                      if (opening.recovering) {
                        beginRecovery(*opening.recovering);
                        result->opened = store->openAutosave(opening.source, opening.file, progress);
                        return;
                      }
                      if (!opening.asCopy) {
                        const auto lock = AutosavePlace::of(opening.file, dataFolder).readLock();
                        if (lock && lock->lives() && !lock->isOurs()) result->other = lock;
                        if (!opening.savedWanted) result->recoverable = findRecoverableOf(opening.file, dataFolder);
                        if (!result->recoverable.empty()) return;
                      }
                      result->opened = store->open(opening.source, progress);
                    });
  job.done = [=] {
    if (!self) return;
    if (!result->recoverable.empty()) return self->askAboutAutosave(result->recoverable.front());
    const auto show = [=] {
      if (result->other) return self->askAboutOther(opening, std::move(result->opened));
      self->showOpened(opening, std::move(result->opened));
    };
    // Work went on while the file was read: what was done since is asked about as well.
    if (self->workspace_.document.revision() != agreed) return self->keepChanges(show);
    show();
  };
  job.failed = [=](const Error& error) {
    if (!self) return;
    if (error.code() == ErrorCode::notFound) self->recent_.remove(opening.file);
    self->workspace_.messages.error(error);
  };
  workspace_.jobs.start(std::move(job));
}

void Session::askAboutOther(const Opening& opening, OpenedProject project) {
  const auto kept = std::make_shared<OpenedProject>(std::move(project));
  questions_.ask({"open elsewhere",
                  tr("The project is open elsewhere"),
                  tr("\"%1\" is open in another window of this program. Open a copy of it?").arg(nameOf(opening.file)),
                  tr("Two windows that save into one file would overwrite each other's work."),
                  {tr("Open a copy"), tr("Cancel")},
                  0,
                  1},
                 [this, opening, kept](int button) {
                   if (button != 0) return;
                   Opening copy = opening;
                   copy.file.clear();
                   copy.asCopy = true;
                   showOpened(copy, std::move(*kept));
                 });
}

void Session::askAboutAutosave(const RecoveryCandidate& candidate) {
  const QString when = QLocale().toString(candidate.autosavedAt, QLocale::ShortFormat);
  questions_.ask({"autosave",
                  tr("Unsaved work was found"),
                  tr("\"%1\" was autosaved on %2 and not saved since. Recover that?").arg(candidate.title(), when),
                  candidate.savedFirst() ? tr("Recovering it has failed before.") : QString(),
                  {tr("Recover"), tr("Open what was saved"), tr("Cancel")},
                  candidate.savedFirst() ? 1 : 0,
                  2},
                 [this, candidate](int button) {
                   if (button == 0) recover(candidate);
                   if (button == 1) openSaved(candidate);
                 });
}

void Session::showOpened(const Opening& opening, OpenedProject opened_) {
  workspace_.selection.select({});
  workspace_.selection.selectGaussians({});
  const fs::path file = opening.asCopy ? fs::path() : opening.file;
  workspace_.document.reset(std::move(opened_.project), file, opening.recovering.has_value());
  if (opening.recovering) {
    autosave_.adopt(opening.recovering->place, file);
    QTimer::singleShot(kStableMilliseconds, this, [this, candidate = *opening.recovering] {
      Job job = fileJob(tr("Autosave"), [candidate](Progress&) { recoverySucceeded(candidate); });
      job.quiet = true;
      workspace_.jobs.start(std::move(job));
    });
  } else {
    autosave_.moveTo(file);
  }
  if (!file.empty()) recent_.add(file);
  emit opened();
  if (opening.then) opening.then();
  tellAbout(opened_);
}

void Session::tellAbout(const OpenedProject& project) {
  for (const QString& note : project.notes) workspace_.messages.warning(note);
  for (const MissingMedia& media : project.missing) {
    Message message{Message::Level::warning,
                    tr("The footage %1 is not where it was. Everything but its pictures is there; say where it is now.")
                        .arg(QString::fromStdString(quoted(media.expected))),
                    {},
                    {},
                    {},
                    {}};
    message.button = tr("Find it…");
    message.remedy = [self = QPointer<Session>(this), media] {
      if (self) self->locate(media);
    };
    workspace_.messages.show(std::move(message));
  }
}

// --- save and close

void Session::save(std::function<void(bool)> then) {
  if (workspace_.document.file().empty()) return saveAs(std::move(then));
  saveTo(workspace_.document.file(), std::move(then));
}

void Session::saveAs(std::function<void(bool)> then) {
  const fs::path& file = workspace_.document.file();
  const QString suggestion =
      file.empty() ? workspace_.document.title() + QString(kExtension) : QString::fromStdString(file.string());
  questions_.saveFile(suggestion, [this, then = std::move(then)](const QString& chosen) {
    if (chosen.isEmpty()) {
      if (then) then(false);
      return;
    }
    fs::path target = chosen.toStdString();
    if (target.extension() != kExtension) target += kExtension;
    saveTo(target, then);
  });
}

void Session::saveTo(const fs::path& file, std::function<void(bool)> then) {
  const QPointer<Session> self(this);
  const quint64 revision = workspace_.document.revision();
  const int document = documents_;
  Job job = fileJob(tr("Save %1").arg(nameOf(file)),
                    [file, store = store_, project = workspace_.document.project(),
                     before = workspace_.document.file()](Progress& progress) { store->save(project, file, before, progress); });
  job.quiet = true;
  job.done = [=] {
    if (!self) return;
    self->onSaved(file, revision, document);
    if (then) then(true);
  };
  job.failed = [=, then = std::move(then)](const Error& error) {
    if (!self) return;
    emit self->savingChanged(--self->saving_ > 0);
    Message message{Message::Level::error, engineText(error.what()), QString::fromStdString(error.detail()), {}, {}, {}};
    message.button = tr("Save as…");
    message.remedy = [self] {
      if (self) self->saveAs();
    };
    self->workspace_.messages.show(std::move(message));
    if (then) then(false);
  };
  ++saving_;
  emit savingChanged(true);
  workspace_.jobs.start(std::move(job));
}

void Session::onSaved(const fs::path& file, quint64 revision, int document) {
  recent_.add(file);
  emit savingChanged(--saving_ > 0);
  workspace_.messages.info(tr("Saved %1").arg(nameOf(file)));
  if (document != documents_) return;
  const bool moved = file != workspace_.document.file();
  workspace_.document.saved(file, revision);
  if (moved)
    autosave_.moveTo(file);
  else
    autosave_.saved();
}

void Session::close(std::function<void()> closed) {
  settle([this, closed = std::move(closed)] { autosave_.release(closed); });
}

// --- recovery and footage

void Session::lookForRecovery() {
  const auto found = std::make_shared<std::vector<RecoveryCandidate>>();
  Job job = fileJob(tr("Look for unsaved work"), [found, dataFolder = dataFolder_, files = recent_.paths()](Progress&) {
    *found = findRecoverable(dataFolder, files);
  });
  job.quiet = true;
  job.done = [self = QPointer<Session>(this), found] {
    if (self && !found->empty()) emit self->recoverable(*found);
  };
  workspace_.jobs.start(std::move(job));
}

void Session::recover(const RecoveryCandidate& candidate) {
  settle([this, candidate] { openFile({candidate.file, candidate.place.sidecar, false, candidate}); });
}

void Session::openSaved(const RecoveryCandidate& candidate) {
  settle([this, file = candidate.file] { openFile({file, file, false, {}, true}); });
}

void Session::discard(const RecoveryCandidate& candidate) {
  Job job = fileJob(tr("Discard unsaved work"), [candidate](Progress&) { discardRecovery(candidate); });
  job.quiet = true;
  workspace_.jobs.start(std::move(job));
}

void Session::locate(const MissingMedia& media) {
  const QString expected = QString::fromStdString(media.expected.string());
  questions_.findFootage(expected, media.expected.extension().empty(), [this, media](const QString& chosen) {
    if (chosen.isEmpty()) return;
    const auto found = std::make_shared<Project>();
    const quint64 revision = workspace_.document.revision();
    Job job = fileJob(tr("Find footage"),
                      [=, store = store_, project = workspace_.document.project(),
                       place = fs::path(chosen.toStdString())](Progress&) { *found = store->relocate(project, media, place); });
    job.quiet = true;
    job.done = [this, self = QPointer<Session>(this), found, revision, media, chosen] {
      if (!self) return;
      // Somebody edited meanwhile: the footage is looked at again, in the project as it is now.
      *found = revision == workspace_.document.revision()
                   ? std::move(*found)
                   : store_->relocate(workspace_.document.project(), media, chosen.toStdString());
      workspace_.document.edit(tr("Find footage"), Document::CapturePart | Document::VersionsPart, [&](Project& project) {
        project.capture = found->capture;
        project.versions = found->versions;
      });
    };
    workspace_.jobs.start(std::move(job));
  });
}

}  // namespace fsm::desktop
