#include "renderer/mesh/gltf_buffers.h"

#include <array>
#include <cmath>
#include <cstring>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "renderer/mesh/confined_files.h"
#include "renderer/mesh/mesh_parts.h"

namespace fsm::renderer {
namespace {

using nlohmann::json;

constexpr uint32_t kMagic = 0x46546c67, kJsonChunk = 0x4e4f534a, kBinaryChunk = 0x004e4942;
constexpr int kMaxJsonDepth = 64;  // Assimp's JSON reader is recursive
constexpr uint64_t kMaxBufferBytes = uint64_t{2} << 30;
constexpr uint64_t kMaxZeros = uint64_t{16} << 20;  ///< elements of an accessor that has no bytes

uint32_t word(std::span<const uint8_t> bytes, size_t at) {
  uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

/// Bytes of a component by glTF's (OpenGL's) number of its type; 0: unknown.
int componentBytes(int type) {
  switch (type) {
    case 5120:
    case 5121: return 1;
    case 5122:
    case 5123: return 2;
    case 5125:
    case 5126: return 4;
    default: return 0;
  }
}

int componentsOf(const std::string& type) {
  constexpr std::array<std::pair<const char*, int>, 7> kTypes{
      {{"SCALAR", 1}, {"VEC2", 2}, {"VEC3", 3}, {"VEC4", 4}, {"MAT2", 4}, {"MAT3", 9}, {"MAT4", 16}}};
  for (const auto& [name, components] : kTypes)
    if (type == name) return components;
  return 0;
}

/// Empty for characters that are not base64.
std::vector<uint8_t> fromBase64(std::string_view text) {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  std::vector<uint8_t> bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return {};
    bits = bits << 6 | static_cast<uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push_back(static_cast<uint8_t>(bits >> held));
  }
  return bytes;
}

}  // namespace

uint32_t GltfAccessor::integer(uint64_t i, int c) const {
  if (bytes.empty()) return 0;
  const int size = componentBytes(componentType);
  uint32_t value = 0;
  std::memcpy(&value, bytes.data() + i * stride + static_cast<uint64_t>(c) * size, size);
  return value;
}

GltfBuffers::GltfBuffers(const std::filesystem::path& path, std::span<const uint8_t> file, std::string shownName)
    : shownName_(std::move(shownName)) {
  std::span<const uint8_t> binary;
  if (file.size() >= 4 && word(file, 0) == kMagic)
    binary = openBinary(file);
  else
    parse(file);
  readBuffers(path, binary);
  readViews();
  readAccessors();
}

void GltfBuffers::fail(const std::string& detail) const { throw damagedModel(shownName_, detail); }

void GltfBuffers::parse(std::span<const uint8_t> text) {
  const auto limitDepth = [this](int depth, json::parse_event_t, json&) {
    if (depth > kMaxJsonDepth) fail("JSON nested too deep");
    return true;
  };
  try {
    json_ = json::parse(text.begin(), text.end(), limitDepth);
  } catch (const json::exception& error) {
    fail(error.what());
  }
  if (!json_.is_object()) fail("the JSON is no object");
}

std::span<const uint8_t> GltfBuffers::openBinary(std::span<const uint8_t> file) {
  constexpr size_t kHeader = 12, kChunkHeader = 8;
  if (file.size() < kHeader + kChunkHeader) fail("shorter than its headers");
  if (word(file, 4) != 2)
    throw Error(ErrorCode::unsupported, "The model " + shownName_ + " is of another version than glTF 2. Export it as glTF 2.0.");
  if (word(file, 8) > file.size()) fail("the header claims more bytes than the file has");
  std::span<const uint8_t> rest = file.subspan(kHeader);
  const uint32_t jsonBytes = word(rest, 0);
  if (word(rest, 4) != kJsonChunk || jsonBytes > rest.size() - kChunkHeader) fail("a bad JSON chunk");
  parse(rest.subspan(kChunkHeader, jsonBytes));
  rest = rest.subspan(kChunkHeader + jsonBytes);
  if (rest.size() < kChunkHeader) return {};
  const uint32_t bytes = word(rest, 0);
  if (word(rest, 4) != kBinaryChunk) return {};
  if (bytes > rest.size() - kChunkHeader) fail("a binary chunk past the end");
  return rest.subspan(kChunkHeader, bytes);
}

const json& GltfBuffers::list(const json& object, const char* name) const {
  static const json kNone = json::array();
  const auto found = object.find(name);
  if (found == object.end()) return kNone;
  if (!found->is_array()) fail(std::string(name) + " is no list");
  return *found;
}

uint64_t GltfBuffers::number(const json& object, const char* name, uint64_t otherwise) const {
  if (!object.is_object()) fail(std::string("no object around ") + name);
  const auto found = object.find(name);
  if (found == object.end()) return otherwise;
  constexpr double kExact = 9007199254740992.0;
  const double value = found->is_number() ? found->get<double>() : -1;
  if (!(value >= 0 && value <= kExact) || value != std::floor(value)) fail(std::string(name) + " is no count");
  return static_cast<uint64_t>(value);
}

uint64_t GltfBuffers::index(const json& object, const char* name, uint64_t size, bool required) const {
  const uint64_t value = number(object, name, size);
  if (value == size && !required && !object.contains(name)) return size;
  if (value >= size) fail(std::string(name) + " names what is not there");
  return value;
}

void GltfBuffers::readBuffers(const std::filesystem::path& path, std::span<const uint8_t> binaryChunk) {
  for (const json& buffer : list(json_, "buffers")) {
    const uint64_t length = number(buffer, "byteLength", 0);
    std::span<const uint8_t> bytes = buffers_.empty() ? binaryChunk : std::span<const uint8_t>();
    if (const auto uri = buffer.find("uri"); uri != buffer.end()) {
      if (!uri->is_string()) fail("a buffer's uri is no text");
      const auto& text = uri->get_ref<const std::string&>();
      if (text.starts_with("data:")) {
        const size_t comma = text.find(";base64,");
        if (comma == std::string::npos) fail("a data URI that is not base64");
        own_.push_back(fromBase64(std::string_view(text).substr(comma + 8)));
      } else {
        const auto file = fileBeside(std::filesystem::absolute(path).parent_path(), text);
        if (!file)
          throw Error(ErrorCode::notFound,
                      "The model " + shownName_ + " needs the file \"" + text +
                          "\", which is not in its folder. Copy it there, or export the model with everything in one file.");
        own_.push_back(readBinaryFile(*file, kMaxBufferBytes));
      }
      bytes = own_.back();
    }
    if (length > bytes.size()) fail("a buffer is shorter than it claims");
    buffers_.push_back(bytes.first(length));
  }
}

void GltfBuffers::readViews() {
  for (const json& view : list(json_, "bufferViews")) {
    const std::span<const uint8_t> buffer = buffers_[index(view, "buffer", buffers_.size(), true)];
    const uint64_t offset = number(view, "byteOffset", 0), length = number(view, "byteLength", 0);
    if (offset > buffer.size() || length > buffer.size() - offset) fail("a view past the end of its buffer");
    const uint64_t stride = number(view, "byteStride", 0);
    if (stride > 252) fail("a stride over 252 bytes");
    views_.push_back({buffer.subspan(offset, length), stride});
  }
}

std::span<const uint8_t> GltfBuffers::range(const json& holder, const GltfAccessor& shape, uint64_t stride) const {
  const ByteRange& view = views_[index(holder, "bufferView", views_.size(), true)];
  const uint64_t offset = number(holder, "byteOffset", 0);
  const uint64_t element = static_cast<uint64_t>(componentBytes(shape.componentType)) * shape.components;
  if (offset > view.bytes.size()) fail("an accessor past the end of its view");
  const std::span<const uint8_t> bytes = view.bytes.subspan(offset);
  // In this order nothing can overflow: count is at most the bytes there.
  if (shape.count > 0 && (shape.count > bytes.size() || (shape.count - 1) * stride + element > bytes.size()))
    fail("an accessor past the end of its view");
  return bytes;
}

GltfAccessor GltfBuffers::readAccessor(const json& accessor) const {
  GltfAccessor out;
  out.count = number(accessor, "count", 0);
  out.componentType = static_cast<int>(std::min<uint64_t>(number(accessor, "componentType", 0), 1 << 20));
  const auto type = accessor.find("type");
  out.components = type != accessor.end() && type->is_string() ? componentsOf(type->get_ref<const std::string&>()) : 0;
  const auto normalised = accessor.find("normalized");
  out.normalised = normalised != accessor.end() && normalised->is_boolean() && normalised->get<bool>();
  const uint64_t element = static_cast<uint64_t>(componentBytes(out.componentType)) * out.components;
  if (element == 0) fail("an accessor of an unknown type");
  out.stride = element;
  if (accessor.contains("bufferView")) {
    const uint64_t stride = views_[index(accessor, "bufferView", views_.size(), true)].stride;
    if (stride != 0) out.stride = stride;
    if (out.stride < element) fail("a stride shorter than its element");
    out.bytes = range(accessor, out, out.stride);
  } else if (out.count > kMaxZeros) {
    fail("an accessor of very many zeros");
  }
  if (const auto sparse = accessor.find("sparse"); sparse != accessor.end()) {
    const uint64_t changed = number(*sparse, "count", 0);
    if (changed > out.count || !sparse->contains("indices") || !sparse->contains("values")) fail("a bad sparse accessor");
    const json& indices = (*sparse)["indices"];
    const auto indexType = static_cast<int>(std::min<uint64_t>(number(indices, "componentType", 0), 1 << 20));
    if (componentBytes(indexType) == 0) fail("sparse indices of an unknown type");
    GltfAccessor places{changed, indexType, 1, false, static_cast<uint64_t>(componentBytes(indexType)), {}};
    places.bytes = range(indices, places, places.stride);
    for (uint64_t i = 0; i < changed; ++i)
      if (places.integer(i, 0) >= out.count) fail("a sparse index past the end");
    GltfAccessor values = out;
    values.count = changed;
    range((*sparse)["values"], values, element);
  }
  return out;
}

void GltfBuffers::readAccessors() {
  for (const json& accessor : list(json_, "accessors")) accessors_.push_back(readAccessor(accessor));
}

}  // namespace fsm::renderer
