// The safetensors format: u64 header length, JSON header {name: {dtype, shape, data_offsets}}, tensor data without gaps.
#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <nlohmann/json.hpp>
#include <utility>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/model/message_text.h"
#include "reconstruction/model/random_access_file.h"
#include "reconstruction/model/tensor_file.h"

namespace fsm {

namespace {

using nlohmann::json;

constexpr uint64_t kMaxHeaderBytes = uint64_t{16} << 20;  // hundreds of thousands of tensors
constexpr size_t kMaxDimensions = 32;
constexpr const char* kMetadataKey = "__metadata__";

constexpr std::array<std::pair<const char*, TensorType>, 10> kTypeNames{{{"F32", TensorType::f32},
                                                                         {"F16", TensorType::f16},
                                                                         {"BF16", TensorType::bf16},
                                                                         {"F64", TensorType::f64},
                                                                         {"I64", TensorType::i64},
                                                                         {"I32", TensorType::i32},
                                                                         {"I16", TensorType::i16},
                                                                         {"I8", TensorType::i8},
                                                                         {"U8", TensorType::u8},
                                                                         {"BOOL", TensorType::boolean}}};

struct Entry {
  std::string name;
  TensorType type = TensorType::f32;
  std::vector<int64_t> shape;
  uint64_t begin = 0, end = 0;  ///< in the data that follows the header
};

struct Header {
  std::vector<Entry> entries;
  std::map<std::string, std::string> metadata;
};

[[noreturn]] void damaged(const std::string& file, const std::string& what) {
  throw Error(ErrorCode::fileDamaged, file + " is damaged: " + what + ". Copy or download it again.");
}

uint64_t headerLength(std::span<const uint8_t, 8> start, uint64_t fileSize, const std::string& file) {
  uint64_t length = 0;
  std::memcpy(&length, start.data(), 8);
  if (length > fileSize - 8) damaged(file, "its header is said to be longer than the file");
  if (length > kMaxHeaderBytes) damaged(file, "its header is larger than any model needs");
  if (length < 2) damaged(file, "it has no header");
  return length;
}

TensorType typeFromName(const std::string& name, const std::string& tensor, const std::string& file) {
  for (const auto& [known, type] : kTypeNames)
    if (name == known) return type;
  throw Error(ErrorCode::unsupported, "The tensor " + quotedForMessage(tensor) + " of " + file + " has the element type " +
                                          quotedForMessage(name) + ", which is not read. Convert it to F32, F16 or BF16.");
}

/// A whole number from 0 to 2^63 - 1; JSON readers keep negative and fractional ones apart.
int64_t wholeNumber(const json& value, const std::string& tensor, const std::string& file) {
  if (!value.is_number_unsigned() || value.get<uint64_t>() > static_cast<uint64_t>(INT64_MAX))
    damaged(file, "a size or offset of the tensor " + quotedForMessage(tensor) + " is not a whole number");
  return static_cast<int64_t>(value.get<uint64_t>());
}

Entry parseEntry(const std::string& name, const json& value, uint64_t dataSize, const std::string& file) {
  const std::string shown = quotedForMessage(name);
  const auto has = [&](const char* key, json::value_t type) { return value.contains(key) && value.at(key).type() == type; };
  if (!value.is_object() || !has("dtype", json::value_t::string) || !has("shape", json::value_t::array) ||
      !has("data_offsets", json::value_t::array) || value.at("data_offsets").size() != 2)
    damaged(file, "the description of the tensor " + shown + " is incomplete");
  Entry entry;
  entry.name = name;
  entry.type = typeFromName(value.at("dtype").get<std::string>(), name, file);
  if (value.at("shape").size() > kMaxDimensions) damaged(file, "the tensor " + shown + " has too many dimensions");
  for (const json& size : value.at("shape")) entry.shape.push_back(wholeNumber(size, name, file));
  entry.begin = static_cast<uint64_t>(wholeNumber(value.at("data_offsets")[0], name, file));
  entry.end = static_cast<uint64_t>(wholeNumber(value.at("data_offsets")[1], name, file));
  if (entry.begin > entry.end || entry.end > dataSize) damaged(file, "the tensor " + shown + " lies outside the file");
  const auto bytes = tensorByteCount(entry.shape, entry.type);
  if (!bytes || *bytes != entry.end - entry.begin)
    damaged(file, "the tensor " + shown + " does not have the length that its shape and type ask for");
  return entry;
}

/// As the format demands: the tensors cover the data exactly, in any order.
void checkCoverage(std::vector<Entry>& entries, uint64_t dataSize, const std::string& file) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  uint64_t reached = 0;
  for (const Entry& entry : entries) {
    if (entry.begin != reached)
      damaged(file,
              "the tensor " + quotedForMessage(entry.name) + (entry.begin < reached ? " overlaps another" : " follows a gap"));
    reached = entry.end;
  }
  if (reached != dataSize) damaged(file, "it holds data that belongs to no tensor");
}

Header parseHeader(std::span<const uint8_t> text, uint64_t dataSize, const std::string& file) {
  const json parsed = json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object()) damaged(file, "its header is not valid JSON");
  Header header;
  for (const auto& [name, value] : parsed.items()) {
    if (name != kMetadataKey) {
      header.entries.push_back(parseEntry(name, value, dataSize, file));
      continue;
    }
    if (!value.is_object()) damaged(file, "its metadata is not a list of names and texts");
    for (const auto& [key, note] : value.items()) {
      if (!note.is_string()) damaged(file, "its metadata is not a list of names and texts");
      header.metadata[key] = note.get<std::string>();
    }
  }
  checkCoverage(header.entries, dataSize, file);
  return header;
}

