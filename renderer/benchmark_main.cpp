// fsm_renderer_benchmark [COUNT [WIDTH HEIGHT [FRAMES [DEVICE]]]]: draws the benchmark scene (splatting/benchmark_scene.h) and
// prints one JSON object. For machines without Qt and FFmpeg; needs libvulkan.so.1 at run time.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/benchmark_scene.h"
#include "renderer/benchmark.h"

namespace {

int64_t numberAt(int argc, char** argv, int place, int64_t otherwise) {
  return place < argc ? std::atoll(argv[place]) : otherwise;
}

void run(int argc, char** argv) {
  using namespace fsm;
  const int64_t count = numberAt(argc, argv, 1, splatting::kBenchmarkGaussians);
  const ImageSize size{static_cast<int>(numberAt(argc, argv, 2, 1920)), static_cast<int>(numberAt(argc, argv, 3, 1080))};
  if (count < 0 || size.width <= 0 || size.height <= 0) {
    throw Error(ErrorCode::badInput, "Usage: fsm_renderer_benchmark [COUNT [WIDTH HEIGHT [FRAMES [DEVICE]]]]");
  }
  renderer::BenchmarkOptions options;
  options.frames = static_cast<int>(std::max<int64_t>(1, numberAt(argc, argv, 4, options.frames)));
  if (argc > 5) options.renderer.device = argv[5];
  scene::GaussianScene scene;
  scene.gaussians = splatting::benchmarkScene(count);
  renderer::FrameRequest request;
  request.view = splatting::benchmarkView(size);
  std::puts(renderer::runBenchmark(scene, request, options).json().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(argc, argv);
    return 0;
  } catch (const fsm::Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.what(), error.detail().c_str());
    return fsm::exitCode(error.code());
  }
}
