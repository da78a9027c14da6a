#include "renderer/mesh/fbx_tree.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "renderer/mesh/fbx_layout.h"

namespace fsm::renderer {

static_assert(std::endian::native == std::endian::little, "FBX numbers are little-endian");

namespace {

constexpr size_t kArrayHead = 13;  ///< type, length, encoding, bytes

template <typename T>
T numberAt(std::span<const uint8_t> bytes, size_t at = 0) {
  T value{};
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

}  // namespace

class FbxTreeReader {
 public:
  explicit FbxTreeReader(std::span<const uint8_t> file)
      : file_(file), wide_(numberAt<uint32_t>(file, kFbxVersionAt) >= kFbxWideVersion) {}

  void read(FbxNode& parent, uint64_t end) {
    while (at_ < end) {
      const uint64_t last = size(), count = size();
      size();  // bytes of the properties: they tell it themselves
      FbxNode node;
      node.name = text(take<uint8_t>());
      if (last == 0) return;
      node.properties_.reserve(count);
      for (uint64_t i = 0; i < count; ++i) node.properties_.push_back(property());
      read(node, last);
      at_ = last;
      parent.children.push_back(std::move(node));
    }
  }

 private:
  template <typename T>
  T take() {
    const T value = numberAt<T>(file_, at_);
    at_ += sizeof value;
    return value;
  }
  void skip(uint64_t bytes) { at_ += bytes; }
  uint64_t size() { return wide_ ? take<uint64_t>() : take<uint32_t>(); }
  std::string_view text(uint64_t length) {
    const std::string_view out(reinterpret_cast<const char*>(file_.data()) + at_, length);
    at_ += length;
    return out;
  }

  std::span<const uint8_t> property() {
    const uint64_t begin = at_;
    switch (take<char>()) {
      case 'C':
      case 'B': skip(1); break;
      case 'Y': skip(2); break;
      case 'I':
      case 'F': skip(4); break;
      case 'L':
      case 'D': skip(8); break;
      case 'S':
      case 'R': skip(take<uint32_t>()); break;
      default:  // an array: its length, its encoding, its bytes
        skip(8);
        skip(take<uint32_t>());
    }
    return file_.subspan(begin, at_ - begin);
  }

  std::span<const uint8_t> file_;
  uint64_t at_ = kFbxHeaderBytes;
  bool wide_;
};

std::optional<int64_t> FbxNode::integer(size_t index) const {
  if (index >= properties_.size()) return std::nullopt;
  const std::span<const uint8_t> property = properties_[index];
  if (property[0] == 'L') return numberAt<int64_t>(property, 1);
  if (property[0] == 'I') return numberAt<int32_t>(property, 1);
  return std::nullopt;
}

std::optional<double> FbxNode::number(size_t index) const {
  if (index >= properties_.size()) return std::nullopt;
  const std::span<const uint8_t> property = properties_[index];
  if (property[0] == 'D') return numberAt<double>(property, 1);
  if (property[0] == 'F') return numberAt<float>(property, 1);
  const std::optional<int64_t> whole = integer(index);
  return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::optional<std::string_view> FbxNode::text(size_t index) const {
  if (index >= properties_.size() || properties_[index][0] != 'S') return std::nullopt;
  const std::span<const uint8_t> bytes = properties_[index].subspan(1 + sizeof(uint32_t));
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

template <typename T>
std::vector<T> FbxNode::array(size_t index, char type, size_t most) const {
  if (index >= properties_.size() || properties_[index][0] != static_cast<uint8_t>(type)) return {};
  const std::span<const uint8_t> property = properties_[index], stored = property.subspan(kArrayHead);
  const auto count = numberAt<uint32_t>(property, 1), deflated = numberAt<uint32_t>(property, 5);
  if (count == 0 || count > most) return {};
  std::vector<T> out(count);
  uLongf size = count * sizeof(T);
  if (deflated == 0) {
    if (stored.size() != size) return {};
    std::memcpy(out.data(), stored.data(), size);
    return out;
  }
  const int done = uncompress(reinterpret_cast<Bytef*>(out.data()), &size, stored.data(), stored.size());
  return done == Z_OK && size == count * sizeof(T) ? out : std::vector<T>();
}

std::vector<int64_t> FbxNode::integers(size_t index, size_t most) const { return array<int64_t>(index, 'l', most); }
std::vector<float> FbxNode::floats(size_t index, size_t most) const { return array<float>(index, 'f', most); }

const FbxNode* FbxNode::child(std::string_view wanted) const {
  const auto found = std::find_if(children.begin(), children.end(), [&](const FbxNode& node) { return node.name == wanted; });
  return found == children.end() ? nullptr : &*found;
}

std::span<const FbxNode> FbxNode::list(std::string_view wanted) const {
  const FbxNode* found = child(wanted);
  return found ? std::span<const FbxNode>(found->children) : std::span<const FbxNode>();
}

FbxNode fbxTree(std::span<const uint8_t> file) {
  FbxNode top;
  if (isBinaryFbx(file)) FbxTreeReader(file).read(top, file.size());
  return top;
}

}  // namespace fsm::renderer
