#include "reconstruction/scene/compression.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>

#include "reconstruction/core/error.h"

namespace fsm::scene {

namespace {

constexpr int kZstdLevel = 3;         // higher ones gain a few percent on floats and take many times as long
constexpr int kGzipWindow = 15 + 16;  // 15: the largest; 16: with gzip's header and checksum
constexpr size_t kPiece = size_t{1} << 20;

[[noreturn]] void failCompression(const char* what) {
  throw Error(ErrorCode::internal, "Compressing the scene failed. Please report this.", what);
}

/// zlib counts in 32 bits.
uInt pieceOf(size_t bytes) { return static_cast<uInt>(std::min<size_t>(bytes, std::numeric_limits<uInt>::max())); }

/// zlib's streams without their leaks.
struct Stream {
  z_stream z{};
  int (*end)(z_streamp);
  explicit Stream(int (*endOf)(z_streamp)) : end(endOf) {}
  ~Stream() { end(&z); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void feed(std::span<const uint8_t>& bytes) {
    if (z.avail_in > 0 || bytes.empty()) return;
    z.next_in = const_cast<Bytef*>(bytes.data());  // zlib only reads it
    z.avail_in = pieceOf(bytes.size());
    bytes = bytes.subspan(z.avail_in);
  }
};

}  // namespace

std::vector<uint8_t> zstdCompress(std::span<const uint8_t> bytes) {
  std::vector<uint8_t> out(ZSTD_compressBound(bytes.size()));
  const size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kZstdLevel);
  if (ZSTD_isError(size)) failCompression(ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

std::optional<std::vector<uint8_t>> zstdDecompress(std::span<const uint8_t> bytes, uint64_t size) {
  // Frames say their size or that they do not know it; one that says another is not worth the memory.
  const unsigned long long told = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (told == ZSTD_CONTENTSIZE_ERROR || (told != ZSTD_CONTENTSIZE_UNKNOWN && told > size)) return std::nullopt;
  std::vector<uint8_t> out(size);
  const size_t got = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) || got != size) return std::nullopt;
  return out;
}

std::vector<uint8_t> gzipCompress(std::span<const uint8_t> bytes) {
  Stream stream(deflateEnd);
  constexpr int kMemoryLevel = 8;  // zlib's default
  if (deflateInit2(&stream.z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
    failCompression("deflateInit2");
  std::vector<uint8_t> out;
  int result = Z_OK;
  while (result != Z_STREAM_END) {
    stream.feed(bytes);
    const size_t before = out.size();
    out.resize(before + kPiece);
    stream.z.next_out = out.data() + before;
    stream.z.avail_out = pieceOf(kPiece);
    result = deflate(&stream.z, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
    if (result != Z_OK && result != Z_STREAM_END) failCompression("deflate");
    out.resize(out.size() - stream.z.avail_out);
  }
  return out;
}

std::optional<std::vector<uint8_t>> gzipDecompress(std::span<const uint8_t> bytes, uint64_t limit) {
  Stream stream(inflateEnd);
  if (inflateInit2(&stream.z, kGzipWindow) != Z_OK) failCompression("inflateInit2");
  std::vector<uint8_t> out;
  while (out.size() < limit) {
    stream.feed(bytes);
    const size_t before = out.size(), piece = static_cast<size_t>(std::min<uint64_t>(kPiece, limit - before));
    out.resize(before + piece);
    stream.z.next_out = out.data() + before;
    stream.z.avail_out = pieceOf(piece);
    const int result = inflate(&stream.z, Z_NO_FLUSH);
    out.resize(out.size() - stream.z.avail_out);
    if (result == Z_STREAM_END) return out;
    if (result != Z_OK || (out.size() == before && stream.z.avail_in == 0 && bytes.empty())) return std::nullopt;
  }
  return out;
}

}  // namespace fsm::scene
