// A checkpoint of torch.save (PyTorch 1.6 and later): a zip with ROOT/data.pkl, the description, and ROOT/data/KEY, one entry a
// storage.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <new>
#include <nlohmann/json.hpp>
#include <set>

#include "reconstruction/core/error.h"
#include "reconstruction/model/message_text.h"
#include "reconstruction/model/pickle_reader.h"
#include "reconstruction/model/tensor_file.h"
#include "reconstruction/model/zip_archive.h"

namespace fsm {

namespace {

using nlohmann::json;
using pickle::Kind;
using pickle::Node;
using pickle::NodeId;

constexpr uint64_t kMaxPickleBytes = uint64_t{64} << 20;
constexpr int kMaxDepth = 64;
constexpr size_t kMaxNameBytes = 4096;
constexpr size_t kMaxAllNamesBytes = size_t{64} << 20;
constexpr size_t kMaxVisits = 4'000'000;
// Tensors may share a storage and repeat elements by a stride of zero; this bounds what a small file can turn into.
constexpr uint64_t kMaxAmplification = 4;

/// Walks the description from the root and collects tensors and plain values under their names.
class Collector {
 public:
  Collector(ZipArchive& archive, std::string root, pickle::Document document)
      : archive_(archive),
        root_(std::move(root)),
        document_(std::move(document)),
        budget_(archive.fileSize() * kMaxAmplification) {}

  TensorFile run() {
    visit("", document_.root, 0);
    return std::move(out_);
  }

 private:
  [[noreturn]] void damaged(const std::string& what) const {
    throw Error(ErrorCode::fileDamaged, archive_.name() + " is damaged: " + what + ". Copy or download it again.");
  }
  [[noreturn]] void unsupported(const std::string& what) const {
    throw Error(ErrorCode::unsupported,
                archive_.name() + " " + what + " Save its tensors alone, with torch.save(model.state_dict(), ...).");
  }

  const Node& node(NodeId id) const { return document_.nodes[id]; }
  void countVisit(int depth) {
    if (depth > kMaxDepth) unsupported("nests its values too deeply.");
    if (++visits_ > kMaxVisits) unsupported("repeats its values too often.");
  }
  void visit(const std::string& name, NodeId id, int depth);
  std::string childName(const std::string& parent, const std::string& key);
  std::string keyText(const Node& key) const;
  bool isPlain(NodeId id, int depth);
  json plainValue(NodeId id, int depth);

  void addTensor(const std::string& name, const pickle::TensorView& view);
  HostTensor readTensor(const std::string& shown, const pickle::TensorView& view);
  const ZipEntry& storageEntry(const pickle::Storage& storage) const;
  void charge(uint64_t bytes);

