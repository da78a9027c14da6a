// The drawn pad as a widget.
#pragma once

#include <QPixmap>
#include <QWidget>

#include "app/desktop/timeline/pad_interaction.h"
#include "app/desktop/timeline/pad_worker.h"

namespace fsm::desktop {

/// Keyboard, with the focus: arrows move along the path by a hundredth of it and in time by a frame (Shift: ten times as far), F
/// shows the whole event, + and - zoom time.
class PadView : public QWidget {
  Q_OBJECT
 public:
  explicit PadView(Workspace& workspace, QWidget* parent = nullptr);

  PadInteraction& interaction() { return interaction_; }
  /// What is drawn is of the project as it is now; confidence included.
  bool upToDate() const;
  const QImage& ground() const { return ground_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void request();
  void redraw();
  bool handlesKey(const QKeyEvent& event) const;
  QString tipAt(const QPointF& point) const;
  void zoom(double factor, double y);

  Workspace& workspace_;
  PadInteraction interaction_;
  QImage ground_;  ///< confidence
  QPixmap still_;
  bool stale_ = true;
  bool wanted_ = true;            ///< the project changed while the pad was hidden
  int asked_ = 0, answered_ = 0;  ///< numbers of requests
  PadWorker worker_;              ///< last: ends first
};

}  // namespace fsm::desktop
