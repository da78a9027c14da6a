#include "tests/parity/raster_comparison.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/splatting/formulas/splat.h"
#include "reconstruction/splatting/raster_view.h"

namespace fsm::parity {
namespace {

namespace fs = std::filesystem;
using splatting::GaussianPointers;

// What a faithful float32 implementation meets; at an alpha threshold or a tile's border one rounds to the other side.
constexpr double kPicture = 1e-4;
constexpr double kBand = 2e-2;
constexpr double kBandFraction = 1e-3;
constexpr double kGradient = 1e-3;  ///< of the tensor's largest entry
/// Not comparable in the official backward: weights up to this (method of the fixtures).
constexpr double kOfficialTemporalBound = 0.05;

class HostMemory : public ArrayMemory {
 public:
  float* upload(std::span<const float> values) override {
    if (values.empty()) return nullptr;
    return arrays_.emplace_back(std::make_unique<std::vector<float>>(values.begin(), values.end()))->data();
  }
  void download(const float* from, std::span<float> into) override { std::copy_n(from, into.size(), into.begin()); }

 private:
  std::vector<std::unique_ptr<std::vector<float>>> arrays_;
};

/// [H, W, C] to [C, H, W].
std::vector<float> planar(const std::vector<float>& interleaved, int channels) {
  const size_t pixels = interleaved.size() / channels;
  std::vector<float> out(interleaved.size());
  for (size_t i = 0; i < interleaved.size(); ++i) out[i % channels * pixels + i / channels] = interleaved[i];
  return out;
}
std::vector<float> interleaved(std::span<const float> planes, int channels) {
  const size_t pixels = planes.size() / channels;
  std::vector<float> out(planes.size());
  for (size_t i = 0; i < planes.size(); ++i) out[i % pixels * channels + i / pixels] = planes[i];
  return out;
}

/// The largest difference outside the band of pixels that may round to the other side of a threshold; infinite when there are
/// more of those than may be, or one is further off than a threshold makes it.
double pictureError(std::span<const float> got, std::span<const float> expected, int64_t pixels) {
  std::vector<double> worst(pixels, 0.0);
  for (size_t i = 0; i < got.size(); ++i) {
    const double difference = std::abs(static_cast<double>(got[i]) - expected[i]);
    double& pixel = worst[i % pixels];
    if (!(difference <= pixel)) pixel = difference;  // also takes NaN
  }
  int64_t inBand = 0;
  double largest = 0;
  for (const double pixel : worst) {
    if (!(pixel < kBand)) return std::isnan(pixel) ? pixel : std::max(pixel, kBand);
    if (pixel > kPicture)
      ++inBand;
    else
      largest = std::max(largest, pixel);
  }
  const double allowed = std::max(1.0, kBandFraction * static_cast<double>(pixels));
  return static_cast<double>(inBand) <= allowed ? largest : *std::max_element(worst.begin(), worst.end());
}

/// The rasteriser with a fixture's Gaussians in the memory of its back end.
class Session {
 public:
  Session(const RasterFixture& fixture, const RasterBackEnd& backEnd)
      : fixture_(fixture), rasteriser_(*backEnd.rasteriser), memory_(backEnd.memory()) {
    const scene::Gaussians4D& g = fixture.gaussians;
    gaussians_ = {g.count(),
                  g.shDegree,
                  g.timeHarmonics,
                  g.timePeriod,
                  memory_->upload(g.position),
                  memory_->upload(g.logScale),
                  memory_->upload(g.rotation),
                  memory_->upload(g.opacityLogit),
                  memory_->upload(g.sh),
                  memory_->upload(g.time),
                  memory_->upload(g.logScaleTime),
                  memory_->upload(g.rotationRight)};
    const std::vector<float> zeros(3 * pixels());
    colour_ = memory_->upload(zeros);
    alpha_ = memory_->upload(std::span(zeros).first(pixels()));
    depth_ = memory_->upload(std::span(zeros).first(pixels()));
  }

