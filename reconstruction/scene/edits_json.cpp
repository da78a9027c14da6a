// Edits as the project file keeps them.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/edits.h"

namespace fsm::scene {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 4> kKinds{"remove", "hide", "crop", "transform"};
/// More than any scene has.
constexpr int64_t kMostNames = int64_t{1} << 28;

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

double finite(const json& value) {
  const double number = value.get<double>();
  require(std::isfinite(number), "a number is not finite");
  return number;
}

/// Names that follow each other, as [first, count].
json runsOf(const std::vector<int64_t>& names) {
  json runs = json::array();
  for (size_t i = 0; i < names.size();) {
    size_t end = i + 1;
    while (end < names.size() && names[end] == names[end - 1] + 1) ++end;
    runs.push_back({names[i], end - i});
    i = end;
  }
  return runs;
}

std::vector<int64_t> namesOf(const json& runs) {
  int64_t total = 0, next = 0;
  for (const json& run : runs) {
    require(run.is_array() && run.size() == 2, "a run of names is no pair");
    const auto first = run[0].get<int64_t>(), count = run[1].get<int64_t>();
    require(first >= next && count > 0 && first < kMostNames && count <= kMostNames - total,
            "names are out of order or too many");
    next = first + count;
    total += count;
  }
  std::vector<int64_t> names;
  names.reserve(static_cast<size_t>(total));
  for (const json& run : runs) {
    const auto first = run[0].get<int64_t>(), count = run[1].get<int64_t>();
    for (int64_t i = 0; i < count; ++i) names.push_back(first + i);
  }
  return names;
}

glm::dmat4 matrixFrom(const json& value) {
  std::array<double, 16> rows{};
  require(value.is_array() && value.size() == rows.size(), "a matrix does not have 16 numbers");
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = finite(value[i]);
  return fromRowMajor(rows);
}

Edit read(const json& value) {
  Edit edit;
  const auto kind = value.at("kind").get<std::string>();
  const auto found = std::find(kKinds.begin(), kKinds.end(), kind);
  require(found != kKinds.end(), "an edit of an unknown kind");
  edit.kind = static_cast<Edit::Kind>(found - kKinds.begin());
  edit.enabled = value.value("enabled", true);
  switch (edit.kind) {
    case Edit::Kind::remove:
    case Edit::Kind::hide:
      edit.names = namesOf(value.at("names"));
      edit.wholeLife = !value.contains("from");
      if (edit.wholeLife) break;
      edit.from = finite(value.at("from"));
      edit.to = finite(value.at("to"));
      require(edit.from <= edit.to, "a time range that ends before it begins");
      break;
    case Edit::Kind::crop:
      edit.world_from_box = matrixFrom(value.at("world_from_box"));
      edit.keepInside = value.at("keep_inside").get<bool>();
      break;
    case Edit::Kind::transform: edit.edited_from_world = matrixFrom(value.at("edited_from_world")); break;
  }
  return edit;
}

}  // namespace

json toJson(const Edit& edit) {
  json value{{"kind", kKinds[static_cast<size_t>(edit.kind)]}};
  if (!edit.enabled) value["enabled"] = false;
  switch (edit.kind) {
    case Edit::Kind::remove:
    case Edit::Kind::hide:
      value["names"] = runsOf(edit.names);
      if (edit.wholeLife) break;
      value["from"] = edit.from;
      value["to"] = edit.to;
      break;
    case Edit::Kind::crop:
      value["world_from_box"] = toRowMajor(edit.world_from_box);
      value["keep_inside"] = edit.keepInside;
      break;
    case Edit::Kind::transform: value["edited_from_world"] = toRowMajor(edit.edited_from_world); break;
  }
  return value;
}

Edit editFromJson(const json& value) {
  try {
    return read(value);
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged,
                "An edit of the scene cannot be read: the project is damaged or from a newer program. The scene itself is safe; "
                "update the program or make the edit again.",
                problem.what());
  }
}

}  // namespace fsm::scene
