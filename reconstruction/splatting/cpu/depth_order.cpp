// Radix sort of depths, least significant digit first. Every thread counts and moves a piece of its own; because each pass is
// stable, the order does not depend on how many pieces there are.
#include <array>
#include <bit>

#include "reconstruction/splatting/cpu/visible_splats.h"

namespace fsm::splatting::cpu {
namespace {

constexpr int kDigitBits = 11;
constexpr int kDigits = 1 << kDigitBits;

struct Item {
  uint32_t key = 0, place = 0;
};

uint32_t digit(const Item& item, int shift) { return item.key >> shift & (kDigits - 1); }

/// False when all items have the same digit: nothing to move.
bool sortByDigit(WorkerPool& pool, const std::vector<Item>& from, std::vector<Item>& to, int shift) {
  const int64_t count = static_cast<int64_t>(from.size());
  const int64_t size = (count + pool.threads() - 1) / pool.threads();
  const int64_t pieces = (count + size - 1) / size;
  std::vector<std::array<uint32_t, kDigits>> starts(pieces);
  forPieces(pool, count, size, [&](int64_t first, int64_t last) {
    auto& counts = starts[first / size];
    counts.fill(0);
    for (int64_t i = first; i < last; ++i) ++counts[digit(from[i], shift)];
  });
  uint32_t start = 0;
  for (int d = 0; d < kDigits; ++d) {
    const uint32_t before = start;
    for (auto& counts : starts) {
      const uint32_t here = counts[d];
      counts[d] = start;
      start += here;
    }
    if (before == 0 && start == count) return false;
  }
  forPieces(pool, count, size, [&](int64_t first, int64_t last) {
    auto& next = starts[first / size];
    for (int64_t i = first; i < last; ++i) to[next[digit(from[i], shift)]++] = from[i];
  });
  return true;
}

}  // namespace

std::vector<uint32_t> depthOrder(WorkerPool& pool, const std::vector<float>& depths) {
  std::vector<Item> items(depths.size()), other(depths.size());
  // The bits of positive floats are in the order of their values.
  for (size_t i = 0; i < depths.size(); ++i) items[i] = {std::bit_cast<uint32_t>(depths[i]), static_cast<uint32_t>(i)};
  if (!items.empty()) {
    for (int shift = 0; shift < 32; shift += kDigitBits)
      if (sortByDigit(pool, items, other, shift)) items.swap(other);
  }
  std::vector<uint32_t> out(items.size());
  for (size_t i = 0; i < items.size(); ++i) out[i] = items[i].place;
  return out;
}

}  // namespace fsm::splatting::cpu
