// Ctrl-C (SIGINT) and SIGTERM (which schedulers send before they kill) ask the running job to cancel; it then cleans up and ends.
// The third one ends the program at once. For programs: a library leaves signals alone.
#pragma once

#include "reconstruction/core/progress.h"

namespace fsm {

/// While one lives. A signal that is ignored (as after nohup) or that somebody else handles is left as it is; so a second guard
/// beside the first does nothing.
class InterruptGuard {
 public:
  explicit InterruptGuard(Progress& progress);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  bool interrupt_ = false, termination_ = false;  ///< taken over
};

}  // namespace fsm
