// fsm_generator_check [--textures FOLDER] [--samples N] [--views N] [--size WxH] [--seed S] [--rays N] [--sheet FILE.png]
// [--device D] [--cuda-only] Renders scenes with CUDA and on the CPU, prints how far they differ and how long each step took, and
// writes a contact sheet with one row a scene. Where there is no CUDA device only the CPU is used (as with --device -1).
#include <cuda_runtime_api.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "training/data/generator.h"

namespace {

using namespace fsm;
using namespace fsm::training;

struct Arguments {
  std::string textures, sheet;
  int samples = 24, views = 6, device = 0;
  uint64_t seed = 1;
  bool compare = true;
  SceneOptions options;
};

Arguments parsed(int count, char** values) {
  Arguments a;
  a.options.size = {256, 144};
  for (int i = 1; i < count; ++i) {
    const std::string name = values[i];
    if (name == "--cuda-only") {
      a.compare = false;
      continue;
    }
    if (i + 1 == count) throw Error(ErrorCode::badInput, "The option " + name + " needs a value.");
    const std::string value = values[++i];
    if (name == "--textures")
      a.textures = value;
    else if (name == "--sheet")
      a.sheet = value;
    else if (name == "--samples")
      a.samples = std::atoi(value.c_str());
    else if (name == "--views")
      a.views = std::atoi(value.c_str());
    else if (name == "--seed")
      a.seed = std::strtoull(value.c_str(), nullptr, 10);
    else if (name == "--rays")
      a.options.samplesPerAxis = std::atoi(value.c_str());
    else if (name == "--device")
      a.device = std::atoi(value.c_str());
    else if (name == "--size") {
      if (std::sscanf(value.c_str(), "%dx%d", &a.options.size.width, &a.options.size.height) != 2)
        throw Error(ErrorCode::badInput, "The size must be written as WIDTHxHEIGHT, such as 128x72.");
    } else
      throw Error(ErrorCode::badInput, "There is no option " + name + "; look at the head of generator_check.cpp.");
  }
  if (a.views < 2) throw Error(ErrorCode::badInput, "Ask for at least two views a sample.");
  a.options.targets = std::max(1, a.views / 4);
  a.options.inputs = a.views - a.options.targets;
  return a;
}

double milliseconds(std::chrono::steady_clock::time_point since) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - since).count();
}

void check(cudaError_t error) {
  if (error != cudaSuccess)
    throw Error(ErrorCode::deviceLost, "The GPU failed; try again with --device -1.", cudaGetErrorString(error));
}

std::vector<float> renderedOnCuda(const SceneGenerator& generator, const SceneGenerator::Scenes& scenes, size_t floats) {
  float* pixels = nullptr;
  check(cudaMalloc(reinterpret_cast<void**>(&pixels), floats * sizeof(float)));
  cudaStream_t stream;
  check(cudaStreamCreate(&stream));
  for (int pass = 0; pass < 4; ++pass) {
    const auto begin = std::chrono::steady_clock::now();
    generator.render(scenes, {pixels, nullptr, nullptr}, stream);
    const double enqueued = milliseconds(begin);
    check(cudaStreamSynchronize(stream));
    std::printf("CUDA render, pass %d: %.2f ms (enqueued in %.2f ms)\n", pass, milliseconds(begin), enqueued);
  }
  std::vector<float> host(floats);
  check(cudaMemcpy(host.data(), pixels, floats * sizeof(float), cudaMemcpyDeviceToHost));
  check(cudaStreamDestroy(stream));
  check(cudaFree(pixels));
  return host;
}

void printDifference(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0, largest = 0;
  size_t above = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const double d = std::abs(static_cast<double>(a[i]) - b[i]);
    sum += d;
    largest = std::max(largest, d);
    above += d > 0.02;
  }
  std::printf("CUDA - CPU: mean %.3g, max %.3g, above 0.02: %.4f %%\n", sum / a.size(), largest, 100.0 * above / a.size());
}

void writeSheet(const Arguments& a, const SceneBatch& batch, const std::vector<float>& rgb) {
  const int w = batch.size.width, h = batch.size.height;
  const size_t area = static_cast<size_t>(w) * h;
  Image sheet({w * batch.views, h * batch.samples});
  for (int image = 0; image < batch.samples * batch.views; ++image) {
    const int left = image % batch.views * w, top = image / batch.views * h;
    for (size_t i = 0; i < area; ++i) {
      for (size_t c = 0; c < 3; ++c)
        sheet.at(left + static_cast<int>(i % w), top + static_cast<int>(i / w))[c] =
            rgb[(static_cast<size_t>(image) * 3 + c) * area + i];
    }
  }
  writePng(a.sheet, sheet);
}

int run(const Arguments& a) {
  auto begin = std::chrono::steady_clock::now();
  auto atlas = std::make_shared<const TextureAtlas>(a.textures, 7);
  std::printf("atlas: %d tiles in %.0f ms\n", atlas->tiles(), milliseconds(begin));
  const bool cuda = a.device >= 0 && cudaGeneratorAvailable();
  const SceneGenerator onCpu(atlas, -1);
  for (int pass = 0; pass < 3; ++pass) {
    begin = std::chrono::steady_clock::now();
    (void)onCpu.draw(a.seed + pass + 1, a.samples, a.options);
    std::printf("draw: %.2f ms\n", milliseconds(begin));
  }
  const auto scenes = onCpu.draw(a.seed, a.samples, a.options);
  const SceneBatch& batch = onCpu.batch(*scenes);
  const size_t floats = static_cast<size_t>(batch.samples) * batch.views * 3 * batch.size.width * batch.size.height;
  std::vector<float> pixels(floats);
  if (!cuda || a.compare) {
    begin = std::chrono::steady_clock::now();
    onCpu.render(*scenes, {pixels.data(), nullptr, nullptr}, nullptr);
    std::printf("CPU render: %.0f ms\n", milliseconds(begin));
  }
  if (cuda) {
    const SceneGenerator onCuda(atlas, a.device);
    const std::vector<float> other = renderedOnCuda(onCuda, *scenes, floats);
    if (a.compare) printDifference(other, pixels);
    pixels = other;
  }
  if (!a.sheet.empty()) writeSheet(a, batch, pixels);
  return 0;
}

}  // namespace

int main(int count, char** values) {
  try {
    return run(parsed(count, values));
  } catch (const fsm::Error& error) {
    std::fprintf(stderr, "%s%s%s\n", error.what(), error.detail().empty() ? "" : " ", error.detail().c_str());
    return fsm::exitCode(error.code());
  }
}
