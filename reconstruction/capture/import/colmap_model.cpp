#include "reconstruction/capture/import/colmap_model.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/quaternion.hpp>

#include "reconstruction/capture/import/frame_names.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {
namespace {

namespace fs = std::filesystem;

bool holds(const fs::path& folder, const char* extension) {
  std::error_code failed;
  return fs::is_regular_file(folder / (std::string("cameras") + extension), failed) &&
         fs::is_regular_file(folder / (std::string("images") + extension), failed);
}

bool isModel(const fs::path& folder) { return holds(folder, ".bin") || holds(folder, ".txt"); }

std::vector<fs::path> modelsBelow(const fs::path& source) {
  std::vector<fs::path> out;
  if (isModel(source)) out.push_back(source);
  std::error_code failed;
  for (const fs::path& parent : {source, source / "sparse", source / "colmap" / "sparse"}) {
    if (parent != source && isModel(parent)) out.push_back(parent);
    // Directly below `source` only numbered models count: other folders there may be anything.
    for (fs::directory_iterator it(parent, failed), end; !failed && it != end; it.increment(failed)) {
      const std::string name = it->path().filename().string();
      const bool numbered =
          !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
      if (numbered && isModel(it->path())) out.push_back(it->path());
    }
    failed.clear();
  }
  std::sort(out.begin(), out.end(), [](const fs::path& a, const fs::path& b) { return naturalLess(a.string(), b.string()); });
  return out;
}

fs::path largestModel(const std::vector<fs::path>& models) {
  if (models.size() == 1) return models.front();
  fs::path best;
  uint64_t most = 0;
  for (const fs::path& model : models) {
    const uint64_t count = holds(model, ".bin") ? colmapBinaryImageCount(model) : readColmapText(model).images.size();
    if (best.empty() || count > most) {
      best = model;
      most = count;
    }
  }
  return best;
}

glm::dmat4 worldFromCamera(const ColmapImage& image, const std::string& where) {
  const auto& q = image.rotation;
  const glm::dquat rotation(q[0], q[1], q[2], q[3]);
  const double length = glm::length(rotation);
  if (!std::isfinite(length) || length < 1e-6 || !std::isfinite(image.translation.x + image.translation.y + image.translation.z))
    throw Error(ErrorCode::fileDamaged,
                where + " has a pose that is not a rotation and a translation of finite numbers. Run COLMAP again.");
  glm::dmat4 camera_from_world(glm::mat3_cast(glm::normalize(rotation)));
  camera_from_world[3] = glm::dvec4(image.translation, 1.0);
  return inverseRigid(camera_from_world);
}

}  // namespace

bool acceptsColmap(const fs::path& source) {
  std::error_code failed;
  return fs::is_directory(source, failed) && !modelsBelow(source).empty();
}

PosedFrames readColmap(const fs::path& source) {
  const std::vector<fs::path> models = modelsBelow(source);
  if (models.empty())
    throw Error(ErrorCode::notFound, quoted(source) + " holds no COLMAP model (cameras and images as .bin or .txt).");
  PosedFrames out;
  out.source = largestModel(models);
  out.name = fs::absolute(source / ".").parent_path().filename().string();
  if (models.size() > 1)
    out.notes.push_back("COLMAP made " + std::to_string(models.size()) + " models; the largest, " + quoted(out.source) +
                        ", was read.");
  const fs::path model = out.source;
  out.searchFolders = {source / "images",
                       source / ".." / "images",
                       model / ".." / ".." / "images",
                       model / ".." / "images",
                       model / ".." / ".." / ".." / "images",
                       source,
                       model};
  const ColmapModel read = holds(model, ".bin") ? readColmapBinary(model) : readColmapText(model);
  for (const ColmapImage& image : read.images) {
    PosedFrame frame;
    frame.name = image.name;
    const std::string where = "The image '" + image.name + "' of " + quoted(model);
    frame.world_from_camera = worldFromCamera(image, where);
    const auto camera = read.cameras.find(image.camera);
    if (camera == read.cameras.end())
      throw Error(ErrorCode::fileDamaged, where + " was taken by camera " + std::to_string(image.camera) +
                                              ", which the model does not have. Run COLMAP again.");
    interpretColmapCamera(camera->second, "Camera " + std::to_string(image.camera) + " of " + quoted(model), frame.intrinsics,
                          frame.distortion);
    out.frames.push_back(std::move(frame));
  }
  return out;
}

}  // namespace fsm::import
