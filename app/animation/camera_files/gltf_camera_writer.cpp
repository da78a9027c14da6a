#include "app/animation/camera_files/gltf_camera_writer.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "reconstruction/core/file.h"

namespace fsm::animation {

using nlohmann::json;

namespace {

static_assert(std::endian::native == std::endian::little, "glTF buffers are little-endian");

constexpr int kFloat = 5126;

std::string base64(std::span<const uint8_t> bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t left = std::min<size_t>(3, bytes.size() - i);
    uint32_t word = static_cast<uint32_t>(bytes[i]) << 16;
    if (left > 1) word |= static_cast<uint32_t>(bytes[i + 1]) << 8;
    if (left > 2) word |= bytes[i + 2];
    for (size_t d = 0; d < 4; ++d) out += d <= left ? kDigits[(word >> (18 - 6 * d)) & 63] : '=';
  }
  return out;
}

/// Numbers of the animation, and the accessors that say what they are.
class Buffer {
 public:
  /// Returns the number of the accessor. `low` and `high` are required of times.
  int add(const std::vector<float>& values, const char* type, size_t components, bool bounds) {
    const size_t offset = bytes_.size(), size = values.size() * sizeof(float);
    bytes_.resize(offset + size);
    std::memcpy(bytes_.data() + offset, values.data(), size);
    views_.push_back({{"buffer", 0}, {"byteOffset", offset}, {"byteLength", size}});
    json accessor{
        {"bufferView", views_.size() - 1}, {"componentType", kFloat}, {"count", values.size() / components}, {"type", type}};
    if (bounds) {
      accessor["min"] = {*std::min_element(values.begin(), values.end())};
      accessor["max"] = {*std::max_element(values.begin(), values.end())};
    }
    accessors_.push_back(std::move(accessor));
    return static_cast<int>(accessors_.size()) - 1;
  }

  const std::vector<uint8_t>& bytes() const { return bytes_; }
  const json& views() const { return views_; }
  const json& accessors() const { return accessors_; }

 private:
  std::vector<uint8_t> bytes_;
  json views_ = json::array(), accessors_ = json::array();
};

json vectorOf(const glm::dvec3& v) { return {v.x, v.y, v.z}; }
json vectorOf(const glm::dquat& q) { return {q.x, q.y, q.z, q.w}; }

json animationOf(std::span<const CameraFrame> frames, Buffer& buffer) {
  std::vector<float> times, positions, rotations;
  glm::dquat before = frames.front().rotation;
  for (const CameraFrame& frame : frames) {
    // Neighbours on one side of the sphere: importers that mix components must not go the long way round.
    const glm::dquat q = glm::dot(frame.rotation, before) < 0 ? -frame.rotation : frame.rotation;
    before = q;
    times.push_back(static_cast<float>(frame.at));
    for (int i = 0; i < 3; ++i) positions.push_back(static_cast<float>(frame.position[i]));
    for (const double component : {q.x, q.y, q.z, q.w}) rotations.push_back(static_cast<float>(component));
  }
  const int input = buffer.add(times, "SCALAR", 1, true);
  const json samplers{{{"input", input}, {"interpolation", "LINEAR"}, {"output", buffer.add(positions, "VEC3", 3, false)}},
                      {{"input", input}, {"interpolation", "LINEAR"}, {"output", buffer.add(rotations, "VEC4", 4, false)}}};
  const json channels{{{"sampler", 0}, {"target", {{"node", 0}, {"path", "translation"}}}},
                      {{"sampler", 1}, {"target", {{"node", 0}, {"path", "rotation"}}}}};
  return {{"name", "Camera move"}, {"samplers", samplers}, {"channels", channels}};
}

void appendWord(std::vector<uint8_t>& out, uint32_t word) {
  uint8_t raw[4];
  std::memcpy(raw, &word, 4);
  out.insert(out.end(), raw, raw + 4);
}

std::vector<uint8_t> binaryFile(const json& document, std::vector<uint8_t> data) {
  std::string text = document.dump();
  text.resize((text.size() + 3) / 4 * 4, ' ');
  data.resize((data.size() + 3) / 4 * 4);
  constexpr uint32_t kMagic = 0x46546C67, kVersion = 2, kJson = 0x4E4F534A, kBinary = 0x004E4942, kHeader = 12, kChunk = 8;
  const size_t binary = data.empty() ? 0 : kChunk + data.size();
  std::vector<uint8_t> out;
  appendWord(out, kMagic);
  appendWord(out, kVersion);
  appendWord(out, static_cast<uint32_t>(kHeader + kChunk + text.size() + binary));
  appendWord(out, static_cast<uint32_t>(text.size()));
  appendWord(out, kJson);
  out.insert(out.end(), text.begin(), text.end());
  if (data.empty()) return out;
  appendWord(out, static_cast<uint32_t>(data.size()));
  appendWord(out, kBinary);
  out.insert(out.end(), data.begin(), data.end());
  return out;
}

bool isBinary(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending == ".glb";
}

}  // namespace

void writeGltfCamera(const std::filesystem::path& path, std::span<const CameraFrame> frames, double aspect) {
  constexpr double kNear = 0.01, kFar = 1000;
  Buffer buffer;
  json document{
      {"asset", {{"version", "2.0"}, {"generator", "Chronoscope"}}},
      {"scene", 0},
      {"scenes", {{{"nodes", {0}}}}},
      {"cameras",
       {{{"name", "Camera"},
         {"type", "perspective"},
         {"perspective",
          {{"yfov", 2 * std::atan(0.5 / frames.front().focal)}, {"aspectRatio", aspect}, {"znear", kNear}, {"zfar", kFar}}}}}},
      {"nodes",
       {{{"name", "Camera"},
         {"camera", 0},
         {"translation", vectorOf(frames.front().position)},
         {"rotation", vectorOf(frames.front().rotation)}}}}};
  if (frames.size() > 1) {
    document["animations"] = {animationOf(frames, buffer)};
    document["accessors"] = buffer.accessors();
    document["bufferViews"] = buffer.views();
    document["buffers"] = {{{"byteLength", buffer.bytes().size()}}};
  }
  if (isBinary(path)) {
    writeFileAtomically(path, binaryFile(document, buffer.bytes()));
    return;
  }
  if (frames.size() > 1) document["buffers"][0]["uri"] = "data:application/octet-stream;base64," + base64(buffer.bytes());
  writeFileAtomically(path, document.dump(1) + "\n");
}

}  // namespace fsm::animation
