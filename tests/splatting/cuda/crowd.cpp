#include "tests/splatting/cuda/crowd.h"

#include <cmath>
#include <cstdio>
#include <span>
#include <vector>

#include "reconstruction/core/error.h"
#include "tests/parity/raster_comparison.h"
#include "tests/splatting/random_gaussians.h"

namespace fsm::splatting::testing {
namespace {

/// `count` equal static Gaussians at the middle of the picture.
ParameterArrays<float> equalGaussians(int64_t count, float logScale, float opacityLogit) {
  ParameterArrays<float> out;
  out.position.resize(3 * count);
  for (int64_t i = 0; i < count; ++i) out.position[3 * i + 2] = 2.0f + 1e-7f * static_cast<float>(i);
  out.logScale.assign(3 * count, logScale);
  out.rotation.resize(4 * count);
  for (int64_t i = 0; i < count; ++i) out.rotation[4 * i] = 1;
  out.opacityLogit.assign(count, opacityLogit);
  out.sh.assign(3 * count, 0.5f);
  return out;
}

GaussianPointers<float> uploaded(const ParameterArrays<float>& set, parity::ArrayMemory& memory) {
  GaussianPointers<float> out = set.pointers();
  out.position = memory.upload(set.position);
  out.logScale = memory.upload(set.logScale);
  out.rotation = memory.upload(set.rotation);
  out.opacityLogit = memory.upload(set.opacityLogit);
  out.sh = memory.upload(set.sh);
  return out;
}

View smallView(ImageSize size) {
  View view;
  view.camera.intrinsics = {size, 20.0, 20.0, 0.5 * size.width, 0.5 * size.height};
  return view;
}

/// Faint ones: each pixel draws until 1e-4 is left, whatever the number of Gaussians.
bool crowdOnOneTile() {
  constexpr int64_t kCount = 10'000'000;
  const ImageSize size{16, 16};
  const auto memory = parity::cudaMemory();
  const ParameterArrays<float> set = equalGaussians(kCount, 1.0f, -4.0f);
  const auto rasteriser = makeCudaRasteriser(0, nullptr);
  std::vector<float> colour(3 * 256), gradient(3 * kCount), weights(3 * 256, 1.0f);
  float* drawn = memory->upload(colour);
  float* byPosition = memory->upload(gradient);
  RasterOutputs<float> outputs;
  outputs.colour = drawn;
  rasteriser->forward(uploaded(set, *memory), smallView(size), {}, outputs);
  GaussianGradients<float> gradients;
  gradients.position = byPosition;
  rasteriser->backward({memory->upload(weights), nullptr, nullptr}, gradients);
  memory->download(drawn, colour);
  memory->download(byPosition, gradient);
  const float expected = 0.28209479f * 0.5f + 0.5f;
  bool good = true;
  for (float value : colour) good = good && std::fabs(value - expected) < 1e-3f;
  for (float value : gradient) good = good && std::isfinite(value);
  std::printf("ten million Gaussians on one tile: %s (middle %.5f, expected about %.5f)\n", good ? "PASS" : "FAIL",
              colour[3 * 136], expected);
  return good;
}

/// Every Gaussian on every tile of a large picture: terabytes of list entries.
bool refusesWhatDoesNotFit() {
  const auto memory = parity::cudaMemory();
  const ParameterArrays<float> set = equalGaussians(4'000'000, 5.0f, 0.0f);
  const auto rasteriser = makeCudaRasteriser(0, nullptr);
  const GaussianPointers<float> on = uploaded(set, *memory);
  bool refused = false;
  try {
    rasteriser->forward(on, smallView({16384, 16384}), {}, {});
  } catch (const Error& error) {
    refused = error.code() == ErrorCode::outOfMemory;
    std::printf("too many list entries: %s\n", error.what());
  }
  // The same object goes on.
  std::vector<float> colour(3 * 256);
  float* drawn = memory->upload(colour);
  RasterOutputs<float> outputs;
  outputs.colour = drawn;
  rasteriser->forward(on, smallView({16, 16}), {}, outputs);
  memory->download(drawn, colour);
  const bool good = refused && std::isfinite(colour[0]) && colour[0] < 0.9f;
  std::printf("refused, and drawn smaller: %s\n", good ? "PASS" : "FAIL");
  return good;
}

}  // namespace

bool drawCrowd() {
  const bool crowd = crowdOnOneTile(), refused = refusesWhatDoesNotFit();
  return crowd && refused;
}

}  // namespace fsm::splatting::testing
