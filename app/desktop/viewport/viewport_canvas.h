// The widget whose native window the renderer draws in. It paints nothing itself; what happens to it is told in device pixels.
#pragma once

#include <QList>
#include <QUrl>
#include <QWidget>
#include <functional>
#include <optional>

#include "app/desktop/viewport/viewport_tool.h"
#include "reconstruction/core/geometry.h"
#include "renderer/present/native_window.h"

namespace fsm::desktop {

class ViewportCanvas : public QWidget {
  Q_OBJECT
 public:
  explicit ViewportCanvas(QWidget* parent = nullptr);
  ~ViewportCanvas() override;

  /// Whether windows of this program can be drawn in at all (platform "xcb").
  static bool possible();
  /// Device pixels.
  ImageSize pixels() const;
  glm::dvec2 toPixels(const QPointF& logical) const;

  QPaintEngine* paintEngine() const override { return nullptr; }

  std::function<bool(const PointerEvent&)> onPointer;                                 ///< true: taken
  std::function<bool(const QKeyEvent&)> onKey;                                        ///< presses and releases; true: taken
  std::function<bool(const QKeyEvent&)> wantsKey;                                     ///< true: the key is not a shortcut now
  std::function<void(double steps, glm::dvec2)> onPinch;                              ///< of a touchpad, at a place
  std::function<void(glm::dvec2 by, glm::dvec2 at, Qt::KeyboardModifiers)> onScroll;  ///< two fingers on a touchpad

 signals:
  void windowReady(const fsm::renderer::NativeWindow& window);
  /// The native window goes when all that is connected has returned.
  void windowClosing();
  void resized();
  /// Its content was lost; it has to be shown again.
  void exposed();
  void focusLost();
  void filesDropped(const QList<QUrl>& files);

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* object, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void onWindowChanged();
  void tell(PointerEvent::Kind kind, QMouseEvent* event);

  WId known_ = 0;  ///< window that was told of
};

}  // namespace fsm::desktop
