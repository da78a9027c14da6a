// Binary FBX, version 7400 (layout as documented by Blender's developers): nested records of a name, properties and records.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fsm::animation {

class FbxRecord {
 public:
  explicit FbxRecord(std::string name) : name_(std::move(name)) {}

  const std::string& name() const { return name_; }

  /// Properties. Their types are part of the format: readers do not convert.
  FbxRecord& add(bool value);
  FbxRecord& add(int32_t value);
  FbxRecord& add(int64_t value);
  FbxRecord& add(double value);
  FbxRecord& add(std::string_view text);
  FbxRecord& add(const char* text) { return add(std::string_view(text)); }
  FbxRecord& add(std::span<const uint8_t> bytes);
  FbxRecord& add(std::span<const int32_t> values);
  FbxRecord& add(std::span<const int64_t> values);
  FbxRecord& add(std::span<const float> values);

  FbxRecord& child(FbxRecord record);
  /// A record of one property.
  template <typename Value>
  FbxRecord& child(const char* name, const Value& value) {
    return child(std::move(FbxRecord(name).add(value)));
  }

  /// Offsets within a file count from its start: `out` is the file so far.
  void write(std::vector<uint8_t>& out) const;

 private:
  FbxRecord& property(char type, const void* bytes, size_t size);
  FbxRecord& array(char type, const void* values, size_t count, size_t bytes);

  std::string name_;
  std::vector<uint8_t> properties_;
  uint32_t count_ = 0;
  std::vector<FbxRecord> children_;
};

/// The whole file of these sections; the records that identify a file are put before them.
std::vector<uint8_t> fbxFile(std::span<const FbxRecord> sections);

}  // namespace fsm::animation
