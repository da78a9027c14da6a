#include "app/jobs/scene_rows.h"

#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>

#include "app/jobs/capture_json.h"
#include "app/jobs/project_media.h"
#include "reconstruction/core/error.h"
#include "reconstruction/scene/content_hash.h"

namespace fsm::jobs {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Any problem inside `read` that is not told as an `Error` means that the row lies about its content.
template <typename Read>
auto orDamaged(Read read) {
  try {
    return read();
  } catch (const Error&) {
    throw;
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged, "The project is damaged where it describes its footage. Reconstruct the scene again.",
                problem.what());
  }
}

fs::path firstThatIsThere(const std::vector<fs::path>& places) {
  std::error_code failed;
  for (const fs::path& place : places)
    if (!place.empty() && fs::exists(place, failed)) return place;
  return places.front();
}

SceneSettings settingsFrom(const scene::MemoryRow& row, size_t cameras) {
  const json value = json::parse(row.json);
  SceneSettings settings{row.model,
                         value.value("model_hash", ""),
                         value.at("model_path").get<std::string>(),
                         value.at("profile").get<std::string>(),
                         {}};
  for (const json& size : value.at("view_sizes")) {
    settings.viewSizes.push_back({size.at(0).get<int>(), size.at(1).get<int>()});
    const ImageSize read = settings.viewSizes.back();
    if (read.width < 1 || read.height < 1 || read.width > 16384 || read.height > 16384)
      throw std::runtime_error("a view size makes no sense");
  }
  if (settings.viewSizes.size() != cameras) throw std::runtime_error("view sizes do not fit the cameras");
  return settings;
}

}  // namespace

std::string utcNow() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string footageHash(const Capture& capture) {
  std::error_code failed;
  return fs::exists(capture.source, failed) ? scene::contentHash(capture.source) : std::string();
}

scene::CaptureRow captureRow(const fs::path& project, const Capture& capture, const FramePlan* plan, const std::string& hash) {
  const fs::path source = fs::absolute(capture.source).lexically_normal();
  const fs::path relative = source.lexically_relative(fs::absolute(project).lexically_normal().parent_path());
  json row = toJson(capture);
  if (plan) row["plan"] = toJson(*plan);
  row["absolute_path"] = source.generic_string();
  return {capture.name, relative.empty() ? source.generic_string() : relative.generic_string(), hash, row.dump()};
}

Capture captureFromRow(const scene::CaptureRow& row, const fs::path& project) {
  return orDamaged([&] {
    const json value = json::parse(row.json);
    Capture capture = captureFromJson(value);
    const fs::path folder = fs::absolute(project).parent_path();
    const fs::path before = value.value("absolute_path", "");
    const std::vector<fs::path> places{(folder / fs::path(row.relativePath)).lexically_normal(), before,
                                       before.empty() ? fs::path() : folder / before.filename()};
    capture.source = firstThatIsThere(places).generic_string();
    attachMedia(capture, places, row.contentHash);
    validate(capture);
    return capture;
  });
}

std::optional<FramePlan> planFromRow(const scene::CaptureRow& row, const Capture& capture) {
  return orDamaged([&]() -> std::optional<FramePlan> {
    const json value = json::parse(row.json);
    if (!value.contains("plan")) return std::nullopt;
    return planFromJson(value.at("plan"), capture);
  });
}

scene::MemoryRow memoryRow(const std::string& name, const Scene& scene) {
  json sizes = json::array();
  for (const ImageSize size : scene.settings.viewSizes) sizes.push_back({size.width, size.height});
  const json settings{{"model_hash", scene.settings.modelHash},   {"model_path", scene.settings.modelPath.generic_string()},
                      {"profile", scene.settings.profile},        {"view_sizes", sizes},
                      {"frames_read", scene.memory.framesRead()}, {"approximate", scene.memory.approximate()}};
  return {name, scene.settings.model, settings.dump(), utcNow()};
}

Scene sceneFromRow(const scene::MemoryRow& row, SpatialMemory memory, Capture capture, FramePlan plan) {
  return orDamaged([&] {
    if (plan.inputs.empty()) throw std::runtime_error("no input frames");
    SceneSettings settings = settingsFrom(row, capture.cameras.size());
    return Scene{std::move(capture), std::move(plan), std::move(memory), std::move(settings)};
  });
}

}  // namespace fsm::jobs
