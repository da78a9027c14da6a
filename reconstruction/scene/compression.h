// zstd and gzip over bytes in memory. Memory is taken for what the caller expects, never on the word of the compressed data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fsm::scene {

/// One frame. Throws outOfMemory, internal.
std::vector<uint8_t> zstdCompress(std::span<const uint8_t> bytes);
/// Nothing where the data are damaged or do not become exactly `size` bytes.
std::optional<std::vector<uint8_t>> zstdDecompress(std::span<const uint8_t> bytes, uint64_t size);

std::vector<uint8_t> gzipCompress(std::span<const uint8_t> bytes);
/// The first `limit` bytes that the data become (fewer where they become fewer); nothing where they are damaged or cut off before
/// that.
std::optional<std::vector<uint8_t>> gzipDecompress(std::span<const uint8_t> bytes, uint64_t limit);

}  // namespace fsm::scene
