#include "app/animation/camera_files/nerfstudio_path.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::animation {

using nlohmann::json;

namespace {

constexpr uint64_t kLargestFile = uint64_t{64} << 20;
constexpr int kLargestSide = 16384;

[[noreturn]] void damaged(const std::filesystem::path& file, const std::string& what) {
  throw Error(ErrorCode::fileDamaged, "The camera path " + file.string() + " " + what + " Export it again.");
}

/// Columns y and z change their sign between OpenGL and OpenCV cameras.
glm::dmat4 flippedAxes(glm::dmat4 pose) {
  pose[1] = -pose[1];
  pose[2] = -pose[2];
  return pose;
}

/// Sixteen numbers, flat, nested, or as text (the older viewer), row by row; the older viewer's keys are column by column, which
/// the place of the (0, 0, 0, 1) row gives away.
glm::dmat4 poseFrom(const json& value) {
  const json numbers = value.is_string() ? json::parse(value.get<std::string>()) : value;
  std::array<double, 16> rows{};
  size_t count = 0;
  const auto take = [&](const json& number) { rows.at(count++) = number.get<double>(); };
  for (const json& entry : numbers) {
    if (entry.is_array())
      for (const json& number : entry) take(number);
    else
      take(entry);
  }
  if (count != rows.size()) throw std::runtime_error("a pose must have 16 numbers");
  const glm::dmat4 pose = fromRowMajor(rows);
  const bool byColumns = rows[3] == 0 && rows[7] == 0 && rows[11] == 0 && (rows[12] != 0 || rows[13] != 0 || rows[14] != 0);
  return flippedAxes(byColumns ? glm::transpose(pose) : pose);
}

double focalFrom(double fovDegrees) {
  if (!(fovDegrees > 0.1 && fovDegrees < 179)) throw std::runtime_error("a field of view must lie between 0.1 and 179 degrees");
  return focalOfDegrees(fovDegrees);
}

struct Settings {
  double fov = 50;
  double transition = 2;
  bool inSeconds = false;
  SceneSpan span;
};

/// A key as the file has it.
struct PathKey {
  CameraKey camera;
  std::optional<Seconds> sceneTime;
};

PathKey pathKey(double at, const json& entry, const char* poseName, const Settings& settings) {
  const glm::dmat4 pose = poseFrom(entry.at(poseName));
  if (!isRigid(pose)) throw Error(ErrorCode::badInput, "A key of the camera path has no valid pose. Export the path again.");
  CameraPose placed{glm::dvec3(pose[3]), glm::normalize(glm::quat_cast(glm::dmat3(pose))),
                    focalFrom(entry.value("fov", settings.fov))};
  return {{at, placed, Easing::smooth}, std::nullopt};
}

std::optional<Seconds> sceneTime(const json& key, const Settings& settings) {
  const auto found = key.find("render_time");
  if (found == key.end() || found->is_null()) return std::nullopt;
  const double time = found->get<double>();
  if (settings.inSeconds) return time;
  constexpr double kRounding = 1e-6;
  if (!(time >= -kRounding && time <= 1 + kRounding))
    throw Error(ErrorCode::badInput,
                "A key of the camera path has the render_time " + std::to_string(time) +
                    ": it runs from 0 (first moment) to 1 (last). Add \"render_time_units\": \"seconds\" to the file if "
                    "its times are capture seconds.");
  return settings.span.first + time * settings.span.length();
}

std::vector<PathKey> denseKeys(const json& path, double spacing, const Settings& settings) {
  std::vector<PathKey> keys;
  for (const json& entry : path) {
    keys.push_back(pathKey(spacing * static_cast<double>(keys.size()), entry, "camera_to_world", settings));
    keys.back().sceneTime = sceneTime(entry, settings);
  }
  return keys;
}

/// A key's transition is the way to it from the key before; for the first key of a cycle, from the last.
double transitionTo(const json& key, const Settings& settings) {
  const double own = key.value("override_transition_enabled", false) ? key.value("override_transition_sec", settings.transition)
                                                                     : settings.transition;
  if (!(own > 0 && own < kLongestLength)) throw std::runtime_error("a transition must take more than 0 seconds");
  return own;
}

std::vector<PathKey> sparseKeys(const json& keyframes, const json& file, const Settings& settings, double& end) {
  std::vector<PathKey> keys;
  end = 0;
  for (const json& entry : keyframes) {
    if (!keys.empty()) end += transitionTo(entry, settings);
    PathKey key = pathKey(end, entry, "matrix", settings);
    if (entry.value("override_time_enabled", true)) key.sceneTime = sceneTime(entry, settings);
    if (!key.sceneTime && file.contains("default_time"))
      key.sceneTime = sceneTime({{"render_time", file.at("default_time")}}, settings);
    keys.push_back(key);
  }
  return keys;
}

int sideFrom(const json& file, const char* name) {
  const double side = file.value(name, 0.0);
  if (!(side >= 0 && side <= kLargestSide)) throw std::runtime_error(std::string(name) + " makes no sense");
  return static_cast<int>(side);
}

/// Of the keys, and of the cycle where `period` > 0. The scene time counts only if every key has one.
void setTracks(CameraMove& move, const std::vector<PathKey>& keys, double period) {
  std::vector<CameraKey> cameras;
  std::vector<TimeKey> times;
  for (const PathKey& key : keys) {
    cameras.push_back(key.camera);
    if (key.sceneTime) times.push_back({key.camera.at, *key.sceneTime, TimeInterpolation::linear, std::nullopt, std::nullopt});
  }
  move.camera = CameraTrack(std::move(cameras));
  if (period > 0) move.camera.setCycle(period);
  if (times.size() != keys.size()) return;
  if (period > 0) times.push_back({period, times.front().time, TimeInterpolation::linear, std::nullopt, std::nullopt});
  move.time = SceneTimeTrack(std::move(times));
}

std::optional<double> fpsFrom(const json& file) {
  if (!file.contains("fps")) return std::nullopt;
  const double fps = file.at("fps").get<double>();
  if (!(fps > 0 && fps <= kHighestFps)) throw std::runtime_error("fps makes no sense");
  return fps;
}

CameraMove fromJson(const json& file, const SceneSpan& span) {
  const std::string type = file.value("camera_type", "perspective");
  if (type != "perspective")
    throw Error(ErrorCode::unsupported,
                "The camera path has '" + type + "' cameras. Only perspective ones are rendered: export it as perspective.");
  Settings settings;
  settings.fov = file.value("default_fov", settings.fov);
  settings.transition = file.value("default_transition_sec", settings.transition);
  settings.inSeconds = file.value("render_time_units", "") == "seconds";
  settings.span = span;
  CameraMove move;
  move.size = {sideFrom(file, "render_width"), sideFrom(file, "render_height")};
  move.fps = fpsFrom(file);
  const bool cycle = file.value("is_cycle", false);
  if (file.contains("camera_path") && !file.at("camera_path").empty()) {
    const json& path = file.at("camera_path");
    const double usual = static_cast<double>(path.size()) / move.fps.value_or(30);
    move.length = file.value("seconds", usual);
    if (!(move.length > 0 && move.length < kLongestLength)) throw std::runtime_error("seconds make no sense");
    const double spacing = move.length / static_cast<double>(path.size());
    setTracks(move, denseKeys(path, spacing, settings), cycle && path.size() > 1 ? move.length : 0);
    return move;
  }
  const json& keyframes = file.at("keyframes");
  if (!keyframes.is_array() || keyframes.empty()) throw std::runtime_error("there are no keys");
  const std::vector<PathKey> keys = sparseKeys(keyframes, file, settings, move.length);
  const double period = cycle && keys.size() > 1 ? move.length + transitionTo(keyframes.at(0), settings) : 0;
  if (period > 0) move.length = period;
  setTracks(move, keys, period);
  return move;
}

}  // namespace

