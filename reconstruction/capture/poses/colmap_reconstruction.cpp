#include "reconstruction/capture/poses/colmap_reconstruction.h"

#include <algorithm>

#include "reconstruction/capture/import/colmap_model.h"
#include "reconstruction/capture/poses/picture_pairs.h"
#include "reconstruction/capture/poses/sparse_points.h"
#include "reconstruction/core/error.h"

namespace fsm::poses {
namespace {

Reconstruction readBest(const ColmapWork& work, const Capture& capture, const std::vector<PosePicture>& pictures) {
  Reconstruction out;
  if (!import::acceptsColmap(work.root)) return out;
  // The reader takes the model with the most images, wherever COLMAP numbered it.
  const import::PosedFrames model = import::readColmap(work.root);
  std::map<std::string, FrameId> ids;
  for (const PosePicture& picture : pictures) ids[picture.name] = picture.id;
  std::vector<Camera> cameras;
  for (const import::PosedFrame& frame : model.frames) {
    const auto id = ids.find(frame.name);
    if (id == ids.end()) continue;
    const Intrinsics full =
        frame.intrinsics.complete(capture.cameras[static_cast<size_t>(id->second.camera)].intrinsics.size, "COLMAP's camera");
    out.estimated_from_camera[id->second] = frame.world_from_camera;
    out.lenses[id->second.camera] = {full, frame.distortion};
    cameras.push_back({full, frame.world_from_camera});
  }
  out.points = readSparsePoints(model.source);
  out.distance = medianDistance(cameras, out.points);
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(work.sparse(), failed)) out.models += entry.is_directory() ? 1 : 0;
  return out;
}

std::vector<bool> unorderedCameras(const Capture& capture) {
  std::vector<bool> out;
  out.reserve(capture.cameras.size());
  for (const CaptureCamera& camera : capture.cameras) out.push_back(isUnordered(camera));
  return out;
}

}  // namespace

double Reconstruction::error() const {
  double sum = 0;
  for (const SparsePoint& point : points) sum += point.error;
  return points.empty() ? 0 : sum / static_cast<double>(points.size());
}

Reconstruction reconstructCameras(const ColmapProgram& colmap, const ColmapWork& work, const Capture& capture,
                                  const std::vector<PosePicture>& pictures, const std::vector<double>& focalRatios,
                                  Progress& progress, double share) {
  progress.stage("Finding features", 0.25 * share);
  extractFeatures(colmap, work, pictures, focalRatios, progress);
  progress.stage("Comparing frames", 0.4 * share);
  matchFeatures(colmap, work, pictures, picturePairs(pictures, unorderedCameras(capture)), progress);
  progress.stage("Placing cameras", 0.35 * share);
  mapCameras(colmap, work, pictures.size(), progress);
  return readBest(work, capture, pictures);
}

}  // namespace fsm::poses