/// `fill(offset in the data, bytes)` copies a tensor's bytes.
template <typename Fill>
TensorFile collect(Header&& header, Fill fill) {
  TensorFile out;
  out.metadata = std::move(header.metadata);
  for (Entry& entry : header.entries) {
    HostTensor& tensor = out.tensors[entry.name];
    tensor.type = entry.type;
    tensor.shape = std::move(entry.shape);
    tensor.bytes.resize(entry.end - entry.begin);
    if (!tensor.bytes.empty()) fill(entry.begin, std::span<uint8_t>(tensor.bytes));
  }
  return out;
}

const char* typeName(TensorType type) {
  for (const auto& [name, known] : kTypeNames)
    if (known == type) return name;
  throw Error(ErrorCode::internal, "A tensor has an unknown element type. Please report this.");
}

using NamedTensor = std::pair<const std::string, HostTensor>;

/// Widest elements first, as the format's own writer does it: every tensor is then aligned to its elements.
std::vector<const NamedTensor*> writingOrder(const TensorFile& file) {
  std::vector<const NamedTensor*> order;
  order.reserve(file.tensors.size());
  for (const auto& item : file.tensors) order.push_back(&item);
  std::stable_sort(order.begin(), order.end(), [](const NamedTensor* a, const NamedTensor* b) {
    return bytesPerElement(a->second.type) > bytesPerElement(b->second.type);
  });
  return order;
}

std::string serialiseHeader(const TensorFile& file, std::span<const NamedTensor* const> order) {
  json header = json::object();
  if (!file.metadata.empty()) header[kMetadataKey] = file.metadata;
  uint64_t offset = 0;
  for (const NamedTensor* item : order) {
    const auto& [name, tensor] = *item;
    const auto bytes = tensorByteCount(tensor.shape, tensor.type);
    if (!bytes || *bytes != tensor.bytes.size())
      throw Error(ErrorCode::badInput,
                  "The tensor " + quotedForMessage(name) + " does not have the length that its shape and type ask for.");
    if (name == kMetadataKey) throw Error(ErrorCode::badInput, "A tensor must not be named \"__metadata__\". Rename it.");
    header[name] = {{"dtype", typeName(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {offset, offset + *bytes}}};
    offset += *bytes;
  }
  try {
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    return text;
  } catch (const json::exception& failure) {
    throw Error(ErrorCode::badInput, "A tensor's name or a piece of metadata is not UTF-8 text. Rename it.", failure.what());
  }
}

}  // namespace

TensorFile parseSafetensors(std::span<const uint8_t> bytes, const std::string& nameForMessages) {
  if (bytes.size() < 8) damaged(nameForMessages, "it is too short");
  const uint64_t length = headerLength(bytes.first<8>(), bytes.size(), nameForMessages);
  const auto data = bytes.subspan(8 + length);
  return collect(parseHeader(bytes.subspan(8, length), data.size(), nameForMessages),
                 [&](uint64_t offset, std::span<uint8_t> into) { std::memcpy(into.data(), data.data() + offset, into.size()); });
}

TensorFile readSafetensors(const std::filesystem::path& path) try {
  RandomAccessFile file(path);
  if (file.size() < 8) damaged(file.name(), "it is too short");
  std::array<uint8_t, 8> start{};
  file.readAt(0, start);
  const uint64_t length = headerLength(start, file.size(), file.name());
  std::vector<uint8_t> text(length);
  file.readAt(8, text);
  return collect(parseHeader(text, file.size() - 8 - length, file.name()),
                 [&](uint64_t offset, std::span<uint8_t> into) { file.readAt(8 + length + offset, into); });
} catch (const std::bad_alloc&) {
  throw Error(ErrorCode::outOfMemory, "There is not enough memory to read " + quotedForMessage(path.filename().string()) +
                                          ". Close other programs or use a smaller model.");
}

std::vector<uint8_t> serialiseSafetensors(const TensorFile& file) {
  const auto order = writingOrder(file);
  const std::string header = serialiseHeader(file, order);
  size_t total = 8 + header.size();
  for (const NamedTensor* item : order) total += item->second.bytes.size();
  std::vector<uint8_t> out;
  out.reserve(total);
  const uint64_t length = header.size();
  for (int i = 0; i < 8; ++i) out.push_back(static_cast<uint8_t>(length >> (8 * i)));
  out.insert(out.end(), header.begin(), header.end());
  for (const NamedTensor* item : order) out.insert(out.end(), item->second.bytes.begin(), item->second.bytes.end());
  return out;
}

void writeSafetensors(const std::filesystem::path& path, const TensorFile& file) {
  writeFileAtomically(path, std::span<const uint8_t>(serialiseSafetensors(file)));
}

}  // namespace fsm
