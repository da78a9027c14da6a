// Fourier transforms of any power of two, by FFmpeg's libavutil.
#pragma once

#include <complex>
#include <vector>

namespace fsm::sync {

enum class Direction { forward, backward };

/// Not scaled: forward and backward give `values` times their number. The size must be a power of two. Throws outOfMemory.
std::vector<std::complex<float>> fourier(const std::vector<std::complex<float>>& values, Direction direction);

}  // namespace fsm::sync
