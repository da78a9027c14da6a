// What a fine-tuning will take on a machine, said before it starts: memory from the numbers that are kept, time from the products
// that are computed. Plain C++; `measureMachine` is the part that looks at the machine.
//
//   bytes = weights + learning + activations
//   weights     P floats of the base and P of what is scored; half of that again where products run in bfloat16
//   learning    full: 4 P floats (the learned copy, its gradient, two moments); lowRank: P floats for base + addition and 5 for
//               each number that learns; and a few copies of kUpdatedTogether numbers while they are changed
//   activations kActivationFloats d floats a token and block: of all blocks, or with checkpointing of one and d a token for each
//               of the others; kPixelFloats a pixel read where the model makes Gaussians
//   seconds = operations of a step (trainer/flops.h; with checkpointing 4/3) / (rate of large products * share reached) + what
//             the optimiser takes for each number that learns
#pragma once

#include <cstdint>
#include <span>
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

/// `inputs`: sizes of the input frames as the scene has read them. `holdsOut`: the plan has frames of its own to score. Throws
/// badInput (too few frames).
FinetuneProblem finetuneProblem(const ModelConfig& model, std::span<const ImageSize> inputs, bool holdsOut,
                                const FinetuneOptions& options);

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

/// Whether a matrix gets an addition of rank `rank`: where that is the smaller part.
bool takesAddition(int64_t rows, int64_t columns, int rank);
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
