// The model as the rest of the program sees it: no LibTorch in sight. `Engine` holds the weights on a device, `SpatialMemory`
// what it keeps of one capture.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "reconstruction/capture/prepare.h"
#include "reconstruction/core/progress.h"
#include "reconstruction/model/config.h"
#include "reconstruction/model/tensor_file.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm {

/// Fast weights of all blocks after reading a capture, and what is needed to ask for views. Cheap to copy (shares the tensors).
/// Any number of views can be rendered from it, each for its own cost.
class SpatialMemory {
 public:
  struct Impl;
  explicit SpatialMemory(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

  const CapturePreparation& preparation() const;
  int framesRead() const;
  /// True when frames were appended causally: earlier frames' features were not revised.
  bool approximate() const;
  /// Fast weights (float32) and, as metadata, the preparation and the model's identity.
  TensorFile toTensors() const;
  /// Throws fileDamaged when shapes do not fit together.
  static SpatialMemory fromTensors(const TensorFile& file);
  Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<Impl> impl_;
};

struct EngineOptions {
  std::string device = "auto";     ///< auto, cpu, cuda, cuda:1
  std::string precision = "auto";  ///< auto, float32, bfloat16. auto: bfloat16 on CUDA and on CPUs with native support
  std::string profile;             ///< empty: the model's own
};

struct DeviceInfo {
  std::string id;  ///< "cpu", "cuda:0"
  std::string name;
  uint64_t memoryBytes = 0;
  bool bfloat16 = false;  ///< native bfloat16 products
};
/// What can compute here, the preferred first.
std::vector<DeviceInfo> listDevices();

/// Cost of the last `encode`, `render` or `appendCausal`, the device idle before and after.
struct EngineStats {
  double milliseconds = 0;
  uint64_t peakBytes = 0;  ///< device memory in tensors at the worst moment, weights included; 0 on the CPU
};

class Engine {
 public:
  /// A model folder (model.safetensors + config.json), a .safetensors with its config in the metadata, or an official .pth
  /// checkpoint (config deduced from the shapes, the rest as published). Missing and unknown keys are named. Throws `Error`.
  static Engine load(const std::filesystem::path& path, const EngineOptions& options);
  /// Random weights of the official initialisation (benchmarks, tests).
  static Engine random(const ModelConfig& config, uint64_t seed, const EngineOptions& options);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  const ModelConfig& config() const;
  const std::string& name() const;  ///< of the model, for reports
  std::string deviceName() const;
  std::string deviceId() const;  ///< "cpu", "cuda:0"
  int64_t parameters() const;
  Precision precision() const;
  EngineStats lastStats() const;
  /// Writes a model folder that `load` takes: model.safetensors (with the configuration in its metadata) and config.json.
  void save(const std::filesystem::path& folder) const;

  /// Reads the prepared capture. Activations are bounded: views pass through each block in groups. Cancellable between groups.
  SpatialMemory encode(const PreparedCapture& capture, Progress& progress) const;
  /// One image a view; views from `prepareView`. `receive` gets them in order as they are finished.
  void render(const SpatialMemory& memory, const std::vector<PreparedView>& views,
              const std::function<void(size_t, Image&&)>& receive, Progress& progress) const;
  /// 4D Gaussians, one a pixel of the input frames that the memory was made from, in the memory's frame. `receive` gets those of
  /// consecutive views in order. Throws unsupported for a model without a Gaussian decoder.
  void gaussians(const SpatialMemory& memory, const PreparedCapture& capture,
                 const std::function<void(scene::Gaussians4D&&)>& receive, Progress& progress) const;
  /// Approximate (method.md 2.5): the new frames update the fast weights that the memory holds, block by block, with features of
  /// the new frames alone; what was read before is not revised. Exact is `encode` of all frames. Throws badInput unless `more`
  /// is in the memory's own normalisation.
  SpatialMemory appendCausal(const SpatialMemory& memory, const PreparedCapture& more, Progress& progress) const;

  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm
