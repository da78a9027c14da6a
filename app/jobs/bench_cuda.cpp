#include "app/jobs/bench_parts.h"
#include "reconstruction/splatting/cuda/raster_speed.h"

namespace fsm::jobs {

namespace {

RasterRow rowOf(const splatting::cuda::RasterSpeed& speed, const BenchPictures::Picture& picture, const std::string& device) {
  RasterRow row;
  row.backEnd = RasterBackEnd::cuda;
  row.device = device;
  row.picture = picture.scene->name;
  row.size = picture.size;
  row.gaussians = static_cast<uint64_t>(picture.scene->gaussians.gaussians.count());
  row.visible = static_cast<uint64_t>(speed.visible);
  row.pairs = static_cast<uint64_t>(speed.instances);
  row.frameMs = speed.forwardMs;
  row.backwardMs = speed.backwardMs;
  row.stages = speed.forwardStages;
  row.backwardStages = speed.backwardStages;
  row.memoryBytes = static_cast<uint64_t>(speed.memory);
  return row;
}

}  // namespace

std::vector<RasterRow> benchCuda(int index, BenchPictures& pictures, double share, Progress& progress) {
  const std::string device = splatting::cuda::deviceName(index);
  progress.stage("CUDA rasteriser on " + device, share);
  const int repeats = pictures.quick() ? 10 : 40;
  const std::vector<BenchPictures::Picture> asked = pictures.forCards();
  std::vector<RasterRow> rows;
  std::optional<splatting::cuda::SpeedScene> scene;
  const BenchScene* uploaded = nullptr;
  for (const BenchPictures::Picture& picture : asked) {
    progress.advance(static_cast<double>(rows.size()), static_cast<double>(asked.size()));
    const scene::GaussianScene& gaussians = picture.scene->gaussians;
    if (!scene || uploaded != picture.scene) scene.emplace(gaussians.gaussians, index);
    uploaded = picture.scene;
    const View view = gaussians.frame.normalisedView(picture.scene->view(picture.size));
    rows.push_back(rowOf(scene->measure(view, gaussians.settings, repeats), picture, device));
  }
  return rows;
}

}  // namespace fsm::jobs
