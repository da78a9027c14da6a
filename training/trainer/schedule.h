// What depends only on how far a run is: the learning rate, the stage, what is due.
#pragma once

#include <cstdint>

#include "training/trainer/train_config.h"

namespace fsm::training {

/// Linear warm-up over `warmupSteps`, times a cosine from 1 to `finalFraction` over the run. `fraction`: of the run that is done,
/// in [0, 1].
double rateFactor(int64_t step, int64_t warmupSteps, double fraction, double finalFraction);

/// The fraction of the run that is done.
double runFraction(const TrainConfig& config, int64_t step, double elapsedSeconds);
/// Index of the stage at that fraction.
size_t stageAt(const std::vector<Stage>& stages, double fraction);

/// Decay of the weights' moving average: starts low, so that the average leaves the random start behind.
double emaDecayAt(int64_t step, double decay);

/// Tells when something is due that happens every so many steps or seconds.
class Recurring {
 public:
  Recurring(const Interval& interval, double startSeconds) : interval_(interval), last_(startSeconds) {}
  /// `step`: steps done. True at most once for a step; restarts the count of seconds.
  bool due(int64_t step, double seconds);

 private:
  Interval interval_;
  double last_;
};

}  // namespace fsm::training
