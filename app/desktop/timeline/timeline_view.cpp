#include "app/desktop/timeline/timeline_view.h"

#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "app/desktop/timeline/key_editor.h"
#include "app/desktop/timeline/timeline_menu.h"
#include "app/desktop/timeline/timeline_painter.h"
#include "app/desktop/timeline/timeline_tips.h"

namespace fsm::desktop {

using Kind = TimelineHit::Kind;

namespace {

constexpr double kZoomStep = 1.25;   ///< a notch of the wheel
constexpr double kNotch = 120;       ///< angle of a notch, eighths of a degree
constexpr double kPanPerNotch = 60;  ///< pixels
constexpr int64_t kManyFrames = 10;  ///< with Shift

PointerInput inputOf(const QMouseEvent& event) { return {event.position(), event.button(), event.modifiers()}; }

}  // namespace

TimelineView::TimelineView(Workspace& workspace, QWidget* parent)
    : QWidget(parent), state_(workspace), commands_(state_), interaction_(state_) {
  setObjectName(QStringLiteral("timeline.view"));
  setAccessibleName(tr("Timeline"));
  setAccessibleDescription(tr("Markers, camera keys and scene-time keys over clip time."));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  connect(&state_, &TimelineState::contentChanged, this, &TimelineView::redraw);
  connect(&state_, &TimelineState::overlayChanged, this, [this] {
    if (!(hovered_ == state_.overlay().hover)) {
      hovered_ = state_.overlay().hover;
      stale_ = true;
      showCursor();
    }
    update();
  });
  connect(&workspace.view, &ViewState::clipTimeChanged, this, &TimelineView::movePlayhead);
  connect(&interaction_, &TimelineInteraction::easingWanted, this, &TimelineView::showEasings);
}

QSize TimelineView::sizeHint() const { return {720, fontMetrics().height() * 16}; }
QSize TimelineView::minimumSizeHint() const { return {240, fontMetrics().height() * 9}; }

void TimelineView::place() {
  const QFontMetricsF metrics(font());
  const double widest = std::max(metrics.horizontalAdvance(tr("Scene time")), metrics.horizontalAdvance(tr("Markers")));
  state_.resize(size(), metrics.height(), std::ceil(widest + 32));
}

void TimelineView::redraw() {
  stale_ = true;
  update();
}

void TimelineView::movePlayhead() {
  const ViewState& view = state_.workspace().view;
  if (!interaction_.dragging() || view.playing()) {
    bool moved = false;
    if (view.clipTime() < state_.layout().axis.from() || view.clipTime() > state_.layout().axis.to())
      state_.changeAxis([&](TimeAxis& axis) { moved = axis.reveal(view.clipTime()); });
    if (moved) return;
  }
  const double x = state_.layout().axis.x(view.clipTime());
  update(TimelinePainter::playheadArea(playheadX_, height()).toAlignedRect());
  update(TimelinePainter::playheadArea(x, height()).toAlignedRect());
  playheadX_ = x;
}

void TimelineView::paintEvent(QPaintEvent*) {
  const TimelinePainter timeline(state_, palette(), font(), hasFocus());
  const QSize pixels = (QSizeF(size()) * devicePixelRatioF()).toSize();
  if (stale_ || still_.size() != pixels) {
    if (still_.size() != pixels) still_ = QPixmap(pixels);
    still_.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&still_);
    timeline.paintStatic(painter, size());
    stale_ = false;
  }
  QPainter painter(this);
  painter.drawPixmap(0, 0, still_);
  painter.setFont(font());
  timeline.paintOverlay(painter, size());
  playheadX_ = state_.layout().axis.x(state_.workspace().view.clipTime());
}

void TimelineView::resizeEvent(QResizeEvent*) { place(); }

void TimelineView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange || event->type() == QEvent::LanguageChange)
    place();
  redraw();
  QWidget::changeEvent(event);
}

void TimelineView::mousePressEvent(QMouseEvent* event) { interaction_.press(inputOf(*event)); }
void TimelineView::mouseMoveEvent(QMouseEvent* event) { interaction_.move(inputOf(*event)); }
void TimelineView::mouseReleaseEvent(QMouseEvent* event) { interaction_.release(inputOf(*event)); }
void TimelineView::leaveEvent(QEvent*) { interaction_.leave(); }

