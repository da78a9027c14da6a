#include "reconstruction/core/progress.h"

#include <algorithm>

#include "reconstruction/core/error.h"

namespace fsm {

Progress::Progress(Listener listener) : listener_(std::move(listener)) {}

void Progress::stage(const std::string& name, double weight) {
  check();
  stageStart_ = std::min(1.0, stageStart_ + stageWeight_);
  stageWeight_ = std::clamp(weight, 0.0, 1.0 - stageStart_);
  stage_ = name;
  report(stageStart_, true);
}

void Progress::advance(double done, double total) {
  check();
  const double share = total > 0 ? std::clamp(done / total, 0.0, 1.0) : 1.0;
  report(stageStart_ + stageWeight_ * share, share >= 1.0);
}

void Progress::check() const {
  if (cancelled()) throw Error(ErrorCode::cancelled, "Cancelled. Nothing was changed.");
}

void Progress::report(double fraction, bool always) {
  if (!listener_) return;
  const auto now = Clock::now();
  if (!always && now - lastReport_ < std::chrono::milliseconds(100)) return;
  lastReport_ = now;
  ProgressReport report{stage_, fraction, std::nullopt};
  const double elapsed = std::chrono::duration<double>(now - begin_).count();
  if (fraction > 0.02 && elapsed > 0.5) report.etaSeconds = elapsed * (1 - fraction) / fraction;
  listener_(report);
}

}  // namespace fsm
