// Prefix sums over a workgroup. Invocations are ranked by subgroup, then by their place in it, which need not be
// gl_LocalInvocationIndex. Needs kSubgroup; sums saturate where they pass 32 bits.
const uint kMostSubgroups = 32;
shared uint subgroupSums[kMostSubgroups];

uint subgroupCount() { return gl_WorkGroupSize.x / kSubgroup; }
uint workgroupRank() { return gl_SubgroupID * kSubgroup + gl_SubgroupInvocationID; }

uint subgroupSaturatingSum(uint value) {
  // 16 bits at a time: neither sum overflows.
  const uint low = subgroupAdd(value & 0xffffu), high = subgroupAdd(value >> 16) + (low >> 16);
  return high > 0xffffu ? 0xffffffffu : (high << 16 | (low & 0xffffu));
}

// Of plain sums below 2^32.
uint workgroupExclusiveSum(uint value, out uint total) {
  const uint prefix = subgroupExclusiveAdd(value);
  if (subgroupCount() == 1) {
    total = subgroupAdd(value);
    return prefix;
  }
  const uint sum = subgroupAdd(value);
  barrier();  // of the call before
  if (gl_SubgroupInvocationID == 0) subgroupSums[gl_SubgroupID] = sum;
  barrier();
  uint before = 0;
  total = 0;
  for (uint i = 0; i < subgroupCount(); ++i) {
    before += i < gl_SubgroupID ? subgroupSums[i] : 0;
    total += subgroupSums[i];
  }
  return before + prefix;
}

uint workgroupSaturatingSum(uint value) {
  const uint sum = subgroupSaturatingSum(value);
  if (subgroupCount() == 1) return sum;
  barrier();  // of the call before
  if (gl_SubgroupInvocationID == 0) subgroupSums[gl_SubgroupID] = sum;
  barrier();
  uint total = 0;
  for (uint i = 0; i < subgroupCount(); ++i) total = saturatingAdd(total, subgroupSums[i]);
  return total;
}
