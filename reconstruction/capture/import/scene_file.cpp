#include "reconstruction/capture/import/scene_file.h"

#include <algorithm>

#include "reconstruction/capture/import/json_reading.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void damaged(const std::string& sentence) { throw Error(ErrorCode::fileDamaged, sentence); }

constexpr int kMostFrames = 10'000'000;

std::vector<Seconds> readTimes(const Json& object, const std::string& where) {
  std::vector<Seconds> times;
  for (const Json& t : requiredList(object, "times_s", where))
    times.push_back(number(t, where + ": times_s " + std::to_string(times.size())));
  return times;
}

Distortion readDistortion(const Json& json, const std::string& where) {
  if (!json.is_array() || (!json.empty() && json.size() != 4 && json.size() != 5 && json.size() != 8))
    damaged(where +
            " has a distortion that is not [k1, k2, p1, p2, k3] (or with k4, k5, k6). Correct it, or undistort the images.");
  Distortion out;
  for (size_t i = 0; i < json.size(); ++i) out.k[i] = number(json[i], where + ": distortion");
  if (std::any_of(out.k.begin(), out.k.end(), [](double k) { return k != 0; })) out.model = Distortion::Model::opencv;
  return out;
}

bool isMatrixList(const Json& json) {
  return json.is_array() && !json.empty() && json[0].is_array() && !json[0].empty() && json[0][0].is_array();
}

std::vector<glm::dmat4> readPoses(const Json& json, const std::string& where) {
  std::vector<glm::dmat4> poses;
  if (!isMatrixList(json)) {
    poses.push_back(inverseRigid(rigidMatrix(json, where)));
    return poses;
  }
  for (const Json& pose : json)
    poses.push_back(inverseRigid(rigidMatrix(pose, where + ", frame " + std::to_string(poses.size()))));
  return poses;
}

/// Names within the folder only: a capture that was sent by somebody else must not open files elsewhere.
fs::path insideFolder(const std::string& text, const std::string& where) {
  const fs::path path = fs::path(text).lexically_normal();
  if (path.empty() || path.is_absolute() || *path.begin() == "..")
    damaged(where + " names '" + text + "', which is not inside the capture folder. Put the file into the folder.");
  return path;
}

void readIntrinsics(const Json& json, const std::string& where, SceneCamera& camera) {
  Intrinsics& k = camera.intrinsics;
  k.size = {wholeNumber(json.contains("w") ? json["w"] : Json(), 1, 65536, where + ": w"),
            wholeNumber(json.contains("h") ? json["h"] : Json(), 1, 65536, where + ": h")};
  const bool posed = !camera.world_from_camera.empty();
  if (!posed && !json.contains("fx")) {
    k.cx = 0.5 * k.size.width;
    k.cy = 0.5 * k.size.height;
    return;
  }
  k.fx = requiredNumber(json, "fx", where);
  k.fy = requiredNumber(json, "fy", where);
  k.cx = requiredNumber(json, "cx", where);
  k.cy = requiredNumber(json, "cy", where);
  if (!json.contains("frame_intrinsics")) return;
  for (const Json& entry : requiredList(json, "frame_intrinsics", where)) {
    const std::string frame = where + ": frame_intrinsics " + std::to_string(camera.frameIntrinsics.size());
    if (!entry.is_array() || entry.size() != 4) damaged(frame + " is not 4 numbers. Write fx, fy, cx and cy.");
    camera.frameIntrinsics.push_back(
        {k.size, number(entry[0], frame), number(entry[1], frame), number(entry[2], frame), number(entry[3], frame)});
  }
}

SceneCamera readCamera(const Json& json, size_t position) {
  if (!json.is_object()) damaged("Camera " + std::to_string(position) + " of scene.json is no object. Correct the file.");
  SceneCamera camera;
  camera.name =
      json.contains("name") ? requiredText(json, "name", "Camera " + std::to_string(position)) : "cam" + std::to_string(position);
  const std::string where = "Camera '" + camera.name + "'";
  if (json.contains("video"))
    camera.video = insideFolder(requiredText(json, "video", where), where);
  else if (json.contains("images"))
    camera.images = insideFolder(requiredText(json, "images", where), where);
  else
    damaged(where + " names neither 'video' nor 'images'. Add one of them.");
  if (json.contains("w2c") && !json["w2c"].is_null()) camera.world_from_camera = readPoses(json["w2c"], where);
  readIntrinsics(json, where, camera);
  if (json.contains("distortion") && !json["distortion"].is_null()) camera.distortion = readDistortion(json["distortion"], where);
  if (json.contains("times_s")) camera.times = readTimes(json, where);
  return camera;
}

