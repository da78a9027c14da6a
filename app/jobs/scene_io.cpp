#include "app/jobs/scene_io.h"

#include "app/jobs/scene_rows.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/parent_folders.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::jobs {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMemoryName = "memory";

}  // namespace

std::vector<Camera> Scene::inputCameras() const {
  std::vector<Camera> cameras;
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

Scene loadScene(const fs::path& project) {
  const scene::ProjectFile file = scene::ProjectFile::open(project, true);
  const auto captureRow = file.capture();
  const std::vector<scene::MemoryRow> memories = file.memories();
  if (!captureRow || memories.empty())
    throw Error(ErrorCode::badInput, project.string() + " holds no reconstruction. Make one with fsm reconstruct.");
  const scene::MemoryRow& row = memories.back();
  try {
    Capture capture = captureFromRow(*captureRow, project);
    FramePlan plan = planFromRow(*captureRow, capture).value_or(FramePlan{});
    SpatialMemory memory = SpatialMemory::fromTensors(parseSafetensors(file.memoryBytes(row.name), project.string()));
    return sceneFromRow(row, std::move(memory), std::move(capture), std::move(plan));
  } catch (const Error&) {
    throw;
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged, project.string() + " is damaged. Reconstruct the scene again.", problem.what());
  }
}

}  // namespace fsm::jobs
