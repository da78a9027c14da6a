#include "app/animation/camera_track.h"

#include <cmath>
#include <string>

#include "app/animation/camera_curve.h"
#include "app/animation/key_list.h"
#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

CameraKey checked(CameraKey key) {
  checkKeyTime(key.at);
  if (!isValid(key.pose))
    throw Error(ErrorCode::badInput, "The camera key at " + std::to_string(key.at) +
                                         " s has no valid place, rotation or angle of view. Set the key again from the view.");
  key.pose.rotation = glm::normalize(key.pose.rotation);
  return key;
}

}  // namespace

CameraTrack::CameraTrack(std::vector<CameraKey> keys) {
  for (CameraKey& key : keys) key = checked(key);
  keys_ = sortedKeys(std::move(keys));
}

double CameraTrack::end() const {
  if (keys_.empty()) return 0;
  return cyclic() ? begin() + period_ : keys_.back().at;
}

size_t CameraTrack::set(const CameraKey& key) {
  const size_t index = setKey(keys_, checked(key));
  if (keys_.back().at - keys_.front().at >= period_) period_ = 0;
  return index;
}

void CameraTrack::remove(size_t index) { remove({&index, 1}); }

void CameraTrack::remove(std::span<const size_t> indices) {
  removeKeys(keys_, indices);
  if (keys_.empty()) period_ = 0;
}

std::vector<size_t> CameraTrack::move(std::span<const size_t> indices, double delta) {
  std::vector<size_t> places = moveKeys(keys_, indices, delta);
  if (!keys_.empty() && keys_.back().at - keys_.front().at >= period_) period_ = 0;
  return places;
}

std::optional<size_t> CameraTrack::keyNear(double at, double tolerance) const { return nearestKey(keys_, at, tolerance); }

void CameraTrack::setCycle(double period) {
  const bool fits = period == 0 || (!keys_.empty() && period > keys_.back().at - keys_.front().at + kSameMoment);
  if (!std::isfinite(period) || period < 0 || period > kFarthestKey || !fits)
    throw Error(ErrorCode::badInput,
                "The keys of the cyclic camera path last longer than its cycle. Make the cycle longer or move the last key.");
  period_ = period;
}

void CameraTrack::setShake(const std::optional<Shake>& shake) {
  if (shake) checkShake(*shake);
  shake_ = shake;
}

CameraPose CameraTrack::steadyPose(double at) const {
  if (keys_.empty()) throw Error(ErrorCode::badInput, "The camera track has no keys. Set one from the view first.");
  return CameraCurve(keys_, period_).at(at);
}

CameraPose CameraTrack::pose(double at) const {
  const CameraPose steady = steadyPose(at);
  return shake_ ? shaken(steady, *shake_, at, period_) : steady;
}

}  // namespace fsm::animation
