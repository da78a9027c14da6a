// The frame that estimated cameras are written in. Structure from motion knows neither where up is nor how large the world is;
// both are guessed here, and can be corrected by the user.
//
// World: x right, y down, z forward (as a camera's own axes), so that up is (0, -1, 0). The first camera stands at the origin and
// looks towards +z, as far as that is level. Scale: the median distance between a camera and what it sees is 3, taken as metres:
// a person films from a few steps away.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "reconstruction/capture/capture.h"

namespace fsm::poses {

struct WorldChoice {
  enum class Up {
    level,  ///< the ground where the points show one, else what the cameras agree is up (capture/upright.h)
    first,  ///< the first camera was held upright
  };
  Up up = Up::level;
  /// A correction: this direction of the levelled world is up. Of any length but zero.
  std::optional<glm::dvec3> direction;
  double scale = 1;  ///< times the guessed size

  /// "auto", "first", or "x,y,z". Throws badInput.
  void parseUp(const std::string& text);
};

/// x_world = scale * rotation * x_estimated + translation.
struct WorldFrame {
  glm::dmat3 rotation{1.0};
  glm::dvec3 translation{0.0};
  double scale = 1;

  glm::dvec3 point(const glm::dvec3& estimated) const { return scale * (rotation * estimated) + translation; }
  glm::dmat4 pose(const glm::dmat4& estimated_from_camera) const;
  glm::dmat4 matrix() const;  ///< world_from_estimated
};

/// `estimated_from_camera`: poses in order of time, at least one. `distance`: median distance from a camera to what it sees, in
/// estimated units; 0: not known, nothing is scaled but by the choice. Throws badInput for a scale or a direction that is none.
WorldFrame chooseWorld(std::span<const glm::dmat4> estimated_from_camera, double distance, const WorldChoice& choice,
                       const std::optional<glm::dvec3>& ground = std::nullopt);

/// The pose of a camera that stands still: at the origin of such a world, upright, looking along +z.
inline glm::dmat4 staticPose() { return glm::dmat4(1.0); }

}  // namespace fsm::poses
