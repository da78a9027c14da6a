// The overlay's panel: times of frames and stages, memory by category, Gaussians, device and interop.
#pragma once

#include <QCoreApplication>
#include <deque>

#include "app/desktop/viewport/viewport_statistics.h"
#include "renderer/overlay/overlay_content.h"

namespace fsm::desktop {

class OverlayFigures {
  Q_DECLARE_TR_FUNCTIONS(OverlayFigures)
 public:
  /// Of each finished frame: the plot shows the last ones.
  void add(const ViewportStatistics& statistics);
  renderer::OverlayPanel panel(const ViewportStatistics& statistics) const;

 private:
  renderer::OverlaySection frameSection(const ViewportStatistics& statistics) const;
  static renderer::OverlaySection sceneSection(const ViewportStatistics& statistics);
  static renderer::OverlaySection memorySection(const ViewportStatistics& statistics);
  static renderer::OverlaySection deviceSection(const ViewportStatistics& statistics);

  std::deque<float> milliseconds_;
};

}  // namespace fsm::desktop