FramePlan readPlan(const Json& json, const SceneFile& scene) {
  const auto list = [&](const char* key) {
    std::vector<FrameId> ids;
    for (const Json& entry : requiredList(json, key, "The plan")) {
      if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string())
        damaged("The plan has an entry that is not [camera name, frame]. Correct it.");
      const auto& name = entry[0].get_ref<const std::string&>();
      const auto camera =
          std::find_if(scene.cameras.begin(), scene.cameras.end(), [&](const SceneCamera& c) { return c.name == name; });
      if (camera == scene.cameras.end()) damaged("The plan names a camera '" + name + "' that is not there. Correct it.");
      ids.push_back(
          {static_cast<int>(camera - scene.cameras.begin()), wholeNumber(entry[1], 0, kMostFrames, "A frame of the plan")});
    }
    return ids;
  };
  return {list("inputs"), list("targets")};
}

fs::path fileOf(const fs::path& source) { return source.filename() == "scene.json" ? source : source / "scene.json"; }

}  // namespace

bool acceptsSceneFile(const fs::path& source) {
  const std::string head = headOf(fileOf(source));
  // A scene.json with frames but no cameras is a scene of the official code.
  return !head.empty() && (head.find("\"cameras\"") != std::string::npos || head.find("\"w2c\"") == std::string::npos);
}

SceneFile readSceneFile(const fs::path& source) {
  SceneFile scene;
  scene.path = fileOf(source);
  const Json json = readJsonFile(scene.path);
  const std::string where = quoted(scene.path);
  const Json& cameras = requiredList(json, "cameras", where);
  if (cameras.empty()) damaged(where + " lists no camera. Add at least one.");
  scene.name = json.contains("name") && json["name"].is_string() ? json["name"].get<std::string>()
                                                                 : fs::absolute(scene.path).parent_path().filename().string();
  scene.fps = optionalNumber(json, "fps", where).value_or(0.0);
  if (scene.fps < 0 || scene.fps > 1e6) damaged(where + " has an fps that is not possible. Correct it.");
  if (json.contains("frames")) scene.frames = wholeNumber(json["frames"], 1, kMostFrames, where + ": frames");
  for (size_t i = 0; i < cameras.size(); ++i) scene.cameras.push_back(readCamera(cameras[i], i));
  const std::vector<Seconds> shared = json.contains("times_s") ? readTimes(json, where) : std::vector<Seconds>();
  if (scene.frames && !shared.empty() && static_cast<int>(shared.size()) != *scene.frames)
    damaged(where + " promises " + std::to_string(*scene.frames) + " frames but lists " + std::to_string(shared.size()) +
            " times. Make them agree.");
  for (SceneCamera& camera : scene.cameras)
    if (camera.times.empty()) camera.times = shared;
  if (json.contains("sound") && json["sound"].is_object()) {
    const Json& sound = json["sound"];
    scene.sound = SceneSound{insideFolder(requiredText(sound, "file", where + ": sound"), where + ": sound"),
                             optionalNumber(sound, "begins_s", where + ": sound").value_or(0.0)};
  }
  if (json.contains("plan") && json["plan"].is_object()) scene.plan = readPlan(json["plan"], scene);
  return scene;
}

PosedFrames posedFramesOf(const SceneFile& scene) {
  PosedFrames out;
  out.name = scene.name;
  out.source = scene.path;
  if (scene.fps > 0) out.fps = scene.fps;
  for (const SceneCamera& camera : scene.cameras) {
    if (camera.world_from_camera.empty())
      throw Error(ErrorCode::badInput,
                  "Camera '" + camera.name + "' of " + quoted(scene.path) + " has no poses. Give a source that has them.");
    const size_t poses = camera.world_from_camera.size();
    const size_t count = std::max({poses, camera.times.size(), static_cast<size_t>(scene.frames.value_or(1))});
    if (poses != 1 && (poses != count || (!camera.times.empty() && camera.times.size() != count)))
      damaged("Camera '" + camera.name + "' of " + quoted(scene.path) + " has " + std::to_string(poses) + " poses for " +
              std::to_string(count) + " frames. Make the counts agree.");
    for (size_t i = 0; i < count; ++i) {
      const Intrinsics& k = i < camera.frameIntrinsics.size() ? camera.frameIntrinsics[i] : camera.intrinsics;
      PosedFrame frame;
      frame.name = camera.name + "/" + std::to_string(i);
      frame.world_from_camera = camera.world_from_camera[poses == 1 ? 0 : i];
      frame.intrinsics = {k.size, k.fx, k.fy, k.cx, k.cy, {}, {}};
      frame.distortion = camera.distortion;
      // The folder's own frame numbers say nothing about the footage it was made from, which may have had more frames: times do.
      if (i < camera.times.size())
        frame.time = camera.times[i];
      else if (scene.fps > 0)
        frame.time = static_cast<double>(i) / scene.fps;
      else
        frame.index = static_cast<int64_t>(i);
      out.frames.push_back(std::move(frame));
    }
  }
  return out;
}

}  // namespace fsm::import
