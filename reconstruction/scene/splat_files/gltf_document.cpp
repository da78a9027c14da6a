#include "reconstruction/scene/splat_files/gltf_document.h"

#include <array>
#include <cmath>

#include "reconstruction/core/file.h"
#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/splat_files/activation.h"

namespace fsm::scene {

namespace {

constexpr uint32_t kJsonChunk = 0x4E4F534A, kBinaryChunk = 0x004E4942;

enum Component { kInt8 = 5120, kUint8 = 5121, kInt16 = 5122, kUint16 = 5123, kUint32 = 5125, kFloat = 5126 };

size_t sizeOf(uint64_t component) {
  switch (component) {
    case kInt8:
    case kUint8: return 1;
    case kInt16:
    case kUint16: return 2;
    case kUint32:
    case kFloat: return 4;
    default: return 0;
  }
}

/// Normalised integers as glTF 2.0, 3.11: signed ones are clamped at -1.
float component(const uint8_t* at, uint64_t type, bool normalised) {
  switch (type) {
    case kInt8: {
      const auto value = static_cast<float>(littleEndian<int8_t>(at));
      return normalised ? std::max(value / 127.0f, -1.0f) : value;
    }
    case kUint8: return static_cast<float>(*at) / (normalised ? 255.0f : 1.0f);
    case kInt16: {
      const auto value = static_cast<float>(littleEndian<int16_t>(at));
      return normalised ? std::max(value / 32767.0f, -1.0f) : value;
    }
    case kUint16: return static_cast<float>(littleEndian<uint16_t>(at)) / (normalised ? 65535.0f : 1.0f);
    case kUint32: return static_cast<float>(littleEndian<uint32_t>(at));
    default: return littleEndian<float>(at);
  }
}

int componentsOf(const std::string& type) {
  if (type == "SCALAR") return 1;
  if (type.size() == 4 && type.starts_with("VEC")) return type[3] - '0';
  return 0;
}

int sextet(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/// Nothing where a character is not of the alphabet.
std::optional<std::vector<uint8_t>> fromBase64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::vector<uint8_t> out;
  out.reserve(text.size() / 4 * 3 + 2);
  uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const int value = sextet(c);
    if (value < 0) return std::nullopt;
    bits = bits << 6 | static_cast<uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<uint8_t>(bits >> held));
  }
  return out;
}

int hexOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// "a%20b" is "a b".
std::string decodedUri(const std::string& uri) {
  std::string out;
  for (size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] == '%' && i + 2 < uri.size() && hexOf(uri[i + 1]) >= 0 && hexOf(uri[i + 2]) >= 0) {
      out += static_cast<char>(16 * hexOf(uri[i + 1]) + hexOf(uri[i + 2]));
      i += 2;
    } else {
      out += uri[i];
    }
  }
  return out;
}

std::vector<uint8_t> bytesOfUri(const std::string& uri, const std::filesystem::path& folder, const std::string& name) {
  if (uri.starts_with("data:")) {
    const size_t comma = uri.find(";base64,");
    auto bytes = comma == std::string::npos ? std::nullopt : fromBase64(std::string_view(uri).substr(comma + 8));
    if (!bytes) throw damagedFile(name, "data inside it are not in base64");
    return std::move(*bytes);
  }
  const std::filesystem::path file = decodedUri(uri);
  if (file.is_absolute() || uri.find("://") != std::string::npos)
    throw Error(ErrorCode::unsupported, name + " keeps its data in \"" + uri +
                                            "\", which does not lie beside it. Put them into one folder, " + "or export a .glb.");
  return readBinaryFile(folder / file);
}

}  // namespace

GltfDocument::GltfDocument(const SplatInput& input) : name_(input.name()), folder_(input.path.parent_path()) {
  if (input.startsWith("glTF"))
    parseBinary(input.bytes);
  else
    parseJson(input.bytes);
  bufferBytes_ = binary_.size();
  if (!json_.is_object()) throw damagedFile(name_, "its description is not an object");
}

void GltfDocument::parseBinary(std::span<const uint8_t> bytes) {
  ByteCursor in(bytes, name_);
  in.skip(4);
  const auto version = in.number<uint32_t>(), length = in.number<uint32_t>();
  if (version != 2)
    throw Error(ErrorCode::unsupported, name_ + " is a glTF file of version " + std::to_string(version) + ". Export version 2.");
  if (length > bytes.size()) throw damagedFile(name_, "it ends too early");
  while (in.left() >= 8) {
    const auto size = in.number<uint32_t>(), type = in.number<uint32_t>();
    const auto chunk = in.take(size);
    if (type == kJsonChunk && json_.is_null()) parseJson(chunk);
    if (type == kBinaryChunk && binary_.empty()) binary_ = chunk;
  }
}

