// A picture of all directions (equirectangular: width twice the height) that stands infinitely far behind a scene.
//
// Its columns are longitudes, its rows latitudes: the middle row is the horizon, the upper edge is up. Seen from within, with the
// world's up axis u, the middle column lies in direction f and the column a quarter to its right in direction r:
//   f = the world's +z (or, where up is that axis, +x), made perpendicular to u;   r = f x u
// so that in a world of OpenCV axes (y down) the middle of the picture is straight ahead of the identity camera.
#pragma once

#include <filesystem>
#include <glm/glm.hpp>
#include <memory>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/core/image.h"
#include "reconstruction/core/layered_image.h"

namespace fsm::jobs {

class Environment {
 public:
  /// Throws badInput for a picture that is not about twice as wide as high (or empty).
  explicit Environment(const Image& picture);

  /// Linear light from `direction` (world, any length) where `up` (unit, world) is up: bilinear, across the seam too.
  glm::vec3 light(const glm::dvec3& direction, const glm::dvec3& up) const;
  /// Puts what `camera` sees of it behind `image`, blended in the image's encoding; the image is opaque then, its depth is kept.
  void putBehind(LayeredImage& image, const Camera& camera, const glm::dvec3& up) const;

 private:
  ImageSize size_;
  std::vector<float> light_;  ///< [height, width, 3]
};

/// PNG or JPEG. Throws notFound, fileDamaged, unsupported, badInput.
std::shared_ptr<const Environment> readEnvironment(const std::filesystem::path& file);

}  // namespace fsm::jobs
