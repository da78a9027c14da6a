#include "renderer/benchmark.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>

namespace fsm::renderer {
namespace {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<int64_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Samples {
  std::vector<std::string> order;  ///< of the stages
  std::map<std::string, std::vector<double>> stages;
  std::vector<double> frames;

  void add(const std::vector<StageTime>& times) {
    double sum = 0;
    for (const StageTime& time : times) {
      if (!stages.contains(time.stage)) order.push_back(time.stage);
      stages[time.stage].push_back(time.milliseconds);
      sum += time.milliseconds;
    }
    if (!times.empty()) frames.push_back(sum);
  }
};

/// One after the other, for the stages' times.
FrameStatistics measureStages(Renderer& renderer, const FrameRequest& request, const BenchmarkOptions& options,
                              Samples& samples) {
  FrameStatistics statistics;
  for (int i = 0; i < options.warmUp + options.frames; ++i) {
    renderer.read(renderer.draw(request), &statistics);
    if (i >= options.warmUp) samples.add(statistics.times);
  }
  return statistics;
}

/// Two in flight, as a viewport draws.
double measureWall(Renderer& renderer, const FrameRequest& request, int frames) {
  std::deque<Ticket> flying;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < frames; ++i) {
    flying.push_back(renderer.draw(request));
    if (flying.size() < 2) continue;
    renderer.read(flying.front());
    flying.pop_front();
  }
  for (const Ticket ticket : flying) renderer.read(ticket);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / frames;
}

}  // namespace

BenchmarkResult runBenchmark(const scene::GaussianScene& scene, const FrameRequest& request, const BenchmarkOptions& options) {
  Renderer renderer(options.renderer);
  renderer.setScene(scene);
  FrameRequest asked = request;
  asked.depth = options.depth;
  Samples samples;
  const FrameStatistics statistics = measureStages(renderer, asked, options, samples);

  BenchmarkResult result;
  result.device = renderer.device();
  result.size = request.view.camera.intrinsics.size;
  result.gaussians = renderer.gaussianCount();
  result.candidates = statistics.candidates;
  result.visible = statistics.visible;
  result.pairs = statistics.pairs;
  for (const std::string& stage : samples.order) result.stages.push_back({stage, median(samples.stages[stage])});
  result.frameMilliseconds = median(samples.frames);
  result.wallMilliseconds = measureWall(renderer, asked, options.frames);
  result.memory = renderer.memory();
  return result;
}

std::string BenchmarkResult::json() const {
  nlohmann::ordered_json out;
  out["device"] = device.name;
  out["driver"] = device.driver;
  out["width"] = size.width;
  out["height"] = size.height;
  out["gaussians"] = gaussians;
  out["candidates"] = candidates;
  out["visible"] = visible;
  out["pairs"] = pairs;
  out["frame_ms"] = frameMilliseconds;
  out["wall_ms"] = wallMilliseconds;
  for (const StageTime& stage : stages) out["stages_ms"][stage.stage] = stage.milliseconds;
  for (int i = 0; i < kMemoryCategories; ++i)
    out["memory_bytes"][memoryCategoryName(static_cast<MemoryCategory>(i))] = memory.used[static_cast<size_t>(i)];
  return out.dump();
}

}  // namespace fsm::renderer
