// A thread that does what was asked of it in order, where a newer request takes the place of an older one of the same tag that
// has not begun: a mouse that moves faster than pictures are made leaves no queue behind.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace fsm::desktop {

class RequestThread {
 public:
  explicit RequestThread(std::string name);  ///< for debuggers, at most 15 characters count
  /// What has begun is finished, the rest is dropped.
  ~RequestThread();
  RequestThread(const RequestThread&) = delete;
  RequestThread& operator=(const RequestThread&) = delete;

  /// From any thread, the own one too. `work` goes to the end of the queue, and a queued request of this tag is dropped. What
  /// `work` throws ends in the log: requests that can fail catch it themselves.
  void post(const std::string& tag, std::function<void()> work);
  /// Drops the request of this tag, where it has not begun.
  void drop(const std::string& tag);
  /// Posts and waits until it is done, with what was posted before. Not from the own thread. What `work` throws goes to the
  /// caller.
  void run(const std::function<void()>& work);
  /// Nothing waits to begin.
  bool idle() const;

 private:
  struct Request {
    std::string tag;  ///< empty: never replaced
    std::function<void()> work;
  };
  void loop();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Request> queue_;
  bool ending_ = false;
  std::string name_;
  std::thread thread_;  // last: begins when all else is there
};

}  // namespace fsm::desktop
