// The parts of a network fixture: configuration, views and expected tensors, checked before anything is computed from them.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "reconstruction/core/geometry.h"
#include "reconstruction/model/network.h"

namespace fsm::parity {

struct NetworkFixture {
  std::string name;
  ModelConfig config;
  bool bfloat16Iteration = false;            ///< Newton-Schulz on bfloat16 matrices: only the renderings' RMS is comparable
  Precision precision = Precision::float32;  ///< of the official run
  int maxFrames = 0;                         ///< frame_time in [0, maxFrames - 1] maps to [-1, 1]
  std::filesystem::path weights;
  TensorFile tensors;

  /// Whether more than the renderings' RMS says something.
  bool tight() const { return !bfloat16Iteration && precision == Precision::float32; }
};

/// The JSON object at `path`. Throws `Error` notFound or fileDamaged.
nlohmann::json readFixtureJson(const std::filesystem::path& path);
/// Throws `Error` naming the key or part that is missing, damaged or wrong.
NetworkFixture readNetworkFixture(const std::filesystem::path& jsonPath, const nlohmann::json& json);

bool hasTensor(const TensorFile& file, const std::string& name);
/// Throws `Error` fileDamaged naming the tensor when it is missing.
torch::Tensor tensorOf(const TensorFile& file, const std::string& name, const std::string& fixture);
/// The views under `prefix` ("in", "target") on `device`; "in" must have images. Throws `Error` when shapes disagree.
model::ViewBatch viewsOf(const NetworkFixture& fixture, const std::string& prefix, torch::Device device);
/// Height and width of the target images, which only the expected rendering [B, T, 3, H, W] tells.
ImageSize targetSize(const NetworkFixture& fixture);

}  // namespace fsm::parity
