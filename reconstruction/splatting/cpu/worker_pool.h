// Threads that stay, for many short loops one after the other.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace fsm::splatting::cpu {

class WorkerPool {
 public:
  /// 0: as many as the machine runs at once. The calling thread is one of them.
  explicit WorkerPool(int threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }
  /// Calls body(0) ... body(count - 1) in any order from all threads and returns when all are done. The first exception is
  /// rethrown then. What a call does must not depend on the thread that runs it.
  void forEach(int64_t count, const std::function<void(int64_t)>& body);

 private:
  void work();
  void takeItems();

  std::vector<std::jthread> workers_;
  std::mutex mutex_;
  std::condition_variable started_, finished_;
  const std::function<void(int64_t)>* body_ = nullptr;
  int64_t count_ = 0;
  std::atomic<int64_t> next_ = 0;
  uint64_t round_ = 0;
  int running_ = 0;
  bool stopping_ = false;
  std::exception_ptr failure_;
};

/// Calls body(first, last) for pieces of `size` of [0, count): for loops whose items are too small to be handed out one by one.
template <class Body>
void forPieces(WorkerPool& pool, int64_t count, int64_t size, const Body& body) {
  pool.forEach((count + size - 1) / size, [&](int64_t piece) {
    const int64_t first = piece * size;
    body(first, first + size < count ? first + size : count);
  });
}

}  // namespace fsm::splatting::cpu
