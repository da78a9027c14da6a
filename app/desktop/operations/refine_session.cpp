#include "app/desktop/operations/refine_session.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPointer>
#include <algorithm>

#include "app/desktop/document/engine_text.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

bool under(const RefineSession::State state) {
  return state == RefineSession::State::running || state == RefineSession::State::pausing ||
         state == RefineSession::State::stopping;
}

/// The same Gaussians and memory: names change, and the index too.
bool isVersionOf(const Version& version, const RefineOutcome& outcome) {
  return outcome.scene && version.scene == outcome.scene && version.gaussians == outcome.gaussians;
}

/// Not worth a line in the jobs panel, or an error: what is at stake is the way back after a crash.
Job onRecords(const fs::path& folder, std::function<void(const RefineRecords&)> work) {
  Job job;
  job.title = QCoreApplication::translate("fsm::desktop::RefineSession", "Look after interrupted runs");
  job.lane = Lane::files;
  job.quiet = true;
  job.retryable = false;
  job.work = [folder, work = std::move(work)](Progress&, JobFeedback&) { work(RefineRecords(folder)); };
  job.failed = [](const Error& error) { log().warn("{}", error.what()); };
  return job;
}

void put(Version& version, const RefineOutcome& outcome) {
  version.scene = outcome.scene;
  version.gaussians = outcome.gaussians;
  version.report = outcome.report;
  version.createdUtc = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

}  // namespace

RefineSession::RefineSession(Workspace& workspace, fs::path dataFolder, QObject* parent)
    : QObject(parent), workspace_(workspace), dataFolder_(std::move(dataFolder)), records_(dataFolder_ / "runs") {
  connect(&workspace_.jobs, &JobQueue::updated, this, [this](int id) {
    if (id == job_) emit progressed();
  });
  connect(&workspace_.jobs, &JobQueue::ended, this, &RefineSession::onEnded);
  connect(&workspace_.document, &Document::replaced, this, &RefineSession::onReplaced);
  connect(&workspace_.document, &Document::modifiedChanged, this, [this](bool modified) {
    if (!modified) dropKept();
  });
  connect(&workspace_.document, &Document::changed, this, [this](Document::Parts parts) {
    // Undone: there is nothing left to judge.
    if (!(parts & Document::VersionsPart) || state_ != State::ended || !outcome_->scene || !after().empty()) return;
    dropRecord();
    forget();
  });
}

RefineSession::~RefineSession() {
  if (job_) workspace_.jobs.cancel(job_);
  if (state_ != State::paused && !run_.record.id.empty()) kept_.push_back(run_.record.id);
  // The queue may not come to its jobs any more.
  for (const auto* ids : {&kept_, &dropped_})
    for (const std::string& id : *ids) RefineRecords(records_).remove(id);
}

void RefineSession::start(const RefineChoice& choice) {
  if (under(state_) || state_ == State::paused) return;
  const Version* version = workspace_.document.project().shownVersion();
  if (!version || !version->scene || (choice.kind == RefineKind::scene && !version->gaussians)) {
    const QString sentence =
        choice.kind == RefineKind::scene
            ? tr("There is nothing to refine: this needs Gaussians and the footage that they were made from. "
                 "Import a video and reconstruct it first.")
            : tr("There is nothing to fine-tune the model on: this needs a scene that was reconstructed from "
                 "footage. Import a video and reconstruct it first.");
    workspace_.messages.error(Error(ErrorCode::badInput, sentence.toStdString()));
    return;
  }
  run_ = RefineRun();
  run_.choice = choice;
  run_.from = version->name;
  run_.scene = version->scene;
  run_.gaussians = version->gaussians;
  const Project& project = workspace_.document.project();
  if (project.editedVersion == version->name) run_.edits = project.edits;
  run_.records = records_;
  run_.record = RefineRecord::fresh(choice, *version);
  outcome_.reset();
  curves_.clear();
  launch();
}

