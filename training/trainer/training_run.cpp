#include "training/trainer/training_run.h"

#include <c10/cuda/CUDAFunctions.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/autograd.h"
#include "training/losses/image_losses.h"
#include "training/trainer/flops.h"
#include "training/trainer/gaussian_targets.h"
#include "training/trainer/sample_sheet.h"
#include "training/trainer/validate.h"

namespace fsm::training {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

torch::Device deviceFor(const std::string& name) {
  const bool cuda = torch::cuda::is_available();
  if (name == "cpu" || (name == "auto" && !cuda)) return torch::kCPU;
  if (!cuda)
    throw Error(ErrorCode::noDevice, "There is no CUDA device here: set \"device\" to \"cpu\" or run on a machine with one.");
  const int index = name.starts_with("cuda:") ? std::stoi(name.substr(5)) : 0;
  if (index >= static_cast<int>(torch::cuda::device_count())) {
    throw Error(ErrorCode::noDevice,
                "There is no device " + name + " here: there are " + std::to_string(torch::cuda::device_count()) + ".");
  }
  return torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(index));
}

model::Weights startWeights(const TrainConfig& config, torch::Device device) {
  if (config.initial.empty()) return model::Weights::random(config.model, config.seed, device);
  model::Weights weights = model::Weights::fromFile(readTensorFile(config.initial), config.model, device);
  const bool grows = config.model.decoder == Decoder::both && weights.config.decoder == Decoder::image;
  return grows ? weights.withGaussianDecoder(config.seed) : weights;
}

