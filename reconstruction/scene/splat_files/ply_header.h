// PLY files (Turk 1994): the header, and rows of scalars whatever their type and encoding.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fsm::scene {

enum class PlyEncoding { ascii, littleEndian, bigEndian };
enum class PlyType { int8, uint8, int16, uint16, int32, uint32, float32, float64 };

size_t plySize(PlyType type);

struct PlyProperty {
  std::string name;
  PlyType type = PlyType::float32;   ///< of the elements of a list
  std::optional<PlyType> countType;  ///< a list
};

struct PlyElement {
  std::string name;
  uint64_t count = 0;
  std::vector<PlyProperty> properties;

  /// Index of the property, or nothing.
  std::optional<size_t> find(std::string_view property) const;
  bool has(std::string_view property) const { return find(property).has_value(); }
  bool hasLists() const;
  /// Bytes of a binary row; there are no lists.
  uint64_t rowBytes() const;
};

struct PlyHeader {
  PlyEncoding encoding = PlyEncoding::littleEndian;
  std::vector<PlyElement> elements;
  std::vector<std::string> comments;  ///< without the word
  uint64_t bytes = 0;                 ///< up to the first row

  const PlyElement* find(std::string_view element) const;
  /// Text behind "KEY:" or "KEY " of the last comment that starts so.
  std::optional<std::string> comment(std::string_view key) const;
};

bool isPly(std::span<const uint8_t> bytes);
/// `name` in messages, with its quotes. Throws fileDamaged.
PlyHeader parsePlyHeader(std::span<const uint8_t> bytes, const std::string& name);

}  // namespace fsm::scene
