// What the tests of captures share: small pictures, poses, captures in memory, and the folder of real ones.
#pragma once

#include <QString>
#include <QTest>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <glm/gtc/matrix_transform.hpp>
#include <optional>

#include "reconstruction/capture/capture.h"
#include "reconstruction/capture/image_sources.h"
#include "reconstruction/core/error.h"

namespace fsm::testing {

/// Smooth, and different at every corner; `shade` tells frames apart.
inline Image picture(ImageSize size, double shade = 0.5) {
  Image image(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      float* p = image.at(x, y);
      p[0] = static_cast<float>((x + 0.5) / size.width);
      p[1] = static_cast<float>((y + 0.5) / size.height);
      p[2] = static_cast<float>(shade);
    }
  return image;
}

/// A camera at `centre` that looks at `target`; `up` is up in the world, `roll` turns the camera clockwise about its optical axis
/// (degrees).
inline glm::dmat4 lookAt(glm::dvec3 centre, glm::dvec3 target, glm::dvec3 up, double roll = 0) {
  const glm::dvec3 z = glm::normalize(target - centre);
  const glm::dvec3 x = glm::normalize(glm::cross(z, up));
  const glm::dvec3 y = glm::cross(z, x);
  const double c = std::cos(glm::radians(roll)), s = std::sin(glm::radians(roll));
  return {glm::dvec4(c * x + s * y, 0), glm::dvec4(c * y - s * x, 0), glm::dvec4(z, 0), glm::dvec4(centre, 1)};
}

inline Intrinsics intrinsicsFor(ImageSize size) {
  return {size, 0.9 * size.width, 0.85 * size.width, 0.48 * size.width, 0.53 * size.height};
}

/// Cameras on an arc around the origin, `moments` moments 0.1 s apart; still or moving.
inline Capture rig(int cameras, int moments, ImageSize size = {64, 36}, bool moving = false) {
  Capture capture;
  capture.name = "rig";
  for (int c = 0; c < cameras; ++c) {
    CaptureCamera camera;
    camera.name = "cam" + std::to_string(c);
    camera.intrinsics = intrinsicsFor(size);
    std::vector<Image> images;
    for (int f = 0; f < moments; ++f) {
      images.push_back(picture(size, (f + 1.0) / (moments + 1.0)));
      camera.times.push_back(0.1 * f);
      const double angle = 0.5 * c + (moving ? 0.02 * f : 0.0);
      if (moving || f == 0)
        camera.world_from_camera.push_back(lookAt({4 * std::sin(angle), -4 * std::cos(angle), 1.0}, glm::dvec3(0), {0, 0, 1}));
    }
    camera.images = std::make_shared<MemoryImages>(std::move(images));
    capture.cameras.push_back(std::move(camera));
  }
  return capture;
}

/// The error that `action` throws, or nothing.
inline std::optional<Error> errorOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

/// Passes when `action` throws an Error of `code` whose sentence contains `words`.
inline bool refuses(const std::function<void()>& action, ErrorCode code, const std::string& words) {
  const auto error = errorOf(action);
  if (!error) {
    qWarning("nothing was thrown; expected: %s", words.c_str());
    return false;
  }
  const bool right = error->code() == code && std::string(error->what()).find(words) != std::string::npos;
  if (!right) qWarning("thrown: %s: %s", errorCodeName(error->code()), error->what());
  return right;
}

/// The folder of shared fixtures: FSM_DATA, else the one beside the checkout.
inline std::filesystem::path dataFolder() {
  const char* given = std::getenv("FSM_DATA");
  return given && *given ? std::filesystem::path(given) : std::filesystem::path(FSM_DEFAULT_DATA);
}

inline bool hasCaptures() { return std::filesystem::is_directory(dataFolder() / "captures"); }

inline double largestDifference(const glm::dmat4& a, const glm::dmat4& b) {
  double most = 0;
  for (int c = 0; c < 4; ++c)
    for (int r = 0; r < 4; ++r) most = std::max(most, std::abs(a[c][r] - b[c][r]));
  return most;
}

}  // namespace fsm::testing
