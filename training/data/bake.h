// From a scene's description to the arrays the ray caster reads.
#pragma once

#include <vector>

#include "training/data/scene_model.h"

namespace fsm::training {

/// One sample's part of a RenderJob's arrays, for some views.
struct BakedSample {
  std::vector<PrimitivePose> poses;  ///< views * primitives
  std::vector<Material> materials;   ///< primitives
  std::vector<ViewCamera> cameras;   ///< views
  Light light{};
};

/// `primitives`: room for that many a sample; the rest is Shape::none. `seed` is that of the sensor noise of view 0.
BakedSample bake(const SampleScene& scene, const std::vector<Shot>& shots, int inputs, int primitives, uint32_t seed);

/// Drops what a camera is inside of or right in front of, so that no view stares at a surface a hand away.
void clearViews(SampleScene& scene, const std::vector<uint32_t>& texels);

}  // namespace fsm::training
