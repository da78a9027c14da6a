// What a photograph says of its lens.
#pragma once

#include <filesystem>
#include <optional>

namespace fsm {

/// Focal length over the longer side of the picture, from the 35 mm equivalent in a JPEG's EXIF (film is 36 mm wide). Nothing
/// where the file says nothing, and for every other file.
std::optional<double> stillFocalRatio(const std::filesystem::path& path);

}  // namespace fsm
