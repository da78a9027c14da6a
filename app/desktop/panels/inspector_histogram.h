// Bars of a histogram with its ends in words; the bar under the mouse tells its share.
#pragma once

#include <QWidget>
#include <functional>

#include "app/desktop/panels/inspector_statistics.h"

namespace fsm::desktop {

class HistogramView : public QWidget {
  Q_OBJECT
 public:
  /// `textOf`: a value of the axis in words, with its unit.
  HistogramView(Histogram histogram, std::function<QString(double)> textOf, QWidget* parent = nullptr);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  Histogram histogram_;
  std::function<QString(double)> textOf_;
};

}  // namespace fsm::desktop
