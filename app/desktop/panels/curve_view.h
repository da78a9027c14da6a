// Curves of a running job (loss, PSNR), one strip below the other over the same axis: each has its own scale, its newest value
// stands beside it, and the mouse reads values off.
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace fsm::desktop {

class CurveView : public QWidget {
  Q_OBJECT
 public:
  using Points = std::vector<std::pair<double, double>>;  ///< x increasing
  using Curves = std::map<QString, Points>;

  explicit CurveView(QWidget* parent = nullptr);
  /// By name, which may end in a unit: "PSNR, held out (dB)".
  void setCurves(const Curves& curves);
  /// What x counts: "step".
  void setXName(const QString& name);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void paintStrip(QPainter& painter, const QRectF& area, const QString& name, const Points& points, const QColor& colour) const;
  void paintAxis(QPainter& painter, const QRectF& area) const;
  double xOf(double pixel, const QRectF& area) const;
  double pixelOf(double x, const QRectF& area) const;

  Curves curves_;
  QString xName_;
  double first_ = 0, last_ = 1;    ///< of all curves
  std::optional<double> pointed_;  ///< x under the mouse
};

}  // namespace fsm::desktop
