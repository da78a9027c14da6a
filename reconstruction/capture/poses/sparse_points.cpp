#include "reconstruction/capture/poses/sparse_points.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::poses {
namespace {

/// id, position, colour, error, length of the track; the track follows.
constexpr size_t kRecord = 8 + 3 * 8 + 3 + 8 + 8;
constexpr size_t kTrackEntry = 8;

template <class T>
T take(const uint8_t*& at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  at += sizeof value;
  return value;
}

}  // namespace

std::vector<SparsePoint> readSparsePoints(const std::filesystem::path& model) {
  const std::filesystem::path path = model / "points3D.bin";
  const std::vector<uint8_t> bytes = readBinaryFile(path);
  const auto damaged = [&] {
    return Error(ErrorCode::fileDamaged, quoted(path) + " is shorter than it claims to be. Run COLMAP again.");
  };
  if (bytes.size() < 8) throw damaged();
  const uint8_t *at = bytes.data(), *const end = at + bytes.size();
  const auto count = take<uint64_t>(at);
  if (count > static_cast<size_t>(end - at) / kRecord) throw damaged();
  std::vector<SparsePoint> points;
  points.reserve(count);
  for (uint64_t i = 0; i < count; ++i) {
    if (static_cast<size_t>(end - at) < kRecord) throw damaged();
    at += 8;
    SparsePoint point;
    for (int k = 0; k < 3; ++k) point.position[k] = static_cast<float>(take<double>(at));
    for (uint8_t& channel : point.colour) channel = take<uint8_t>(at);
    point.error = static_cast<float>(take<double>(at));
    const auto track = take<uint64_t>(at);
    if (track > static_cast<size_t>(end - at) / kTrackEntry) throw damaged();
    at += track * kTrackEntry;
    if (std::isfinite(point.position.x + point.position.y + point.position.z)) points.push_back(point);
  }
  return points;
}

double medianDistance(std::span<const Camera> cameras, std::span<const SparsePoint> points) {
  constexpr size_t kEnough = 2000;
  const size_t step = std::max<size_t>(1, points.size() / kEnough);
  std::vector<double> distances;
  for (const Camera& camera : cameras) {
    const glm::dvec3 centre(camera.world_from_camera[3]);
    const glm::dmat4 camera_from_world = inverseRigid(camera.world_from_camera);
    const Intrinsics& k = camera.intrinsics;
    for (size_t i = 0; i < points.size(); i += step) {
      const glm::dvec3 p(camera_from_world * glm::dvec4(glm::dvec3(points[i].position), 1.0));
      const double u = k.fx * p.x / p.z + k.cx, v = k.fy * p.y / p.z + k.cy;
      if (p.z > 0 && u >= 0 && v >= 0 && u < k.size.width && v < k.size.height)
        distances.push_back(glm::length(glm::dvec3(points[i].position) - centre));
    }
  }
  if (distances.empty()) return 0;
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), middle, distances.end());
  return *middle;
}

}  // namespace fsm::poses
