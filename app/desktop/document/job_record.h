// A job while the queue has it: what the window sees of it, and the post box that its worker fills.
#pragma once

#include <QElapsedTimer>
#include <atomic>
#include <mutex>
#include <optional>

#include "app/desktop/document/job_queue.h"

namespace fsm::desktop {

/// What a worker has said since the GUI thread last looked.
struct JobNews {
  std::optional<ProgressReport> progress;
  QImage picture;
  std::vector<QString> log;
  std::map<QString, std::vector<std::pair<double, double>>> curves;
  std::vector<std::function<void()>> calls;
  bool empty() const { return !progress && picture.isNull() && log.empty() && curves.empty() && calls.empty(); }
};

/// `notify` is called on the worker whenever there is something new; `soon` asks for no waiting. The record is made, read and
/// destroyed on the GUI thread; the worker only runs `work` and fills the box.
class JobRecord : public JobFeedback {
 public:
  JobRecord(int id, Job job, std::function<void(bool soon)> notify);

  void picture(QImage picture) override;
  void curve(const QString& name, double x, double y) override;
  void message(const QString& line) override;
  void post(std::function<void()> call) override;

  /// On the worker. Never throws: what ended it is kept.
  void run();
  JobNews takeNews();
  /// GUI thread: adds news to what is shown, without calling the calls.
  void show(JobNews& news);

  Job job;
  JobStatus status;
  Progress progress;
  QElapsedTimer running;             ///< valid once it runs
  bool calling = false;              ///< `done` or `failed` is being called
  std::optional<Error> error;        ///< that ended `work`
  std::atomic<bool> started{false};  ///< the worker has taken it
  std::atomic<bool> over{false};     ///< `work` has ended

 private:
  template <typename Change>
  void say(bool soon, Change change) {
    {
      const std::lock_guard lock(mutex_);
      change(news_);
    }
    notify_(soon);
  }

  std::function<void(bool soon)> notify_;
  std::mutex mutex_;
  JobNews news_;
};

}  // namespace fsm::desktop
