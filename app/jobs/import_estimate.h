// What it will take to bring footage in and to reconstruct it, told before it begins; and what would fit where it was too much.
//
//   seconds = frames to decode * pixels * a rate of the processor      (H.264 of a phone, to a float picture)
//           + frames to write * pixels * another rate                  (H.264 at high quality)
//           + frames whose cameras are estimated * a rate               (COLMAP: features, matching, mapping)
//           + products of reading the frames and of decoding Gaussians / (measured rate of large products * share reached)
//           + a fixed time (the model is loaded, the memory saved)
//   bytes   = program and libraries + weights + what a token and a pixel take while they are read + decoded Gaussians
// The rates were measured on two slow cores of a server with the default model (each constant says how); the rate of products is
// measured on the machine itself. Right within a factor of two.
#pragma once

#include <cstdint>
#include <optional>

#include "app/jobs/reconstruct_job.h"
#include "reconstruction/core/geometry.h"
#include "reconstruction/model/config.h"
#include "training/finetune/estimate.h"

namespace fsm::jobs {

/// Long sides at which a reconstruction is offered, the default one included; increasing.
inline constexpr int kReadSizes[] = {128, 192, 256, 384, 512};
inline constexpr int kDefaultReadSize = 256;

struct ImportWork {
  ImageSize source;       ///< of the frames as filmed; the largest where cameras differ
  int decodedFrames = 0;  ///< over all cameras, passed over ones included: videos are decoded forward
  int poseFrames = 0;     ///< whose cameras are estimated; 0: they are known
  int writtenFrames = 0;  ///< into a capture folder; 0: the footage is used where it lies
  int inputs = 0;         ///< frames that the model reads
  ImageSize size;         ///< at which it reads them
  bool gaussians = true;
};

/// What the estimate needs to know of the machine and of the model.
struct ImportMachine {
  ModelConfig model;
  training::FinetuneMachine device;
  int cores = 1;
};

struct ImportEstimate {
  double importSeconds = 0;       ///< until the cameras are known and the frames written
  double reconstructSeconds = 0;  ///< from there to the scene
  double memoryBytes = 0;         ///< at the worst moment, of the device that computes
  bool fits = true;               ///< into what is free there now
  double seconds() const { return importSeconds + reconstructSeconds; }
};

/// Asks nothing of the machine.
ImportEstimate estimateImport(const ImportWork& work, const ImportMachine& machine);

/// The machine as `request` would use it. Loads the model to know its shape, and measures the device the first time it is asked
/// about: for a worker. Throws as loading does.
ImportMachine measureImportMachine(const ModelRequest& request);

/// The size at which the model reads frames of `source` with the long side `longSide`: as PrepareOptions makes it.
ImageSize readSize(ImageSize source, int longSide, int patch);
/// The largest frames of a capture.
ImageSize largestFrame(const Capture& capture);

/// What `reconstruct` does with a posed capture. Throws badInput as choosing the inputs does.
ImportWork reconstructionWork(const Capture& capture, const ReconstructOptions& options, int patch);

/// What to try when `options` were too much for the memory of `machine`: first smaller frames, then fewer, the largest that
/// fits into what is free and takes at most three quarters of what failed; where nothing of that fits on a graphics card, the
/// processor. Nothing where it is as small as it can be.
std::optional<ReconstructOptions> whatWouldFit(const ReconstructOptions& options, const Capture& capture,
                                               const ImportMachine& machine);

}  // namespace fsm::jobs
