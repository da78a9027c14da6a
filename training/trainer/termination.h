// A polite end: while one of these lives, SIGTERM asks the job to stop (as schedulers do before they kill), so that it saves its
// state first.
#pragma once

#include <csignal>

#include "reconstruction/core/progress.h"

namespace fsm::training {

/// One at a time in a process. A handler that somebody else installed is left alone.
class TerminationGuard {
 public:
  explicit TerminationGuard(Progress& progress);
  ~TerminationGuard();
  TerminationGuard(const TerminationGuard&) = delete;
  TerminationGuard& operator=(const TerminationGuard&) = delete;

 private:
  struct sigaction before_ {};
  bool installed_ = false;
};

}  // namespace fsm::training
