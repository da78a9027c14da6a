// Devices, and LibTorch's failures as `Error`s.
#pragma once

#include <string>
#include <utility>

#include "reconstruction/core/error.h"
#include "reconstruction/model/config.h"
#include "reconstruction/model/torch_pch.h"

namespace fsm::model {

/// "auto", "cpu", "cuda", "cuda:1". Throws noDevice naming what is there, badInput for other words.
torch::Device deviceFromName(const std::string& name);
/// Whether products in bfloat16 run natively.
bool hasBfloat16(torch::Device device);
/// "auto", "float32", "bfloat16".
Precision precisionFromName(const std::string& name, torch::Device device);

/// Waits until the device has finished.
void synchronise(torch::Device device);
/// Most device memory in tensors since the last `resetPeakMemory`; 0 on the CPU.
uint64_t peakMemory(torch::Device device);
void resetPeakMemory(torch::Device device);

/// The `Error` that an exception of LibTorch or CUDA stands for.
Error translated(const std::exception& error, torch::Device device);

/// Runs `work`; failures of LibTorch come out as `Error` (outOfMemory, deviceLost, internal), `Error`s as they are.
template <class Work>
auto guarded(torch::Device device, Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    throw translated(error, device);
  }
}

}  // namespace fsm::model
