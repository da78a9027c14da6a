// Device memory: blocks of each memory type, cut into pieces, counted by category. Vulkan limits the number of allocations and
// makes each slow; the scene's chunks alone are thousands of buffers.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "renderer/device.h"
#include "renderer/memory_report.h"

namespace fsm::renderer {

enum class MemoryUse {
  device,   ///< read and written by the device only
  upload,   ///< written by the host, coherent
  readBack  ///< read by the host, coherent, cached where there is such memory
};

class MemoryBlock;

/// A piece of memory; gives itself back. Must not outlive its allocator.
class Allocation {
 public:
  Allocation() = default;
  Allocation(Allocation&& other) noexcept { *this = std::move(other); }
  Allocation& operator=(Allocation&& other) noexcept;
  ~Allocation() { release(); }

  vk::DeviceMemory memory() const;
  uint64_t offset() const { return offset_; }
  uint64_t size() const { return size_; }
  /// Where the host sees it; null for MemoryUse::device.
  std::byte* mapped() const;

 private:
  friend class MemoryAllocator;
  void release();

  MemoryBlock* block_ = nullptr;
  uint64_t offset_ = 0, size_ = 0;
  MemoryCategory category_ = MemoryCategory::scene;
};

struct AllocationRequest {
  vk::MemoryRequirements requirements;
  MemoryUse use = MemoryUse::device;
  MemoryCategory category = MemoryCategory::scene;
  bool linear = true;               ///< buffers; images of optimal tiling are kept in other blocks
  bool exportable = false;          ///< alone in memory that can be exported as a file descriptor
  vk::Buffer dedicatedBuffer = {};  ///< with exportable: what the memory is for
};

class MemoryAllocator {
 public:
  /// `limit` bytes at most are taken (0: what the device offers), as an artificial budget.
  MemoryAllocator(const Device& device, uint64_t limit);
  ~MemoryAllocator();
  MemoryAllocator(const MemoryAllocator&) = delete;
  MemoryAllocator& operator=(const MemoryAllocator&) = delete;

  /// Throws outOfMemory.
  Allocation allocate(const AllocationRequest& request);
  MemoryReport report() const;
  /// Bytes of device memory that may still be taken.
  uint64_t available() const;

 private:
  friend class Allocation;
  MemoryBlock& addBlock(const AllocationRequest& request, uint32_t type, uint64_t size, bool alone);
  void checkBudget(uint32_t type, uint64_t size) const;
  void free(MemoryBlock& block, uint64_t offset, uint64_t size, MemoryCategory category);

  const Device& device_;
  uint64_t limit_;
  vk::PhysicalDeviceMemoryProperties properties_;
  std::vector<std::unique_ptr<MemoryBlock>> blocks_;
  std::array<uint64_t, VK_MAX_MEMORY_HEAPS> heapUse_{};
  std::array<uint64_t, kMemoryCategories> used_{};
};

}  // namespace fsm::renderer
