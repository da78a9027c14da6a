#include "reconstruction/capture/import/capture_folder.h"

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/capture/import/scene_file.h"
#include "reconstruction/capture/import/video_images.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"

namespace fsm {
namespace {

namespace fs = std::filesystem;
using import::SceneCamera;
using import::SceneFile;

struct OpenedImages {
  std::shared_ptr<const ImageSource> images;
  ImageSize size;
};

OpenedImages openImages(const fs::path& folder, const SceneCamera& camera) {
  const fs::path path = folder / (camera.video.empty() ? camera.images : camera.video);
  std::error_code failed;
  if (!fs::exists(path, failed))
    throw Error(ErrorCode::notFound,
                "Camera '" + camera.name + "' needs " + quoted(path) + ", which is not there. Copy the capture folder again.");
  if (!camera.video.empty()) {
    auto video = std::make_shared<import::VideoImages>(path);
    const ImageSize size = video->info().size;
    return {std::move(video), size};
  }
  std::vector<fs::path> files = imageFilesIn(path);
  const ImageSize size = imageFileSize(files.front());
  return {std::make_shared<StillImages>(std::move(files)), size};
}

void checkFrameCount(const SceneFile& scene, const SceneCamera& camera, int count) {
  const bool ownTimes = !camera.times.empty();
  const int expected = ownTimes ? static_cast<int>(camera.times.size()) : scene.frames.value_or(count);
  if (count != expected)
    throw Error(ErrorCode::fileDamaged, "Camera '" + camera.name + "' has " + std::to_string(count) +
                                            " images, but scene.json promises " + std::to_string(expected) +
                                            ". Copy the capture folder again, or correct the counts.");
  if (!ownTimes && scene.fps <= 0)
    throw Error(ErrorCode::fileDamaged,
                "scene.json gives neither times_s nor fps. Add one of them, so that the frames get times.");
}

CaptureCamera openCamera(const fs::path& folder, const SceneFile& scene, const SceneCamera& in, std::vector<std::string>& notes) {
  OpenedImages opened = openImages(folder, in);
  const int count = opened.images->count();
  checkFrameCount(scene, in, count);
  CaptureCamera camera;
  camera.name = in.name;
  camera.images = std::move(opened.images);
  const std::string where = "Camera '" + in.name + "'";
  camera.intrinsics = import::scaledTo(in.intrinsics, opened.size, where);
  if (!(camera.intrinsics == in.intrinsics))
    notes.push_back(where + ": the images have another size than scene.json says; the intrinsics were scaled.");
  for (const Intrinsics& k : in.frameIntrinsics) camera.frameIntrinsics.push_back(import::scaledTo(k, opened.size, where));
  camera.distortion = in.distortion;
  camera.world_from_camera = in.world_from_camera;
  camera.times = in.times;
  if (camera.times.empty())
    for (int i = 0; i < count; ++i) camera.times.push_back(i / scene.fps);
  return camera;
}

}  // namespace

Capture readCaptureFolder(const fs::path& source) {
  const SceneFile scene = import::readSceneFile(source);
  const fs::path folder = scene.path.parent_path();
  Capture capture;
  capture.name = scene.name;
  capture.source = folder.string();
  capture.plan = scene.plan;
  for (const SceneCamera& camera : scene.cameras) capture.cameras.push_back(openCamera(folder, scene, camera, capture.notes));
  validate(capture);
  return capture;
}

}  // namespace fsm
