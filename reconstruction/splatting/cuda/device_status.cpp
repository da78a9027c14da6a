#include "reconstruction/splatting/cuda/device_status.h"

#include <spdlog/fmt/fmt.h>

#include <string>

#include "reconstruction/core/error.h"

namespace fsm::splatting::cuda {

void check(cudaError_t status, const char* what) {
  if (status == cudaSuccess) return;
  (void)cudaGetLastError();  // so that the next check does not see it again
  const std::string detail = fmt::format("{}: {} ({})", what, cudaGetErrorString(status), cudaGetErrorName(status));
  switch (status) {
    case cudaErrorMemoryAllocation:
      throw Error(
          ErrorCode::outOfMemory,
          "The GPU has too little free memory. Close other programs that use it, or draw fewer Gaussians or a smaller picture.",
          detail);
    case cudaErrorNoDevice:
    case cudaErrorInvalidDevice:
    case cudaErrorInsufficientDriver:
    case cudaErrorInitializationError:
    case cudaErrorSystemDriverMismatch:
    case cudaErrorNoKernelImageForDevice:
    case cudaErrorUnsupportedPtxVersion:
    case cudaErrorDevicesUnavailable:
      throw Error(ErrorCode::noDevice, "The CUDA device cannot be used. Choose another device, or the processor.", detail);
    default:
      throw Error(ErrorCode::deviceLost, "The GPU stopped while it was drawing. Start again; if it persists, update its driver.",
                  detail);
  }
}

void checkLaunch(const char* what) { check(cudaGetLastError(), what); }

void throwOutOfMemory(double bytes) {
  throw Error(
      ErrorCode::outOfMemory,
      fmt::format("Drawing this picture needs {:.1f} GB more GPU memory than is free. Close other programs that use the GPU, "
                  "draw a smaller picture, or prune the scene: its Gaussians are too many or too large.",
                  bytes / 1e9));
}

DeviceScope::DeviceScope(int device) {
  check(cudaGetDevice(&former_), "cudaGetDevice");
  if (former_ == device) {
    former_ = -1;
    return;
  }
  check(cudaSetDevice(device), "cudaSetDevice");
}

DeviceScope::~DeviceScope() {
  if (former_ >= 0) (void)cudaSetDevice(former_);
}

}  // namespace fsm::splatting::cuda
