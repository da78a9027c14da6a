// Assembles PyTorch checkpoints byte by byte, right ones and wrong ones: pickles instruction by instruction, zips entry by entry.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <vector>

namespace fsm::test {

inline std::string little(uint64_t value, size_t bytes) {
  std::string out;
  for (size_t i = 0; i < bytes; ++i, value >>= 8) out += static_cast<char>(value);
  return out;
}

class PickleText {
 public:
  PickleText& raw(const std::string& instructions) {
    text_ += instructions;
    return *this;
  }
  PickleText& emptyDict() { return raw("}"); }
  PickleText& setItem() { return raw("s"); }
  PickleText& text(const std::string& value) { return raw("X" + little(value.size(), 4) + value); }
  PickleText& integer(int64_t value) { return raw(std::string("\x8A\x08") + little(static_cast<uint64_t>(value), 8)); }
  PickleText& global(const std::string& module, const std::string& name) { return raw("c" + module + "\n" + name + "\n"); }
  /// A call without arguments.
  PickleText& call(const std::string& module, const std::string& name) { return global(module, name).raw(")R"); }
  PickleText& integers(const std::vector<int64_t>& values) {
    raw("(");
    for (const int64_t value : values) integer(value);
    return raw("t");
  }
  PickleText& tensor(const std::string& storage, const std::string& key, int64_t elements, int64_t offset,
                     const std::vector<int64_t>& shape, const std::vector<int64_t>& stride) {
    global("torch._utils", "_rebuild_tensor_v2").raw("((").text("storage").global("torch", storage).text(key).text("cpu");
    integer(elements).raw("tQ").integer(offset).integers(shape).integers(stride).raw("\x89");
    return call("collections", "OrderedDict").raw("tR");
  }
  std::string stop() const { return "\x80\x02" + text_ + "."; }

 private:
  std::string text_;
};

struct ZipSettings {
  int method = 0;
  int flags = 0;
  uint32_t crcError = 0;
  bool noCrc = false;
  bool zip64 = false;  ///< sizes and place in the zip64 field
};

class ZipText {
 public:
  ZipText& add(const std::string& name, const std::string& data, ZipSettings settings = {}) {
    const auto crc =
        static_cast<uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(data.data()), static_cast<uInt>(data.size())));
    const uint32_t recorded = settings.noCrc ? 0 : crc ^ settings.crcError;
    const uint64_t place = file_.size();
    const std::string size = little(settings.zip64 ? 0xFFFFFFFF : data.size(), 4);
    const std::string common = little(static_cast<uint64_t>(settings.flags), 2) +
                               little(static_cast<uint64_t>(settings.method), 2) + little(0, 4) + little(recorded, 4) + size +
                               size + little(name.size(), 2);
    file_ += "PK\x03\x04" + little(20, 2) + common + little(0, 2) + name + data;
    std::string extra;
    if (settings.zip64) extra = little(1, 2) + little(24, 2) + little(data.size(), 8) + little(data.size(), 8) + little(place, 8);
    directory_ += "PK\x01\x02" + little(20, 2) + little(20, 2) + common + little(extra.size(), 2) + little(0, 10) +
                  little(settings.zip64 ? 0xFFFFFFFF : place, 4) + name + extra;
    ++count_;
    return *this;
  }
  std::string finish() const {
    return file_ + directory_ + "PK\x05\x06" + little(0, 4) + little(count_, 2) + little(count_, 2) +
           little(directory_.size(), 4) + little(file_.size(), 4) + little(0, 2);
  }

 private:
  std::string file_, directory_;
  uint64_t count_ = 0;
};

}  // namespace fsm::test
