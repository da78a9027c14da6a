// Sizes of workgroups, tiles and blocks, by what the device is.
#pragma once

#include <cstdint>

#include "renderer/device.h"

namespace fsm::renderer {

struct Tuning {
  uint32_t subgroup = 32;
  uint32_t projectLanes = 256;  ///< invocations of a workgroup, here and below
  uint32_t sortLanes = 256;
  uint32_t sortItems = 16;  ///< per lane
  uint32_t scanLanes = 256;
  uint32_t scanItems = 4;
  uint32_t largeLanes = 64;  ///< for Gaussians of many tiles
  uint32_t tileWidth = 16, tileHeight = 16;
  uint32_t blendLanes = 64;
  uint32_t blendSegment = 0;  ///< Gaussians of a tile's list that one dispatch blends; 0: all
  bool interleave = false;    ///< tiles alternate between the halves of a dispatch

  uint32_t sortBlock() const { return sortLanes * sortItems; }
  uint32_t scanBlock() const { return scanLanes * scanItems; }
  uint32_t blendQuads() const { return tileWidth * tileHeight / blendLanes / 4; }

  /// `asCard`: a software device gets the workgroups of a graphics card.
  static Tuning forDevice(const DeviceTraits& traits, bool asCard = false);
};

}  // namespace fsm::renderer
