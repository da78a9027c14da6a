// Ctrl-C (SIGINT) and SIGTERM ask the running job to cancel; it then cleans up and ends. The third one ends the program at once.
#pragma once

#include "reconstruction/core/progress.h"

namespace fsm::cli {

/// One at a time in a process.
class InterruptGuard {
 public:
  explicit InterruptGuard(Progress& progress);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

}  // namespace fsm::cli
