#version 450
// Radix sort, third part: every item goes to its place: the items of smaller digits, those of its digit in earlier blocks, those of
// its digit before it in its block. The last comes from ballots, one for each bit of the digit, so that the sort is stable and
// gives the same order every time.
#extension GL_GOOGLE_include_directive : require
#extension GL_KHR_shader_subgroup_arithmetic : require
#extension GL_KHR_shader_subgroup_ballot : require
#include "counts.glsl"
#include "dispatch.glsl"
#include "radix.glsl"
#include "workgroup_scan.glsl"

layout(constant_id = 3) const uint kSubgroupsOfGroup = 8;  // workgroup size / kSubgroup, as a constant for the array
layout(constant_id = 4) const uint kScanSize = 256;        // workgroup size of the kernel that counts pairs, times its items

layout(std430, set = 0, binding = 0) readonly buffer KeysIn { uint keysIn[]; };
layout(std430, set = 0, binding = 1) readonly buffer ValuesIn { uint valuesIn[]; };
layout(std430, set = 0, binding = 2) writeonly buffer KeysOut { uint keysOut[]; };
layout(std430, set = 0, binding = 3) writeonly buffer ValuesOut { uint valuesOut[]; };
layout(std430, set = 0, binding = 4) readonly buffer Histogram { uint histogram[]; };
layout(std430, set = 0, binding = 5) readonly buffer Totals { uint totals[]; };
layout(std430, set = 0, binding = 6) buffer Frame { Counts counts; };

shared uint places[kSubgroupsOfGroup * kDigits];  // where the next item of a digit of a subgroup goes

// Start of each digit's items in the output, plus this block's; by subgroup.
void findPlaces(uint block, uint blocks) {
  uint before = 0;
  for (uint start = 0; start < kDigits; start += gl_WorkGroupSize.x) {
    const uint digit = start + workgroupRank();
    const uint inRange = digit < kDigits ? 1 : 0;
    uint total;
    const uint prefix = workgroupExclusiveSum(inRange == 1 ? totals[min(digit, kDigits - 1)] : 0, total);
    if (inRange == 1) {
      uint place = before + prefix + histogram[digit * blocks + block];
      for (uint i = 0; i < kSubgroupsOfGroup; ++i) {
        const uint own = kSubgroupsOfGroup == 1 ? 0 : places[i * kDigits + digit];
        places[i * kDigits + digit] = place;
        place += own;
      }
    }
    before += total;
  }
  if (isFirst != 0 && block == 0 && gl_LocalInvocationIndex == 0) {
    counts.survivors = before;
    counts.survivorBlocks = groupsFor(blocksOf(before, blockSize()));
    counts.scanBlocks = groupsFor(blocksOf(before, kScanSize));
  }
}

// Of this subgroup's own items, before the subgroups' places are made from them.
void countOwn(uint start, uint end) {
  for (uint i = gl_LocalInvocationIndex; i < kSubgroupsOfGroup * kDigits; i += gl_WorkGroupSize.x) places[i] = 0;
  barrier();
  for (uint item = start + gl_SubgroupInvocationID; item < end; item += kSubgroup) {
    const uint key = keysIn[item];
    if (isFirst == 0 || key != kCulled) atomicAdd(places[gl_SubgroupID * kDigits + digitOf(key)], 1);
  }
  barrier();
}

void main() {
  const uint count = source == 0 ? hostCount : (source == 1 ? counts.survivors : counts.pairs);
  const uint block = flatGroup(), blocks = blocksOf(count, blockSize());
  if (block >= blocks) return;
  const uint length_ = kSubgroup * kItemsPerLane;
  const uint start = min(block * blockSize() + gl_SubgroupID * length_, count), end = min(start + length_, count);
  if (kSubgroupsOfGroup > 1) countOwn(start, end);
  findPlaces(block, blocks);
  barrier();
  for (uint first = start; first < end; first += kSubgroup) {
    const uint item = first + gl_SubgroupInvocationID;
    const uint key = item < end ? keysIn[item] : kCulled;
    const bool valid = item < end && (isFirst == 0 || key != kCulled);
    const uint digit = digitOf(key);
    uvec4 same = subgroupBallot(valid);
    for (uint bit = 0; bit < 8; ++bit) {
      const bool set = (digit >> bit & 1) != 0;
      const uvec4 having = subgroupBallot(set);
      same &= set ? having : ~having;
    }
    const uint rank = subgroupBallotExclusiveBitCount(same), number = subgroupBallotBitCount(same);
    const uint at = gl_SubgroupID * kDigits + digit;
    uint place = 0;
    if (valid) place = places[at] + rank;
    subgroupMemoryBarrierShared();
    subgroupBarrier();
    if (valid && rank == 0) places[at] = place + number;
    subgroupMemoryBarrierShared();
    subgroupBarrier();
    if (valid) {
      keysOut[place] = key;
      valuesOut[place] = isFirst != 0 ? item : valuesIn[item];
    }
  }
}