CameraMove readNerfstudioPath(const std::filesystem::path& file, const SceneSpan& span) {
  const std::string text = readTextFile(file, kLargestFile);
  try {
    const json parsed = json::parse(text);
    if (!parsed.is_object()) damaged(file, "is not a nerfstudio camera path.");
    if (!parsed.contains("camera_path") && !parsed.contains("keyframes"))
      damaged(file, "has neither 'camera_path' nor 'keyframes': it is not a nerfstudio camera path.");
    return fromJson(parsed, span);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged, "The camera path " + file.string() + " cannot be read. Export it again.", problem.what());
  }
}

void writeNerfstudioPath(const std::filesystem::path& file, const Animation& animation, ImageSize size, const SceneSpan& span) {
  const CameraTrack& track = animation.camera;
  json path = json::array();
  for (int64_t i = 0; i < animation.frameCount(); ++i) {
    const double at = animation.timeOfFrame(i);
    const CameraPose pose = track.pose(at);
    const Seconds time = animation.time.sceneTime(at, span);
    path.push_back({{"camera_to_world", toRowMajor(flippedAxes(world_from_camera(pose)))},
                    {"fov", verticalDegrees(pose.focal)},
                    {"aspect", static_cast<double>(size.width) / size.height},
                    {"render_time", span.length() > 0 ? (time - span.first) / span.length() : 0.0}});
  }
  const double seconds = static_cast<double>(animation.frameCount()) / animation.fps;
  constexpr double kSame = 1e-3;
  const bool cycle = track.cyclic() && std::abs(seconds - track.period()) < kSame;
  const json out{{"camera_type", "perspective"}, {"render_width", size.width}, {"render_height", size.height},
                 {"fps", animation.fps},         {"seconds", seconds},         {"is_cycle", cycle},
                 {"keyframes", json::array()},   {"camera_path", path}};
  writeFileAtomically(file, out.dump(1) + "\n");
}

}  // namespace fsm::animation
