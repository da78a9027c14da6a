#include "app/jobs/number.h"

#include <charconv>
#include <cmath>

namespace fsm::jobs {

namespace {

template <typename T>
std::optional<T> parseWhole(const std::string& text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, value);
  if (failed != std::errc() || stop != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> parseNumber(const std::string& text) {
  const auto value = parseWhole<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<int> parseInteger(const std::string& text) { return parseWhole<int>(text); }

}  // namespace fsm::jobs
