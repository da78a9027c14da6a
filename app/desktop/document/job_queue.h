// Long work beside the window: the jobs of a lane run one after the other on its worker thread, tell how far they are, and can be
// cancelled. Only the GUI thread finishes or frees them, and only it calls the queue.
#pragma once

#include <QImage>
#include <QObject>
#include <QString>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/core/progress.h"

namespace fsm::desktop {

/// What a running job hands to the window besides its progress; every function may be called from the worker.
class JobFeedback {
 public:
  virtual ~JobFeedback() = default;
  virtual void picture(QImage picture) = 0;                         ///< of the running result
  virtual void curve(const QString& name, double x, double y) = 0;  ///< one more point
  virtual void message(const QString& line) = 0;                    ///< for the job's log
  /// Runs `call` on the GUI thread soon (not waited for); dropped once the job was removed.
  virtual void post(std::function<void()> call) = 0;
};

/// heavy: reconstruction, refinement, export; light: thumbnails, hashing; files: opening and saving projects, which waits for
/// none of those.
enum class Lane { heavy, light, files };

struct Job {
  QString title;
  Lane lane = Lane::heavy;
  /// On the worker. Throws what it throws; the queue makes an `Error` of anything. Work that returns although it was cancelled
  /// was faster than the cancellation and has finished.
  std::function<void(Progress&, JobFeedback&)> work;
  std::function<void()> done;  ///< GUI thread, after `work` returned; may be empty
  /// GUI thread; shows the error. Where it is empty, the error goes to `Workspace::messages`. The jobs panel shows it all the
  /// same. Not called for a cancelled job.
  std::function<void(const Error&)> failed;
  bool retryable = true;
  bool quiet = false;       ///< not listed in the jobs panel
  bool expendable = false;  ///< no work of the artist: stopped without a question where another project is wanted
};

enum class JobState { queued, running, finished, failed, cancelled };

struct JobStatus {
  int id = 0;
  QString title;
  JobState state = JobState::queued;
  ProgressReport progress;
  QString error, detail;  ///< of a failed one: sentence, and what developers want to know
  ErrorCode code{};
  QImage picture;
  std::vector<QString> log;  ///< the newest lines
  size_t linesBefore = 0;    ///< that were in the log and were left out to keep it short
  std::map<QString, std::vector<std::pair<double, double>>> curves;
  double seconds = 0;  ///< that it has run
  bool retryable = true, quiet = false, expendable = false;
  bool cancelling = false;  ///< asked to end, and has not yet
  bool announced = false;   ///< of a failed one: whoever started it was told
};

class JobQueue : public QObject {
  Q_OBJECT
 public:
  explicit JobQueue(QObject* parent = nullptr);
  /// Cancels everything and waits for it.
  ~JobQueue() override;

  int start(Job job);
  void cancel(int id);
  void cancelAll();
  /// The same work again, as a new job; 0 unless `id` failed or was cancelled and can be retried.
  int retry(int id);
  /// Takes an ended job off the list; nothing for others.
  void remove(int id);
  void clearEnded();
  /// In the order in which they were started. Quiet ones go off the list by themselves when they end.
  std::vector<JobStatus> jobs() const;
  std::optional<JobStatus> job(int id) const;
  /// Any job that is queued or running and not quiet.
  bool busy() const;
  /// Any job at all that is queued or running in `lane`.
  bool busy(Lane lane) const;

 signals:
  void added(int id);
  void updated(int id);  ///< at most twenty times a second each
  void ended(int id);    ///< after `done` or `failed`
  void removed(int id);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::desktop