  size_t pixels() const { return static_cast<size_t>(fixture_.size().width) * fixture_.size().height; }
  float* upload(std::span<const float> values) { return memory_->upload(values); }
  std::vector<float> download(const float* from, size_t count) {
    std::vector<float> out(count);
    if (count > 0) memory_->download(from, out);
    return out;
  }
  void render(size_t view) {
    rasteriser_.forward(gaussians_, fixture_.views[view], fixture_.settings,
                        {.colour = colour_, .alpha = alpha_, .depth = depth_});
  }
  std::vector<float> colour() { return planar(download(colour_, 3 * pixels()), 3); }
  std::vector<float> alpha() { return download(alpha_, pixels()); }
  std::vector<float> depth() { return download(depth_, pixels()); }
  void backward(const float* colourGradient, const splatting::GaussianGradients<float>& gradients) {
    rasteriser_.backward({.colour = colourGradient}, gradients);
  }

 private:
  const RasterFixture& fixture_;
  splatting::Rasteriser& rasteriser_;
  std::unique_ptr<ArrayMemory> memory_;
  GaussianPointers<float> gaussians_;
  float *colour_ = nullptr, *alpha_ = nullptr, *depth_ = nullptr;
};

class RasterComparison {
 public:
  RasterComparison(const RasterFixture& fixture, const RasterBackEnd& backEnd, std::vector<Result>& results)
      : fixture_(fixture), backEnd_(backEnd), session_(fixture, backEnd), results_(results) {}
  void pictures();
  void gradients();

 private:
  void record(const std::string& quantity, double error, double bound, const char* measure) {
    results_.push_back({fixture_.name, backEnd_.name + ' ' + quantity, error, bound, error <= bound, false, measure});
  }
  std::vector<bool> comparable() const;

