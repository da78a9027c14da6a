// What estimates need to know of the machine, measured.
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAGuard.h>
#include <cuda_runtime_api.h>

#include <chrono>
#include <fstream>
#include <map>
#include <mutex>

#include "reconstruction/model/device.h"
#include "reconstruction/model/engine.h"
#include "training/finetune/estimate.h"

namespace fsm::training {

namespace {

double productRate(torch::Device device, torch::ScalarType type) {
  torch::NoGradGuard noGradient;
  const int64_t side = device.is_cuda() ? 4096 : 768;
  const int times = device.is_cuda() ? 8 : 4;
  const torch::Tensor a = torch::full({side, side}, 0.5, torch::TensorOptions(type).device(device));
  torch::Tensor out = torch::mm(a, a);
  model::synchronise(device);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) torch::mm_out(out, a, a);
  model::synchronise(device);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const double n = static_cast<double>(side);
  return 2 * n * n * n * times / std::max(1e-9, seconds);
}

/// Measured once a device and type: it is a property of the machine, and a window asks often.
double knownProductRate(torch::Device device, torch::ScalarType type) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, int>, double> known;
  const std::lock_guard lock(mutex);
  const auto [entry, fresh] = known.try_emplace({device.str(), static_cast<int>(type)}, 0.0);
  if (fresh) entry->second = productRate(device, type);
  return entry->second;
}

uint64_t freeOfHost() {
  std::ifstream file("/proc/meminfo");
  for (std::string key, unit; file >> key;) {
    uint64_t kilobytes = 0;
    file >> kilobytes;
    std::getline(file, unit);
    if (key == "MemAvailable:") return kilobytes * 1024;
  }
  return 0;
}

/// What the driver has left, and what the allocator of this program holds in reserve.
uint64_t freeOfDevice(torch::Device device) {
  const c10::cuda::CUDAGuard guard(device);
  size_t free = 0, total = 0;
  if (cudaMemGetInfo(&free, &total) != cudaSuccess) return 0;
  const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(device.index());
  return free + static_cast<uint64_t>(stats.reserved_bytes[0].current - stats.allocated_bytes[0].current);
}

}  // namespace

FinetuneMachine measureMachine(const std::string& name, const std::string& precision) {
  const torch::Device device = model::deviceFromName(name);
  return model::guarded(device, [&] {
    FinetuneMachine machine;
    machine.cuda = device.is_cuda();
    const std::string id = machine.cuda ? "cuda:" + std::to_string(device.index()) : "cpu";
    machine.name = machine.cuda ? "the graphics card" : "this computer";
    for (const DeviceInfo& info : listDevices())
      if (info.id == id && machine.cuda) machine.name += " (" + info.name + ")";
    machine.bfloat16 = model::precisionFromName(precision, device) == Precision::bfloat16;
    machine.flops = knownProductRate(device, machine.bfloat16 ? torch::kBFloat16 : torch::kFloat32);
    machine.freeBytes = machine.cuda ? freeOfDevice(device) : freeOfHost();
    return machine;
  });
}

}  // namespace fsm::training
