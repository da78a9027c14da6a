// How quickly the viewport answers: a recorded drag of mouse events, as an artist's hand makes it, is played at its own pace to a
// viewport that is on screen.
#pragma once

#include <string>

#include "app/desktop/viewport/viewport_panel.h"

namespace fsm::desktop {

struct DragBenchmarkOptions {
  int events = 300;
  int eventsPerSecond = 125;  ///< of a usual mouse
};

struct DragBenchmarkResult {
  std::string device;
  int width = 0, height = 0;  ///< of the window, device pixels
  int events = 0;
  int frames = 0;              ///< that were finished meanwhile
  double latencyMedianMs = 0;  ///< from an event to the finished frame that shows it (or a newer one)
  double latency90Ms = 0;      ///< 90th percentile of the same
  double longestStallMs = 0;   ///< of the GUI thread: longest time in which its event loop did not come round
  double leastResolution = 1;  ///< smallest share of the window's width that was drawn
  std::string json() const;
};

/// Runs the GUI thread's event loop while it plays. Throws noDevice where the viewport does not draw.
DragBenchmarkResult runDragBenchmark(ViewportPanel& viewport, const DragBenchmarkOptions& options = {});

}  // namespace fsm::desktop
