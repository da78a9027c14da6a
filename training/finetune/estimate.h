// What a fine-tuning will take on a machine, said before it starts: memory from the numbers that are kept, time from the products
// that are computed. Plain C++; `measureMachine` is the part that looks at the machine.
//
//   bytes = weights + learning + activations
//   weights     P floats of the base (and half of it again where products run in bfloat16)
//   learning    full: 4 P floats (the learned copy, its gradient, two moments), and P more for the best so far on the host;
//               lowRank: P floats for base + addition, the largest matrix's gradient, 5 floats a number that learns
//   activations kActivationFloats d floats a token and block, all blocks or, with checkpointing, one (and d a token for the
//               others); plus the Gaussians of the pixels read, where the model makes some
//   seconds = operations of a step (trainer/flops.h; with checkpointing 4/3) / (rate of large products * kShareOfRate)
#pragma once

#include <cstdint>
#include <string>

#include "reconstruction/core/geometry.h"
#include "reconstruction/model/config.h"
#include "training/finetune/finetune.h"

namespace fsm::training {

struct FinetuneProblem {
  ModelConfig model;
  ImageSize size;           ///< of the frames as they are trained on
  int frames = 0;           ///< that can be read or asked for
  FinetuneOptions options;  ///< mode, rank, inputs, targets, length
};

struct FinetuneMachine {
  std::string name;  ///< of the device, for people
  bool cuda = false;
  double flops = 0;        ///< operations a second of large products, measured
  uint64_t freeBytes = 0;  ///< that can be taken now
  bool bfloat16 = false;   ///< products run in it
};

struct FinetuneEstimate {
  FinetuneMode mode = FinetuneMode::full;  ///< never automatic
  bool checkpointing = false;
  int inputs = 0, targets = 0;  ///< of a step
  uint64_t memoryBytes = 0;     ///< beyond what the program holds already
  uint64_t modelBytes = 0;      ///< of the model folder that is written
  double secondsPerStep = 0;
  bool fits = true;  ///< in the free memory
  std::string note;  ///< one or two sentences for the user: where it runs, how slow that is, what would fit
};

/// Learned numbers of a model (as model::Weights::count).
int64_t parameterCount(const ModelConfig& model);
/// Numbers that learn in `mode`.
int64_t learnedCount(const ModelConfig& model, FinetuneMode mode, int rank);

/// Asks nothing of the machine. Where mode, inputs or targets are left to it, it takes the most that fits in `machine`'s free
/// memory. Throws badInput (fewer than two frames).
FinetuneEstimate estimateFinetune(const FinetuneProblem& problem, const FinetuneMachine& machine);
/// For the message that says that memory is not enough: the largest change of `problem` that would fit, as advice; never empty.
std::string whatWouldFit(const FinetuneProblem& problem, const FinetuneMachine& machine);

/// `device` as EngineOptions has it. Takes some milliseconds the first time a device is asked about. Throws noDevice, badInput.
FinetuneMachine measureMachine(const std::string& device, const std::string& precision);

}  // namespace fsm::training
