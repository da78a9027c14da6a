// Which Gaussians lie in a shape within a range of time: what an artist selects with rectangle, lasso and brush in a view, or
// with a sphere or a box in the world.
//
// A Gaussian is *there* at a moment when its opacity times its temporal weight is at least 1/255. It is selected when it is there
// at some moment of the range and its centre lies in the shape then. Moments are looked at where it is strongest in the range, at
// both ends of the part of the range in which it is there, and evenly between; within that part it moves on a line.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/scene/selection_mask.h"

namespace fsm::scene {

/// What lies under an area of a picture.
struct InPicture {
  Camera camera;  ///< in the world; its intrinsics have the mask's size
  std::shared_ptr<const SelectionMask> mask;
  /// View depths of the picture, world units, row by row (0: nothing): only what lies at most `tolerance` times as far is
  /// selected, so that what is hidden behind is left alone. Empty: all of it.
  std::vector<float> depth;
  double tolerance = 1.05;
};
struct InSphere {
  glm::dvec3 centre{0};  ///< world
  double radius = 0;     ///< world units
};
struct InBox {
  glm::dmat4 world_from_box{1.0};  ///< the box is [-1, 1]^3 in its own frame; affine
};

struct SelectionQuery {
  std::variant<InPicture, InSphere, InBox> shape;
  Seconds from = 0, to = 0;  ///< seconds of the capture; equal for one moment
};

/// Increasing indices of the scene's Gaussians. Uses all cores; may be called from any thread. Throws badInput for shapes and
/// ranges that are none.
std::vector<int64_t> select(const GaussianScene& scene, const SelectionQuery& query);

enum class Combination { replace, add, subtract, intersect };
/// Of two increasing lists: what is selected and what was drawn now.
std::vector<int64_t> combined(const std::vector<int64_t>& before, const std::vector<int64_t>& now, Combination how);

}  // namespace fsm::scene
