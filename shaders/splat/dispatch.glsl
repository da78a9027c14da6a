// Workgroups are dispatched in two dimensions, because one takes no more than 65535.
uint flatGroup() { return gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x; }

// Dispatch arguments for `count` workgroups.
uvec4 groupsFor(uint count) {
  const uint side = 32768;
  const uint x = min(count, side);
  return uvec4(x, x == 0 ? 0 : (count + x - 1) / x, 1, 0);
}
uint blocksOf(uint count, uint block) { return count / block + (count % block == 0 ? 0 : 1); }

// Sums stay at the largest number when they pass it.
uint saturatingAdd(uint a, uint b) { return a > 0xffffffffu - b ? 0xffffffffu : a + b; }
