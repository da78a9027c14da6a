#include "app/animation/camera_files/camera_file.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "app/animation/camera_files/fbx_camera_writer.h"
#include "app/animation/camera_files/gltf_camera_writer.h"
#include "app/animation/camera_files/model_camera.h"
#include "app/animation/camera_files/nerfstudio_path.h"
#include "app/animation/rotation.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::animation {

namespace {

enum class Format { none, nerfstudio, gltf, fbx };

Format formatOf(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ending == ".json") return Format::nerfstudio;
  if (ending == ".gltf" || ending == ".glb") return Format::gltf;
  return ending == ".fbx" ? Format::fbx : Format::none;
}

/// The shortest turn that takes `up` to +y.
glm::dquat file_from_world(const glm::dvec3& up) {
  const glm::dvec3 from = glm::normalize(up), to(0, 1, 0);
  const glm::dvec3 axis = glm::cross(from, to);
  const double sine = glm::length(axis), cosine = glm::dot(from, to);
  // Opposite: half a turn about x, which for a capture with y down is OpenCV's axes to OpenGL's.
  if (sine < 1e-9) return cosine > 0 ? glm::dquat(1, 0, 0, 0) : glm::dquat(0, 1, 0, 0);
  return rotationOf(axis / sine * std::atan2(sine, cosine));
}

bool focalChanges(const Animation& animation) {
  double least = kLongestFocal, most = kShortestFocal;
  for (int64_t i = 0; i < animation.frameCount(); ++i) {
    const double focal = animation.camera.steadyPose(animation.timeOfFrame(i)).focal;
    least = std::min(least, focal);
    most = std::max(most, focal);
  }
  constexpr double kSame = 1.001;
  return most > kSame * least;
}

std::vector<CameraFrame> framesOf(const Animation& animation, const glm::dvec3& up) {
  const glm::dquat turn = file_from_world(up);
  const glm::dquat back_from_forward(0, 1, 0, 0);  // y and z change their sign: half a turn about x
  std::vector<CameraFrame> frames;
  for (int64_t i = 0; i < animation.frameCount(); ++i) {
    const CameraPose pose = animation.camera.pose(animation.timeOfFrame(i));
    frames.push_back({static_cast<double>(i) / animation.fps, turn * pose.position,
                      glm::normalize(turn * pose.rotation * back_from_forward), pose.focal});
  }
  return frames;
}

std::vector<std::string> writeGltf(const std::filesystem::path& path, const Animation& animation,
                                   const CameraFileOptions& options) {
  const double aspect = static_cast<double>(options.size.width) / options.size.height;
  writeGltfCamera(path, framesOf(animation, options.up), aspect);
  std::vector<std::string> notes;
  if (focalChanges(animation))
    notes.emplace_back(
        "glTF cameras have one focal length: that of the first frame was written. FBX and camera paths (.json) keep them all.");
  if (!animation.time.empty()) notes.emplace_back("glTF does not hold the scene time. Camera paths (.json) do.");
  return notes;
}

std::vector<std::string> writeFbx(const std::filesystem::path& path, const Animation& animation,
                                  const CameraFileOptions& options) {
  writeFbxCamera(path, framesOf(animation, options.up), animation.fps, options.size);
  std::vector<std::string> notes;
  // Blender 5.0 reads the film's width and then takes it for the longer side, unless it is told which side is meant.
  if (options.size.height > options.size.width)
    notes.emplace_back("Upright pictures: set the camera's sensor fit to \"Horizontal\" in Blender. Its import leaves that out.");
  if (!animation.time.empty()) notes.emplace_back("FBX does not hold the scene time. Camera paths (.json) do.");
  return notes;
}

void requireWritable(const Animation& animation, const CameraFileOptions& options) {
  if (animation.camera.empty())
    throw Error(ErrorCode::badInput, "The animation has no camera keys to write. Set at least one from the view.");
  constexpr int64_t kMostFrames = 100000;
  if (animation.frameCount() > kMostFrames)
    throw Error(ErrorCode::badInput,
                "The clip has more than a hundred thousand frames. Set in and out points around less of it.");
  if (options.size.width <= 0 || options.size.height <= 0)
    throw Error(ErrorCode::badInput, "A camera file needs a picture size with positive sides.");
}

Error unknownFile(const std::filesystem::path& path) {
  return {ErrorCode::unsupported,
          quoted(path.filename()) + " is no camera file. Use glTF (.gltf, .glb), FBX (.fbx) or a camera path (.json)."};
}

}  // namespace

bool isCameraFile(const std::filesystem::path& path) { return formatOf(path) != Format::none; }

CameraMove readCameraFile(const std::filesystem::path& path, const CameraFileOptions& options) {
  switch (formatOf(path)) {
    case Format::nerfstudio: return readNerfstudioPath(path, options.span);
    case Format::gltf:
    case Format::fbx: return readModelCamera(path, glm::conjugate(file_from_world(options.up)));
    case Format::none: break;
  }
  throw unknownFile(path);
}

std::vector<std::string> writeCameraFile(const std::filesystem::path& path, const Animation& animation,
                                         const CameraFileOptions& options) {
  requireWritable(animation, options);
  switch (formatOf(path)) {
    case Format::nerfstudio: writeNerfstudioPath(path, animation, options.size, options.span); return {};
    case Format::gltf: return writeGltf(path, animation, options);
    case Format::fbx: return writeFbx(path, animation, options);
    case Format::none: break;
  }
  throw unknownFile(path);
}

}  // namespace fsm::animation
