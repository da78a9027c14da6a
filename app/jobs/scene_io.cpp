#include "app/jobs/scene_io.h"

#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>

#include "app/jobs/capture_json.h"
#include "app/jobs/project_media.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/parent_folders.h"
#include "reconstruction/scene/content_hash.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::jobs {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kMemoryName = "memory";

std::string utcNow() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

/// Footage that was taken away while the model read it is found by its path alone.
std::string hashOf(const fs::path& source) {
  std::error_code failed;
  return fs::exists(source, failed) ? scene::contentHash(source) : std::string();
}

scene::CaptureRow captureRow(const fs::path& project, const Scene& scene) {
  const fs::path source = fs::absolute(scene.capture.source).lexically_normal();
  const fs::path relative = source.lexically_relative(fs::absolute(project).lexically_normal().parent_path());
  json row = toJson(scene.capture);
  row["plan"] = toJson(scene.plan);
  row["absolute_path"] = source.generic_string();
  return {scene.capture.name, relative.empty() ? source.generic_string() : relative.generic_string(), hashOf(source), row.dump()};
}

scene::MemoryRow memoryRow(const Scene& scene) {
  json sizes = json::array();
  for (const ImageSize size : scene.settings.viewSizes) sizes.push_back({size.width, size.height});
  const json settings{{"model_hash", scene.settings.modelHash},   {"model_path", scene.settings.modelPath.generic_string()},
                      {"profile", scene.settings.profile},        {"view_sizes", sizes},
                      {"frames_read", scene.memory.framesRead()}, {"approximate", scene.memory.approximate()}};
  return {kMemoryName, scene.settings.model, settings.dump(), utcNow()};
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

Capture captureFrom(const scene::CaptureRow& row, const json& value, const fs::path& project) {
  Capture capture = captureFromJson(value);
  const fs::path beside = (project.parent_path() / fs::path(row.relativePath)).lexically_normal();
  capture.source = beside.generic_string();
  const fs::path before = value.value("absolute_path", "");
  attachMedia(capture, {beside, before, project.parent_path() / before.filename()}, row.contentHash);
  validate(capture);
  return capture;
}

}  // namespace

std::vector<Camera> Scene::inputCameras() const {
  std::vector<Camera> cameras;
  for (const FrameId id : plan.inputs) cameras.push_back(capture.camera(id));
  return cameras;
}

void saveScene(const fs::path& project, const Scene& scene, const GaussianVersion* gaussians, Progress& progress) {
  const std::vector<uint8_t> bytes = serialiseSafetensors(scene.memory.toTensors());
  const scene::CaptureRow capture = captureRow(project, scene);
  const scene::MemoryRow memory = memoryRow(scene);
  progress.check();
  ParentFolders folders(project);
  scene::ProjectFile file = scene::ProjectFile::create(project);
  file.begin();
  file.setCapture(capture);
  file.setMemory(memory, bytes);
  if (gaussians)
    file.setGaussians({gaussians->name, gaussians->model, {}, utcNow()}, gaussians->scene, scene::Quantisation::half);
  progress.check();
  file.commit();
  folders.keep();
}

Scene loadScene(const fs::path& project) {
  const scene::ProjectFile file = scene::ProjectFile::open(project, true);
  const auto captureRow = file.capture();
  const std::vector<scene::MemoryRow> memories = file.memories();
  if (!captureRow || memories.empty())
    throw Error(ErrorCode::badInput, project.string() + " holds no reconstruction. Make one with fsm reconstruct.");
  const scene::MemoryRow& row = memories.back();
  try {
    const json value = json::parse(captureRow->json);
    Capture capture = captureFrom(*captureRow, value, fs::absolute(project));
    FramePlan plan = planFromJson(value.at("plan"), capture);
    if (plan.inputs.empty()) throw std::runtime_error("no input frames");
    SceneSettings settings = settingsFrom(row, capture.cameras.size());
    SpatialMemory memory = SpatialMemory::fromTensors(parseSafetensors(file.memoryBytes(row.name), project.string()));
    return {std::move(capture), std::move(plan), std::move(memory), std::move(settings)};
  } catch (const Error&) {
    throw;
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged, project.string() + " is damaged. Reconstruct the scene again.", problem.what());
  }
}

}  // namespace fsm::jobs
