#include "tests/renderer/interop/change_scene.h"

namespace fsm::renderer {
namespace {

constexpr int kThreads = 256;

__global__ void spinKernel(long long nanoseconds) {
  long long start = 0, now = 0;
  asm volatile("mov.u64 %0, %globaltimer;" : "=l"(start));
  do {
    asm volatile("mov.u64 %0, %globaltimer;" : "=l"(now));
  } while (now - start < nanoseconds);
}

__global__ void changeKernel(const float* basePosition, const float* baseLogit, float* position, float* opacityLogit,
                             int64_t count, float step) {
  const int64_t i = blockIdx.x * int64_t{kThreads} + threadIdx.x;
  if (i >= count) return;
  const auto phase = static_cast<float>(i % 1000);
  for (int c = 0; c < 3; ++c) position[3 * i + c] = basePosition[3 * i + c] + 0.2f * sinf(step + phase + static_cast<float>(c));
  opacityLogit[i] = baseLogit[i] + cosf(0.7f * step + phase);
}

__global__ void failKernel(int* nowhere) { *nowhere = 1; }

}  // namespace

cudaError_t spin(float milliseconds, cudaStream_t stream) {
  spinKernel<<<1, 1, 0, stream>>>(static_cast<long long>(milliseconds * 1e6f));
  return cudaGetLastError();
}

cudaError_t changeScene(const float* basePosition, const float* baseLogit, float* position, float* opacityLogit, int64_t count,
                        int step, cudaStream_t stream) {
  const auto blocks = static_cast<unsigned>((count + kThreads - 1) / kThreads);
  changeKernel<<<blocks, kThreads, 0, stream>>>(basePosition, baseLogit, position, opacityLogit, count, static_cast<float>(step));
  return cudaGetLastError();
}

cudaError_t fail(cudaStream_t stream) {
  failKernel<<<1, 1, 0, stream>>>(nullptr);
  return cudaGetLastError();
}

}  // namespace fsm::renderer
