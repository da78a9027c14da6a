#include "app/jobs/bench_picture.h"

#include "app/jobs/bench_parts.h"
#include "app/jobs/covering.h"
#include "app/jobs/splat_orbit.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "reconstruction/splatting/benchmark_scene.h"

namespace fsm::jobs {

BenchScene benchScene(int64_t count) {
  BenchScene out;
  out.name = "benchmark scene";
  out.gaussians.gaussians = splatting::benchmarkScene(count);
  out.view = [](ImageSize size) { return splatting::benchmarkView(size); };
  return out;
}

BenchScene benchScene(std::string name, scene::GaussianScene gaussians, const View& view) {
  const auto sized = [view](ImageSize size) {
    View out = view;
    out.camera.intrinsics = covering(view.camera.intrinsics, size);
    return out;
  };
  return {std::move(name), std::move(gaussians), sized};
}

BenchScene benchSplatFile(const std::filesystem::path& file) {
  scene::GaussianScene gaussians = scene::readSplatFile(file);
  const Orbit orbit = orbitOf(gaussians, kBenchSceneSize);
  View view{{orbit.intrinsics, orbit.pose(0)}, 0};
  if (!gaussians.gaussians.isStatic()) view.time = gaussians.frame.seconds(0);
  return benchScene(file.filename().string(), std::move(gaussians), view);
}

std::vector<BenchPictures::Picture> BenchPictures::forCards() {
  if (!large_) large_ = benchScene(splatting::kBenchmarkGaussians);
  std::vector<Picture> out{{&*large_, {1920, 1080}}, {&*large_, {256, 256}}};
  if (own_ != nullptr) out.push_back({own_, kBenchSceneSize});
  return out;
}

std::vector<BenchPictures::Picture> BenchPictures::forProcessor() {
  constexpr int64_t kMany = 131072, kFew = 32768;
  if (!small_) small_ = benchScene(quick_ ? kFew : kMany);
  std::vector<Picture> out{{&*small_, kBenchSceneSize}};
  if (own_ != nullptr) out.push_back({own_, kBenchSceneSize});
  return out;
}

}  // namespace fsm::jobs
