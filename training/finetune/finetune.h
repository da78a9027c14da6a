// Adapts the weights of a Fast Spatial Memory model to one capture: leave-some-out training on the capture's own input frames.
// Each step reads a random part of the frames and is asked for some of the others, through the image decoder and, where the model
// has one, the Gaussian decoder. The weights are pulled towards where they started, and only weights that were measured to be
// better are given back. How, and what was measured, is told in training/README.md. No LibTorch in sight.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/capture/prepare.h"
#include "reconstruction/core/progress.h"
#include "reconstruction/model/engine.h"
#include "reconstruction/scene/gaussians4d.h"
#include "training/refine/refine.h"
#include "training/trainer/safekeeping.h"

namespace fsm::training {

/// full: every weight learns. lowRank: the base stays as it is, matrices get additions of low rank (Hu et al. 2021), which are
/// merged into them at the end: a fifth of the memory, less freedom. automatic: full where the memory allows it.
enum class FinetuneMode { automatic, full, lowRank };
/// "auto", "full", "low-rank".
const char* name(FinetuneMode mode);
/// Throws badInput for other words.
FinetuneMode finetuneModeFromName(const std::string& text);

/// The scene that is made from a memory: what people will see, so what is scored.
using GaussianMaker = std::function<scene::GaussianScene(const Engine&, const SpatialMemory&, const PreparedCapture&, Progress&)>;

struct FinetuneInput {
  PreparedCapture inputs;  ///< what the model reads, and learns from
  std::vector<PreparedView>
      heldOut;                  ///< in the frame of `inputs`: never read, never asked for in training, only scored; may be empty
  GaussianMaker makeGaussians;  ///< empty: the Gaussians of the model are trained, but not scored
  std::string modelId;          ///< of the weights to start from: a saved state of others is refused
};

struct FinetuneOptions {
  FinetuneMode mode = FinetuneMode::automatic;
  int rank = 8;                    ///< of the additions of `lowRank`, >= 1
  std::string precision = "auto";  ///< of matrix products: auto, float32, bfloat16; the learned weights are float32
  /// Length of the run: the first of the two that is reached; 0: no such bound. At least one is needed. Only a run bounded by
  /// steps alone is repeatable.
  int64_t steps = 0;
  double seconds = 0;  ///< summed over resumptions, scoring between steps included
  uint64_t seed = 1;
  int inputs = 0;            ///< most frames that a step reads; 0: chosen by the number of frames and the memory
  int targets = 0;           ///< most frames that a step is asked for; 0: likewise
  int longSide = 0;          ///< frames are shrunk to this long side for training (not for scoring); 0: as they are
  double rate = 0;           ///< largest learning rate; 0: kFullRate or kLowRankRate
  double pull = 10;          ///< towards the start: a weight that is pushed one way all the time gets at most 1 / pull away
  std::string name;          ///< of the model that comes out; empty: the start's with "-fine-tuned" behind it
  Safekeeping safekeeping;   ///< of the state, while it runs: a killed run goes on from there
  double statusSeconds = 3;  ///< between calls of the status listener
  /// The Gaussians of the weights scored last, where they are made; called on the thread of the run.
  std::function<void(const scene::GaussianScene&)> publish;
};
inline constexpr double kFullRate = 1e-4, kLowRankRate = 1e-3;

/// PSNR of the frames that are scored, by decoder; raw, and after a colour fit a camera.
struct FinetuneScore {
  int64_t step = 0;
  std::optional<ViewScore> images, gaussians;
  /// Mean PSNR of the decoders that are scored.
  double psnr() const;
};

/// What a run has decided before its first step.
struct FinetunePlan {
  FinetuneMode mode = FinetuneMode::full;  ///< never automatic
  int rank = 0;                            ///< of lowRank
  bool checkpointing = false;              ///< activations are computed twice rather than kept
  int inputs = 0, targets = 0;             ///< of a step
  std::vector<FrameId> scored;             ///< frames that are only scored
  bool heldBack = false;                   ///< `scored` were held back from the inputs, because the plan held none out
  std::string note;                        ///< for the user, as FinetuneEstimate::note; may be empty
};

struct FinetuneStatus {
  int64_t step = 0;
  double fraction = 0;  ///< of the run
  double seconds = 0;
  double loss = 0, psnr = 0;  ///< running means over the last steps; psnr: of the image decoder's (else the Gaussians') targets
  int64_t skipped = 0;        ///< steps whose gradients were not finite
  std::optional<FinetuneScore> scored;  ///< made since the last status, if any
  FinetuneScore start, best;
  FinetunePlan plan;
  Image picture;  ///< of the first scored frame's view, by the weights scored last
};
using FinetuneListener = std::function<void(const FinetuneStatus&)>;

struct FinetuneResult {
  /// The weights that scored best, as they were scored; null: none were better than the start.
  std::shared_ptr<const Engine> engine;
  FinetunePlan plan;
  bool finished = true;       ///< false: cancelled; `state` goes on from there
  bool stoppedEarly = false;  ///< nothing had become better for a while
  int64_t steps = 0, skipped = 0;
  int unscored = 0;     ///< times that the weights showed nothing that could be scored
  int64_t learned = 0;  ///< numbers that learn
  double seconds = 0;
  FinetuneScore before, after;       ///< of the start, and of `engine` (of the start where it is null)
  std::vector<FinetuneScore> curve;  ///< all scores in the order of steps, the start's first
  TensorFile state;                  ///< all that is needed to go on: learned numbers, moments, the best so far, position
  std::string device;                ///< where it ran
};

/// Runs on the device of `start`, whose weights should be float32, until the length is reached, nothing becomes better any more,
/// or `progress` is cancelled: then what was reached is scored and comes back, `finished` false. `resume`: the state of an
/// earlier run of the same input, seed and mode; on the CPU with a length in steps the result is bit for bit that of one run.
/// Guarantee: no decoder of `engine` scores worse than it did at the start, and their mean is better.
/// Throws badInput (too few frames, no length, a state of another run), outOfMemory (saying what would fit), fileDamaged (state).
FinetuneResult finetune(const Engine& start, const FinetuneInput& input, const FinetuneOptions& options, Progress& progress,
                        const FinetuneListener& listener = {}, const TensorFile* resume = nullptr);

}  // namespace fsm::training
