#include "renderer/memory.h"

#include <algorithm>
#include <utility>

#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr uint64_t kBlockSize = uint64_t{64} << 20;

uint64_t alignedUp(uint64_t value, uint64_t alignment) { return (value + alignment - 1) / alignment * alignment; }

}  // namespace

/// One device allocation with the ordered list of its free stretches.
class MemoryBlock {
 public:
  MemoryBlock(MemoryAllocator& owner, vk::raii::DeviceMemory memory, uint32_t memoryType, uint64_t blockSize, bool isLinear,
              bool isAlone)
      : allocator(owner), handle(std::move(memory)), type(memoryType), size(blockSize), linear(isLinear), alone(isAlone) {
    free_[0] = size;
  }

  /// First fit. Whether there was room; then `offset` is where.
  bool take(uint64_t bytes, uint64_t alignment, uint64_t& offset) {
    for (auto piece = free_.begin(); piece != free_.end(); ++piece) {
      const auto [begin, length] = *piece;
      const uint64_t start = alignedUp(begin, alignment);
      if (start - begin > length || length - (start - begin) < bytes) continue;
      free_.erase(piece);
      if (start > begin) free_[begin] = start - begin;
      if (begin + length > start + bytes) free_[start + bytes] = begin + length - (start + bytes);
      offset = start;
      return true;
    }
    return false;
  }

  void give(uint64_t offset, uint64_t bytes) {
    auto piece = free_.emplace(offset, bytes).first;
    const auto after = std::next(piece);
    if (after != free_.end() && after->first == offset + bytes) {
      piece->second += after->second;
      free_.erase(after);
    }
    if (piece == free_.begin()) return;
    const auto before = std::prev(piece);
    if (before->first + before->second != piece->first) return;
    before->second += piece->second;
    free_.erase(piece);
  }

  bool empty() const { return free_.size() == 1 && free_.begin()->second == size; }

  MemoryAllocator& allocator;
  vk::raii::DeviceMemory handle;
  uint32_t type;
  uint64_t size;
  bool linear, alone;
  std::byte* mapped = nullptr;

 private:
  std::map<uint64_t, uint64_t> free_;  ///< offset -> length
};

Allocation& Allocation::operator=(Allocation&& other) noexcept {
  if (this == &other) return *this;
  release();
  block_ = std::exchange(other.block_, nullptr);
  offset_ = other.offset_;
  size_ = other.size_;
  category_ = other.category_;
  return *this;
}

vk::DeviceMemory Allocation::memory() const { return *block_->handle; }
std::byte* Allocation::mapped() const { return block_ && block_->mapped ? block_->mapped + offset_ : nullptr; }

void Allocation::release() {
  if (MemoryBlock* block = std::exchange(block_, nullptr)) block->allocator.free(*block, offset_, size_, category_);
}

const char* memoryCategoryName(MemoryCategory category) {
  switch (category) {
    case MemoryCategory::scene: return "scene";
    case MemoryCategory::frame: return "frame";
    case MemoryCategory::target: return "target";
    case MemoryCategory::staging: return "staging";
    case MemoryCategory::mesh: return "mesh";
    case MemoryCategory::shared: return "shared";
  }
  return "";
}

MemoryAllocator::MemoryAllocator(const Device& device, uint64_t limit)
    : device_(device), limit_(limit), properties_(device.physical().getMemoryProperties()) {}

MemoryAllocator::~MemoryAllocator() = default;

namespace {

/// The memory type of `allowed` that suits the use best. Throws unsupported where none does.
uint32_t findType(const vk::PhysicalDeviceMemoryProperties& properties, uint32_t allowed, MemoryUse use) {
  using Flag = vk::MemoryPropertyFlagBits;
  const vk::MemoryPropertyFlags host = Flag::eHostVisible | Flag::eHostCoherent;
  std::vector<vk::MemoryPropertyFlags> wishes;
  if (use == MemoryUse::device) wishes = {Flag::eDeviceLocal, {}};
  if (use == MemoryUse::upload) wishes = {host};
  if (use == MemoryUse::readBack) wishes = {host | Flag::eHostCached, host};
  for (const vk::MemoryPropertyFlags wish : wishes) {
    for (uint32_t type = 0; type < properties.memoryTypeCount; ++type) {
      if ((allowed >> type & 1) && (properties.memoryTypes[type].propertyFlags & wish) == wish) return type;
    }
  }
  throw Error(ErrorCode::unsupported,
              "The graphics device has no memory of the kind that the renderer needs; choose another device.");
}

}  // namespace