  ZipArchive& archive_;
  std::string root_;
  pickle::Document document_;
  uint64_t budget_;
  size_t visits_ = 0, namesBytes_ = 0;
  std::set<std::string> verified_;  ///< storages whose checksum was tested
  TensorFile out_;
};

std::string Collector::keyText(const Node& key) const {
  if (key.kind == Kind::integer) return std::to_string(key.integer);
  if (key.kind != Kind::text || !isUtf8(key.text)) unsupported("names a value by something that is not text.");
  return key.text;
}

std::string Collector::childName(const std::string& parent, const std::string& key) {
  const size_t length = parent.size() + key.size() + 1;
  if (length > kMaxNameBytes) unsupported("has names of extreme length.");
  namesBytes_ += length;
  if (namesBytes_ > kMaxAllNamesBytes) unsupported("has too many names.");
  return parent.empty() ? key : parent + "/" + key;
}

/// Recursion is bounded by kMaxDepth, the total work by kMaxVisits: containers may be shared or contain themselves.
void Collector::visit(const std::string& name, NodeId id, int depth) {
  countVisit(depth);
  const Node& value = node(id);
  switch (value.kind) {
    case Kind::tensor: return addTensor(name, document_.tensors[static_cast<size_t>(value.integer)]);
    case Kind::dict:
      for (size_t i = 0; i + 1 < value.items.size(); i += 2)
        visit(childName(name, keyText(node(value.items[i]))), value.items[i + 1], depth + 1);
      return;
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
      if (isPlain(id, depth)) break;
      for (size_t i = 0; i < value.items.size(); ++i) visit(childName(name, std::to_string(i)), value.items[i], depth + 1);
      return;
    case Kind::function:
    case Kind::storage:
    case Kind::opaque: return;
    default: break;
  }
  // A text may be shared under many names: it counts each time.
  std::string text = plainValue(id, depth).dump(-1, ' ', false, json::error_handler_t::replace);
  namesBytes_ += text.size();
  if (namesBytes_ > kMaxAllNamesBytes) unsupported("has too long metadata.");
  out_.metadata[name] = std::move(text);
}

/// Whether a sequence holds numbers, texts and sequences of them only.
bool Collector::isPlain(NodeId id, int depth) {
  countVisit(depth);
  const Node& value = node(id);
  switch (value.kind) {
    case Kind::none:
    case Kind::boolean:
    case Kind::integer:
    case Kind::real:
    case Kind::text: return true;
    case Kind::list:
    case Kind::tuple:
    case Kind::set: break;
    default: return false;
  }
  for (const NodeId item : value.items)
    if (!isPlain(item, depth + 1)) return false;
  return true;
}

json Collector::plainValue(NodeId id, int depth) {
  countVisit(depth);
  const Node& value = node(id);
  switch (value.kind) {
    case Kind::boolean: return value.integer != 0;
    case Kind::integer: return value.integer;
    case Kind::real: return std::isfinite(value.real) ? json(value.real) : json(nullptr);
    case Kind::text:
      namesBytes_ += value.text.size();
      if (namesBytes_ > kMaxAllNamesBytes) unsupported("has too long metadata.");
      return value.text;
    case Kind::list:
    case Kind::tuple:
    case Kind::set: {
      json items = json::array();
      for (const NodeId item : value.items) items.push_back(plainValue(item, depth + 1));
      return items;
    }
    default: return nullptr;
  }
}

void Collector::addTensor(const std::string& name, const pickle::TensorView& view) {
  if (out_.tensors.contains(name)) damaged("it holds the tensor " + quotedForMessage(name) + " twice");
  out_.tensors.emplace(name, readTensor(quotedForMessage(name), view));
}

const ZipEntry& Collector::storageEntry(const pickle::Storage& storage) const {
  const auto found = archive_.entries().find(root_ + "data/" + storage.key);
  if (found == archive_.entries().end()) damaged("the stored data " + quotedForMessage(storage.key) + " is missing");
  const uint64_t size = found->second.size;
  const uint64_t width = bytesPerElement(storage.type);
  if (size % width != 0 || size / width != static_cast<uint64_t>(storage.elements))
    damaged("the stored data " + quotedForMessage(storage.key) + " does not have the size that the file claims");
  return found->second;
}

void Collector::charge(uint64_t bytes) {
  if (bytes > budget_) unsupported("repeats its stored data many times over; it would need far more memory than its size.");
  budget_ -= bytes;
}

/// Elements from the first to the last that a view touches (last - first + 1, 0 for an empty view), or nothing where that leaves
/// 64 bits.
std::optional<uint64_t> spanOfView(const pickle::TensorView& view) {
  uint64_t last = 0;
  for (size_t i = 0; i < view.shape.size(); ++i) {
    if (view.shape[i] < 0 || view.stride[i] < 0) return std::nullopt;
    if (view.shape[i] == 0) return 0;
    uint64_t reach = 0;
    if (__builtin_mul_overflow(static_cast<uint64_t>(view.shape[i] - 1), static_cast<uint64_t>(view.stride[i]), &reach) ||
        __builtin_add_overflow(last, reach, &last))
      return std::nullopt;
  }
  return last == UINT64_MAX ? std::nullopt : std::optional(last + 1);
}

bool isContiguous(const pickle::TensorView& view) {
  int64_t expected = 1;
  for (size_t i = view.shape.size(); i-- > 0;) {
    if (view.shape[i] != 1 && view.stride[i] != expected) return false;
    expected *= view.shape[i];
  }
  return true;
}

/// Copies the elements of a view in row-major order; `source` starts at the view's first element.
void gather(const pickle::TensorView& view, std::span<const uint8_t> source, std::span<uint8_t> into) {
  const size_t width = bytesPerElement(view.type);
  std::vector<int64_t> index(view.shape.size(), 0);
  uint64_t from = 0;
  for (size_t at = 0; at < into.size(); at += width) {
    std::memcpy(into.data() + at, source.data() + from * width, width);
    for (size_t axis = view.shape.size(); axis-- > 0;) {
      from += static_cast<uint64_t>(view.stride[axis]);
      if (++index[axis] < view.shape[axis]) break;
      from -= static_cast<uint64_t>(view.shape[axis]) * static_cast<uint64_t>(view.stride[axis]);
      index[axis] = 0;
    }
  }
}

HostTensor Collector::readTensor(const std::string& shown, const pickle::TensorView& view) {
  const pickle::Storage& storage = document_.storages[view.storage];
  const ZipEntry& entry = storageEntry(storage);
  const uint64_t width = bytesPerElement(view.type);
  const auto bytes = tensorByteCount(view.shape, view.type);
  const auto span = spanOfView(view);
  const uint64_t available = entry.size / width;
  if (!bytes || !span || view.offset < 0 || static_cast<uint64_t>(view.offset) > available ||
      *span > available - static_cast<uint64_t>(view.offset))
    damaged("the tensor " + shown + " lies outside its stored data");
  // What is read counts as well as what is kept: thousands of tiny views over a large storage would take hours.
  charge(std::max<uint64_t>(*bytes, *span * width));
  HostTensor tensor{view.type, view.shape, std::vector<uint8_t>(*bytes)};
  if (isContiguous(view) && *bytes == entry.size) {
    archive_.read(entry, tensor.bytes);
    return tensor;
  }
  if (verified_.insert(storage.key).second) {
    charge(entry.size);
    archive_.verify(entry);
  }
  const uint64_t begin = static_cast<uint64_t>(view.offset) * width;
  if (isContiguous(view)) {
    archive_.readPart(entry, begin, tensor.bytes);
    return tensor;
  }
  std::vector<uint8_t> source(*span * width);
  archive_.readPart(entry, begin, source);
  gather(view, source, tensor.bytes);
  return tensor;
}

/// The folder inside the archive that holds the description, with its slash.
std::string findRoot(const ZipArchive& archive) {
  for (const auto& [name, entry] : archive.entries()) {
    const size_t slash = name.find('/');
    if (slash != std::string::npos && name.substr(slash) == "/data.pkl") return name.substr(0, slash + 1);
  }
  throw Error(ErrorCode::unsupported,
              archive.name() +
                  " is a zip file, but not a PyTorch checkpoint. Name a file that torch.save wrote, or a .safetensors file.");
}

std::vector<uint8_t> readEntry(ZipArchive& archive, const std::string& name, uint64_t limit) {
  const ZipEntry& entry = archive.entries().at(name);
  if (entry.size > limit)
    throw Error(ErrorCode::unsupported,
                archive.name() + " has an entry " + quotedForMessage(name) + " that is larger than any checkpoint needs.");
  std::vector<uint8_t> bytes(entry.size);
  archive.read(entry, bytes);
  return bytes;
}

void refuseLegacyFormat(const std::filesystem::path& path) {
  RandomAccessFile file(path);
  std::array<uint8_t, 4> start{};
  file.readAt(0, std::span(start).first(std::min<uint64_t>(start.size(), file.size())));
  if (start[0] == 0x80 && start[2] == 0x8A && start[3] == 0x0A)
    throw Error(ErrorCode::unsupported,
                file.name() + " is in the format of PyTorch before 1.6. Load and save it once with a newer PyTorch.");
}

}  // namespace

TensorFile readPytorchCheckpoint(const std::filesystem::path& path) try {
  refuseLegacyFormat(path);
  ZipArchive archive(path);
  const std::string root = findRoot(archive);
  if (archive.entries().contains(root + "byteorder")) {
    const auto order = readEntry(archive, root + "byteorder", 64);
    if (std::string(order.begin(), order.end()) != "little")
      throw Error(ErrorCode::unsupported,
                  archive.name() + " is in big-endian byte order. Save it again on a little-endian machine.");
  }
  const auto description = readEntry(archive, root + "data.pkl", kMaxPickleBytes);
  return Collector(archive, root, pickle::read(description, archive.name())).run();
} catch (const std::bad_alloc&) {
  throw Error(ErrorCode::outOfMemory, "There is not enough memory to read " + quotedForMessage(path.filename().string()) +
                                          ". Close other programs or use a smaller model.");
}

}  // namespace fsm