/// What a training worker's exception means for the user.
template <typename Function>
void withTorchErrors(Function&& function) {
  try {
    function();
  } catch (const c10::OutOfMemoryError& error) {
    throw Error(ErrorCode::outOfMemory,
                "The device has not enough memory for this training: lower 'batch' or set \"checkpointing\": true.",
                error.what_without_backtrace());
  } catch (const c10::Error& error) {
    throw Error(ErrorCode::internal, "The training step failed. Please report this with the log.",
                error.what_without_backtrace());
  }
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::nth_element(values, values.begin() + static_cast<ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

}  // namespace

TrainingRun::TrainingRun(const TrainConfig& config, const TrainRun& run, Progress& progress)
    : config_(config), call_(run), output_(run.output), progress_(progress), device_(deviceFor(config.device)) {
  progress_.stage("Preparing the training", 0);
  if (device_.is_cuda()) c10::cuda::set_device(device_.index());
  auto atlas = std::make_shared<const TextureAtlas>(config.data.textures, config.seed, config.data.proceduralTiles);
  generator_ = std::make_shared<const SceneGenerator>(std::move(atlas), device_.is_cuda() ? device_.index() : -1);
  source_ = std::make_unique<BatchSource>(config.data, config.seed, generator_, device_);
  if (config.loss.perceptual > 0) {
    const auto type = device_.is_cuda() && config.precision == Precision::bfloat16 ? torch::kBFloat16 : torch::kFloat32;
    perceptual_ = PerceptualDistance::fromFile(config.loss.perceptualWeights, device_, type);
  }
  weights_ = startWeights(config, device_);
  if (weights_.config.makesGaussians()) rasteriser_ = splatting::makeRasteriser(device_);
  optimiser_ = std::make_unique<Optimiser>(weights_, OptimiserOptions{config.weightDecay, config.clip});
  average_ = std::make_unique<WeightAverage>(weights_);
  position_.seed = config.seed;
  const std::filesystem::path state = output_ / "state.safetensors";
  if (run.resume) {
    position_ = loadState(state, config.seed, weights_, *average_, *optimiser_);
  } else if (std::filesystem::exists(state)) {
    throw Error(ErrorCode::badInput,
                "The folder " + output_.string() + " already holds a training: resume it, or choose another output folder.");
  }
  elapsedBefore_ = position_.elapsedSeconds;
  stepsBefore_ = position_.step;
  log_.emplace(output_ / "log.jsonl", run.resume, position_.step);
  log_->append({{"event", run.resume ? "resume" : "start"},
                {"step", position_.step},
                {"parameters", weights_.count()},
                {"device", device_.str()},
                {"model", toJson(weights_.config)}});
}

// The thread that draws the next batch uses the source: wait for it.
TrainingRun::~TrainingRun() {
  if (next_.valid()) next_.wait();
}

double TrainingRun::elapsed() const { return elapsedBefore_ + secondsSince(started_); }

BatchRequest TrainingRun::requestFor(int64_t step, double fraction) const {
  const Stage& stage = config_.stages[stageAt(config_.stages, fraction)];
  const ImageSize size = stage.sizes[static_cast<size_t>(step) % stage.sizes.size()];
  return {step, size, stage.batch, stage.inputs, stage.targets};
}

void TrainingRun::prefetch(const BatchRequest& request) {
  next_ = std::async(std::launch::async, [source = source_.get(), request] { return source->draw(request); });
}

DrawnBatch TrainingRun::takeNext() {
  if (!next_.valid()) prefetch(requestFor(position_.step, fraction()));
  DrawnBatch drawn = next_.get();
  // By steps the next fraction is known exactly; by the clock one step late does not matter.
  const int64_t following = position_.step + 1;
  if (config_.steps == 0 || following < config_.steps)
    prefetch(requestFor(following, runFraction(config_, following, elapsed())));
  return drawn;
}

TrainingRun::LossParts TrainingRun::losses(const torch::Tensor& prediction, const torch::Tensor& truth) const {
  LossParts parts;
  parts.mse = squaredError(prediction, truth);
  parts.gradient = config_.loss.gradient > 0 ? gradientError(prediction, truth) : torch::zeros_like(parts.mse);
  parts.perceptual = perceptual_ ? (*perceptual_)(prediction, truth) : torch::zeros_like(parts.mse);
  parts.total =
      config_.loss.mse * parts.mse + config_.loss.gradient * parts.gradient + config_.loss.perceptual * parts.perceptual;
  return parts;
}

TrainingRun::StepLosses TrainingRun::lossesOf(const TrainingBatch& batch) const {
  model::ForwardOptions options;
  options.precision = config_.precision;
  options.checkpointing = config_.checkpointing;
  StepLosses out;
  if (!rasteriser_) {
    out.images = losses(model::forwardImages(weights_, batch.inputs, batch.targets, options), batch.truth);
    out.total = out.images.total;
    out.distance = torch::zeros_like(out.total);
    out.gaussians = {out.distance, out.distance, out.distance, out.distance};
    return out;
  }
  const model::ImagesAndGaussians made = model::forwardBoth(weights_, batch.inputs, batch.targets, options);
  out.images = losses(made.images, batch.truth);
  const RasterisedTargets seen = rasteriseTargets(made.gaussians, batch, config_.gaussians, position_.step, rasteriser_);
  out.gaussians = losses(seen.prediction, seen.truth);
  out.distance = distanceError(made.gaussians, batch, weights_.config.patch);
  out.total = out.images.total + config_.gaussians.weight * out.gaussians.total + config_.gaussians.distance * out.distance;
  return out;
}

void TrainingRun::step(const DrawnBatch& drawn) {
  const double done = fraction();
  const double factor = rateFactor(position_.step, config_.warmupSteps, done, config_.finalRateFraction);
  const StepLosses parts = lossesOf(source_->make(drawn, rasteriser_ != nullptr));
  parts.total.backward();
  const GradientReport report = optimiser_->step(config_.muonRate * factor, config_.adamRate * factor);
  average_->update(weights_, emaDecayAt(position_.step, config_.emaDecay));

  metrics_.push_back(torch::stack({parts.total.detach(), parts.images.mse.detach(), parts.images.gradient.detach(),
                                   parts.images.perceptual.detach(), parts.gaussians.mse.detach(), parts.distance.detach(),
                                   report.norm, report.applied}));
  lastRate_ = config_.muonRate * factor;
  lastStage_ = stageAt(config_.stages, done);
  flops_ += trainingFlops(weights_.config, drawn.request.size, drawn.request.inputs, drawn.request.targets) * drawn.request.batch;
  logSamples_ += drawn.request.batch;
  position_.samples += drawn.request.batch;
  ++position_.step;
}

void TrainingRun::logSteps() {
  if (metrics_.empty()) return;
  const torch::Tensor host = torch::stack(metrics_).to(torch::kCPU, torch::kFloat64).contiguous();
  const double seconds = std::max(1e-9, secondsSince(logStarted_));
  const auto rows = host.accessor<double, 2>();
  std::array<double, 6> sums{};
  std::vector<double> norms;
  int64_t applied = 0;
  for (int64_t i = 0; i < host.size(0); ++i) {
    if (rows[i][7] == 0) continue;
    for (int64_t part = 0; part < 6; ++part) sums[static_cast<size_t>(part)] += rows[i][part];
    norms.push_back(rows[i][6]);
    ++applied;
  }
  position_.skipped += host.size(0) - applied;
  for (double& sum : sums) sum /= static_cast<double>(std::max<int64_t>(1, applied));
  const double teraflops = flops_ / seconds / 1e12;
  const auto psnr = [&](double error) {
    return applied > 0 ? nlohmann::json(-10 * std::log10(std::max(error, 1e-10))) : nlohmann::json();
  };
  nlohmann::json record{{"event", "train"},
                        {"step", position_.step},
                        {"seconds", elapsed()},
                        {"stage", lastStage_},
                        {"rate", lastRate_},
                        {"loss", sums[0]},
                        {"mse", sums[1]},
                        {"gradientError", sums[2]},
                        {"perceptual", sums[3]},
                        {"psnr", psnr(sums[1])},
                        {"gradient", {{"median", median(norms)}, {"max", norms.empty() ? 0.0 : std::ranges::max(norms)}}},
                        {"skipped", position_.skipped},
                        {"samples", position_.samples},
                        {"samplesPerSecond", static_cast<double>(logSamples_) / seconds},
                        {"teraflops", teraflops},
                        {"share", teraflops / kReferenceTeraflops}};
  if (rasteriser_) record["gaussians"] = {{"mse", sums[4]}, {"psnr", psnr(sums[4])}, {"distanceError", sums[5]}};
  log_->append(std::move(record));
  metrics_.clear();
  flops_ = 0;
  logSamples_ = 0;
  logStarted_ = Clock::now();
}

void TrainingRun::validate() {
  if (validatedStep_ == position_.step) return;  // the last step of a run may have been validated in its turn
  logSteps();
  const ValidationConfig& wanted = config_.validation;
  ValidationOptions options;
  options.seed = wanted.seed;
  options.scenes = wanted.scenes;
  options.scene.inputs = wanted.inputs;
  options.scene.targets = wanted.targets;
  options.scene.size = wanted.size;
  options.scene.samplesPerAxis = config_.data.samplesPerAxis;
  options.scene.rigShares = config_.data.rigShares;
  options.scene.photometry = config_.data.photometry;
  options.scene.motionBlur = config_.data.motionBlur;
  options.scene.interpolateShare = config_.data.interpolateShare;
  options.precision = config_.precision;
  const ValidationReport report = validateProcedural(average_->weights(), *generator_, options, rasteriser_, progress_);
  nlohmann::json record = toJson(report);
  record.update({{"event", "validate"}, {"step", position_.step}, {"seconds", elapsed()}});
  log_->append(std::move(record));
  writeSampleSheet(output_ / "samples.png", report.samples);
  writeLossPlot(output_ / "loss.png", log_->records());
  validatedStep_ = position_.step;
  logStarted_ = Clock::now();
}

void TrainingRun::save() {
  logSteps();
  position_.elapsedSeconds = elapsed();
  saveState(output_ / "state.safetensors", position_, weights_, *average_, *optimiser_);
  saveModel(output_, average_->weights());
  logStarted_ = Clock::now();
}

void TrainingRun::loop() {
  Recurring validation(config_.validation.every, elapsed()), saving(config_.save, elapsed());
  while (fraction() < 1 && !pauseDue()) {
    progress_.advance(fraction(), 1);
    step(takeNext());
    if (position_.step % config_.logSteps == 0) logSteps();
    if (saving.due(position_.step, elapsed())) save();
    if (validation.due(position_.step, elapsed())) validate();
  }
}

bool TrainingRun::pauseDue() const {
  return (call_.pauseAfterSteps > 0 && position_.step - stepsBefore_ >= call_.pauseAfterSteps) ||
         (call_.pauseAfterSeconds > 0 && secondsSince(started_) >= call_.pauseAfterSeconds);
}

void TrainingRun::finish() {
  const bool paused = fraction() < 1;
  save();
  if (paused) {
    writeLossPlot(output_ / "loss.png", log_->records());
  } else {
    validate();
  }
  log_->append(
      {{"event", paused ? "pause" : "end"}, {"step", position_.step}, {"seconds", elapsed()}, {"samples", position_.samples}});
}

void TrainingRun::run() {
  progress_.stage("Training", 1);
  started_ = logStarted_ = Clock::now();
  withTorchErrors([&] {
    try {
      loop();
      finish();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::cancelled) throw;
      save();
      writeLossPlot(output_ / "loss.png", log_->records());
      throw Error(ErrorCode::cancelled,
                  "Stopped after step " + std::to_string(position_.step) + "; the state is saved. Go on with --resume.");
    }
  });
  progress_.advance(1, 1);
}

}  // namespace fsm::training
