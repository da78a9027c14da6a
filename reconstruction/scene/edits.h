// Edits of a scene's Gaussians, non-destructive: a list that is applied to a version as it is stored, again whenever the list
// changes.
//
// Gaussians are named by their place in the stored version. A Gaussian of which a part of the life is cut out becomes several
// pieces that keep its name, so that any edit can be taken out of the list (undone, shown again) without the others losing their
// meaning.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::scene {

struct Edit {
  enum class Kind {
    remove,     ///< `names`, in [from, to] or always
    hide,       ///< as remove; a list of its own in the window, which can show them again
    crop,       ///< keeps what lies in the box (its centre when it is strongest in the filmed time), or what lies outside
    transform,  ///< moves the whole scene
  };
  Kind kind = Kind::remove;
  bool enabled = true;                ///< false: stays in the list and does nothing
  std::vector<int64_t> names;         ///< of the stored version, increasing; remove, hide
  bool wholeLife = true;              ///< remove, hide
  Seconds from = 0, to = 0;           ///< else only in this time, seconds of the capture
  glm::dmat4 world_from_box{1.0};     ///< crop: the box is [-1, 1]^3 in its own frame
  bool keepInside = true;             ///< crop
  glm::dmat4 edited_from_world{1.0};  ///< transform: a similarity (rotation, uniform scale, translation)
  bool operator==(const Edit&) const = default;
};

struct EditedScene {
  GaussianScene scene;
  std::vector<int64_t> names;  ///< [N] of each Gaussian in the stored version
};

/// The edits that are enabled, applied in order. A Gaussian whose life is cut keeps pieces before and after the cut (life_cut.h),
/// which together are as opaque as it was but close to the cut, and below 1/255 of it inside. Of static Gaussians a range means
/// always, as they have no life. A transform changes the scene's frame and no Gaussian. Throws badInput (names that the scene
/// does not have, a transform that is no similarity, a box or a range without extent, numbers that are not finite).
EditedScene applyEdits(const GaussianScene& stored, const std::vector<const Edit*>& edits);

/// Names are written as runs. Throws fileDamaged on reading what cannot be; counts are checked before memory is taken.
nlohmann::json toJson(const Edit& edit);
Edit editFromJson(const nlohmann::json& json);

}  // namespace fsm::scene
