#include "training/trainer/termination.h"

#include <atomic>

namespace fsm::training {
namespace {

// A signal handler can reach nothing but statics. Storing a lock-free atomic flag is allowed in one.
std::atomic<Progress*> asked{nullptr};

void onTermination(int) {
  if (Progress* progress = asked.load(std::memory_order_relaxed)) progress->cancel();
}

}  // namespace

TerminationGuard::TerminationGuard(Progress& progress) {
  Progress* nobody = nullptr;
  if (sigaction(SIGTERM, nullptr, &before_) != 0 || before_.sa_handler != SIG_DFL) return;
  if (!asked.compare_exchange_strong(nobody, &progress)) return;
  struct sigaction action {};
  action.sa_handler = onTermination;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  installed_ = sigaction(SIGTERM, &action, nullptr) == 0;
  if (!installed_) asked.store(nullptr);
}

TerminationGuard::~TerminationGuard() {
  if (!installed_) return;
  sigaction(SIGTERM, &before_, nullptr);
  asked.store(nullptr);
}

}  // namespace fsm::training
