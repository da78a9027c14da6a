#include "reconstruction/splatting/cuda/cuda_rasteriser.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/raster_view.h"

namespace fsm::splatting::cuda {
namespace {

/// Splats that the first frame of a set has room for; it is drawn again where more are visible.
constexpr int64_t kFirstLimit = int64_t{1} << 20;

constexpr int kBackgroundSums = 3, kPoseSums = 6;

/// Room for `count` and what a next frame may have more.
int64_t roomFor(int64_t count) { return count + count / 16 + 4096; }

template <class T>
Alternating<T> both(std::array<DeviceBuffer<T>, 2>& buffers, int64_t count) {
  for (auto& buffer : buffers) buffer.reserve(count);
  return {buffers[0].data(), buffers[1].data()};
}

template <class T>
void clear(T* memory, int64_t count, cudaStream_t stream) {
  if (count > 0) check(cudaMemsetAsync(memory, 0, static_cast<size_t>(count) * sizeof(T), stream), "cudaMemsetAsync");
}

}  // namespace

CudaRasteriser::CudaRasteriser(int device, cudaStream_t stream) : device_(device), stream_(stream) {
  int devices = 0;
  check(cudaGetDeviceCount(&devices), "cudaGetDeviceCount");
  if (device < 0 || device >= devices)
    throw Error(ErrorCode::noDevice,
                "There is no CUDA device " + std::to_string(device) + ". Choose another one, or the processor.");
  const DeviceScope scope(device_);
  counts_.reserve(1);
  check(cudaEventCreateWithFlags(&countsCopied_, cudaEventDisableTiming), "cudaEventCreate");
  const cudaError_t status = cudaMallocHost(reinterpret_cast<void**>(&hostCounts_), sizeof(FrameCounts));
  if (status != cudaSuccess) (void)cudaEventDestroy(countsCopied_);
  check(status, "cudaMallocHost");
}

CudaRasteriser::~CudaRasteriser() {
  // What still runs uses the memory that goes now.
  (void)cudaStreamSynchronize(stream_);
  if (countsCopied_ != nullptr) (void)cudaEventDestroy(countsCopied_);
  if (hostCounts_ != nullptr) (void)cudaFreeHost(hostCounts_);
}

int64_t CudaRasteriser::memory() const {
  int64_t bytes = counts_.bytes() + splats_.bytes() + tileCounts_.bytes() + blockStates_.bytes() + sortScratch_.bytes() +
                  starts_.bytes() + transmittance_.bytes() + moments_.bytes() + last_.bytes() + pictureSums_.bytes();
  for (int i = 0; i < 2; ++i) bytes += depthKeys_[i].bytes() + order_[i].bytes() + list_[i].bytes() + tiles_[i].bytes();
  return bytes;
}

void CudaRasteriser::projectFrame() {
  splats_.reserve(visibleLimit_);
  tileCounts_.reserve(visibleLimit_);
  const Alternating<uint32_t> keys = both(depthKeys_, visibleLimit_), order = both(order_, visibleLimit_);
  const int64_t blocks = scanBlocks(gaussians_.count);
  blockStates_.reserve(blocks);
  clear(counts_.data(), 1, stream_);
  clear(blockStates_.data(), blocks, stream_);
  const ProjectOutputs outputs{splats_.data(), keys.current,        order.current, tileCounts_.data(),
                               counts_.data(), blockStates_.data(), visibleLimit_};
  project(gaussians_, camera_, settings_, blend_.grid, blend_.rule, outputs, stream_);
  check(cudaMemcpyAsync(hostCounts_, counts_.data(), sizeof(FrameCounts), cudaMemcpyDeviceToHost, stream_), "cudaMemcpyAsync");
  check(cudaEventRecord(countsCopied_, stream_), "cudaEventRecord");
  clock_.mark("project", stream_);
}

void CudaRasteriser::waitForCounts() {
  check(cudaEventSynchronize(countsCopied_), "projection");
  visible_ = hostCounts_->visible;
  instances_ = static_cast<int64_t>(hostCounts_->instances);
}

bool CudaRasteriser::fits() const { return visible_ <= visibleLimit_ && instances_ <= instanceLimit_; }

template <class Tile>
void CudaRasteriser::listTiles() {
  const int64_t tiles = blend_.grid.tiles(), tileBytes = instanceLimit_ * static_cast<int64_t>(sizeof(Tile));
  const Alternating<std::byte> memory = both(tiles_, tileBytes);
  Instances<Tile> instances;
  instances.tiles = {reinterpret_cast<Tile*>(memory.current), reinterpret_cast<Tile*>(memory.other)};
  instances.splats = both(list_, instanceLimit_);
  instances.limit = instanceLimit_;

  Alternating<uint32_t> keys = both(depthKeys_, visibleLimit_), order = both(order_, visibleLimit_);
  sortByDepth(keys, order, visibleLimit_, sortScratch_.data(), sortScratch_.capacity(), stream_);
  clock_.mark("sort by depth", stream_);

  const int64_t blocks = scanBlocks(visibleLimit_);
  clear(blockStates_.data(), blocks, stream_);
  emitInstances(EmitInputs{splats_.data(), order.current, tileCounts_.data(), counts_.data(), blockStates_.data(), visibleLimit_,
                           blend_.grid, blend_.rule},
                instances, stream_);
  clock_.mark("list tiles", stream_);
  sortByTile(instances, tiles, sortScratch_.data(), sortScratch_.capacity(), stream_);
  clock_.mark("sort by tile", stream_);
  findTiles(instances, counts_.data(), visibleLimit_, tiles, starts_.data(), stream_);
  clock_.mark("find tiles", stream_);
  blend_.list = instances.splats.current;
}

void CudaRasteriser::listFrame() {
  const int64_t tiles = blend_.grid.tiles();
  starts_.reserve(tiles + 1);
  sortScratch_.reserve(sortScratchBytes(visibleLimit_, instanceLimit_, tiles));
  blend_.splats = splats_.data();
  blend_.starts = starts_.data();
  if (tiles <= (int64_t{1} << 16))
    listTiles<uint16_t>();
  else
    listTiles<uint32_t>();
}

void CudaRasteriser::forward(const GaussianPointers<float>& gaussians, const View& view, const scene::RasterSettings& settings,
                             const RasterOutputs<float>& outputs) {
  checkView(view);
  checkSettings(settings);
  checkGaussians(gaussians);
  const DeviceScope scope(device_);
  rendered_ = false;
  gaussians_ = gaussians;
  camera_ = rasterCamera<float>(view, settings);
  settings_ = rasterThresholds<float>(settings);
  blend_ = {};
  blend_.grid = tileGrid(camera_.width, camera_.height);
  blend_.rule = {settings_.officialTiles, std::log2(settings_.alphaMin)};
  blend_.alphaMax = settings_.alphaMax;
  blend_.transmittanceStop = settings_.transmittanceStop;
  blend_.background = settings_.background;
  const int64_t pixels = static_cast<int64_t>(camera_.width) * camera_.height;
  transmittance_.reserve(pixels);
  last_.reserve(pixels);
  pixels_ = {transmittance_.data(), last_.data()};

  visibleLimit_ = std::min(gaussians_.count, limitsKnown_ ? roomFor(visible_) : kFirstLimit);
  instanceLimit_ = roomFor(instances_);
  clock_.start(stream_);
  for (bool done = false; !done;) {
    projectFrame();
    if (!limitsKnown_) {
      waitForCounts();
      instanceLimit_ = roomFor(instances_);
      if (visible_ > visibleLimit_) {
        visibleLimit_ = std::min(gaussians_.count, roomFor(visible_));
        continue;
      }
    }
    listFrame();
    blendForward(blend_, pixels_, outputs, stream_);
    clock_.mark("blend", stream_);
    if (limitsKnown_) waitForCounts();
    done = fits();
    limitsKnown_ = done;
  }
  rendered_ = true;
}

void CudaRasteriser::backward(const RasterOutputGradients<float>& outputs, const GaussianGradients<float>& gradients) {
  if (!rendered_) throw Error(ErrorCode::internal, "Nothing was drawn yet whose gradient could be taken.");
  const DeviceScope scope(device_);
  moments_.reserve(visible_ * kMomentStride);
  pictureSums_.reserve(kBackgroundSums + kPoseSums);
  double* background = gradients.background != nullptr ? pictureSums_.data() : nullptr;
  double* pose = gradients.pose != nullptr ? pictureSums_.data() + kBackgroundSums : nullptr;
  clock_.start(stream_);
  clear(moments_.data(), visible_ * kMomentStride, stream_);
  clear(pictureSums_.data(), kBackgroundSums + kPoseSums, stream_);
  blendBackward(blend_, pixels_, outputs, moments_.data(), background, stream_);
  clock_.mark("blend backward", stream_);
  projectBackward(gaussians_, camera_, settings_, splats_.data(), moments_.data(), visible_, gradients, pose, stream_);
  if (background != nullptr) addRounded(background, kBackgroundSums, gradients.background, stream_);
  if (pose != nullptr) addRounded(pose, kPoseSums, gradients.pose, stream_);
  clock_.mark("project backward", stream_);
}

}  // namespace fsm::splatting::cuda

namespace fsm::splatting {

std::unique_ptr<Rasteriser> makeCudaRasteriser(int device, void* stream) {
  return std::make_unique<cuda::CudaRasteriser>(device, static_cast<cudaStream_t>(stream));
}

}  // namespace fsm::splatting
