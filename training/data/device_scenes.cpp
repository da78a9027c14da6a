#include "training/data/device_scenes.h"

#include <cuda_runtime_api.h>

#include <array>
#include <cstring>
#include <mutex>
#include <string>

#include "reconstruction/core/error.h"
#include "training/data/ray_cast_device.h"

namespace fsm::training {
namespace {

void check(cudaError_t error, const char* what) {
  if (error == cudaSuccess) return;
  const std::string detail = std::string(what) + ": " + cudaGetErrorString(error);
  if (error == cudaErrorMemoryAllocation)
    throw Error(ErrorCode::outOfMemory,
                "The GPU has too little memory for the training scenes. Use a smaller batch or fewer textures.", detail);
  throw Error(ErrorCode::deviceLost, "The GPU failed while making training scenes. Restart the program and try again.", detail);
}

/// Makes `device` current for as long as it lives: the caller's choice must come back.
class CurrentDevice {
 public:
  explicit CurrentDevice(int device) {
    check(cudaGetDevice(&before_), "cudaGetDevice");
    check(cudaSetDevice(device), "cudaSetDevice");
  }
  ~CurrentDevice() { cudaSetDevice(before_); }
  CurrentDevice(const CurrentDevice&) = delete;
  CurrentDevice& operator=(const CurrentDevice&) = delete;

 private:
  int before_ = 0;
};

/// One batch on its way: pinned memory, its twin on the device, and an event that says when both are free again.
struct Staging {
  uint8_t* pinned = nullptr;
  uint8_t* device = nullptr;
  size_t capacity = 0;
  cudaEvent_t done = nullptr;

  void reserve(size_t bytes) {
    if (bytes <= capacity) return;
    release();
    check(cudaMallocHost(reinterpret_cast<void**>(&pinned), bytes), "cudaMallocHost");
    check(cudaMalloc(reinterpret_cast<void**>(&device), bytes), "cudaMalloc");
    capacity = bytes;
  }
  void release() {
    if (pinned) cudaFreeHost(pinned);
    if (device) cudaFree(device);
    pinned = device = nullptr;
    capacity = 0;
  }
};

constexpr size_t aligned(size_t bytes) { return (bytes + 255) & ~size_t{255}; }

template <class T>
size_t bytesOf(const std::vector<T>& v) {
  return aligned(v.size() * sizeof(T));
}

}  // namespace

struct DeviceScenes::Impl {
  int device = 0;
  uint32_t* texels = nullptr;
  std::array<Staging, 3> ring;
  size_t next = 0;
  std::mutex mutex;

  ~Impl() {
    int before = 0;
    if (cudaGetDevice(&before) != cudaSuccess || cudaSetDevice(device) != cudaSuccess) return;
    for (Staging& s : ring) {
      if (s.done) {
        cudaEventSynchronize(s.done);
        cudaEventDestroy(s.done);
      }
      s.release();
    }
    cudaFree(texels);
    cudaSetDevice(before);
  }
};

int cudaDeviceCountOrZero() {
  int count = 0;
  if (cudaGetDeviceCount(&count) == cudaSuccess) return count;
  cudaGetLastError();  // having no driver is not an error to be found by whoever asks next
  return 0;
}

DeviceScenes::DeviceScenes(int device, const std::vector<uint32_t>& texels) : impl_(std::make_unique<Impl>()) {
  if (device >= cudaDeviceCountOrZero())
    throw Error(ErrorCode::noDevice,
                "There is no CUDA device " + std::to_string(device) + " here. Choose another device, or the CPU.");
  impl_->device = device;
  const CurrentDevice current(device);
  check(cudaMalloc(reinterpret_cast<void**>(&impl_->texels), texels.size() * sizeof(uint32_t)), "cudaMalloc of the atlas");
  check(cudaMemcpy(impl_->texels, texels.data(), texels.size() * sizeof(uint32_t), cudaMemcpyHostToDevice),
        "upload of the atlas");
  for (Staging& s : impl_->ring) check(cudaEventCreateWithFlags(&s.done, cudaEventDisableTiming), "cudaEventCreate");
}

DeviceScenes::~DeviceScenes() = default;

void DeviceScenes::render(const HostScenes& host, RenderJob job, void* stream) {
  const std::lock_guard lock(impl_->mutex);
  const CurrentDevice current(impl_->device);
  Staging& s = impl_->ring[impl_->next++ % impl_->ring.size()];
  check(cudaEventSynchronize(s.done), "waiting for an earlier batch");
  const size_t total = bytesOf(host.poses) + bytesOf(host.materials) + bytesOf(host.cameras) + bytesOf(host.lights);
  s.reserve(total);
  size_t at = 0;
  auto place = [&](const auto& values) {
    std::memcpy(s.pinned + at, values.data(), values.size() * sizeof(values[0]));
    const uint8_t* there = s.device + at;
    at += bytesOf(values);
    return there;
  };
  job.poses = reinterpret_cast<const PrimitivePose*>(place(host.poses));
  job.materials = reinterpret_cast<const Material*>(place(host.materials));
  job.cameras = reinterpret_cast<const ViewCamera*>(place(host.cameras));
  job.lights = reinterpret_cast<const Light*>(place(host.lights));
  job.texels = impl_->texels;
  const auto cudaStream = static_cast<cudaStream_t>(stream);
  check(cudaMemcpyAsync(s.device, s.pinned, total, cudaMemcpyHostToDevice, cudaStream), "upload of scenes");
  check(static_cast<cudaError_t>(renderOnCuda(job, stream)), "ray casting");
  check(cudaEventRecord(s.done, cudaStream), "cudaEventRecord");
}

void DeviceScenes::renderToHost(const HostScenes& host, RenderJob job, std::vector<float>& rgb) {
  const CurrentDevice current(impl_->device);
  float* pixels = nullptr;
  check(cudaMalloc(reinterpret_cast<void**>(&pixels), rgb.size() * sizeof(float)), "cudaMalloc of an image");
  const std::unique_ptr<float, cudaError_t (*)(void*)> owner(pixels, &cudaFree);
  job.rgb = pixels;
  job.depth = job.flow = nullptr;
  render(host, job, nullptr);
  check(cudaMemcpy(rgb.data(), pixels, rgb.size() * sizeof(float), cudaMemcpyDeviceToHost), "download of an image");
}

}  // namespace fsm::training
