// What rasterisers draw in a benchmark.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::jobs {

/// Gaussians and how they are looked at.
struct BenchScene {
  std::string name;
  scene::GaussianScene gaussians;
  std::function<View(ImageSize)> view;  ///< in the world
};

/// At which given scenes are drawn.
constexpr ImageSize kBenchSceneSize{640, 360};

/// The scene of the published figures (splatting/benchmark_scene.h), the first `count` Gaussians.
BenchScene benchScene(int64_t count);
/// `gaussians` seen by a camera of any size: pictures show its middle, filled.
BenchScene benchScene(std::string name, scene::GaussianScene gaussians, const View& view);
/// A splat file, from the first view of its orbit, in the middle of its time. Throws what reading throws.
BenchScene benchSplatFile(const std::filesystem::path& file);

}  // namespace fsm::jobs
