#include "reconstruction/core/interrupt.h"

#include <atomic>
#include <csignal>

namespace fsm {

namespace {

// A signal handler can reach nothing but statics, and may touch only what is lock-free.
std::atomic<Progress*> running{nullptr};
std::atomic<int> requests{0};
static_assert(std::atomic<Progress*>::is_always_lock_free && std::atomic<int>::is_always_lock_free &&
                  std::atomic<bool>::is_always_lock_free,
              "a signal handler may use nothing else");

extern "C" void onInterrupt(int signal) {
  constexpr int kPatience = 3;
  if (Progress* progress = running.load()) progress->cancel();
  if (++requests < kPatience) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

bool unhandled(int signal) {
  struct sigaction now {};
  return sigaction(signal, nullptr, &now) == 0 && (now.sa_flags & SA_SIGINFO) == 0 && now.sa_handler == SIG_DFL;
}

bool takeOver(int signal) {
  if (!unhandled(signal)) return false;
  struct sigaction action {};
  action.sa_handler = onInterrupt;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;  // reads and writes under way end as they would have: the job notices by itself
  return sigaction(signal, &action, nullptr) == 0;
}

}  // namespace

InterruptGuard::InterruptGuard(Progress& progress) {
  Progress* nobody = nullptr;
  if (!running.compare_exchange_strong(nobody, &progress)) return;
  requests = 0;
  interrupt_ = takeOver(SIGINT);
  termination_ = takeOver(SIGTERM);
  if (!interrupt_ && !termination_) running = nullptr;
}

InterruptGuard::~InterruptGuard() {
  if (interrupt_) std::signal(SIGINT, SIG_DFL);
  if (termination_) std::signal(SIGTERM, SIG_DFL);
  if (interrupt_ || termination_) running = nullptr;
}

}  // namespace fsm
