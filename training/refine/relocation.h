// Where Gaussians go that no longer matter: onto those that do, as in "3D Gaussian Splatting as Markov Chain Monte Carlo"
// (Kheradmand et al. 2024, section 3.4), in space-time. N copies in the place of one get the opacity and the scale at which they
// look together as it did; they then part ways because each is put a little apart along its own axes.
#pragma once

#include <cstdint>
#include <vector>

#include "training/refine/gaussian_fit.h"

namespace fsm::training {

/// More copies of one Gaussian than this are not made at a time: its neighbours can take some.
inline constexpr int kMostCopies = 16;

/// Of each of `copies` Gaussians in the place of one of opacity o: opacity 1 - (1 - o)^(1 / copies), and the factor of the scale
/// o / sum_{j=1..copies} (-1)^(j-1) C(copies, j) opacity^j / sqrt(j) (the paper's equation 9 with its inner sum carried out).
struct CopyLook {
  double opacity = 0, scale = 1;
};
CopyLook copyLook(double opacity, int copies);

/// Which Gaussian each of the new ones is made from.
struct Moves {
  std::vector<int64_t> rows;     ///< of the old ones: first those that stay, in their order, then the copies
  std::vector<int> copies;       ///< by new Gaussian: how many there are of its row now, itself included
  int64_t stayed = 0;            ///< how many of `rows` are not copies
  int64_t moved = 0, added = 0;  ///< copies in the place of dead ones, and beyond their number
};

/// The dead go; copies of the living, drawn in proportion to their opacity [N], bring the number to `count` (fewer where all
/// living ones have been copied as often as is allowed). `dead` [N]: 0 or 1; where all are, nothing moves.
Moves planMoves(const std::vector<float>& opacity, const std::vector<uint8_t>& dead, int64_t count, uint64_t seed);

/// Carries them out; the moments of what was copied start anew.
void applyMoves(const Moves& moves, GaussianFit& fit, uint64_t seed);

}  // namespace fsm::training
