// The CUDA rasteriser: the stages of stages.h on one stream, with memory that follows what frames need.
//
// How many splats and list entries a frame has is known on the device only. Launches and sorts are sized by what the last frame
// needed and a sixteenth more; the counts come back while the rest of the frame already runs, and a frame that did not fit (its
// lists were left empty) is drawn again with enough room. The host thus waits for the projection, never for the picture.
#pragma once

#include <cuda_runtime_api.h>

#include <array>
#include <cstddef>

#include "reconstruction/splatting/cuda/device_buffer.h"
#include "reconstruction/splatting/cuda/stage_clock.h"
#include "reconstruction/splatting/cuda/stages.h"
#include "reconstruction/splatting/rasteriser.h"

namespace fsm::splatting::cuda {

class CudaRasteriser final : public Rasteriser {
 public:
  /// Throws noDevice.
  CudaRasteriser(int device, cudaStream_t stream);
  ~CudaRasteriser() override;

  void forward(const GaussianPointers<float>& gaussians, const View& view, const scene::RasterSettings& settings,
               const RasterOutputs<float>& outputs) override;
  void backward(const RasterOutputGradients<float>& outputs, const GaussianGradients<float>& gradients) override;

  /// Splats and list entries of the last frame.
  int64_t visible() const { return visible_; }
  int64_t instances() const { return instances_; }
  /// Device memory held, bytes.
  int64_t memory() const;
  /// Times of the stages of the last forward and backward, if measured.
  StageClock& clock() { return clock_; }

 private:
  void projectFrame();
  void listFrame();
  template <class Tile>
  void listTiles();
  void waitForCounts();
  bool fits() const;

  int device_;
  cudaStream_t stream_;
  StageClock clock_;
  cudaEvent_t countsCopied_ = nullptr;
  FrameCounts* hostCounts_ = nullptr;  ///< page-locked

  DeviceBuffer<FrameCounts> counts_;
  DeviceBuffer<DeviceSplat> splats_;
  DeviceBuffer<uint32_t> tileCounts_;
  std::array<DeviceBuffer<uint32_t>, 2> depthKeys_, order_, list_;
  std::array<DeviceBuffer<std::byte>, 2> tiles_;
  DeviceBuffer<uint64_t> blockStates_;
  DeviceBuffer<std::byte> sortScratch_;
  DeviceBuffer<int64_t> starts_;
  DeviceBuffer<float> transmittance_, moments_;
  DeviceBuffer<double> pictureSums_;  ///< gradients by the background [3] and the pose [6]
  DeviceBuffer<uint32_t> last_;

  // The frame.
  GaussianPointers<float> gaussians_;
  RasterCamera<float> camera_;
  RasterThresholds<float> settings_;
  BlendInputs blend_;
  PixelStates pixels_;
  int64_t visibleLimit_ = 0, instanceLimit_ = 0;
  int64_t visible_ = 0, instances_ = 0;
  bool limitsKnown_ = false;  ///< by a frame before this one
  bool rendered_ = false;
};

}  // namespace fsm::splatting::cuda
