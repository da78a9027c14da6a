#include "app/desktop/document/job_worker.h"

#include <algorithm>

namespace fsm::desktop {

JobWorker::~JobWorker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void JobWorker::give(JobRecord* record) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(record);
  }
  if (!thread_.joinable()) thread_ = std::thread([this] { loop(); });
  woken_.notify_all();
}

bool JobWorker::takeAway(JobRecord* record) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find(waiting_.begin(), waiting_.end(), record);
  if (found == waiting_.end()) return false;
  waiting_.erase(found);
  return true;
}

void JobWorker::loop() {
  for (;;) {
    JobRecord* record = nullptr;
    {
      std::unique_lock lock(mutex_);
      woken_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
      if (ending_) return;
      record = waiting_.front();
      waiting_.pop_front();
    }
    record->run();
  }
}

}  // namespace fsm::desktop
