// Training batches: procedural scenes and windows of captures, drawn on the host (by a thread of their own, while the device
// works), pixels made on the device.
#pragma once

#include <memory>
#include <vector>

#include "reconstruction/model/network.h"
#include "training/data/capture_windows.h"
#include "training/data/generator.h"
#include "training/data/sample_views.h"
#include "training/trainer/train_config.h"

namespace fsm::training {

/// Poses and the like of a batch on the host, normalised: [B, V, 4, 4], [B, V, 4], [B, V], mask [B, I], scale [B]; float32,
/// pinned where there is CUDA.
struct HostViews {
  int inputs = 0;
  torch::Tensor world_from_camera, fxfycxcy, time, mask, scale;

  /// View `view` (inputs first) of sample `sample`, for images of `size`.
  View view(int64_t sample, int64_t view, ImageSize size) const;
};

/// What the network takes and what it should answer, on the device. Truth: [B, T, 3, H, W] in [0, 1].
struct TrainingBatch {
  model::ViewBatch inputs, targets;
  torch::Tensor truth;
  torch::Tensor
      distance;    ///< [B, I, H, W] along the unit rays of the inputs, model units; NaN where unknown; undefined: not asked for
  HostViews host;  ///< where the views are
};

/// Views of a scene batch's sample, in the scene's frame, all inputs read.
SampleViews viewsOf(const SceneBatch& batch, int sample);
/// Normalises and packs samples of equal numbers of views.
HostViews pack(std::vector<SampleViews> samples, bool pinned);
/// Uploads the views without waiting and cuts `rgb` [B, V, 3, H, W] into inputs and truth.
TrainingBatch assemble(const HostViews& views, const torch::Tensor& rgb);
/// Pixels of scenes into samples 0 ... of `rgb` (and of `distance` [B, V, H, W], scene units, where it is given), on the current
/// stream of its device.
void renderScenes(const SceneGenerator& generator, const SceneGenerator::Scenes& scenes, const torch::Tensor& rgb,
                  const torch::Tensor& distance = {});

struct BatchRequest {
  int64_t step = 0;
  ImageSize size;
  int batch = 1, inputs = 1, targets = 1;
};

struct DrawnBatch {
  BatchRequest request;
  HostViews views;
  std::shared_ptr<const SceneGenerator::Scenes> scenes;  ///< the first samples; null when there are none
  struct FromCapture {
    size_t capture = 0;
    CaptureWindow window;
  };
  std::vector<FromCapture> captures;  ///< the last samples
};

class BatchSource {
 public:
  /// Reads the capture caches (their images go to `device`). Throws `Error` of `readCaptureCache`.
  BatchSource(const DataConfig& config, uint64_t seed, std::shared_ptr<const SceneGenerator> generator, torch::Device device);

  /// Depends on seed and request only. Host only, thread-safe.
  DrawnBatch draw(const BatchRequest& request) const;
  TrainingBatch make(const DrawnBatch& drawn, bool withDistance = false) const;

 private:
  SceneOptions sceneOptions(const BatchRequest& request) const;
  void drawMask(SampleViews& sample, Random& random) const;

  DataConfig config_;
  uint64_t seed_;
  std::shared_ptr<const SceneGenerator> generator_;
  torch::Device device_;
  std::vector<CaptureCache> captures_;
  std::vector<torch::Tensor> captureImages_;  ///< u8 [N, 3, H, W]
};

}  // namespace fsm::training
