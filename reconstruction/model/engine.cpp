#include "reconstruction/model/engine.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "reconstruction/core/file.h"
#include "reconstruction/model/device.h"
#include "reconstruction/model/engine_impl.h"

namespace fsm {

using model::ViewBatch;
using torch::Tensor;

namespace {

/// What the published FSM checkpoints were made with, where shapes do not say (method.md 3.4).
ModelConfig officialConfig() {
  ModelConfig config;
  config.chunkTokens = 8192;
  config.elastic.enabled = true;
  return config;
}

nlohmann::json parseConfig(const std::string& text, const std::string& where) {
  auto json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object())
    throw Error(ErrorCode::fileDamaged, "The model's configuration in " + where + " is not valid JSON.");
  return json;
}

struct LoadedModel {
  TensorFile file;
  ModelConfig config;
  std::string name;
};

LoadedModel readModel(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  LoadedModel out;
  std::error_code unreadable;
  const bool folder = fs::is_directory(path, unreadable);
  const fs::path weights = folder ? path / "model.safetensors" : path;
  if (!fs::exists(weights, unreadable))
    throw Error(ErrorCode::notFound,
                "There is no model at " + weights.string() + ". Give a model folder, a .safetensors or an official .pth file.");
  out.file = readTensorFile(weights);
  out.name = folder ? fs::weakly_canonical(path).filename().string() : path.stem().string();
  const auto embedded = out.file.metadata.find("config");
  if (folder && fs::exists(path / "config.json", unreadable)) {
    const auto json = parseConfig(readTextFile(path / "config.json", 1 << 20), (path / "config.json").string());
    if (json.contains("name") && json["name"].is_string()) out.name = json["name"].get<std::string>();
    out.config = modelConfigFromJson(json.contains("model") ? json["model"] : json);
  } else if (embedded != out.file.metadata.end()) {
    out.config = modelConfigFromJson(parseConfig(embedded->second, weights.string()));
  } else {
    out.config = officialConfig();
  }
  return out;
}

Tensor imageTensor(const Image& image) {
  return torch::from_blob(const_cast<float*>(image.rgb.data()), {image.size.height, image.size.width, 3}, torch::kFloat32)
      .permute({2, 0, 1});
}

Image toImage(const Tensor& chw) {
  const Tensor hwc = chw.permute({1, 2, 0}).to(torch::kCPU, torch::kFloat32).clamp(0, 1).contiguous();
  Image image({static_cast<int>(hwc.size(1)), static_cast<int>(hwc.size(0))});
  std::copy_n(hwc.data_ptr<float>(), image.rgb.size(), image.rgb.data());
  return image;
}

/// Runs of views of one size, in order.
std::vector<std::vector<const PreparedView*>> sizeRuns(std::span<const PreparedView* const> views) {
  std::vector<std::vector<const PreparedView*>> runs;
  for (const PreparedView* view : views) {
    if (runs.empty() || !(runs.back().front()->camera.intrinsics.size == view->camera.intrinsics.size)) runs.emplace_back();
    runs.back().push_back(view);
  }
  return runs;
}

std::vector<ViewBatch> inputBatches(const PreparedCapture& capture, const ModelConfig& config, torch::Device device) {
  if (capture.inputs.empty()) throw Error(ErrorCode::badInput, "There is no input frame to read. Choose at least one.");
  std::vector<const PreparedView*> order;
  for (const PreparedView& view : capture.inputs) {
    const ImageSize size = view.camera.intrinsics.size;
    if (view.image.size != size || view.image.rgb.size() != static_cast<size_t>(size.width) * size.height * 3)
      throw Error(ErrorCode::badInput, "An input frame has no image, or not of the size that its camera is for.");
    order.push_back(&view);
  }
  // With one chunk the sum over tokens does not depend on their order: views of one size go together.
  if (config.chunkTokens == 0 && config.chunkViews == 0)
    std::stable_sort(order.begin(), order.end(), [](const PreparedView* a, const PreparedView* b) {
      const ImageSize x = a->camera.intrinsics.size, y = b->camera.intrinsics.size;
      return std::pair(x.width, x.height) < std::pair(y.width, y.height);
    });
  std::vector<ViewBatch> batches;
  for (const auto& run : sizeRuns(order)) batches.push_back(model::batchOf(run, true, device));
  return batches;
}

/// The memory's fast weights on the engine's device; refuses those of a model with other blocks.
model::InferenceMemory onDevice(const SpatialMemory::Impl& memory, const Engine::Impl& engine) {
  const ModelConfig& c = engine.weights.config;
  const std::vector<int64_t> expected{c.dim / c.fastHeadDim, 3, c.fastHeadDim, int64_t{c.interMulti} * c.fastHeadDim};
  const auto fits = [&](const Tensor& fast) { return fast.sizes().vec() == expected; };
  const auto& blocks = memory.memory.fast;
  if (blocks.size() != engine.weights.blocks.size() || !std::all_of(blocks.begin(), blocks.end(), fits))
    throw Error(ErrorCode::badInput, "The memory was made by another model. Use the model '" + memory.modelName + "'.");
  model::InferenceMemory out;
  for (const Tensor& fast : blocks) out.fast.push_back(fast.to(engine.device));
  return out;
}

/// Times `work` with the device idle before and after.
template <class Work>
EngineStats measured(torch::Device device, Work&& work) {
  model::synchronise(device);
  model::resetPeakMemory(device);
  const auto begin = std::chrono::steady_clock::now();
  work();
  model::synchronise(device);
  return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count(), model::peakMemory(device)};
}

