#include "app/cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace fsm::cli {

namespace {

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

void install(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;  // reads and writes under way end as they would have: the job notices by itself
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard(Progress& progress) {
  running = &progress;
  requests = 0;
  install(onInterrupt);
}

InterruptGuard::~InterruptGuard() {
  install(SIG_DFL);
  running = nullptr;
}

}  // namespace fsm::cli