void RefineSession::launch() {
  run_.control = std::make_shared<RefineControl>();
  run_.modelHome = modelHome();
  const QString name = QString::fromStdString(run_.from);
  Job job;
  job.title = run_.choice.kind == RefineKind::scene ? tr("Refine %1").arg(name) : tr("Fine-tune the model on %1").arg(name);
  if (run_.state || run_.goesOn) job.title = tr("%1, going on").arg(job.title);
  // It goes on and is started again here, where its state is.
  job.retryable = false;
  const auto outcome = std::make_shared<std::optional<RefineOutcome>>();
  LiveScene* live = &workspace_.live;
  job.work = [live, run = run_, outcome](Progress& progress, JobFeedback& feedback) {
    *outcome = refine(run, *live, progress, feedback);
  };
  const QPointer<RefineSession> self(this);
  const int number = ++launched_;
  job.done = [self, live, outcome, number] {
    if (self && number == self->launched_) self->take(std::move(**outcome));
    outcome->reset();
    live->publish(nullptr);
  };
  job.failed = [self, number](const Error& error) {
    if (self && number == self->launched_) self->onFailed(error);
  };
  // What improves is to be seen.
  if (run_.choice.kind == RefineKind::scene || run_.gaussians) workspace_.view.setDecoder(Decoder::splats);
  job_ = workspace_.jobs.start(std::move(job));
  setState(State::running);
}

void RefineSession::end(State wanted) {
  run_.control->keep = true;
  const int job = job_;
  setState(wanted);
  workspace_.jobs.cancel(job);  // may end it at once
}

void RefineSession::pause() {
  if (state_ == State::running) end(State::pausing);
}

void RefineSession::resume() {
  if (state_ == State::paused) launch();
}

void RefineSession::stopAndKeep() {
  if (state_ == State::running || state_ == State::pausing) return end(State::stopping);
  if (state_ == State::paused && !interrupted()) setState(State::ended);
}

void RefineSession::cancel() {
  if (state_ == State::paused) return revert();
  if (!under(state_)) return;
  run_.control->keep = false;
  const int job = job_;
  setState(State::stopping);
  workspace_.jobs.cancel(job);
}

void RefineSession::keep() {
  if (state_ != State::ended && state_ != State::paused) return;
  kept_.push_back(run_.record.id);
  if (!workspace_.document.modified()) dropKept();
  forget();
}

void RefineSession::revert() {
  if (state_ != State::ended && state_ != State::paused) return;
  const std::string name = after(), before = run_.from;
  dropRecord();
  forget();
  if (name.empty()) return;
  workspace_.document.edit(tr("Revert %1").arg(QString::fromStdString(name)), Document::VersionsPart | Document::EditsPart,
                           [&](Project& project) {
                             std::erase_if(project.versions, [&](const Version& version) { return version.name == name; });
                             if (project.editedVersion == name) {
                               project.edits.clear();
                               project.editedVersion.clear();
                             }
                             if (project.shown != name) return;
                             const bool there = project.version(before) != nullptr;
                             const bool any = !project.versions.empty();
                             project.shown = there ? before : any ? project.versions.back().name : std::string();
                           });
}

std::optional<JobStatus> RefineSession::job() const { return job_ ? workspace_.jobs.job(job_) : std::nullopt; }

RefineSession::Curves RefineSession::curves() const {
  Curves all = curves_;
  if (const std::optional<JobStatus> running = job())
    for (const auto& [name, points] : running->curves) all[name].insert(all[name].end(), points.begin(), points.end());
  return all;
}

const Version* RefineSession::made(const Project& project) const {
  if (!outcome_) return nullptr;
  const auto found =
      std::ranges::find_if(project.versions, [&](const Version& version) { return isVersionOf(version, *outcome_); });
  return found == project.versions.end() ? nullptr : &*found;
}

std::string RefineSession::after() const {
  const Version* version = made(workspace_.document.project());
  return version ? version->name : std::string();
}

