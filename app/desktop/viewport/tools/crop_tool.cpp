#include "app/desktop/viewport/tools/crop_tool.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/desktop/operations/edit_gaussians.h"
#include "app/desktop/viewport/tools/world_figures.h"
#include "reconstruction/scene/temporal_shape.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::desktop {

namespace {

constexpr int kMiddle = 6;
constexpr size_t kMostLookedAt = 20'000;
constexpr double kLeftOut = 0.01;  ///< of the Gaussians, at each side
constexpr double kPadding = 1.08;
/// The thinnest box, of its longest side.
constexpr double kThinnest = 1e-3;
constexpr glm::vec4 kColour{0.35f, 0.85f, 1.0f, 0.95f};

glm::dvec3 placeOf(const scene::Gaussians4D& gaussians, int64_t index, double time) {
  if (!gaussians.isStatic()) return scene::temporalPath(gaussians, index).positionAt(time);
  const float* p = gaussians.position.data() + 3 * index;
  return {p[0], p[1], p[2]};
}

}  // namespace

std::optional<glm::dmat4> boxAround(const scene::GaussianScene& whole, const std::vector<int64_t>& indices, Seconds time,
                                    const glm::dvec3& up) {
  const scene::Gaussians4D& g = whole.gaussians;
  const size_t count = indices.empty() ? static_cast<size_t>(g.count()) : indices.size();
  const size_t step = std::max<size_t>(1, count / kMostLookedAt);
  const scene::AffineMap world_from_frame = scene::worldFromFrame(whole.frame);
  const double tau = std::clamp(whole.frame.normalisedTime(time), -1.0, 1.0);
  const auto [u, v] = across(up);
  const std::array<glm::dvec3, 3> axes{u, up, v};
  std::array<std::vector<double>, 3> places;
  for (size_t i = 0; i < count; i += step) {
    const int64_t index = indices.empty() ? static_cast<int64_t>(i) : indices[i];
    if (!g.isDrawable(index)) continue;
    const glm::dvec3 world = world_from_frame.linear * placeOf(g, index, tau) + world_from_frame.translation;
    for (size_t axis = 0; axis < 3; ++axis) places[axis].push_back(glm::dot(world, axes[axis]));
  }
  if (places[0].empty()) return std::nullopt;
  glm::dmat4 box(1.0);
  glm::dvec3 centre(0), half(0);
  for (size_t axis = 0; axis < 3; ++axis) {
    std::vector<double>& along = places[axis];
    std::sort(along.begin(), along.end());
    const auto out = static_cast<size_t>(kLeftOut * static_cast<double>(along.size()));
    const double low = along[out], high = along[along.size() - 1 - out];
    centre += 0.5 * (low + high) * axes[axis];
    half[static_cast<int>(axis)] = 0.5 * kPadding * (high - low);
  }
  const double least = std::max(kThinnest * std::max({half.x, half.y, half.z}), 1e-6);
  for (int axis = 0; axis < 3; ++axis) box[axis] = glm::dvec4(std::max(half[axis], least) * axes[static_cast<size_t>(axis)], 0);
  box[3] = glm::dvec4(centre, 1);
  return box;
}

CropTool::CropTool(Workspace& workspace, ViewportPanel& panel) : workspace_(workspace), panel_(panel) {}

void CropTool::begin() {
  hovered_.reset();
  dragged_.reset();
  box_.reset();
  const DrawnScene& drawn = panel_.drawnScene();
  if (!drawn.scene) return;
  std::vector<int64_t> chosen = workspace_.selection.gaussians().indices;
  if (!chosen.empty() && chosen.back() >= drawn.scene->gaussians.count()) chosen.clear();
  box_ = boxAround(*drawn.scene, chosen, workspace_.view.sceneTime(), workspace_.document.project().settings.up);
  panel_.requestFrame();
}

void CropTool::setBox(const glm::dmat4& world_from_box) {
  box_ = world_from_box;
  panel_.requestFrame();
}

void CropTool::apply(bool keepInside) {
  if (!box_) return;
  scene::Edit edit;
  edit.kind = scene::Edit::Kind::crop;
  edit.world_from_box = *box_;
  edit.keepInside = keepInside;
  addEdit(workspace_, keepInside ? tr("Crop to the box") : tr("Cut the box out"), std::move(edit));
}