void TimelineView::hideEvent(QHideEvent*) { interaction_.cancel(); }

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const TimelineHit hit = interaction_.hitAt(event->position());
  if (hit.kind == Kind::key) return editKey(hit.key);
  if (hit.kind == Kind::range) return commands_.wholeRange();
  if (hit.kind == Kind::track)
    return commands_.addKey(hit.row, state_.frameNear(state_.layout().axis.seconds(event->position().x())));
  interaction_.press(inputOf(*event));  // two quick presses that are no double click for what lies there
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
  if (interaction_.dragging()) return;
  MenuPlace place;
  place.global = event->globalPos();
  if (event->reason() == QContextMenuEvent::Keyboard) {
    place.at = state_.workspace().view.clipTime();
    place.hit = {Kind::track, state_.focusRow(), {}};
    if (const auto single = state_.selection().single(state_.animation())) place.hit = {Kind::key, single->row, *single};
    place.global =
        mapToGlobal(QPointF(state_.layout().axis.x(place.at), state_.layout().band(place.hit.row).center().y()).toPoint());
  } else {
    place.hit = interaction_.hitAt(event->pos());
    place.at = state_.frameNear(state_.layout().axis.seconds(event->pos().x()));
    if (place.hit.kind == Kind::key) {
      place.at = momentOf(state_.animation(), place.hit.key);
      KeySelection one;
      one.add(place.hit.row, place.at);
      if (!state_.selection().contains(place.hit.row, place.at)) state_.select(one);
    }
    state_.setFocusRow(place.hit.row);
  }
  makeTimelineMenu(state_, commands_, place, this, [this](KeyId key) { editKey(key); })->popup(place.global);
}

void TimelineView::showEasings(size_t cameraKey, const QPointF& position) {
  makeEasingMenu(state_, commands_, cameraKey, this)->popup(mapToGlobal(position.toPoint()));
}

void TimelineView::wheelEvent(QWheelEvent* event) {
  const QPoint angle = event->angleDelta();
  if (event->modifiers() & Qt::ControlModifier) {
    state_.changeAxis([&](TimeAxis& axis) { axis.zoom(std::pow(kZoomStep, angle.y() / kNotch), event->position().x()); });
  } else {
    const double notches = (std::abs(angle.x()) > std::abs(angle.y()) ? angle.x() : angle.y()) / kNotch;
    const QPoint precise = event->pixelDelta();
    const double pixels = precise.isNull() ? notches * kPanPerNotch : (precise.x() != 0 ? precise.x() : precise.y());
    state_.changeAxis([&](TimeAxis& axis) { axis.pan(pixels); });
  }
  event->accept();
}

void TimelineView::fit() {
  state_.changeAxis([](TimeAxis& axis) { axis.fit(); });
}

/// About the playhead where it is visible, else about the middle.
void TimelineView::zoom(double factor) {
  state_.changeAxis([&](TimeAxis& axis) {
    const double playhead = axis.x(state_.workspace().view.clipTime());
    axis.zoom(factor, playhead >= axis.left() && playhead <= axis.right() ? playhead : (axis.left() + axis.right()) / 2);
  });
}

void TimelineView::editKey(KeyId key) {
  KeySelection one;
  one.add(key.row, momentOf(state_.animation(), key));
  state_.select(one);
  state_.setFocusRow(key.row);
  const QPointF place = placeOf(state_.layout(), state_.animation(), key);
  (new KeyEditor(state_, key, this))->showAt(mapToGlobal(place.toPoint()));
}

void TimelineView::editSelected() {
  if (const auto single = state_.selection().single(state_.animation())) editKey(*single);
}

std::function<void()> TimelineView::arrowCommand(const QKeyEvent& event) {
  const bool many = event.modifiers() & Qt::ShiftModifier, control = event.modifiers() & Qt::ControlModifier;
  const int64_t frames = many ? kManyFrames : 1;
  const double scene = static_cast<double>(frames) / state_.animation().fps;
  const bool sideways = event.key() == Qt::Key_Left || event.key() == Qt::Key_Right;
  const int sign = event.key() == Qt::Key_Left || event.key() == Qt::Key_Down ? -1 : 1;
  if (control) {
    if (sideways) return [this, sign] { commands_.goToKey(sign); };
    return {};
  }
  if (sideways && !state_.selection().empty()) return [this, sign, frames] { commands_.nudge(sign * frames); };
  if (!sideways && !state_.selection().in(Row::time).empty()) return [this, sign, scene] { commands_.nudgeScene(sign * scene); };
  return {};
}

