// What the renderer's memory is used for.
#pragma once

#include <array>
#include <cstdint>

namespace fsm::renderer {

enum class MemoryCategory { scene, frame, target, staging, mesh, shared };
constexpr int kMemoryCategories = 6;
const char* memoryCategoryName(MemoryCategory category);

struct MemoryReport {
  std::array<uint64_t, kMemoryCategories> used{};  ///< bytes in use, by category
  uint64_t reserved = 0;                           ///< bytes taken from the device, with what is free inside blocks
  uint64_t available = 0;                          ///< bytes that may still be taken from the device

  uint64_t of(MemoryCategory category) const { return used[static_cast<size_t>(category)]; }
};

}  // namespace fsm::renderer
