#include "app/desktop/viewport/viewport_canvas.h"

#include <xcb/xcb.h>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPlatformSurfaceEvent>
#include <QPointingDevice>
#include <QWheelEvent>
#include <QWindow>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace fsm::desktop {

namespace {

constexpr double kWheelStep = 120;  ///< eighths of a degree, of a usual notch
/// A pinch that doubles the size is as this many notches of a wheel.
constexpr double kStepsPerDoubling = 5;

/// Null without X windows; the platform "offscreen" has this interface too, and no window behind it.
QNativeInterface::QX11Application* x11() {
  if (QGuiApplication::platformName() != QLatin1String("xcb")) return nullptr;
  return qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
}

bool hasGlx(xcb_connection_t* connection) {
  constexpr std::string_view kName = "GLX";
  const std::unique_ptr<xcb_query_extension_reply_t, decltype(&std::free)> reply(
      xcb_query_extension_reply(connection, xcb_query_extension(connection, kName.size(), kName.data()), nullptr), &std::free);
  return reply && reply->present;
}

}  // namespace

ViewportCanvas::ViewportCanvas(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("viewport.canvas"));
  setFocusPolicy(Qt::StrongFocus);
  setAcceptDrops(true);
  setMouseTracking(true);
  setMinimumSize(120, 90);
  // The neighbours keep sharing the main window's surface.
  setAttribute(Qt::WA_DontCreateNativeAncestors);
  setAttribute(Qt::WA_NativeWindow);
  setAttribute(Qt::WA_PaintOnScreen);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAttribute(Qt::WA_NoSystemBackground);
}

ViewportCanvas::~ViewportCanvas() {
  if (known_) emit windowClosing();
}

bool ViewportCanvas::possible() { return x11() != nullptr; }

ImageSize ViewportCanvas::pixels() const {
  const double scale = devicePixelRatioF();
  return {static_cast<int>(std::lround(width() * scale)), static_cast<int>(std::lround(height() * scale))};
}

glm::dvec2 ViewportCanvas::toPixels(const QPointF& logical) const {
  const double scale = devicePixelRatioF();
  return {logical.x() * scale, logical.y() * scale};
}

void ViewportCanvas::onWindowChanged() {
  const WId id = internalWinId();
  if (id == known_ || !id || !x11()) return;
  known_ = id;
  if (QWindow* window = windowHandle()) window->installEventFilter(this);
  xcb_connection_t* connection = x11()->connection();
  emit windowReady({connection, static_cast<uint32_t>(id), hasGlx(connection)});
}

bool ViewportCanvas::eventFilter(QObject* object, QEvent* event) {
  if (event->type() == QEvent::PlatformSurface &&
      static_cast<QPlatformSurfaceEvent*>(event)->surfaceEventType() == QPlatformSurfaceEvent::SurfaceAboutToBeDestroyed &&
      known_) {
    known_ = 0;
    emit windowClosing();
  }
  return QWidget::eventFilter(object, event);
}

bool ViewportCanvas::event(QEvent* event) {
  switch (event->type()) {
    case QEvent::WinIdChange:
    case QEvent::Show: onWindowChanged(); break;
    case QEvent::ShortcutOverride:
      if (wantsKey && wantsKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
      }
      break;
    case QEvent::NativeGesture: {
      const auto* gesture = static_cast<QNativeGestureEvent*>(event);
      if (gesture->gestureType() != Qt::ZoomNativeGesture || !onPinch) break;
      onPinch(kStepsPerDoubling * std::log2(std::max(1 + gesture->value(), 0.1)), toPixels(gesture->position()));
      return true;
    }
    default: break;
  }
  return QWidget::event(event);
}

void ViewportCanvas::paintEvent(QPaintEvent*) { emit exposed(); }
void ViewportCanvas::resizeEvent(QResizeEvent*) { emit resized(); }

void ViewportCanvas::tell(PointerEvent::Kind kind, QMouseEvent* event) {
  const PointerEvent told{kind, toPixels(event->position()), event->button(), event->buttons(), event->modifiers(), 0};
  event->setAccepted(onPointer && onPointer(told));
}

void ViewportCanvas::mousePressEvent(QMouseEvent* event) { tell(PointerEvent::Kind::press, event); }
void ViewportCanvas::mouseMoveEvent(QMouseEvent* event) { tell(PointerEvent::Kind::move, event); }
void ViewportCanvas::mouseReleaseEvent(QMouseEvent* event) { tell(PointerEvent::Kind::release, event); }
void ViewportCanvas::mouseDoubleClickEvent(QMouseEvent* event) { tell(PointerEvent::Kind::doubleClick, event); }

void ViewportCanvas::leaveEvent(QEvent*) {
  if (onPointer) onPointer({.kind = PointerEvent::Kind::leave});
}

void ViewportCanvas::wheelEvent(QWheelEvent* event) {
  const bool touchpad = event->device() && event->device()->type() == QInputDevice::DeviceType::TouchPad;
  if (touchpad && !event->pixelDelta().isNull() && onScroll) {
    onScroll(toPixels(event->pixelDelta()), toPixels(event->position()), event->modifiers());
  } else if (onPointer) {
    // With Alt held Qt gives the wheel to the other axis.
    const int turned = event->angleDelta().y() ? event->angleDelta().y() : event->angleDelta().x();
    onPointer({PointerEvent::Kind::wheel, toPixels(event->position()), Qt::NoButton, event->buttons(), event->modifiers(),
               turned / kWheelStep});
  }
  event->accept();
}

void ViewportCanvas::keyPressEvent(QKeyEvent* event) {
  if (!onKey || !onKey(*event)) QWidget::keyPressEvent(event);
}

void ViewportCanvas::keyReleaseEvent(QKeyEvent* event) {
  if (!onKey || !onKey(*event)) QWidget::keyReleaseEvent(event);
}

void ViewportCanvas::focusOutEvent(QFocusEvent* event) {
  emit focusLost();
  QWidget::focusOutEvent(event);
}

void ViewportCanvas::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void ViewportCanvas::dropEvent(QDropEvent* event) {
  if (!event->mimeData()->hasUrls()) return;
  event->acceptProposedAction();
  emit filesDropped(event->mimeData()->urls());
}

}  // namespace fsm::desktop
