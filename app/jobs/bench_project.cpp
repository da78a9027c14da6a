#include "app/jobs/bench_project.h"

#include "app/jobs/clip.h"
#include "app/jobs/gaussian_io.h"

namespace fsm::jobs {

BenchScene benchAnyScene(const std::filesystem::path& source) {
  if (isSplatSource(source)) return benchSplatFile(source);
  scene::GaussianScene gaussians = loadGaussianScene(source);
  const Scene scene = loadScene(source);
  ClipRequest still;
  still.size = kBenchSceneSize;
  const View view = planStill(stageOf(scene), still).views.front();
  return benchScene(source.filename().string(), std::move(gaussians), view);
}

}  // namespace fsm::jobs
