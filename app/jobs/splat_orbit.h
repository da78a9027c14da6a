// Where a camera stands before Gaussians that no capture is known of.
#pragma once

#include "app/jobs/orbit.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::jobs {

/// A full turn about where most of them are, up as in most splat files (-y). Throws badInput when none has a place.
Orbit orbitOf(const scene::GaussianScene& scene, ImageSize size);

}  // namespace fsm::jobs
