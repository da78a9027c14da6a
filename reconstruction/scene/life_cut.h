// Taking a part out of a Gaussian's life. A Gaussian of time has no edges, so that what is left is made of several: pieces that
// each are the whole one times a narrower Gaussian of time,
//     piece_k(tau) = A_k * exp(-(tau - c_k)^2 / (2 s_k^2)) * weight(tau),     c_k = edge -+ d_k,  s_k = d_k / 4.1,
// which is a 4D Gaussian again, with the same shape, path and colour. The distances d_k from the edge of the cut grow as a
// geometric row from 4 % of the scene's half range on, so that what is left fades within a few hundredths beside the cut, and
// further away the pieces together are as opaque as the whole one was to within some percent. Inside of the cut each is below
// 1/4000 of what the whole one was, all together below 1/255.
#pragma once

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::scene {

/// Appends to `out` (of the same kind as `in`) what is left of the drawable Gaussian `index` outside of [from, to], normalised
/// time; returns how many pieces these are. One that cannot be seen in the range (its opacity there is below 1/255) stays whole.
/// Pieces reach from -1.5 to 1.5; none is made that could not be seen. Of time harmonics a piece keeps the colour of its middle.
int64_t appendWithout(const Gaussians4D& in, int64_t index, double from, double to, Gaussians4D& out);

}  // namespace fsm::scene
