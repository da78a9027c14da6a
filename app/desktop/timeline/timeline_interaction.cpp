#include "app/desktop/timeline/timeline_interaction.h"

#include <algorithm>
#include <cmath>

namespace fsm::desktop {

using animation::Animation;
using Kind = TimelineHit::Kind;

namespace {

constexpr double kDragStart = 3;  ///< pixels that a press may tremble and still be a click

}  // namespace

TimelineInteraction::TimelineInteraction(TimelineState& state, QObject* parent) : QObject(parent), state_(state) {
  connect(&state_.workspace().document, &Document::replaced, this, &TimelineInteraction::end);
}

TimelineHit TimelineInteraction::hitAt(const QPointF& position) const {
  return desktop::hitAt(state_.layout(), state_.animation(), state_.selection(), position);
}

void TimelineInteraction::press(const PointerInput& input) {
  if (dragging()) return;
  if (input.button == Qt::MiddleButton) return begin(Drag::pan, input);
  const TimelineHit hit = hitAt(input.position);
  grabbed_ = hit;
  if (hit.kind == Kind::key) state_.setFocusRow(hit.row);
  if (input.button != Qt::LeftButton) return;
  switch (hit.kind) {
    case Kind::nothing: state_.setFocusRow(hit.row); return;
    case Kind::ruler: begin(Drag::scrub, input); return scrub(input);
    case Kind::inPoint: return begin(Drag::in, input, tr("Move in point"));
    case Kind::outPoint: return begin(Drag::out, input, tr("Move out point"));
    case Kind::range: return begin(Drag::range, input, tr("Move in and out"));
    case Kind::key:
      pressKey(input, hit);
      return begin(Drag::keys, input, state_.selection().count() > 1 ? tr("Move keys") : tr("Move key"));
    case Kind::easing: return begin(Drag::easing, input);
    case Kind::handleIn: return begin(Drag::handleIn, input, tr("Drag handle"));
    case Kind::handleOut: return begin(Drag::handleOut, input, tr("Drag handle"));
    case Kind::track:
      state_.setFocusRow(hit.row);
      if (!(input.modifiers & Qt::ShiftModifier)) state_.select({});
      return begin(Drag::box, input);
  }
}

/// A click selects one; with Shift, one more or one less. What is selected already stays so until the release, as it may be a
/// drag of all of them.
void TimelineInteraction::pressKey(const PointerInput& input, const TimelineHit& hit) {
  const double at = momentOf(state_.animation(), hit.key);
  KeySelection selection = state_.selection();
  const bool more = input.modifiers & Qt::ShiftModifier;
  deselectOnClick_ = selection.contains(hit.row, at);
  if (deselectOnClick_) return;
  if (!more) selection.clear();
  selection.add(hit.row, at);
  state_.select(selection);
}

void TimelineInteraction::begin(Drag drag, const PointerInput& input, const QString& text) {
  drag_ = drag;
  moved_ = false;
  pressedAt_ = lastAt_ = input.position;
  before_ = state_.animation();
  selectedBefore_ = state_.selection();
  notTargets_.clear();
  if (drag == Drag::keys)
    for (const Row row : kRows)
      notTargets_.insert(notTargets_.end(), selectedBefore_.in(row).begin(), selectedBefore_.in(row).end());
  if (drag == Drag::in || drag == Drag::range) notTargets_.push_back(before_.in);
  if (drag == Drag::out || drag == Drag::range) notTargets_.push_back(before_.out);
  if (!text.isEmpty()) step_ = std::make_unique<DragStep>(state_.workspace().document, text);
}

void TimelineInteraction::move(const PointerInput& input) {
  if (drag_ == Drag::none) {
    TimelineState::Overlay overlay;
    overlay.hover = hitAt(input.position);
    if (!(overlay.hover == state_.overlay().hover)) state_.setOverlay(overlay);
    return;
  }
  const QPointF way = input.position - pressedAt_;
  if (!moved_ && std::hypot(way.x(), way.y()) < kDragStart && drag_ != Drag::scrub && drag_ != Drag::pan) return;
  moved_ = true;
  switch (drag_) {
    case Drag::scrub: scrub(input); break;
    case Drag::keys: dragKeys(input); break;
    case Drag::box: dragBox(input); break;
    case Drag::in:
    case Drag::out:
    case Drag::range: dragRange(input); break;
    case Drag::handleIn:
    case Drag::handleOut: dragHandle(input); break;
    case Drag::pan: state_.changeAxis([&](TimeAxis& axis) { axis.pan(input.position.x() - lastAt_.x()); }); break;
    case Drag::easing:
    case Drag::none: break;
  }
  lastAt_ = input.position;
}

void TimelineInteraction::release(const PointerInput& input) {
  if (drag_ == Drag::none) return;
  if (input.button != (drag_ == Drag::pan ? Qt::MiddleButton : Qt::LeftButton)) return;
  const bool clicked = !moved_;
  const Drag drag = drag_;
  if (clicked && drag == Drag::keys && deselectOnClick_) {
    KeySelection selection = state_.selection();
    const double at = momentOf(state_.animation(), grabbed_.key);
    if (input.modifiers & Qt::ShiftModifier) {
      selection.remove(grabbed_.row, at);
    } else {
      selection.clear();
      selection.add(grabbed_.row, at);
    }
    state_.select(selection);
  }
  end();
  if (clicked && drag == Drag::easing) emit easingWanted(grabbed_.key.index, input.position);
}

void TimelineInteraction::leave() {
  if (!dragging()) state_.setOverlay({});
}

bool TimelineInteraction::cancel() {
  if (!dragging()) return false;
  if (step_) step_->cancel();
  state_.select(selectedBefore_);
  end();
  return true;
}

void TimelineInteraction::end() {
  const bool held = drag_ == Drag::keys || drag_ == Drag::handleIn || drag_ == Drag::handleOut;
  drag_ = Drag::none;
  deselectOnClick_ = false;
  step_.reset();
  if (held) state_.holdSceneAxis(false);
  state_.setOverlay({});
}

double TimelineInteraction::snapped(double at, const PointerInput& input, bool toPlayhead) {
  if (input.modifiers & Qt::ControlModifier) return at;
  const double rest = state_.snap(drag_ == Drag::scrub ? state_.animation() : before_, at, notTargets_, toPlayhead);
  TimelineState::Overlay overlay = state_.overlay();
  overlay.snapLine = rest;
  state_.setOverlay(overlay);
  return rest;
}

void TimelineInteraction::scrub(const PointerInput& input) {
  state_.workspace().view.setClipTime(snapped(state_.layout().axis.seconds(input.position.x()), input, false));
}

void TimelineInteraction::change(const std::function<EditedAnimation(const Animation&)>& change) {
  step_->start();
  state_.edit({}, change, QStringLiteral("timeline drag"));
}

void TimelineInteraction::dragKeys(const PointerInput& input) {
  state_.holdSceneAxis(true);
  const TimelineLayout& layout = state_.layout();
  QPointF way = input.position - pressedAt_;
  const bool upAndDown = grabbed_.row == Row::time;
  if (input.modifiers & Qt::ShiftModifier && upAndDown) std::abs(way.x()) > std::abs(way.y()) ? way.setY(0) : way.setX(0);
  double delta = 0;
  if (way.x() != 0) {
    const double from = momentOf(before_, grabbed_.key);
    delta = snapped(from + way.x() * layout.axis.secondsPerPixel(), input, true) - from;
  }
  const double sceneDelta = upAndDown ? -way.y() * layout.scene.secondsPerPixel() : 0;
  change([&](const Animation&) { return moved(before_, selectedBefore_, delta, sceneDelta, state_.span()); });
}

void TimelineInteraction::dragBox(const PointerInput& input) {
  TimelineState::Overlay overlay;
  overlay.box = QRectF(pressedAt_, input.position).normalized();
  KeySelection selection = input.modifiers & Qt::ShiftModifier ? selectedBefore_ : KeySelection{};
  const KeySelection inside = keysIn(state_.layout(), state_.animation(), *overlay.box);
  for (const Row row : kRows)
    for (const double at : inside.in(row)) selection.add(row, at);
  state_.select(selection);
  state_.setOverlay(overlay);
}

void TimelineInteraction::dragRange(const PointerInput& input) {
  const double frame = 1 / before_.fps;
  const double delta = (input.position.x() - pressedAt_.x()) * state_.layout().axis.secondsPerPixel();
  double in = before_.in, out = before_.out;
  if (drag_ == Drag::in) in = std::clamp(snapped(in + delta, input, true), 0.0, std::max(0.0, out - frame));
  if (drag_ == Drag::out)
    out = std::clamp(snapped(out + delta, input, true), std::min(in + frame, before_.length), before_.length);
  if (drag_ == Drag::range) {
    const double shift = std::clamp(snapped(in + delta, input, true) - in, -in, before_.length - out);
    in += shift;
    out += shift;
  }
  if (!(in < out)) return;
  change([&](const Animation&) {
    EditedAnimation edited{before_, state_.selection()};
    setRange(edited.animation, in, std::min(out, before_.length));
    return edited;
  });
}

void TimelineInteraction::dragHandle(const PointerInput& input) {
  state_.holdSceneAxis(true);
  const bool out = drag_ == Drag::handleOut;
  const animation::TimeKey& key = before_.time.keys()[grabbed_.key.index];
  const double slope = slopeOfHandle(state_.layout(), key, out, input.position);
  const Handle handle = input.modifiers & Qt::ShiftModifier ? (out ? Handle::out : Handle::in) : Handle::both;
  change([&](const Animation&) {
    return EditedAnimation{withSlope(before_, grabbed_.key.index, handle, slope), state_.selection()};
  });
}

}  // namespace fsm::desktop
