#include "app/desktop/document/project_records.h"

#include <QCoreApplication>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"

namespace fsm::desktop {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr size_t kMostEntries = 100'000;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(fsm::desktop::ProjectRecords)
};

template <typename Read>
auto orDamaged(const QString& what, Read read) {
  try {
    return read();
  } catch (const Error&) {
    throw;
  } catch (const std::exception& problem) {
    throw Error(
        ErrorCode::fileDamaged,
        Texts::tr("The project's %1 cannot be read. Open an older copy of it, or go on without them.").arg(what).toStdString(),
        problem.what());
  }
}

/// `value` in place of what `before` says, whose other members stay.
json merged(const std::string& before, const json& value) {
  json out = json::parse(before, nullptr, false);
  if (!out.is_object()) return value;
  out.update(value);
  return out;
}

const json& listOf(const json& value, const char* name) {
  const json& list = value.at(name);
  if (!list.is_array() || list.size() > kMostEntries) throw std::runtime_error(std::string("no list of ") + name);
  return list;
}

double finite(const json& value) {
  const double number = value.get<double>();
  if (!std::isfinite(number)) throw std::runtime_error("a number that is not finite");
  return number;
}

json toJson(const glm::dmat4& matrix) { return toRowMajor(matrix); }

glm::dmat4 matrixFrom(const json& value) {
  std::array<double, 16> rows{};
  if (value.size() != rows.size()) throw std::runtime_error("a matrix without 16 numbers");
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = finite(value.at(i));
  return fromRowMajor(rows);
}

template <typename Vector>
Vector vectorFrom(const json& value) {
  return Vector(finite(value.at(0)), finite(value.at(1)), finite(value.at(2)));
}

json toJson(const Prop& prop, const fs::path& folder) {
  const fs::path file = fs::absolute(prop.file).lexically_normal();
  return {{"name", prop.name},
          {"relative_path", file.lexically_relative(folder).generic_string()},
          {"absolute_path", file.generic_string()},
          {"world_from_model", toJson(prop.world_from_model)},
          {"clip", prop.clip},
          {"start", prop.start},
          {"speed", prop.speed},
          {"visible", prop.visible}};
}

/// Beside the project as before; where it was where that is not there.
fs::path propFile(const json& value, const fs::path& folder) {
  const std::string relative = value.at("relative_path").get<std::string>();
  const fs::path before = value.at("absolute_path").get<std::string>();
  const fs::path beside = (folder / relative).lexically_normal();
  std::error_code failed;
  return relative.empty() || (!fs::exists(beside, failed) && fs::exists(before, failed)) ? before : beside;
}

Prop propFrom(const json& value, const fs::path& folder) {
  Prop prop;
  prop.name = value.at("name").get<std::string>();
  prop.file = propFile(value, folder);
  prop.world_from_model = matrixFrom(value.at("world_from_model"));
  prop.clip = value.at("clip").get<int>();
  prop.start = finite(value.at("start"));
  prop.speed = finite(value.at("speed"));
  prop.visible = value.at("visible").get<bool>();
  return prop;
}

/// What a newer version knows of the entry of the same name in the text before.
json withUnknown(json entry, const json& before, const char* list) {
  if (!before.is_object() || !before.contains(list) || !before.at(list).is_array()) return entry;
  for (const json& old : before.at(list)) {
    if (!old.is_object() || !old.contains("name") || old.at("name") != entry.at("name")) continue;
    json out = old;
    out.update(entry);
    return out;
  }
  return entry;
}

}  // namespace

std::string versionsText(const VersionRecords& records, const std::string& before) {
  const json old = json::parse(before, nullptr, false);
  json versions = json::array(), memories = json::object();
  for (const VersionRecord& record : records.versions)
    versions.push_back(withUnknown({{"name", record.name},
                                    {"memory", record.memory},
                                    {"gaussians", record.gaussians},
                                    {"report", record.report},
                                    {"created_utc", record.createdUtc}},
                                   old, "versions"));
  for (const auto& [id, source] : records.memories)
    memories[id] = {{"capture", source.capture}, {"plan", json::parse(source.plan)}};
  return merged(before, {{"versions", versions}, {"shown", records.shown}, {"capture", records.capture}, {"memories", memories}})
      .dump();
}

