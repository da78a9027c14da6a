// Scenes for tests of the viewport: coloured balls of Gaussians, one of which moves, and a project that was "reconstructed" by a
// model of random weights.
#pragma once

#include <QTemporaryDir>
#include <cmath>
#include <utility>

#include "app/desktop/document/project.h"
#include "app/jobs/reconstruct_job.h"
#include "tests/app/tiny_scene.h"

namespace fsm::tests {

/// `count` opaque Gaussians on a sphere about `centre`.
inline void addBall(scene::Gaussians4D& g, const glm::vec3& centre, float radius, const glm::vec3& colour, int count) {
  const int64_t first = g.count();
  scene::Gaussians4D more;
  more.resize(count, false);
  for (int i = 0; i < count; ++i) {
    const double z = 1 - 2 * (i + 0.5) / count, angle = i * 2.39996, r = std::sqrt(1 - z * z);
    const glm::vec3 at = centre + radius * glm::vec3(r * std::cos(angle), z, r * std::sin(angle));
    for (int c = 0; c < 3; ++c) {
      more.position[3 * i + c] = at[c];
      more.logScale[3 * i + c] = std::log(0.25f * radius);
      more.sh[3 * i + c] = (colour[c] - 0.5f) / 0.28209479f;
    }
    more.rotation[4 * i] = more.rotationRight[4 * i] = 1;
    more.opacityLogit[i] = 4;
    more.logScaleTime[i] = std::log(3.0f);
  }
  if (first == 0)
    g = std::move(more);
  else
    g.append(more);
}

/// Red, green and blue ball in a row; the green one only exists around normalised time 0.
inline std::shared_ptr<scene::GaussianScene> threeBalls() {
  auto scene = std::make_shared<scene::GaussianScene>();
  addBall(scene->gaussians, {-0.8f, 0, 0}, 0.4f, {0.9f, 0.1f, 0.1f}, 150);
  addBall(scene->gaussians, {0, 0.1f, 0.2f}, 0.4f, {0.1f, 0.8f, 0.1f}, 150);
  addBall(scene->gaussians, {0.8f, 0, 0}, 0.4f, {0.1f, 0.1f, 0.9f}, 150);
  for (int i = 150; i < 300; ++i) scene->gaussians.logScaleTime[i] = std::log(0.1f);
  scene->settings.background = glm::vec3(0);
  scene->frame.timeCentre = 0.25;
  scene->frame.timeHalfRange = 0.25;
  return scene;
}

/// The scene behind `count` Gaussians that are too faint to be seen.
inline std::shared_ptr<const scene::GaussianScene> hiddenBefore(const scene::GaussianScene& shown, int count) {
  auto scene = std::make_shared<scene::GaussianScene>();
  scene->frame = shown.frame;
  scene->settings = shown.settings;
  addBall(scene->gaussians, {0, 0, 0}, 0.1f, glm::vec3(1), count);
  for (float& opacity : scene->gaussians.opacityLogit) opacity = -20;
  scene->gaussians.append(shown.gaussians);
  return scene;
}

inline desktop::Version versionOf(const std::string& name, std::shared_ptr<const scene::GaussianScene> gaussians) {
  desktop::Version version;
  version.name = name;
  version.gaussians = std::move(gaussians);
  return version;
}

/// Three cameras of six frames, and the balls that they might have filmed.
inline desktop::Project ballProject() {
  desktop::Project project;
  project.capture = std::make_shared<Capture>(tinyCapture(3, 6, {96, 64}));
  project.versions.push_back(versionOf("first", threeBalls()));
  project.shown = "first";
  return project;
}

/// A scene with a memory, whose model lies in `folder`.
inline std::shared_ptr<const jobs::Scene> neuralScene(const Capture& capture, const QTemporaryDir& folder) {
  const std::filesystem::path model = folder.filePath("tiny.model").toStdString();
  const Engine engine = tinyEngine();
  engine.save(model);
  FramePlan plan{{{0, 0}, {1, 0}, {2, 0}}, {}};
  PrepareOptions options;
  options.longSide = 48;
  Progress progress;
  progress.stage("test", 1);
  const PreparedCapture prepared = prepareInputs(capture, plan.inputs, options, progress);
  jobs::SceneSettings settings{engine.name(), jobs::modelHash({.model = model.string()}), model, "", {}};
  for (size_t i = 0; i < capture.cameras.size(); ++i) settings.viewSizes.push_back(prepared.inputs[0].camera.intrinsics.size);
  return std::make_shared<jobs::Scene>(jobs::Scene{capture, plan, engine.encode(prepared, progress), settings});
}

}  // namespace fsm::tests