std::function<void()> TimelineView::commandOf(const QKeyEvent& event) {
  const auto is = [&](QKeySequence::StandardKey key) { return event.matches(key); };
  if (is(QKeySequence::Copy)) return [this] { commands_.copy(); };
  if (is(QKeySequence::Cut)) return [this] { commands_.cut(); };
  if (is(QKeySequence::Paste)) return [this] { commands_.paste(); };
  if (is(QKeySequence::SelectAll)) return [this] { commands_.selectAll(); };
  const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
  switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: return arrowCommand(event);
    case Qt::Key_D:
      if (modifiers == Qt::ControlModifier) return [this] { commands_.duplicate(); };
      return {};
    case Qt::Key_F:
      if (modifiers == Qt::NoModifier) return [this] { fit(); };
      return {};
    case Qt::Key_Plus:
    case Qt::Key_Equal: return [this] { zoom(kZoomStep); };
    case Qt::Key_Minus: return [this] { zoom(1 / kZoomStep); };
    case Qt::Key_Delete:
    case Qt::Key_Backspace: return [this] { commands_.removeSelected(); };
    case Qt::Key_Return:
    case Qt::Key_Enter: return [this] { editSelected(); };
    case Qt::Key_Escape:
      if (interaction_.dragging()) return [this] { interaction_.cancel(); };
      if (!state_.selection().empty()) return [this] { state_.select({}); };
      return {};
    default: return {};
  }
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
  if (const auto command = commandOf(*event)) return command();
  QWidget::keyPressEvent(event);
}

bool TimelineView::event(QEvent* event) {
  switch (event->type()) {
    case QEvent::ShortcutOverride:  // keys that mean something here do not reach the window's shortcuts
      if (commandOf(*static_cast<QKeyEvent*>(event))) event->accept();
      break;
    case QEvent::ToolTip: {
      const auto* help = static_cast<QHelpEvent*>(event);
      const double at = state_.layout().axis.seconds(help->pos().x());
      QToolTip::showText(help->globalPos(), timelineTip(state_, interaction_.hitAt(help->pos()), at), this);
      return true;
    }
    case QEvent::NativeGesture: {
      const auto* gesture = static_cast<QNativeGestureEvent*>(event);
      if (gesture->gestureType() != Qt::ZoomNativeGesture) break;
      state_.changeAxis([&](TimeAxis& axis) { axis.zoom(1 + gesture->value(), gesture->position().x()); });
      return true;
    }
    case QEvent::WindowDeactivate:  // another program in the middle of a drag: what was dragged stays where it is
      if (interaction_.dragging()) interaction_.stop();
      break;
    default: break;
  }
  return QWidget::event(event);
}

void TimelineView::focusInEvent(QFocusEvent* event) {
  if (event->reason() == Qt::TabFocusReason) state_.setFocusRow(Row::markers);
  if (event->reason() == Qt::BacktabFocusReason) state_.setFocusRow(Row::time);
  redraw();
}

void TimelineView::focusOutEvent(QFocusEvent*) { redraw(); }

bool TimelineView::focusNextPrevChild(bool next) {
  const int row = static_cast<int>(state_.focusRow()) + (next ? 1 : -1);
  if (hasFocus() && row >= 0 && row < static_cast<int>(kRows.size())) {
    state_.setFocusRow(static_cast<Row>(row));
    return true;
  }
  return QWidget::focusNextPrevChild(next);
}

void TimelineView::showCursor() {
  switch (state_.overlay().hover.kind) {
    case Kind::inPoint:
    case Kind::outPoint: return setCursor(Qt::SizeHorCursor);
    case Kind::range: return setCursor(Qt::OpenHandCursor);
    case Kind::key:
    case Kind::handleIn:
    case Kind::handleOut:
    case Kind::easing: return setCursor(Qt::PointingHandCursor);
    default: return setCursor(interaction_.dragging() ? cursor() : QCursor(Qt::ArrowCursor));
  }
}

}  // namespace fsm::desktop
