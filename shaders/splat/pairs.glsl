// What the kernels share that turn depth-sorted Gaussians into (tile, Gaussian) pairs. A block is kScanSize Gaussians in depth order.
layout(local_size_x_id = 0) in;
layout(constant_id = 1) const uint kSubgroup = 32;
layout(constant_id = 2) const uint kItemsPerLane = 4;
layout(constant_id = 3) const int kTileWidth = 16;
layout(constant_id = 4) const int kTileHeight = 16;

const uint kLargeTiles = 32;  // Gaussians of more tiles get a workgroup of their own

uint scanBlockSize() { return gl_WorkGroupSize.x * kItemsPerLane; }

layout(push_constant) uniform Push {
  uint capacity;    // pairs that there is room for
  uint sortBlock;   // items of a block of the radix sort
  uint largeLimit;  // Gaussians that the list of large ones has room for
};
