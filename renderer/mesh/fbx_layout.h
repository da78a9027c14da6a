// Layout of binary FBX (as documented by Blender's developers): "Kaydara FBX Binary  \0", 0x1a 0x00, a version, then nested
// records {end offset, number of properties, bytes of properties, length of the name, name, properties, records, empty record};
// the first three take 4 bytes each, from version 7500 on 8. A property is a letter for its type and its value; an array has its
// length, 1 where it is deflated, and its bytes' number before them, 4 bytes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace fsm::renderer {

inline constexpr size_t kFbxHeaderBytes = 27, kFbxVersionAt = 23;
inline constexpr uint32_t kFbxWideVersion = 7500;

inline bool isBinaryFbx(std::span<const uint8_t> file) {
  return std::string_view(reinterpret_cast<const char*>(file.data()), file.size()).starts_with("Kaydara FBX Binary");
}

}  // namespace fsm::renderer
