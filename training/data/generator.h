// Procedural dynamic scenes, ray-cast on the device: the training data of the default model and the source of `fsm synth`.
// Plain C++ and CUDA, no LibTorch: scenes are drawn on the host from a seed, pixels are made by one kernel (CUDA) or its twin on
// the CPU from the same source.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/core/image.h"

namespace fsm::training {

/// Square tiles with mip levels: images of a folder (cut and scaled), panoramas of `environments/` as cube faces, and procedural
/// textures.
class TextureAtlas {
 public:
  /// `folder` may be empty: procedural textures only. Looks for images in `folder`, `folder/textures`, `folder/environments`
  /// (equirectangular).
  TextureAtlas(const std::filesystem::path& folder, uint64_t seed, int proceduralTiles = 240);
  ~TextureAtlas();
  int tiles() const;
  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

enum class RigKind : int { phonePath, stillCameras, arc };

struct SceneOptions {
  int inputs = 16;  ///< input views of a sample
  int targets = 6;
  ImageSize size{128, 72};
  int samplesPerAxis = 2;                            ///< rays a pixel = its square
  std::array<double, 3> rigShares{0.65, 0.2, 0.15};  ///< probabilities of phonePath, stillCameras, arc
  bool photometry = true;  ///< exposure, white balance, haze, noise that differ between cameras (inputs and targets alike follow
                           ///< their camera; noise on inputs only)
  bool motionBlur = true;
  double interpolateShare = 0.7;  ///< phonePath: share of samples whose targets lie on the path between inputs (held-out
                                  ///< moments); the rest are moved off it
};

/// One batch, on the host or the device. All views of sample b: inputs first (sorted by time), then targets. Poses and times are
/// in the scene's own frame, not normalised.
struct SceneBatch {
  int samples = 0, views = 0, inputs = 0;
  ImageSize size;
  std::vector<float> worldFromCamera;  ///< samples * views * 16, row by row
  std::vector<float> intrinsics;       ///< samples * views * 4: fx fy cx cy
  std::vector<float> time;             ///< samples * views, in [-1, 1]
  std::vector<int> camera;             ///< samples * views: which physical camera
  std::vector<RigKind> rig;            ///< samples
};

/// Buffers for the pixels, device or host memory as the generator's. Any but `rgb` may be null.
struct PixelBuffers {
  float* rgb = nullptr;    ///< samples * views * 3 * H * W, display-referred, in [0, 1]
  float* depth = nullptr;  ///< samples * views * H * W, distance along the ray (unit direction), scene units
  float* flow = nullptr;  ///< samples * views * 2 * H * W: where the point seen here is in the next input view (time order) minus
                          ///< here, pixels; NaN where it is out of view
};

class SceneGenerator {
 public:
  /// `cudaDevice` < 0: on the CPU.
  SceneGenerator(std::shared_ptr<const TextureAtlas> atlas, int cudaDevice);
  ~SceneGenerator();

  /// Draws `samples` scenes from `seed` (same seed, same scenes, on any device). Thread-safe, host only.
  struct Scenes;
  std::shared_ptr<const Scenes> draw(uint64_t seed, int samples, const SceneOptions& options) const;
  const SceneBatch& batch(const Scenes& scenes) const;
  /// Makes the pixels. CUDA: enqueued on `stream` (a cudaStream_t), and `scenes` may be dropped on return: what is uploaded is
  /// copied into pinned memory of the generator first. CPU: done on return, with all cores. Thread-safe.
  void render(const Scenes& scenes, const PixelBuffers& out, void* stream) const;
  /// Another look at scene `sample` of `scenes`: any views (world frame of the batch), one image each, on the host. For `fsm
  /// synth` and tests.
  std::vector<Image> renderViews(const Scenes& scenes, int sample, const std::vector<View>& views) const;

  /// The views of a hand-held camera through scene `sample` at `frames` evenly spaced times over [-1, 1]: a video for
  /// `renderViews`. A phonePath sample's own path (its inputs and on-path targets lie on it); another rig's is a path about the
  /// same subject.
  std::vector<View> densePath(const Scenes& scenes, int sample, int frames) const;

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

/// True when this build's CUDA code can run here.
bool cudaGeneratorAvailable();

}  // namespace fsm::training
