// Times of the CUDA rasteriser on the benchmark scene.
#pragma once

#include <string>

namespace fsm::splatting::testing {

/// On device 0, as JSON: for each number of Gaussians and picture, the mean time of a whole forward and backward over `repeats`
/// runs, and the median times of their stages. Milliseconds.
std::string benchmarkCuda(int repeats);

}  // namespace fsm::splatting::testing
