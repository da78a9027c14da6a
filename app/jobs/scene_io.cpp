#include "app/jobs/scene_io.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/jobs/scene_rows.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/parent_folders.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::jobs {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kMemoryName = "memory";

}  // namespace

std::vector<Camera> Scene::inputCameras() const {
  std::vector<Camera> cameras;
  cameras.reserve(plan.inputs.size());
  for (const FrameId id : plan.inputs) cameras.push_back(capture.camera(id));
  return cameras;
}

void saveScene(const fs::path& project, const Scene& scene, const GaussianVersion* gaussians, Progress& progress) {
  const std::vector<uint8_t> bytes = serialiseSafetensors(scene.memory.toTensors());
  const scene::CaptureRow capture = captureRow(project, scene.capture, &scene.plan, footageHash(scene.capture));
  const scene::MemoryRow memory = memoryRow(kMemoryName, scene);
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

fs::path modelOf(const fs::path& project, const fs::path& before) {
  std::error_code failed;
  if (before.empty() || fs::exists(before, failed)) return before;
  const fs::path beside = fs::absolute(project).lexically_normal().parent_path() / before.filename();
  return fs::exists(beside, failed) ? beside : before;
}

void addSceneVersion(const fs::path& project, const std::string& name, const Scene& scene, const GaussianVersion* gaussians,
                     const json& report) {
  const std::vector<uint8_t> bytes = serialiseSafetensors(scene.memory.toTensors());
  scene::MemoryRow memory = memoryRow(name, scene);
  json settings = json::parse(memory.json);
  settings["report"] = report;
  memory.json = settings.dump();
  scene::ProjectFile file = scene::ProjectFile::open(project);
  file.begin();
  file.setMemory(memory, bytes);
  if (gaussians)
    file.setGaussians({name, gaussians->model, report.dump(), utcNow()}, gaussians->scene, scene::Quantisation::half);
  file.commit();
}

Scene loadScene(const fs::path& project, const std::string& version) {
  const scene::ProjectFile file = scene::ProjectFile::open(project, true);
  const auto captureRow = file.capture();
  const std::vector<scene::MemoryRow> memories = file.memories();
  if (!captureRow || memories.empty())
    throw Error(ErrorCode::badInput, project.string() + " holds no reconstruction. Make one with fsm reconstruct.");
  const auto named = std::ranges::find(memories, version, &scene::MemoryRow::name);
  if (!version.empty() && named == memories.end())
    throw Error(ErrorCode::notFound, quoted(project) + " has no reconstruction called '" + version + "'. Choose another one.");
  const scene::MemoryRow& row = version.empty() ? memories.back() : *named;
  try {
    Capture capture = captureFromRow(*captureRow, project);
    FramePlan plan = planFromRow(*captureRow, capture).value_or(FramePlan{});
    SpatialMemory memory = SpatialMemory::fromTensors(parseSafetensors(file.memoryBytes(row.name), project.string()));
    Scene scene = sceneFromRow(row, std::move(memory), std::move(capture), std::move(plan));
    scene.settings.modelPath = modelOf(project, scene.settings.modelPath);
    return scene;
  } catch (const Error&) {
    throw;
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged, project.string() + " is damaged. Reconstruct the scene again.", problem.what());
  }
}

}  // namespace fsm::jobs
