// Work of a CUDA stream for the check program: what a fine-tuning step would do to a scene.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

namespace fsm::renderer {

/// Keeps the device busy for about `milliseconds`.
cudaError_t spin(float milliseconds, cudaStream_t stream);
/// position [N, 3] = base + 0.2 sin(step + index), opacityLogit [N] = baseLogit + cos(0.7 step + index).
cudaError_t changeScene(const float* basePosition, const float* baseLogit, float* position, float* opacityLogit, int64_t count,
                        int step, cudaStream_t stream);
/// Writes where nothing is: the stream fails.
cudaError_t fail(cudaStream_t stream);

}  // namespace fsm::renderer
