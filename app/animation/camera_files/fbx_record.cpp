#include "app/animation/camera_files/fbx_record.h"

#include <bit>
#include <cstring>

namespace fsm::animation {

static_assert(std::endian::native == std::endian::little, "FBX numbers are little-endian");

namespace {

constexpr int32_t kVersion = 7400;
constexpr size_t kEmptyRecord = 13;
constexpr const char* kCreator = "Chronoscope";

/// Readers check that identity, footer and moment of creation belong together, and how is not published. These three do: every
/// open writer of the format uses them.
constexpr uint8_t kFileId[16]{0x28, 0xb3, 0x2a, 0xeb, 0xb6, 0x24, 0xcc, 0xc2, 0xbf, 0xc8, 0xb0, 0x2a, 0xa9, 0x2b, 0xfc, 0xf1};
constexpr uint8_t kFootId[16]{0xfa, 0xbc, 0xab, 0x09, 0xd0, 0xc8, 0xd4, 0x66, 0xb1, 0x76, 0xfb, 0x83, 0x1c, 0xf7, 0x26, 0x7e};
constexpr const char* kCreated = "1970-01-01 10:00:00:000";
constexpr uint8_t kLastBytes[16]{0xf8, 0x5a, 0x8c, 0x6a, 0xde, 0xf5, 0xd9, 0x7e, 0xec, 0xe9, 0x0c, 0xe3, 0x75, 0x8f, 0x29, 0x0b};

void append(std::vector<uint8_t>& to, const void* bytes, size_t size) {
  const size_t end = to.size();
  to.resize(end + size);
  if (size > 0) std::memcpy(to.data() + end, bytes, size);
}

FbxRecord header() {
  FbxRecord created("CreationTimeStamp");
  created.child("Version", int32_t{1000}).child("Year", int32_t{1970}).child("Month", int32_t{1}).child("Day", int32_t{1});
  created.child("Hour", int32_t{10}).child("Minute", int32_t{0}).child("Second", int32_t{0}).child("Millisecond", int32_t{0});
  FbxRecord out("FBXHeaderExtension");
  out.child("FBXHeaderVersion", int32_t{1003}).child("FBXVersion", kVersion).child("EncryptionType", int32_t{0});
  out.child(std::move(created)).child("Creator", kCreator);
  return out;
}

void appendFooter(std::vector<uint8_t>& out) {
  constexpr size_t kAlignment = 16, kZeros = 120;
  append(out, kFootId, sizeof kFootId);
  out.resize(out.size() + kAlignment - out.size() % kAlignment);  // a whole unit where it is aligned already
  out.resize(out.size() + sizeof(int32_t));
  append(out, &kVersion, sizeof kVersion);
  out.resize(out.size() + kZeros);
  append(out, kLastBytes, sizeof kLastBytes);
}

}  // namespace

FbxRecord& FbxRecord::add(bool value) {
  const uint8_t byte = value ? 1 : 0;
  return property('C', &byte, 1);
}

FbxRecord& FbxRecord::add(int32_t value) { return property('I', &value, sizeof value); }
FbxRecord& FbxRecord::add(int64_t value) { return property('L', &value, sizeof value); }
FbxRecord& FbxRecord::add(double value) { return property('D', &value, sizeof value); }

FbxRecord& FbxRecord::add(std::string_view text) {
  const auto length = static_cast<uint32_t>(text.size());
  property('S', &length, sizeof length);
  append(properties_, text.data(), text.size());
  return *this;
}

FbxRecord& FbxRecord::add(std::span<const uint8_t> bytes) {
  const auto length = static_cast<uint32_t>(bytes.size());
  property('R', &length, sizeof length);
  append(properties_, bytes.data(), bytes.size());
  return *this;
}

FbxRecord& FbxRecord::add(std::span<const int32_t> values) {
  return array('i', values.data(), values.size(), values.size_bytes());
}
FbxRecord& FbxRecord::add(std::span<const int64_t> values) {
  return array('l', values.data(), values.size(), values.size_bytes());
}
FbxRecord& FbxRecord::add(std::span<const float> values) { return array('f', values.data(), values.size(), values.size_bytes()); }

FbxRecord& FbxRecord::child(FbxRecord record) {
  children_.push_back(std::move(record));
  return *this;
}

FbxRecord& FbxRecord::property(char type, const void* bytes, size_t size) {
  ++count_;
  append(properties_, &type, 1);
  append(properties_, bytes, size);
  return *this;
}

FbxRecord& FbxRecord::array(char type, const void* values, size_t count, size_t bytes) {
  constexpr uint32_t kPlain = 0;  // not deflated
  const uint32_t head[3]{static_cast<uint32_t>(count), kPlain, static_cast<uint32_t>(bytes)};
  property(type, head, sizeof head);
  append(properties_, values, bytes);
  return *this;
}

void FbxRecord::write(std::vector<uint8_t>& out) const {
  const size_t start = out.size();
  out.resize(start + 3 * sizeof(uint32_t));
  out.push_back(static_cast<uint8_t>(name_.size()));
  append(out, name_.data(), name_.size());
  append(out, properties_.data(), properties_.size());
  for (const FbxRecord& record : children_) record.write(out);
  // A list of records ends with an empty one; so does a record of nothing.
  if (!children_.empty() || count_ == 0) out.resize(out.size() + kEmptyRecord);
  const uint32_t head[3]{static_cast<uint32_t>(out.size()), count_, static_cast<uint32_t>(properties_.size())};
  std::memcpy(out.data() + start, head, sizeof head);
}

std::vector<uint8_t> fbxFile(std::span<const FbxRecord> sections) {
  constexpr char kMark[23] = "Kaydara FBX Binary  \0\x1a";
  std::vector<uint8_t> out;
  append(out, kMark, sizeof kMark);
  append(out, &kVersion, sizeof kVersion);
  header().write(out);
  FbxRecord("FileId").add(std::span(kFileId)).write(out);
  FbxRecord("CreationTime").add(kCreated).write(out);
  FbxRecord("Creator").add(kCreator).write(out);
  for (const FbxRecord& section : sections) section.write(out);
  out.resize(out.size() + kEmptyRecord);
  appendFooter(out);
  return out;
}

}  // namespace fsm::animation
