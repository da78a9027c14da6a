#include "app/desktop/document/job_queue.h"

#include <QTimer>
#include <array>
#include <atomic>
#include <exception>
#include <utility>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/document/job_error.h"
#include "app/desktop/document/job_record.h"
#include "app/desktop/document/job_worker.h"

namespace fsm::desktop {

namespace {

constexpr int kUpdateMilliseconds = 50;

bool hasEnded(JobState state) { return state != JobState::queued && state != JobState::running; }

}  // namespace

/// Workers only say that there is news; an event that is not posted twice, after a timer where it may wait, brings the GUI thread
/// to fetch it.
struct JobQueue::Impl {
  explicit Impl(JobQueue& theQueue) : queue(theQueue) {
    later.setSingleShot(true);
    connect(&later, &QTimer::timeout, &queue, [this] { fetch(); });
  }

  /// On any thread.
  void notify(bool soon) {
    if (soon) {
      if (!calledSoon.exchange(true))
        QMetaObject::invokeMethod(
            &queue, [this] { fetch(); }, Qt::QueuedConnection);
    } else if (!called.exchange(true)) {
      QMetaObject::invokeMethod(
          &queue, [this] { fetchWhenDue(); }, Qt::QueuedConnection);
    }
  }

  void fetchWhenDue() {
    const qint64 wait = sinceFetch.isValid() ? kUpdateMilliseconds - sinceFetch.elapsed() : 0;
    if (wait <= 0) return fetch();
    if (!later.isActive()) later.start(static_cast<int>(wait));
  }

  void fetch() {
    calledSoon = called = false;  // first: what is said from now on is a new call
    later.stop();
    sinceFetch.start();
    std::vector<int> ids;
    for (const auto& [id, record] : records)
      if (!hasEnded(record->status.state)) ids.push_back(id);
    for (const int id : ids) fetch(id);
  }

  /// Any call of the window's may change the list: the record is looked up anew after each.
  void fetch(int id) {
    JobRecord* record = find(id);
    if (!record || hasEnded(record->status.state)) return;
    const bool over = record->over;  // before the news: nothing is said after it
    JobNews news = record->takeNews();
    const bool begins = record->status.state == JobState::queued && record->started;
    if (begins) {
      record->status.state = JobState::running;
      record->running.start();
    }
    if (!begins && !over && news.empty()) return;
    record->show(news);
    emit queue.updated(id);
    for (const auto& call : news.calls) {
      const std::optional<Error> problem = problemOf(call);
      if (record = find(id); !record) return;
      if (problem) record->status.log.push_back(engineText(problem->what()));
    }
    record = find(id);
    if (over && record && !hasEnded(record->status.state)) end(id);
  }

  /// The job has ended before its callbacks hear of it: what they begin is not held up by it. They may run event loops of their
  /// own, so the record stays until they are over.
  void end(int id) {
    JobRecord* record = find(id);
    JobStatus& status = record->status;
    status.seconds = seconds(*record);
    status.cancelling = false;
    status.progress.etaSeconds.reset();
    status.state = stateAfter(record->error);
    record->calling = true;
    if (!record->error) {
      status.progress.fraction = 1;
      record->error = problemOf(record->job.done);
      status.state = stateAfter(record->error);
    }
    if (status.state == JobState::failed) {
      status.error = engineText(record->error->what());
      status.detail = QString::fromStdString(record->error->detail());
      status.code = record->error->code();
      status.announced = static_cast<bool>(record->job.failed);
      if (record->job.failed) problemOf([&] { record->job.failed(*record->error); });
    }
    record->calling = false;
    close(*record);
  }

  static JobState stateAfter(const std::optional<Error>& error) {
    if (!error) return JobState::finished;
    return error->code() == ErrorCode::cancelled ? JobState::cancelled : JobState::failed;
  }

  /// Tells that a job has ended, and frees what it held: results may be large, and only a retry needs the work again.
  void close(JobRecord& record) {
    const int id = record.status.id;
    if (!canRetry(record)) record.job.work = nullptr, record.job.done = nullptr, record.job.failed = nullptr;
    const bool quiet = record.status.quiet;
    emit queue.ended(id);
    if (quiet) queue.remove(id);
  }

