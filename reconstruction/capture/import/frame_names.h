// What file names of frames say: their order and their numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fsm::import {

/// The last run of digits of the name without folders and extension: 12 for "left/frame_0012.png". At most 15 digits are taken as
/// a number.
std::optional<int64_t> numberInName(std::string_view name);
/// "frame_2" before "frame_10"; a total order.
bool naturalLess(std::string_view a, std::string_view b);
/// The folders before the file's name, without the last slash: "left" for "left/frame_0012.png"; empty when there is none.
std::string folderOf(std::string_view name);

}  // namespace fsm::import
