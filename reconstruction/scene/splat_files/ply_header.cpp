#include "reconstruction/scene/splat_files/ply_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

#include "reconstruction/scene/splat_files/activation.h"

namespace fsm::scene {

namespace {

constexpr size_t kLongestHeader = size_t{4} << 20;  // our own carry a line of JSON; thousands of properties fit too

std::optional<PlyType> typeOf(std::string_view word) {
  struct Name {
    std::string_view name;
    PlyType type;
  };
  constexpr std::array<Name, 16> kNames{{{"char", PlyType::int8},
                                         {"int8", PlyType::int8},
                                         {"uchar", PlyType::uint8},
                                         {"uint8", PlyType::uint8},
                                         {"short", PlyType::int16},
                                         {"int16", PlyType::int16},
                                         {"ushort", PlyType::uint16},
                                         {"uint16", PlyType::uint16},
                                         {"int", PlyType::int32},
                                         {"int32", PlyType::int32},
                                         {"uint", PlyType::uint32},
                                         {"uint32", PlyType::uint32},
                                         {"float", PlyType::float32},
                                         {"float32", PlyType::float32},
                                         {"double", PlyType::float64},
                                         {"float64", PlyType::float64}}};
  const auto* found = std::find_if(kNames.begin(), kNames.end(), [&](const Name& entry) { return entry.name == word; });
  return found == kNames.end() ? std::nullopt : std::optional(found->type);
}

std::vector<std::string> wordsOf(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// One line without its end; nothing when there is none within the longest header.
std::optional<std::string> takeLine(std::span<const uint8_t> bytes, uint64_t& position) {
  const auto end = std::min<uint64_t>(bytes.size(), kLongestHeader);
  for (uint64_t i = position; i < end; ++i) {
    if (bytes[i] != '\n') continue;
    uint64_t length = i - position;
    if (length > 0 && bytes[i - 1] == '\r') --length;
    std::string line(reinterpret_cast<const char*>(bytes.data()) + position, length);
    position = i + 1;
    return line;
  }
  return std::nullopt;
}

PlyEncoding encodingOf(const std::vector<std::string>& words, const std::string& name) {
  const std::string word = words.size() > 1 ? words[1] : "";
  if (word == "ascii") return PlyEncoding::ascii;
  if (word == "binary_little_endian") return PlyEncoding::littleEndian;
  if (word == "binary_big_endian") return PlyEncoding::bigEndian;
  throw damagedFile(name, "its header names no encoding that PLY files have");
}

PlyElement elementOf(const std::vector<std::string>& words, const std::string& name) {
  PlyElement element;
  if (words.size() != 3) throw damagedFile(name, "an element of its header is not complete");
  element.name = words[1];
  const char* end = words[2].data() + words[2].size();
  const auto [stop, failed] = std::from_chars(words[2].data(), end, element.count);
  if (failed != std::errc() || stop != end) throw damagedFile(name, "a count in its header is not a number");
  return element;
}

PlyProperty propertyOf(const std::vector<std::string>& words, const std::string& name) {
  const bool list = words.size() == 5 && words[1] == "list";
  if (!list && words.size() != 3) throw damagedFile(name, "a property of its header is not complete");
  const auto type = typeOf(words[list ? 3 : 1]);
  const auto countType = list ? typeOf(words[2]) : std::nullopt;
  if (!type || (list && !countType)) throw damagedFile(name, "a property of its header has an unknown type");
  if (countType == PlyType::float32 || countType == PlyType::float64)
    throw damagedFile(name, "the length of a list in its header is no whole number");
  return {words.back(), *type, countType};
}

}  // namespace

size_t plySize(PlyType type) {
  switch (type) {
    case PlyType::int8:
    case PlyType::uint8: return 1;
    case PlyType::int16:
    case PlyType::uint16: return 2;
    case PlyType::int32:
    case PlyType::uint32:
    case PlyType::float32: return 4;
    case PlyType::float64: return 8;
  }
  return 8;
}

std::optional<size_t> PlyElement::find(std::string_view property) const {
  for (size_t i = 0; i < properties.size(); ++i)
    if (properties[i].name == property) return i;
  return std::nullopt;
}

bool PlyElement::hasLists() const {
  return std::any_of(properties.begin(), properties.end(), [](const PlyProperty& p) { return p.countType.has_value(); });
}

uint64_t PlyElement::rowBytes() const {
  uint64_t bytes = 0;
  for (const PlyProperty& property : properties) bytes += plySize(property.type);
  return bytes;
}

const PlyElement* PlyHeader::find(std::string_view element) const {
  const auto found = std::find_if(elements.begin(), elements.end(), [&](const PlyElement& e) { return e.name == element; });
  return found == elements.end() ? nullptr : &*found;
}

std::optional<std::string> PlyHeader::comment(std::string_view key) const {
  std::optional<std::string> out;
  for (const std::string& comment : comments) {
    if (!comment.starts_with(key) || comment.size() <= key.size()) continue;
    const char separator = comment[key.size()];
    if (separator != ':' && separator != ' ') continue;
    const size_t start = comment.find_first_not_of(' ', key.size() + 1);
    out = start == std::string::npos ? std::string() : comment.substr(start);
  }
  return out;
}

bool isPly(std::span<const uint8_t> bytes) {
  return bytes.size() >= 4 && bytes[0] == 'p' && bytes[1] == 'l' && bytes[2] == 'y' && (bytes[3] == '\n' || bytes[3] == '\r');
}

PlyHeader parsePlyHeader(std::span<const uint8_t> bytes, const std::string& name) {
  PlyHeader header;
  bool encoded = false;
  while (const auto line = takeLine(bytes, header.bytes)) {
    const std::vector<std::string> words = wordsOf(*line);
    if (words.empty() || words[0] == "ply") continue;
    if (words[0] == "comment" || words[0] == "obj_info") {
      const size_t start = line->find_first_not_of(' ', line->find(words[0]) + words[0].size());
      header.comments.push_back(start == std::string::npos ? "" : line->substr(start));
    } else if (words[0] == "format") {
      header.encoding = encodingOf(words, name);
      encoded = true;
    } else if (words[0] == "element") {
      header.elements.push_back(elementOf(words, name));
    } else if (words[0] == "property") {
      if (header.elements.empty()) throw damagedFile(name, "its header has a property of no element");
      header.elements.back().properties.push_back(propertyOf(words, name));
    } else if (words[0] == "end_header") {
      if (!encoded) throw damagedFile(name, "its header names no encoding");
      return header;
    } else {
      throw damagedFile(name, "its header has a line that PLY files do not have");
    }
  }
  throw damagedFile(name, "its header does not end");
}

}  // namespace fsm::scene
