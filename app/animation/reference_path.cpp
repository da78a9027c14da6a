#include "app/animation/reference_path.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "app/animation/camera_row.h"
#include "reconstruction/core/error.h"

namespace fsm::animation {

namespace {

/// Lengths below this are nothing, in any unit that footage is measured in.
constexpr double kNothing = 1e-9;
/// A turn through half the sphere counts like this share of the path's length: enough to tell crossing paths apart.
constexpr double kTurnWeight = 0.1;
/// Poses between two keys: what lies between them is straight.
constexpr int kPerKey = 24;

double extentOf(std::span<const CameraPose> poses) {
  glm::dvec3 low = poses.front().position, high = low;
  for (const CameraPose& pose : poses) {
    low = glm::min(low, pose.position);
    high = glm::max(high, pose.position);
  }
  return glm::length(high - low);
}

std::vector<CameraPose> sampled(const CameraTrack& track) {
  std::vector<CameraPose> poses;
  const std::vector<CameraKey>& keys = track.keys();
  for (size_t i = 0; i < keys.size(); ++i) {
    const bool last = i + 1 == keys.size();
    const double next = last ? track.end() : keys[i + 1].at;
    const int steps = next > keys[i].at ? kPerKey : 1;
    for (int s = 0; s < steps; ++s) poses.push_back(track.steadyPose(keys[i].at + (next - keys[i].at) * s / steps));
  }
  if (track.cyclic()) poses.push_back(track.steadyPose(track.begin()));
  return poses;
}

/// Cameras in a row as keys at their distances along it, so that the way between them is smooth.
CameraTrack rowTrack(std::span<const CameraPose> cameras) {
  CameraTrack track;
  double along = 0;
  const CameraPose* before = nullptr;
  const double scale = std::max(extentOf(cameras), kNothing);
  for (const size_t index : rowOrder(cameras)) {
    if (before) along += glm::length(cameras[index].position - before->position) / scale;
    before = &cameras[index];
    track.set({along, cameras[index], Easing::smooth});
  }
  return track;
}

}  // namespace

ReferencePath::ReferencePath(Kind kind, std::vector<CameraPose> poses) : kind_(kind), poses_(std::move(poses)) {
  along_.assign(poses_.size(), 0);
  for (size_t i = 1; i < poses_.size(); ++i) {
    if (glm::dot(poses_[i].rotation, poses_[i - 1].rotation) < 0) poses_[i].rotation = -poses_[i].rotation;
    along_[i] = along_[i - 1] + glm::length(poses_[i].position - poses_[i - 1].position);
  }
  if (poses_.empty() || length() > kNothing) return;
  byTurn_ = true;
  for (size_t i = 1; i < poses_.size(); ++i)
    along_[i] = along_[i - 1] + degreesBetween(poses_[i].rotation, poses_[i - 1].rotation);
  if (length() > kNothing) return;
  poses_.resize(1);
  along_.assign(1, 0);
  kind_ = Kind::point;
}

ReferencePath ReferencePath::ofMovingCamera(const FilmedCamera& camera) {
  std::vector<size_t> order(camera.poses.size());
  std::iota(order.begin(), order.end(), size_t{0});
  if (camera.times.size() == camera.poses.size())
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return camera.times[a] < camera.times[b]; });
  std::vector<CameraPose> poses;
  poses.reserve(order.size());
  for (const size_t frame : order) poses.push_back(camera.poses[frame]);
  return poses.empty() ? ReferencePath() : ReferencePath(Kind::filmed, std::move(poses));
}

ReferencePath ReferencePath::ofRig(std::span<const CameraPose> cameras) {
  return cameras.empty() ? ReferencePath() : ReferencePath(Kind::rig, sampled(rowTrack(cameras)));
}

ReferencePath ReferencePath::ofTrack(const CameraTrack& track) {
  return track.empty() ? ReferencePath() : ReferencePath(Kind::keyed, sampled(track));
}

