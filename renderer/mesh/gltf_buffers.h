// The container of a glTF 2.0 file: its JSON, its buffers wherever they lie, and accessors that are sure to lie inside them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

namespace fsm::renderer {

/// `components` numbers of `componentBytes` an element; no bytes: all zeros as far as this check is concerned.
struct GltfAccessor {
  uint64_t count = 0;
  int componentType = 0;
  int components = 1;
  bool normalised = false;
  uint64_t stride = 0;
  std::span<const uint8_t> bytes;

  /// Component `c` of element `i` of an accessor of unsigned integers.
  uint32_t integer(uint64_t i, int c) const;
};

class GltfBuffers {
 public:
  /// Takes the file apart and checks buffers, views and accessors. Throws fileDamaged, notFound (a buffer beside the file).
  GltfBuffers(const std::filesystem::path& path, std::span<const uint8_t> file, std::string shownName);

  const nlohmann::json& document() const { return json_; }
  const std::vector<GltfAccessor>& accessors() const { return accessors_; }

  /// The array of that name in `object`, an empty one where there is none. Throws fileDamaged when it is something else.
  const nlohmann::json& list(const nlohmann::json& object, const char* name) const;
  /// A whole number that is not negative; `otherwise` where there is none.
  uint64_t number(const nlohmann::json& object, const char* name, uint64_t otherwise) const;
  /// An index into a list of `size` elements; `required` or, where there is none, `size` itself.
  uint64_t index(const nlohmann::json& object, const char* name, uint64_t size, bool required) const;
  [[noreturn]] void fail(const std::string& detail) const;

 private:
  struct ByteRange {
    std::span<const uint8_t> bytes;
    uint64_t stride = 0;
  };
  void parse(std::span<const uint8_t> text);
  std::span<const uint8_t> openBinary(std::span<const uint8_t> file);
  void readBuffers(const std::filesystem::path& path, std::span<const uint8_t> binaryChunk);
  void readViews();
  void readAccessors();
  GltfAccessor readAccessor(const nlohmann::json& accessor) const;
  std::span<const uint8_t> range(const nlohmann::json& holder, const GltfAccessor& shape, uint64_t stride) const;

  std::string shownName_;
  nlohmann::json json_;
  std::vector<std::vector<uint8_t>> own_;  ///< buffers that are not part of the file itself
  std::vector<std::span<const uint8_t>> buffers_;
  std::vector<ByteRange> views_;
  std::vector<GltfAccessor> accessors_;
};

}  // namespace fsm::renderer
