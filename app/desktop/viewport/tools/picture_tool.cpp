#include "app/desktop/viewport/tools/picture_tool.h"

#include <cmath>

namespace fsm::desktop {

namespace {

/// Device pixels between two points of a line that is drawn.
constexpr double kStep = 2;
/// A step of the brush's size by a key.
constexpr double kBrushFactor = 1.2;

scene::SelectionMask maskOf(PictureTool::Shape shape, ImageSize size, const std::vector<glm::dvec2>& points, double radius) {
  scene::SelectionMask mask(size);
  switch (shape) {
    case PictureTool::Shape::box: mask.addRectangle(points.front(), points.back()); break;
    case PictureTool::Shape::lasso: mask.addLasso(points); break;
    case PictureTool::Shape::brush: mask.addStroke(points, radius); break;
  }
  return mask;
}

}  // namespace

std::optional<scene::Combination> combinationOf(Qt::KeyboardModifiers modifiers) {
  if (modifiers & (Qt::AltModifier | Qt::MetaModifier)) return std::nullopt;
  const bool shift = modifiers & Qt::ShiftModifier, control = modifiers & Qt::ControlModifier;
  return shift && control ? scene::Combination::intersect
         : shift          ? scene::Combination::add
         : control        ? scene::Combination::subtract
                          : scene::Combination::replace;
}

glm::vec4 colourOf(scene::Combination how) {
  switch (how) {
    case scene::Combination::add: return {0.45f, 1.0f, 0.45f, 1};
    case scene::Combination::subtract: return {1.0f, 0.4f, 0.35f, 1};
    case scene::Combination::intersect: return {0.45f, 0.75f, 1.0f, 1};
    case scene::Combination::replace: break;
  }
  return {1.0f, 0.72f, 0.25f, 1};
}

PictureTool::PictureTool(Shape shape, Workspace& workspace, ViewportPanel& panel, Selector& selector, SelectionOptions& options)
    : shape_(shape), workspace_(workspace), panel_(panel), selector_(selector), options_(options) {}

double PictureTool::brushPixels() const { return options_.brushRadius() * panel_.devicePixelRatioF(); }

bool PictureTool::pointer(const PointerEvent& event) {
  switch (event.kind) {
    case PointerEvent::Kind::press:
    case PointerEvent::Kind::doubleClick: return press(event);
    case PointerEvent::Kind::move:
      hover_ = event.position;
      if (drawing_ && event.buttons & Qt::LeftButton) move(event.position);
      if (shape_ == Shape::brush || drawing_) panel_.requestFrame();
      return drawing_;
    case PointerEvent::Kind::release:
      if (!drawing_ || event.button != Qt::LeftButton) return false;
      move(event.position);
      finish();
      return true;
    case PointerEvent::Kind::leave:
      hover_ = glm::dvec2(-1);
      if (shape_ == Shape::brush) panel_.requestFrame();
      return false;
    case PointerEvent::Kind::wheel: return drawing_;
  }
  return false;
}

bool PictureTool::press(const PointerEvent& event) {
  const auto how = combinationOf(event.modifiers);
  if (event.button != Qt::LeftButton || !how) return false;
  how_ = *how;
  points_ = {event.position};
  drawing_ = true;
  panel_.requestFrame();
  return true;
}

void PictureTool::move(const glm::dvec2& at) {
  if (shape_ == Shape::box) {
    points_.resize(1);
    points_.push_back(at);
  } else if (points_.empty() || glm::length(at - points_.back()) >= kStep) {
    points_.push_back(at);
  }
}

/// What was drawn belongs to the view under it, wherever the camera goes until it was looked for.
void PictureTool::finish() {
  drawing_ = false;
  const View view = panel_.pictureView();
  const SelectionOptions::Range range = options_.range(workspace_.view, workspace_.document.project());
  const auto select = [this, how = how_, range, shape = shape_, points = points_, radius = brushPixels(),
                       camera = view.camera](const std::shared_ptr<const std::vector<float>>& depth) {
    selector_.select(
        [=] {
          scene::InPicture area{camera, nullptr, depth ? *depth : std::vector<float>()};
          area.mask = std::make_shared<const scene::SelectionMask>(maskOf(shape, camera.intrinsics.size, points, radius));
          return scene::SelectionQuery{area};
        },
        range, how);
  };
  points_.clear();
  panel_.requestFrame();
  if (options_.visibleOnly())
    panel_.readDepths(select);
  else
    select(nullptr);
}

bool PictureTool::key(const QKeyEvent& event) {
  if (event.type() != QEvent::KeyPress) return false;
  if (drawing_ && event.key() == Qt::Key_Escape) {
    drawing_ = false;
    points_.clear();
    panel_.requestFrame();
    return true;
  }
  if (shape_ != Shape::brush) return false;
  if (event.key() != Qt::Key_BracketLeft && event.key() != Qt::Key_BracketRight) return false;
  const double factor = event.key() == Qt::Key_BracketRight ? kBrushFactor : 1 / kBrushFactor;
  options_.setBrushRadius(options_.brushRadius() * factor);
  panel_.requestFrame();
  return true;
}

void PictureTool::overlay(renderer::OverlayContent& content) const {
  using Kind = renderer::OverlayShape::Kind;
  const glm::vec4 colour = colourOf(how_), filling(glm::vec3(colour), 0.15f);
  const auto radius = static_cast<float>(brushPixels());
  if (drawing_ && shape_ == Shape::brush) {
    // The stroke as a band with a round begin; the ring at the mouse is its end.
    std::vector<glm::vec2> line(points_.begin(), points_.end());
    content.shapes.push_back({.kind = Kind::polyline,
                              .points = line,
                              .colour = {glm::vec3(colour), 0.3f},
                              .width = 2 * radius / std::max(content.scale, 0.1f)});
    content.shapes.push_back({.kind = Kind::circle,
                              .points = {line.front()},
                              .radius = radius,
                              .colour = glm::vec4(0),
                              .filling = {glm::vec3(colour), 0.3f}});
  } else if (drawing_ && shape_ == Shape::box && points_.size() == 2) {
    content.shapes.push_back({.kind = Kind::rectangle, .points = {points_[0], points_[1]}, .colour = colour, .filling = filling});
  } else if (drawing_ && shape_ == Shape::lasso) {
    content.shapes.push_back(
        {.kind = Kind::polygon, .points = std::vector<glm::vec2>(points_.begin(), points_.end()), .colour = colour});
  }
  if (shape_ == Shape::brush && hover_.x >= 0) {
    content.shapes.push_back({.kind = Kind::circle, .points = {hover_}, .radius = radius, .colour = {0, 0, 0, 0.6f}, .width = 3});
    content.shapes.push_back({.kind = Kind::circle, .points = {hover_}, .radius = radius, .colour = {1, 1, 1, 0.9f}});
  }
}

}  // namespace fsm::desktop
