// Numbers in what users type: the whole text is one finite number, or it is none.
#pragma once

#include <optional>
#include <string>

namespace fsm::jobs {

std::optional<double> parseNumber(const std::string& text);
std::optional<int> parseInteger(const std::string& text);

}  // namespace fsm::jobs
