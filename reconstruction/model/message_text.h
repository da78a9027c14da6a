// Text that comes from a file, made fit for a sentence to the user: bounded in length and printable.
#pragma once

#include <string>
#include <string_view>

namespace fsm {

/// The text in double quotes; longer than 120 bytes is cut, control characters and bytes outside ASCII become '?'.
std::string quotedForMessage(std::string_view text);

/// Whether the text is well-formed UTF-8 (no surrogates, nothing overlong).
bool isUtf8(std::string_view text);

}  // namespace fsm
