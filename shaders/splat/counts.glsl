// Counts that stay on the device, and the arguments of indirect dispatches made from them. renderer/splat/counts.h has the same
// order.
struct Counts {
  uint survivors;    // Gaussians that may touch the picture
  uint pairs;        // (tile, Gaussian) pairs that are stored; 0 when they do not fit
  uint pairsNeeded;  // pairs that there are, at most 2^32 - 1
  uint large;        // Gaussians whose pairs are written by a workgroup each
  uint reserved0, reserved1, reserved2, reserved3;
  uvec4 survivorBlocks;  // xyz: workgroups for the sort's blocks of survivors
  uvec4 pairBlocks;      // the same of pairs
  uvec4 scanBlocks;      // of survivors, in the blocks that pairs are counted and written by
  uvec4 largeGroups;
};
