// interop_check [--validation] [--host-copy] [--fail] [--count N] [--iterations N] [--size W H]
// A scene that CUDA changes is drawn by Vulkan on the same card, without a copy through the host; needs neither Qt nor LibTorch.
// Checks that the devices match, that each frame shows what was published before it and nothing later, that pictures are those of
// the same scene set from the host, and what it costs. Prints a line for each check; exit status 0 when all hold.
#include <cuda_runtime_api.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/benchmark_scene.h"
#include "renderer/interop/cuda_device.h"
#include "renderer/interop/shared_scene.h"
#include "tests/renderer/interop/change_scene.h"
#include "tests/renderer/picture_comparison.h"

namespace fsm::renderer {
namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

struct Arguments {
  bool validation = false, hostCopy = false, fail = false;
  int64_t count = 500'000;
  int iterations = 200;
  ImageSize size{1280, 720};
};

Arguments parse(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto number = [&] { return i + 1 < argc ? std::atoll(argv[++i]) : 0; };
    if (name == "--validation") {
      out.validation = true;
    } else if (name == "--host-copy") {
      out.hostCopy = true;
    } else if (name == "--fail") {
      out.fail = true;
    } else if (name == "--count") {
      out.count = number();
    } else if (name == "--iterations") {
      out.iterations = static_cast<int>(number());
    } else if (name == "--size") {
      out.size.width = static_cast<int>(number());
      out.size.height = static_cast<int>(number());
    } else {
      throw Error(ErrorCode::badInput, "Unknown option " + name + "; see the top of interop_check.cpp.");
    }
  }
  if (out.count <= 0 || out.iterations <= 0 || out.size.width <= 0 || out.size.height <= 0) {
    throw Error(ErrorCode::badInput, "Numbers must be positive.");
  }
  return out;
}

/// Gaussians in CUDA's memory, and a kernel's changes of them.
class CudaScene {
 public:
  explicit CudaScene(const scene::Gaussians4D& gaussians) : host_(gaussians) {
    arrays_.count = gaussians.count();
    arrays_.position = upload(gaussians.position);
    arrays_.logScale = upload(gaussians.logScale);
    arrays_.rotation = upload(gaussians.rotation);
    arrays_.opacityLogit = upload(gaussians.opacityLogit);
    arrays_.sh = upload(gaussians.sh);
    arrays_.time = upload(gaussians.time);
    arrays_.logScaleTime = upload(gaussians.logScaleTime);
    arrays_.rotationRight = upload(gaussians.rotationRight);
    position_ = upload(gaussians.position);
    logit_ = upload(gaussians.opacityLogit);
  }
  ~CudaScene() {
    for (float* memory : memory_) (void)cudaFree(memory);
  }
  CudaScene(const CudaScene&) = delete;
  CudaScene& operator=(const CudaScene&) = delete;

  void change(int step, cudaStream_t stream) {
    checkCuda(changeScene(arrays_.position, arrays_.opacityLogit, position_, logit_, arrays_.count, step, stream), "change");
  }
  SceneArrays arrays() const {
    SceneArrays changed = arrays_;
    changed.position = position_;
    changed.opacityLogit = logit_;
    return changed;
  }
  /// As the kernel leaves it at a step.
  scene::Gaussians4D atStep(int step, cudaStream_t stream) {
    change(step, stream);
    scene::Gaussians4D out = host_;
    copyBack(out.position, position_, stream);
    copyBack(out.opacityLogit, logit_, stream);
    return out;
  }

 private:
  float* upload(const std::vector<float>& values) {
    if (values.empty()) return nullptr;
    void* memory = nullptr;
    checkCuda(cudaMalloc(&memory, 4 * values.size()), "cudaMalloc");
    memory_.push_back(static_cast<float*>(memory));
    checkCuda(cudaMemcpy(memory, values.data(), 4 * values.size(), cudaMemcpyHostToDevice), "upload");
    return memory_.back();
  }
  static void copyBack(std::vector<float>& into, const float* from, cudaStream_t stream) {
    checkCuda(cudaMemcpyAsync(into.data(), from, 4 * into.size(), cudaMemcpyDeviceToHost, stream), "copy back");
    checkCuda(cudaStreamSynchronize(stream), "copy back");
  }

  const scene::Gaussians4D& host_;
  SceneArrays arrays_;
  std::vector<float*> memory_;
  float *position_ = nullptr, *logit_ = nullptr;
};

