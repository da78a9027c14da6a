#include <cuda_runtime.h>

#include "reconstruction/core/error.h"
#include "tests/parity/raster_comparison.h"

namespace fsm::parity {
namespace {

void check(cudaError_t status) {
  if (status != cudaSuccess)
    throw Error(ErrorCode::deviceLost, "The GPU did not do what was asked. Restart the comparison.", cudaGetErrorString(status));
}

class CudaMemory : public ArrayMemory {
 public:
  CudaMemory() = default;
  CudaMemory(const CudaMemory&) = delete;
  CudaMemory& operator=(const CudaMemory&) = delete;
  ~CudaMemory() override {
    for (float* array : arrays_) cudaFree(array);
  }
  float* upload(std::span<const float> values) override {
    if (values.empty()) return nullptr;
    float* array = nullptr;
    check(cudaMalloc(&array, values.size_bytes()));
    arrays_.push_back(array);
    check(cudaMemcpy(array, values.data(), values.size_bytes(), cudaMemcpyHostToDevice));
    return array;
  }
  void download(const float* from, std::span<float> into) override {
    check(cudaDeviceSynchronize());
    check(cudaMemcpy(into.data(), from, into.size_bytes(), cudaMemcpyDeviceToHost));
  }

 private:
  std::vector<float*> arrays_;
};

}  // namespace

std::unique_ptr<ArrayMemory> cudaMemory() { return std::make_unique<CudaMemory>(); }

bool cudaIsHere() {
  int devices = 0;
  return cudaGetDeviceCount(&devices) == cudaSuccess && devices > 0;
}

}  // namespace fsm::parity
