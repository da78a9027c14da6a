// What stands behind `Engine` and `SpatialMemory`. LibTorch header.
#pragma once

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

}  // namespace fsm
