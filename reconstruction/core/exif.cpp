#include "reconstruction/core/image_codecs.h"

namespace fsm::codec {
namespace {

/// Numbers of a TIFF block in its own byte order; out of its bounds everything is 0.
struct TiffNumbers {
  std::span<const uint8_t> bytes;
  bool bigEndian = false;

  uint32_t read(uint64_t offset, int count) const {
    if (offset + static_cast<uint64_t>(count) > bytes.size()) return 0;
    uint32_t value = 0;
    for (int i = 0; i < count; ++i) {
      const uint32_t byte = bytes[offset + i];
      value |= byte << (8 * (bigEndian ? count - 1 - i : i));
    }
    return value;
  }
};

constexpr uint32_t kOrientationTag = 0x0112;
constexpr uint32_t kShortType = 3;

}  // namespace

int exifOrientation(std::span<const uint8_t> tiff) {
  if (tiff.size() < 8) return 1;
  const bool big = tiff[0] == 'M' && tiff[1] == 'M';
  if (!big && !(tiff[0] == 'I' && tiff[1] == 'I')) return 1;
  const TiffNumbers numbers{tiff, big};
  if (numbers.read(2, 2) != 42) return 1;
  const uint64_t directory = numbers.read(4, 4);
  const uint32_t entries = numbers.read(directory, 2);
  for (uint32_t i = 0; i < entries; ++i) {
    const uint64_t entry = directory + 2 + uint64_t{12} * i;
    if (entry + 12 > tiff.size()) break;
    if (numbers.read(entry, 2) != kOrientationTag || numbers.read(entry + 2, 2) != kShortType) continue;
    const uint32_t value = numbers.read(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace fsm::codec
