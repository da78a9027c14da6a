#include "training/trainer/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fsm::training {

double rateFactor(int64_t step, int64_t warmupSteps, double fraction, double finalFraction) {
  const double warmup = warmupSteps > 0 ? std::min(1.0, static_cast<double>(step + 1) / static_cast<double>(warmupSteps)) : 1.0;
  const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * std::clamp(fraction, 0.0, 1.0)));
  return warmup * (finalFraction + (1 - finalFraction) * cosine);
}

double runFraction(const TrainConfig& config, int64_t step, double elapsedSeconds) {
  const double done =
      config.steps > 0 ? static_cast<double>(step) / static_cast<double>(config.steps) : elapsedSeconds / config.seconds;
  return std::clamp(done, 0.0, 1.0);
}

size_t stageAt(const std::vector<Stage>& stages, double fraction) {
  for (size_t i = 0; i + 1 < stages.size(); ++i) {
    if (fraction < stages[i].until) return i;
  }
  return stages.size() - 1;
}

double emaDecayAt(int64_t step, double decay) {
  return std::min(decay, static_cast<double>(step + 1) / static_cast<double>(step + 10));
}

bool Recurring::due(int64_t step, double seconds) {
  const bool bySteps = interval_.steps > 0 && step % interval_.steps == 0;
  const bool bySeconds = interval_.seconds > 0 && seconds - last_ >= interval_.seconds;
  if (bySteps || bySeconds) last_ = seconds;
  return bySteps || bySeconds;
}

}  // namespace fsm::training
