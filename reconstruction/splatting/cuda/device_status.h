// CUDA's status codes as the program's errors.
#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>

namespace fsm::splatting::cuda {

/// Throws outOfMemory, noDevice or deviceLost where `status` says so; `what` (a few words) goes into the detail.
void check(cudaError_t status, const char* what);
/// After a kernel launch.
void checkLaunch(const char* what);
/// The error of a request for `bytes` of device memory that the device cannot give.
[[noreturn]] void throwOutOfMemory(double bytes);

/// Makes `device` the calling thread's device and the former one again at the end.
class DeviceScope {
 public:
  explicit DeviceScope(int device);
  ~DeviceScope();
  DeviceScope(const DeviceScope&) = delete;
  DeviceScope& operator=(const DeviceScope&) = delete;

 private:
  int former_ = -1;
};

}  // namespace fsm::splatting::cuda
