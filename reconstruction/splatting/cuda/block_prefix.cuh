// Prefix sums over blocks in one pass, so that what a kernel finds can be written compactly, in order, by the same kernel:
// decoupled look-back (Merrill and Garland, Single-pass Parallel Prefix Scan with Decoupled Look-back, 2016).
#pragma once

#include <cstdint>
#include <cuda/atomic>

namespace fsm::splatting::cuda {

constexpr int kScanThreads = 256;
constexpr int kScanWarps = kScanThreads / 32;
constexpr unsigned kFullWarp = 0xffffffffu;

/// The state of a block is one word: what it knows in the two upper bits, the sum below.
constexpr uint64_t kStateAggregate = uint64_t{1} << 62;  ///< the block's own sum
constexpr uint64_t kStatePrefix = uint64_t{2} << 62;     ///< the sum of all blocks up to it
constexpr uint64_t kStateValue = (uint64_t{1} << 62) - 1;

template <class T>
__device__ inline T warpSum(T value) {
#pragma unroll
  for (int offset = 16; offset > 0; offset >>= 1) value += __shfl_xor_sync(kFullWarp, value, offset);
  return value;
}

/// Exclusive prefix over the threads of a block of kScanThreads; `total` is the block's sum. All threads call it.
template <class T>
__device__ inline T blockExclusive(T value, T& total) {
  __shared__ T sums[kScanWarps];
  const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
  T inclusive = value;
#pragma unroll
  for (int offset = 1; offset < 32; offset <<= 1) {
    const T left = __shfl_up_sync(kFullWarp, inclusive, offset);
    if (lane >= offset) inclusive += left;
  }
  if (lane == 31) sums[warp] = inclusive;
  __syncthreads();
  T before = 0;
  total = 0;
#pragma unroll
  for (int w = 0; w < kScanWarps; ++w) {
    if (w < warp) before += sums[w];
    total += sums[w];
  }
  __syncthreads();  // so that a second call may reuse the memory
  return before + inclusive - value;
}

/// The number of this block in the order in which blocks begin: those before it run already, so that waiting for them ends.
__device__ inline unsigned takeTicket(unsigned* next) {
  __shared__ unsigned ticket;
  if (threadIdx.x == 0) ticket = atomicAdd(next, 1u);
  __syncthreads();
  return ticket;
}

/// Sum over the blocks before `block` (a ticket). `states` was zero before the launch. All threads call it.
__device__ inline uint64_t prefixOfBlock(uint64_t* states, unsigned block, uint64_t total) {
  using State = ::cuda::atomic_ref<uint64_t, ::cuda::thread_scope_device>;
  __shared__ uint64_t prefix;
  if (threadIdx.x < 32) {
    const int lane = threadIdx.x;
    if (lane == 0 && block > 0) State(states[block]).store(kStateAggregate | total, ::cuda::memory_order_relaxed);
    uint64_t sum = 0;
    for (int64_t nearest = static_cast<int64_t>(block) - 1; nearest >= 0; nearest -= 32) {
      const int64_t other = nearest - lane;
      uint64_t word = kStatePrefix;  // before the first block: a known sum of nothing
      if (other >= 0) {
        do word = State(states[other]).load(::cuda::memory_order_relaxed);
        while (word == 0);
      }
      __syncwarp();
      const unsigned known = __ballot_sync(kFullWarp, (word & kStatePrefix) != 0);
      const int last = known != 0 ? __ffs(known) - 1 : 31;
      sum += warpSum(lane <= last ? word & kStateValue : uint64_t{0});
      if (known != 0) break;
    }
    if (lane == 0) {
      State(states[block]).store(kStatePrefix | (sum + total), ::cuda::memory_order_relaxed);
      prefix = sum;
    }
  }
  __syncthreads();
  return prefix;
}

}  // namespace fsm::splatting::cuda
