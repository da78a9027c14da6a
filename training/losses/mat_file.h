// Numeric arrays of a MATLAB 5 file: the form in which the feature weights of the perceptual loss are published. Reads the
// little-endian variant, plain or zlib-compressed elements, numeric arrays and cell arrays of them (MathWorks, "MAT-File Format",
// level 5).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace fsm::training {

/// Column-major as in the file: the first dimension varies fastest.
struct MatArray {
  std::vector<int64_t> shape;
  std::vector<float> values;
};

/// By variable name; a numeric variable has one array, a cell array one for each numeric cell.
using MatFile = std::map<std::string, std::vector<MatArray>>;

/// Every size is checked against the bytes at hand before memory is taken; compressed elements may unpack to at most 64 MiB each.
/// Throws `Error` fileDamaged (truncated, sizes that disagree, values that are not finite) or unsupported (another format or
/// array class).
MatFile parseMatFile(std::span<const uint8_t> bytes, const std::string& nameForMessages);
MatFile readMatFile(const std::filesystem::path& path);

}  // namespace fsm::training
