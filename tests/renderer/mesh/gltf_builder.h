// Small glTF 2.0 files for the tests: JSON and one buffer, inside one binary file or as text with a data URI.
#pragma once

#include <QByteArray>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace fsm::test {

class GltfBuilder {
 public:
  nlohmann::json json{{"asset", {{"version", "2.0"}}}, {"scene", 0}, {"scenes", {{{"nodes", {0}}}}}};
  std::vector<uint8_t> bytes;

  /// Returns the number of the new buffer view.
  int view(const void* data, size_t size) {
    bytes.resize((bytes.size() + 3) / 4 * 4);
    json["bufferViews"].push_back({{"buffer", 0}, {"byteOffset", bytes.size()}, {"byteLength", size}});
    const auto* from = static_cast<const uint8_t*>(data);
    bytes.insert(bytes.end(), from, from + size);
    return static_cast<int>(json["bufferViews"].size()) - 1;
  }

  /// Returns the number of the new accessor. `count` elements of all of `values`.
  template <typename T>
  int accessor(const std::vector<T>& values, size_t count, int componentType, const char* type) {
    const int number = view(values.data(), values.size() * sizeof(T));
    nlohmann::json entry{{"bufferView", number}, {"componentType", componentType}, {"count", count}, {"type", type}};
    if (componentType == kFloat && std::string(type) == "VEC3") entry.update({{"min", {-9, -9, -9}}, {"max", {9, 9, 9}}});
    if (componentType == kFloat && std::string(type) == "SCALAR") entry.update({{"min", {0}}, {"max", {9}}});
    json["accessors"].push_back(entry);
    return static_cast<int>(json["accessors"].size()) - 1;
  }

  std::vector<uint8_t> glb() const {
    nlohmann::json whole = json;
    std::vector<uint8_t> binary = bytes;
    binary.resize((binary.size() + 3) / 4 * 4);
    if (!whole.contains("buffers")) whole["buffers"] = {{{"byteLength", binary.size()}}};
    std::string text = whole.dump();
    text.resize((text.size() + 3) / 4 * 4, ' ');
    std::vector<uint8_t> out;
    const auto word = [&](uint32_t value) {
      const auto* raw = reinterpret_cast<const uint8_t*>(&value);
      out.insert(out.end(), raw, raw + 4);
    };
    word(0x46546c67), word(2), word(static_cast<uint32_t>(28 + text.size() + binary.size()));
    word(static_cast<uint32_t>(text.size())), word(0x4e4f534a);
    out.insert(out.end(), text.begin(), text.end());
    word(static_cast<uint32_t>(binary.size())), word(0x004e4942);
    out.insert(out.end(), binary.begin(), binary.end());
    return out;
  }

  std::string text() const {
    nlohmann::json whole = json;
    const QByteArray coded =
        QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toBase64();
    whole["buffers"] = {{{"byteLength", bytes.size()}, {"uri", "data:application/octet-stream;base64," + coded.toStdString()}}};
    return whole.dump();
  }

  static constexpr int kByte = 5121, kShort = 5123, kFloat = 5126;
};

inline void writeBytes(const std::filesystem::path& path, const void* data, size_t size) {
  std::ofstream(path, std::ios::binary).write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
}
inline void writeBytes(const std::filesystem::path& path, const std::vector<uint8_t>& bytes) {
  writeBytes(path, bytes.data(), bytes.size());
}
inline void writeBytes(const std::filesystem::path& path, const std::string& text) { writeBytes(path, text.data(), text.size()); }

/// A unit square in the plane z = 0, seen from +z, corners (0, 0) to (1, 1), its picture's top left at (0, 1): one node "square".
inline GltfBuilder squareGltf() {
  GltfBuilder gltf;
  const int positions = gltf.accessor<float>({0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0}, 4, GltfBuilder::kFloat, "VEC3");
  const int normals = gltf.accessor<float>({0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, 4, GltfBuilder::kFloat, "VEC3");
  const int uvs = gltf.accessor<float>({0, 1, 1, 1, 1, 0, 0, 0}, 4, GltfBuilder::kFloat, "VEC2");
  const int indices = gltf.accessor<uint16_t>({0, 1, 2, 0, 2, 3}, 6, GltfBuilder::kShort, "SCALAR");
  gltf.json["meshes"] = {{{"primitives",
                           {{{"attributes", {{"POSITION", positions}, {"NORMAL", normals}, {"TEXCOORD_0", uvs}}},
                             {"indices", indices},
                             {"material", 0}}}}}};
  gltf.json["materials"] = {{{"name", "paint"}, {"pbrMetallicRoughness", {{"baseColorFactor", {0.5, 0.25, 1, 1}}}}}};
  gltf.json["nodes"] = {{{"name", "square"}, {"mesh", 0}}};
  return gltf;
}

/// A strip from y = 0 to y = 2, two vertices each at y = 0, 1, 2. Joint "low" holds the lowest pair, joint "high" (at y = 1) the
/// upper one, the middle pair is held half by each. The clip "bend" turns "high" about z: 0 degrees at 0 s, 90 at 2 s.
inline GltfBuilder stripGltf() {
  GltfBuilder gltf;
  const int positions =
      gltf.accessor<float>({0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 2, 0, 1, 2, 0}, 6, GltfBuilder::kFloat, "VEC3");
  const int joints = gltf.accessor<uint8_t>({0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, 6,
                                            GltfBuilder::kByte, "VEC4");
  const int weights = gltf.accessor<float>({1, 0, 0, 0, 1, 0, 0, 0, 0.5, 0.5, 0, 0, 0.5, 0.5, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, 6,
                                           GltfBuilder::kFloat, "VEC4");
  const int indices = gltf.accessor<uint16_t>({0, 1, 2, 2, 1, 3, 2, 3, 4, 4, 3, 5}, 12, GltfBuilder::kShort, "SCALAR");
  const int binds = gltf.accessor<float>({1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0,  0, 1,   //
                                          1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1},  //
                                         2, GltfBuilder::kFloat, "MAT4");
  const int times = gltf.accessor<float>({0, 2}, 2, GltfBuilder::kFloat, "SCALAR");
  const float half = 0.70710678f;
  const int turns = gltf.accessor<float>({0, 0, 0, 1, 0, 0, half, half}, 2, GltfBuilder::kFloat, "VEC4");
  gltf.json["meshes"] = {
      {{"primitives",
        {{{"attributes", {{"POSITION", positions}, {"JOINTS_0", joints}, {"WEIGHTS_0", weights}}}, {"indices", indices}}}}}};
  gltf.json["nodes"] = {{{"name", "root"}, {"children", {1, 2}}},
                        {{"name", "strip"}, {"mesh", 0}, {"skin", 0}},
                        {{"name", "low"}, {"children", {3}}},
                        {{"name", "high"}, {"translation", {0, 1, 0}}}};
  gltf.json["skins"] = {{{"joints", {2, 3}}, {"inverseBindMatrices", binds}}};
  gltf.json["animations"] = {{{"name", "bend"},
                              {"samplers", {{{"input", times}, {"output", turns}}}},
                              {"channels", {{{"sampler", 0}, {"target", {{"node", 3}, {"path", "rotation"}}}}}}}};
  return gltf;
}

}  // namespace fsm::test
