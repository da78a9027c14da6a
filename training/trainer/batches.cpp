#include "training/trainer/batches.h"

#include <c10/cuda/CUDAStream.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "training/data/keyed_seed.h"

namespace fsm::training {
namespace {

// Streams of seeds.
constexpr uint64_t kSceneStream = 1, kMaskStream = 2, kCaptureStream = 3;

torch::Tensor cutImages(const torch::Tensor& stored, const CaptureWindow& window, ImageSize size) {
  std::vector<int64_t> frames(window.frames.begin(), window.frames.end());
  const torch::Tensor index = torch::tensor(frames).to(stored.device(), /*non_blocking=*/true);
  const torch::Tensor cut =
      stored.index_select(0, index).narrow(2, window.top, window.cut.height).narrow(3, window.left, window.cut.width);
  torch::Tensor images = cut.to(torch::kFloat32) / 255.0;
  if (window.cut == size) return images;
  return at::_upsample_bilinear2d_aa(images, {size.height, size.width}, /*align_corners=*/false).clamp_(0, 1);
}

}  // namespace

SampleViews viewsOf(const SceneBatch& batch, int sample) {
  SampleViews views;
  views.inputs = batch.inputs;
  views.read.assign(static_cast<size_t>(batch.inputs), 1);
  for (int view = 0; view < batch.views; ++view) {
    const size_t at = static_cast<size_t>(sample) * batch.views + view;
    std::array<double, 16> rows;
    std::copy_n(batch.worldFromCamera.begin() + static_cast<ptrdiff_t>(at * 16), 16, rows.begin());
    views.world_from_camera.push_back(fromRowMajor(rows));
    const float* k = batch.intrinsics.data() + at * 4;
    views.fxfycxcy.push_back({k[0], k[1], k[2], k[3]});
    views.time.push_back(batch.time[at]);
  }
  return views;
}

HostViews pack(std::vector<SampleViews> samples, bool pinned) {
  const auto options = torch::TensorOptions(torch::kFloat32).pinned_memory(pinned);
  const int64_t count = static_cast<int64_t>(samples.size()), views = samples.at(0).views(), inputs = samples[0].inputs;
  HostViews host{samples[0].inputs,
                 torch::empty({count, views, 4, 4}, options),
                 torch::empty({count, views, 4}, options),
                 torch::empty({count, views}, options),
                 torch::empty({count, inputs}, options),
                 torch::empty({count}, options)};
  float *poses = host.world_from_camera.data_ptr<float>(), *intrinsics = host.fxfycxcy.data_ptr<float>();
  float *time = host.time.data_ptr<float>(), *mask = host.mask.data_ptr<float>(), *scale = host.scale.data_ptr<float>();
  for (SampleViews& sample : samples) {
    normaliseViews(sample);
    for (int view = 0; view < sample.views(); ++view) {
      for (const double value : toRowMajor(sample.world_from_camera[view])) *poses++ = static_cast<float>(value);
      for (const double value : sample.fxfycxcy[view]) *intrinsics++ = static_cast<float>(value);
      *time++ = static_cast<float>(sample.time[view]);
    }
    *scale++ = static_cast<float>(sample.scale);
    for (const uint8_t read : sample.read) *mask++ = read ? 1.0f : 0.0f;
  }
  return host;
}

View HostViews::view(int64_t sample, int64_t view, ImageSize size) const {
  const int64_t at = sample * time.size(1) + view;
  std::array<double, 16> rows;
  std::copy_n(world_from_camera.data_ptr<float>() + at * 16, 16, rows.begin());
  const float* k = fxfycxcy.data_ptr<float>() + at * 4;
  return {{{size, k[0], k[1], k[2], k[3]}, fromRowMajor(rows)}, time.data_ptr<float>()[at]};
}

TrainingBatch assemble(const HostViews& views, const torch::Tensor& rgb) {
  const int64_t inputs = views.inputs, targets = rgb.size(1) - inputs;
  const auto up = [&](const torch::Tensor& tensor) { return tensor.to(rgb.device(), /*non_blocking=*/true); };
  const torch::Tensor poses = up(views.world_from_camera), intrinsics = up(views.fxfycxcy), time = up(views.time);
  TrainingBatch batch;
  batch.inputs = {rgb.narrow(1, 0, inputs), poses.narrow(1, 0, inputs), intrinsics.narrow(1, 0, inputs),
                  time.narrow(1, 0, inputs), up(views.mask)};
  batch.targets = {
      {}, poses.narrow(1, inputs, targets), intrinsics.narrow(1, inputs, targets), time.narrow(1, inputs, targets), {}};
  batch.truth = rgb.narrow(1, inputs, targets);
  batch.host = views;
  return batch;
}

void renderScenes(const SceneGenerator& generator, const SceneGenerator::Scenes& scenes, const torch::Tensor& rgb,
                  const torch::Tensor& distance) {
  void* stream = rgb.is_cuda() ? static_cast<void*>(c10::cuda::getCurrentCUDAStream(rgb.device().index()).stream()) : nullptr;
  generator.render(
      scenes, PixelBuffers{rgb.data_ptr<float>(), distance.defined() ? distance.data_ptr<float>() : nullptr, nullptr}, stream);
}

BatchSource::BatchSource(const DataConfig& config, uint64_t seed, std::shared_ptr<const SceneGenerator> generator,
                         torch::Device device)
    : config_(config), seed_(seed), generator_(std::move(generator)), device_(device) {
  for (const CaptureShare& share : config.captures) {
    CaptureCache cache = readCaptureCache(share.cache);
    const torch::Tensor images =
        torch::from_blob(cache.images.data(), {cache.frames(), 3, cache.size.height, cache.size.width}, torch::kUInt8);
    captureImages_.push_back(images.to(device, /*non_blocking=*/false, /*copy=*/true));
    cache.images = {};
    captures_.push_back(std::move(cache));
  }
}

SceneOptions BatchSource::sceneOptions(const BatchRequest& request) const {
  SceneOptions options;
  options.inputs = request.inputs;
  options.targets = request.targets;
  options.size = request.size;
  options.samplesPerAxis = config_.samplesPerAxis;
  options.rigShares = config_.rigShares;
  options.photometry = config_.photometry;
  options.motionBlur = config_.motionBlur;
  options.interpolateShare = config_.interpolateShare;
  return options;
}

void BatchSource::drawMask(SampleViews& sample, Random& random) const {
  const int fewest = std::min(config_.fewestInputs, sample.inputs);
  if (random.unit() < config_.allInputsShare) return;
  const int kept = fewest + random.below(sample.inputs - fewest + 1);
  // The first `dropped` places of a random order (Fisher-Yates) are masked.
  std::vector<int> order(static_cast<size_t>(sample.inputs));
  std::iota(order.begin(), order.end(), 0);
  for (int i = 0; i < sample.inputs - kept; ++i) {
    std::swap(order[i], order[i + random.below(sample.inputs - i)]);
    sample.read[order[i]] = 0;
  }
}

DrawnBatch BatchSource::draw(const BatchRequest& request) const {
  DrawnBatch drawn;
  drawn.request = request;
  const uint64_t step = static_cast<uint64_t>(request.step);
  Random random(keyedSeed(seed_, kCaptureStream, step));
  for (size_t i = 0; i < captures_.size(); ++i) {
    // Rounded at random, so that the share holds on average for every batch size.
    const int wanted = static_cast<int>(std::floor(config_.captures[i].share * request.batch + random.unit()));
    const int count = std::min(wanted, request.batch - static_cast<int>(drawn.captures.size()));
    for (int k = 0; k < count; ++k) {
      drawn.captures.push_back({i, drawWindow(captures_[i], random, request.inputs, request.targets, request.size)});
    }
  }
  std::vector<SampleViews> samples;
  const int procedural = request.batch - static_cast<int>(drawn.captures.size());
  if (procedural > 0) {
    drawn.scenes = generator_->draw(keyedSeed(seed_, kSceneStream, step), procedural, sceneOptions(request));
    for (int i = 0; i < procedural; ++i) samples.push_back(viewsOf(generator_->batch(*drawn.scenes), i));
  }
  for (const auto& [capture, window] : drawn.captures)
    samples.push_back(viewsOf(captures_[capture], window, request.inputs, request.size));
  Random maskRandom(keyedSeed(seed_, kMaskStream, step));
  for (SampleViews& sample : samples) drawMask(sample, maskRandom);
  drawn.views = pack(std::move(samples), device_.is_cuda());
  return drawn;
}

TrainingBatch BatchSource::make(const DrawnBatch& drawn, bool withDistance) const {
  torch::NoGradGuard noGradient;
  const BatchRequest& request = drawn.request;
  const torch::Tensor rgb =
      torch::empty({request.batch, request.inputs + request.targets, 3, request.size.height, request.size.width},
                   torch::TensorOptions(torch::kFloat32).device(device_));
  torch::Tensor distance;
  if (withDistance)
    distance = torch::full({request.batch, request.inputs + request.targets, request.size.height, request.size.width},
                           std::numeric_limits<float>::quiet_NaN(), rgb.options());
  if (drawn.scenes) renderScenes(*generator_, *drawn.scenes, rgb, distance);
  const size_t first = static_cast<size_t>(request.batch) - drawn.captures.size();
  for (size_t i = 0; i < drawn.captures.size(); ++i) {
    const auto& [capture, window] = drawn.captures[i];
    rgb[static_cast<int64_t>(first + i)].copy_(cutImages(captureImages_[capture], window, request.size));
  }
  TrainingBatch batch = assemble(drawn.views, rgb);
  if (withDistance)
    batch.distance =
        distance.narrow(1, 0, request.inputs) * drawn.views.scale.to(device_, /*non_blocking=*/true).view({-1, 1, 1, 1});
  return batch;
}

}  // namespace fsm::training