glm::dvec3 CropTool::handle(int index) const {
  const glm::dvec3 centre((*box_)[3]);
  if (index == kMiddle) return centre;
  return centre + (index % 2 ? 1.0 : -1.0) * glm::dvec3((*box_)[index / 2]);
}

std::optional<int> CropTool::handleAt(const glm::dvec2& pixel) const {
  if (!box_) return std::nullopt;
  const Camera camera = panel_.pictureView().camera;
  std::optional<int> nearest;
  double distance = kHandleReach * panel_.devicePixelRatioF();
  for (int i = 0; i <= kMiddle; ++i) {
    const auto at = pixelOf(camera, handle(i));
    if (!at || glm::length(*at - pixel) >= distance) continue;
    distance = glm::length(*at - pixel);
    nearest = i;
  }
  return nearest;
}

bool CropTool::pointer(const PointerEvent& event) {
  switch (event.kind) {
    case PointerEvent::Kind::press:
    case PointerEvent::Kind::doubleClick:
      if (event.button != Qt::LeftButton) return false;
      dragged_ = handleAt(event.position);
      if (!dragged_) return false;
      pressed_ = event.position;
      pressedBox_ = *box_;
      return true;
    case PointerEvent::Kind::move:
      if (dragged_) {
        drag(event.position);
        panel_.requestFrame();
        return true;
      }
      if (const auto over = event.buttons ? std::nullopt : handleAt(event.position); over != hovered_) {
        hovered_ = over;
        panel_.requestFrame();
      }
      return false;
    case PointerEvent::Kind::release: {
      const bool held = dragged_ && event.button == Qt::LeftButton;
      if (held) dragged_.reset();
      return held;
    }
    case PointerEvent::Kind::leave:
    case PointerEvent::Kind::wheel: return false;
  }
  return false;
}

/// A side moves along its axis, and the one across from it stays; the middle moves in the plane of the picture.
void CropTool::drag(const glm::dvec2& to) {
  const Camera camera = panel_.pictureView().camera;
  const glm::dvec3 centre(pressedBox_[3]);
  if (*dragged_ == kMiddle) {
    const glm::dvec3 ahead(camera.world_from_camera[2]);
    const auto from = onPlane(camera, pressed_, centre, ahead), now = onPlane(camera, to, centre, ahead);
    if (!from || !now) return;
    box_ = pressedBox_;
    (*box_)[3] += glm::dvec4(*now - *from, 0);
    return;
  }
  const int axis = *dragged_ / 2;
  const double sign = *dragged_ % 2 ? 1 : -1, half = glm::length(glm::dvec3(pressedBox_[axis]));
  const glm::dvec3 direction = glm::dvec3(pressedBox_[axis]) / half;
  const auto from = alongAxis(camera, pressed_, centre, direction), now = alongAxis(camera, to, centre, direction);
  if (!from || !now) return;
  const double longest = std::max({glm::length(pressedBox_[0]), glm::length(pressedBox_[1]), glm::length(pressedBox_[2])});
  const double wanted = std::max(half + 0.5 * sign * (*now - *from), kThinnest * longest);
  box_ = pressedBox_;
  (*box_)[axis] = glm::dvec4(wanted * direction, 0);
  (*box_)[3] += glm::dvec4(sign * (wanted - half) * direction, 0);
}

bool CropTool::key(const QKeyEvent& event) {
  if (event.type() != QEvent::KeyPress) return false;
  if (event.key() == Qt::Key_Escape && dragged_) {
    dragged_.reset();
    setBox(pressedBox_);
    return true;
  }
  if (event.key() != Qt::Key_Return && event.key() != Qt::Key_Enter) return false;
  apply(true);
  return true;
}

void CropTool::overlay(renderer::OverlayContent& content) const {
  if (!box_) return;
  const Camera camera = panel_.pictureView().camera;
  addBox(content, camera, *box_, kColour);
  const std::optional<int> chosen = dragged_ ? dragged_ : hovered_;
  for (int i = 0; i <= kMiddle; ++i) addHandle(content, camera, handle(i), kColour, chosen == i);
}

}  // namespace fsm::desktop
