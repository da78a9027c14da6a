#include "training/refine/scene_tensors.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "training/refine/tensor_fields.h"

namespace fsm::training {

namespace {

using scene::Gaussians4D;

struct Field {
  const char* name;
  std::vector<float> Gaussians4D::*array;
  int64_t columns;  ///< 0: of one dimension; -1: harmonics
  bool dynamic;
};
constexpr std::array<Field, 8> kFields{{{"position", &Gaussians4D::position, 3, false},
                                        {"log_scale", &Gaussians4D::logScale, 3, false},
                                        {"rotation", &Gaussians4D::rotation, 4, false},
                                        {"opacity_logit", &Gaussians4D::opacityLogit, 0, false},
                                        {"sh", &Gaussians4D::sh, -1, false},
                                        {"time", &Gaussians4D::time, 0, true},
                                        {"log_scale_time", &Gaussians4D::logScaleTime, 0, true},
                                        {"rotation_right", &Gaussians4D::rotationRight, 4, true}}};

std::vector<int64_t> shapeOf(const Field& field, int64_t count, int64_t coefficients) {
  if (field.columns == 0) return {count};
  if (field.columns < 0) return {count, coefficients, 3};
  return {count, field.columns};
}

/// degree, harmonics, period, colour space, time centre, half range, scale, then the raster settings.
constexpr int64_t kNumbers = 18;

std::vector<double> numbersOf(const scene::GaussianScene& scene) {
  const scene::RasterSettings& s = scene.settings;
  return {static_cast<double>(scene.gaussians.shDegree),
          static_cast<double>(scene.gaussians.timeHarmonics),
          scene.gaussians.timePeriod,
          scene.colourSpace == ColourEncoding::linear ? 1.0 : 0.0,
          scene.frame.timeCentre,
          scene.frame.timeHalfRange,
          scene.frame.scale,
          s.nearPlane,
          s.lowPass,
          s.alphaMax,
          s.alphaMin,
          s.transmittanceStop,
          s.frustumClamp,
          s.temporalPrune,
          s.footprint == scene::Footprint::officialTiles ? 1.0 : 0.0,
          s.background.x,
          s.background.y,
          s.background.z};
}

void applyNumbers(const std::vector<double>& n, scene::GaussianScene& scene, const TensorFields& fields) {
  for (const double number : n)
    if (!std::isfinite(number)) fields.damaged("scene/numbers");
  if (!(n[0] >= 0 && n[0] <= 3) || !(n[1] >= 0 && n[1] <= 16) || !(n[5] > 0) || !(n[6] > 0)) fields.damaged("scene/numbers");
  scene.gaussians.shDegree = static_cast<int>(n[0]);
  scene.gaussians.timeHarmonics = static_cast<int>(n[1]);
  scene.gaussians.timePeriod = static_cast<float>(n[2]);
  scene.colourSpace = n[3] > 0.5 ? ColourEncoding::linear : ColourEncoding::display;
  scene.frame.timeCentre = n[4];
  scene.frame.timeHalfRange = n[5];
  scene.frame.scale = n[6];
  scene::RasterSettings& s = scene.settings;
  const auto single = [&](size_t i) { return static_cast<float>(n[i]); };
  s = {single(7),
       single(8),
       single(9),
       single(10),
       single(11),
       single(12),
       single(13),
       n[14] > 0.5 ? scene::Footprint::officialTiles : scene::Footprint::alphaThreshold,
       {single(15), single(16), single(17)}};
}

}  // namespace

void addScene(TensorFile& file, const scene::GaussianScene& scene) {
  const Gaussians4D& g = scene.gaussians;
  g.check();
  for (const Field& field : kFields) {
    if (field.dynamic && g.isStatic()) continue;
    file.tensors["gaussians/" + std::string(field.name)] =
        packed(std::span<const float>(g.*field.array), shapeOf(field, g.count(), g.coefficients()));
  }
  const std::array<double, 16> pose = toRowMajor(scene.frame.frame_from_world);
  file.tensors["scene/frame"] = packed(std::span<const double>(pose), {16});
  const std::vector<double> numbers = numbersOf(scene);
  file.tensors["scene/numbers"] = packed(std::span<const double>(numbers), {kNumbers});
}

scene::GaussianScene sceneFrom(const TensorFile& file, const std::string& shownName) {
  const TensorFields fields(file, shownName);
  scene::GaussianScene scene;
  applyNumbers(fields.values<double>("scene/numbers", {kNumbers}), scene, fields);
  const std::vector<double> pose = fields.values<double>("scene/frame", {16});
  std::array<double, 16> rows;
  std::copy(pose.begin(), pose.end(), rows.begin());
  scene.frame.frame_from_world = fromRowMajor(rows);
  if (!isRigid(scene.frame.frame_from_world)) fields.damaged("scene/frame");
  const HostTensor& opacity = fields.at("gaussians/opacity_logit");
  if (opacity.shape.size() != 1) fields.damaged("gaussians/opacity_logit");
  const bool isStatic = !fields.has("gaussians/time");
  for (const Field& field : kFields) {
    if (field.dynamic && isStatic) continue;
    scene.gaussians.*field.array = fields.values<float>("gaussians/" + std::string(field.name),
                                                        shapeOf(field, opacity.shape[0], scene.gaussians.coefficients()));
  }
  return scene;
}

}  // namespace fsm::training
