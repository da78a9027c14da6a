#include "app/desktop/viewport/request_thread.h"

#include <pthread.h>

#include <algorithm>
#include <future>
#include <utility>

#include "reconstruction/core/log.h"

namespace fsm::desktop {

RequestThread::RequestThread(std::string name) : name_(std::move(name)), thread_([this] { loop(); }) {}

RequestThread::~RequestThread() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void RequestThread::post(const std::string& tag, std::function<void()> work) {
  Request replaced;  // destroyed outside of the lock
  {
    const std::lock_guard lock(mutex_);
    const auto same = [&](const Request& request) { return !tag.empty() && request.tag == tag; };
    if (const auto found = std::find_if(queue_.begin(), queue_.end(), same); found != queue_.end()) {
      replaced = std::move(*found);
      queue_.erase(found);
    }
    queue_.push_back({tag, std::move(work)});
  }
  changed_.notify_one();
}

void RequestThread::drop(const std::string& tag) {
  std::deque<Request> dropped;
  const std::lock_guard lock(mutex_);
  const auto kept = std::stable_partition(queue_.begin(), queue_.end(), [&](const Request& r) { return r.tag != tag; });
  std::move(kept, queue_.end(), std::back_inserter(dropped));
  queue_.erase(kept, queue_.end());
}

void RequestThread::run(const std::function<void()>& work) {
  std::promise<void> done;
  post({}, [&] {
    try {
      work();
      done.set_value();
    } catch (...) {
      done.set_exception(std::current_exception());
    }
  });
  done.get_future().get();
}

bool RequestThread::idle() const {
  const std::lock_guard lock(mutex_);
  return queue_.empty();
}

void RequestThread::loop() {
  pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());
  for (;;) {
    Request request;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ending_ || !queue_.empty(); });
      if (ending_) return;
      request = std::move(queue_.front());
      queue_.pop_front();
    }
    try {
      request.work();
    } catch (const std::exception& error) {
      log().error("A request of thread {} failed: {}", name_, error.what());
    }
  }
}

}  // namespace fsm::desktop
