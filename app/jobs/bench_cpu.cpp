#include <algorithm>
#include <chrono>

#include "app/jobs/bench_parts.h"
#include "reconstruction/splatting/rasteriser.h"

namespace fsm::jobs {

namespace {

constexpr int kWarmUps = 1;

/// Where the gradients of a set go.
class GradientRoom {
 public:
  explicit GradientRoom(const scene::Gaussians4D& like) : values_(like) {
    for (std::vector<float>* array : {&values_.position, &values_.logScale, &values_.rotation, &values_.opacityLogit, &values_.sh,
                                      &values_.time, &values_.logScaleTime, &values_.rotationRight})
      std::fill(array->begin(), array->end(), 0.0f);
  }
  splatting::GaussianGradients<float> pointers() {
    const auto data = [](std::vector<float>& v) { return v.empty() ? nullptr : v.data(); };
    splatting::GaussianGradients<float> out;
    out.position = data(values_.position);
    out.logScale = data(values_.logScale);
    out.rotation = data(values_.rotation);
    out.opacityLogit = data(values_.opacityLogit);
    out.sh = data(values_.sh);
    out.time = data(values_.time);
    out.logScaleTime = data(values_.logScaleTime);
    out.rotationRight = data(values_.rotationRight);
    return out;
  }

 private:
  scene::Gaussians4D values_;
};

template <class Work>
double medianMs(int repeats, const Work& work) {
  std::vector<double> times;
  for (int i = 0; i < kWarmUps + repeats; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    if (i >= kWarmUps)
      times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  const auto middle = times.begin() + static_cast<ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

RasterRow measure(splatting::Rasteriser& rasteriser, const BenchPictures::Picture& picture, int repeats) {
  const scene::GaussianScene& scene = picture.scene->gaussians;
  const View view = scene.frame.normalisedView(picture.scene->view(picture.size));
  const splatting::GaussianPointers<float> gaussians = splatting::pointers(scene.gaussians);
  const size_t pixels = static_cast<size_t>(picture.size.width) * static_cast<size_t>(picture.size.height);
  std::vector<float> colour(3 * pixels), alpha(pixels), depth(pixels);
  const std::vector<float> byColour(3 * pixels, 0.5f);
  GradientRoom gradients(scene.gaussians);
  splatting::RasterOutputs<float> outputs;
  outputs.colour = colour.data();
  outputs.alpha = alpha.data();
  outputs.depth = depth.data();
  RasterRow row;
  row.backEnd = RasterBackEnd::cpu;
  row.picture = picture.scene->name;
  row.size = picture.size;
  row.gaussians = static_cast<uint64_t>(scene.gaussians.count());
  row.frameMs = medianMs(repeats, [&] { rasteriser.forward(gaussians, view, scene.settings, outputs); });
  row.backwardMs = medianMs(repeats, [&] { rasteriser.backward({byColour.data(), nullptr, nullptr}, gradients.pointers()); });
  return row;
}

}  // namespace

std::vector<RasterRow> benchCpu(const std::string& device, BenchPictures& pictures, double share, Progress& progress) {
  progress.stage("CPU rasteriser", share);
  const auto rasteriser = splatting::makeCpuRasteriser();
  const std::vector<BenchPictures::Picture> asked = pictures.forProcessor();
  std::vector<RasterRow> rows;
  for (const BenchPictures::Picture& picture : asked) {
    progress.advance(static_cast<double>(rows.size()), static_cast<double>(asked.size()));
    rows.push_back(measure(*rasteriser, picture, pictures.quick() ? 3 : 7));
    rows.back().device = device;
  }
  return rows;
}

}  // namespace fsm::jobs
