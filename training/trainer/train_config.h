// The training configuration: one JSON file, every key documented in training/README.md. Parsed strictly.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/model/config.h"

namespace fsm::training {

/// A capture on disk (capture_cache.h) that is mixed in.
struct CaptureShare {
  std::filesystem::path cache;
  double share = 0;  ///< of all samples
};

struct DataConfig {
  std::filesystem::path textures;  ///< folder of images; empty: procedural textures only
  int proceduralTiles = 240;
  std::array<double, 3> rigShares{0.65, 0.2, 0.15};  ///< phonePath, stillCameras, arc
  int samplesPerAxis = 2;
  bool photometry = true;
  bool motionBlur = true;
  double interpolateShare = 0.7;
  double allInputsShare = 0.4;  ///< samples that see all inputs; the others see fewestInputs ... all
  int fewestInputs = 4;
  std::vector<CaptureShare> captures;
};

/// Part of the run with one resolution. The sizes (aspect ratios) take turns, one a step.
struct Stage {
  std::vector<ImageSize> sizes;
  int batch = 1;
  int inputs = 16;
  int targets = 6;
  double until = 1;  ///< fraction of the run at which the stage ends
};

struct LossWeights {
  double mse = 1;
  double gradient = 0.05;
  double perceptual = 0;
  std::filesystem::path perceptualWeights;
};

/// For models with both decoders: what the Gaussians of a step are asked for. Samples and views take turns over the steps.
struct GaussianTraining {
  int samples = 16;       ///< samples of a step whose Gaussians are rasterised, at most
  int views = 3;          ///< target views each, at most
  double weight = 1;      ///< of the rasterised views' loss (mse, gradient and perceptual as for the image decoder)
  double distance = 0.1;  ///< of the mean absolute error of the logarithm of the Gaussians' distances (procedural samples)
};

/// Whichever is positive.
struct Interval {
  int64_t steps = 0;
  double seconds = 0;
};

struct ValidationConfig {
  Interval every{0, 300};
  int scenes = 32;
  int inputs = 16;
  int targets = 6;
  ImageSize size{128, 72};
  uint64_t seed = 777;
};

struct TrainConfig {
  ModelConfig model;
  std::filesystem::path initial;  ///< weights to start from; empty: random
  std::string device = "auto";    ///< auto, cpu, cuda, cuda:N
  Precision precision = Precision::bfloat16;
  bool checkpointing = false;
  uint64_t seed = 1;
  int64_t steps = 0;   ///< length of the run: steps, or
  double seconds = 0;  ///< wall clock; exactly one is positive
  int64_t warmupSteps = 300;
  double muonRate = 2e-3;
  double adamRate = 1e-3;
  double finalRateFraction = 0.02;
  double weightDecay = 0.05;
  double clip = 1;
  double emaDecay = 0.999;
  DataConfig data;
  std::vector<Stage> stages;
  LossWeights loss;
  GaussianTraining gaussians;
  int64_t logSteps = 50;
  ValidationConfig validation;
  Interval save{0, 300};
};

/// Relative paths are taken from the file's folder. Throws `Error` badInput naming the key that is unknown, missing or out of
/// range.
TrainConfig readTrainConfig(const std::filesystem::path& path);
TrainConfig parseTrainConfig(const nlohmann::json& json, const std::filesystem::path& folder);

}  // namespace fsm::training
