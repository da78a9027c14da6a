// From a memory to an explicit scene: the Gaussians of every input pixel, thinned out to what the views need.
#pragma once

#include "reconstruction/capture/prepare.h"
#include "reconstruction/core/progress.h"
#include "reconstruction/model/engine.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::jobs {

/// Gaussians that a scene keeps where nothing is said: software Vulkan still draws them fluently.
inline constexpr int64_t kDefaultGaussianBudget = 200'000;

/// Decodes the Gaussians of `prepared`, from which `memory` was made, and keeps the `budget` ones that contribute most to the
/// input views. Advances the caller's progress stage. Throws unsupported (a model without a Gaussian decoder), cancelled.
scene::GaussianScene makeGaussians(const Engine& engine, const SpatialMemory& memory, const PreparedCapture& prepared,
                                   int64_t budget, Progress& progress);

/// The views of prepared frames in the scene's frame.
std::vector<View> viewsOf(const PreparedCapture& prepared);

}  // namespace fsm::jobs
