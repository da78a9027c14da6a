// How Gaussians become the bytes of a project file's chunks and back, and what is lost on the way.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::scene {

/// What may be lost for smaller files. `half` and `compact` normalise quaternions.
enum class Quantisation {
  none,    ///< float32, bit by bit
  half,    ///< positions and times float32, the rest IEEE half
  compact  ///< blocks of 256 neighbours; positions and times in 16 bits, scales and colours in 8 bits of the block's range,
           ///< opacity in 8 bits, quaternions as the smallest three of 10 bits
};

/// Largest absolute error of each attribute. Rotations: angle in radians, of either quaternion; opacity: of the activated value;
/// the others in the units of what is stored.
struct GaussianErrors {
  double position = 0, logScale = 0, rotation = 0, opacity = 0, sh = 0, time = 0, logScaleTime = 0;
};

/// `gaussians`, all drawable, as bytes. `compact` reorders them: `order[i]` is the index of the i-th that comes back.
std::vector<uint8_t> encodeGaussians(const Gaussians4D& gaussians, Quantisation quantisation, std::vector<int64_t>& order);

/// Bytes that `count` Gaussians with the degree and harmonics of `like` become.
uint64_t encodedBytes(const Gaussians4D& like, bool isStatic, int64_t count, Quantisation quantisation);

/// The reverse; `bytes` has the size that `encodedBytes` says, `like` may be empty but for what it is like. Numbers in damaged
/// bytes come back as they are: as Gaussians that are not drawable, or wrong ones.
Gaussians4D decodeGaussians(std::span<const uint8_t> bytes, const Gaussians4D& like, bool isStatic, int64_t count,
                            Quantisation quantisation);

/// The errors of `approximate` against `exact`: same size and order, all drawable.
GaussianErrors measureErrors(const Gaussians4D& exact, const Gaussians4D& approximate);
/// Of both.
GaussianErrors worstOf(const GaussianErrors& a, const GaussianErrors& b);

}  // namespace fsm::scene
