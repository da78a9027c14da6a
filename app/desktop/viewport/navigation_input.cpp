#include "app/desktop/viewport/navigation_input.h"

#include <algorithm>

namespace fsm::desktop {

namespace {

constexpr int kTickMilliseconds = 16;
/// A tick that comes late (the window was busy) does not throw the camera far.
constexpr double kLongestTick = 0.1;
constexpr double kFast = 4, kSlow = 0.25;
/// The wheel looks for another point under the mouse after this pause or way.
constexpr int kSameWheelMilliseconds = 400;
constexpr double kSameWheelPixels = 6;
constexpr double kScrollShare = 0.5;

bool fliesWith(int key) {
  return key == Qt::Key_W || key == Qt::Key_A || key == Qt::Key_S || key == Qt::Key_D || key == Qt::Key_Q || key == Qt::Key_E;
}

}  // namespace

NavigationInput::NavigationInput(ViewState& view, std::function<Camera()> fitted, QObject* parent)
    : QObject(parent), view_(view), fitted_(std::move(fitted)) {
  ticks_.setInterval(kTickMilliseconds);
  ticks_.setTimerType(Qt::PreciseTimer);
  connect(&ticks_, &QTimer::timeout, this, &NavigationInput::fly);
}

void NavigationInput::move(const std::function<void(Navigator&)>& change) {
  navigator_.setCamera(fitted_());
  change(navigator_);
  apply();
}

void NavigationInput::apply() {
  Camera camera = view_.camera();
  camera.world_from_camera = navigator_.camera().world_from_camera;
  view_.setCamera(camera);
}

void NavigationInput::step(Motion motion, const glm::dvec2& delta) {
  move([&](Navigator& navigator) {
    const ImageSize size = navigator.camera().intrinsics.size;
    const glm::dvec2 middle(0.5 * size.width, 0.5 * size.height);
    navigator.drag(motion, middle, middle + delta);
  });
  emit moved();
}

void NavigationInput::wantPivot(const glm::dvec2& pixel) {
  navigator_.setCamera(fitted_());
  emit pivotWanted(pixel);
}

void NavigationInput::pivotFound(const std::optional<glm::dvec3>& point) {
  if (point) navigator_.setPivot(*point);
}

bool NavigationInput::pointer(const PointerEvent& event) {
  switch (event.kind) {
    case PointerEvent::Kind::press:
    case PointerEvent::Kind::doubleClick: {
      if (dragging()) return true;
      const NavigationBinding* binding = bindingFor(preset_, event.button, event.modifiers);
      if (binding) begin(*binding, event);
      return binding;
    }
    case PointerEvent::Kind::move:
      if (!dragging()) return false;
      if (!(event.buttons & button_)) {  // let go where nobody told
        end();
        return true;
      }
      if (motion_ == Motion::none || event.position == last_) return true;
      move([&](Navigator& navigator) { navigator.drag(motion_, last_, event.position); });
      last_ = event.position;
      return true;
    case PointerEvent::Kind::release:
      if (event.button != button_) return dragging();
      end();
      return true;
    case PointerEvent::Kind::wheel:
      if (flies_)
        navigator_.changeFlySpeed(event.steps);
      else
        zoom(event.steps, event.position);
      return true;
    case PointerEvent::Kind::leave: return false;
  }
  return false;
}

void NavigationInput::begin(const NavigationBinding& binding, const PointerEvent& event) {
  button_ = event.button;
  motion_ = binding.motion;
  flies_ = binding.flies;
  last_ = event.position;
  before_ = view_.camera();
  if (motion_ == Motion::orbit || motion_ == Motion::pan || motion_ == Motion::dolly) wantPivot(event.position);
  emit draggingChanged(true);
}

void NavigationInput::end() {
  if (!dragging()) return;
  button_ = Qt::NoButton;
  motion_ = Motion::none;
  flies_ = false;
  before_.reset();
  held_.clear();
  ticks_.stop();
  emit draggingChanged(false);
}

void NavigationInput::release() {
  end();
  fast_ = slow_ = false;
}

void NavigationInput::zoom(double steps, const glm::dvec2& pixel) {
  const bool same =
      sinceWheel_.isValid() && sinceWheel_.elapsed() < kSameWheelMilliseconds && glm::length(pixel - wheelAt_) < kSameWheelPixels;
  sinceWheel_.start();
  if (!same) {
    wheelAt_ = pixel;
    wantPivot(pixel);
  }
  move([&](Navigator& navigator) { navigator.zoom(steps, pixel); });
  emit moved();
}

void NavigationInput::scroll(const glm::dvec2& by, const glm::dvec2& at, Qt::KeyboardModifiers modifiers) {
  const Motion motion = modifiers & Qt::ControlModifier ? Motion::dolly
                        : modifiers & Qt::ShiftModifier ? Motion::pan
                                                        : Motion::orbit;
  const double share = motion == Motion::pan ? 1 : kScrollShare;
  move([&](Navigator& navigator) { navigator.drag(motion, at, at + share * by); });
  emit moved();
}

bool NavigationInput::wantsKey(const QKeyEvent& event) const {
  return (flies_ && fliesWith(event.key())) || (dragging() && event.key() == Qt::Key_Escape);
}

bool NavigationInput::key(const QKeyEvent& event) {
  fast_ = event.modifiers() & Qt::ShiftModifier;
  slow_ = event.modifiers() & Qt::ControlModifier;
  if (!wantsKey(event)) return false;
  if (event.key() == Qt::Key_Escape) {
    if (event.type() != QEvent::KeyPress) return true;
    const Camera before = *before_;
    end();
    view_.setCamera(before);
    return true;
  }
  if (event.isAutoRepeat()) return true;
  if (event.type() == QEvent::KeyPress) {
    motion_ = Motion::look;  // from now on the mouse turns the head
    held_.insert(event.key());
    if (!ticks_.isActive()) {
      sinceTick_.start();
      ticks_.start();
    }
  } else {
    held_.remove(event.key());
    if (held_.isEmpty()) ticks_.stop();
  }
  return true;
}

FlyInput NavigationInput::flyInput() const {
  const auto axis = [&](int more, int less) { return double(held_.contains(more)) - double(held_.contains(less)); };
  return {axis(Qt::Key_W, Qt::Key_S), axis(Qt::Key_D, Qt::Key_A), axis(Qt::Key_E, Qt::Key_Q), fast_ ? kFast : slow_ ? kSlow : 1};
}

void NavigationInput::fly() {
  const double seconds = std::min(static_cast<double>(sinceTick_.nsecsElapsed()) * 1e-9, kLongestTick);
  sinceTick_.start();
  navigator_.setCamera(fitted_());
  if (!navigator_.fly(flyInput(), seconds)) return;
  apply();
  emit moved();
}

}  // namespace fsm::desktop
