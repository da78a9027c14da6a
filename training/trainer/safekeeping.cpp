#include "training/trainer/safekeeping.h"

#include <algorithm>

#include "reconstruction/core/log.h"

namespace fsm::training {

void SafekeepingClock::tick(const std::function<TensorFile()>& state) {
  if (!wanted_.keep) return;
  const auto begin = Clock::now();
  const double since = std::chrono::duration<double>(begin - last_).count();
  if (since < std::max(wanted_.seconds, cost_ / kSavingShare)) return;
  try {
    wanted_.keep(state());
  } catch (const std::exception& problem) {
    // The run is worth more than its copy.
    if (!complained_) log().warn("The state of the run could not be saved on the way; it goes on. {}", problem.what());
    complained_ = true;
  }
  last_ = Clock::now();
  cost_ = std::chrono::duration<double>(last_ - begin).count();
}

}  // namespace fsm::training
