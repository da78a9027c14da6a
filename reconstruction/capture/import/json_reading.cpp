#include "reconstruction/capture/import/json_reading.h"

#include <cmath>
#include <fstream>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {
namespace {

[[noreturn]] void damaged(const std::string& sentence, std::string detail = {}) {
  throw Error(ErrorCode::fileDamaged, sentence, std::move(detail));
}

/// The text with each bare NaN or Infinity, and the sign before it, replaced by null.
std::string withoutNonNumbers(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\' && i + 1 < text.size()) {
      out.append(text, i++, 2);
      continue;
    }
    if (c == '"') quoted = !quoted;
    const std::string_view rest = std::string_view(text).substr(i);
    const std::string_view word = rest.starts_with("Infinity") ? "Infinity" : rest.starts_with("NaN") ? "NaN" : "";
    if (quoted || word.empty()) {
      out += c;
      continue;
    }
    if (!out.empty() && out.back() == '-') out.pop_back();
    out += "null";
    i += word.size() - 1;
  }
  return out;
}

}  // namespace

Json readJsonFile(const std::filesystem::path& path) {
  std::string text = readTextFile(path);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  try {
    return Json::parse(withoutNonNumbers(text));
  } catch (const Json::exception& failed) {
    damaged(quoted(path) + " is not valid JSON. It may be cut short: copy or export it again.", failed.what());
  }
}

std::string headOf(const std::filesystem::path& path, size_t bytes) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed)) return {};
  std::ifstream in(path, std::ios::binary);
  std::string head(bytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(bytes));
  head.resize(static_cast<size_t>(std::max<std::streamsize>(0, in.gcount())));
  return head;
}

double number(const Json& value, const std::string& where) {
  const double out = value.is_number() ? value.get<double>() : NAN;
  if (!std::isfinite(out)) damaged(where + " is not a finite number. Correct the file, or export it again.");
  return out;
}

std::optional<double> optionalNumber(const Json& object, const char* key, const std::string& where) {
  if (!object.is_object() || !object.contains(key)) return std::nullopt;
  return number(object[key], where + ": " + key);
}

double requiredNumber(const Json& object, const char* key, const std::string& where) {
  const auto value = optionalNumber(object, key, where);
  if (!value) damaged(where + " lacks '" + key + "'. Add it, or export the file again.");
  return *value;
}

int wholeNumber(const Json& value, int least, int most, const std::string& where) {
  const double out = number(value, where);
  if (out != std::floor(out) || out < least || out > most)
    damaged(where + " is not a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
            ". Correct the file.");
  return static_cast<int>(out);
}

std::string requiredText(const Json& object, const char* key, const std::string& where) {
  if (!object.is_object() || !object.contains(key) || !object[key].is_string())
    damaged(where + " lacks the text '" + key + "'. Add it, or export the file again.");
  return object[key].get<std::string>();
}

const Json& requiredList(const Json& object, const char* key, const std::string& where) {
  if (!object.is_object() || !object.contains(key) || !object[key].is_array())
    damaged(where + " lacks the list '" + key + "'. Add it, or export the file again.");
  return object[key];
}

glm::dmat4 matrix(const Json& value, const std::string& where) {
  std::array<double, 16> rows{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  size_t count = 0;
  const auto add = [&](const Json& entry) {
    if (count == 16) damaged(where + " has a matrix with too many numbers. It must be 4x4 or 3x4.");
    rows[count++] = number(entry, where + ": an entry of the matrix");
  };
  if (!value.is_array()) damaged(where + " has no matrix where one is needed. It must be 4x4 or 3x4.");
  for (const Json& row : value) {
    if (!row.is_array() || row.empty()) {
      add(row);
      continue;
    }
    if (row.size() != 4) damaged(where + " has a matrix row that is not 4 numbers long. It must be 4x4 or 3x4.");
    for (const Json& entry : row) add(entry);
  }
  if (count != 12 && count != 16)
    damaged(where + " has a matrix of " + std::to_string(count) + " numbers. It must be 4x4 or 3x4.");
  return fromRowMajor(rows);
}

glm::dmat4 rigidMatrix(const Json& value, const std::string& where) {
  glm::dmat4 pose = matrix(value, where);
  const double scale = std::cbrt(std::abs(glm::determinant(glm::dmat3(pose))));
  if (scale > 1e-9 && std::abs(scale - 1) > 1e-4)
    for (int c = 0; c < 3; ++c) pose[c] = glm::dvec4(glm::dvec3(pose[c]) / scale, pose[c][3]);
  if (!isRigid(pose))
    damaged(where + " has a pose that is not a rotation and a translation. Correct it, or export the file again.");
  return pose;
}

glm::dmat4 fromOpenGl(const glm::dmat4& world_from_camera) {
  glm::dmat4 out = world_from_camera;
  out[1] = -out[1];
  out[2] = -out[2];
  return out;
}

}  // namespace fsm::import
