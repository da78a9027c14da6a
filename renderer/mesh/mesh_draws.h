// A scene seen from a view as a list of draws: poses sampled at the view's time, transforms multiplied out in double precision so
// that scenes far from the origin do not shake. Host only. Private to renderer/.
#pragma once

#include <vector>

#include "renderer/mesh/mesh_frame.h"
#include "renderer/mesh/mesh_scene.h"

namespace fsm::renderer {

struct MeshDraw {
  size_t object = 0;  ///< index into MeshScene::objects
  int part = 0;
  DrawBlock block;
  bool mirrored = false;  ///< the transform turns fronts into backs
  bool skinned = false;   ///< DrawBlock::firstJoint counts
  bool unlit = false;     ///< base colours as they are, whatever the light
};

struct MeshDrawList {
  FrameBlock frame;
  std::vector<MeshDraw> draws;
  std::vector<glm::mat4> joints;       ///< of all skinned draws; DrawBlock::firstJoint points here
  std::vector<SegmentBlock> segments;  ///< in view space
};

/// Throws badInput for transforms that are not finite, objects without a model, clips that are not there, a view without size.
MeshDrawList makeDrawList(const MeshScene& scene, const MeshView& view);

}  // namespace fsm::renderer
