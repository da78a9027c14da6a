#include "reconstruction/capture/import/opencv_cameras.h"

#include <set>

#include "reconstruction/capture/import/json_reading.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {
namespace {

namespace fs = std::filesystem;

constexpr int kMost = 1 << 30;

fs::path jsonFileOf(const fs::path& source) {
  std::error_code failed;
  if (!fs::is_directory(source, failed)) return source;
  return fs::is_regular_file(source / "opencv_cameras.json", failed) ? source / "opencv_cameras.json" : source / "scene.json";
}

PosedFrame readFrame(const Json& json, size_t position, bool ofVideo) {
  std::string where = "Frame " + std::to_string(position);
  PosedFrame frame;
  if (!ofVideo) {
    frame.name = requiredText(json, "file_path", where);
    where = "Frame '" + frame.name + "'";
  } else {
    frame.name = where;
  }
  if (!json.is_object() || !json.contains("w2c"))
    throw Error(ErrorCode::fileDamaged, where + " lacks 'w2c', its world-to-camera matrix. Export the file again.");
  frame.world_from_camera = inverseRigid(rigidMatrix(json["w2c"], where));
  FileIntrinsics& k = frame.intrinsics;
  k.fx = requiredNumber(json, "fx", where);
  k.fy = requiredNumber(json, "fy", where);
  k.cx = requiredNumber(json, "cx", where);
  k.cy = requiredNumber(json, "cy", where);
  if (json.contains("w") && json.contains("h"))
    k.size = {wholeNumber(json["w"], 1, 65536, where + ": w"), wholeNumber(json["h"], 1, 65536, where + ": h")};
  if (json.contains("frame_idx")) frame.index = wholeNumber(json["frame_idx"], 0, kMost, where + ": frame_idx");
  // A frame_time without a timestamp counts frames: within one scene times only matter up to their unit.
  for (const char* key : {"timestamp", "frame_time"})
    if (!frame.time && json.contains(key) && !json[key].is_null()) frame.time = requiredNumber(json, key, where);
  return frame;
}

/// Roles from `index_plan`. A frame that it lists as both stays an input: a target that was read says nothing.
void applyIndexPlan(const Json& plan, PosedFrames& out) {
  const std::string where = "The index_plan of " + quoted(out.source);
  const int last = static_cast<int>(out.frames.size()) - 1;
  for (const Json& index : requiredList(plan, "input_index", where))
    out.frames[wholeNumber(index, 0, last, where)].role = PosedFrame::Role::input;
  int both = 0;
  for (const Json& index : requiredList(plan, "target_index", where)) {
    auto& role = out.frames[wholeNumber(index, 0, last, where)].role;
    if (role == PosedFrame::Role::input)
      ++both;
    else
      role = PosedFrame::Role::target;
  }
  if (both > 0)
    out.notes.push_back(std::to_string(both) +
                        " frames of the index_plan are inputs and targets at once: they were kept as inputs only.");
}

const Json& framesOf(const Json& json, const fs::path& file) {
  if (json.is_array() && !json.empty() && json[0].is_string())
    throw Error(ErrorCode::unsupported, quoted(file) + " is a list of scenes. Open one of the scenes that it names.");
  return json.is_array() ? json : requiredList(json, "frames", quoted(file));
}

}  // namespace

bool acceptsOpencvCameras(const fs::path& source) {
  const fs::path file = jsonFileOf(source);
  if (file.extension() != ".json" && file.extension() != ".jsonl") return false;
  const std::string head = headOf(file);
  return head.find("\"w2c\"") != std::string::npos && head.find("\"cameras\"") == std::string::npos;
}

PosedFrames readOpencvCameras(const fs::path& source) {
  PosedFrames out;
  out.source = jsonFileOf(source);
  const Json json = readJsonFile(out.source);
  const Json& frames = framesOf(json, out.source);
  const fs::path folder = out.source.parent_path();
  out.name = fs::absolute(out.source).parent_path().filename().string();
  out.searchFolders = {folder, folder / "images"};
  const bool ofVideo = json.is_object() && json.contains("video_path");
  if (ofVideo) {
    out.video = folder / requiredText(json, "video_path", quoted(out.source));
    std::error_code failed;
    if (!fs::is_regular_file(out.video, failed)) out.video = folder / out.video.filename();
  }
  if (json.is_object() && json.contains("scene_name") && json["scene_name"].is_string()) out.name = json["scene_name"];
  if (json.is_object() && json.contains("fps")) out.fps = requiredNumber(json, "fps", quoted(out.source));
  if (out.fps && *out.fps <= 0)
    throw Error(ErrorCode::fileDamaged, quoted(out.source) + " has an fps that is not positive. Correct it.");
  for (size_t i = 0; i < frames.size(); ++i) out.frames.push_back(readFrame(frames[i], i, ofVideo));
  if (json.is_object() && json.contains("index_plan") && json["index_plan"].is_object()) applyIndexPlan(json["index_plan"], out);
  return out;
}

}  // namespace fsm::import
