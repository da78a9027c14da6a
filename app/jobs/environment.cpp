#include "app/jobs/environment.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/srgb.h"
#include "training/data/parallel.h"

namespace fsm::jobs {

namespace {

constexpr double kPi = std::numbers::pi;
/// Widths in heights that are taken as "all directions".
constexpr double kNarrowest = 1.9, kWidest = 2.1;
/// What covers a pixel this much hides what is behind it.
constexpr float kHidden = 1 - 1e-4f;

/// Straight ahead where `up` is up.
glm::dvec3 aheadOf(const glm::dvec3& up) {
  const glm::dvec3 axis = std::abs(up.z) < 0.999 ? glm::dvec3(0, 0, 1) : glm::dvec3(1, 0, 0);
  return glm::normalize(axis - up * glm::dot(axis, up));
}

}  // namespace

Environment::Environment(const Image& picture) : size_(picture.size) {
  const double shape = size_.height > 0 ? static_cast<double>(size_.width) / size_.height : 0;
  if (picture.empty() || shape < kNarrowest || shape > kWidest)
    throw Error(ErrorCode::badInput, "A background of all directions is twice as wide as high (equirectangular), but this is " +
                                         std::to_string(size_.width) + "x" + std::to_string(size_.height) +
                                         ". Choose a panorama, or a colour.");
  light_.resize(picture.rgb.size());
  training::parallelFor(size_.height, [&](int y) {
    const size_t row = static_cast<size_t>(size_.width) * 3;
    for (size_t i = row * y; i < row * (y + 1); ++i) light_[i] = static_cast<float>(linearFromSrgb(picture.rgb[i]));
  });
}

glm::vec3 Environment::light(const glm::dvec3& direction, const glm::dvec3& up) const {
  const glm::dvec3 ahead = aheadOf(up), right = glm::cross(ahead, up);
  const double longitude = std::atan2(glm::dot(direction, right), glm::dot(direction, ahead));
  const double latitude = std::asin(std::clamp(glm::dot(direction, up) / glm::length(direction), -1.0, 1.0));
  const double u = (longitude / (2 * kPi) + 0.5) * size_.width - 0.5, v = (0.5 - latitude / kPi) * size_.height - 0.5;
  const double left = std::floor(u), top = std::floor(v);
  const auto fx = static_cast<float>(u - left), fy = static_cast<float>(v - top);
  const auto at = [&](int x, int y) {
    const int column = (x % size_.width + size_.width) % size_.width, row = std::clamp(y, 0, size_.height - 1);
    const float* p = light_.data() + (static_cast<size_t>(row) * size_.width + column) * 3;
    return glm::vec3(p[0], p[1], p[2]);
  };
  const int x = static_cast<int>(left), y = static_cast<int>(top);
  return glm::mix(glm::mix(at(x, y), at(x + 1, y), fx), glm::mix(at(x, y + 1), at(x + 1, y + 1), fx), fy);
}

void Environment::putBehind(LayeredImage& image, const Camera& camera, const glm::dvec3& up) const {
  requirePixels(image);
  const glm::dmat3 world_from_camera(camera.world_from_camera);
  const Intrinsics& lens = camera.intrinsics;
  training::parallelFor(image.size.height, [&](int y) {
    for (int x = 0; x < image.size.width; ++x) {
      float* p = image.at(x, y);
      const float covered = p[3] > 0 ? std::min(p[3], 1.0f) : 0.0f;
      p[3] = 1;
      if (covered >= kHidden) continue;
      const glm::dvec3 ray((x + 0.5 - lens.cx) / lens.fx, (y + 0.5 - lens.cy) / lens.fy, 1);
      glm::vec3 behind = light(world_from_camera * ray, up);
      for (int c = 0; c < 3; ++c) {
        if (image.encoding == ColourEncoding::display) behind[c] = static_cast<float>(srgbFromLinear(behind[c]));
        p[c] += (1 - covered) * behind[c];
      }
    }
  });
}

std::shared_ptr<const Environment> readEnvironment(const std::filesystem::path& file) {
  return std::make_shared<const Environment>(readImageFile(file));
}

}  // namespace fsm::jobs
