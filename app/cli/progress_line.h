// Progress of a job on standard error: a bar with the time left on a terminal, plain lines elsewhere.
#pragma once

#include <string>

#include "reconstruction/core/progress.h"

namespace fsm::cli {

class ProgressLine {
 public:
  ProgressLine();

  void show(const ProgressReport& report);
  /// Takes the bar away, so that what is printed next starts on a clean line.
  void clear();

 private:
  void showBar(const ProgressReport& report);
  void showLine(const ProgressReport& report);

  bool terminal_ = false;
  bool shown_ = false;
  std::string stage_;
  int tenths_ = -1;
};

/// "4 s", "2 min 5 s", "1 h 4 min".
std::string shownDuration(double seconds);

}  // namespace fsm::cli
