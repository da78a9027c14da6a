#include "reconstruction/scene/splat_files/ply_rows.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/splat_files/activation.h"

namespace fsm::scene {

namespace {

template <typename T>
double fromBytes(const uint8_t* bytes, bool bigEndian) {
  if (!bigEndian) return static_cast<double>(littleEndian<T>(bytes));
  uint8_t turned[sizeof(T)];
  std::reverse_copy(bytes, bytes + sizeof(T), turned);
  return static_cast<double>(littleEndian<T>(turned));
}

double scalar(const uint8_t* bytes, PlyType type, bool bigEndian) {
  switch (type) {
    case PlyType::int8: return fromBytes<int8_t>(bytes, bigEndian);
    case PlyType::uint8: return fromBytes<uint8_t>(bytes, bigEndian);
    case PlyType::int16: return fromBytes<int16_t>(bytes, bigEndian);
    case PlyType::uint16: return fromBytes<uint16_t>(bytes, bigEndian);
    case PlyType::int32: return fromBytes<int32_t>(bytes, bigEndian);
    case PlyType::uint32: return fromBytes<uint32_t>(bytes, bigEndian);
    case PlyType::float32: return fromBytes<float>(bytes, bigEndian);
    case PlyType::float64: return fromBytes<double>(bytes, bigEndian);
  }
  return 0;
}

/// Doubles beyond a float's range become infinite, which is not undefined as the bare cast would be.
float narrowed(double value) {
  constexpr double kLargest = std::numeric_limits<float>::max();
  if (value > kLargest) return std::numeric_limits<float>::infinity();
  if (value < -kLargest) return -std::numeric_limits<float>::infinity();
  return static_cast<float>(value);
}

/// Words of an ASCII body, one after the other.
class Words {
 public:
  Words(std::span<const uint8_t> bytes, uint64_t start, const std::string& name)
      : at_(reinterpret_cast<const char*>(bytes.data()) + start),
        end_(reinterpret_cast<const char*>(bytes.data()) + bytes.size()),
        name_(name) {}

  double number() {
    while (at_ != end_ && isSpace(*at_)) ++at_;
    if (at_ != end_ && *at_ == '+') ++at_;  // from_chars does not know it
    double value = 0;
    const auto [stop, failed] = std::from_chars(at_, end_, value);
    if (failed == std::errc::result_out_of_range) value = 0;  // too small or too large: what is left of it is nothing to draw
    if (stop == at_ || (stop != end_ && !isSpace(*stop)))
      throw damagedFile(name_, at_ == end_ ? "it ends too early" : "there is a word that is no number");
    at_ = stop;
    return value;
  }
  uint64_t position(std::span<const uint8_t> bytes) const {
    return static_cast<uint64_t>(at_ - reinterpret_cast<const char*>(bytes.data()));
  }

 private:
  static bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
  const char* at_;
  const char* end_;
  const std::string& name_;
};

uint64_t lengthOf(double count, const std::string& name) {
  if (!(count >= 0 && count <= 1e9)) throw damagedFile(name, "a list has a length that makes no sense");
  return static_cast<uint64_t>(count);
}

void skipBinary(ByteCursor& cursor, const PlyElement& element, bool bigEndian) {
  if (!element.hasLists()) {
    const uint64_t row = element.rowBytes();
    if (row > 0 && element.count > cursor.left() / row) cursor.skip(cursor.left() + 1);  // says that it ends too early
    cursor.skip(row * element.count);
    return;
  }
  for (uint64_t i = 0; i < element.count; ++i)
    for (const PlyProperty& property : element.properties) {
      uint64_t numbers = 1;
      if (property.countType)
        numbers =
            lengthOf(scalar(cursor.take(plySize(*property.countType)).data(), *property.countType, bigEndian), cursor.name());
      cursor.skip(numbers * plySize(property.type));
    }
}

void skipAscii(Words& words, const PlyElement& element, const std::string& name) {
  for (uint64_t i = 0; i < element.count && !element.properties.empty(); ++i)
    for (const PlyProperty& property : element.properties) {
      const uint64_t numbers = property.countType ? lengthOf(words.number(), name) : 1;
      for (uint64_t k = 0; k < numbers; ++k) words.number();
    }
}

/// Whether `count` rows fit into `left` bytes: in ASCII a number takes at least a digit and a space.
bool fits(const PlyElement& element, PlyEncoding encoding, uint64_t left) {
  const uint64_t row = encoding == PlyEncoding::ascii ? 2 * element.properties.size() : element.rowBytes();
  const uint64_t lastSpace = encoding == PlyEncoding::ascii ? 1 : 0;
  return element.count == 0 || (row > 0 && element.count <= (left + lastSpace) / row);
}

}  // namespace

uint64_t findPlyRows(std::span<const uint8_t> bytes, const PlyHeader& header, const PlyElement& element,
                     const std::string& name) {
  uint64_t start = header.bytes;
  ByteCursor cursor(bytes, name);
  cursor.skip(header.bytes);
  Words words(bytes, header.bytes, name);
  for (const PlyElement& before : header.elements) {
    if (&before == &element) break;
    if (header.encoding == PlyEncoding::ascii) {
      skipAscii(words, before, name);
      start = words.position(bytes);
    } else {
      skipBinary(cursor, before, header.encoding == PlyEncoding::bigEndian);
      start = cursor.position();
    }
  }
  if (!fits(element, header.encoding, bytes.size() - start))
    throw damagedFile(name, "its header promises " + std::to_string(element.count) + " rows of '" + element.name +
                                "', but it ends before them");
  return start;
}

void readPlyRows(std::span<const uint8_t> bytes, uint64_t start, const PlyHeader& header, const PlyElement& element,
                 const std::vector<PlyTarget>& targets, const std::string& name) {
  const auto& properties = element.properties;
  if (header.encoding == PlyEncoding::ascii) {
    Words words(bytes, start, name);
    std::vector<float> row(properties.size());
    for (uint64_t i = 0; i < element.count; ++i) {
      for (float& value : row) value = narrowed(words.number());
      for (const PlyTarget& target : targets) target.first[i * target.stride] = row[target.property];
    }
    return;
  }
  std::vector<uint64_t> offsets;
  uint64_t rowBytes = 0;
  for (const PlyProperty& property : properties) {
    offsets.push_back(rowBytes);
    rowBytes += plySize(property.type);
  }
  const bool bigEndian = header.encoding == PlyEncoding::bigEndian;
  for (uint64_t i = 0; i < element.count; ++i) {
    const uint8_t* row = bytes.data() + start + i * rowBytes;
    for (const PlyTarget& target : targets) {
      const PlyType type = properties[target.property].type;
      const uint8_t* at = row + offsets[target.property];
      // Nearly every number of nearly every file: not by way of a double.
      target.first[i * target.stride] =
          type == PlyType::float32 && !bigEndian ? littleEndian<float>(at) : narrowed(scalar(at, type, bigEndian));
    }
  }
}

}  // namespace fsm::scene
