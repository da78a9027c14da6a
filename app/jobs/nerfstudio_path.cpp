#include "app/jobs/nerfstudio_path.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::jobs {

using nlohmann::json;

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
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

Intrinsics pinhole(ImageSize size, double fovDegrees) {
  if (!(fovDegrees > 0.1 && fovDegrees < 179)) throw std::runtime_error("a field of view must lie between 0.1 and 179 degrees");
  const double f = 0.5 * size.height / std::tan(0.5 * fovDegrees * kDegree);
  return {size, f, f, 0.5 * size.width, 0.5 * size.height};
}

struct Settings {
  ImageSize size;  ///< of the intrinsics made here
  double fov = 50;
  double transition = 2;
  bool inSeconds = false;
  std::pair<Seconds, Seconds> range;
};

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
  return settings.range.first + time * (settings.range.second - settings.range.first);
}

std::vector<CameraKey> denseKeys(const json& path, double spacing, const Settings& settings) {
  std::vector<CameraKey> keys;
  for (const json& entry : path) {
    CameraKey key;
    key.at = spacing * static_cast<double>(keys.size());
    key.camera = {pinhole(settings.size, entry.value("fov", settings.fov)), poseFrom(entry.at("camera_to_world"))};
    key.sceneTime = sceneTime(entry, settings);
    keys.push_back(key);
  }
  return keys;
}

/// A key's transition is the way to it from the key before; for the first key of a cycle, from the last.
double transitionTo(const json& key, const Settings& settings) {
  const double own = key.value("override_transition_enabled", false) ? key.value("override_transition_sec", settings.transition)
                                                                     : settings.transition;
  if (!(own > 0 && own < 86400)) throw std::runtime_error("a transition must take more than 0 seconds");
  return own;
}

std::vector<CameraKey> sparseKeys(const json& keyframes, const json& file, const Settings& settings, double& end) {
  std::vector<CameraKey> keys;
  end = 0;
  for (const json& entry : keyframes) {
    if (!keys.empty()) end += transitionTo(entry, settings);
    CameraKey key;
    key.at = end;
    key.camera = {pinhole(settings.size, entry.value("fov", settings.fov)), poseFrom(entry.at("matrix"))};
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

double aspectOf(const json& file, const char* list) {
  const double aspect =
      file.contains(list) && !file.at(list).empty() ? file.at(list).at(0).value("aspect", 16.0 / 9.0) : 16.0 / 9.0;
  if (!(aspect > 0.05 && aspect < 20)) throw std::runtime_error("the aspect makes no sense");
  return aspect;
}

NerfstudioPath fromJson(const json& file, ImageSize size, std::pair<Seconds, Seconds> range) {
  const std::string type = file.value("camera_type", "perspective");
  if (type != "perspective")
    throw Error(ErrorCode::unsupported,
                "The camera path has '" + type + "' cameras. Only perspective ones are rendered: export it as perspective.");
  const bool dense = file.contains("camera_path") && !file.at("camera_path").empty();
  const char* list = dense ? "camera_path" : "keyframes";
  const ImageSize own{sideFrom(file, "render_width"), sideFrom(file, "render_height")};
  Settings settings;
  settings.size = size.width > 0 ? size : own;
  if (settings.size.width <= 0 || settings.size.height <= 0)
    settings.size = {std::max(1, static_cast<int>(std::lround(720 * aspectOf(file, list)))), 720};
  settings.fov = file.value("default_fov", settings.fov);
  settings.transition = file.value("default_transition_sec", settings.transition);
  settings.inSeconds = file.value("render_time_units", "") == "seconds";
  settings.range = range;

  std::optional<double> fps;
  if (file.contains("fps")) fps = file.at("fps").get<double>();
  if (fps && !(*fps > 0 && *fps <= 1000)) throw std::runtime_error("fps makes no sense");
  const bool cycle = file.value("is_cycle", false);
  if (dense) {
    const json& path = file.at("camera_path");
    double spacing = 1.0 / fps.value_or(30);
    const double seconds = file.value("seconds", spacing * static_cast<double>(path.size()));
    if (!(seconds > 0 && seconds < 86400)) throw std::runtime_error("seconds make no sense");
    spacing = seconds / static_cast<double>(path.size());
    return {CameraTrack(denseKeys(path, spacing, settings), cycle && path.size() > 1 ? seconds : 0), seconds, fps, own};
  }
  const json& keyframes = file.at("keyframes");
  if (!keyframes.is_array() || keyframes.empty()) throw std::runtime_error("there are no keys");
  double end = 0;
  std::vector<CameraKey> keys = sparseKeys(keyframes, file, settings, end);
  double period = 0;
  if (cycle && keys.size() > 1) period = end + transitionTo(keyframes.at(0), settings);
  return {CameraTrack(std::move(keys), period), period > 0 ? period : end, fps, own};
}

}  // namespace

NerfstudioPath readNerfstudioPath(const std::filesystem::path& file, ImageSize size, std::pair<Seconds, Seconds> timeRange) {
  const std::string text = readTextFile(file, kLargestFile);
  try {
    const json parsed = json::parse(text);
    if (!parsed.is_object()) damaged(file, "is not a nerfstudio camera path.");
    if (!parsed.contains("camera_path") && !parsed.contains("keyframes"))
      damaged(file, "has neither 'camera_path' nor 'keyframes': it is not a nerfstudio camera path.");
    return fromJson(parsed, size, timeRange);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged, "The camera path " + file.string() + " cannot be read. Export it again.", problem.what());
  }
}

void writeNerfstudioPath(const std::filesystem::path& file, const CameraTrack& track, ImageSize size, double fps,
                         std::pair<Seconds, Seconds> timeRange) {
  if (!(fps > 0) || size.width <= 0 || size.height <= 0)
    throw Error(ErrorCode::badInput, "A camera path needs a positive size and frame rate.");
  const double length = track.end() - track.begin(), span = timeRange.second - timeRange.first;
  const int frames = std::max(1, static_cast<int>(std::lround(length * fps)));
  json path = json::array();
  for (int i = 0; i < frames; ++i) {
    const double at = track.begin() + i / fps;
    const Camera camera = track.camera(at);
    const Intrinsics lens = covering(camera.intrinsics, size);
    json entry{{"camera_to_world", toRowMajor(flippedAxes(camera.world_from_camera))},
               {"fov", 2 * std::atan(0.5 * size.height / lens.fy) / kDegree},
               {"aspect", static_cast<double>(size.width) / size.height}};
    if (const auto time = track.sceneTime(at)) entry["render_time"] = span > 0 ? (*time - timeRange.first) / span : 0.0;
    path.push_back(std::move(entry));
  }
  const json out{
      {"camera_type", "perspective"}, {"render_width", size.width}, {"render_height", size.height}, {"fps", fps},
      {"seconds", frames / fps},      {"is_cycle", track.cyclic()}, {"keyframes", json::array()},   {"camera_path", path}};
  writeFileAtomically(file, out.dump(1) + "\n");
}

}  // namespace fsm::jobs
