// Scenes on a CUDA device: the atlas, uploaded once, and a ring of staging buffers through which batches travel.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "training/data/ray_cast.h"

namespace fsm::training {

/// The arrays of a RenderJob in host memory.
struct HostScenes {
  std::vector<PrimitivePose> poses;
  std::vector<Material> materials;
  std::vector<ViewCamera> cameras;
  std::vector<Light> lights;
  int primitives = 0;
};

/// 0 also where there is no driver.
int cudaDeviceCountOrZero();

class DeviceScenes {
 public:
  /// Throws noDevice, outOfMemory.
  DeviceScenes(int device, const std::vector<uint32_t>& texels);
  ~DeviceScenes();
  /// `job` has the sizes and the outputs on the device; its scene pointers are replaced. Enqueued on `stream`; `host` may go on
  /// return.
  void render(const HostScenes& host, RenderJob job, void* stream);
  /// One image, waited for.
  void renderToHost(const HostScenes& host, RenderJob job, std::vector<float>& rgb);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::training
