// Scenes to refine for the tests: procedural ones, whose Gaussians start one a pixel at a wrong distance, as a decoder's would.
#pragma once

#include <cmath>

#include "training/data/generator.h"
#include "training/data/random.h"
#include "training/refine/refine.h"

namespace fsm::testing {

struct RefineSample {
  int inputs = 8, heldOut = 2;
  ImageSize size{64, 36};
  int stride = 2;           ///< of the pixels that give a Gaussian
  double depthNoise = 0.1;  ///< of log distance, one draw a 4x4 block of Gaussians
  uint64_t seed = 7;
  training::RigKind rig = training::RigKind::phonePath;
};

inline View batchView(const training::SceneBatch& batch, int view) {
  const float *pose = batch.worldFromCamera.data() + 16 * view, *k = batch.intrinsics.data() + 4 * view;
  std::array<double, 16> rows;
  std::copy(pose, pose + 16, rows.begin());
  return {{{batch.size, k[0], k[1], k[2], k[3]}, fromRowMajor(rows)}, batch.time[static_cast<size_t>(view)]};
}

inline void addPixels(scene::Gaussians4D& out, const training::RefineFrame& frame, const float* distance, double spacing,
                      const RefineSample& sample, training::Random& random) {
  const Intrinsics& k = frame.view.camera.intrinsics;
  const glm::dmat4& pose = frame.view.camera.world_from_camera;
  std::vector<float> noise(64 * 64);
  for (float& value : noise) value = static_cast<float>(sample.depthNoise) * random.normal();
  for (int y = sample.stride / 2; y < k.size.height; y += sample.stride)
    for (int x = sample.stride / 2; x < k.size.width; x += sample.stride) {
      const float error = noise[static_cast<size_t>((y / sample.stride / 4) % 64 * 64 + (x / sample.stride / 4) % 64)];
      const float known = distance[y * k.size.width + x];
      const double depth = std::isfinite(known) && known > 0 ? std::min(known, 60.0f) * std::exp(error) : 60;
      const glm::dvec4 ray(glm::normalize(glm::dvec3((x + 0.5 - k.cx) / k.fx, (y + 0.5 - k.cy) / k.fy, 1)), 0);
      const glm::dvec4 at = pose[3] + depth * (pose * ray);
      const auto scale = static_cast<float>(std::log(0.7 * sample.stride * depth / k.fx));
      for (int i = 0; i < 3; ++i) {
        out.position.push_back(static_cast<float>(at[i]));
        out.logScale.push_back(scale);
        out.sh.push_back((frame.image.at(x, y)[i] - 0.5f) / 0.28209479f);
      }
      for (const float value : {1.0f, 0.0f, 0.0f, 0.0f}) {
        out.rotation.push_back(value);
        out.rotationRight.push_back(value);
      }
      out.opacityLogit.push_back(0.5f);
      out.time.push_back(static_cast<float>(frame.view.time));
      out.logScaleTime.push_back(static_cast<float>(std::log(spacing)));
    }
}

/// Frames of a procedural scene and Gaussians that do not fit them yet. Held-out moments lie between those of the inputs.
inline training::RefineInput refineSample(const RefineSample& sample = {}) {
  using namespace training;
  SceneOptions options;
  options.inputs = sample.inputs;
  options.targets = sample.heldOut;
  options.size = sample.size;
  options.rigShares = {0, 0, 0};
  options.rigShares[static_cast<size_t>(sample.rig)] = 1;
  options.photometry = options.motionBlur = false;
  options.interpolateShare = 1;
  const SceneGenerator generator(std::make_shared<TextureAtlas>(std::filesystem::path(), 3, 40), -1);
  const auto scenes = generator.draw(sample.seed, 1, options);
  const SceneBatch& batch = generator.batch(*scenes);
  const size_t pixels = static_cast<size_t>(sample.size.width) * sample.size.height;
  std::vector<float> rgb(static_cast<size_t>(batch.views) * 3 * pixels), distance(static_cast<size_t>(batch.views) * pixels);
  generator.render(*scenes, {rgb.data(), distance.data(), nullptr}, nullptr);

  RefineInput input;
  input.start.settings.background = glm::vec3(0);
  Random random(sample.seed);
  const double spacing = 2.0 / std::max(1, sample.inputs - 1);
  for (int v = 0; v < batch.views; ++v) {
    RefineFrame frame{Image(sample.size), batchView(batch, v), batch.camera[static_cast<size_t>(v)]};
    for (size_t i = 0; i < pixels; ++i)
      for (size_t c = 0; c < 3; ++c) frame.image.rgb[3 * i + c] = rgb[(static_cast<size_t>(v) * 3 + c) * pixels + i];
    if (v < batch.inputs)
      addPixels(input.start.gaussians, frame, distance.data() + static_cast<size_t>(v) * pixels, spacing, sample, random);
    (v < batch.inputs ? input.frames : input.heldOut).push_back(std::move(frame));
  }
  return input;
}

/// The smallest of its kind, for what only has to run.
inline training::RefineInput tinySample() { return refineSample({4, 1, {32, 18}, 3, 0.1, 11, training::RigKind::phonePath}); }

}  // namespace fsm::testing
