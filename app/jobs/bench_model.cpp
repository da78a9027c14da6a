#include <algorithm>
#include <cmath>
#include <random>

#include "app/jobs/bench_parts.h"
#include "app/jobs/models.h"

namespace fsm::jobs {

namespace {

struct Workload {
  std::string name;
  int inputs = 16, targets = 8;
  ImageSize size{256, 144};
};

/// Cameras on an arc of a quarter turn about the origin, as captures are after normalisation.
Camera arcCamera(double at, ImageSize size) {
  const double angle = (at - 0.5) * 1.57;
  const glm::dvec3 z(-std::sin(angle), 0, std::cos(angle)), y(0, 1, 0), x = glm::cross(y, z);
  const glm::dvec3 position = -0.9 * z;
  Camera camera{{size, 0.9 * size.width, 0.9 * size.width, 0.5 * size.width, 0.5 * size.height}, glm::dmat4(1.0)};
  camera.world_from_camera = {glm::dvec4(x, 0), glm::dvec4(y, 0), glm::dvec4(z, 0), glm::dvec4(position, 1)};
  return camera;
}

PreparedCapture capture(const Workload& work, int patch) {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> pixel(0, 1);
  PreparedCapture out;
  out.preparation.patch = patch;
  out.preparation.upright = false;
  for (int i = 0; i < work.inputs; ++i) {
    const double at = work.inputs > 1 ? static_cast<double>(i) / (work.inputs - 1) : 0.5;
    PreparedView view{{0, i}, Image(work.size), arcCamera(at, work.size), 2 * at - 1, 0};
    std::generate(view.image.rgb.begin(), view.image.rgb.end(), [&] { return pixel(random); });
    out.inputs.push_back(std::move(view));
  }
  return out;
}

std::vector<PreparedView> targets(const Workload& work) {
  std::vector<PreparedView> views;
  for (int i = 0; i < work.targets; ++i) {
    const double at = (i + 0.5) / work.targets;
    views.push_back({{0, work.inputs + i}, {}, arcCamera(at, work.size), 2 * at - 1, 0});
  }
  return views;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// The first runs warm up: kernels are loaded and buffers taken.
BenchRow measure(const Engine& engine, const std::string& device, const Workload& work, int repetitions, Progress& progress) {
  const PreparedCapture prepared = capture(work, engine.config().patch);
  const std::vector<PreparedView> views = targets(work);
  std::vector<double> encode, render;
  uint64_t peak = 0;
  Progress silent;
  const auto keep = [](size_t, Image&&) {};
  const int warmUp = repetitions > 3 ? 2 : 1;
  for (int i = 0; i < warmUp + repetitions; ++i) {
    progress.advance(i, warmUp + repetitions);
    const SpatialMemory memory = engine.encode(prepared, silent);
    const EngineStats encoded = engine.lastStats();
    engine.render(memory, views, keep, silent);
    const EngineStats rendered = engine.lastStats();
    if (i < warmUp) continue;
    encode.push_back(encoded.milliseconds);
    render.push_back(rendered.milliseconds);
    peak = std::max({peak, encoded.peakBytes, rendered.peakBytes});
  }
  BenchRow row{device, work.name, engine.precision() == Precision::bfloat16 ? "bfloat16" : "float32", median(encode), 0, 0, peak};
  row.viewMs = median(render) / work.targets;
  row.totalMs = row.encodeMs + median(render);
  return row;
}

ModelConfig officialLayout() {
  ModelConfig config;
  config.chunkTokens = 8192;
  config.elastic.enabled = true;
  return config;
}

}  // namespace

std::vector<BenchRow> benchModels(const std::string& model, const DeviceInfo& device, bool quick, double share,
                                  Progress& progress) {
  const bool cuda = isCuda(device);
  const int repetitions = quick || !cuda ? 3 : 9;
  const EngineOptions options{device.id, "auto", ""};
  std::vector<BenchRow> rows;
  progress.stage("Default model on " + device.id, share * (cuda ? 0.4 : 1));
  {
    const Engine engine = Engine::load(findModel(model), options);
    rows.push_back(measure(engine, device.id, {engine.name() + " model, 16 inputs + 8 views 256x144"}, repetitions, progress));
  }
  if (!cuda) return rows;
  progress.stage("Official layout on " + device.id, share * 0.6);
  const Engine engine = Engine::random(officialLayout(), 1, options);
  for (const int inputs : {32, 128})
    rows.push_back(measure(engine, device.id,
                           {"official layout, " + std::to_string(inputs) + " inputs + 8 views 256x256", inputs, 8, {256, 256}},
                           repetitions, progress));
  return rows;
}

}  // namespace fsm::jobs