/// Views read later must be in the frame that the memory was made in: another normalisation would mix two worlds silently.
void requireSameFrame(const CapturePreparation& kept, const CapturePreparation& more) {
  const auto rows = [](const Normalisation& n) { return toRowMajor(n.frame_from_world); };
  const Normalisation &a = kept.normalisation, &b = more.normalisation;
  if (rows(a) != rows(b) || a.scale != b.scale || a.timeCentre != b.timeCentre || a.timeHalfRange != b.timeHalfRange)
    throw Error(ErrorCode::badInput,
                "The new frames are prepared in another frame of reference than the scene's. Reconstruct from all frames.");
}

void requireImageDecoder(const ModelConfig& config) {
  if (!config.makesImages())
    throw Error(ErrorCode::unsupported,
                "This model makes Gaussians (FSM-LRM); rendering images needs a model with the image decoder (FSM-LVSM).");
}

void requireGaussianDecoder(const ModelConfig& config) {
  if (!config.makesGaussians())
    throw Error(ErrorCode::unsupported,
                "This model has no Gaussian decoder. Use the default model, or another that was trained with one.");
}

std::vector<float> toVector(const Tensor& tensor) {
  const Tensor host = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
  return {host.data_ptr<float>(), host.data_ptr<float>() + host.numel()};
}

scene::Gaussians4D toGaussians(const model::GaussianArrays& arrays) {
  scene::Gaussians4D out;
  out.position = toVector(arrays.xyz);
  out.logScale = toVector(arrays.scaling);
  out.rotation = toVector(arrays.rotation);
  out.opacityLogit = toVector(arrays.opacity);
  out.sh = toVector(arrays.features);
  out.time = toVector(arrays.t);
  out.logScaleTime = toVector(arrays.scalingT);
  out.rotationRight = toVector(arrays.rotationR);
  return out;
}

}  // namespace

namespace model {

ViewBatch batchOf(std::span<const PreparedView* const> views, bool withImages, torch::Device device) {
  const auto count = static_cast<int64_t>(views.size());
  Tensor pose = torch::empty({1, count, 4, 4}), k = torch::empty({1, count, 4}), time = torch::empty({1, count});
  float *poses = pose.data_ptr<float>(), *intrinsics = k.data_ptr<float>(), *times = time.data_ptr<float>();
  std::vector<Tensor> images;
  for (int64_t i = 0; i < count; ++i) {
    const PreparedView& view = *views[static_cast<size_t>(i)];
    const auto rows = toRowMajor(view.camera.world_from_camera);
    std::copy(rows.begin(), rows.end(), poses + i * 16);
    const Intrinsics& in = view.camera.intrinsics;
    const double values[4] = {in.fx, in.fy, in.cx, in.cy};
    std::copy(values, values + 4, intrinsics + i * 4);
    times[i] = static_cast<float>(view.time);
    if (withImages) images.push_back(imageTensor(view.image));
  }
  ViewBatch batch{{}, pose.to(device), k.to(device), time.to(device), {}};
  if (withImages) batch.image = torch::stack(images).unsqueeze(0).to(device);
  return batch;
}

Engine engineOf(Weights weights, std::string name, torch::Device device, Precision precision) {
  auto impl = std::make_unique<Engine::Impl>();
  impl->device = device;
  impl->precision = precision;
  impl->name = std::move(name);
  impl->weights = precision == Precision::bfloat16 ? weights.castMatrices(torch::kBFloat16) : std::move(weights);
  return Engine(std::move(impl));
}

}  // namespace model

