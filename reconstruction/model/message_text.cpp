#include "reconstruction/model/message_text.h"

#include <cstdint>

namespace fsm {

namespace {

constexpr size_t kMaxQuoted = 120;

/// Length of the sequence that starts with `lead`, 0 when it cannot start one.
size_t sequenceLength(uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

/// The second byte decides over overlong forms, surrogates and code points past U+10FFFF.
bool secondByteFits(uint8_t lead, uint8_t second) {
  if (lead == 0xE0) return second >= 0xA0;
  if (lead == 0xED) return second < 0xA0;
  if (lead == 0xF0) return second >= 0x90;
  if (lead == 0xF4) return second < 0x90;
  return true;
}

}  // namespace

std::string quotedForMessage(std::string_view text) {
  const bool cut = text.size() > kMaxQuoted;
  std::string out = "\"";
  for (const char c : text.substr(0, kMaxQuoted)) {
    const auto byte = static_cast<uint8_t>(c);
    out += byte >= 0x20 && byte < 0x7F ? c : '?';
  }
  return out + (cut ? "...\"" : "\"");
}

bool isUtf8(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const auto lead = static_cast<uint8_t>(text[at]);
    const size_t length = sequenceLength(lead);
    if (length == 0 || length > text.size() - at) return false;
    for (size_t i = 1; i < length; ++i) {
      const auto byte = static_cast<uint8_t>(text[at + i]);
      if ((byte & 0xC0) != 0x80 || (i == 1 && !secondByteFits(lead, byte))) return false;
    }
    at += length;
  }
  return true;
}

}  // namespace fsm
