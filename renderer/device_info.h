// What is known about a graphics device before it is used.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace fsm::renderer {

enum class DeviceType { discrete, integrated, virtualGpu, software, other };

struct DeviceInfo {
  std::string name;
  std::string driver;              ///< name and version as the driver writes them
  std::array<uint8_t, 16> uuid{};  ///< equal to the CUDA device's where both are the same card
  DeviceType type = DeviceType::other;
  uint64_t memory = 0;  ///< bytes of its own memory (a software device: what it may take of the host's)
  uint64_t budget = 0;  ///< bytes a new program may take now; `memory` where the driver does not tell

  bool software() const { return type == DeviceType::software; }
  /// 32 hexadecimal digits.
  std::string uuidText() const;
};

}  // namespace fsm::renderer
