// Long work beside the window: jobs run one after the other on a worker thread (heavy ones share one lane, light ones another),
// tell how far they are, and can be cancelled. Only the GUI thread finishes or frees them.
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

enum class Lane { heavy, light };  ///< heavy: reconstruction, refinement, export; light: thumbnails, saving, hashing

struct Job {
  QString title;
  Lane lane = Lane::heavy;
  /// On the worker. Throws what it throws.
  std::function<void(Progress&, JobFeedback&)> work;
  std::function<void()> done;  ///< GUI thread, after `work` returned; may be empty
  /// GUI thread; may be empty (the jobs panel shows the error all the same). Not called for a cancelled job.
  std::function<void(const Error&)> failed;
  bool retryable = true;
  bool quiet = false;  ///< not listed in the jobs panel
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
  std::vector<QString> log;
  std::map<QString, std::vector<std::pair<double, double>>> curves;
  double seconds = 0;  ///< that it has run
  bool retryable = true, quiet = false;
};

class JobQueue : public QObject {
  Q_OBJECT
 public:
  explicit JobQueue(QObject* parent = nullptr);
  /// Cancels everything and waits for it.
  ~JobQueue() override;

  int start(Job job);
  void cancel(int id);
  /// The same work again, as a new job.
  int retry(int id);
  /// Takes ended jobs off the list.
  void clearEnded();
  std::vector<JobStatus> jobs() const;
  std::optional<JobStatus> job(int id) const;
  /// Any job that is queued or running and not quiet.
  bool busy() const;

 signals:
  void added(int id);
  void updated(int id);
  void ended(int id);
  void removed(int id);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::desktop
