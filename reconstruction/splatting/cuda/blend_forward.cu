// Blending: a block a tile, a thread a pixel, front to back until every pixel has ended.
#include "reconstruction/splatting/cuda/block_prefix.cuh"
#include "reconstruction/splatting/cuda/device_status.h"
#include "reconstruction/splatting/cuda/stages.h"
#include "reconstruction/splatting/cuda/tile_batch.cuh"

namespace fsm::splatting::cuda {
namespace {

/// One pixel a thread: a step costs little beside its pixels, and small splats leave fewer lanes idle.
using Block = TileBlock<1>;
using Batch = TileBatch<Block::kBatch>;

struct Pixel {
  float red = 0, green = 0, blue = 0, depth = 0, median = 0, transmittance = 1;
  uint32_t last = 0;
  bool ended = false;
};

/// Blends one splat into a pixel; returns its weight (0: not drawn).
__device__ inline float blend(Pixel& pixel, const Batch& batch, int slot, float x, float y, uint32_t position,
                              const BlendInputs& in) {
  const float4 place = batch.place[slot], shape = batch.shape[slot];
  const float dx = x - place.x, dy = y - place.y;
  const float u = place.z * dx + place.w * dy, v = shape.x * dy;
  const float logAlpha = shape.y - u * u - v * v;
  if (pixel.ended || !(logAlpha >= in.rule.logAlphaMin)) return 0;
  const float alpha = fminf(exp2f(logAlpha), in.alphaMax);
  const float next = pixel.transmittance * (1.0f - alpha);
  if (next < in.transmittanceStop) {
    pixel.ended = true;
    return 0;
  }
  const float weight = alpha * pixel.transmittance;
  const float4 colour = batch.colour[slot];
  pixel.red += weight * colour.x;
  pixel.green += weight * colour.y;
  pixel.blue += weight * colour.z;
  pixel.depth += weight * shape.z;
  if (pixel.transmittance > 0.5f && next <= 0.5f) pixel.median = shape.z;
  pixel.transmittance = next;
  pixel.last = position + 1;
  return weight;
}

__device__ inline float warpMax(float value) {
#pragma unroll
  for (int offset = 16; offset > 0; offset >>= 1) value = fmaxf(value, __shfl_xor_sync(kAllLanes, value, offset));
  return value;
}

/// Adds a splat's weights in this warp to the statistics.
__device__ inline void addStatistics(const RasterOutputs<float>& out, uint32_t source, float weight) {
  const float sum = warpSum(weight), most = warpMax(weight);
  if (threadIdx.x % 32 != 0 || most <= 0) return;
  if (out.contribution != nullptr) atomicAdd(out.contribution + source, sum);
  // Floats that are not negative are ordered as their bits.
  if (out.maxContribution != nullptr) atomicMax(reinterpret_cast<int*>(out.maxContribution) + source, __float_as_int(most));
}

__device__ inline bool allEnded(const Pixel (&pixels)[Block::kPixels]) {
  bool ended = true;
  for (const Pixel& pixel : pixels) ended = ended && pixel.ended;
  return ended;
}

/// What a warp draws of a batch of `count` splats that begins at `base` of the list.
template <bool kStatistics>
__device__ inline void blendBatch(Pixel (&pixels)[Block::kPixels], const Batch& batch, int count, uint32_t base,
                                  const TilePlace& place, const BlendInputs& in, const RasterOutputs<float>& out) {
  const int lane = threadIdx.x % 32;
  const float x = place.x + 0.5f, y = place.y + 0.5f;
  for (int first = 0; first < count; first += 32) {
    if (__all_sync(kAllLanes, allEnded(pixels))) return;
    unsigned seen = __ballot_sync(kAllLanes, first + lane < count && meets(batch, first + lane, place.warp));
    while (seen != 0) {
      const int slot = first + __ffs(seen) - 1;
      seen &= seen - 1;
#pragma unroll
      for (int i = 0; i < Block::kPixels; ++i) {
        const float weight = blend(pixels[i], batch, slot, x, y + 4.0f * i, base + slot, in);
        if constexpr (kStatistics) addStatistics(out, __float_as_uint(batch.colour[slot].w), weight);
      }
    }
  }
}

__device__ void store(const Pixel& pixel, int64_t index, const BlendInputs& in, const PixelStates& states,
                      const RasterOutputs<float>& out) {
  const float t = pixel.transmittance;
  if (out.colour != nullptr) {
    out.colour[index * 3] = pixel.red + t * in.background.x;
    out.colour[index * 3 + 1] = pixel.green + t * in.background.y;
    out.colour[index * 3 + 2] = pixel.blue + t * in.background.z;
  }
  if (out.alpha != nullptr) out.alpha[index] = 1.0f - t;
  if (out.depth != nullptr) out.depth[index] = pixel.depth;
  if (out.medianDepth != nullptr) out.medianDepth[index] = pixel.median;
  states.transmittance[index] = t;
  states.last[index] = pixel.last;
}

template <bool kStatistics>
__global__ void __launch_bounds__(Block::kThreads)
    blendForwardKernel(BlendInputs in, PixelStates states, RasterOutputs<float> out) {
  __shared__ Batch batch;
  const TilePlace place = tilePlace<Block>(in.grid, blockIdx.x);
  const int64_t start = in.starts[blockIdx.x];
  const uint32_t length = static_cast<uint32_t>(in.starts[blockIdx.x + 1] - start);
  const uint32_t* list = in.list + start;
  Pixel pixels[Block::kPixels];
  for (int i = 0; i < Block::kPixels; ++i) pixels[i].ended = !place.inside(in.grid, i);

  // The next batch travels while this one is drawn.
  PackedSplat next{};
  uint32_t number = 0;
  if (threadIdx.x < length) {
    number = list[threadIdx.x];
    next = loadPacked(in.splats, number);
  }
  constexpr uint32_t kBatch = Block::kBatch;
  for (uint32_t base = 0; base < length; base += kBatch) {
    // Also: the batch before has been read by all.
    if (__syncthreads_count(allEnded(pixels)) == Block::kThreads) break;
    if (length - base > threadIdx.x) stage(batch, threadIdx.x, next, number, in.rule.logAlphaMin);
    __syncthreads();
    if (length - base > kBatch && length - base - kBatch > threadIdx.x) {
      number = list[base + kBatch + threadIdx.x];
      next = loadPacked(in.splats, number);
    }
    blendBatch<kStatistics>(pixels, batch, static_cast<int>(min(length - base, kBatch)), base, place, in, out);
  }
  for (int i = 0; i < Block::kPixels; ++i)
    if (place.inside(in.grid, i)) store(pixels[i], place.index(in.grid, i), in, states, out);
}

}  // namespace

void blendForward(const BlendInputs& inputs, const PixelStates& states, const RasterOutputs<float>& outputs,
                  cudaStream_t stream) {
  const unsigned blocks = static_cast<unsigned>(inputs.grid.tiles());
  if (outputs.contribution != nullptr || outputs.maxContribution != nullptr)
    blendForwardKernel<true><<<blocks, Block::kThreads, 0, stream>>>(inputs, states, outputs);
  else
    blendForwardKernel<false><<<blocks, Block::kThreads, 0, stream>>>(inputs, states, outputs);
  checkLaunch("blend forward");
}

}  // namespace fsm::splatting::cuda
