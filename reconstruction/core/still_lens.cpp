#include "reconstruction/core/still_lens.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <vector>

#include "reconstruction/core/image_codecs.h"

namespace fsm {
namespace {

constexpr double kFilmWidth = 36;
constexpr int kMostSegments = 64;  ///< before the picture: colour profiles come in many pieces

/// A big-endian pair of bytes; nothing at the end.
std::optional<unsigned> pair(std::ifstream& file) {
  std::array<char, 2> bytes{};
  if (!file.read(bytes.data(), bytes.size())) return std::nullopt;
  return static_cast<unsigned>(static_cast<uint8_t>(bytes[0])) << 8 | static_cast<uint8_t>(bytes[1]);
}

/// The TIFF block of a JPEG's EXIF segment; empty when there is none.
std::vector<uint8_t> exifBlock(const std::filesystem::path& path) {
  constexpr std::array<char, 6> kMark{'E', 'x', 'i', 'f', 0, 0};
  constexpr unsigned kStart = 0xFFD8, kExif = 0xFFE1, kPicture = 0xFFDA;
  std::ifstream file(path, std::ios::binary);
  if (pair(file) != kStart) return {};
  for (int i = 0; i < kMostSegments; ++i) {
    const auto marker = pair(file), length = pair(file);
    if (!marker || !length || *marker < 0xFF00 || *marker == kPicture || *length < 2) return {};
    std::vector<uint8_t> segment(*length - 2);
    if (!file.read(reinterpret_cast<char*>(segment.data()), static_cast<std::streamsize>(segment.size()))) return {};
    if (*marker == kExif && segment.size() > kMark.size() && std::memcmp(segment.data(), kMark.data(), kMark.size()) == 0)
      return {segment.begin() + kMark.size(), segment.end()};
  }
  return {};
}

}  // namespace

std::optional<double> stillFocalRatio(const std::filesystem::path& path) {
  const int millimetres = codec::exifFocalLength35(exifBlock(path));
  if (millimetres < 5 || millimetres > 2000) return std::nullopt;  // no lens of a camera
  return millimetres / kFilmWidth;
}

}  // namespace fsm
