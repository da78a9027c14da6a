// JSON from outside, read with sentences that say which file, camera or frame is wrong.
#pragma once

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "reconstruction/core/geometry.h"

namespace fsm::import {

using Json = nlohmann::json;

/// Throws notFound, fileDamaged (not JSON). The bare words NaN and Infinity, which Python writes, become null, so that the reader
/// of the value can say whose number it is.
Json readJsonFile(const std::filesystem::path& path);

/// The first `bytes` of a file, or nothing when it cannot be read: for detection only.
std::string headOf(const std::filesystem::path& path, size_t bytes = 1 << 20);

/// `where` names the thing for the user: "Camera 'cam0', frame 3". All throw fileDamaged.
double number(const Json& value, const std::string& where);
std::optional<double> optionalNumber(const Json& object, const char* key, const std::string& where);
double requiredNumber(const Json& object, const char* key, const std::string& where);
/// A whole number within [least, most].
int wholeNumber(const Json& value, int least, int most, const std::string& where);
std::string requiredText(const Json& object, const char* key, const std::string& where);
const Json& requiredList(const Json& object, const char* key, const std::string& where);

/// 4x4 or 3x4 numbers row by row, nested or flat.
glm::dmat4 matrix(const Json& value, const std::string& where);
/// A rigid transform; a uniform scale in the rotation, which some exporters leave, is taken out.
glm::dmat4 rigidMatrix(const Json& value, const std::string& where);

/// From OpenGL camera axes (x right, y up, z backward) to OpenCV's.
glm::dmat4 fromOpenGl(const glm::dmat4& world_from_camera);

}  // namespace fsm::import
