#include "app/desktop/timeline/pad_interaction.h"

#include <algorithm>
#include <cmath>

#include "app/desktop/timeline/filmed_frames.h"

namespace fsm::desktop {

namespace {

constexpr double kReach = 7;      ///< pixels around a dot
constexpr double kDragStart = 3;  ///< pixels that a click on a dot may tremble

}  // namespace

PadInteraction::PadInteraction(Workspace& workspace, QObject* parent)
    : QObject(parent), workspace_(workspace), content_(std::make_shared<PadContent>()) {
  connect(&workspace_.document, &Document::replaced, this, &PadInteraction::stop);
}

void PadInteraction::setContent(std::shared_ptr<const PadContent> content) {
  if (dragging() && drag_ != Drag::pan) {
    waiting_ = std::move(content);
    return;
  }
  content_ = std::move(content);
  hovered_.reset();
  emit changed();
}

PadPlace PadInteraction::here() const {
  const ViewState& view = workspace_.view;
  if (content_->path.length() <= 0) return {0.5, view.sceneTime()};
  return {placed().along, view.sceneTime()};
}

const animation::ReferencePath::Place& PadInteraction::placed() const {
  const animation::CameraPose pose = animation::poseOf(workspace_.view.camera());
  if (placedIn_ != content_ || !(pose == placedPose_)) {
    placedIn_ = content_;
    placedPose_ = pose;
    placed_ = content_->path.place(pose);
  }
  return placed_;
}

bool PadInteraction::onPath() const { return !content_->path.empty() && content_->path.onPath(placed()); }

std::optional<size_t> PadInteraction::dotAt(const QPointF& point) const {
  const std::vector<PadDot>& dots = content_->dots;
  const double reach = kReach * map_.secondsPerPixel(),
               time = map_.from() + (map_.field().bottom() - point.y()) * map_.secondsPerPixel();
  auto dot = std::lower_bound(dots.begin(), dots.end(), time - reach, [](const PadDot& d, double t) { return d.place.time < t; });
  std::optional<size_t> best;
  double nearest = kReach;
  for (; dot != dots.end() && dot->place.time <= time + reach; ++dot) {
    const QPointF away = map_.point(dot->place) - point;
    const double distance = std::hypot(away.x(), away.y());
    if (distance > nearest) continue;
    nearest = distance;
    best = static_cast<size_t>(dot - dots.begin());
  }
  return best;
}

void PadInteraction::press(const PointerInput& input) {
  if (dragging()) return;
  pressedAt_ = lastAt_ = input.position;
  if (input.button == Qt::MiddleButton) {
    drag_ = Drag::pan;
    return;
  }
  if (input.button != Qt::LeftButton) return;
  workspace_.view.pause();
  pressedPlace_ = here();
  step_ = std::make_unique<DragStep>(workspace_.document, tr("Scrub the pad"));
  hovered_ = dotAt(input.position);
  drag_ = hovered_ ? Drag::dot : Drag::free;
  if (drag_ == Drag::free && !(input.modifiers & Qt::ShiftModifier)) scrub(input);
}

void PadInteraction::move(const PointerInput& input) {
  if (drag_ == Drag::none) {
    const std::optional<size_t> dot = dotAt(input.position);
    if (dot == hovered_) return;
    hovered_ = dot;
    emit changed();
    return;
  }
  if (drag_ == Drag::pan) {
    map_.pan(input.position.y() - lastAt_.y());
    lastAt_ = input.position;
    emit changed();
    return;
  }
  const QPointF way = input.position - pressedAt_;
  if (drag_ == Drag::dot && std::hypot(way.x(), way.y()) < kDragStart) return;
  drag_ = Drag::free;
  scrub(input);
}

void PadInteraction::scrub(const PointerInput& input) {
  const PadPlace place = map_.place(input.position);
  if (!(input.modifiers & Qt::ShiftModifier)) return go(place, true, true);
  const QPointF way = input.position - pressedAt_;
  if (way.isNull()) return;
  const bool across = std::abs(way.x()) > std::abs(way.y());
  // The other axis goes back to where the drag began, should it have moved before Shift came down.
  const PadPlace now = here();
  const bool both = now.time != pressedPlace_.time || std::abs(now.along - pressedPlace_.along) > 1e-9;
  if (across)
    go({place.along, pressedPlace_.time}, true, both);
  else
    go({pressedPlace_.along, place.time}, both && onPath(), true);
}

void PadInteraction::release(const PointerInput& input) {
  if (input.button != (drag_ == Drag::pan ? Qt::MiddleButton : Qt::LeftButton)) return;
  if (drag_ == Drag::dot && hovered_) goToDot(*hovered_);
  stop();
}

void PadInteraction::leave() {
  if (dragging() || !hovered_) return;
  hovered_.reset();
  emit changed();
}

void PadInteraction::stop() {
  drag_ = Drag::none;
  step_.reset();
  if (waiting_) setContent(std::exchange(waiting_, nullptr));
}

void PadInteraction::step(double along, Seconds time) {
  const PadPlace now = here();
  workspace_.view.pause();
  if (dragging()) return;
  step_ = std::make_unique<DragStep>(workspace_.document, tr("Scrub the pad"));
  go({std::clamp(now.along + along, 0.0, 1.0), std::clamp(now.time + time, map_.span().first, map_.span().last)}, along != 0,
     time != 0);
  step_.reset();
}

void PadInteraction::goToDot(size_t dot) {
  const Capture* capture = filmedCapture(workspace_.document.project());
  const FrameId frame = content_->dots.at(dot).frame;
  // The capture may have changed since the dots were laid out.
  if (!capture || frame.camera >= static_cast<int>(capture->cameras.size()) ||
      frame.frame >= capture->cameras[static_cast<size_t>(frame.camera)].frameCount())
    return;
  if (workspace_.view.autoKey() && step_) step_->start();
  workspace_.view.setCamera(capture->camera(frame));
  workspace_.view.setSceneTime(capture->time(frame));
  workspace_.selection.select({SelectedItem::Kind::frame, frame.camera, frame.frame});
}

void PadInteraction::go(const PadPlace& place, bool camera, bool time) {
  ViewState& view = workspace_.view;
  if (view.autoKey() && step_) step_->start();
  try {
    if (camera && content_->path.length() > 0)
      view.setCamera(animation::cameraOf(content_->path.cameraAt(place.along), view.camera().intrinsics.size));
    if (time) view.setSceneTime(place.time);
  } catch (const Error& error) {
    workspace_.messages.error(error);
  }
}

}  // namespace fsm::desktop
