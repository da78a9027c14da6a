// What the engine's tests share: tiny engines whose every tensor shows in the pixels, prepared views, and how results compare.
#pragma once

#include <QString>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <glm/gtc/matrix_transform.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/model/engine.h"

namespace fsm::engine_tests {

inline const EngineOptions kCpu{"cpu", "float32", ""};

inline ModelConfig tinyConfig() {
  ModelConfig config;
  config.dim = 64;
  config.layers = 2;
  config.attentionHeadDim = 16;
  config.fastHeadDim = 64;
  config.elastic.enabled = true;
  return config;
}

/// A random model's file with what the official initialisation keeps small made larger: what was read shows in the pixels.
inline TensorFile livelyFile(const ModelConfig& config, uint64_t seed, const std::filesystem::path& scratch) {
  Engine::random(config, seed, kCpu).save(scratch);
  TensorFile file = readSafetensors(scratch / "model.safetensors");
  for (auto& [name, tensor] : file.tensors) {
    const bool small = name.ends_with("c_proj.weight") || name == "image_token_decoder.1.weight";
    if (!small) continue;
    std::vector<float> values = tensor.toFloats();
    for (float& value : values) value *= name.ends_with("c_proj.weight") ? 20.0f : 8.0f;
    tensor = HostTensor::fromFloats(values, tensor.shape);
  }
  return file;
}

inline Engine livelyEngine(const ModelConfig& config, uint64_t seed, const std::filesystem::path& scratch,
                           const EngineOptions& options = kCpu) {
  const std::filesystem::path path = scratch / "lively.safetensors";
  writeSafetensors(path, livelyFile(config, seed, scratch));
  return Engine::load(path, options);
}

inline Image tinyImage(ImageSize size, double phase) {
  Image image(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      for (int c = 0; c < 3; ++c)
        image.at(x, y)[c] = static_cast<float>(0.5 + 0.4 * std::sin(0.3 * x + 0.2 * y * (c + 1) + phase));
  return image;
}

/// View `i` on an arc, in the model's frame; without an image.
inline PreparedView askedView(ImageSize size, int i) {
  const double angle = 0.25 * i;
  PreparedView view;
  view.camera.intrinsics = {size, 0.9 * size.width, 0.9 * size.width, 0.5 * size.width, 0.5 * size.height};
  view.camera.world_from_camera = glm::rotate(glm::dmat4(1.0), angle, glm::dvec3(0, 1, 0));
  view.camera.world_from_camera[3] = {0.8 * std::sin(angle), 0.05 * i, 0.5 - 0.5 * std::cos(angle), 1};
  view.time = -1 + 0.3 * i;
  return view;
}

inline PreparedView readView(ImageSize size, int i) {
  PreparedView view = askedView(size, i);
  view.image = tinyImage(size, 0.7 * i);
  return view;
}

inline PreparedCapture captureOf(std::vector<PreparedView> views) { return {{}, std::move(views)}; }

/// `count` views of one size, the first of them view `first`.
inline PreparedCapture readViews(int count, ImageSize size = {32, 24}, int first = 0) {
  std::vector<PreparedView> views;
  views.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) views.push_back(readView(size, first + i));
  return captureOf(std::move(views));
}

inline SpatialMemory encoded(const Engine& engine, const PreparedCapture& capture) {
  Progress progress;
  return engine.encode(capture, progress);
}

/// Images in the order of `views`; fails the test's comparison (empty) when they came in another order.
inline std::vector<Image> rendered(const Engine& engine, const SpatialMemory& memory, const std::vector<PreparedView>& views) {
  Progress progress;
  std::vector<Image> images;
  bool inOrder = true;
  engine.render(
      memory, views,
      [&](size_t index, Image&& image) {
        inOrder = inOrder && index == images.size();
        images.push_back(std::move(image));
      },
      progress);
  return inOrder ? images : std::vector<Image>{};
}

inline Image probe(const Engine& engine, const SpatialMemory& memory) {
  return rendered(engine, memory, {askedView({40, 32}, 3)}).at(0);
}

/// Largest difference of two lists of numbers; infinite where there are none, their counts differ or one is no number.
inline double difference(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size() || a.empty()) return std::numeric_limits<double>::infinity();
  double most = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!std::isfinite(a[i]) || !std::isfinite(b[i])) return std::numeric_limits<double>::infinity();
    most = std::max(most, static_cast<double>(std::abs(a[i] - b[i])));
  }
  return most;
}
inline double difference(const Image& a, const Image& b) {
  return a.size == b.size ? difference(a.rgb, b.rgb) : std::numeric_limits<double>::infinity();
}

/// The fast weights of one block, one list.
inline std::vector<float> fastWeights(const SpatialMemory& memory, int block) {
  const TensorFile file = memory.toTensors();
  std::vector<float> all;
  for (const char* name : {"w0", "w1", "w2"}) {
    const std::vector<float> part = file.tensors.at("blocks." + std::to_string(block) + "." + name).toFloats();
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

/// Passes when `action` throws an Error of `code` whose sentence contains `words`.
inline bool refuses(const std::function<void()>& action, ErrorCode code, const std::string& words) {
  try {
    action();
  } catch (const Error& error) {
    const bool right = error.code() == code && std::string(error.what()).find(words) != std::string::npos;
    if (!right) qWarning("thrown: %s: %s", errorCodeName(error.code()), error.what());
    return right;
  } catch (const std::exception& error) {
    qWarning("thrown, but no Error: %s", error.what());
    return false;
  }
  qWarning("nothing was thrown; expected: %s", words.c_str());
  return false;
}

/// The folder of shared fixtures: FSM_DATA, else the one beside the checkout.
inline std::filesystem::path dataFolder() {
  const char* given = std::getenv("FSM_DATA");
  return given && *given ? std::filesystem::path(given) : std::filesystem::path(FSM_DEFAULT_DATA);
}

}  // namespace fsm::engine_tests
