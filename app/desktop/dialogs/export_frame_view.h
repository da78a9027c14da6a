// A picture in a dark field, as large as it fits, over a checkerboard where it is transparent.
#pragma once

#include <QImage>
#include <QWidget>

namespace fsm::desktop {

class ExportFrameView : public QWidget {
  Q_OBJECT
 public:
  explicit ExportFrameView(QWidget* parent = nullptr);

  /// `shown`: `picture` scaled to `room()`.
  void setPicture(const QImage& picture, const QImage& shown);
  void setMessage(const QString& text);  ///< in place of the picture; empty: none
  const QImage& picture() const { return picture_; }
  QSize room() const;  ///< device pixels

  QSize sizeHint() const override { return {640, 400}; }
  QSize minimumSizeHint() const override { return {320, 200}; }

 signals:
  void resized();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QImage picture_, shown_;
  QString message_;
};

}  // namespace fsm::desktop
