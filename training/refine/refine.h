// Fits the 4D Gaussians of a scene to the frames that they were made from: gradient descent through the rasteriser, with the
// moves of "3D Gaussian Splatting as Markov Chain Monte Carlo" (Kheradmand et al. 2024) carried over to space-time. What is
// optimised, and why so, is told in training/README.md. No LibTorch in sight.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/core/image.h"
#include "reconstruction/core/metrics.h"
#include "reconstruction/core/progress.h"
#include "reconstruction/model/tensor_file.h"
#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/splatting/raster_pointers.h"
#include "training/trainer/safekeeping.h"

namespace fsm::training {

/// A frame and where it was taken from.
struct RefineFrame {
  Image image;     ///< display-referred
  View view;       ///< camera of `image`, in the scene's frame; normalised time
  int camera = 0;  ///< which physical camera, from 0: frames of one share an exposure
};

struct RefineInput {
  scene::GaussianScene start;
  std::vector<RefineFrame> frames;   ///< what is fitted
  std::vector<RefineFrame> heldOut;  ///< never fitted: only scored, before and after; may be empty
};

/// Weights of the loss: (1 - structure) L1 + structure (1 - SSIM) + regularisation.
struct RefineWeights {
  double structure = 0.2;
  double opacity = 0.01;      ///< of the mean opacity: what is not needed fades
  double scale = 0.01;        ///< of the mean scale, in units of the distance from the nearest camera
  double shortLife = 0.1;     ///< of how far below the spacing of the frames temporal scales are, squared logarithms
  double depthSmooth = 0.02;  ///< of differences of log depth between neighbours whose colours agree
};

/// Where arrays lie.
struct ArraysPlace {
  int cudaDevice = -1;     ///< -1: on the host
  void* stream = nullptr;  ///< a cudaStream_t, in which they are written
};

struct RefineOptions {
  std::string device = "auto";  ///< auto, cpu, cuda, cuda:1
  /// Length of the run: the first of the two that is reached; 0: no such bound. At least one is needed. The schedule of the
  /// learning rates spans it. Only a run bounded by steps alone is repeatable.
  int64_t steps = 0;
  double seconds = 0;  ///< summed over resumptions
  uint64_t seed = 1;
  int64_t budget = 0;  ///< most Gaussians; 0: as many as at the start
  int shDegree = 0;    ///< harmonics grow to this degree after a third of the run; a start of a higher one keeps its own
  RefineWeights weights;
  Safekeeping safekeeping;   ///< of the state, while it runs: a killed run goes on from there
  double statusSeconds = 3;  ///< between calls of the status listener, and of `publish`
  /// The Gaussians as they are now, on the host; on the thread of the run. Not called when `publishArrays` has just taken them.
  std::function<void(const scene::GaussianScene&)> publish;
  /// The same where they lie, without a copy: arrays on the run's device, for work that is put into their stream before
  /// the call returns. What surrounds them (frame, colours, settings) is that of the start. Returns
  /// whether they were taken. Called when the status is told and every `arraysSeconds` in between.
  std::function<bool(const splatting::GaussianPointers<float>&, ArraysPlace)> publishArrays;
  double arraysSeconds = 3;
};

/// Where nothing is said: a minute, and no more steps than this for each frame. What few frames see of something that moves is
/// learned by heart beyond it, and views that were held out get worse again (measured: README, "refined for").
inline constexpr double kDefaultRefineSeconds = 60;
inline constexpr int64_t kDefaultStepsPerFrame = 120;
/// Gives options without steps and seconds the default length for as many fitted frames.
void setDefaultLength(RefineOptions& options, size_t frames);

/// PSNR of frames, averaged: raw, and after an affine colour fit a camera, made on the first third of its frames and scored on
/// the rest (on its only one where there is one).
struct ViewScore {
  int frames = 0;
  double psnr = 0, psnrFitted = 0;
};

/// How a run stands.
struct RefineStatus {
  int64_t step = 0;
  double fraction = 0;  ///< of the run
  double seconds = 0;
  double loss = 0, psnr = 0;  ///< running means over the frames fitted last
  int64_t gaussians = 0;
  int64_t skipped = 0;  ///< steps whose gradients were not finite
  Image picture;        ///< of the first held-out frame's view, else of the first frame's
  /// Of `picture`, where a frame is held out: the curve that tells whether more steps help.
  std::optional<double> heldOutPsnr;
};
using RefineListener = std::function<void(const RefineStatus&)>;

struct RefineResult {
  scene::GaussianScene scene;
  std::vector<ColourFit>
      cameraColours;     ///< by camera: what maps the scene's colours to that camera's; their mean is the identity
  bool finished = true;  ///< false: cancelled; `state` goes on from there
  int64_t steps = 0, skipped = 0;
  double seconds = 0;
  ViewScore fittedBefore, fittedAfter;  ///< of `frames`, with the cameras' colours
  std::optional<ViewScore> heldOutBefore, heldOutAfter;
  TensorFile state;    ///< all that is needed to go on: parameters, moments, position
  std::string device;  ///< where it ran
};

/// Runs until the length is reached or `progress` is cancelled: then what was reached comes back, `finished` false. `resume`: the
/// state of an earlier run of the same input and seed; on the CPU with a length in steps the result is bit for bit that of one
/// run. Throws `Error` badInput (no frames, no Gaussians that can be drawn, no length, a state of another run), noDevice,
/// outOfMemory, fileDamaged (state).
RefineResult refine(const RefineInput& input, const RefineOptions& options, Progress& progress,
                    const RefineListener& listener = {}, const TensorFile* resume = nullptr);

/// Answers against the truth of `frames`, in their order.
ViewScore scoreViews(const std::vector<Image>& answers, const std::vector<RefineFrame>& frames);

}  // namespace fsm::training
