#include "reconstruction/capture/poses/world_frame.h"

#include <charconv>
#include <cmath>
#include <vector>

#include "reconstruction/capture/upright.h"
#include "reconstruction/core/error.h"

namespace fsm::poses {
namespace {

constexpr double kUsualDistance = 3;
constexpr double kNothing = 1e-9;

Error wrongUp(const std::string& text) {
  return {ErrorCode::badInput, "\"" + text + "\" is no direction for up. Write auto, first, or three numbers x,y,z."};
}

/// Any unit vector at right angles to `direction`, nearest to `wish`.
glm::dvec3 levelled(const glm::dvec3& direction, const glm::dvec3& wish) { return wish - glm::dot(wish, direction) * direction; }

/// Rows are the world's axes in the estimated frame: y against `up`, z the first camera's heading.
glm::dmat3 axesFor(const glm::dvec3& up, const glm::dmat4& first) {
  const glm::dvec3 down = -glm::normalize(up);
  glm::dvec3 forward = levelled(down, glm::dvec3(first[2]));
  // A camera that looks straight down or up has its heading where the top or the bottom of its image points.
  if (glm::length(forward) < 0.05)
    forward = levelled(down, glm::dvec3(first[1]) * (glm::dot(glm::dvec3(first[2]), down) > 0 ? -1.0 : 1.0));
  forward = glm::normalize(forward);
  return glm::transpose(glm::dmat3(glm::cross(down, forward), down, forward));
}

/// The smallest rotation that takes unit `from` to unit `to`.
glm::dmat3 rotationBetween(const glm::dvec3& from, const glm::dvec3& to) {
  const glm::dvec3 axis = glm::cross(from, to);
  const double cosine = glm::dot(from, to);
  if (cosine < -1 + 1e-9) return {glm::dvec3(-1, 0, 0), glm::dvec3(0, -1, 0), glm::dvec3(0, 0, 1)};  // upside down: about z
  // Rodrigues' formula with the sine in the axis' length.
  const glm::dmat3 cross(0, axis.z, -axis.y, -axis.z, 0, axis.x, axis.y, -axis.x, 0);
  return glm::dmat3(1.0) + cross + cross * cross / (1 + cosine);
}

}  // namespace

void WorldChoice::parseUp(const std::string& text) {
  direction.reset();
  up = Up::level;
  if (text.empty() || text == "auto") return;
  if (text == "first") {
    up = Up::first;
    return;
  }
  glm::dvec3 v(0.0);
  const char *at = text.data(), *const last = text.data() + text.size();
  for (int i = 0; i < 3; ++i) {
    const auto [end, failure] = std::from_chars(at, last, v[i]);
    const bool complete = i < 2 ? end != last && *end == ',' : end == last;
    if (failure != std::errc() || !complete || !std::isfinite(v[i])) throw wrongUp(text);
    at = i < 2 ? end + 1 : end;
  }
  if (glm::length(v) < kNothing) throw wrongUp(text);
  direction = v;
}

glm::dmat4 WorldFrame::pose(const glm::dmat4& estimated_from_camera) const {
  glm::dmat4 out(rotation * glm::dmat3(estimated_from_camera));
  out[3] = glm::dvec4(point(glm::dvec3(estimated_from_camera[3])), 1.0);
  return out;
}

glm::dmat4 WorldFrame::matrix() const {
  glm::dmat4 out(scale * rotation);
  out[3] = glm::dvec4(translation, 1.0);
  return out;
}

WorldFrame chooseWorld(std::span<const glm::dmat4> poses, double distance, const WorldChoice& choice,
                       const std::optional<glm::dvec3>& ground) {
  if (poses.empty()) throw Error(ErrorCode::internal, "There is no camera to choose a world for.");
  if (!(std::isfinite(choice.scale) && choice.scale > 0))
    throw Error(ErrorCode::badInput, "The scale of the scene must be a number above zero.");
  const glm::dmat4& first = poses.front();
  const std::vector<double> weights(poses.size(), 1.0);
  const bool fromFirst = choice.up == WorldChoice::Up::first;
  const glm::dvec3 up = fromFirst ? -glm::dvec3(first[1]) : ground ? *ground : commonUp(poses, weights);
  WorldFrame out;
  out.rotation = axesFor(up, first);
  if (choice.direction) {
    if (!(glm::length(*choice.direction) > kNothing))
      throw Error(ErrorCode::badInput, "The direction of up must not be zero. Give three numbers x,y,z.");
    out.rotation = rotationBetween(glm::normalize(*choice.direction), {0, -1, 0}) * out.rotation;
  }
  out.scale = choice.scale * (distance > kNothing ? kUsualDistance / distance : 1.0);
  out.translation = -out.scale * (out.rotation * glm::dvec3(first[3]));
  return out;
}

}  // namespace fsm::poses
