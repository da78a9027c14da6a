#include "reconstruction/capture/import/record3d.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/quaternion.hpp>

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/capture/import/frame_names.h"
#include "reconstruction/capture/import/json_reading.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {
namespace {

namespace fs = std::filesystem;

fs::path rootOf(const fs::path& source) { return source.filename() == "metadata.json" ? source.parent_path() : source; }

fs::path metadataOf(const fs::path& root) {
  std::error_code failed;
  return fs::is_regular_file(root / "EXR_RGBD" / "metadata.json", failed) ? root / "EXR_RGBD" / "metadata.json"
                                                                          : root / "metadata.json";
}

fs::path imageFolderOf(const fs::path& root) {
  std::error_code failed;
  for (const fs::path& folder : {root / "rgb", root / "EXR_RGBD" / "rgb", root / "EXR_RGBD"})
    if (fs::is_directory(folder, failed)) return folder;
  return {};
}

/// Quaternion x, y, z, w and position: OpenGL camera axes.
glm::dmat4 readPose(const Json& json, const std::string& where) {
  if (!json.is_array() || json.size() != 7)
    throw Error(ErrorCode::fileDamaged,
                where + " has a pose that is not 7 numbers (quaternion and position). Export the recording again.");
  double v[7];
  for (int i = 0; i < 7; ++i) v[i] = number(json[i], where + ": its pose");
  const glm::dquat rotation(v[3], v[0], v[1], v[2]);
  if (!(glm::length(rotation) > 1e-6))
    throw Error(ErrorCode::fileDamaged, where + " has a rotation of length zero. Export the recording again.");
  glm::dmat4 pose(glm::mat3_cast(glm::normalize(rotation)));
  pose[3] = glm::dvec4(v[4], v[5], v[6], 1.0);
  return fromOpenGl(pose);
}

FileIntrinsics readIntrinsics(const Json& json, const std::string& where) {
  FileIntrinsics k;
  const Json& matrix = requiredList(json, "K", where);
  if (matrix.size() != 9)
    throw Error(ErrorCode::fileDamaged, where + " has a K that is not 9 numbers. Export the recording again.");
  k.fx = number(matrix[0], where + ": K");
  k.fy = number(matrix[4], where + ": K");
  k.cx = number(matrix[6], where + ": K");
  k.cy = number(matrix[7], where + ": K");
  if (json.contains("w") && json.contains("h"))
    k.size = {wholeNumber(json["w"], 1, 65536, where + ": w"), wholeNumber(json["h"], 1, 65536, where + ": h")};
  return k;
}

/// Per-frame [fx, fy, cx, cy], which newer versions of the app write because of its autofocus.
void readFrameIntrinsics(const Json& json, size_t i, const std::string& where, FileIntrinsics& k) {
  if (!json.contains("perFrameIntrinsicCoeffs")) return;
  const Json& list = json["perFrameIntrinsicCoeffs"];
  if (!list.is_array() || i >= list.size() || !list[i].is_array() || list[i].size() < 4) return;
  k.fx = number(list[i][0], where + ": perFrameIntrinsicCoeffs");
  k.fy = number(list[i][1], where + ": perFrameIntrinsicCoeffs");
  k.cx = number(list[i][2], where + ": perFrameIntrinsicCoeffs");
  k.cy = number(list[i][3], where + ": perFrameIntrinsicCoeffs");
}

}  // namespace

bool acceptsRecord3d(const fs::path& source) {
  const fs::path root = rootOf(source);
  std::error_code failed;
  return fs::is_regular_file(metadataOf(root), failed) && !imageFolderOf(root).empty();
}

PosedFrames readRecord3d(const fs::path& source) {
  const fs::path root = rootOf(source), images = imageFolderOf(root);
  PosedFrames out;
  out.source = metadataOf(root);
  out.name = fs::absolute(root / ".").parent_path().filename().string();
  out.searchFolders = {images};
  const Json json = readJsonFile(out.source);
  const std::string where = quoted(out.source);
  const Json& poses = requiredList(json, "poses", where);
  std::vector<fs::path> files = imageFilesIn(images);
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return naturalLess(a.filename().string(), b.filename().string()); });
  if (files.size() != poses.size())
    throw Error(ErrorCode::fileDamaged, where + " has " + std::to_string(poses.size()) + " poses, but " + quoted(images) +
                                            " holds " + std::to_string(files.size()) + " images. Export the recording again.");
  const FileIntrinsics common = readIntrinsics(json, where);
  if (const auto fps = optionalNumber(json, "fps", where); fps && *fps > 0) out.fps = fps;
  const bool stamped =
      json.contains("frameTimestamps") && json["frameTimestamps"].is_array() && json["frameTimestamps"].size() == poses.size();
  for (size_t i = 0; i < poses.size(); ++i) {
    PosedFrame frame;
    frame.name = files[i].filename().string();
    const std::string frameWhere = "Frame '" + frame.name + "'";
    frame.world_from_camera = readPose(poses[i], frameWhere);
    frame.intrinsics = common;
    readFrameIntrinsics(json, i, frameWhere, frame.intrinsics);
    frame.index = static_cast<int64_t>(i);
    if (stamped) frame.time = number(json["frameTimestamps"][i], frameWhere + ": its time");
    out.frames.push_back(std::move(frame));
  }
  return out;
}

}  // namespace fsm::import
