#include "app/desktop/viewport/live_arrays.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"
#include "renderer/interop/shared_scene.h"

namespace fsm::desktop {

namespace {

/// Room for a live scene that grows.
constexpr double kGrowth = 1.25;
/// Jobs compute on CUDA's first device; what another one computes comes through the host.
constexpr int kCudaDevice = 0;

}  // namespace

LiveArrays::LiveArrays() = default;
LiveArrays::~LiveArrays() = default;

void LiveArrays::show(renderer::Renderer& renderer, const scene::GaussianScene& scene) {
  const std::lock_guard lock(mutex_);
  const scene::Gaussians4D& g = scene.gaussians;
  if (!holds(g.count(), g.shDegree, g.timeHarmonics, g.timePeriod, g.isStatic())) {
    shared_.reset();
    kind_ = {};
    kind_.shDegree = g.shDegree;
    kind_.timeHarmonics = g.timeHarmonics;
    kind_.timePeriod = g.timePeriod;
    isStatic_ = g.isStatic();
    const auto room = static_cast<int64_t>(std::ceil(kGrowth * static_cast<double>(std::max<int64_t>(g.count(), 1))));
    shared_ = std::make_unique<renderer::SharedScene>(
        renderer, renderer::SharedSceneOptions{.kind = {kind_, scene.frame, scene.colourSpace, scene.settings},
                                               .isStatic = isStatic_,
                                               .capacity = room,
                                               .transport = renderer::Transport::automatic,
                                               .cudaDevice = kCudaDevice});
  }
  shared_->publishFromHost(renderer::arraysOf(g));
}

void LiveArrays::close() {
  const std::lock_guard lock(mutex_);
  shared_.reset();
}

std::string LiveArrays::transport() const {
  const std::lock_guard lock(mutex_);
  if (!shared_) return {};
  return shared_->transport() == renderer::Transport::sharedMemory ? "shared" : "host";
}

bool LiveArrays::holds(int64_t count, int shDegree, int timeHarmonics, double timePeriod, bool isStatic) const {
  return shared_ && count <= shared_->capacity() && shDegree == kind_.shDegree && timeHarmonics == kind_.timeHarmonics &&
         static_cast<float>(timePeriod) == static_cast<float>(kind_.timePeriod) && isStatic == isStatic_;
}

bool LiveArrays::publish(const splatting::GaussianPointers<float>& all, const training::ArraysPlace& place) {
  const std::lock_guard lock(mutex_);
  if (place.cudaDevice > kCudaDevice || !holds(all.count, all.shDegree, all.timeHarmonics, all.timePeriod, all.isStatic()))
    return false;
  const renderer::SceneArrays arrays{all.count, all.position, all.logScale,     all.rotation,     all.opacityLogit,
                                     all.sh,    all.time,     all.logScaleTime, all.rotationRight};
  try {
    if (place.cudaDevice < 0)
      shared_->publishFromHost(arrays);
    else
      shared_->publish(arrays, place.stream);
    return true;
  } catch (const Error& error) {
    // The renderer tells what its device suffers; the job goes on.
    log().debug("Gaussians of a running job were not taken: {}", error.what());
    return false;
  }
}

}  // namespace fsm::desktop
