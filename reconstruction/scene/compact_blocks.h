// The compact form of Gaussians in a project file: neighbours (in Morton order) in blocks of 256, every attribute in a few bits
// of its range in the block. A far outlier costs the precision of its own block only. For `gaussians_codec.cpp`.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::scene {

uint64_t compactBytes(const Gaussians4D& like, bool isStatic, int64_t count);
/// `order[i]` becomes the index of the Gaussian that is the i-th in the bytes.
std::vector<uint8_t> encodeCompact(const Gaussians4D& gaussians, std::vector<int64_t>& order);
/// `out` has its final size; `bytes` that of `compactBytes`.
void decodeCompact(std::span<const uint8_t> bytes, Gaussians4D& out);

}  // namespace fsm::scene
