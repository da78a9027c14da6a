#include "renderer/interop/cuda_device.h"

#include <algorithm>
#include <iterator>

#include "reconstruction/core/error.h"

namespace fsm::renderer {

std::optional<DeviceUuid> cudaDeviceUuid(int device, std::string& problem) {
  int count = 0;
  cudaDeviceProp properties{};
  cudaError_t status = cudaGetDeviceCount(&count);
  if (status == cudaSuccess && (device < 0 || device >= count)) status = cudaErrorInvalidDevice;
  if (status == cudaSuccess) status = cudaGetDeviceProperties(&properties, device);
  if (status != cudaSuccess) {
    (void)cudaGetLastError();  // so that the next check does not see it again
    problem = "CUDA device " + std::to_string(device) + " cannot be used (" + cudaGetErrorString(status) + ")";
    return std::nullopt;
  }
  DeviceUuid uuid;
  std::transform(std::begin(properties.uuid.bytes), std::end(properties.uuid.bytes), uuid.begin(),
                 [](char byte) { return static_cast<uint8_t>(byte); });
  return uuid;
}

void checkCuda(cudaError_t status, const char* what) {
  if (status == cudaSuccess) return;
  (void)cudaGetLastError();  // so that the next check does not see it again
  const std::string detail = std::string(what) + ": " + cudaGetErrorString(status) + " (" + cudaGetErrorName(status) + ")";
  switch (status) {
    case cudaErrorMemoryAllocation:
      throw Error(ErrorCode::outOfMemory,
                  "The GPU has too little free memory. Close other programs that use it, or reduce the "
                  "scene's number of Gaussians.",
                  detail);
    case cudaErrorNoDevice:
    case cudaErrorInvalidDevice:
    case cudaErrorInsufficientDriver:
    case cudaErrorInitializationError:
    case cudaErrorSystemDriverMismatch:
    case cudaErrorDevicesUnavailable:
      throw Error(ErrorCode::noDevice,
                  "The CUDA device cannot be used. Update the GPU's driver, or publish the scene from the host.", detail);
    default:
      throw Error(ErrorCode::deviceLost,
                  "The GPU stopped while a scene was handed to the view. Start again; if it persists, update "
                  "its driver.",
                  detail);
  }
}

CudaScope::CudaScope(int device) {
  checkCuda(cudaGetDevice(&former_), "cudaGetDevice");
  if (former_ == device) {
    former_ = -1;
    return;
  }
  checkCuda(cudaSetDevice(device), "cudaSetDevice");
}

CudaScope::~CudaScope() {
  if (former_ >= 0) (void)cudaSetDevice(former_);
}

}  // namespace fsm::renderer
