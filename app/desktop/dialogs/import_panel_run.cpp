// The import panel at work: the footage is brought in, then reconstructed, and what happens meanwhile is shown.
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>

#include "app/desktop/dialogs/import_form.h"
#include "app/desktop/dialogs/import_panel.h"
#include "app/desktop/dialogs/import_row.h"
#include "app/desktop/dialogs/import_texts.h"
#include "app/desktop/document/engine_text.h"
#include "app/desktop/operations/reconstruct.h"

namespace fsm::desktop {

std::string ImportPanel::importKey() const {
  const ImportOrder order = orderOf(*footage_, capture_, choices_);
  const jobs::ImportRequest& request = order.request;
  std::string key = request.poses + '|' + request.range + '|' + std::to_string(request.frames.value_or(0)) + '|' +
                    std::to_string(request.fps.value_or(0)) + (request.sharpest ? "|s|" : "|n|") +
                    std::to_string(request.poseOptions.frames) + (order.inPlace ? "|in place" : "|copied");
  for (const std::filesystem::path& source : request.sources) key += '|' + source.string();
  for (const auto& [camera, offset] : request.offsets) key += '|' + camera + '=' + std::to_string(offset);
  return key;
}

bool ImportPanel::isBroughtIn() const {
  return brought_ && footage_ && workspace_.document.project().capture == brought_ && broughtKey_ == importKey();
}

void ImportPanel::start() {
  if (!footage_ || (state_ != State::ready && state_ != State::posed)) return;
  showProblem({});
  if (isBroughtIn()) return goOn();
  const QPointer<ImportPanel> self(this);
  newProject_([self] {
    if (self && self->footage_ && self->state_ != State::running) self->bringFootageIn();
  });
}

void ImportPanel::bringFootageIn() {
  const std::string key = importKey();
  const bool lookFirst = choices_.lookFirst;
  const QPointer<ImportPanel> self(this);
  const int looked = looked_;
  setState(State::running);
  watch(bringIn(
      workspace_, orderOf(*footage_, capture_, choices_), dataFolder_,
      [=](const std::optional<poses::PoseEstimate>& estimate) {
        if (!self || self->looked_ != looked) return;
        self->brought_ = self->workspace_.document.project().capture;
        self->broughtKey_ = key;
        if (self->choices_.poses == ImportChoices::Poses::estimate) self->forgetWorld();  // poses came out in it
        if (estimate) self->showFrameStates(*estimate);
        if (!lookFirst) return self->goOn();
        self->setState(State::posed);
        self->follow();
      },
      [=](const Error& error) {
        if (self) self->onFailed(error);
      }));
}

/// The cameras are known: what was said about the world since then holds for them.
void ImportPanel::goOn() {
  adjustWorld(workspace_, upDirection(choices_.up, brought_.get()), choices_.scale);
  brought_ = workspace_.document.project().capture;
  forgetWorld();
  runReconstruction();
}

/// What was said about up and scale has been done.
void ImportPanel::forgetWorld() {
  choices_.up = ImportChoices::Up::found;
  choices_.scale = 1;
  form_->display(*footage_, capture_.timeRange(), choices_);
}

void ImportPanel::runReconstruction() {
  const QPointer<ImportPanel> self(this);
  const auto close = [self] {
    if (self && self->running()) self->finish();
  };
  const auto explain = [self](const Error& error) {
    if (self && self->running()) self->onFailed(error);
  };
  setState(State::running);
  watch(reconstruct(workspace_, orderOf(*footage_, capture_, choices_).reconstruct, close, explain, close));
}

void ImportPanel::watch(int job) {
  job_ = job;
  progress_->setValue(0);
  stage_->setText(tr("Waiting for other jobs"));
}

void ImportPanel::onJobUpdated(int id) {
  if (id != job_ || state_ != State::running) return;
  const std::optional<JobStatus> job = workspace_.jobs.job(id);
  if (!job || job->progress.stage.empty()) return;
  progress_->setValue(static_cast<int>(1000 * job->progress.fraction));
  stage_->setText(job->cancelling ? tr("Stopping…") : progressText(job->progress));
}

/// Jobs that ended well or badly have told already.
void ImportPanel::onJobEnded(int id) {
  if (id != job_) return;
  const std::optional<JobStatus> job = workspace_.jobs.job(id);
  if (!job || job->state != JobState::cancelled) return;
  job_ = 0;
  setState(State::ready);
  follow();
  if (isBroughtIn()) showProblem(tr("Stopped. The cameras are kept: Reconstruct goes on from here."));
}

void ImportPanel::onFailed(const Error& error) {
  job_ = 0;
  setState(State::ready);
  follow();
  showProblem(engineText(error.what()), true);
}

void ImportPanel::onCancel() {
  if (state_ == State::running) return workspace_.jobs.cancel(job_);
  finish();
}

void ImportPanel::finish() {
  ++looked_;
  job_ = 0;
  sources_.clear();
  thumbnails_.setCapture(nullptr);
  footage_.reset();
  brought_.reset();
  makeRows();
  showProblem({});
  setState(State::empty);
  emit closeWanted();
}

}  // namespace fsm::desktop
