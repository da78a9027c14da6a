#include "app/desktop/document/autosave.h"
#include "app/desktop/document/engine_text.h"

#include <QGuiApplication>
#include <QPointer>
#include <algorithm>
#include <utility>

namespace fsm::desktop {

namespace {

constexpr int kTickMilliseconds = 500;

}  // namespace

Autosave::Autosave(Workspace& workspace, std::shared_ptr<ProjectStore> store, std::filesystem::path dataFolder, QObject* parent)
    : QObject(parent), workspace_(workspace), store_(std::move(store)), dataFolder_(std::move(dataFolder)) {
  timer_.setInterval(kTickMilliseconds);
  connect(&timer_, &QTimer::timeout, this, &Autosave::tick);
  connect(&workspace_.document, &Document::changed, this, &Autosave::onChanged);
  connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
    if (state != Qt::ApplicationActive) now();
  });
}

void Autosave::setInterval(std::chrono::milliseconds interval) {
  interval_ = interval;
  timer_.setInterval(std::clamp(static_cast<int>(interval.count() / 4), 10, kTickMilliseconds));
}

void Autosave::onChanged() {
  // Whether the document is modified is known once the change is on the undo stack: the timer looks.
  if (!sinceChange_.isValid()) sinceChange_.start();
  if (!timer_.isActive()) timer_.start();
}

bool Autosave::due() const {
  const qint64 age = sinceChange_.isValid() ? sinceChange_.elapsed() : 0;
  // A drag is let end first, but not for ever: no more than a minute may be lost.
  const bool dragging = QGuiApplication::mouseButtons() != Qt::NoButton;
  return age >= interval_.count() * (dragging ? 2 : 1) - (dragging ? interval_.count() / 4 : 0);
}

void Autosave::tick() {
  if (!workspace_.document.modified()) {
    timer_.stop();
    sinceChange_.invalidate();
    return;
  }
  if (due()) now();
}

void Autosave::now() {
  const Document& document = workspace_.document;
  if (writing_ || !document.modified() || document.revision() == writtenRevision_) return;
  if (place_.sidecar.empty()) take(AutosavePlace::of(document.file(), dataFolder_), document.file());
  writing_ = true;
  sinceChange_.invalidate();
  const quint64 revision = document.revision();
  const auto written = std::make_shared<bool>(false);
  const QPointer<Autosave> self(this);
  Job job;
  job.title = tr("Autosave");
  job.lane = Lane::files;
  job.quiet = true;
  job.retryable = false;
  job.work = [written, store = store_, project = document.project(), place = place_, file = file_, fresh = !owned_,
              epoch = epoch_, queued = epoch_->load()](Progress& progress, JobFeedback&) {
    if (*epoch != queued) return;
    if (fresh) place.removeAutosave();
    store->autosave(project, place.sidecar, file, progress);
    *written = true;
  };
  job.done = [self, written, revision] {
    if (self) self->onWritten(*written, revision);
  };
  job.failed = [self](const Error& error) {
    if (self) self->onFailed(error);
  };
  workspace_.jobs.start(std::move(job));
}

void Autosave::onWritten(bool written, quint64 revision) {
  writing_ = false;
  if (workspace_.document.revision() != revision) onChanged();
  if (!written) return;
  owned_ = true;
  writtenRevision_ = revision;
  complained_ = false;
  lastTime_ = QDateTime::currentDateTime();
  emit autosaved(lastTime_);
}

void Autosave::onFailed(const Error& error) {
  writing_ = false;
  onChanged();  // tried again after the interval
  if (std::exchange(complained_, true)) return;
  const QString text = tr("The project cannot be autosaved: %1").arg(engineText(error.what()));
  workspace_.messages.show({Message::Level::warning, text, QString::fromStdString(error.detail()), {}, {}, {}});
}

void Autosave::inOrder(std::function<void()> work, std::function<void()> then) {
  Job job;
  job.title = tr("Autosave");
  job.lane = Lane::files;
  job.quiet = true;
  job.retryable = false;
  job.work = [work = std::move(work)](Progress&, JobFeedback&) { work(); };
  job.done = then;
  // A lock that cannot be written is no reason to bother anyone: the autosave itself will say what is wrong.
  job.failed = [then = std::move(then)](const Error&) {
    if (then) then();
  };
  workspace_.jobs.start(std::move(job));
}

/// The lock is written before the first autosave is.
void Autosave::take(const AutosavePlace& place, const std::filesystem::path& file) {
  place_ = place;
  file_ = file;
  owned_ = false;
  inOrder([place, file] { place.writeLock(AutosaveLock::ours(file)); });
}

/// Takes away what is ours at the place; an older autosave that nobody has recovered yet is not.
void Autosave::leave(std::function<void()> then) {
  inOrder(
      [place = place_, owned = owned_] {
        if (place.sidecar.empty()) return;
        if (owned) return place.remove();
        std::error_code ignored;
        std::filesystem::remove(place.lock(), ignored);
      },
      std::move(then));
  ++*epoch_;
  place_ = {};
  owned_ = false;
  lastTime_ = {};
  writtenRevision_ = 0;
  sinceChange_.invalidate();
}

void Autosave::moveTo(const std::filesystem::path& file) {
  leave({});
  file_ = file;
  if (!file.empty()) take(AutosavePlace::of(file, dataFolder_), file);
}

void Autosave::adopt(const AutosavePlace& place, const std::filesystem::path& file) {
  if (place_ != place) leave({});
  place_ = place;
  file_ = file;
  owned_ = true;
  writtenRevision_ = workspace_.document.revision();
}

void Autosave::saved() {
  ++*epoch_;
  writtenRevision_ = 0;
  sinceChange_.invalidate();
  if (!place_.sidecar.empty()) inOrder([place = place_] { place.removeAutosave(); });
  owned_ = false;
  if (workspace_.document.modified()) onChanged();  // it was changed while it was being saved
}

void Autosave::release(std::function<void()> then) {
  timer_.stop();
  leave(std::move(then));
}

}  // namespace fsm::desktop