model::InferenceOptions Engine::Impl::inferenceOptions() const {
  model::InferenceOptions options;
  options.precision = precision;
  options.newtonSchulzBfloat16 = precision == Precision::bfloat16;
  options.groupTokens = device.is_cuda() ? 32768 : 4096;
  return options;
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

namespace {

Engine withOptions(model::Weights weights, std::string name, torch::Device device, const EngineOptions& options) {
  if (!options.profile.empty()) weights.config.profile = profileFromName(options.profile);
  return model::engineOf(std::move(weights), std::move(name), device, model::precisionFromName(options.precision, device));
}

}  // namespace

Engine Engine::load(const std::filesystem::path& path, const EngineOptions& options) {
  LoadedModel loaded = readModel(path);
  const torch::Device device = model::deviceFromName(options.device);
  return model::guarded(device, [&] {
    model::Weights weights = model::Weights::fromFile(loaded.file, loaded.config, device);
    return withOptions(std::move(weights), std::move(loaded.name), device, options);
  });
}

Engine Engine::random(const ModelConfig& config, uint64_t seed, const EngineOptions& options) {
  const ModelConfig checked = modelConfigFromJson(toJson(config));
  const torch::Device device = model::deviceFromName(options.device);
  return model::guarded(device,
                        [&] { return withOptions(model::Weights::random(checked, seed, device), "random", device, options); });
}

const ModelConfig& Engine::config() const { return impl_->weights.config; }
const std::string& Engine::name() const { return impl_->name; }
int64_t Engine::parameters() const { return impl_->weights.count(); }
Precision Engine::precision() const { return impl_->precision; }
EngineStats Engine::lastStats() const { return impl_->stats; }

std::string Engine::deviceId() const { return impl_->device.is_cuda() ? "cuda:" + std::to_string(impl_->device.index()) : "cpu"; }

std::string Engine::deviceName() const {
  std::string id = deviceId();
  for (const DeviceInfo& device : listDevices())
    if (device.id == id) return id + " (" + device.name + ")";
  return id;
}

void Engine::save(const std::filesystem::path& folder) const {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error(ErrorCode::writeFailed, "The folder " + folder.string() + " cannot be made: " + error.message() + ".");
  const nlohmann::json config = toJson(impl_->weights.config);
  // The name comes from a folder's or a file's, which need not be valid text.
  const nlohmann::json about{{"name", impl_->name}, {"model", config}};
  TensorFile file = impl_->weights.toFile();
  file.metadata["config"] = config.dump();
  writeSafetensors(folder / "model.safetensors", file);
  writeFileAtomically(folder / "config.json", about.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

SpatialMemory Engine::encode(const PreparedCapture& capture, Progress& progress) const {
  return model::guarded(impl_->device, [&] {
    auto memory = std::make_shared<SpatialMemory::Impl>();
    impl_->stats = measured(impl_->device, [&] {
      memory->memory =
          model::encode(impl_->weights, inputBatches(capture, config(), impl_->device), impl_->inferenceOptions(), &progress);
    });
    memory->preparation = capture.preparation;
    memory->framesRead = static_cast<int>(capture.inputs.size());
    memory->modelName = impl_->name;
    return SpatialMemory(std::move(memory));
  });
}

SpatialMemory Engine::appendCausal(const SpatialMemory& memory, const PreparedCapture& more, Progress& progress) const {
  return model::guarded(impl_->device, [&] {
    requireSameFrame(memory.preparation(), more.preparation);
    auto out = std::make_shared<SpatialMemory::Impl>(memory.impl());
    const model::InferenceMemory start = onDevice(*out, *impl_);
    impl_->stats = measured(impl_->device, [&] {
      out->memory = model::appendCausal(impl_->weights, start, inputBatches(more, config(), impl_->device),
                                        impl_->inferenceOptions(), &progress);
    });
    out->framesRead += static_cast<int>(more.inputs.size());
    out->approximate = true;
    return SpatialMemory(std::move(out));
  });
}

void Engine::gaussians(const SpatialMemory& memory, const PreparedCapture& capture,
                       const std::function<void(scene::Gaussians4D&&)>& receive, Progress& progress) const {
  requireGaussianDecoder(config());
  requireSameFrame(memory.preparation(), capture.preparation);
  model::guarded(impl_->device, [&] {
    impl_->stats = measured(impl_->device, [&] {
      const model::InferenceMemory kept = onDevice(memory.impl(), *impl_);
      for (const model::ViewBatch& views : inputBatches(capture, config(), impl_->device))
        model::gaussiansOf(
            impl_->weights, kept, views, impl_->inferenceOptions(),
            [&](const model::GaussianArrays& arrays) { receive(toGaussians(arrays)); }, &progress);
    });
  });
}

void Engine::render(const SpatialMemory& memory, const std::vector<PreparedView>& views,
                    const std::function<void(size_t, Image&&)>& receive, Progress& progress) const {
  requireImageDecoder(config());
  const ModelConfig& c = config();
  model::guarded(impl_->device, [&] {
    impl_->stats = measured(impl_->device, [&] {
      const model::InferenceMemory kept = onDevice(memory.impl(), *impl_);
      std::vector<const PreparedView*> order;
      order.reserve(views.size());
      for (const PreparedView& view : views) order.push_back(&view);
      size_t done = 0;
      for (const auto& run : sizeRuns(order)) {
        const ImageSize size = run.front()->camera.intrinsics.size;
        const model::InferenceOptions options = impl_->inferenceOptions();
        const int64_t perView = std::max<int64_t>(1, int64_t{size.width} * size.height / (c.patch * c.patch));
        const auto group = static_cast<size_t>(std::max<int64_t>(1, options.groupTokens / perView));
        for (size_t begin = 0; begin < run.size(); begin += group) {
          progress.check();
          const std::span<const PreparedView* const> part(run.data() + begin, std::min(group, run.size() - begin));
          const Tensor images = model::renderViews(impl_->weights, kept, model::batchOf(part, false, impl_->device), size.height,
                                                   size.width, options)[0]
                                    .to(torch::kCPU);
          for (int64_t i = 0; i < images.size(0); ++i) receive(done++, toImage(images[i]));
          progress.advance(static_cast<double>(done), static_cast<double>(views.size()));
        }
      }
    });
  });
}

}  // namespace fsm
