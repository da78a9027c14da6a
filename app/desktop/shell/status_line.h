// The line at the bottom of the window: device, frame time, Gaussians, memory, when the project was kept last.
#pragma once

#include <QDateTime>
#include <QStatusBar>

#include "app/desktop/viewport/viewport_statistics.h"

class QLabel;

namespace fsm::desktop {

class StatusLine : public QStatusBar {
  Q_OBJECT
 public:
  explicit StatusLine(QWidget* parent = nullptr);
  void showStatistics(const ViewportStatistics& statistics);
  /// `when` invalid: nothing to keep.
  void showKept(const QDateTime& when);

 private:
  void updateKept();

  QLabel *device_, *frame_, *gaussians_, *memory_, *kept_;
  QDateTime when_;
};

}  // namespace fsm::desktop
