// Reads binary FBX (version 7400) as far as the tests ask: records, plain numbers, and the curves of a property.
#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "reconstruction/core/file.h"

namespace fsm::test {

class FbxTree {
 public:
  explicit FbxTree(const std::filesystem::path& path) : file_(readTextFile(path)) {
    while (record(root_)) {
    }
    // The footer: 16 bytes, then zeros up to a multiple of 16, 4 zeros, the version, 120 zeros, 16 bytes.
    const size_t aligned = (at_ + 16) / 16 * 16 + 16;
    if (file_.size() != aligned + 4 + 4 + 120 + 16) throw std::runtime_error("a footer of another length");
  }

  /// The values of the curve that drives `axis` of `property`; empty: there is none.
  std::vector<float> curve(const std::string& property, const std::string& axis) const {
    const Record* found = curveOf(property, axis);
    return found ? std::get<std::vector<float>>(child(*found, "KeyValueFloat").properties.at(0)) : std::vector<float>();
  }
  std::vector<int64_t> times(const std::string& property, const std::string& axis) const {
    const Record* found = curveOf(property, axis);
    return found ? std::get<std::vector<int64_t>>(child(*found, "KeyTime").properties.at(0)) : std::vector<int64_t>();
  }
  /// The value of the first property of that name, anywhere.
  double number(const std::string& name) const { return numberIn(root_, name).value(); }

 private:
  using Property = std::variant<int64_t, double, std::string, std::vector<int64_t>, std::vector<float>>;
  struct Record {
    std::string name;
    std::vector<Property> properties;
    std::vector<Record> children;
  };

  template <typename T>
  T take() {
    T value{};
    if (sizeof value > file_.size() - at_) throw std::runtime_error("cut");
    std::memcpy(&value, file_.data() + at_, sizeof value);
    at_ += sizeof value;
    return value;
  }

  template <typename T, typename Out = T>
  std::vector<Out> list() {
    const auto count = take<uint32_t>();
    if (take<uint32_t>() != 0 || take<uint32_t>() != count * sizeof(T)) throw std::runtime_error("a list of another length");
    std::vector<Out> out;
    out.reserve(count);
    for (uint32_t i = 0; i < count; ++i) out.push_back(take<T>());
    return out;
  }

  std::string text(size_t length) {
    const std::string out = file_.substr(at_, length);
    at_ += length;
    return out;
  }

  Property property() {
    switch (take<char>()) {
      case 'C': return int64_t{take<uint8_t>()};
      case 'I': return int64_t{take<int32_t>()};
      case 'L': return take<int64_t>();
      case 'D': return take<double>();
      case 'S':
      case 'R': return text(take<uint32_t>());
      case 'i': return list<int32_t, int64_t>();
      case 'l': return list<int64_t>();
      case 'f': return list<float>();
      default: throw std::runtime_error("a property of unknown type");
    }
  }

  bool record(Record& parent) {
    const auto end = take<uint32_t>(), count = take<uint32_t>(), bytes = take<uint32_t>();
    Record out;
    out.name = text(take<uint8_t>());
    if (end == 0) return false;
    const size_t properties = at_;
    for (uint32_t i = 0; i < count; ++i) out.properties.push_back(property());
    if (at_ - properties != bytes) throw std::runtime_error("properties of another length");
    while (at_ < end && record(out)) {
    }
    if (at_ != end) throw std::runtime_error("a record of another length");
    parent.children.push_back(std::move(out));
    return true;
  }

  static const Record& child(const Record& parent, const std::string& name) {
    for (const Record& record : parent.children)
      if (record.name == name) return record;
    throw std::runtime_error("no record " + name);
  }

  static std::optional<double> numberIn(const Record& record, const std::string& name) {
    if (record.name == "P" && std::get<std::string>(record.properties.at(0)) == name) {
      const Property& value = record.properties.at(4);
      return std::holds_alternative<double>(value) ? std::get<double>(value) : static_cast<double>(std::get<int64_t>(value));
    }
    for (const Record& inner : record.children)
      if (const auto found = numberIn(inner, name)) return found;
    return std::nullopt;
  }

  /// What is connected to property `name`, of object `to` unless that is 0: its number, 0 for none.
  int64_t source(const std::string& name, int64_t to) const {
    for (const Record& record : child(root_, "Connections").children)
      if (record.properties.size() == 4 && std::get<std::string>(record.properties[3]) == name &&
          (to == 0 || std::get<int64_t>(record.properties[2]) == to))
        return std::get<int64_t>(record.properties[1]);
    return 0;
  }

  const Record* curveOf(const std::string& property, const std::string& axis) const {
    const int64_t node = source(property, 0), curve = node ? source(axis, node) : 0;
    for (const Record& record : child(root_, "Objects").children)
      if (curve && std::get<int64_t>(record.properties.at(0)) == curve) return &record;
    return nullptr;
  }

  std::string file_;
  size_t at_ = 27;
  Record root_;
};

}  // namespace fsm::test
