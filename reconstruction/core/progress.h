// Progress and cancellation of long work. A job gets a `Progress&`, opens one `Stage` after the other, and advances it;
// whoever started the job listens and may ask for cancellation from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace fsm {

struct ProgressReport {
  std::string stage;                 ///< what is being done, for the user: "Reading frames"
  double fraction = 0;               ///< of the whole job, in [0, 1]
  std::optional<double> etaSeconds;  ///< of the whole job; unknown at the start
};

/// Reports are rate limited to ten a second, except the first and the last of a stage.
class Progress {
 public:
  using Listener = std::function<void(const ProgressReport&)>;

  Progress() = default;  ///< silent, cancellable
  explicit Progress(Listener listener);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Begin a stage that takes the share `weight` of the whole job (the weights of all stages sum to at most 1).
  /// Ends the stage before it. Throws `Error` cancelled when cancellation was asked for.
  void stage(const std::string& name, double weight);
  /// `done` of `total` of the stage. Throws `Error` cancelled when cancellation was asked for.
  void advance(double done, double total);
  /// Throws `Error` cancelled when cancellation was asked for.
  void check() const;

  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

 private:
  void report(double fraction, bool always);

  using Clock = std::chrono::steady_clock;
  Listener listener_;
  std::atomic<bool> cancelled_{false};
  std::string stage_;
  double stageStart_ = 0;
  double stageWeight_ = 0;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point lastReport_{};
};

}  // namespace fsm
