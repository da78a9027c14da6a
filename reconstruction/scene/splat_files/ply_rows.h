// Rows of a PLY element as floats, from any type and encoding.
#pragma once

#include "reconstruction/scene/splat_files/ply_header.h"

namespace fsm::scene {

/// Property `property` of row i goes to first[i * stride].
struct PlyTarget {
  size_t property;
  float* first;
  size_t stride;
};

/// The bytes where an element's rows begin. Walks over the elements before it; throws fileDamaged where they end too early.
/// Also checks that the element's own rows can be there, so that memory may be taken for them.
uint64_t findPlyRows(std::span<const uint8_t> bytes, const PlyHeader& header, const PlyElement& element, const std::string& name);

/// `element` has no lists. Throws fileDamaged (a word that is no number, too few of them).
void readPlyRows(std::span<const uint8_t> bytes, uint64_t start, const PlyHeader& header, const PlyElement& element,
                 const std::vector<PlyTarget>& targets, const std::string& name);

}  // namespace fsm::scene
