// A long run writes down its state while it goes on, so that one that is killed (power, out-of-memory killer, a queue that wants
// the machine back) loses little. What that may cost is bounded: after a save that took s seconds the next one is at least
// s / kSavingShare away, however often saves are asked for.
#pragma once

#include <chrono>
#include <functional>

#include "reconstruction/model/tensor_file.h"

namespace fsm::training {

/// Most of a run's time that saving may take.
inline constexpr double kSavingShare = 0.03;

struct Safekeeping {
  /// Puts the state away, on the thread of the run; it should leave the old or the new state, never half of one. Empty: nothing
  /// is kept. What it throws is told to the log, once, and the run goes on.
  std::function<void(TensorFile&&)> keep;
  double seconds = 60;  ///< between saves, at least; 0: as often as kSavingShare allows
};

class SafekeepingClock {
 public:
  /// `wanted` must outlive it.
  explicit SafekeepingClock(const Safekeeping& wanted) : wanted_(wanted) {}

  /// Between steps: keeps what `state` makes where it is time to.
  void tick(const std::function<TensorFile()>& state);

 private:
  using Clock = std::chrono::steady_clock;

  const Safekeeping& wanted_;
  Clock::time_point last_ = Clock::now();  ///< end of the last save
  double cost_ = 0;                        ///< seconds that it took
  bool complained_ = false;
};

}  // namespace fsm::training
