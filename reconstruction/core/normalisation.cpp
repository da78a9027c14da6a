#include "reconstruction/core/normalisation.h"

namespace fsm {

glm::dmat4 Normalisation::normalisedPose(const glm::dmat4& world_from_camera) const {
  glm::dmat4 out = frame_from_world * world_from_camera;
  out[3] = glm::dvec4(glm::dvec3(out[3]) * scale, 1.0);
  return out;
}

glm::dmat4 Normalisation::worldPose(const glm::dmat4& normalised_from_camera) const {
  glm::dmat4 pose = normalised_from_camera;
  pose[3] = glm::dvec4(glm::dvec3(pose[3]) / scale, 1.0);
  return inverseRigid(frame_from_world) * pose;
}

double Normalisation::normalisedTime(Seconds time) const { return (time - timeCentre) / timeHalfRange; }

Seconds Normalisation::seconds(double normalisedTime) const { return normalisedTime * timeHalfRange + timeCentre; }

View Normalisation::normalisedView(const View& view) const {
  return {{view.camera.intrinsics, normalisedPose(view.camera.world_from_camera)}, normalisedTime(view.time)};
}

}  // namespace fsm