Allocation MemoryAllocator::allocate(const AllocationRequest& request) {
  const uint32_t type = findType(properties_, request.requirements.memoryTypeBits, request.use);
  Allocation result;
  result.size_ = request.requirements.size;
  result.category_ = request.category;
  for (const auto& block : blocks_) {
    if (request.exportable || block->alone || block->type != type || block->linear != request.linear) continue;
    if (!block->take(result.size_, request.requirements.alignment, result.offset_)) continue;
    result.block_ = block.get();
    break;
  }
  if (!result.block_) {
    const uint64_t heap = properties_.memoryHeaps[properties_.memoryTypes[type].heapIndex].size;
    const uint64_t usual = std::min({kBlockSize, heap / 16, limit_ ? limit_ / 8 : kBlockSize});
    const bool alone = request.exportable || result.size_ > usual / 2;
    MemoryBlock& block = addBlock(request, type, alone ? result.size_ : usual, alone);
    block.take(result.size_, 1, result.offset_);
    result.block_ = &block;
  }
  // Where all memory is of one type, a block holds what the host sees and what it does not.
  if (request.use != MemoryUse::device && !result.block_->mapped) {
    result.block_->mapped = static_cast<std::byte*>(result.block_->handle.mapMemory(0, VK_WHOLE_SIZE));
  }
  used_[static_cast<size_t>(request.category)] += result.size_;
  return result;
}

MemoryBlock& MemoryAllocator::addBlock(const AllocationRequest& request, uint32_t type, uint64_t size, bool alone) {
  checkBudget(type, size);
  const vk::MemoryDedicatedAllocateInfo dedicated({}, request.dedicatedBuffer);
  const vk::ExportMemoryAllocateInfo exported(vk::ExternalMemoryHandleTypeFlagBits::eOpaqueFd,
                                              request.dedicatedBuffer ? &dedicated : nullptr);
  const vk::MemoryAllocateInfo info(size, type, request.exportable ? &exported : nullptr);
  auto block =
      std::make_unique<MemoryBlock>(*this, vk::raii::DeviceMemory(device_.handle(), info), type, size, request.linear, alone);
  device_.name(block->handle, std::string("memory of type ") + std::to_string(type));
  heapUse_[properties_.memoryTypes[type].heapIndex] += size;
  blocks_.push_back(std::move(block));
  return *blocks_.back();
}

void MemoryAllocator::checkBudget(uint32_t type, uint64_t size) const {
  uint64_t total = 0;
  for (const uint64_t use : heapUse_) total += use;
  const uint32_t heap = properties_.memoryTypes[type].heapIndex;
  uint64_t left = properties_.memoryHeaps[heap].size - std::min(heapUse_[heap], properties_.memoryHeaps[heap].size);
  if (device_.traits().memoryBudget) {
    const auto chain =
        device_.physical()
            .getMemoryProperties2<vk::PhysicalDeviceMemoryProperties2, vk::PhysicalDeviceMemoryBudgetPropertiesEXT>();
    const auto& budget = chain.get<vk::PhysicalDeviceMemoryBudgetPropertiesEXT>();
    left = std::min(left, budget.heapBudget[heap] - std::min(budget.heapUsage[heap], budget.heapBudget[heap]));
  }
  if (limit_) left = std::min(left, limit_ - std::min(total, limit_));
  if (size > left || size > device_.traits().maxAllocation) {
    throw outOfDeviceMemory("asked for " + std::to_string(size) + " bytes, " + std::to_string(left) + " left of the budget, " +
                            std::to_string(total) + " taken");
  }
}

void MemoryAllocator::free(MemoryBlock& block, uint64_t offset, uint64_t size, MemoryCategory category) {
  used_[static_cast<size_t>(category)] -= size;
  block.give(offset, size);
  if (!block.empty()) return;
  // One empty block of a kind is kept for what comes next.
  const bool another = std::any_of(blocks_.begin(), blocks_.end(), [&](const auto& other) {
    return other.get() != &block && !other->alone && other->type == block.type && other->linear == block.linear && other->empty();
  });
  if (!block.alone && !another) return;
  heapUse_[properties_.memoryTypes[block.type].heapIndex] -= block.size;
  std::erase_if(blocks_, [&](const auto& other) { return other.get() == &block; });
}

uint64_t MemoryAllocator::available() const {
  uint64_t total = 0, left = 0;
  for (uint32_t heap = 0; heap < properties_.memoryHeapCount; ++heap) {
    total += heapUse_[heap];
    if (!(properties_.memoryHeaps[heap].flags & vk::MemoryHeapFlagBits::eDeviceLocal)) continue;
    left += properties_.memoryHeaps[heap].size - std::min(heapUse_[heap], properties_.memoryHeaps[heap].size);
  }
  if (device_.traits().memoryBudget) left = std::min(left, describe(device_.physical()).budget);
  return limit_ ? std::min(left, limit_ - std::min(total, limit_)) : left;
}

MemoryReport MemoryAllocator::report() const {
  MemoryReport report;
  report.used = used_;
  for (const uint64_t use : heapUse_) report.reserved += use;
  report.available = available();
  return report;
}

}  // namespace fsm::renderer
