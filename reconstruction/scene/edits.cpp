#include "reconstruction/scene/edits.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/life_cut.h"
#include "reconstruction/scene/temporal_shape.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::scene {
namespace {

[[noreturn]] void refuse(const char* sentence) { throw Error(ErrorCode::badInput, sentence); }

bool allFinite(const glm::dmat4& m) {
  for (int c = 0; c < 4; ++c) {
    for (int r = 0; r < 4; ++r)
      if (!std::isfinite(m[c][r])) return false;
  }
  return true;
}

void keep(EditedScene& edited, const std::vector<int64_t>& indices) {
  std::vector<int64_t> names;
  names.reserve(indices.size());
  for (const int64_t index : indices) names.push_back(edited.names[static_cast<size_t>(index)]);
  edited.scene.gaussians = edited.scene.gaussians.subset(indices);
  edited.names = std::move(names);
}

void remove(EditedScene& edited, const Edit& edit, int64_t storedCount) {
  const std::vector<int64_t>& names = edit.names;
  const bool increasing = std::adjacent_find(names.begin(), names.end(), std::greater_equal()) == names.end();
  if (!increasing || (!names.empty() && (names.front() < 0 || names.back() >= storedCount)))
    refuse("An edit names Gaussians that this version does not have. Remove the edit, or show the version that it was made for.");
  if (!edit.wholeLife && (!std::isfinite(edit.from) || !std::isfinite(edit.to) || edit.from > edit.to))
    refuse("The time range of an edit does not end after it begins. Give it two moments, the earlier one first.");
  const Gaussians4D& all = edited.scene.gaussians;
  const bool cut = !edit.wholeLife && !all.isStatic();
  const double from = edited.scene.frame.normalisedTime(edit.from), to = edited.scene.frame.normalisedTime(edit.to);
  std::vector<int64_t> kept, pieceNames;
  Gaussians4D pieces = all.subset({});
  for (int64_t i = 0; i < all.count(); ++i) {
    const int64_t name = edited.names[static_cast<size_t>(i)];
    if (!std::binary_search(names.begin(), names.end(), name)) {
      kept.push_back(i);
    } else if (cut && all.isDrawable(i)) {
      pieceNames.insert(pieceNames.end(), static_cast<size_t>(appendWithout(all, i, from, to, pieces)), name);
    }
  }
  keep(edited, kept);
  if (!pieceNames.empty()) edited.scene.gaussians.append(pieces);
  edited.names.insert(edited.names.end(), pieceNames.begin(), pieceNames.end());
}

/// Where the Gaussian is when it is strongest in the time that was filmed. World.
glm::dvec3 place(const Gaussians4D& gaussians, int64_t index, const AffineMap& world_from_frame) {
  const float* p = gaussians.position.data() + 3 * index;
  glm::dvec3 centre(p[0], p[1], p[2]);
  if (!gaussians.isStatic()) {
    const double time = gaussians.time[static_cast<size_t>(index)];
    if (std::abs(time) > 1) centre = temporalPath(gaussians, index).positionAt(std::clamp(time, -1.0, 1.0));
  }
  return world_from_frame.linear * centre + world_from_frame.translation;
}

void crop(EditedScene& edited, const Edit& edit) {
  if (!allFinite(edit.world_from_box) || !(std::abs(glm::determinant(glm::dmat3(edit.world_from_box))) > 0))
    refuse("A crop box has no size or numbers that are none. Give each of its sides a length.");
  const glm::dmat4 box_from_world = glm::inverse(edit.world_from_box);
  const AffineMap world_from_frame = worldFromFrame(edited.scene.frame);
  std::vector<int64_t> kept;
  const Gaussians4D& all = edited.scene.gaussians;
  for (int64_t i = 0; i < all.count(); ++i) {
    if (!all.isDrawable(i)) continue;
    const glm::dvec3 p(box_from_world * glm::dvec4(place(all, i, world_from_frame), 1));
    const bool inside = std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)}) <= 1;
    if (inside == edit.keepInside) kept.push_back(i);
  }
  keep(edited, kept);
}

void transform(EditedScene& edited, const Edit& edit) {
  const glm::dmat4& map = edit.edited_from_world;
  const double scale = std::cbrt(glm::determinant(glm::dmat3(map)));
  glm::dmat4 rigid = map;
  for (int axis = 0; axis < 3; ++axis) rigid[axis] /= scale;
  if (!allFinite(map) || !(scale > 1e-12) || !(scale < 1e12) || !isRigid(rigid))
    refuse("The scene can be moved, turned and scaled evenly, but not mirrored or stretched. Correct the transform.");
  // The frame takes it, so that 4D shapes and the directions of colours turn with the scene. With x' = s R x + t a point of the
  // frame, k F x, is k / s * F' x' for the rigid F' = [F_R R^T, s F_t - F_R R^T t].
  Normalisation& frame = edited.scene.frame;
  const glm::dmat3 turned = glm::dmat3(frame.frame_from_world) * glm::transpose(glm::dmat3(rigid));
  const glm::dvec3 moved = scale * glm::dvec3(frame.frame_from_world[3]) - turned * glm::dvec3(map[3]);
  frame.frame_from_world = glm::dmat4(turned);
  frame.frame_from_world[3] = glm::dvec4(moved, 1);
  frame.scale /= scale;
}

}  // namespace

EditedScene applyEdits(const GaussianScene& stored, const std::vector<const Edit*>& edits) {
  stored.gaussians.check();
  EditedScene edited{stored, std::vector<int64_t>(static_cast<size_t>(stored.gaussians.count()))};
  std::iota(edited.names.begin(), edited.names.end(), int64_t{0});
  for (const Edit* edit : edits) {
    if (!edit->enabled) continue;
    switch (edit->kind) {
      case Edit::Kind::remove:
      case Edit::Kind::hide: remove(edited, *edit, stored.gaussians.count()); break;
      case Edit::Kind::crop: crop(edited, *edit); break;
      case Edit::Kind::transform: transform(edited, *edit); break;
    }
  }
  return edited;
}

}  // namespace fsm::scene
