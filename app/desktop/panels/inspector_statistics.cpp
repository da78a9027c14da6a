#include "app/desktop/panels/inspector_statistics.h"

#include <QPointer>
#include <algorithm>
#include <cmath>

#include "reconstruction/scene/temporal_shape.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::desktop {

namespace {

constexpr int64_t kMostLookedAt = 100'000;
constexpr size_t kSteps = 32;
constexpr double kOutermost = 0.01;
constexpr double kVisible = 1.0 / 255;

Histogram histogramOf(const std::vector<double>& values, double least, double most) {
  Histogram histogram{least, most, {}};
  if (values.empty() || !(most > least)) return histogram;
  histogram.shares.assign(kSteps, 0);
  for (const double value : values) {
    const double step = (value - least) / (most - least) * kSteps;
    histogram.shares[static_cast<size_t>(std::clamp(step, 0.0, kSteps - 1.0))] += 1.0f / static_cast<float>(values.size());
  }
  return histogram;
}

/// Of logarithms: whole powers of ten around what there is.
Histogram logHistogram(const std::vector<double>& values) {
  if (values.empty()) return {};
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double low = std::max(std::floor(*least), -8.0), high = std::min(std::ceil(*most), 8.0);
  return histogramOf(values, low, std::max(high, low + 1));
}

struct Sample {
  std::array<std::vector<double>, 3> places;
  std::vector<double> opacities, sizes, lives;
};

void add(Sample& sample, const scene::GaussianScene& scene, int64_t index, const scene::AffineMap& world_from_frame) {
  const scene::Gaussians4D& g = scene.gaussians;
  const float* p = g.position.data() + 3 * index;
  const glm::dvec3 world = world_from_frame.linear * glm::dvec3(p[0], p[1], p[2]) + world_from_frame.translation;
  for (int axis = 0; axis < 3; ++axis) sample.places[static_cast<size_t>(axis)].push_back(world[axis]);
  const auto i = static_cast<size_t>(index);
  sample.opacities.push_back(1 / (1 + std::exp(-double{g.opacityLogit[i]})));
  const float* s = g.logScale.data() + 3 * index;
  sample.sizes.push_back((double{s[0]} + s[1] + s[2]) / 3 / std::log(10.0) - std::log10(scene.frame.scale));
  if (g.isStatic()) return;
  const double variance = scene::temporalPath(g, index).variance;
  if (variance > 0) sample.lives.push_back(0.5 * std::log10(variance) + std::log10(scene.frame.timeHalfRange));
}

void setExtent(GaussianStatistics& out, Sample& sample) {
  for (int axis = 0; axis < 3; ++axis) {
    std::vector<double>& along = sample.places[static_cast<size_t>(axis)];
    if (along.empty()) return;
    std::sort(along.begin(), along.end());
    const auto left = static_cast<size_t>(kOutermost * static_cast<double>(along.size()));
    out.least[axis] = along[left];
    out.most[axis] = along[along.size() - 1 - left];
  }
}

bool isAlive(const scene::Gaussians4D& g, int64_t index) {
  const double opacity = 1 / (1 + std::exp(-double{g.opacityLogit[static_cast<size_t>(index)]}));
  return opacity * (g.isStatic() ? 1 : scene::temporalPath(g, index).weightAt(0)) >= kVisible;
}

}  // namespace

GaussianStatistics statisticsOf(const scene::GaussianScene& scene) {
  const scene::Gaussians4D& g = scene.gaussians;
  GaussianStatistics out;
  out.count = g.count();
  const int64_t step = std::max<int64_t>(1, g.count() / kMostLookedAt);
  const scene::AffineMap world_from_frame = scene::worldFromFrame(scene.frame);
  Sample sample;
  for (int64_t i = 0; i < g.count(); ++i) {
    if (!g.isDrawable(i)) continue;
    ++out.drawable;
    out.alive += isAlive(g, i) ? 1 : 0;
    if (i % step == 0) add(sample, scene, i, world_from_frame);
  }
  setExtent(out, sample);
  out.opacity = histogramOf(sample.opacities, 0, 1);
  out.size = logHistogram(sample.sizes);
  out.life = logHistogram(sample.lives);
  return out;
}

StatisticsCache::StatisticsCache(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {}

const GaussianStatistics* StatisticsCache::of(const std::shared_ptr<const scene::GaussianScene>& scene) {
  std::erase_if(entries_, [](const auto& entry) { return entry.second.scene.expired(); });
  const auto [found, added] = entries_.try_emplace(scene.get());
  if (!added) return found->second.statistics.get();
  found->second.scene = scene;
  Job job;
  job.title = tr("Counting Gaussians");
  job.lane = Lane::light;
  job.quiet = true;
  job.work = [self = QPointer(this), scene](Progress& progress, JobFeedback& feedback) {
    progress.stage("counting", 1);
    const auto counted = std::make_shared<GaussianStatistics>(statisticsOf(*scene));
    feedback.post([self, scene, counted] {
      const auto entry = self ? self->entries_.find(scene.get()) : decltype(self->entries_.end()){};
      if (!self || entry == self->entries_.end()) return;
      entry->second.statistics = std::make_unique<GaussianStatistics>(*counted);
      emit self->ready();
    });
  };
  workspace_.jobs.start(std::move(job));
  return nullptr;
}

}  // namespace fsm::desktop
