#include "reconstruction/scene/selection.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <functional>
#include <iterator>
#include <thread>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/temporal_shape.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::scene {
namespace {

constexpr double kVisible = 1.0 / 255;
constexpr int64_t kBlock = 4096;  // Gaussians that a thread takes at once

/// Whether a point of the world lies in the shape.
using Test = std::function<bool(const glm::dvec3&)>;

[[noreturn]] void refuse(const char* sentence) { throw Error(ErrorCode::badInput, sentence); }

Test testOf(const InPicture& shape) {
  const Intrinsics& lens = shape.camera.intrinsics;
  const ImageSize size = lens.size;
  const size_t pixels =
      size.width > 0 && size.height > 0 ? static_cast<size_t>(size.width) * static_cast<size_t>(size.height) : 0;
  const bool usable = shape.mask && shape.mask->size() == size && (shape.depth.empty() || shape.depth.size() == pixels) &&
                      lens.fx > 0 && lens.fy > 0 && isRigid(shape.camera.world_from_camera);
  if (!usable) refuse("A selection does not fit the picture that it was drawn on. Select again in the viewport.");
  const glm::dmat4 camera_from_world = inverseRigid(shape.camera.world_from_camera);
  return [&shape, camera_from_world, lens](const glm::dvec3& world) {
    const glm::dvec3 p(camera_from_world * glm::dvec4(world, 1));
    if (!(p.z > 0)) return false;
    const glm::dvec2 pixel(lens.fx * p.x / p.z + lens.cx, lens.fy * p.y / p.z + lens.cy);
    if (!shape.mask->has(pixel)) return false;
    if (shape.depth.empty()) return true;
    const float depth =
        shape.depth[static_cast<size_t>(pixel.y) * static_cast<size_t>(lens.size.width) + static_cast<size_t>(pixel.x)];
    return depth > 0 && p.z <= depth * shape.tolerance;
  };
}

Test testOf(const InSphere& shape) {
  const bool usable = std::isfinite(shape.centre.x) && std::isfinite(shape.centre.y) && std::isfinite(shape.centre.z) &&
                      shape.radius > 0 && std::isfinite(shape.radius);
  if (!usable) refuse("A selection sphere has no radius or no place. Draw it again.");
  return [&shape](const glm::dvec3& world) {
    const glm::dvec3 off = world - shape.centre;
    return glm::dot(off, off) <= shape.radius * shape.radius;
  };
}

Test testOf(const InBox& shape) {
  const double volume = std::abs(glm::determinant(glm::dmat3(shape.world_from_box)));
  if (!(volume > 0) || !std::isfinite(volume)) refuse("A selection box has no size. Give each of its sides a length.");
  const glm::dmat4 box_from_world = glm::inverse(shape.world_from_box);
  return [box_from_world](const glm::dvec3& world) {
    const glm::dvec3 p(box_from_world * glm::dvec4(world, 1));
    return std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)}) <= 1;
  };
}

/// One selection, as each thread reads it.
struct Work {
  const GaussianScene& scene;
  Test test;
  AffineMap world_from_frame;
  double from = 0, to = 0;  ///< normalised

  bool inside(const glm::dvec3& p) const { return test(world_from_frame.linear * p + world_from_frame.translation); }
  bool selects(int64_t index) const;
};

bool Work::selects(int64_t index) const {
  const Gaussians4D& g = scene.gaussians;
  if (!g.isDrawable(index)) return false;
  const double opacity = 1 / (1 + std::exp(-double{g.opacityLogit[static_cast<size_t>(index)]}));
  if (opacity < kVisible) return false;
  if (g.isStatic()) {
    const float* p = g.position.data() + 3 * index;
    return inside({p[0], p[1], p[2]});
  }
  const TemporalShape path = temporalPath(g, index);
  const double reach = std::sqrt(2 * path.variance * std::log(opacity / kVisible));
  const double begin = std::max(from, path.time - reach), end = std::min(to, path.time + reach);
  if (!(begin <= end)) return false;
  if (inside(path.positionAt(std::clamp(path.time, begin, end)))) return true;
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    if (inside(path.positionAt(begin + share * (end - begin)))) return true;
  }
  return false;
}

std::vector<int64_t> run(const Work& work) {
  const int64_t count = work.scene.gaussians.count();
  std::vector<std::vector<int64_t>> found(static_cast<size_t>((count + kBlock - 1) / kBlock));
  std::atomic<size_t> next = 0;
  const auto takeBlocks = [&] {
    for (size_t block = next++; block < found.size(); block = next++) {
      const int64_t first = static_cast<int64_t>(block) * kBlock, last = std::min(first + kBlock, count);
      for (int64_t i = first; i < last; ++i)
        if (work.selects(i)) found[block].push_back(i);
    }
  };
  std::vector<std::jthread> threads;
  const size_t wanted = std::min<size_t>(std::max(1u, std::thread::hardware_concurrency()), found.size());
  for (size_t i = 1; i < wanted; ++i) threads.emplace_back(takeBlocks);
  takeBlocks();
  threads.clear();
  std::vector<int64_t> all;
  for (const auto& part : found) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

std::vector<int64_t> select(const GaussianScene& scene, const SelectionQuery& query) {
  scene.gaussians.check();
  if (!std::isfinite(query.from) || !std::isfinite(query.to) || query.from > query.to)
    refuse("The time range of a selection does not end after it begins. Give it two moments, the earlier one first.");
  return run({scene, std::visit([](const auto& shape) { return testOf(shape); }, query.shape), worldFromFrame(scene.frame),
              scene.frame.normalisedTime(query.from), scene.frame.normalisedTime(query.to)});
}

std::vector<int64_t> combined(const std::vector<int64_t>& before, const std::vector<int64_t>& now, Combination how) {
  std::vector<int64_t> result;
  const auto out = std::back_inserter(result);
  switch (how) {
    case Combination::replace: return now;
    case Combination::add: std::set_union(before.begin(), before.end(), now.begin(), now.end(), out); break;
    case Combination::subtract: std::set_difference(before.begin(), before.end(), now.begin(), now.end(), out); break;
    case Combination::intersect: std::set_intersection(before.begin(), before.end(), now.begin(), now.end(), out); break;
  }
  return result;
}

}  // namespace fsm::scene
