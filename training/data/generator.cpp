// Drawing batches, and rendering them on the CPU or a CUDA device.
#include "training/data/generator.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "training/data/bake.h"
#include "training/data/device_scenes.h"
#include "training/data/parallel.h"
#include "training/data/ray_cast_device.h"
#include "training/data/scene_draw.h"

namespace fsm::training {

struct SceneGenerator::Scenes {
  SceneBatch batch;
  SceneOptions options;
  std::vector<SampleScene> samples;
  HostScenes host;
};

struct SceneGenerator::Impl {
  std::shared_ptr<const TextureAtlas> atlas;
  std::unique_ptr<DeviceScenes> device;  ///< none: on the CPU
};

namespace {

void check(const SceneOptions& options, int samples) {
  auto refuse = [](const std::string& what) { throw Error(ErrorCode::badInput, "Training scenes need " + what + "."); };
  if (samples < 1) refuse("at least one sample a batch; raise the batch size");
  if (options.inputs < 1 || options.targets < 0 || options.inputs + options.targets > 4096)
    refuse("1 to 4096 views a sample; change the numbers of inputs and targets");
  if (options.size.width < 1 || options.size.height < 1 || options.size.width > 8192 || options.size.height > 8192)
    refuse("pictures of 1 to 8192 pixels a side; change the size");
  if (options.samplesPerAxis < 1 || options.samplesPerAxis > 8)
    refuse("1 to 8 rays along each axis of a pixel; change the number of rays");
  double total = 0;
  for (const double share : options.rigShares) {
    if (!(share >= 0) || !std::isfinite(share)) refuse("shares of the rigs that are not negative; change them");
    total += share;
  }
  if (!(total > 0)) refuse("a positive share of some kind of rig; change the shares");
}

void describe(const SampleScene& scene, int sample, SceneBatch& batch) {
  batch.rig[sample] = scene.rig;
  for (int v = 0; v < batch.views; ++v) {
    const Shot& shot = scene.shots[v];
    const size_t at = static_cast<size_t>(sample) * batch.views + v;
    for (int r = 0; r < 4; ++r) {
      for (int c = 0; c < 4; ++c) batch.worldFromCamera[at * 16 + r * 4 + c] = shot.middle[c][r];
    }
    const float k[4]{shot.fx, shot.fy, shot.cx, shot.cy};
    std::copy(k, k + 4, batch.intrinsics.begin() + at * 4);
    batch.time[at] = shot.time;
    batch.camera[at] = shot.camera;
  }
}

RenderJob jobOf(const HostScenes& host, int samples, int views, ImageSize size, int samplesPerAxis, const uint32_t* texels) {
  RenderJob job{};
  job.poses = host.poses.data();
  job.materials = host.materials.data();
  job.cameras = host.cameras.data();
  job.lights = host.lights.data();
  job.texels = texels;
  job.samples = samples;
  job.views = views;
  job.primitives = host.primitives;
  job.width = size.width;
  job.height = size.height;
  job.samplesPerAxis = samplesPerAxis;
  return job;
}

Shot shotOf(const SampleScene& scene, const View& view) {
  Shot shot;
  const glm::mat4 pose(view.camera.world_from_camera);
  shot.open = shot.middle = shot.close = pose;
  shot.openTime = shot.time = shot.closeTime = static_cast<float>(view.time);
  const Intrinsics& k = view.camera.intrinsics;
  shot.fx = static_cast<float>(k.fx);
  shot.fy = static_cast<float>(k.fy);
  shot.cx = static_cast<float>(k.cx);
  shot.cy = static_cast<float>(k.cy);
  shot.camera = scene.shots[0].camera;
  return shot;
}

void checkView(const View& view) {
  const Intrinsics& k = view.camera.intrinsics;
  const bool sized = k.size.width > 0 && k.size.height > 0 && k.size.width <= 16384 && k.size.height <= 16384;
  const bool pinhole =
      std::isfinite(k.fx) && std::isfinite(k.fy) && k.fx > 0 && k.fy > 0 && std::isfinite(k.cx) && std::isfinite(k.cy);
  if (!sized || !pinhole || !std::isfinite(view.time) || !isRigid(view.camera.world_from_camera))
    throw Error(ErrorCode::badInput,
                "A view of the synthetic scene has no valid camera or time. Check its size, focal length and pose.");
}

Image imageOf(const float* planar, ImageSize size) {
  Image image(size);
  const size_t area = static_cast<size_t>(size.width) * size.height;
  for (size_t i = 0; i < area; ++i) {
    for (size_t c = 0; c < 3; ++c) image.rgb[i * 3 + c] = planar[c * area + i];
  }
  return image;
}

}  // namespace

SceneGenerator::SceneGenerator(std::shared_ptr<const TextureAtlas> atlas, int cudaDevice) : impl_(std::make_unique<Impl>()) {
  if (!atlas) throw Error(ErrorCode::internal, "The scene generator was made without textures. Please report this.");
  impl_->atlas = std::move(atlas);
  if (cudaDevice >= 0) impl_->device = std::make_unique<DeviceScenes>(cudaDevice, impl_->atlas->impl().texels);
}

SceneGenerator::~SceneGenerator() = default;

std::shared_ptr<const SceneGenerator::Scenes> SceneGenerator::draw(uint64_t seed, int samples,
                                                                   const SceneOptions& options) const {
  check(options, samples);
  auto scenes = std::make_shared<Scenes>();
  const int views = options.inputs + options.targets;
  const size_t images = static_cast<size_t>(samples) * views;
  SceneBatch& batch = scenes->batch;
  batch.samples = samples;
  batch.views = views;
  batch.inputs = options.inputs;
  batch.size = options.size;
  batch.worldFromCamera.resize(images * 16);
  batch.intrinsics.resize(images * 4);
  batch.time.resize(images);
  batch.camera.resize(images);
  batch.rig.resize(samples);
  scenes->options = options;
  scenes->samples.resize(samples);
  HostScenes& host = scenes->host;
  host.primitives = kMaxPrimitives;
  host.poses.resize(images * kMaxPrimitives);
  host.materials.resize(static_cast<size_t>(samples) * kMaxPrimitives);
  host.cameras.resize(images);
  host.lights.resize(samples);
  const TextureAtlas::Impl& atlas = impl_->atlas->impl();
  parallelFor(samples, [&](int i) {
    const uint64_t own = mixedSeed(seed * 0x100000001b3ull + static_cast<uint64_t>(i));
    SampleScene& scene = scenes->samples[i];
    scene = drawScene(atlas, own, options);
    clearViews(scene, atlas.texels);
    describe(scene, i, batch);
    const BakedSample baked = bake(scene, scene.shots, options.inputs, kMaxPrimitives, static_cast<uint32_t>(own));
    std::copy(baked.poses.begin(), baked.poses.end(), host.poses.begin() + static_cast<size_t>(i) * views * kMaxPrimitives);
    std::copy(baked.materials.begin(), baked.materials.end(), host.materials.begin() + static_cast<size_t>(i) * kMaxPrimitives);
    std::copy(baked.cameras.begin(), baked.cameras.end(), host.cameras.begin() + static_cast<size_t>(i) * views);
    host.lights[i] = baked.light;
  });
  return scenes;
}

const SceneBatch& SceneGenerator::batch(const Scenes& scenes) const { return scenes.batch; }

void SceneGenerator::render(const Scenes& scenes, const PixelBuffers& out, void* stream) const {
  const SceneBatch& batch = scenes.batch;
  RenderJob job = jobOf(scenes.host, batch.samples, batch.views, batch.size, scenes.options.samplesPerAxis,
                        impl_->atlas->impl().texels.data());
  job.rgb = out.rgb;
  job.depth = out.depth;
  job.flow = out.flow;
  if (impl_->device) {
    impl_->device->render(scenes.host, job, stream);
  } else {
    renderOnCpu(job);
  }
}

std::vector<Image> SceneGenerator::renderViews(const Scenes& scenes, int sample, const std::vector<View>& views) const {
  if (sample < 0 || sample >= scenes.batch.samples)
    throw Error(ErrorCode::badInput, "The batch of synthetic scenes has no scene of this number. Choose a smaller one.");
  const SampleScene& scene = scenes.samples[sample];
  std::vector<Image> images;
  for (const View& view : views) {
    checkView(view);
    // One view at a time: they may differ in size.
    BakedSample baked = bake(scene, {shotOf(scene, view)}, 0, kMaxPrimitives, 0);
    const HostScenes host{
        std::move(baked.poses), std::move(baked.materials), std::move(baked.cameras), {baked.light}, kMaxPrimitives};
    const ImageSize size = view.camera.intrinsics.size;
    std::vector<float> rgb(static_cast<size_t>(size.width) * size.height * 3);
    RenderJob job = jobOf(host, 1, 1, size, scenes.options.samplesPerAxis, impl_->atlas->impl().texels.data());
    if (impl_->device) {
      impl_->device->renderToHost(host, job, rgb);
    } else {
      job.rgb = rgb.data();
      renderOnCpu(job);
    }
    images.push_back(imageOf(rgb.data(), size));
  }
  return images;
}

std::vector<View> SceneGenerator::densePath(const Scenes& scenes, int sample, int frames) const {
  if (sample < 0 || sample >= scenes.batch.samples)
    throw Error(ErrorCode::badInput, "The batch of synthetic scenes has no scene of this number. Choose a smaller one.");
  if (frames < 1) throw Error(ErrorCode::badInput, "A synthetic video needs at least one frame. Ask for more frames.");
  const SampleScene& scene = scenes.samples[sample];
  const Shot& first = scene.shots[0];
  std::vector<View> views(frames);
  for (int i = 0; i < frames; ++i) {
    views[i].time = frames > 1 ? 2.0 * i / (frames - 1) - 1.0 : 0.0;
    views[i].camera.intrinsics = {scenes.batch.size, first.fx, first.fy, first.cx, first.cy};
    views[i].camera.world_from_camera = glm::dmat4(scene.path.at(static_cast<float>(views[i].time), scene.groups));
  }
  return views;
}

bool cudaGeneratorAvailable() { return cudaDeviceCountOrZero() > 0; }

}  // namespace fsm::training
