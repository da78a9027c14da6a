// One camera's clip as a strip of thumbnails over time: what of it is used lies between two handles, ticks below say which frames
// are kept, and after the cameras were estimated which of them got one.
#pragma once

#include <QWidget>
#include <utility>
#include <vector>

#include "app/desktop/operations/thumbnails.h"
#include "reconstruction/capture/poses/pose_estimate.h"

namespace fsm::desktop {

class ImportStrip : public QWidget {
  Q_OBJECT
 public:
  /// `thumbnails` must outlive it. `size`: of the camera's frames.
  ImportStrip(Thumbnails& thumbnails, int camera, ImageSize size, QWidget* parent = nullptr);

  /// `span`: what the width stands for, the same for all cameras; `times`: of this camera's frames on that clock.
  void setTimes(const std::pair<Seconds, Seconds>& span, std::vector<Seconds> times);
  void setRange(Seconds from, Seconds to);
  void setKept(std::vector<Seconds> kept);
  /// Empty: not known yet.
  void setStates(const std::vector<Seconds>& times, const std::vector<poses::FrameState>& states);
  void setDimmed(bool dimmed);  ///< the model does not read this camera

  /// Where the handles are, in pixels.
  int inX() const { return xOf(from_); }
  int outX() const { return xOf(to_); }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void rangeDragged(fsm::Seconds from, fsm::Seconds to);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum class Handle { none, in, out };
  struct Tick {
    Seconds time;
    poses::FrameState state;
  };
  int xOf(Seconds time) const;
  Seconds timeAt(int x) const;
  Handle handleAt(int x) const;
  void drag(int x);
  void wantPictures();
  void paintPictures(QPainter& painter, const QRect& film) const;
  void paintTicks(QPainter& painter, const QRect& band) const;
  void paintRange(QPainter& painter, const QRect& film) const;

  Thumbnails& thumbnails_;
  int camera_;
  ImageSize size_;
  std::pair<Seconds, Seconds> span_{0, 1};
  std::vector<Seconds> times_;  ///< of the frames, as the source has them
  std::vector<int> frames_;     ///< that thumbnails are made of
  std::vector<Seconds> kept_;
  std::vector<Tick> ticks_;
  Seconds from_ = 0, to_ = 1;
  Handle dragged_ = Handle::none;
  bool dimmed_ = false;
};

}  // namespace fsm::desktop
