// Ten million Gaussians on one tile, and a request beyond any memory: what a rasteriser must survive.
#pragma once

namespace fsm::splatting::testing {

/// Draws both on CUDA device 0 and prints what came of it; false where something is wrong.
bool drawCrowd();

}  // namespace fsm::splatting::testing