void RefineSession::take(RefineOutcome outcome) {
  const State wanted = state_;
  curves_ = curves();
  job_ = 0;
  if (outcome.estimate) rememberPace(*outcome.estimate, outcome.steps, outcome.seconds);
  if (outcome.scene) store(outcome);
  run_.state = outcome.state;
  // Of a run that went on and ended without anything better, the version of the pause stays what there is to judge.
  if (!outcome.scene && outcome_) outcome.scene = outcome_->scene, outcome.gaussians = outcome_->gaussians;
  outcome_ = std::move(outcome);
  run_.goesOn = false;
  updateRecord();
  setState(wanted == State::pausing && !outcome_->finished ? State::paused : State::ended);
}

/// One step of undo: a new version, or what a paused run had reached replaced by what it reached since.
void RefineSession::store(const RefineOutcome& outcome) {
  const bool scene = run_.choice.kind == RefineKind::scene;
  workspace_.document.edit(scene ? tr("Refine") : tr("Fine-tune"), Document::VersionsPart, [&](Project& project) {
    const Version* paused = made(project);
    // Edits of what was paused mean those Gaussians, not the ones that came of them.
    const bool edited = paused && project.editedVersion == paused->name && !project.edits.empty();
    if (!paused || edited) {
      Version version;
      version.name = project.freeVersionName(scene ? "refined" : "fine-tuned");
      project.versions.push_back(version);
      paused = &project.versions.back();
    }
    Version& version = project.versions[static_cast<size_t>(paused - project.versions.data())];
    put(version, outcome);
    project.shown = version.name;
  });
}

void RefineSession::onEnded(int job) {
  if (job != job_) return;
  const std::optional<JobStatus> status = workspace_.jobs.job(job);
  job_ = 0;
  if (!status || status->state != JobState::cancelled) return;
  // It had not come to its first step, or its end was not wanted; what an earlier part of it reached is there as it was.
  if (outcome_) return setState(State::paused);
  dropRecord();
  forget();
}

void RefineSession::onFailed(const Error& error) {
  job_ = 0;
  if (run_.control->saved) {
    // What it wrote down last is newer than what a pause had reached.
    run_.goesOn = true;
    run_.state.reset();
    if (!outcome_) outcome_.emplace().finished = false;
  }
  const bool card = run_.control->onCard;
  const int64_t gaussians = run_.gaussians ? run_.gaussians->gaussians.count() : 0;
  const std::optional<RefineChoice> less =
      error.code() == ErrorCode::outOfMemory ? lighter(run_.choice, gaussians, longSideOf(*run_.scene), card) : std::nullopt;
  Message message{Message::Level::error, engineText(error.what()), QString::fromStdString(error.detail())};
  if (less) {
    message.button = lighterText(run_.choice, *less);
    const QPointer<RefineSession> self(this);
    message.remedy = [self, less = *less] {
      if (!self) return;
      // From what a pause had reached: its state is of the larger run.
      self->keep();
      self->start(less);
    };
  }
  outcome_ ? setState(State::paused) : forget();
  workspace_.messages.show(std::move(message));
}

/// What is paused goes on when its project is opened again; of the rest, the artist has decided what becomes of it.
void RefineSession::onReplaced() {
  if (state_ != State::paused) dropRecord();
  dropKept();
  forget();
  lookForInterrupted();
}

void RefineSession::lookForInterrupted() {
  if (workspace_.document.project().versions.empty()) return;
  const auto found = std::make_shared<std::optional<RefineRecord>>();
  const QPointer<RefineSession> self(this);
  const int number = launched_;
  Job job = onRecords(records_, [found, project = workspace_.document.project()](const RefineRecords& records) {
    *found = records.find(project);
    if (!*found) return;
    RefineRecord& record = **found;
    if (record.finished && record.reached.in(project)) {
      records.remove(record.id);
      found->reset();
      return;
    }
    record.owner = AutosaveLock::ours({});
    records.update(record);
  });
  job.done = [self, found, number] {
    if (self && number == self->launched_ && *found) self->adopt(std::move(**found));
  };
  workspace_.jobs.start(std::move(job));
}

