#include "app/jobs/camera_track.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/quaternion.hpp>
#include <string>

#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

constexpr double kSameMoment = 1e-6;

/// Cubic Hermite between p1 and p2 with finite-difference tangents over uneven times t0 <= t1 < t2 <= t3 (Catmull-Rom when even).
template <typename T>
T hermite(const T& p0, const T& p1, const T& p2, const T& p3, const double (&t)[4], double u) {
  const double step = t[2] - t[1];
  const auto tangent = [](const T& before, const T& here, const T& after, double back, double ahead) {
    if (back <= 0) return (after - here) * (1.0 / ahead);
    if (ahead <= 0) return (here - before) * (1.0 / back);
    return ((here - before) * (ahead / back) + (after - here) * (back / ahead)) * (1.0 / (back + ahead));
  };
  const T m1 = tangent(p0, p1, p2, t[1] - t[0], step) * step;
  const T m2 = tangent(p1, p2, p3, step, t[3] - t[2]) * step;
  const double u2 = u * u, u3 = u2 * u;
  return p1 * (2 * u3 - 3 * u2 + 1) + m1 * (u3 - 2 * u2 + u) + p2 * (3 * u2 - 2 * u3) + m2 * (u3 - u2);
}

glm::dquat aligned(const glm::dquat& q, const glm::dquat& reference) { return glm::dot(q, reference) < 0 ? -q : q; }

glm::dvec4 components(const glm::dquat& q) { return {q.x, q.y, q.z, q.w}; }

glm::dquat rotationBetween(const CameraKey (&k)[4], const double (&t)[4], double u) {
  glm::dquat q[4];
  for (int i = 0; i < 4; ++i) q[i] = glm::quat_cast(glm::dmat3(k[i].camera.world_from_camera));
  q[0] = aligned(q[0], q[1]);
  q[2] = aligned(q[2], q[1]);
  q[3] = aligned(q[3], q[2]);
  // Keys nearly half a turn apart have no smooth cubic in components: the great circle is safe.
  if (glm::dot(q[1], q[2]) < 0.5) return glm::slerp(q[1], q[2], u);
  const glm::dvec4 c = hermite(components(q[0]), components(q[1]), components(q[2]), components(q[3]), t, u);
  return glm::normalize(glm::dquat(c.w, c.x, c.y, c.z));
}

Intrinsics between(const Intrinsics& a, const Intrinsics& bAnySize, double u) {
  const Intrinsics b = covering(bAnySize, a.size);
  const auto mix = [u](double x, double y) { return x + (y - x) * u; };
  return {a.size, mix(a.fx, b.fx), mix(a.fy, b.fy), mix(a.cx, b.cx), mix(a.cy, b.cy)};
}

void checkKey(const CameraKey& key, size_t index) {
  const bool time = std::isfinite(key.at) && (!key.sceneTime || std::isfinite(*key.sceneTime));
  const Intrinsics& k = key.camera.intrinsics;
  const bool lens = k.size.width > 0 && k.size.height > 0 && k.fx > 0 && k.fy > 0 && std::isfinite(k.fx) && std::isfinite(k.fy) &&
                    std::isfinite(k.cx) && std::isfinite(k.cy);
  if (time && lens && isRigid(key.camera.world_from_camera)) return;
  throw Error(ErrorCode::badInput, "Key " + std::to_string(index) +
                                       " of the camera path has no valid time, pose or field of view. Export the path again.");
}

}  // namespace

Intrinsics covering(const Intrinsics& in, ImageSize size) {
  const double scale =
      std::max(static_cast<double>(size.width) / in.size.width, static_cast<double>(size.height) / in.size.height);
  return {size, in.fx * scale, in.fy * scale, in.cx * scale - (in.size.width * scale - size.width) / 2,
          in.cy * scale - (in.size.height * scale - size.height) / 2};
}

CameraTrack::CameraTrack(std::vector<CameraKey> keys, double period) : keys_(std::move(keys)), period_(period) {
  if (keys_.empty()) throw Error(ErrorCode::badInput, "The camera path has no keys. Give one with at least one camera.");
  for (size_t i = 0; i < keys_.size(); ++i) checkKey(keys_[i], i);
  std::stable_sort(keys_.begin(), keys_.end(), [](const CameraKey& a, const CameraKey& b) { return a.at < b.at; });
  const auto same = [](const CameraKey& a, const CameraKey& b) { return b.at - a.at < kSameMoment; };
  keys_.erase(std::unique(keys_.begin(), keys_.end(), same), keys_.end());
  if (period_ > 0 && keys_.back().at - keys_.front().at >= period_)
    throw Error(ErrorCode::badInput, "The keys of the cyclic camera path last longer than its cycle. Export the path again.");
}

CameraTrack::Place CameraTrack::locate(double at) const {
  if (cyclic()) {
    at = begin() + std::fmod(at - begin(), period_);
    if (at < begin()) at += period_;
  }
  const auto after = std::upper_bound(keys_.begin(), keys_.end(), at, [](double t, const CameraKey& key) { return t < key.at; });
  if (after == keys_.begin()) return {0, 0};
  const size_t before = static_cast<size_t>(after - keys_.begin()) - 1;
  if (before + 1 == keys_.size() && !cyclic()) return {before, 0};
  const double start = keys_[before].at, next = keyAt(static_cast<long>(before) + 1).at;
  return {before, std::clamp((at - start) / (next - start), 0.0, 1.0)};
}

CameraKey CameraTrack::keyAt(long index) const {
  const long count = static_cast<long>(keys_.size());
  if (!cyclic()) return keys_[static_cast<size_t>(std::clamp(index, 0L, count - 1))];
  const long lap = index >= 0 ? index / count : -((count - 1 - index) / count);
  CameraKey key = keys_[static_cast<size_t>(index - lap * count)];
  key.at += static_cast<double>(lap) * period_;
  return key;
}

Camera CameraTrack::camera(double at) const {
  const Place place = locate(at);
  const long i = static_cast<long>(place.key);
  if (place.fraction == 0) return keys_[place.key].camera;
  const CameraKey k[4]{keyAt(i - 1), keyAt(i), keyAt(i + 1), keyAt(i + 2)};
  const double t[4]{k[0].at, k[1].at, k[2].at, k[3].at};
  const auto position = [&](int n) { return glm::dvec3(k[n].camera.world_from_camera[3]); };
  Camera camera;
  camera.intrinsics = between(k[1].camera.intrinsics, k[2].camera.intrinsics, place.fraction);
  camera.world_from_camera = glm::mat4_cast(rotationBetween(k, t, place.fraction));
  camera.world_from_camera[3] = glm::dvec4(hermite(position(0), position(1), position(2), position(3), t, place.fraction), 1.0);
  return camera;
}

std::optional<Seconds> CameraTrack::sceneTime(double at) const {
  for (const CameraKey& key : keys_)
    if (!key.sceneTime) return std::nullopt;
  const Place place = locate(at);
  const Seconds from = *keys_[place.key].sceneTime;
  if (place.fraction == 0) return from;
  return from + (*keyAt(static_cast<long>(place.key) + 1).sceneTime - from) * place.fraction;
}

}  // namespace fsm::jobs
