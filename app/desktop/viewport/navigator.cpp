#include "app/desktop/viewport/navigator.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <numbers>

#include "app/animation/orbit.h"

namespace fsm::desktop {

namespace {

constexpr double kPi = std::numbers::pi;
/// A drag across the height of the picture turns by this.
constexpr double kTurnPerHeight = kPi;
constexpr double kLookPerHeight = 0.5 * kPi;
/// How near to the up axis a turntable looks.
constexpr double kPole = kPi / 180;
constexpr double kZoomPerStep = 0.88;
constexpr double kZoomPerHeight = 4;  ///< natural logarithm of the distance, for a drag across the height
/// Radii of the scene: nearest depth that is worked at, distance from which an approach no longer slows down (so that one gets
/// through surfaces), and the farthest that one can go.
constexpr double kNearest = 0.001, kSteady = 0.02, kFarthest = 1e4;
constexpr double kSlowest = 1e-3, kFastest = 1e2, kSpeedStep = 1.25;
constexpr double kNothing = 1e-9;

bool finite(const glm::dvec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

glm::dvec3 across(const glm::dvec3& v, const glm::dvec3& up) { return v - glm::dot(v, up) * up; }

}  // namespace

void Navigator::setScene(const SceneBall& scene) {
  if (!finite(scene.centre) || !(scene.radius > 0) || !std::isfinite(scene.radius)) return;
  scene_ = scene;
  if (!pivotChosen_) pivot_ = scene.centre;
}

void Navigator::setUp(const glm::dvec3& up) {
  if (finite(up) && glm::length(up) > kNothing) up_ = glm::normalize(up);
}

glm::dvec3 Navigator::pivot() const {
  if (depthOf(pivot_) > kNothing) return pivot_;
  return axis(3) + std::max(glm::length(scene_.centre - axis(3)), kNearest * scene_.radius) * axis(2);
}

void Navigator::setPivot(const glm::dvec3& world) {
  if (!finite(world) || !(depthOf(world) > kNothing)) return;
  pivot_ = world;
  pivotChosen_ = true;
}

double Navigator::depthOf(const glm::dvec3& world) const { return glm::dot(world - axis(3), axis(2)); }

double Navigator::workingDepth() const {
  const double least = kNearest * scene_.radius;
  if (const double depth = depthOf(pivot_); depth > least) return depth;
  return std::max(depthOf(scene_.centre), least);
}

glm::dvec3 Navigator::pointAt(const glm::dvec2& pixel) const {
  const Intrinsics& in = camera_.intrinsics;
  const double depth = workingDepth();
  return {camera_.world_from_camera * glm::dvec4((pixel.x - in.cx) / in.fx * depth, (pixel.y - in.cy) / in.fy * depth, depth, 1)};
}

void Navigator::drag(Motion motion, const glm::dvec2& from, const glm::dvec2& to) {
  const double height = std::max(camera_.intrinsics.size.height, 1);
  switch (motion) {
    case Motion::none: return;
    case Motion::orbit: return orbit((to - from) * (kTurnPerHeight / height), pivot());
    case Motion::look: return orbit((to - from) * (kLookPerHeight / height), axis(3));
    case Motion::pan: return pan(to - from);
    case Motion::dolly: return approach(std::exp(kZoomPerHeight * (to.y - from.y) / height), pivot());
    case Motion::roll: return rollAbout(from, to);
  }
}

glm::dvec3 Navigator::horizontal() const {
  const glm::dvec3 side = glm::cross(axis(2), up_);
  if (glm::length(side) > 1e-6) return glm::normalize(side);
  const glm::dvec3 right = across(axis(0), up_);
  return glm::length(right) > 1e-6 ? glm::normalize(right) : axis(0);
}

/// The part of `angle` (about the horizontal axis; positive looks up) that does not pass a pole. A camera that is nearer to one
/// already may go away from it.
double Navigator::allowedPitch(double angle) const {
  const double now = std::acos(std::clamp(glm::dot(axis(2), up_), -1.0, 1.0));  // 0: looks up
  const double least = std::min(kPole, now), most = std::max(kPi - kPole, now);
  return now - std::clamp(now - angle, least, most);
}

void Navigator::turn(const glm::dvec3& axisOfTurn, double angle, const glm::dvec3& about) {
  if (angle == 0 || !(glm::length(axisOfTurn) > kNothing)) return;
  const glm::dmat4 turned = glm::rotate(glm::dmat4(1), angle, glm::normalize(axisOfTurn));
  const glm::dvec3 offset = glm::dmat3(turned) * (axis(3) - about);
  glm::dmat4 pose = turned * camera_.world_from_camera;
  pose[3] = glm::dvec4(about + offset, 1);
  camera_.world_from_camera = pose;
  orthonormalise();
}

/// Angles: x about what is up, y about what goes across; the near side follows them.
void Navigator::orbit(const glm::dvec2& angles, const glm::dvec3& about) {
  if (style_ == OrbitStyle::trackball) {
    const glm::dvec3 turning = angles.x * axis(1) - angles.y * axis(0);
    return turn(turning, glm::length(turning), about);
  }
  // A picture that is rolled (a phone held upright) turns with the hand all the same.
  const double rolled = roll();
  const double c = std::cos(rolled), s = std::sin(rolled);
  const glm::dvec2 level(c * angles.x + s * angles.y, -s * angles.x + c * angles.y);
  turn(up_, -level.x, about);
  turn(horizontal(), allowedPitch(-level.y), about);
}

void Navigator::pan(const glm::dvec2& delta) {
  const double depth = workingDepth();
  shift(-(delta.x / camera_.intrinsics.fx * depth) * axis(0) - (delta.y / camera_.intrinsics.fy * depth) * axis(1));
}

void Navigator::approach(double factor, const glm::dvec3& target) {
  const glm::dvec3 way = target - axis(3);
  const double distance = glm::length(way), least = kSteady * scene_.radius;
  if (!(distance > kNothing) || !std::isfinite(factor)) return;
  double step = distance * (1 - factor);
  // The last part of the way is no longer cut into ever smaller ones.
  if (step > 0 && step < least * (1 - factor)) step = least * (1 - factor);
  const glm::dvec3 moved = axis(3) + step / distance * way;
  if (step < 0 && glm::length(moved - scene_.centre) > kFarthest * scene_.radius) return;
  const glm::dvec3 direction = way / distance;
  shift(moved - axis(3));
  if (glm::dot(target - axis(3), direction) < least)
    pivot_ = axis(3) + least * direction;
  else
    pivot_ = target;
}

void Navigator::zoom(double steps, const glm::dvec2& pixel) { approach(std::pow(kZoomPerStep, steps), pointAt(pixel)); }

void Navigator::rollAbout(const glm::dvec2& from, const glm::dvec2& to) {
  const glm::dvec2 middle(camera_.intrinsics.cx, camera_.intrinsics.cy);
  const glm::dvec2 a = from - middle, b = to - middle;
  if (glm::length(a) < 1 || glm::length(b) < 1) return;
  // The picture turns with the mouse: the camera the other way (y is down, so that positive is clockwise).
  turn(axis(2), -std::atan2(a.x * b.y - a.y * b.x, glm::dot(a, b)), axis(3));
}

bool Navigator::fly(const FlyInput& input, double seconds) {
  if (!input.moves() || !(seconds > 0) || !std::isfinite(seconds)) return false;
  glm::dvec3 direction = input.forward * axis(2) + input.right * axis(0) + input.up * up_;
  const double length = glm::length(direction);
  if (!(length > kNothing)) return false;
  if (length > 1) direction /= length;
  const glm::dvec3 step = direction * (flySpeed() * input.pace * seconds);
  if (glm::length(axis(3) + step - scene_.centre) > kFarthest * scene_.radius) return false;
  pivot_ += step;  // as far ahead as it was
  shift(step);
  return true;
}

void Navigator::changeFlySpeed(double steps) {
  flyFactor_ = std::clamp(flyFactor_ * std::pow(kSpeedStep, steps), kSlowest, kFastest);
}

double Navigator::flySpeed() const { return flyFactor_ * scene_.radius; }

void Navigator::frame(const SceneBall& ball) {
  if (!finite(ball.centre) || !std::isfinite(ball.radius)) return;
  const Intrinsics& in = camera_.intrinsics;
  const double tangent = std::min(0.5 * in.size.width / in.fx, 0.5 * in.size.height / in.fy);
  const double radius = std::max(ball.radius, kNearest * scene_.radius);
  const double distance = radius / std::sin(std::atan(std::max(tangent, 1e-3)));
  camera_.world_from_camera[3] = glm::dvec4(ball.centre - distance * axis(2), 1);
  pivot_ = ball.centre;
  pivotChosen_ = true;
}

void Navigator::lookAlong(AxisView view, const glm::dvec3& ahead) {
  glm::dvec3 front(0);
  const glm::dvec3 wanted = finite(ahead) ? across(ahead, up_) : glm::dvec3(0);
  double nearest = -2;
  for (int i = 0; i < 6; ++i) {
    glm::dvec3 candidate(0);
    candidate[i / 2] = i % 2 ? -1 : 1;
    candidate = across(candidate, up_);
    if (glm::length(candidate) < 0.5) continue;  // the up axis or near it
    candidate = glm::normalize(candidate);
    if (const double match = glm::dot(candidate, wanted); match > nearest) nearest = match, front = candidate;
  }
  const glm::dvec3 right = glm::cross(front, up_);
  const glm::dvec3 look = view == AxisView::front   ? front
                          : view == AxisView::back  ? -front
                          : view == AxisView::right ? -right  // seen from the right
                          : view == AxisView::left  ? right
                          : view == AxisView::top   ? -up_
                                                    : up_;
  const glm::dvec3 top = view == AxisView::top ? front : view == AxisView::bottom ? -front : up_;
  const double distance = std::max(glm::length(pivot() - axis(3)), kNearest * scene_.radius);
  camera_.world_from_camera = animation::lookAt(pivot() - distance * look, pivot(), top);
}

double Navigator::roll() const {
  const glm::dvec3 side = glm::cross(axis(2), up_);
  if (glm::length(side) < 1e-6) return 0;
  // Where the picture shows what is up: at (x right, y down) of the camera.
  const double x = glm::dot(axis(0), up_), y = glm::dot(axis(1), up_);
  return std::atan2(x, -y);
}

void Navigator::level() { turn(axis(2), roll(), axis(3)); }

void Navigator::shift(const glm::dvec3& by) {
  if (finite(by)) camera_.world_from_camera[3] += glm::dvec4(by, 0);
}

/// Thousands of turns must not add up to a camera that is not rigid.
void Navigator::orthonormalise() {
  const glm::dvec3 z = glm::normalize(axis(2));
  const glm::dvec3 x = glm::normalize(axis(0) - glm::dot(axis(0), z) * z);
  camera_.world_from_camera[0] = glm::dvec4(x, 0);
  camera_.world_from_camera[1] = glm::dvec4(glm::cross(z, x), 0);
  camera_.world_from_camera[2] = glm::dvec4(z, 0);
}

}  // namespace fsm::desktop