  static bool canRetry(const JobRecord& record) {
    const JobState state = record.status.state;
    return record.job.retryable && (state == JobState::failed || state == JobState::cancelled);
  }

  static std::optional<Error> problemOf(const std::function<void()>& call) {
    if (!call) return std::nullopt;
    try {
      call();
      return std::nullopt;
    } catch (...) {
      return errorFrom(std::current_exception());
    }
  }

  JobRecord* find(int id) const {
    const auto found = records.find(id);
    return found == records.end() ? nullptr : found->second.get();
  }

  JobWorker& worker(Lane lane) { return workers[static_cast<size_t>(lane)]; }

  static double seconds(const JobRecord& record) {
    if (hasEnded(record.status.state) || !record.running.isValid()) return record.status.seconds;
    return static_cast<double>(record.running.elapsed()) / 1000;
  }

  static JobStatus statusOf(const JobRecord& record) {
    JobStatus status = record.status;
    status.seconds = seconds(record);
    return status;
  }

  JobQueue& queue;
  std::map<int, std::unique_ptr<JobRecord>> records;
  int lastId = 0;
  std::atomic<bool> called{false}, calledSoon{false};
  QElapsedTimer sinceFetch;
  QTimer later;
  std::array<JobWorker, 3> workers;  ///< last: ends first, and uses the others until then
};

JobQueue::JobQueue(QObject* parent) : QObject(parent), impl_(std::make_unique<Impl>(*this)) {}

JobQueue::~JobQueue() {
  for (const auto& [id, record] : impl_->records) record->progress.cancel();
}

int JobQueue::start(Job job) {
  const int id = ++impl_->lastId;
  const Lane lane = job.lane;
  auto record = std::make_unique<JobRecord>(id, std::move(job), [impl = impl_.get()](bool soon) { impl->notify(soon); });
  JobRecord* given = record.get();
  impl_->records.emplace(id, std::move(record));
  emit added(id);
  impl_->worker(lane).give(given);
  return id;
}

void JobQueue::cancel(int id) {
  JobRecord* record = impl_->find(id);
  if (!record || hasEnded(record->status.state)) return;
  record->progress.cancel();
  if (impl_->worker(record->job.lane).takeAway(record)) {
    record->status.state = JobState::cancelled;
    return impl_->close(*record);
  }
  record->status.cancelling = true;
  emit updated(id);
}

void JobQueue::cancelAll() {
  std::vector<int> ids;
  for (const auto& [id, record] : impl_->records) ids.push_back(id);
  for (const int id : ids) cancel(id);
}

int JobQueue::retry(int id) {
  const JobRecord* record = impl_->find(id);
  return record && Impl::canRetry(*record) ? start(record->job) : 0;
}

void JobQueue::remove(int id) {
  const JobRecord* record = impl_->find(id);
  if (!record || !hasEnded(record->status.state) || record->calling) return;
  impl_->records.erase(id);
  emit removed(id);
}

void JobQueue::clearEnded() {
  std::vector<int> ids;
  for (const auto& [id, record] : impl_->records)
    if (hasEnded(record->status.state)) ids.push_back(id);
  for (const int id : ids) remove(id);
}

std::vector<JobStatus> JobQueue::jobs() const {
  std::vector<JobStatus> out;
  for (const auto& [id, record] : impl_->records) out.push_back(Impl::statusOf(*record));
  return out;
}

std::optional<JobStatus> JobQueue::job(int id) const {
  const JobRecord* record = impl_->find(id);
  if (!record) return std::nullopt;
  return Impl::statusOf(*record);
}

bool JobQueue::busy() const {
  for (const auto& [id, record] : impl_->records)
    if (!record->status.quiet && !hasEnded(record->status.state)) return true;
  return false;
}

bool JobQueue::busy(Lane lane) const {
  for (const auto& [id, record] : impl_->records)
    if (record->job.lane == lane && !hasEnded(record->status.state)) return true;
  return false;
}

}  // namespace fsm::desktop
