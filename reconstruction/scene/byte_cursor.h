// Reading little-endian numbers from bytes of a file without ever reading beyond their end.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include "reconstruction/core/error.h"

namespace fsm::scene {

static_assert(std::endian::native == std::endian::little, "Files are little-endian; this program is built for such machines.");

/// Number from unaligned little-endian bytes; `bytes` points at sizeof(T) of them.
template <typename T>
T littleEndian(const uint8_t* bytes) {
  static_assert(std::is_arithmetic_v<T>);
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

class ByteCursor {
 public:
  /// `name` is how messages call the file, with its quotes.
  ByteCursor(std::span<const uint8_t> bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

  uint64_t left() const { return bytes_.size() - position_; }
  uint64_t position() const { return position_; }
  const std::string& name() const { return name_; }

  /// The next `count` bytes. Throws fileDamaged where there are fewer; so do all that follow.
  std::span<const uint8_t> take(uint64_t count) {
    if (count > left())
      throw Error(ErrorCode::fileDamaged, name_ + " ends too early: it is damaged or was not copied completely. Get it again.");
    const auto out = bytes_.subspan(position_, count);
    position_ += count;
    return out;
  }
  void skip(uint64_t count) { take(count); }
  template <typename T>
  T number() {
    return littleEndian<T>(take(sizeof(T)).data());
  }

 private:
  std::span<const uint8_t> bytes_;
  std::string name_;
  uint64_t position_ = 0;
};

}  // namespace fsm::scene
