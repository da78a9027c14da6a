// Options that take numbers, and refuse what is none in our words: CLI11 would only say that it could not convert.
#pragma once

#include <CLI/CLI.hpp>
#include <concepts>
#include <limits>
#include <string>

#include "app/jobs/number.h"

namespace fsm::cli {

/// For options held in a `T`: "--frames: '-3' is not a whole number from 1 to 2147483647".
template <std::integral T>
CLI::Validator wholeNumber(T least) {
  return CLI::Validator(
      [least](std::string& text) {
        const auto value = jobs::parseInteger<T>(text);
        return value && *value >= least ? std::string()
                                        : "'" + text + "' is not a whole number from " + std::to_string(least) + " to " +
                                              std::to_string(std::numeric_limits<T>::max());
      },
      "");
}

/// A finite number above 0.
inline CLI::Validator positiveNumber() {
  return CLI::Validator(
      [](std::string& text) {
        const auto value = jobs::parseNumber(text);
        return value && *value > 0 ? std::string() : "'" + text + "' is not a number above 0";
      },
      "");
}

}  // namespace fsm::cli
