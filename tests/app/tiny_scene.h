// A capture and a model small enough for tests: coloured gradients that move, and random weights.
#pragma once

#include <cmath>
#include <filesystem>

#include "app/animation/orbit.h"
#include "reconstruction/capture/capture.h"
#include "reconstruction/capture/image_sources.h"
#include "reconstruction/model/engine.h"

namespace fsm::tests {

inline Image tinyImage(ImageSize size, double phase) {
  Image image(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      for (int c = 0; c < 3; ++c)
        image.at(x, y)[c] = static_cast<float>(0.5 + 0.4 * std::sin(0.2 * x + 0.15 * y * (c + 1) + phase));
  return image;
}

/// `cameras` on an arc about the origin: the first moves, the others stand still. `frames` at 10 a second.
inline Capture tinyCapture(int cameras, int frames, ImageSize size = {48, 32}) {
  Capture capture;
  capture.name = "tiny";
  for (int c = 0; c < cameras; ++c) {
    CaptureCamera camera;
    camera.name = "cam" + std::to_string(c);
    camera.intrinsics = {size, 50, 50, size.width / 2.0, size.height / 2.0};
    std::vector<Image> images;
    for (int f = 0; f < frames; ++f) {
      const double angle = 0.3 * c + (c == 0 ? 0.02 * f : 0.0);
      camera.times.push_back(0.1 * f);
      images.push_back(tinyImage(size, 0.3 * f + c));
      if (c == 0 || f == 0)
        camera.world_from_camera.push_back(
            animation::lookAt({4 * std::sin(angle), -0.5, -4 * std::cos(angle)}, {0, 0, 0}, {0, -1, 0}));
    }
    camera.images = std::make_shared<MemoryImages>(std::move(images));
    capture.cameras.push_back(std::move(camera));
  }
  return capture;
}

inline Engine tinyEngine(uint64_t seed = 7, Decoder decoder = Decoder::image) {
  ModelConfig config;
  config.decoder = decoder;
  config.dim = 64;
  config.layers = 2;
  config.attentionHeadDim = 32;
  config.fastHeadDim = 64;
  config.elastic.enabled = true;
  return Engine::random(config, seed, {"cpu", "float32", ""});
}

/// Everything in a folder, hidden files too: for tests that nothing was left behind.
inline size_t entriesIn(const std::filesystem::path& folder) {
  size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

}  // namespace fsm::tests
