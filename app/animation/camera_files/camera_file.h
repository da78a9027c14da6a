// Camera moves to and from other programs, so that a move can be made or matched in Blender, Maya or After Effects.
//
// Reads and writes glTF 2.0 (.gltf, .glb), FBX (.fbx) and nerfstudio's camera path (.json). Models are read by Assimp, whose
// writers leave cameras (FBX) or their moves (glTF) out: those two are written here.
// Worlds: glTF and FBX have y up, the capture has its own up (as orbits find it). `up` says which way that is; the turn that
// takes it to +y by the shorter way is applied on writing and undone on reading, so that a move comes back to where it was.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/animation/animation.h"

namespace fsm::animation {

/// A move as a file gives it. Its clock starts at 0.
struct CameraMove {
  CameraTrack camera;
  std::optional<SceneTimeTrack> time;  ///< where the file says which moments are shown
  double length = 0;                   ///< seconds; 0: one pose
  std::optional<double> fps;
  ImageSize size;                  ///< that it was made for; 0 where the file does not say
  std::vector<std::string> notes;  ///< what the user should know
};

struct CameraFileOptions {
  SceneSpan span;              ///< of the capture: nerfstudio counts its times in it
  glm::dvec3 up{0, -1, 0};     ///< of the capture's world, unit
  ImageSize size{1920, 1080};  ///< written: the aspect
};

/// By its ending: .json, .gltf, .glb, .fbx (any case).
bool isCameraFile(const std::filesystem::path& path);

/// Throws notFound, unsupported (an ending of no
/// such file, a file without a camera), fileDamaged, badInput.
CameraMove readCameraFile(const std::filesystem::path& path, const CameraFileOptions& options);

/// Writes the animation's camera between in and out, one sample a frame, its shake included. Atomic. Returns notes on what the
/// format cannot hold (scene time, a focal length that changes). Throws badInput without camera keys, unsupported, writeFailed.
std::vector<std::string> writeCameraFile(const std::filesystem::path& path, const Animation& animation,
                                         const CameraFileOptions& options);

}  // namespace fsm::animation
