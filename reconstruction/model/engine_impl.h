// What stands behind `Engine` and `SpatialMemory`. LibTorch header.
#pragma once

#include <span>

#include "reconstruction/model/engine.h"
#include "reconstruction/model/inference.h"

namespace fsm {

struct SpatialMemory::Impl {
  model::InferenceMemory memory;
  CapturePreparation preparation;
  int framesRead = 0;
  bool approximate = false;
  std::string modelName;
};

struct Engine::Impl {
  model::Weights weights;  ///< matrices already in the type of the products
  std::string name;
  torch::Device device = torch::kCPU;
  Precision precision = Precision::float32;
  EngineStats stats;

  model::InferenceOptions inferenceOptions() const;
};

namespace model {

/// An engine of weights that are at hand, on their device; matrices are cast to the type of the products.
Engine engineOf(Weights weights, std::string name, torch::Device device, Precision precision);

/// Views of one size as a batch of one sample, with their images or without.
ViewBatch batchOf(std::span<const PreparedView* const> views, bool withImages, torch::Device device);

}  // namespace model

}  // namespace fsm
