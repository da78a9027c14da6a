// A refinement that travels: the scene to start from and the frames to fit, prepared, in one safetensors file. It is made where
// the footage can be decoded and refined where there is a graphics card; what comes back is a scene (scene_tensors.h).
//   frames/pixels    f32 [all samples]  display-referred RGB, frame after frame, rows top to bottom
//   frames/size      i32 [F, 2]         width, height
//   frames/pose      f64 [F, 16]        scene_from_camera, row by row
//   frames/fxfycxcy  f64 [F, 4]
//   frames/time      f64 [F]            normalised
//   frames/camera    i32 [F]
// and the same under held_out/ for frames that are only scored. Metadata: "format" ("refine-input 1").
#pragma once

#include "training/refine/refine.h"

namespace fsm::training {

TensorFile toTensors(const RefineInput& input);
/// Throws `Error` fileDamaged, naming `shownName`.
RefineInput refineInputFrom(const TensorFile& file, const std::string& shownName);

}  // namespace fsm::training
