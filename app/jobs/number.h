// Numbers in what users type: the whole text is one finite number, or it is none.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string>

namespace fsm::jobs {

std::optional<double> parseNumber(const std::string& text);

/// Nothing where it does not fit into `T` either.
template <std::integral T = int>
std::optional<T> parseInteger(const std::string& text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, value);
  if (failed != std::errc() || stop != end) return std::nullopt;
  return value;
}

}  // namespace fsm::jobs
