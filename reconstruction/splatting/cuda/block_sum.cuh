// Sums over all threads of a launch, for gradients that every pixel or splat has a share in. Shares of opposite sign cancel, so
// sums are double from the first addition on; the caller's float array gets one rounded number at the end (`addRounded`).
#pragma once

#include "reconstruction/splatting/cuda/block_prefix.cuh"

namespace fsm::splatting::cuda {

/// totals [Count] += the sum of each thread's `values` over the block. All threads of a block of at most `kThreads` (a multiple
/// of 32) call it together, once a kernel.
template <int kThreads, int Count>
__device__ inline void addBlockSums(const double (&values)[Count], double* totals) {
  static_assert(kThreads % 32 == 0 && Count <= 32);
  constexpr int kWarps = kThreads / 32;
  __shared__ double sums[kWarps][Count];
#pragma unroll
  for (int i = 0; i < Count; ++i) {
    const double sum = warpSum(values[i]);
    if (threadIdx.x % 32 == 0) sums[threadIdx.x / 32][i] = sum;
  }
  __syncthreads();
  if (threadIdx.x >= Count) return;
  double sum = 0;
#pragma unroll
  for (int warp = 0; warp < kWarps; ++warp) sum += sums[warp][threadIdx.x];
  atomicAdd(totals + threadIdx.x, sum);
}

}  // namespace fsm::splatting::cuda
