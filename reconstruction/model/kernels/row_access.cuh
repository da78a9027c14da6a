// How the kernels read rows: one warp a row, two neighbouring bfloat16 a lane.
#pragma once

#include <cuda_bf16.h>
#include <cuda_runtime.h>

#include <cstdint>
#include <stdexcept>
#include <string>

#include "reconstruction/model/kernels/fused_kernels.h"

namespace fsm::model::kernels {

constexpr int kThreads = 256;
constexpr int kWarps = kThreads / 32;

inline cudaStream_t asStream(Stream stream) { return static_cast<cudaStream_t>(stream); }

inline void checkLaunch(const char* what) {
  const cudaError_t error = cudaGetLastError();
  if (error != cudaSuccess) throw std::runtime_error(std::string(what) + ": " + cudaGetErrorString(error));
}

inline unsigned blocksFor(int64_t rows) { return static_cast<unsigned>((rows + kWarps - 1) / kWarps); }

/// Blocks of kernels that loop over rows to sum gradients of shared weights: a few waves of any current card.
inline unsigned loopBlocks(int64_t rows) { return static_cast<unsigned>(blocksFor(rows) < 1056u ? blocksFor(rows) : 1056u); }

__device__ inline float2 load2(const Bfloat16* p) { return __bfloat1622float2(*reinterpret_cast<const __nv_bfloat162*>(p)); }
__device__ inline void store2(Bfloat16* p, float2 v) { *reinterpret_cast<__nv_bfloat162*>(p) = __float22bfloat162_rn(v); }
__device__ inline float2 load2(const float* p) { return *reinterpret_cast<const float2*>(p); }
__device__ inline void store2(float* p, float2 v) { *reinterpret_cast<float2*>(p) = v; }

__device__ inline float warpSum(float v) {
#pragma unroll
  for (int offset = 16; offset > 0; offset >>= 1) v += __shfl_xor_sync(0xffffffffu, v, offset);
  return v;
}

__device__ inline float sigmoid(float x) { return 1.0f / (1.0f + __expf(-x)); }

/// Sums each warp's per-lane weight gradients over the block and adds them to dw [64 * I].
template <int I>
__device__ inline void addWeightGradient(float* dw, const float2 (&sum)[I], float* shared) {
  const int warp = threadIdx.x / 32, lane = threadIdx.x % 32;
  for (int i = threadIdx.x; i < 64 * I; i += kThreads) shared[i] = 0;
  __syncthreads();
  for (int turn = 0; turn < kWarps; ++turn) {
    if (turn == warp) {
#pragma unroll
      for (int i = 0; i < I; ++i) {
        shared[i * 64 + lane * 2] += sum[i].x;
        shared[i * 64 + lane * 2 + 1] += sum[i].y;
      }
    }
    __syncthreads();
  }
  for (int i = threadIdx.x; i < 64 * I; i += kThreads) atomicAdd(dw + i, shared[i]);
  __syncthreads();
}

/// Calls f<I>() with I = width / 64.
template <class F>
void dispatchRowWidth(int width, F&& f) {
  switch (width / 64) {
    case 1: return f(std::integral_constant<int, 1>{});
    case 2: return f(std::integral_constant<int, 2>{});
    case 3: return f(std::integral_constant<int, 3>{});
    case 4: return f(std::integral_constant<int, 4>{});
    case 5: return f(std::integral_constant<int, 5>{});
    case 6: return f(std::integral_constant<int, 6>{});
    case 7: return f(std::integral_constant<int, 7>{});
    case 8: return f(std::integral_constant<int, 8>{});
    case 12: return f(std::integral_constant<int, 12>{});
    case 16: return f(std::integral_constant<int, 16>{});
    default: throw std::runtime_error("row width " + std::to_string(width) + " has no fused kernel");
  }
}

}  // namespace fsm::model::kernels
