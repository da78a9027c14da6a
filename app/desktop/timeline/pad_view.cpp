#include "app/desktop/timeline/pad_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "app/desktop/timeline/filmed_frames.h"
#include "app/desktop/timeline/pad_painter.h"

namespace fsm::desktop {

namespace {

constexpr double kZoomStep = 1.25;  ///< a notch of the wheel
constexpr double kNotch = 120;
constexpr double kAlongStep = 0.01;
constexpr double kManySteps = 10;

PointerInput inputOf(const QMouseEvent& event) { return {event.position(), event.button(), event.modifiers()}; }

}  // namespace

PadView::PadView(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace), interaction_(workspace) {
  setObjectName(QStringLiteral("pad.view"));
  setAccessibleName(tr("View-time pad"));
  setAccessibleDescription(tr("Camera position along its path across, scene time upwards."));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  connect(&interaction_, &PadInteraction::changed, this, &PadView::redraw);
  connect(&workspace_.view, &ViewState::viewChanged, this, [this] { update(); });
  connect(&workspace_.view, &ViewState::clipTimeChanged, this, [this] { update(); });
  connect(&workspace_.document, &Document::changed, this, [this](Document::Parts parts) {
    if (parts & (Document::CapturePart | Document::VersionsPart | Document::AnimationPart)) request();
  });
  connect(
      &worker_, &PadWorker::contentReady, this,
      [this](const std::shared_ptr<const PadContent>& content) { interaction_.setContent(content); }, Qt::QueuedConnection);
  connect(
      &worker_, &PadWorker::groundReady, this,
      [this](const QImage& ground, int request) {
        ground_ = ground;
        answered_ = request;
        redraw();
      },
      Qt::QueuedConnection);
  connect(
      &worker_, &PadWorker::failed, this,
      [this](const QString& sentence, int request) {
        answered_ = request;
        workspace_.messages.warning(sentence);
      },
      Qt::QueuedConnection);
}

QSize PadView::sizeHint() const { return {360, fontMetrics().height() * 16}; }
QSize PadView::minimumSizeHint() const { return {180, fontMetrics().height() * 8}; }

bool PadView::upToDate() const { return !wanted_ && answered_ == asked_; }

void PadView::request() {
  interaction_.map().setSpan(workspace_.view.span());
  wanted_ = !isVisible();
  if (wanted_) return;
  asked_ = worker_.request(workspace_.document.project(), workspace_.view.span());
  redraw();
}

void PadView::redraw() {
  stale_ = true;
  update();
}

void PadView::showEvent(QShowEvent*) {
  if (wanted_) request();
}

void PadView::hideEvent(QHideEvent*) { interaction_.stop(); }

void PadView::paintEvent(QPaintEvent*) {
  const TimelineColours colours(palette());
  const PadPainter pad(interaction_, colours, font());
  const QSize pixels = (QSizeF(size()) * devicePixelRatioF()).toSize();
  if (stale_ || still_.size() != pixels) {
    if (still_.size() != pixels) still_ = QPixmap(pixels);
    still_.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&still_);
    pad.paintStatic(painter, size(), colouredGround(ground_, colours));
    stale_ = false;
  }
  QPainter painter(this);
  painter.drawPixmap(0, 0, still_);
  pad.paintOverlay(painter, workspace_.view.clipTime());
  if (!hasFocus()) return;
  painter.setClipping(false);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colours.selected, 1));
  painter.drawRect(interaction_.map().field().adjusted(-1.5, -1.5, 1.5, 1.5));
}

void PadView::resizeEvent(QResizeEvent*) {
  interaction_.map().setField(PadPainter::fieldOf(size(), font()));
  redraw();
}

void PadView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
    interaction_.map().setField(PadPainter::fieldOf(size(), font()));
  redraw();
  QWidget::changeEvent(event);
}

void PadView::mousePressEvent(QMouseEvent* event) { interaction_.press(inputOf(*event)); }
void PadView::mouseMoveEvent(QMouseEvent* event) { interaction_.move(inputOf(*event)); }
void PadView::mouseReleaseEvent(QMouseEvent* event) { interaction_.release(inputOf(*event)); }
void PadView::mouseDoubleClickEvent(QMouseEvent* event) { interaction_.press(inputOf(*event)); }
void PadView::leaveEvent(QEvent*) { interaction_.leave(); }

