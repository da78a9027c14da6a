// A glTF 2.0 file as far as Gaussians need it: the JSON, its buffers, and accessors as floats.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/scene/splat_files/splat_file.h"

namespace fsm::scene {

class GltfDocument {
 public:
  /// .glb or .gltf with data URIs and files beside it. Throws fileDamaged, unsupported, notFound (a file that it names).
  explicit GltfDocument(const SplatInput& input);

  const nlohmann::json& json() const { return json_; }
  const std::string& name() const { return name_; }
  /// Of all buffers read so far: what the number of Gaussians is held against.
  uint64_t bufferBytes() const { return bufferBytes_; }

  uint64_t accessorCount(int64_t accessor) const;
  /// Numbers of an accessor with `components` components (VEC3: 3), converted and, where it says so, normalised.
  std::vector<float> numbers(int64_t accessor, int components);

  /// Entry `index` of the array `key`; throws fileDamaged.
  const nlohmann::json& entry(const char* key, int64_t index) const;
  /// Whole number below 2^53 at `key` of `object`, or `otherwise`; throws fileDamaged.
  uint64_t whole(const nlohmann::json& object, const char* key, uint64_t otherwise) const;

 private:
  void parseBinary(std::span<const uint8_t> bytes);
  void parseJson(std::span<const uint8_t> bytes);
  std::span<const uint8_t> buffer(int64_t index);
  std::span<const uint8_t> bufferView(int64_t index);

  nlohmann::json json_;
  std::string name_;
  std::filesystem::path folder_;
  std::span<const uint8_t> binary_;
  std::map<int64_t, std::vector<uint8_t>> buffers_;
  uint64_t bufferBytes_ = 0;
};

}  // namespace fsm::scene
