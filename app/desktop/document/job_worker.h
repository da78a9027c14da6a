// The thread of one lane: runs records in the order in which they were given.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "app/desktop/document/job_record.h"

namespace fsm::desktop {

class JobWorker {
 public:
  JobWorker() = default;
  /// Ends after the record that is running; those that wait are not run.
  ~JobWorker();

  /// The record must live until it is `over`, or was taken away. The thread starts with the first one.
  void give(JobRecord* record);
  /// Whether it was still waiting: the worker will not touch it any more.
  bool takeAway(JobRecord* record);

 private:
  void loop();

  std::mutex mutex_;
  std::condition_variable woken_;
  std::deque<JobRecord*> waiting_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace fsm::desktop
