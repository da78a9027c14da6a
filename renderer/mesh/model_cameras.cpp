#include "renderer/mesh/model_cameras.h"

#include <assimp/camera.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <optional>

#include "reconstruction/core/file.h"
#include "renderer/mesh/fbx_lens.h"
#include "renderer/mesh/mesh_animation.h"
#include "renderer/mesh/mesh_claims.h"
#include "renderer/mesh/mesh_clips.h"
#include "renderer/mesh/mesh_conversion.h"
#include "renderer/mesh/mesh_nodes.h"
#include "renderer/mesh/model_import.h"

namespace fsm::renderer {
namespace {

glm::vec3 toVector(const aiVector3D& v) { return {v.x, v.y, v.z}; }

/// The camera stands at its node in both formats: what Assimp says of its place repeats the node's.
glm::mat4 axesOf(const aiCamera& camera, const std::string& shownName) {
  const glm::vec3 forward = toVector(camera.mLookAt), up = toVector(camera.mUp);
  const glm::vec3 side = glm::cross(forward, up);
  const float length = glm::length(side);
  if (!std::isfinite(length) || length < 1e-12f) throw damagedModel(shownName, "a camera that looks nowhere");
  const glm::vec3 x = side / length, z = glm::normalize(forward), y = glm::cross(z, x);
  return {glm::vec4(x, 0), glm::vec4(y, 0), glm::vec4(z, 0), glm::vec4(0, 0, 0, 1)};
}

/// Assimp 5.2 gives the whole horizontal angle of FBX cameras, but of glTF's the vertical one times the aspect. Without an
/// aspect, a square picture was meant.
double focalOf(const aiCamera& camera, MeshFormat format, const std::string& shownName) {
  const double aspect = camera.mAspect > 0 ? camera.mAspect : 1.0;
  const double half = format == MeshFormat::gltf ? std::tan(0.5 * camera.mHorizontalFOV / aspect)
                                                 : std::tan(0.5 * camera.mHorizontalFOV) / aspect;
  if (!std::isfinite(half) || half <= 0) throw damagedModel(shownName, "a camera without a lens");
  return 0.5 / half;
}

std::vector<int> ancestorsOf(const std::vector<MeshNode>& nodes, int node) {
  std::vector<int> chain;
  for (; node >= 0; node = nodes[static_cast<size_t>(node)].parent) chain.push_back(node);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// The tracks of `clip` that move a node of `chain`, renumbered.
std::optional<MeshClip> clipOf(const MeshClip& clip, const std::vector<int>& chain) {
  MeshClip out{clip.name, 0, {}};
  for (const MeshTrack& track : clip.tracks) {
    const auto found = std::find(chain.begin(), chain.end(), track.node);
    if (found == chain.end()) continue;
    out.tracks.push_back(track);
    out.tracks.back().node = static_cast<int>(found - chain.begin());
    for (const auto* times : {&track.translation.times, &track.rotation.times, &track.scale.times})
      if (!times->empty()) out.duration = std::max(out.duration, static_cast<Seconds>(times->back()));
  }
  return out.tracks.empty() ? std::nullopt : std::optional(std::move(out));
}

/// Adds what `lenses` say of the camera, whose clips are known.
void addLenses(const std::vector<FbxLens>& lenses, ModelCamera& camera) {
  for (const FbxLens& lens : lenses) {
    if (lens.camera != camera.name) continue;
    auto clip = std::find_if(camera.clips.begin(), camera.clips.end(), [&](const MeshClip& c) { return c.name == lens.clip; });
    if (clip == camera.clips.end()) clip = camera.clips.insert(clip, MeshClip{lens.clip, 0, {}});  // the camera itself stays
    camera.lenses.resize(camera.clips.size());
    ModelLens& own = camera.lenses[static_cast<size_t>(clip - camera.clips.begin())];
    own.times.assign(lens.times.begin(), lens.times.end());
    own.focal.clear();
    for (const double factor : lens.factor) own.focal.push_back(camera.focal * factor);
    clip->duration = std::max(clip->duration, static_cast<Seconds>(lens.times.back()));
  }
  camera.lenses.resize(camera.clips.size());
}

std::vector<FbxLens> lensesOf(const std::filesystem::path& path, const std::string& shownName) {
  const std::vector<uint8_t> file = readBinaryFile(path);
  checkFbxClaims(file, shownName);
  return readFbxLenses(file, shownName);
}

ModelCameras camerasOf(const aiScene& scene, MeshFormat format, const std::string& shownName) {
  ModelCameras out;
  out.metresPerUnit = metresPerUnitOf(scene, format);
  if (scene.mNumCameras == 0) return out;
  const NodeList list = convertNodes(scene, shownName);
  std::vector<MeshClip> clips;
  clips.reserve(scene.mNumAnimations);
  for (unsigned a = 0; a < scene.mNumAnimations; ++a) clips.push_back(convertClip(*scene.mAnimations[a], list.index, list.nodes));
  for (unsigned c = 0; c < scene.mNumCameras; ++c) {
    const aiCamera& from = *scene.mCameras[c];
    const int node = list.index.find(from.mName.C_Str());
    if (node < 0) continue;  // defined and never placed
    ModelCamera camera;
    camera.name = from.mName.C_Str();
    const std::vector<int> chain = ancestorsOf(list.nodes, node);
    for (size_t i = 0; i < chain.size(); ++i) {
      const MeshNode& link = list.nodes[static_cast<size_t>(chain[i])];
      camera.chain.push_back({link.name, static_cast<int>(i) - 1, link.parent_from_node, {}});
    }
    for (const MeshClip& clip : clips)
      if (auto own = clipOf(clip, chain)) camera.clips.push_back(std::move(*own));
    camera.node_from_camera = axesOf(from, shownName);
    camera.focal = focalOf(from, format, shownName);
    camera.aspect = std::isfinite(from.mAspect) && from.mAspect > 0 ? from.mAspect : 0;
    out.cameras.push_back(std::move(camera));
  }
  return out;
}

}  // namespace

double focalAt(const ModelCamera& camera, int clip, Seconds time) {
  if (clip == kRestPose || camera.lenses[static_cast<size_t>(clip)].times.empty()) return camera.focal;
  const ModelLens& lens = camera.lenses[static_cast<size_t>(clip)];
  const auto after = std::upper_bound(lens.times.begin(), lens.times.end(), time);
  if (after == lens.times.begin()) return lens.focal.front();
  if (after == lens.times.end()) return lens.focal.back();
  const size_t i = static_cast<size_t>(after - lens.times.begin());
  const double share = (time - lens.times[i - 1]) / (lens.times[i] - lens.times[i - 1]);
  return lens.focal[i - 1] + share * (lens.focal[i] - lens.focal[i - 1]);
}

ModelCameras readModelCameras(const std::filesystem::path& path) {
  const std::string shownName = quoted(path.filename());
  const std::optional<MeshFormat> format = meshFormatOf(path);
  if (!format || *format == MeshFormat::obj)
    throw Error(ErrorCode::unsupported,
                shownName + " is no file with cameras that can be read. Convert it to glTF (.glb) or FBX.");
  try {
    const ModelImport import(path, *format, shownName);
    checkScene(import.scene(), shownName);
    ModelCameras out = camerasOf(import.scene(), *format, shownName);
    std::vector<FbxLens> lenses;
    if (*format == MeshFormat::fbx && !out.cameras.empty()) lenses = lensesOf(path, shownName);
    for (ModelCamera& camera : out.cameras) addLenses(lenses, camera);
    return out;
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::outOfMemory, "There is not enough memory for the file " + shownName + ". Close other programs.");
  }
}

}  // namespace fsm::renderer
