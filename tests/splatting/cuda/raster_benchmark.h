// Times of the CUDA rasteriser on the benchmark scene.
#pragma once

#include <string>

namespace fsm::splatting::testing {

/// On device 0, as JSON: for each number of Gaussians and picture, the mean time of a whole forward and backward over `repeats`
/// runs, and the times of their stages (of one run, with events between them). Milliseconds.
std::string benchmarkCuda(int repeats);

}  // namespace fsm::splatting::testing
