// The scene of the benchmarks: random 4D Gaussians before a camera, the same numbers on every machine and for every renderer.
//
// Every number is drawn independently and uniformly, Gaussian after Gaussian, from std::mt19937 seeded with `seed`, in the order
// of the list (a draw u in [0, 1) is one 32-bit output / 2^32):
//   position      x, y in [-2, 2], z in [2, 6]: a box before a camera at the origin that looks along z
//   scale         log of each of the three in [-6, -4.5]: 0.0025 to 0.011, a pixel or a few at the distances above
//   quaternions   left, then right: four numbers in [-1, 1], drawn again while their squares add up to more than 1 or less than
//   0.01:
//                 all directions alike
//   opacity       logit in [-2, 3]
//   colour        three coefficients of degree 0 in [-1.7, 1.7]: from black to white
//   time          centre in [-1, 1], log of s_t in [-2, 0]
// Views have a horizontal angle of 60 degrees, square pixels, the principal point in the middle and the time 0.
#pragma once

#include <cstdint>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::splatting {

/// How many Gaussians the published figures of the official rasteriser are for.
constexpr int64_t kBenchmarkGaussians = 2097152;
constexpr uint32_t kBenchmarkSeed = 4;

scene::Gaussians4D benchmarkScene(int64_t count = kBenchmarkGaussians, uint32_t seed = kBenchmarkSeed);
/// `time`: normalised.
View benchmarkView(ImageSize size, double time = 0);

}  // namespace fsm::splatting