VersionRecords versionsFrom(const std::string& text) {
  return orDamaged(Texts::tr("list of versions"), [&] {
    const json value = json::parse(text);
    VersionRecords records;
    for (const json& entry : listOf(value, "versions"))
      records.versions.push_back({entry.at("name").get<std::string>(), entry.at("memory").get<std::string>(),
                                  entry.at("gaussians").get<std::string>(), entry.at("report").get<std::string>(),
                                  entry.at("created_utc").get<std::string>()});
    records.shown = value.at("shown").get<std::string>();
    records.capture = value.at("capture").get<std::string>();
    for (const auto& [id, source] : value.at("memories").items())
      records.memories[id] = {source.at("capture").get<std::string>(), source.at("plan").dump()};
    return records;
  });
}

std::string editsText(const EditRecords& records) {
  json edits = json::array();
  for (const auto& edit : records.edits) edits.push_back(scene::toJson(*edit));
  return json{{"version", records.version}, {"edits", edits}}.dump();
}

EditRecords editsFrom(const std::string& text) {
  return orDamaged(Texts::tr("edits"), [&] {
    const json value = json::parse(text);
    EditRecords records;
    records.version = value.at("version").get<std::string>();
    for (const json& edit : listOf(value, "edits"))
      records.edits.push_back(std::make_shared<const scene::Edit>(scene::editFromJson(edit)));
    return records;
  });
}

std::string propsText(const std::vector<Prop>& props, const fs::path& folder, const std::string& before) {
  const json old = json::parse(before, nullptr, false);
  json list = json::array();
  for (const Prop& prop : props) list.push_back(withUnknown(toJson(prop, folder), old, "props"));
  return merged(before, {{"props", list}}).dump();
}

std::vector<Prop> propsFrom(const std::string& text, const fs::path& folder) {
  return orDamaged(Texts::tr("props"), [&] {
    const json value = json::parse(text);
    std::vector<Prop> props;
    for (const json& prop : listOf(value, "props")) props.push_back(propFrom(prop, folder));
    return props;
  });
}

std::string sceneSettingsText(const SceneSettings3D& settings, const std::string& before) {
  const glm::dvec3& up = settings.up;
  const glm::vec3& ground = settings.background;
  return merged(before, {{"up", {up.x, up.y, up.z}},
                         {"grid", settings.showGrid},
                         {"frusta", settings.showFrusta},
                         {"background", {ground.r, ground.g, ground.b}}})
      .dump();
}

SceneSettings3D sceneSettingsFrom(const std::string& text) {
  return orDamaged(Texts::tr("settings of the scene"), [&] {
    const json value = json::parse(text);
    SceneSettings3D settings;
    settings.up = vectorFrom<glm::dvec3>(value.at("up"));
    if (glm::length(settings.up) < 1e-9) throw std::runtime_error("an up axis without a direction");
    settings.up = glm::normalize(settings.up);
    settings.showGrid = value.at("grid").get<bool>();
    settings.showFrusta = value.at("frusta").get<bool>();
    settings.background = glm::clamp(vectorFrom<glm::vec3>(value.at("background")), 0.0f, 1.0f);
    return settings;
  });
}

std::string capturesText(const std::map<std::string, scene::CaptureRow>& captures) {
  json out = json::object();
  for (const auto& [key, row] : captures)
    out[key] = {{"name", row.name},
                {"relative_path", row.relativePath},
                {"content_hash", row.contentHash},
                {"json", json::parse(row.json)}};
  return out.dump();
}

std::map<std::string, scene::CaptureRow> capturesFrom(const std::string& text) {
  return orDamaged(Texts::tr("footage"), [&] {
    std::map<std::string, scene::CaptureRow> captures;
    const json value = json::parse(text);
    if (value.size() > kMostEntries) throw std::runtime_error("too many captures");
    for (const auto& [key, row] : value.items())
      captures[key] = {row.at("name").get<std::string>(), row.at("relative_path").get<std::string>(),
                       row.at("content_hash").get<std::string>(), row.at("json").dump()};
    return captures;
  });
}

}  // namespace fsm::desktop
