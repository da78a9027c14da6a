#include "reconstruction/splatting/benchmark_scene.h"

#include <cmath>
#include <random>

namespace fsm::splatting {
namespace {

class Draws {
 public:
  explicit Draws(uint32_t seed) : bits_(seed) {}
  /// The distributions of the standard library differ between its implementations; this does not.
  float uniform(double low, double high) { return static_cast<float>(low + (high - low) * (bits_() / 4294967296.0)); }
  void quaternion(std::vector<float>& into) {
    float q[4];
    float norm2 = 0;
    do {
      norm2 = 0;
      for (float& entry : q) {
        entry = uniform(-1, 1);
        norm2 += entry * entry;
      }
    } while (norm2 > 1 || norm2 < 0.01f);
    into.insert(into.end(), q, q + 4);
  }

 private:
  std::mt19937 bits_;
};

}  // namespace

scene::Gaussians4D benchmarkScene(int64_t count, uint32_t seed) {
  Draws draws(seed);
  scene::Gaussians4D out;
  for (std::vector<float>* values : {&out.position, &out.logScale, &out.sh}) values->reserve(3 * count);
  for (std::vector<float>* values : {&out.rotation, &out.rotationRight}) values->reserve(4 * count);
  for (std::vector<float>* values : {&out.opacityLogit, &out.time, &out.logScaleTime}) values->reserve(count);
  for (int64_t i = 0; i < count; ++i) {
    out.position.push_back(draws.uniform(-2, 2));
    out.position.push_back(draws.uniform(-2, 2));
    out.position.push_back(draws.uniform(2, 6));
    for (int axis = 0; axis < 3; ++axis) out.logScale.push_back(draws.uniform(-6, -4.5));
    draws.quaternion(out.rotation);
    draws.quaternion(out.rotationRight);
    out.opacityLogit.push_back(draws.uniform(-2, 3));
    for (int channel = 0; channel < 3; ++channel) out.sh.push_back(draws.uniform(-1.7, 1.7));
    out.time.push_back(draws.uniform(-1, 1));
    out.logScaleTime.push_back(draws.uniform(-2, 0));
  }
  return out;
}

View benchmarkView(ImageSize size, double time) {
  View view;
  const double focal = size.width / (2 * std::tan(3.14159265358979323846 / 6));
  view.camera.intrinsics = {size, focal, focal, 0.5 * size.width, 0.5 * size.height};
  view.time = time;
  return view;
}

}  // namespace fsm::splatting
