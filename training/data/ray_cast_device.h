// Runs the ray caster over a whole batch: on the CPU with all cores, or on a CUDA device.
#pragma once

#include "training/data/ray_cast.h"

namespace fsm::training {

/// Pointers of the host. Done on return.
void renderOnCpu(const RenderJob& job);

/// Pointers of the device. Enqueued on `stream` (a cudaStream_t); returns a cudaError_t (0: fine).
int renderOnCuda(const RenderJob& job, void* stream);

}  // namespace fsm::training