void GltfDocument::parseJson(std::span<const uint8_t> bytes) {
  json_ = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (json_.is_discarded()) throw damagedFile(name_, "its description is not JSON, or was cut off");
}

const nlohmann::json& GltfDocument::entry(const char* key, int64_t index) const {
  const auto found = json_.find(key);
  if (found == json_.end() || !found->is_array() || index < 0 || index >= static_cast<int64_t>(found->size()) ||
      !(*found)[static_cast<size_t>(index)].is_object())
    throw damagedFile(name_, std::string("it refers to one of its ") + key + " that is not there");
  return (*found)[static_cast<size_t>(index)];
}

uint64_t GltfDocument::whole(const nlohmann::json& object, const char* key, uint64_t otherwise) const {
  const auto found = object.find(key);
  if (found == object.end()) return otherwise;
  constexpr uint64_t kMost = uint64_t{1} << 53;
  if (!found->is_number_unsigned() || found->get<uint64_t>() > kMost)
    throw damagedFile(name_, std::string("its '") + key + "' is no whole number");
  return found->get<uint64_t>();
}

std::span<const uint8_t> GltfDocument::buffer(int64_t index) {
  const nlohmann::json& description = entry("buffers", index);
  const auto uri = description.find("uri");
  if (uri == description.end()) {
    if (index != 0 || binary_.empty()) throw damagedFile(name_, "a buffer of it has no data");
    return binary_;
  }
  auto found = buffers_.find(index);
  if (found == buffers_.end()) {
    if (!uri->is_string()) throw damagedFile(name_, "the place of a buffer is no text");
    found = buffers_.emplace(index, bytesOfUri(uri->get<std::string>(), folder_, name_)).first;
    bufferBytes_ += found->second.size();
  }
  return found->second;
}

std::span<const uint8_t> GltfDocument::bufferView(int64_t index) {
  const nlohmann::json& view = entry("bufferViews", index);
  const auto bytes = buffer(static_cast<int64_t>(whole(view, "buffer", 0)));
  const uint64_t offset = whole(view, "byteOffset", 0), length = whole(view, "byteLength", 0);
  if (offset > bytes.size() || length > bytes.size() - offset) throw damagedFile(name_, "a part of a buffer lies outside of it");
  return bytes.subspan(offset, length);
}

uint64_t GltfDocument::accessorCount(int64_t accessor) const { return whole(entry("accessors", accessor), "count", 0); }

std::vector<float> GltfDocument::numbers(int64_t accessor, int components) {
  const nlohmann::json& description = entry("accessors", accessor);
  const uint64_t type = whole(description, "componentType", 0), count = whole(description, "count", 0);
  const std::string shape =
      description.contains("type") && description["type"].is_string() ? description["type"].get<std::string>() : "";
  const size_t size = sizeOf(type);
  if (size == 0 || componentsOf(shape) != components) throw damagedFile(name_, "an attribute has a type that it cannot have");
  if (description.contains("sparse") || !description.contains("bufferView"))
    throw Error(ErrorCode::unsupported, name_ +
                                            " stores an attribute of its Gaussians sparsely, which this program does not read. "
                                            "Export it without sparse accessors.");
  const auto view = bufferView(static_cast<int64_t>(whole(description, "bufferView", 0)));
  const nlohmann::json& viewDescription = entry("bufferViews", static_cast<int64_t>(whole(description, "bufferView", 0)));
  const uint64_t element = size * static_cast<uint64_t>(components);
  const uint64_t stride = whole(viewDescription, "byteStride", element), offset = whole(description, "byteOffset", 0);
  if (stride == 0 || stride < element || offset > view.size() || (count > 0 && view.size() - offset < element) ||
      (count > 0 && (count - 1) > (view.size() - offset - element) / stride))
    throw damagedFile(name_, "an attribute has more numbers than its buffer");
  const bool normalised = description.contains("normalized") && description["normalized"] == true;
  std::vector<float> out(count * static_cast<uint64_t>(components));
  for (uint64_t i = 0; i < count; ++i)
    for (int k = 0; k < components; ++k)
      out[i * static_cast<uint64_t>(components) + static_cast<uint64_t>(k)] =
          component(view.data() + offset + i * stride + static_cast<uint64_t>(k) * size, type, normalised);
  return out;
}

}  // namespace fsm::scene
