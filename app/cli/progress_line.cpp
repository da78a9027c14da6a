#include "app/cli/progress_line.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace fsm::cli {

namespace {

constexpr int kBarWidth = 30;

int terminalWidth() {
  winsize size{};
  constexpr int kUsual = 80;
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

std::string remaining(const ProgressReport& report) {
  return report.etaSeconds ? ", " + shownDuration(*report.etaSeconds) + " left" : std::string();
}

}  // namespace

std::string shownDuration(double seconds) {
  const long whole = std::lround(std::clamp(seconds, 0.0, 1e9));
  char text[64];
  if (whole < 60)
    std::snprintf(text, sizeof text, "%ld s", whole);
  else if (whole < 3600)
    std::snprintf(text, sizeof text, "%ld min %ld s", whole / 60, whole % 60);
  else
    std::snprintf(text, sizeof text, "%ld h %ld min", whole / 3600, whole / 60 % 60);
  return text;
}

ProgressLine::ProgressLine() : terminal_(isatty(STDERR_FILENO) != 0) {}

void ProgressLine::show(const ProgressReport& report) {
  if (terminal_)
    showBar(report);
  else
    showLine(report);
}

void ProgressLine::showBar(const ProgressReport& report) {
  const int filled = static_cast<int>(std::lround(std::clamp(report.fraction, 0.0, 1.0) * kBarWidth));
  char percent[16];
  std::snprintf(percent, sizeof percent, "] %3.0f %%  ", 100 * report.fraction);
  std::string line("[");
  line.append(static_cast<size_t>(filled), '#').append(static_cast<size_t>(kBarWidth - filled), '.');
  line.append(percent).append(report.stage).append(remaining(report));
  line.resize(std::min(line.size(), static_cast<size_t>(std::max(1, terminalWidth() - 1))));
  // The cursor waits at the start of the line, so that a message of the log overwrites the bar instead of following it.
  std::fprintf(stderr, "\r%s\033[K\r", line.c_str());
  std::fflush(stderr);
  shown_ = true;
}

void ProgressLine::showLine(const ProgressReport& report) {
  const int tenths = static_cast<int>(report.fraction * 10 + 1e-9);
  if (report.stage == stage_ && tenths == tenths_) return;
  stage_ = report.stage;
  tenths_ = tenths;
  std::fprintf(stderr, "%3.0f %%  %s%s\n", 100 * report.fraction, report.stage.c_str(), remaining(report).c_str());
  std::fflush(stderr);
}

void ProgressLine::clear() {
  if (!shown_) return;
  std::fprintf(stderr, "\r\033[K");
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace fsm::cli