ReferencePath ReferencePath::choose(const CameraTrack& track, std::span<const FilmedCamera> cameras) {
  if (ReferencePath keyed = ofTrack(track); keyed.length() > 0) return keyed;
  std::vector<CameraPose> row;
  const FilmedCamera* farthest = nullptr;
  double reach = 0;
  for (const FilmedCamera& camera : cameras) {
    if (camera.poses.empty()) continue;
    row.push_back(camera.poses.front());
    const double own = extentOf(camera.poses);
    if (farthest && own <= reach) continue;
    farthest = &camera;
    reach = own;
  }
  if (!farthest) return ofTrack(track);
  // Cameras of a rig that tremble on their stands did not move.
  constexpr double kMoved = 0.25;
  if (row.size() == 1 || reach > kMoved * extentOf(row)) return ofMovingCamera(*farthest);
  return ofRig(row);
}

CameraPose ReferencePath::between(size_t piece, double fraction) const {
  const CameraPose &a = poses_[piece], &b = poses_[piece + 1];
  return {glm::mix(a.position, b.position, fraction), glm::normalize(a.rotation * (1 - fraction) + b.rotation * fraction),
          std::exp(std::lerp(std::log(a.focal), std::log(b.focal), fraction))};
}

ReferencePath::Place ReferencePath::place(const CameraPose& pose) const {
  if (poses_.empty()) return {};
  const double weight = byTurn_ ? 1.0 : kTurnWeight * length();
  double best = std::numeric_limits<double>::infinity(), bestFraction = 0;
  size_t bestPiece = 0;
  // The nearest point of a polyline in seven dimensions: three of place, four of weighted rotation.
  for (size_t i = 0; i + 1 < poses_.size(); ++i) {
    const CameraPose &a = poses_[i], &b = poses_[i + 1];
    const glm::dquat turned = glm::dot(pose.rotation, a.rotation) < 0 ? -pose.rotation : pose.rotation;
    const glm::dvec3 way = b.position - a.position, to = pose.position - a.position;
    const glm::dquat turn = (b.rotation - a.rotation) * weight, toTurn = (turned - a.rotation) * weight;
    const double length2 = glm::dot(way, way) + glm::dot(turn, turn);
    const double fraction = length2 > 0 ? std::clamp((glm::dot(way, to) + glm::dot(turn, toTurn)) / length2, 0.0, 1.0) : 0.0;
    const glm::dvec3 left = to - fraction * way;
    const glm::dquat leftTurn = toTurn - turn * fraction;
    const double cost = glm::dot(left, left) + glm::dot(leftTurn, leftTurn);
    if (cost >= best) continue;
    best = cost;
    bestFraction = fraction;
    bestPiece = i;
  }
  const CameraPose nearest = poses_.size() > 1 ? between(bestPiece, bestFraction) : poses_.front();
  Place out{0, glm::length(pose.position - nearest.position), degreesBetween(pose.rotation, nearest.rotation)};
  if (length() > 0) out.along = std::lerp(along_[bestPiece], along_[bestPiece + 1], bestFraction) / length();
  return out;
}

bool ReferencePath::onPath(const Place& place) const {
  constexpr double kNear = 0.02, kDegrees = 3;
  const double scale = byTurn_ || length() <= 0 ? 1.0 : length();
  return !empty() && place.distance <= kNear * scale && place.degrees <= kDegrees;
}

CameraPose ReferencePath::cameraAt(double along) const {
  if (poses_.empty()) throw Error(ErrorCode::badInput, "There is no camera path yet. Import a capture or set camera keys first.");
  if (poses_.size() == 1 || !(along > 0)) return poses_.front();
  const double wanted = std::min(along, 1.0) * length();
  const auto after = std::upper_bound(along_.begin() + 1, along_.end() - 1, wanted);
  const auto piece = static_cast<size_t>(after - along_.begin()) - 1;
  const double step = along_[piece + 1] - along_[piece];
  return between(piece, step > 0 ? std::clamp((wanted - along_[piece]) / step, 0.0, 1.0) : 0.0);
}

}  // namespace fsm::animation
