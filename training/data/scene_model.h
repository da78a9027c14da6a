// A procedural scene on the host: what is in it and how everything moves. World axes as a camera's at rest: x right, y DOWN, z
// forward; outdoors the ground is y = 0. Lengths are about metres; time runs over [-1, 1].
#pragma once

#include <glm/glm.hpp>
#include <vector>

#include "training/data/generator.h"
#include "training/data/random.h"
#include "training/data/ray_cast.h"

namespace fsm::training {

/// A smooth random function of time: three sines.
struct Wave {
  float amplitude[3]{}, frequency[3]{}, phase[3]{};
  float at(float t) const;
  /// `amplitude` and `frequency` (radians a unit of time) of the slowest part; the others are faster and smaller.
  static Wave drawn(Random& random, float amplitude, float frequency);
};
struct Wave3 {
  Wave x, y, z;
  glm::vec3 at(float t) const { return {x.at(t), y.at(t), z.at(t)}; }
  static Wave3 drawn(Random& random, glm::vec3 amplitude, float frequency);
};

/// A path: straight motion with a smooth wander about it.
struct Curve {
  glm::vec3 base{0}, velocity{0};
  Wave3 wander;
  glm::vec3 at(float t) const { return base + velocity * t + wander.at(t); }
};

/// A frame that members hang on: a creature, a cart, a heap of boxes.
struct Group {
  Curve path;
  bool moves = false;
  bool heads = false;  ///< turns towards where it goes (about the vertical)
  float yaw = 0;
  glm::mat3 rest{1};
  glm::vec3 spin{0};    ///< rotation vector a unit of time
  Wave3 sway;           ///< small rotations
  Wave bob;             ///< up and down
  glm::vec3 centre{0};  ///< of what it carries, in its own frame: what a camera looks at
  float radius = 0.5f;
  glm::mat4 at(float t) const;  ///< world_from_group
};

/// One primitive: a unit shape of half-sizes `half`, hung on a joint of a group or of an earlier member.
struct Member {
  int group = -1;      ///< -1: stands in the world
  int parent = -1;     ///< an earlier member whose joint this one's joint hangs on
  glm::vec3 joint{0};  ///< in the frame of the group or the parent's joint
  glm::vec3 swingAxis{1, 0, 0};
  float swingMean = 0, swingAmplitude = 0, swingFrequency = 0, swingPhase = 0;
  glm::vec3 centre{0};  ///< of the shape, in the joint's frame
  glm::mat3 rest{1};    ///< shape to joint
  glm::vec3 half{1};
  float squash = 0, squashFrequency = 0, squashPhase = 0;  ///< breathing: scale along z, the inverse across
  float shear = 0;
  Shape shape = Shape::box;
  bool removable = true;  ///< may be dropped when it is in a camera's way
  Material material{};
};

/// Where a camera is at a time. `around` circles a point or the subject; `forward` walks along `eye`.
struct CameraPath {
  enum class Mode { around, forward } mode = Mode::around;
  Curve anchor;           ///< around: what is circled (before the share of the subject); forward: the eye
  int subject = -1;       ///< group; -1: none
  float anchorShare = 0;  ///< how far the circled point follows the subject
  float lookShare = 0;    ///< how far the look follows the subject
  float azimuth = 0, azimuthRate = 0, elevation = 0, elevationRate = 0, distance = 2, distanceRate = 0;
  Wave azimuthWander, elevationWander, distanceWander;
  float yaw = 0, yawRate = 0, pitch = 0, pitchRate = 0;  ///< forward: direction of the look
  Wave yawWander, pitchWander;
  Curve look;  ///< around: the point looked at, relative to the circled point
  float roll = 0;
  Wave rollWander;
  Wave3 shakeRotation, shakePosition;
  float floor = 1e9f, ceiling = -1e9f;  ///< the eye stays between these heights (y down: ceiling < floor)
  float shutter = 0;                    ///< half of the exposure, in units of time
  glm::mat4 at(float t, const std::vector<Group>& groups) const;  ///< world_from_camera
};

/// What a camera makes of colours; `drift` is added to the logarithm of the gain.
struct Look {
  glm::vec3 gain{1};
  float gamma = 1, haze = 0, saturation = 1, noise = 0;
  Wave drift;
};

/// One view to be rendered.
struct Shot {
  glm::mat4 open{1}, middle{1}, close{1};  ///< world_from_camera
  float openTime = 0, time = 0, closeTime = 0;
  int camera = 0;
  float fx = 1, fy = 1, cx = 0, cy = 0;
};

struct SampleScene {
  RigKind rig = RigKind::phonePath;
  CameraPath path;  ///< of phonePath, and of `densePath` for the other rigs
  std::vector<Group> groups;
  std::vector<Member> members;  ///< at most kMaxPrimitives; the surroundings are the last
  std::vector<Shot> shots;
  std::vector<Look> looks;  ///< per camera
  Light light{};
  float focusDistance = 2;  ///< how far away the subject is, for clearances
  float focal = 1;          ///< fx / width of the first camera
};

/// world_from_camera of an eye that looks at a point; the picture's up is away from +y, turned by `roll`.
glm::mat4 lookAt(glm::vec3 eye, glm::vec3 target, float roll);
glm::mat3 rotation(glm::vec3 vector);

/// world_from_shape (affine) of every member at time `t`, in order.
std::vector<glm::mat4> memberPoses(const SampleScene& scene, float t);

}  // namespace fsm::training
