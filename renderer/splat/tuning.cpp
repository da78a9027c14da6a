#include "renderer/splat/tuning.h"

#include <algorithm>

namespace fsm::renderer {
namespace {

/// Twice this many turns of loops for each Gaussian, and the loop over batches, stay below 65535.
constexpr uint32_t kSoftwareSegment = 16384;

/// llvmpipe: a workgroup is one vector of lanes, so that barriers cost nothing; branches are not skipped, only loops end early,
/// and every loop ends after 65535 turns; a dispatch is halved between two cores.
Tuning forSoftware(uint32_t subgroup) {
  Tuning tuning;
  tuning.subgroup = tuning.projectLanes = tuning.sortLanes = tuning.scanLanes = tuning.largeLanes = tuning.blendLanes = subgroup;
  tuning.sortItems = 2048 / subgroup;
  tuning.scanItems = 256 / subgroup;
  tuning.tileWidth = subgroup;
  tuning.tileHeight = 8;
  tuning.blendSegment = kSoftwareSegment;
  tuning.interleave = true;
  return tuning;
}

}  // namespace

Tuning Tuning::forDevice(const DeviceTraits& traits, bool asCard) {
  if (traits.info.software() && traits.subgroupSize <= 16 && !asCard) return forSoftware(traits.subgroupSize);
  Tuning tuning;
  tuning.subgroup = traits.subgroupSize;
  if (traits.info.software()) tuning.blendSegment = kSoftwareSegment;
  const uint32_t lanes = std::min<uint32_t>(256, traits.maxWorkgroupSize / traits.subgroupSize * traits.subgroupSize);
  tuning.projectLanes = tuning.sortLanes = tuning.scanLanes = lanes;
  // The scatter keeps 256 places for each subgroup in shared memory, the scans at most 32 subgroups.
  while (tuning.sortLanes > traits.subgroupSize && tuning.sortLanes / traits.subgroupSize * 1024 > traits.sharedMemory / 2)
    tuning.sortLanes /= 2;
  tuning.sortItems = std::max(1u, 4096 / tuning.sortLanes);
  tuning.scanItems = std::max(1u, 1024 / tuning.scanLanes);
  tuning.blendLanes = tuning.largeLanes = std::max<uint32_t>(64, std::min(traits.subgroupSize, lanes));
  return tuning;
}

}  // namespace fsm::renderer
