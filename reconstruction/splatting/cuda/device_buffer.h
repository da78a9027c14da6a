// Memory on the device that grows and never shrinks by itself; what it held is lost when it grows.
#pragma once

#include <cuda_runtime_api.h>

#include <algorithm>
#include <cstdint>

#include "reconstruction/splatting/cuda/device_status.h"

namespace fsm::splatting::cuda {

template <class T>
class DeviceBuffer {
 public:
  DeviceBuffer() = default;
  ~DeviceBuffer() { release(); }
  DeviceBuffer(const DeviceBuffer&) = delete;
  DeviceBuffer& operator=(const DeviceBuffer&) = delete;

  T* data() const { return data_; }
  int64_t capacity() const { return capacity_; }

  int64_t bytes() const { return capacity_ * static_cast<int64_t>(sizeof(T)); }

  /// At least `count` items, uninitialised when it had fewer. The old memory goes first, so that both need not fit at once; that
  /// waits for the device, which may still use it. Grows by a quarter or more, so that slow growth does not wait every time.
  /// Throws outOfMemory (and then holds nothing).
  void reserve(int64_t count) {
    if (count <= capacity_) return;
    const int64_t generous = capacity_ + capacity_ / 4;
    release();
    if (generous > count && allocate(generous)) return;
    if (!allocate(count)) throwOutOfMemory(static_cast<double>(count) * sizeof(T));
  }

  void release() {
    if (data_ != nullptr) (void)cudaFree(data_);
    data_ = nullptr;
    capacity_ = 0;
  }

 private:
  bool allocate(int64_t count) {
    void* memory = nullptr;
    const cudaError_t status = cudaMalloc(&memory, static_cast<size_t>(count) * sizeof(T));
    if (status == cudaErrorMemoryAllocation) {
      (void)cudaGetLastError();
      return false;
    }
    check(status, "cudaMalloc");
    data_ = static_cast<T*>(memory);
    capacity_ = count;
    return true;
  }

  T* data_ = nullptr;
  int64_t capacity_ = 0;
};

}  // namespace fsm::splatting::cuda
