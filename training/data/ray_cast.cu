// A block is a tile of pixels of one view: it copies the poses of the primitives into shared memory, keeps a list of those that
// its cone of rays can meet, and then every thread makes one pixel with the functions of ray_cast.h.
#include <cuda_runtime.h>

#include "training/data/ray_cast_device.h"

namespace fsm::training {
namespace {

constexpr int kTileWidth = 16, kTileHeight = 8;

__global__ void __launch_bounds__(kTileWidth* kTileHeight) renderKernel(RenderJob job) {
  __shared__ PrimitivePose poses[kMaxPrimitives];
  __shared__ unsigned char active[kMaxPrimitives];
  __shared__ int activeCount;
  const int image = blockIdx.z, sample = image / job.views, thread = threadIdx.y * kTileWidth + threadIdx.x;
  const int left = blockIdx.x * kTileWidth, top = blockIdx.y * kTileHeight;

  const size_t first = static_cast<size_t>(image) * job.primitives;
  const float* source = reinterpret_cast<const float*>(job.poses + first);
  float* copy = reinterpret_cast<float*>(poses);
  const int words = job.primitives * static_cast<int>(sizeof(PrimitivePose) / sizeof(float));
  for (int i = thread; i < words; i += kTileWidth * kTileHeight) copy[i] = source[i];
  __syncthreads();
  if (thread < 32) {  // one warp makes the list, in the order of the primitives, so that ties resolve as on the CPU
    const TileCone cone =
        tileCone(job.cameras[image], left, top, min(left + kTileWidth, job.width), min(top + kTileHeight, job.height));
    int count = 0;
    for (int k = thread; k - thread < job.primitives; k += 32) {
      const bool seen = k < job.primitives && coneSees(cone, poses[k]);
      const unsigned mask = __ballot_sync(0xffffffffu, seen);
      if (seen) active[count + __popc(mask & ((1u << thread) - 1u))] = static_cast<unsigned char>(k);
      count += __popc(mask);
    }
    if (thread == 0) activeCount = count;
  }
  __syncthreads();
  const int x = left + threadIdx.x, y = top + threadIdx.y;
  if (x >= job.width || y >= job.height) return;
  const RayTargets targets{
      poses, job.materials + static_cast<size_t>(sample) * job.primitives, job.texels, active, activeCount, job.primitives};
  renderPixel(job, targets, sample, image % job.views, x, y);
}

}  // namespace

int renderOnCuda(const RenderJob& job, void* stream) {
  constexpr int kMostImages = 32768;  // a launch's third dimension ends at 65535
  const int step = max(1, kMostImages / job.views);
  const size_t area = static_cast<size_t>(job.width) * job.height;
  for (int first = 0; first < job.samples; first += step) {
    RenderJob part = job;
    const size_t images = static_cast<size_t>(first) * job.views;
    part.samples = min(step, job.samples - first);
    part.poses += images * job.primitives;
    part.materials += static_cast<size_t>(first) * job.primitives;
    part.cameras += images;
    part.lights += first;
    if (part.rgb) part.rgb += images * 3 * area;
    if (part.depth) part.depth += images * area;
    if (part.flow) part.flow += images * 2 * area;
    const dim3 grid((job.width + kTileWidth - 1) / kTileWidth, (job.height + kTileHeight - 1) / kTileHeight,
                    part.samples * job.views);
    renderKernel<<<grid, dim3(kTileWidth, kTileHeight), 0, static_cast<cudaStream_t>(stream)>>>(part);
    if (const cudaError_t error = cudaGetLastError(); error != cudaSuccess) return static_cast<int>(error);
  }
  return 0;
}

}  // namespace fsm::training
