#include "reconstruction/model/device.h"

#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAStream.h>
#include <cuda_runtime_api.h>
#include <sys/sysinfo.h>

#include <algorithm>
#include <fstream>

#include "reconstruction/model/engine.h"

namespace fsm {

namespace {

std::string cpuInfo(const std::string& key) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(key)) {
      const size_t colon = line.find(':');
      return colon == std::string::npos ? "" : line.substr(std::min(line.size(), colon + 2));
    }
  return {};
}

}  // namespace

std::vector<DeviceInfo> listDevices() {
  std::vector<DeviceInfo> devices;
  for (int i = 0; i < (torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0); ++i) {
    cudaDeviceProp properties{};
    if (cudaGetDeviceProperties(&properties, i) != cudaSuccess) continue;
    devices.push_back({"cuda:" + std::to_string(i), properties.name, properties.totalGlobalMem, properties.major >= 8});
  }
  struct sysinfo memory {};
  sysinfo(&memory);
  const std::string name = cpuInfo("model name");
  devices.push_back(
      {"cpu", name.empty() ? "CPU" : name, uint64_t{memory.totalram} * memory.mem_unit, model::hasBfloat16(torch::kCPU)});
  return devices;
}

namespace model {

torch::Device deviceFromName(const std::string& name) {
  const int count = torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
  if (name == "cpu") return torch::kCPU;
  if (name == "auto") return count > 0 ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
  if (name != "cuda" && !name.starts_with("cuda:"))
    throw Error(ErrorCode::badInput, "'" + name + "' is no device. Use auto, cpu, cuda or cuda:0.");
  int index = 0;
  if (name != "cuda") {
    const std::string digits = name.substr(5);
    if (digits.empty() || digits.size() > 3 ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
      throw Error(ErrorCode::badInput, "'" + name + "' is no device. Use auto, cpu, cuda or cuda:0.");
    index = std::stoi(digits);
  }
  if (index >= count)
    throw Error(
        ErrorCode::noDevice,
        count == 0
            ? "There is no CUDA device that can be used here. Choose the processor (--device cpu), or check the NVIDIA driver."
            : "There is no device " + name + "; there are " + std::to_string(count) + " (from cuda:0).");
  return {torch::kCUDA, static_cast<c10::DeviceIndex>(index)};
}

bool hasBfloat16(torch::Device device) {
  if (device.is_cuda()) {
    int major = 0;
    return cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, device.index()) == cudaSuccess && major >= 8;
  }
  static const bool native =
      cpuInfo("flags").find("avx512_bf16") != std::string::npos || cpuInfo("flags").find("amx_bf16") != std::string::npos;
  return native;
}

Precision precisionFromName(const std::string& name, torch::Device device) {
  if (name == "float32") return Precision::float32;
  if (name == "bfloat16") return Precision::bfloat16;
  if (name != "auto") throw Error(ErrorCode::badInput, "'" + name + "' is no precision. Use auto, float32 or bfloat16.");
  return hasBfloat16(device) ? Precision::bfloat16 : Precision::float32;
}

void synchronise(torch::Device device) {
  if (device.is_cuda()) c10::cuda::getCurrentCUDAStream(device.index()).synchronize();
}

uint64_t peakMemory(torch::Device device) {
  if (!device.is_cuda()) return 0;
  const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(device.index());
  return static_cast<uint64_t>(stats.allocated_bytes[0].peak);
}

void resetPeakMemory(torch::Device device) {
  if (device.is_cuda()) c10::cuda::CUDACachingAllocator::resetPeakStats(device.index());
}

Error translated(const std::exception& error, torch::Device device) {
  const std::string what = error.what();
  const std::string where = device.is_cuda() ? "the graphics card" : "this computer";
  if (dynamic_cast<const c10::OutOfMemoryError*>(&error) || dynamic_cast<const std::bad_alloc*>(&error) ||
      what.find("out of memory") != std::string::npos || what.find("can't allocate memory") != std::string::npos)
    return {ErrorCode::outOfMemory,
            "The memory of " + where + " is not enough. Use fewer input frames, a smaller size, or another device.", what};
  if (what.find("CUDA error") != std::string::npos || what.find("cudaError") != std::string::npos)
    return {ErrorCode::deviceLost,
            "The graphics card failed while computing. Start again; if it happens again, choose the processor (--device cpu).",
            what};
  return {ErrorCode::internal, "The model failed to compute. This is a fault of the program; please report it with the log.",
          what};
}

}  // namespace model
}  // namespace fsm
