#include "reconstruction/capture/import/posed_sources.h"

#include "reconstruction/capture/import/colmap_model.h"
#include "reconstruction/capture/import/opencv_cameras.h"
#include "reconstruction/capture/import/record3d.h"
#include "reconstruction/capture/import/transforms.h"

namespace fsm::import {

std::span<const PosedSource> posedSources() {
  static constexpr PosedSource kSources[] = {
      {"FSM / LaCT cameras (opencv_cameras.json)", acceptsOpencvCameras, readOpencvCameras},
      {"nerfstudio or instant-ngp (transforms.json)", acceptsTransforms, readTransforms},
      {"COLMAP model", acceptsColmap, readColmap},
      {"Record3D", acceptsRecord3d, readRecord3d}};
  return kSources;
}

}  // namespace fsm::import