/// As if it had been paused just now.
void RefineSession::adopt(RefineRecord record) {
  const Project& project = workspace_.document.project();
  const Version* from = record.from.in(project);
  if (state_ != State::ready || !from || !from->scene || (record.choice.kind == RefineKind::scene && !from->gaussians)) return;
  run_ = RefineRun();
  run_.choice = record.choice;
  run_.from = from->name;
  run_.scene = from->scene;
  run_.gaussians = from->gaussians;
  if (project.editedVersion == from->name) run_.edits = project.edits;
  run_.goesOn = true;
  run_.records = records_;
  curves_.clear();
  RefineOutcome outcome;
  outcome.finished = false;
  outcome.steps = record.steps;
  outcome.seconds = record.seconds;
  if (const Version* reached = record.reached.in(project)) {
    outcome.scene = reached->scene;
    outcome.gaussians = reached->gaussians;
    outcome.report = reached->report;
  }
  record.finished = false;
  run_.record = std::move(record);
  outcome_ = std::move(outcome);
  setState(State::paused);
  offerToGoOn();
}

void RefineSession::offerToGoOn() {
  const QString name = QString::fromStdString(run_.from);
  Message message;
  message.level = interrupted() ? Message::Level::warning : Message::Level::info;
  message.text = run_.choice.kind == RefineKind::scene
                     ? tr("A refinement of %1 did not come to its end. It can go on from where it stood.").arg(name)
                     : tr("A fine-tuning on %1 did not come to its end. It can go on from where it stood.").arg(name);
  message.button = tr("Go on");
  message.remedy = [self = QPointer<RefineSession>(this), id = run_.record.id] {
    if (self && self->run_.record.id == id) self->resume();
  };
  workspace_.messages.show(std::move(message));
}

/// What the run has made, so that it is known again at the next start.
void RefineSession::updateRecord() {
  const Version* version = made(workspace_.document.project());
  run_.record.reached = version ? VersionMark::of(*version) : VersionMark();
  run_.record.finished = outcome_->finished;
  run_.record.steps = outcome_->steps;
  run_.record.seconds = outcome_->seconds;
  workspace_.jobs.start(onRecords(records_, [record = run_.record](const RefineRecords& records) { records.update(record); }));
}

void RefineSession::dropRecord() {
  if (!run_.record.id.empty()) kept_.push_back(std::exchange(run_.record.id, {}));
  dropKept();
}

void RefineSession::dropKept() {
  if (kept_.empty()) return;
  const std::vector<std::string> ids = std::exchange(kept_, {});
  dropped_.insert(dropped_.end(), ids.begin(), ids.end());
  Job job = onRecords(records_, [ids](const RefineRecords& records) {
    for (const std::string& id : ids) records.remove(id);
  });
  job.done = [self = QPointer<RefineSession>(this), ids] {
    if (self) std::erase_if(self->dropped_, [&](const std::string& id) { return std::ranges::find(ids, id) != ids.end(); });
  };
  workspace_.jobs.start(std::move(job));
}

/// The project is another one, or what there was to judge is judged.
void RefineSession::forget() {
  ++launched_;
  if (job_) workspace_.jobs.cancel(std::exchange(job_, 0));
  run_ = RefineRun();
  outcome_.reset();
  curves_.clear();
  setState(State::ready);
}

void RefineSession::setState(State state) {
  state_ = state;
  emit changed();
}

fs::path RefineSession::modelHome() const {
  const fs::path& file = workspace_.document.file();
  if (!file.empty()) return file;
  const Project& project = workspace_.document.project();
  const std::string name = project.capture ? project.capture->name : std::string();
  return dataFolder_ / "models" / ((name.empty() ? "scene" : name) + ".chrono");
}

}  // namespace fsm::desktop
