// `scene.json` of a capture folder, without its videos and images.
#pragma once

#include "reconstruction/capture/import/posed_frames.h"

namespace fsm::import {

struct SceneCamera {
  std::string name;
  std::filesystem::path video;  ///< in the folder; empty: `images`
  std::filesystem::path images;
  Intrinsics intrinsics;                    ///< focal lengths 0 where there are none (not posed)
  std::vector<Intrinsics> frameIntrinsics;  ///< `frame_intrinsics`, [fx, fy, cx, cy] a frame: a lens that zooms or focuses
  Distortion distortion;
  std::vector<glm::dmat4> world_from_camera;
  std::vector<Seconds> times;  ///< empty: at `fps`, as many as there are images
};

/// `sound`: {"file": name in the folder, "begins_s": moment of the capture at which it begins}.
struct SceneSound {
  std::filesystem::path file;
  Seconds begins = 0;
};

struct SceneFile {
  std::filesystem::path path;
  std::string name;
  double fps = 0;  ///< 0: not given
  std::optional<int> frames;
  std::vector<SceneCamera> cameras;
  std::optional<FramePlan> plan;  ///< `plan`: {"inputs": [[camera name, frame], ...], "targets": [...]}
  std::optional<SceneSound> sound;
};

/// `source`: the folder or the file itself.
bool acceptsSceneFile(const std::filesystem::path& source);
SceneFile readSceneFile(const std::filesystem::path& source);
/// The cameras' poses as a list of frames, to be given to a video that has none. Frame names are "camera/frame".
PosedFrames posedFramesOf(const SceneFile& scene);

}  // namespace fsm::import
