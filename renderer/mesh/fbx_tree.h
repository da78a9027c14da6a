// The records of a binary FBX file, as far as they are asked for; their layout is told in fbx_layout.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fsm::renderer {

/// A record of a file that has passed checkFbxClaims, and stays in memory: properties are read where they lie.
class FbxNode {
 public:
  std::string_view name;
  std::vector<FbxNode> children;

  /// Of property `index`; nothing where it is not there or of another type.
  std::optional<int64_t> integer(size_t index) const;
  std::optional<double> number(size_t index) const;
  std::optional<std::string_view> text(size_t index) const;
  /// Arrays, inflated. Empty: not there, of another type, of more than `most` elements, or not what they claim.
  std::vector<int64_t> integers(size_t index, size_t most) const;
  std::vector<float> floats(size_t index, size_t most) const;

  /// The first child of that name; nullptr: none.
  const FbxNode* child(std::string_view name) const;
  /// The children of that name's first child; none where there is no such child.
  std::span<const FbxNode> list(std::string_view name) const;

 private:
  friend class FbxTreeReader;
  template <typename T>
  std::vector<T> array(size_t index, char type, size_t most) const;
  std::vector<std::span<const uint8_t>> properties_;  ///< each with its type first
};

/// The file's top. `file` must have passed checkFbxClaims. Text files have no records here.
FbxNode fbxTree(std::span<const uint8_t> file);

}  // namespace fsm::renderer