class Check {
 public:
  explicit Check(const Arguments& arguments) : arguments_(arguments), renderer_(rendererOptions()) {
    scene_.gaussians = splatting::benchmarkScene(arguments.count);
    request_.view = splatting::benchmarkView(arguments.size);
    checkCuda(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking), "stream");
  }

  int run() {
    matchDevices();
    CudaScene cuda(scene_.gaussians);
    SharedScene shared(renderer_, sharedOptions());
    tell(arguments_.hostCopy == (shared.transport() == Transport::hostCopy), "transport",
         shared.transport() == Transport::sharedMemory ? "shared memory" : "host copy: " + shared.reason());
    warmUp(cuda, shared);
    framesShowWhatWasPublished(cuda, shared);
    framesInFlightKeepTheirScene(cuda, shared);
    steps(cuda, shared);
    latency(cuda, shared);
    if (arguments_.fail) failure(cuda, shared);
    const auto messages = renderer_.validationMessages();
    for (const std::string& message : messages) std::printf("    %s\n", message.c_str());
    if (arguments_.validation) tell(messages.empty(), "validation", std::to_string(messages.size()) + " messages");
    std::printf("%s\n", good_ ? "ALL GOOD" : "FAILED");
    return good_ ? 0 : 1;
  }

 private:
  RendererOptions rendererOptions() const {
    RendererOptions options;
    options.cudaDevice = 0;
    options.validation = arguments_.validation;
    return options;
  }
  SharedSceneOptions sharedOptions() const {
    SharedSceneOptions options;
    options.kind = scene_;
    options.kind.gaussians = {};
    options.kind.gaussians.shDegree = scene_.gaussians.shDegree;
    options.kind.gaussians.timeHarmonics = scene_.gaussians.timeHarmonics;
    options.kind.gaussians.timePeriod = scene_.gaussians.timePeriod;
    options.isStatic = scene_.gaussians.isStatic();
    options.capacity = scene_.gaussians.count() + 1000;
    options.transport = arguments_.hostCopy ? Transport::hostCopy : Transport::sharedMemory;
    return options;
  }

  void tell(bool good, const char* what, const std::string& detail) {
    std::printf("%s %-12s %s\n", good ? "ok  " : "BAD ", what, detail.c_str());
    std::fflush(stdout);
    good_ = good_ && good;
  }

  void matchDevices() {
    std::string problem;
    const auto uuid = cudaDeviceUuid(0, problem);
    const DeviceInfo& info = renderer_.device();
    tell(uuid && *uuid == info.uuid, "device", info.name + " (" + info.driver + ") " + info.uuidText() + " " + problem);
  }

  /// The picture of a step's scene, set from the host on a renderer of its own.
  Picture expected(CudaScene& cuda, int step) {
    if (!host_) host_ = std::make_unique<Renderer>(rendererOptions());
    scene::GaussianScene scene = scene_;
    scene.gaussians = cuda.atStep(step, stream_);
    host_->setScene(scene);
    return host_->render(request_);
  }

  void compareWith(const Picture& picture, const Picture& wanted, const char* what, int step) {
    const PictureDifference difference = compare(picture, wanted);
    float largest = 0;
    for (size_t i = 0; i < picture.rgba.size(); ++i) largest = std::max(largest, std::abs(picture.rgba[i] - wanted.rgba[i]));
    tell(difference.farPixels <= 0.001 && difference.psnr > 50, what,
         "step " + std::to_string(step) + ": " + difference.text() + ", largest difference " + std::to_string(largest));
  }

  /// Kernels are compiled and memory is taken by the first frames.
  void warmUp(CudaScene& cuda, SharedScene& shared) {
    for (int step = 0; step < 4; ++step) {
      cuda.change(step, stream_);
      shared.publish(cuda.arrays(), stream_);
      renderer_.render(request_);
    }
  }

  /// CUDA is still busy when the frame is asked for, so that only the semaphore can make it right.
  void framesShowWhatWasPublished(CudaScene& cuda, SharedScene& shared) {
    for (const int step : {1, 2, 17}) {
      const Picture wanted = expected(cuda, step);
      cuda.change(step + 5, stream_);
      checkCuda(cudaStreamSynchronize(stream_), "synchronise");
      checkCuda(spin(100, stream_), "spin");
      cuda.change(step, stream_);
      const auto start = Clock::now();
      shared.publish(cuda.arrays(), stream_);
      const Ticket ticket = renderer_.draw(request_);
      const double host = millisecondsSince(start);
      compareWith(renderer_.read(ticket), wanted, "next frame", step);
      if (!arguments_.hostCopy)
        tell(host < 50, "no waiting", "publish and draw took " + std::to_string(host) + " ms of the host");
    }
  }

  /// Scenes that are published while the frame before is in flight are not seen in it.
  void framesInFlightKeepTheirScene(CudaScene& cuda, SharedScene& shared) {
    std::vector<Picture> wanted;
    for (int step = 30; step < 36; ++step) wanted.push_back(expected(cuda, step));
    std::vector<Ticket> tickets;
    for (int step = 30; step < 36; ++step) {
      checkCuda(spin(2, stream_), "spin");
      cuda.change(step, stream_);
      shared.publish(cuda.arrays(), stream_);
      tickets.push_back(renderer_.draw(request_));
      cuda.change(step + 100, stream_);
      shared.publish(cuda.arrays(), stream_);  // which no frame takes
    }
    for (size_t i = 0; i < tickets.size(); ++i) {
      compareWith(renderer_.read(tickets[i]), wanted[i], "in flight", 30 + static_cast<int>(i));
    }
  }

  void steps(CudaScene& cuda, SharedScene& shared) {
    const int last = arguments_.iterations - 1;
    const Picture wanted = expected(cuda, last);
    double publishing = 0;
    Ticket former{};
    Picture picture;
    const auto start = Clock::now();
    for (int step = 0; step <= last; ++step) {
      cuda.change(step, stream_);
      const auto before = Clock::now();
      shared.publish(cuda.arrays(), stream_);
      publishing += millisecondsSince(before);
      const Ticket ticket = renderer_.draw(request_);
      if (former.id) picture = renderer_.read(former);
      former = ticket;
    }
    picture = renderer_.read(former);
    const double each = millisecondsSince(start) / arguments_.iterations;
    const auto plainStart = Clock::now();
    former = renderer_.draw(request_);
    for (int i = 1; i < arguments_.iterations; ++i) {
      const Ticket ticket = renderer_.draw(request_);
      renderer_.read(former);
      former = ticket;
    }
    renderer_.read(former);
    const double plain = millisecondsSince(plainStart) / arguments_.iterations;
    compareWith(picture, wanted, "last step", last);
    char text[200];
    std::snprintf(text, sizeof(text),
                  "%d x change, publish, draw, read: %.3f ms each (publish: %.3f ms of the host); draw, read: %.3f ms",
                  arguments_.iterations, each, publishing / arguments_.iterations, plain);
    tell(true, "steps", text);
    reportMemory();
  }

  void reportMemory() {
    const MemoryReport memory = renderer_.memory();
    tell(true, "memory",
         "shared " + std::to_string(memory.of(MemoryCategory::shared) >> 20) + " MiB, packed " +
             std::to_string(memory.of(MemoryCategory::scene) >> 20) + " MiB");
  }

  /// From the call that publishes to the finished frame, one at a time; against a frame of a scene that did not change.
  void latency(CudaScene& cuda, SharedScene& shared) {
    std::vector<double> published, unchanged;
    for (int step = 0; step < 40; ++step) {
      cuda.change(step, stream_);
      checkCuda(cudaStreamSynchronize(stream_), "synchronise");
      auto start = Clock::now();
      shared.publish(cuda.arrays(), stream_);
      published.push_back(frame(start));
      start = Clock::now();
      unchanged.push_back(frame(start));
    }
    const auto median = [](std::vector<double>& values) {
      std::nth_element(values.begin(), values.begin() + static_cast<int64_t>(values.size() / 2), values.end());
      return values[values.size() / 2];
    };
    char text[160];
    std::snprintf(text, sizeof(text), "publish to finished frame: %.3f ms (median of 40); the same frame unchanged: %.3f ms",
                  median(published), median(unchanged));
    tell(true, "latency", text);
  }

  double frame(Clock::time_point start) {
    const Ticket ticket = renderer_.draw(request_);
    while (!renderer_.ready(ticket)) {
    }
    const double milliseconds = millisecondsSince(start);
    renderer_.drop(ticket);
    return milliseconds;
  }

  /// A frame that waits for CUDA ends although CUDA has failed.
  void failure(CudaScene& cuda, SharedScene& shared) {
    checkCuda(spin(20, stream_), "spin");
    checkCuda(fail(stream_), "fail");
    shared.publish(cuda.arrays(), stream_);
    const auto start = Clock::now();
    std::string how = "drawn";
    try {
      renderer_.read(renderer_.draw(request_));
    } catch (const Error& error) {
      how = error.detail();
    }
    tell(true, "failed CUDA", "the frame ended after " + std::to_string(millisecondsSince(start)) + " ms: " + how);
    try {
      shared.publish(cuda.arrays(), stream_);
      tell(false, "failed CUDA", "the next publication was accepted");
    } catch (const Error& error) {
      tell(error.code() == ErrorCode::deviceLost, "failed CUDA", error.what());
    }
  }

  Arguments arguments_;
  Renderer renderer_;
  std::unique_ptr<Renderer> host_;
  scene::GaussianScene scene_;
  FrameRequest request_;
  cudaStream_t stream_ = nullptr;
  bool good_ = true;
};

}  // namespace
}  // namespace fsm::renderer

int main(int argc, char** argv) {
  try {
    return fsm::renderer::Check(fsm::renderer::parse(argc, argv)).run();
  } catch (const fsm::Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.what(), error.detail().c_str());
    return fsm::exitCode(error.code());
  }
}
