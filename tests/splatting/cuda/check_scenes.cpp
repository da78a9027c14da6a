#include "tests/splatting/cuda/check_scenes.h"

#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <limits>
#include <random>
#include <utility>

namespace fsm::splatting::testing {
namespace {

ParameterArrays<float> gaussians(const RandomGaussiansOptions& options) { return randomGaussians(options).as<float>(); }

RandomGaussiansOptions options(int count, double logScale, uint32_t seed) {
  RandomGaussiansOptions o;
  o.count = count;
  o.logScaleMean = logScale;
  o.seed = seed;
  return o;
}

CheckScene make(std::string name, const RandomGaussiansOptions& o, ImageSize size, double time = 0.3) {
  CheckScene scene{std::move(name), gaussians(o), testView(size, time), {}};
  scene.settings.background = {0.9f, 0.4f, 0.2f};
  return scene;
}

CheckScene official(CheckScene scene) {
  scene.name += ", official";
  scene.settings = scene::RasterSettings::official();
  return scene;
}

View rolled(View view, double angle, ImageSize size) {
  view.camera.intrinsics.cx = 0.2 * size.width;
  view.camera.intrinsics.cy = 0.85 * size.height;
  view.camera.world_from_camera = glm::rotate(view.camera.world_from_camera, angle, {0.1, -0.2, 1.0});
  return view;
}

/// Some numbers of every array replaced by what no scene should hold.
void damage(ParameterArrays<float>& set, uint32_t seed) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN(), kInf = std::numeric_limits<float>::infinity();
  constexpr float kBad[] = {kNan, kInf, -kInf, 1e30f, -1e30f, 25.0f, -200.0f, 0.0f, 1e-30f};
  std::mt19937 bits(seed);
  for (auto& [name, values] : set.named()) {
    // Finite but huge colours and depths are drawn, and would hide every other difference.
    const size_t kinds = values == &set.sh || values == &set.position ? 3 : std::size(kBad);
    for (float& value : *values)
      if (bits() % 40 == 0) value = kBad[bits() % kinds];
  }
  for (size_t i = 0; i < set.rotation.size(); i += 4 * 29)
    for (int k = 0; k < 4; ++k) set.rotation[i + k] = 0;
}

std::vector<CheckScene> smallScenes() {
  std::vector<CheckScene> out;
  for (int degree = 0; degree <= 3; ++degree) {
    RandomGaussiansOptions o = options(300, -3.0, 10 + degree);
    o.shDegree = degree;
    out.push_back(make("4D, SH " + std::to_string(degree), o, {67, 45}));
    o.isStatic = true;
    out.push_back(make("static, SH " + std::to_string(degree), o, {67, 45}));
  }
  RandomGaussiansOptions waves = options(300, -2.8, 20);
  waves.shDegree = 1;
  waves.timeHarmonics = 3;
  out.push_back(make("time harmonics", waves, {50, 40}));
  out.push_back(make("one pixel", options(60, -1.5, 21), {1, 1}));
  out.push_back(make("one row", options(200, -2.5, 22), {131, 1}));
  out.push_back(make("no Gaussians", options(0, 0, 23), {33, 17}));

  CheckScene behind = make("all behind", options(100, -2.0, 24), {33, 17});
  for (size_t i = 2; i < behind.gaussians.position.size(); i += 3) behind.gaussians.position[i] *= -1;
  out.push_back(behind);

  CheckScene fuzz = make("fuzz", options(2000, -3.0, 25), {96, 64});
  damage(fuzz.gaussians, 26);
  out.push_back(fuzz);
  out.push_back(official(fuzz));
  return out;
}

/// Gaussians around and behind the near plane, seen from among them.
CheckScene nearCrossers() {
  RandomGaussiansOptions o = options(1500, -2.5, 40);
  o.near = -0.6;
  o.far = 2;
  o.halfWidth = 0.8;
  CheckScene scene = make("near plane", o, {120, 90});
  scene.settings.nearPlane = 0.05f;
  return scene;
}

CheckScene opaqueStack() {
  RandomGaussiansOptions o = options(3000, -1.8, 41);
  o.opacityLogitMean = 6;
  o.opacityLogitSpread = 3;
  o.halfWidth = 0.5;
  return make("opaque stack", o, {64, 64});
}

/// Thousands of faint layers over every pixel: the longest lists, and transmittance taken apart again over all of them.
CheckScene faintStack() {
  RandomGaussiansOptions o = options(4000, -0.5, 42);
  o.opacityLogitMean = -4.6;
  o.opacityLogitSpread = 0.5;
  o.halfWidth = 0.3;
  o.isStatic = true;
  return make("faint stack", o, {40, 33});
}

CheckScene equalDepths() {
  RandomGaussiansOptions o = options(600, -2.2, 43);
  o.isStatic = true;
  CheckScene scene = make("equal depths", o, {64, 48});
  scene.view.camera.world_from_camera = glm::dmat4(1.0);
  for (size_t i = 2; i < scene.gaussians.position.size(); i += 3) scene.gaussians.position[i] = 3.0f;
  return scene;
}

/// Long thin Gaussians across the whole picture.
CheckScene needles() {
  RandomGaussiansOptions o = options(400, -5.0, 44);
  o.isStatic = true;
  CheckScene scene = make("needles", o, {200, 150});
  for (size_t i = 0; i < scene.gaussians.logScale.size(); i += 3) scene.gaussians.logScale[i] = 0.0f;
  return scene;
}

std::vector<CheckScene> largeScenes() {
  std::vector<CheckScene> out;
  const CheckScene general = make("general 4D", options(6000, -3.6, 30), {320, 200});
  out.push_back(general);
  out.push_back(official(general));
  CheckScene turned = make("rolled, off-centre", options(3000, -3.2, 31), {161, 97});
  turned.view = rolled(turned.view, 0.7, {161, 97});
  out.push_back(turned);
  out.push_back(official(turned));
  out.push_back(make("huge splats", options(300, 0.5, 32), {90, 70}));
  out.push_back(official(make("huge splats", options(300, 0.5, 32), {90, 70})));
  out.push_back(make("tiny splats", options(20000, -9.0, 33), {256, 256}));
  out.push_back(make("large picture", options(800, -2.5, 34), {1201, 803}));
  out.push_back(nearCrossers());
  out.push_back(opaqueStack());
  out.push_back(faintStack());
  out.push_back(equalDepths());
  out.push_back(needles());
  CheckScene pruned = make("temporal prune", options(2000, -3.0, 35), {96, 64}, 0.9);
  pruned.settings.temporalPrune = 0.05f;
  out.push_back(pruned);
  CheckScene wide = make("wide picture of more than 65536 tiles", options(40, -3.5, 36), {65535, 272});
  wide.gradients = false;
  out.push_back(wide);
  return out;
}

}  // namespace

std::vector<CheckScene> checkScenes(bool small) {
  std::vector<CheckScene> out = smallScenes();
  if (small) return out;
  for (CheckScene& scene : largeScenes()) out.push_back(std::move(scene));
  return out;
}

}  // namespace fsm::splatting::testing
