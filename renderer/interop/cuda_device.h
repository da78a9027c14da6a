// CUDA as the renderer sees it: which device is which, and its status codes as the program's errors.
#pragma once

#include <cuda_runtime_api.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace fsm::renderer {

using DeviceUuid = std::array<uint8_t, 16>;

/// Of CUDA device `device`. Nothing where it cannot be used; `problem` says why then.
std::optional<DeviceUuid> cudaDeviceUuid(int device, std::string& problem);

/// Throws outOfMemory, noDevice or deviceLost where `status` says so; `what` (a few words) goes into the detail.
void checkCuda(cudaError_t status, const char* what);

/// Makes `device` the calling thread's device and the former one again at the end. Throws noDevice.
class CudaScope {
 public:
  explicit CudaScope(int device);
  ~CudaScope();
  CudaScope(const CudaScope&) = delete;
  CudaScope& operator=(const CudaScope&) = delete;

 private:
  int former_ = -1;
};

}  // namespace fsm::renderer
