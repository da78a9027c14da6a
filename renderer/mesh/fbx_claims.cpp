#include <cctype>
#include <cstring>
#include <string_view>

#include "renderer/mesh/fbx_layout.h"
#include "renderer/mesh/mesh_claims.h"
#include "renderer/mesh/mesh_parts.h"

namespace fsm::renderer {
namespace {

constexpr int kMaxDepth = 64;
constexpr uint64_t kDeflateRatio = 1032;  ///< deflate cannot shrink more

class FbxCheck {
 public:
  FbxCheck(std::span<const uint8_t> file, const std::string& shownName) : file_(file), shownName_(shownName) {}

  void run() {
    if (file_.size() < kFbxHeaderBytes) fail("shorter than its header");
    at_ = kFbxVersionAt;
    wide_ = number(4) >= kFbxWideVersion;
    while (record(file_.size(), 0)) {
    }
  }

 private:
  [[noreturn]] void fail(const std::string& detail) const { throw damagedModel(shownName_, detail); }

  void require(uint64_t bytes, uint64_t end) const {
    if (at_ > end || bytes > end - at_) fail("a record past the end of its parent");
  }

  uint64_t number(int bytes) {
    require(bytes, file_.size());
    uint64_t value = 0;
    std::memcpy(&value, file_.data() + at_, bytes);
    at_ += bytes;
    return value;
  }

  /// Reads the record at at_, which must lie before `end`; false: it was the empty one that closes a list.
  bool record(uint64_t end, int depth) {
    if (depth > kMaxDepth) fail("records nested too deep");
    const int size = wide_ ? 8 : 4;
    const uint64_t last = number(size), properties = number(size), propertyBytes = number(size), nameBytes = number(1);
    if (last == 0) return false;
    if (last > end || last < at_) fail("a record past the end of its parent");
    require(nameBytes, last);
    at_ += nameBytes;
    require(propertyBytes, last);
    const uint64_t propertiesEnd = at_ + propertyBytes;
    if (properties > propertyBytes) fail("more properties than bytes");
    for (uint64_t i = 0; i < properties; ++i) property(propertiesEnd);
    if (at_ != propertiesEnd) fail("properties of another length than claimed");
    while (at_ < last && record(last, depth + 1)) {
    }
    if (at_ != last) fail("a record of another length than claimed");
    return true;
  }

  void property(uint64_t end) {
    const auto type = static_cast<char>(number(1));
    uint64_t bytes = 0;
    switch (type) {
      case 'C':
      case 'B': bytes = 1; break;
      case 'Y': bytes = 2; break;
      case 'I':
      case 'F': bytes = 4; break;
      case 'L':
      case 'D': bytes = 8; break;
      case 'S':
      case 'R': bytes = number(4); break;
      case 'b':
      case 'c': bytes = array(1); break;
      case 'i':
      case 'f': bytes = array(4); break;
      case 'l':
      case 'd': bytes = array(8); break;
      default: fail("a property of an unknown type");
    }
    require(bytes, end);
    at_ += bytes;
  }

  /// Bytes that the array's content takes in the file.
  uint64_t array(uint64_t elementBytes) {
    const uint64_t count = number(4), encoding = number(4), stored = number(4);
    const uint64_t whole = count * elementBytes;
    if (encoding == 0 && whole != stored) fail("an array of another length than claimed");
    if (encoding == 1 && whole > stored * kDeflateRatio) fail("an array claims more than its bytes can hold");
    if (encoding > 1) fail("an array in an unknown encoding");
    return stored;
  }

  std::span<const uint8_t> file_;
  std::string shownName_;
  uint64_t at_ = 0;
  bool wide_ = false;
};

/// Text files announce their arrays as *COUNT.
void checkText(std::string_view text, const std::string& shownName) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == '{' && ++depth > kMaxDepth) throw damagedModel(shownName, "blocks nested too deep");
    if (text[i] == '}') --depth;
    if (text[i] != '*') continue;
    uint64_t count = 0;
    while (i + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0 && count <= text.size())
      count = count * 10 + static_cast<uint64_t>(text[++i] - '0');
    if (count > text.size()) throw damagedModel(shownName, "an array claims more numbers than the file has characters");
  }
}

}  // namespace

void checkFbxClaims(std::span<const uint8_t> file, const std::string& shownName) {
  if (isBinaryFbx(file))
    FbxCheck(file, shownName).run();
  else
    checkText({reinterpret_cast<const char*>(file.data()), file.size()}, shownName);
}

}  // namespace fsm::renderer
