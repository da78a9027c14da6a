#include "app/jobs/synth_job.h"

#include <map>

#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/pending_folder.h"
#include "training/data/generator.h"

namespace fsm::jobs {

namespace {

using training::SceneGenerator;

constexpr int kMostCameras = 6;  ///< as many as the generator's rigs have
constexpr int kProceduralTiles = 240;

/// A scene of the generator, drawn once and rendered when frames are read.
struct Scene {
  std::shared_ptr<SceneGenerator> generator;
  std::shared_ptr<const SceneGenerator::Scenes> scenes;
};

class RenderedImages : public ImageSource {
 public:
  RenderedImages(Scene scene, std::vector<View> views) : scene_(std::move(scene)), views_(std::move(views)) {}

  int count() const override { return static_cast<int>(views_.size()); }

  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override {
    for (const int index : indices) {
      std::vector<Image> images = scene_.generator->renderViews(*scene_.scenes, 0, {views_.at(static_cast<size_t>(index))});
      receive(index, std::move(images.front()));
    }
  }

 private:
  Scene scene_;
  std::vector<View> views_;  ///< in the scene's frame and its time, [-1, 1]
};

void check(const SynthRequest& request) {
  const auto refuse = [](const std::string& sentence) { throw Error(ErrorCode::badInput, sentence); };
  if (request.frames < 1 || request.frames > 100000) refuse("A capture has 1 to 100000 frames. Choose --frames in between.");
  if (!(request.fps > 0 && request.fps <= 1000))
    refuse("A capture has more than 0 and at most 1000 frames a second. Choose --fps in between.");
  if (request.cameras < 1 || request.cameras > kMostCameras)
    refuse("A procedural capture has 1 to 6 cameras. Choose --cameras in between.");
  if (request.size.width < 16 || request.size.height < 16 || request.size.width > 8192 || request.size.height > 8192)
    refuse("Images of a procedural capture have sides of 16 to 8192 pixels. Choose another --size.");
  if (!request.textures.empty() && !std::filesystem::is_directory(request.textures))
    throw Error(ErrorCode::notFound,
                "There is no folder " + request.textures.string() + ". Give a folder of pictures or leave --textures out.");
}

training::SceneOptions optionsFor(const SynthRequest& request) {
  training::SceneOptions options;
  options.size = request.size;
  options.samplesPerAxis = request.samplesPerAxis;
  options.photometry = false;  // the ground truth of a scene, not of a lens
  options.motionBlur = false;
  const bool rig = request.cameras > 1;
  options.rigShares = {rig ? 0.0 : 1.0, rig ? 1.0 : 0.0, 0.0};
  options.inputs = 24;
  options.targets = 12;
  return options;
}

std::vector<Seconds> timesOf(const SynthRequest& request) {
  std::vector<Seconds> times;
  times.reserve(static_cast<size_t>(request.frames));
  for (int frame = 0; frame < request.frames; ++frame) times.push_back(frame / request.fps);
  return times;
}

CaptureCamera phoneCamera(const SynthRequest& request, const Scene& scene) {
  const std::vector<View> views = scene.generator->densePath(*scene.scenes, 0, request.frames);
  CaptureCamera camera;
  camera.name = "cam0";
  camera.times = timesOf(request);
  camera.intrinsics = views.front().camera.intrinsics;
  for (const View& view : views) camera.world_from_camera.push_back(view.camera.world_from_camera);
  camera.images = std::make_shared<RenderedImages>(scene, views);
  return camera;
}

/// The first view of every camera of the drawn rig.
std::vector<Camera> rigOf(const training::SceneBatch& batch) {
  std::map<int, Camera> cameras;
  for (int view = 0; view < batch.views; ++view) {
    std::array<double, 16> pose{};
    for (size_t i = 0; i < pose.size(); ++i) pose[i] = batch.worldFromCamera[static_cast<size_t>(view) * 16 + i];
    const float* k = batch.intrinsics.data() + static_cast<size_t>(view) * 4;
    cameras.try_emplace(batch.camera[view], Camera{{batch.size, k[0], k[1], k[2], k[3]}, fromRowMajor(pose)});
  }
  std::vector<Camera> rig;
  rig.reserve(cameras.size());
  for (const auto& [index, camera] : cameras) rig.push_back(camera);
  return rig;
}

CaptureCamera stillCamera(const SynthRequest& request, const Scene& scene, const Camera& camera, int index) {
  std::vector<View> views;
  views.reserve(static_cast<size_t>(request.frames));
  for (int frame = 0; frame < request.frames; ++frame)
    views.push_back({camera, request.frames > 1 ? 2.0 * frame / (request.frames - 1) - 1 : 0.0});
  CaptureCamera out;
  out.name = "cam" + std::to_string(index);
  out.times = timesOf(request);
  out.intrinsics = camera.intrinsics;
  out.world_from_camera = {camera.world_from_camera};
  out.images = std::make_shared<RenderedImages>(scene, std::move(views));
  return out;
}

/// Rigs have a random number of cameras: draws on from the seed until one has enough.
Scene drawRig(const SynthRequest& request, std::shared_ptr<SceneGenerator> generator, const training::SceneOptions& options) {
  constexpr uint64_t kTries = 200;
  for (uint64_t attempt = 0; attempt < kTries; ++attempt) {
    auto scenes = generator->draw(request.seed + (attempt << 32), 1, options);
    if (rigOf(generator->batch(*scenes)).size() >= static_cast<size_t>(request.cameras))
      return {std::move(generator), std::move(scenes)};
  }
  throw Error(ErrorCode::badInput,
              "No rig of " + std::to_string(request.cameras) + " cameras was found. Choose fewer --cameras or another --seed.");
}

}  // namespace

Capture synthesise(const SynthRequest& request, Progress& progress) {
  check(request);
  progress.check();
  const auto atlas = std::make_shared<const training::TextureAtlas>(request.textures, request.seed, kProceduralTiles);
  auto generator = std::make_shared<SceneGenerator>(atlas, training::cudaGeneratorAvailable() ? 0 : -1);
  const training::SceneOptions options = optionsFor(request);
  Capture capture;
  capture.name = "synthetic_" + std::to_string(request.seed);
  capture.source = "synthetic";
  if (request.cameras == 1) {
    const auto scenes = generator->draw(request.seed, 1, options);
    capture.cameras.push_back(phoneCamera(request, {generator, scenes}));
  } else {
    const Scene scene = drawRig(request, generator, options);
    const std::vector<Camera> rig = rigOf(generator->batch(*scene.scenes));
    for (int i = 0; i < request.cameras; ++i)
      capture.cameras.push_back(stillCamera(request, scene, rig[static_cast<size_t>(i)], i));
  }
  validate(capture);
  return capture;
}

Capture synthJob(const SynthRequest& request, Progress& progress) {
  checkNewFolder(request.folder);
  progress.stage("Drawing a scene", 0.1);
  Capture capture = synthesise(request, progress);
  CaptureFolderOptions options;
  options.frames = request.stills ? CaptureFolderOptions::Frames::png : CaptureFolderOptions::Frames::video;
  options.fps = request.fps;
  progress.stage("Rendering frames", 0.9);
  writeCaptureFolder(request.folder, capture, options, progress);
  return capture;
}

}  // namespace fsm::jobs