  const RasterFixture& fixture_;
  const RasterBackEnd& backEnd_;
  Session session_;
  std::vector<Result>& results_;
};

void RasterComparison::pictures() {
  const size_t views = fixture_.views.size(), pixels = session_.pixels();
  struct Picture {
    const char *quantity, *tensor;
    size_t channels;
    std::vector<float> (Session::*get)();
    double error = 0;
  };
  Picture all[] = {{"rendering", "out.rendering", 3, &Session::colour},
                   {"alpha", "out.alpha", 1, &Session::alpha},
                   {"depth", "out.depth", 1, &Session::depth}};
  for (Picture& picture : all) {
    if (fixture_.tensors.tensors.count(picture.tensor) == 0) continue;
    const std::vector<float> expected =
        floatsOf(fixture_.tensors, picture.tensor, static_cast<int64_t>(views * picture.channels * pixels));
    for (size_t view = 0; view < views; ++view) {
      session_.render(view);
      const std::vector<float> got = (session_.*picture.get)();
      const double error =
          pictureError(got, std::span(expected).subspan(view * got.size(), got.size()), static_cast<int64_t>(pixels));
      if (!(error <= picture.error)) picture.error = error;
    }
    record(picture.quantity, picture.error, kPicture, "largest absolute difference outside the band of thresholds");
  }
}

/// Gaussians for which the official backward returns the gradient of its forward.
std::vector<bool> RasterComparison::comparable() const {
  const splatting::GaussianPointers<float> set = splatting::pointers(fixture_.gaussians);
  std::vector<bool> out(set.count, true);
  for (const View& view : fixture_.views) {
    const auto camera = splatting::rasterCamera<float>(view, fixture_.settings);
    for (int64_t i = 0; i < set.count; ++i) {
      splatting::LoadedGaussian<float> gaussian;
      if (!splatting::loadGaussian(set, i, gaussian)) continue;
      const auto slice = splatting::sliceOf(gaussian, camera.time);
      const auto point = splatting::cameraPoint(camera, slice.mean);
      const bool clamped = std::abs(point.x / point.z) > camera.limitX || std::abs(point.y / point.z) > camera.limitY;
      if (clamped || slice.weight <= kOfficialTemporalBound) out[i] = false;
    }
  }
  return out;
}

void RasterComparison::gradients() {
  const scene::Gaussians4D& g = fixture_.gaussians;
  if (fixture_.tensors.tensors.count("loss_weight") == 0) return;
  if (g.shDegree > 0) {
    results_.push_back({fixture_.name, backEnd_.name + " gradients", 0, 0, false, true,
                        "With directions in colours the official backward is not the gradient of its forward."});
    return;
  }
  struct Array {
    const char* tensor;
    size_t size;
    float* device = nullptr;
  };
  const size_t count = static_cast<size_t>(g.count());
  Array arrays[] = {{"xyz", 3 * count},      {"scaling", 3 * count}, {"rotation", 4 * count}, {"opacity", count},
                    {"features", 3 * count}, {"t", count},           {"scaling_t", count},    {"rotation_r", 4 * count}};
  for (Array& array : arrays) array.device = session_.upload(std::vector<float>(array.size));
  const size_t perView = 3 * session_.pixels();
  const std::vector<float> weight =
      floatsOf(fixture_.tensors, "loss_weight", static_cast<int64_t>(perView * fixture_.views.size()));
  for (size_t view = 0; view < fixture_.views.size(); ++view) {
    session_.render(view);
    const float* gradient = session_.upload(interleaved(std::span(weight).subspan(view * perView, perView), 3));
    session_.backward(gradient, {arrays[0].device, arrays[1].device, arrays[2].device, arrays[3].device, arrays[4].device,
                                 arrays[5].device, arrays[6].device, arrays[7].device});
  }
  const std::vector<bool> counts = comparable();
  for (const Array& array : arrays) {
    const std::vector<float> expected =
        floatsOf(fixture_.tensors, std::string("grad.") + array.tensor, static_cast<int64_t>(array.size));
    const std::vector<float> got = session_.download(array.device, array.size);
    double largest = 0, error = 0;
    for (size_t i = 0; i < array.size; ++i) {
      largest = std::max(largest, std::abs(static_cast<double>(expected[i])));
      const double difference = std::abs(static_cast<double>(got[i]) - expected[i]);
      if (counts[i / (array.size / count)] && !(difference <= error)) error = difference;
    }
    record(std::string("gradient of ") + array.tensor, error / largest, kGradient, "relative to the largest entry");
  }
}

}  // namespace

std::unique_ptr<ArrayMemory> hostMemory() { return std::make_unique<HostMemory>(); }

std::vector<RasterBackEnd> rasterBackEnds() {
  std::vector<RasterBackEnd> out;
  out.push_back({"reference", splatting::makeReferenceRasteriser(), hostMemory});
  out.push_back({"cpu", splatting::makeCpuRasteriser(), hostMemory});
  if (cudaIsHere()) out.push_back({"cuda", splatting::makeCudaRasteriser(0, nullptr), cudaMemory});
  return out;
}

std::vector<fs::path> discoverRasterFixtures(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".safetensors" && path.filename().string().starts_with("raster4d")) found.push_back(path);
    if (path.extension() != ".json") continue;
    const nlohmann::json json = nlohmann::json::parse(readTextFile(path), nullptr, false);
    if (json.is_object() && json.value("kind", nlohmann::json()) == "lrm") found.push_back(path);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Result> compareRasterFixture(const fs::path& path, const RasterBackEnd& backEnd) {
  std::vector<Result> results;
  try {
    const RasterFixture fixture = readRasterFixture(path);
    RasterComparison comparison(fixture, backEnd, results);
    comparison.pictures();
    comparison.gradients();
  } catch (const std::exception& error) {
    results.push_back({path.stem().string(), backEnd.name, 0, 0, false, false, error.what()});
  }
  return results;
}

}  // namespace fsm::parity
