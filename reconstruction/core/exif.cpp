#include <optional>

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
constexpr uint32_t kExifDirectoryTag = 0x8769;
constexpr uint32_t kFocalLength35Tag = 0xA405;
constexpr uint32_t kShortType = 3, kLongType = 4;

/// The block's numbers, or none where it is not TIFF.
std::optional<TiffNumbers> numbersOf(std::span<const uint8_t> tiff) {
  if (tiff.size() < 8) return std::nullopt;
  const bool big = tiff[0] == 'M' && tiff[1] == 'M';
  if (!big && !(tiff[0] == 'I' && tiff[1] == 'I')) return std::nullopt;
  const TiffNumbers numbers{tiff, big};
  if (numbers.read(2, 2) != 42) return std::nullopt;
  return numbers;
}

/// The value of a tag of the directory at `directory`; nothing when it is not there or has another type.
std::optional<uint32_t> valueOf(const TiffNumbers& numbers, uint64_t directory, uint32_t tag, uint32_t type) {
  const uint32_t entries = numbers.read(directory, 2);
  for (uint32_t i = 0; i < entries; ++i) {
    const uint64_t entry = directory + 2 + uint64_t{12} * i;
    if (entry + 12 > numbers.bytes.size()) break;
    if (numbers.read(entry, 2) == tag && numbers.read(entry + 2, 2) == type)
      return numbers.read(entry + 8, type == kShortType ? 2 : 4);
  }
  return std::nullopt;
}

}  // namespace

int exifOrientation(std::span<const uint8_t> tiff) {
  const auto numbers = numbersOf(tiff);
  if (!numbers) return 1;
  const auto value = valueOf(*numbers, numbers->read(4, 4), kOrientationTag, kShortType);
  return value && *value >= 1 && *value <= 8 ? static_cast<int>(*value) : 1;
}

int exifFocalLength35(std::span<const uint8_t> tiff) {
  const auto numbers = numbersOf(tiff);
  if (!numbers) return 0;
  const auto directory = valueOf(*numbers, numbers->read(4, 4), kExifDirectoryTag, kLongType);
  return directory ? static_cast<int>(valueOf(*numbers, *directory, kFocalLength35Tag, kShortType).value_or(0)) : 0;
}

}  // namespace fsm::codec
