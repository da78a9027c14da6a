// The adjoint of the blending: a block a tile, a thread a pixel, back to front from the last splat that the pixel drew. Each warp
// sums up what its pixels bring to a splat and adds ten numbers with one atomic instruction to neighbouring addresses. The order
// of these additions is not fixed: two runs may differ in the last bits.
//
// With T before splat i and e_i = g_colour . c_i + g_depth z_i, behind_(i-1) = behind_i + alpha_i (e_i - behind_i),
// dL/dalpha_i = T_i (e_i - behind_i), starting from behind = g_colour . background - g_alpha (formulas/blend.h).
#include "reconstruction/splatting/cuda/block_sum.cuh"
#include "reconstruction/splatting/cuda/device_status.h"
#include "reconstruction/splatting/cuda/moment_sum.h"
#include "reconstruction/splatting/cuda/stages.h"
#include "reconstruction/splatting/cuda/tile_batch.cuh"

namespace fsm::splatting::cuda {
namespace {

/// Two pixels a thread: they share the sums over the warp, which cost more than the pixels themselves.
using Block = TileBlock<2>;
using Batch = TileBatch<Block::kBatch>;

struct PixelAdjoint {
  float red = 0, green = 0, blue = 0, depth = 0;  ///< gradient by the outputs
  float behind = 0, transmittance = 1;
  uint32_t last = 0;
};

__device__ inline PixelAdjoint loadPixel(const BlendInputs& in, const PixelStates& states,
                                         const RasterOutputGradients<float>& gradients, const TilePlace& place, int pixel) {
  PixelAdjoint p;
  if (!place.inside(in.grid, pixel)) return p;
  const int64_t index = place.index(in.grid, pixel);
  if (gradients.colour != nullptr) {
    p.red = gradients.colour[index * 3];
    p.green = gradients.colour[index * 3 + 1];
    p.blue = gradients.colour[index * 3 + 2];
  }
  if (gradients.depth != nullptr) p.depth = gradients.depth[index];
  const float alpha = gradients.alpha != nullptr ? gradients.alpha[index] : 0.0f;
  p.behind = p.red * in.background.x + p.green * in.background.y + p.blue * in.background.z - alpha;
  p.transmittance = states.transmittance[index];
  p.last = states.last[index];
  return p;
}

/// Adds what one pixel brings to the moments of one splat; steps the pixel in front of it. False: nothing.
__device__ inline bool stepPixel(PixelAdjoint& pixel, const Batch& batch, int slot, float x, float y, uint32_t position,
                                 const BlendInputs& in, float (&moments)[kMoments]) {
  const float4 place = batch.place[slot], shape = batch.shape[slot];
  const float dx = x - place.x, dy = y - place.y;
  const float u = place.z * dx + place.w * dy, v = shape.x * dy;
  const float logAlpha = shape.y - u * u - v * v;
  if (position >= pixel.last || !(logAlpha >= in.rule.logAlphaMin)) return false;
  const float free = exp2f(logAlpha), alpha = fminf(free, in.alphaMax);
  pixel.transmittance = __fdividef(pixel.transmittance, 1.0f - alpha);
  const float4 colour = batch.colour[slot];
  const float weight = alpha * pixel.transmittance;
  const float own = pixel.red * colour.x + pixel.green * colour.y + pixel.blue * colour.z + pixel.depth * shape.z;
  const float difference = own - pixel.behind;
  pixel.behind += alpha * difference;
  const float h = free > in.alphaMax ? 0.0f : weight * difference;
  const float hu = h * u, hv = h * v;
  moments[0] += weight * pixel.red;
  moments[1] += weight * pixel.green;
  moments[2] += weight * pixel.blue;
  moments[3] += weight * pixel.depth;
  moments[4] += h;
  moments[5] += hu;
  moments[6] += hv;
  moments[7] += hu * u;
  moments[8] += hu * v;
  moments[9] += hv * v;
  return true;
}

/// A warp's share of a batch of `count` splats that begins at `base` of the list.
__device__ inline void stepBatch(PixelAdjoint (&pixels)[Block::kPixels], const Batch& batch, int count, uint32_t base,
                                 uint32_t warpLast, const TilePlace& place, const BlendInputs& in, float* sums, int moment) {
  const int lane = threadIdx.x % 32;
  const float x = place.x + 0.5f, y = place.y + 0.5f;
  for (int first = (count - 1) / 32 * 32; first >= 0; first -= 32) {
    const int own = first + lane;
    unsigned seen = __ballot_sync(kAllLanes, own < count && base + own < warpLast && meets(batch, own, place.warp));
    while (seen != 0) {
      const int bit = 31 - __clz(seen), slot = first + bit;
      seen &= ~(1u << bit);
      float moments[kMoments] = {};
      bool drawn = false;
#pragma unroll
      for (int i = 0; i < Block::kPixels; ++i)
        drawn = stepPixel(pixels[i], batch, slot, x, y + 4.0f * i, base + slot, in, moments) || drawn;
      if (__ballot_sync(kAllLanes, drawn) == 0) continue;
      const float sum =
          sumMoments(moments, lane, [](float value, int other) { return __shfl_xor_sync(kAllLanes, value, other); });
      const int64_t row = static_cast<int64_t>(__float_as_uint(batch.shape[slot].w)) * kMomentStride;
      if (moment >= 0) atomicAdd(sums + row + moment, sum);
    }
  }
}

/// The largest of the warp, and of the block in `blockMost` (shared, zero before; read it after a barrier).
__device__ inline uint32_t warpMost(uint32_t value, uint32_t* blockMost) {
#pragma unroll
  for (int offset = 16; offset > 0; offset >>= 1) value = max(value, __shfl_xor_sync(kAllLanes, value, offset));
  if (threadIdx.x % 32 == 0) atomicMax(blockMost, value);
  return value;
}

__global__ void __launch_bounds__(Block::kThreads)
    blendBackwardKernel(BlendInputs in, PixelStates states, RasterOutputGradients<float> gradients, float* sums) {
  __shared__ Batch batch;
  __shared__ uint32_t blockLast;
  if (threadIdx.x == 0) blockLast = 0;
  __syncthreads();
  const TilePlace place = tilePlace<Block>(in.grid, blockIdx.x);
  PixelAdjoint pixels[Block::kPixels];
  uint32_t threadLast = 0;
  for (int i = 0; i < Block::kPixels; ++i) {
    pixels[i] = loadPixel(in, states, gradients, place, i);
    threadLast = max(threadLast, pixels[i].last);
  }
  const uint32_t warpLast = warpMost(threadLast, &blockLast);
  __syncthreads();
  const uint32_t length = blockLast;
  const uint32_t* list = in.list + in.starts[blockIdx.x];
  const int moment = momentOfLane(threadIdx.x % 32);

  // Batches begin at multiples of their size; the next (in front) travels while this one is worked on.
  constexpr uint32_t kBatch = Block::kBatch;
  PackedSplat next{};
  uint32_t number = 0;
  uint32_t base = length == 0 ? 0 : (length - 1) / kBatch * kBatch;
  if (base + threadIdx.x < length) {
    number = list[base + threadIdx.x];
    next = loadPacked(in.splats, number);
  }
  for (bool more = length > 0; more; base -= kBatch) {
    more = base > 0;
    __syncthreads();  // the batch before has been read by all
    if (base + threadIdx.x < length) stage(batch, threadIdx.x, next, number, in.rule.logAlphaMin);
    __syncthreads();
    if (more) {
      number = list[base - kBatch + threadIdx.x];
      next = loadPacked(in.splats, number);
    }
    stepBatch(pixels, batch, static_cast<int>(min(length - base, kBatch)), base, warpLast, place, in, sums, moment);
  }
}

constexpr int kSumThreads = 256;

/// background += sum over the pixels of the final transmittance times the gradient by the colour.
__global__ void __launch_bounds__(kSumThreads)
    backgroundKernel(const float* transmittance, const float* colour, int64_t pixels, double* background) {
  const int64_t step = static_cast<int64_t>(gridDim.x) * kSumThreads;
  double sums[3] = {};
  for (int64_t i = static_cast<int64_t>(blockIdx.x) * kSumThreads + threadIdx.x; i < pixels; i += step)
    for (int c = 0; c < 3; ++c) sums[c] += static_cast<double>(transmittance[i]) * colour[i * 3 + c];
  addBlockSums<kSumThreads>(sums, background);
}

}  // namespace

void blendBackward(const BlendInputs& inputs, const PixelStates& states, const RasterOutputGradients<float>& gradients,
                   float* moments, double* background, cudaStream_t stream) {
  const unsigned blocks = static_cast<unsigned>(inputs.grid.tiles());
  blendBackwardKernel<<<blocks, Block::kThreads, 0, stream>>>(inputs, states, gradients, moments);
  checkLaunch("blend backward");
  if (background == nullptr || gradients.colour == nullptr) return;
  constexpr unsigned kSumBlocks = 512;
  const int64_t pixels = static_cast<int64_t>(inputs.grid.width) * inputs.grid.height;
  backgroundKernel<<<kSumBlocks, kSumThreads, 0, stream>>>(states.transmittance, gradients.colour, pixels, background);
  checkLaunch("background gradient");
}

}  // namespace fsm::splatting::cuda
