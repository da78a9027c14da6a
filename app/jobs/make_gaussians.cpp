#include "app/jobs/make_gaussians.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/gaussian_views.h"

namespace fsm::jobs {

namespace {

/// Those that no view could ever show are not worth a place in memory.
std::vector<int64_t> visible(const scene::Gaussians4D& gaussians, float alphaMin) {
  const float least = std::log(alphaMin / (1 - alphaMin));
  std::vector<int64_t> kept;
  for (int64_t i = 0; i < gaussians.count(); ++i)
    if (gaussians.opacityLogit[static_cast<size_t>(i)] >= least) kept.push_back(i);
  return kept;
}

void append(scene::Gaussians4D& all, const scene::Gaussians4D& more) {
  const auto join = [](std::vector<float>& a, const std::vector<float>& b) { a.insert(a.end(), b.begin(), b.end()); };
  join(all.position, more.position);
  join(all.logScale, more.logScale);
  join(all.rotation, more.rotation);
  join(all.opacityLogit, more.opacityLogit);
  join(all.sh, more.sh);
  join(all.time, more.time);
  join(all.logScaleTime, more.logScaleTime);
  join(all.rotationRight, more.rotationRight);
}

/// What lies behind everything: where no frame has looked, the mean of what was seen is wrong least.
glm::vec3 meanColour(const PreparedCapture& prepared) {
  glm::dvec3 sum(0.0);
  double pixels = 0;
  for (const PreparedView& view : prepared.inputs) {
    for (size_t i = 0; i + 2 < view.image.rgb.size(); i += 3)
      sum += glm::dvec3(view.image.rgb[i], view.image.rgb[i + 1], view.image.rgb[i + 2]);
    const size_t own = view.image.rgb.size() / 3;
    pixels += static_cast<double>(own);
  }
  return glm::vec3(sum / std::max(1.0, pixels));
}

}  // namespace

std::vector<View> viewsOf(const PreparedCapture& prepared) {
  std::vector<View> views;
  views.reserve(prepared.inputs.size());
  for (const PreparedView& view : prepared.inputs) views.push_back({view.camera, view.time});
  return views;
}

scene::GaussianScene makeGaussians(const Engine& engine, const SpatialMemory& memory, const PreparedCapture& prepared,
                                   int64_t budget, Progress& progress) {
  scene::GaussianScene scene;
  scene.frame = prepared.preparation.normalisation;
  const float alphaMin = scene.settings.alphaMin;
  engine.gaussians(
      memory, prepared, [&](scene::Gaussians4D&& more) { append(scene.gaussians, more.subset(visible(more, alphaMin))); },
      progress);
  scene.settings.background = meanColour(prepared);
  const splatting::GaussianViews views(scene.gaussians, engine.deviceId());
  const std::vector<float> contributions = views.contributions(viewsOf(prepared), scene.settings, progress);
  scene.gaussians = scene.gaussians.subset(splatting::strongest(contributions, budget));
  if (scene.gaussians.count() == 0)
    throw Error(ErrorCode::internal, "The model made no Gaussian that any input frame sees. Please report this.");
  return scene;
}

}  // namespace fsm::jobs
