#include "app/jobs/import_estimate.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <ranges>
#include <thread>
#include <utility>
#include <vector>

#include "app/jobs/number.h"
#include "reconstruction/capture/plan.h"
#include "training/trainer/flops.h"

namespace fsm::jobs {

namespace {

// Measured with the default model on the captures of a phone (1280x720), two busy cores of an AMD EPYC.
constexpr double kDecodeCoreSeconds = 30e-9;   ///< a pixel and core: H.264, converted to floats
constexpr double kWriteCoreSeconds = 260e-9;   ///< a pixel and core: H.264 at high quality
constexpr double kPoseCoreSeconds = 2.5;       ///< a frame and core at a long side of 960, features and matching
constexpr double kFixedSeconds = 1.5;          ///< the model is loaded, threads start
constexpr double kGaussianCoreSeconds = 7e-6;  ///< a pixel read and core: chosen among all by what the views need
constexpr double kShareCpu = 0.6, kShareCuda = 0.3;
// Bytes: the same runs, which took 0.73 GB for two frames of 128x72 and 0.96 GB for 32 of 256x144.
constexpr double kProgramBytes = 6.5e8;
constexpr double kTokenFloats = 4;       ///< a token and dimension: a block computes in parts
constexpr double kPixelFloats = 26;      ///< a pixel read: the picture, and its Gaussian before the best are chosen
constexpr double kSourceFloats = 3 * 2;  ///< a pixel of the one or two frames that are held as filmed

constexpr double kFloat = 4;
constexpr double kUsableShare = 0.85;  ///< of the free memory: what is not counted needs some too
constexpr double kLessShare = 0.75;
constexpr int kFewestInputs = 4;

double pixelsOf(ImageSize size) { return static_cast<double>(size.width) * size.height; }

double bytesOf(const ImportWork& work, const ImportMachine& machine) {
  const ModelConfig& model = machine.model;
  const double pixels = work.inputs * pixelsOf(work.size);
  const double tokens = pixels / (static_cast<double>(model.patch) * model.patch);
  double bytes = kFloat * (static_cast<double>(training::parameterCount(model)) * (machine.device.bfloat16 ? 1.5 : 1) +
                           tokens * model.dim * kTokenFloats + (work.gaussians ? pixels * kPixelFloats : pixels * 3));
  if (!machine.device.cuda) bytes += kProgramBytes + kFloat * kSourceFloats * pixelsOf(work.source);
  return bytes;
}

double reconstructSeconds(const ImportWork& work, const ImportMachine& machine) {
  const bool both = work.gaussians && machine.model.makesGaussians();
  const double operations = training::forwardFlops(machine.model, work.size, work.inputs, both ? work.inputs : 0);
  const double rate = std::max(1.0, machine.device.flops) * (machine.device.cuda ? kShareCuda : kShareCpu);
  const double decoding = work.inputs * pixelsOf(work.source) * kDecodeCoreSeconds;
  const double choosing = both ? work.inputs * pixelsOf(work.size) * kGaussianCoreSeconds : 0;
  return kFixedSeconds + operations / rate + (decoding + choosing) / std::max(1, machine.cores);
}

/// The long side that `options` ask for.
int longSideOf(const ReconstructOptions& options) {
  return options.size.empty() ? kDefaultReadSize : parseInteger(options.size).value_or(kReadSizes[std::size(kReadSizes) - 1]);
}

/// Smaller frames before fewer: detail is lost, but nothing that happened.
std::vector<ReconstructOptions> lessOf(const ReconstructOptions& options, int inputs) {
  std::vector<ReconstructOptions> out;
  const int side = longSideOf(options);
  for (;; inputs /= 2) {
    for (const int size : std::ranges::reverse_view(kReadSizes)) {
      if (size > side) continue;
      ReconstructOptions less = options;
      less.size = std::to_string(size);
      if (parseInteger(options.inputs)) less.inputs.clear();
      less.mostInputs = inputs;
      out.push_back(std::move(less));
    }
    if (inputs / 2 < kFewestInputs) return out;
  }
}

}  // namespace

ImageSize readSize(ImageSize source, int longSide, int patch) {
  const double factor = static_cast<double>(longSide) / std::max({1, source.width, source.height});
  const auto side = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * factor / patch))) * patch; };
  return {side(source.width), side(source.height)};
}

ImportEstimate estimateImport(const ImportWork& work, const ImportMachine& machine) {
  const double cores = std::max(1, machine.cores), pixels = pixelsOf(work.source);
  ImportEstimate estimate;
  estimate.importSeconds = (work.decodedFrames * pixels * kDecodeCoreSeconds + work.writtenFrames * pixels * kWriteCoreSeconds +
                            work.poseFrames * kPoseCoreSeconds) /
                           cores;
  estimate.reconstructSeconds = reconstructSeconds(work, machine);
  estimate.memoryBytes = bytesOf(work, machine);
  // What the program itself holds is taken already.
  const double more = estimate.memoryBytes - (machine.device.cuda ? 0 : kProgramBytes);
  estimate.fits = more <= kUsableShare * static_cast<double>(machine.device.freeBytes);
  return estimate;
}

ImportMachine measureImportMachine(const ModelRequest& request) {
  ModelRequest shape = request;
  shape.device = "cpu";
  ImportMachine machine;
  machine.model = loadEngine(shape).config();
  machine.device = training::measureMachine(request.device, request.precision);
  machine.cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  return machine;
}

ImageSize largestFrame(const Capture& capture) {
  ImageSize largest;
  for (const CaptureCamera& camera : capture.cameras)
    if (pixelsOf(camera.intrinsics.size) > pixelsOf(largest)) largest = camera.intrinsics.size;
  return largest;
}

ImportWork reconstructionWork(const Capture& capture, const ReconstructOptions& options, int patch) {
  ImportWork work;
  work.source = largestFrame(capture);
  const FramePlan plan = planReconstruction(capture, InputChoice::parse(options.inputs), options.mostInputs);
  work.inputs = static_cast<int>(plan.inputs.size());
  work.size = readSize(work.source, longSideOf(options), patch);
  work.gaussians = options.gaussians;
  return work;
}

std::optional<ReconstructOptions> whatWouldFit(const ReconstructOptions& options, const Capture& capture,
                                               const ImportMachine& machine) {
  const int patch = machine.model.patch;
  const ImportWork tried = reconstructionWork(capture, options, patch);
  const double failed = estimateImport(tried, machine).memoryBytes, fixed = machine.device.cuda ? 0 : kProgramBytes;
  for (ReconstructOptions& less : lessOf(options, tried.inputs)) {
    const ImportEstimate estimate = estimateImport(reconstructionWork(capture, less, patch), machine);
    if (estimate.fits && estimate.memoryBytes - fixed <= kLessShare * (failed - fixed)) return std::move(less);
  }
  if (!machine.device.cuda) return std::nullopt;
  ReconstructOptions processor = options;
  processor.model.device = "cpu";
  return processor;
}

}  // namespace fsm::jobs
