// What the three kernels of the radix sort share: least significant digit first, 8 bits a pass, reduce then scan, so that no
// workgroup waits for another one. Items are cut into blocks of kBlock; histogram[digit * blocks + block] counts.
layout(local_size_x_id = 0) in;
layout(constant_id = 1) const uint kSubgroup = 32;
layout(constant_id = 2) const uint kItemsPerLane = 16;

const uint kDigits = 256;
const uint kCulled = 0xffffffffu;

layout(push_constant) uniform Push {
  uint shift;      // of the digit
  uint hostCount;   // items, where the host knows; else it is read from the counts
  uint source;      // 0: hostCount; 1: counts.survivors; 2: counts.pairs
  uint isFirst;     // of the depth sort: keys of kCulled are dropped and values are the items' own numbers
};

uint blockSize() { return gl_WorkGroupSize.x * kItemsPerLane; }
uint itemCount(uint survivors, uint pairs) { return source == 0 ? hostCount : (source == 1 ? survivors : pairs); }
uint digitOf(uint key) { return (key >> shift) & (kDigits - 1); }