void PadView::wheelEvent(QWheelEvent* event) {
  zoom(std::pow(kZoomStep, event->angleDelta().y() / kNotch), event->position().y());
  event->accept();
}

void PadView::zoom(double factor, double y) {
  interaction_.map().zoom(factor, y);
  redraw();
}

bool PadView::handlesKey(const QKeyEvent& event) const {
  const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
  switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: return modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier;
    case Qt::Key_F: return modifiers == Qt::NoModifier;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus: return true;
    default: return false;
  }
}

void PadView::keyPressEvent(QKeyEvent* event) {
  if (!handlesKey(*event)) return QWidget::keyPressEvent(event);
  const double steps = event->modifiers() & Qt::ShiftModifier ? kManySteps : 1;
  const double frame = steps / workspace_.document.project().animation.fps;
  const double middle = interaction_.map().point(interaction_.here()).y();
  switch (event->key()) {
    case Qt::Key_Left: return interaction_.step(-steps * kAlongStep, 0);
    case Qt::Key_Right: return interaction_.step(steps * kAlongStep, 0);
    case Qt::Key_Up: return interaction_.step(0, frame);
    case Qt::Key_Down: return interaction_.step(0, -frame);
    case Qt::Key_Minus: return zoom(1 / kZoomStep, middle);
    case Qt::Key_F: interaction_.map().fit(); return redraw();
    default: return zoom(kZoomStep, middle);
  }
}

bool PadView::event(QEvent* event) {
  switch (event->type()) {
    case QEvent::ShortcutOverride:
      if (handlesKey(*static_cast<QKeyEvent*>(event))) event->accept();
      break;
    case QEvent::ToolTip: {
      const auto* help = static_cast<QHelpEvent*>(event);
      QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
      return true;
    }
    case QEvent::NativeGesture: {
      const auto* gesture = static_cast<QNativeGestureEvent*>(event);
      if (gesture->gestureType() != Qt::ZoomNativeGesture) break;
      zoom(1 + gesture->value(), gesture->position().y());
      return true;
    }
    case QEvent::FocusIn:
    case QEvent::FocusOut: update(); break;
    case QEvent::WindowDeactivate: interaction_.stop(); break;
    default: break;
  }
  return QWidget::event(event);
}

QString PadView::tipAt(const QPointF& point) const {
  if (!interaction_.map().field().contains(point)) return {};
  const Capture* capture = filmedCapture(workspace_.document.project());
  if (const auto dot = interaction_.dotAt(point)) {
    const FrameId frame = interaction_.content().dots[*dot].frame;
    if (!capture || frame.camera >= static_cast<int>(capture->cameras.size())) return {};
    const QString name = QString::fromStdString(capture->cameras[static_cast<size_t>(frame.camera)].name);
    return tr("Input frame %1 of %2, filmed at %3 s.\nClick to go there.")
        .arg(frame.frame)
        .arg(name)
        .arg(QLocale().toString(interaction_.content().dots[*dot].place.time, 'f', 3));
  }
  const PadPlace place = interaction_.map().place(point);
  QString text =
      tr("Scene time %1 s, %2 % along the path.").arg(QLocale().toString(place.time, 'f', 3)).arg(std::lround(100 * place.along));
  if (!ground_.isNull()) {
    const animation::SceneSpan& span = interaction_.map().span();
    const double share = span.length() > 0 ? (span.last - place.time) / span.length() : 0;
    const int x = static_cast<int>(std::lround(place.along * (ground_.width() - 1)));
    const int y = static_cast<int>(std::lround(share * (ground_.height() - 1)));
    text += QLatin1Char('\n') +
            tr("Confidence %1 %: how near it is to what was filmed.").arg(std::lround(ground_.constScanLine(y)[x] / 2.55));
  }
  return text + QLatin1Char('\n') +
         tr("Drag to move camera and time (Shift: one of them). The wheel zooms time. The point is hollow where the camera is "
            "off the path.");
}

}  // namespace fsm::desktop
