#include "app/jobs/capture_json.h"

#include <algorithm>
#include <set>

#include "reconstruction/core/error.h"

namespace fsm::jobs {

using nlohmann::json;

namespace {

json toJson(const Intrinsics& k) { return {k.size.width, k.size.height, k.fx, k.fy, k.cx, k.cy}; }

Intrinsics intrinsicsFrom(const json& value) {
  if (value.size() != 6) throw std::runtime_error("intrinsics must have 6 numbers");
  return {{value.at(0).get<int>(), value.at(1).get<int>()},
          value.at(2).get<double>(),
          value.at(3).get<double>(),
          value.at(4).get<double>(),
          value.at(5).get<double>()};
}

const char* nameOf(Distortion::Model model) {
  switch (model) {
    case Distortion::Model::none: return "none";
    case Distortion::Model::opencv: return "opencv";
    case Distortion::Model::fisheye: return "fisheye";
  }
  return "none";
}

Distortion distortionFrom(const json& value) {
  Distortion distortion;
  const std::string model = value.at("model").get<std::string>();
  if (model == "opencv")
    distortion.model = Distortion::Model::opencv;
  else if (model == "fisheye")
    distortion.model = Distortion::Model::fisheye;
  else if (model != "none")
    throw std::runtime_error("unknown distortion model " + model);
  distortion.k = value.at("k").get<std::array<double, 8>>();
  return distortion;
}

json toJson(const Distortion& distortion) { return {{"model", nameOf(distortion.model)}, {"k", distortion.k}}; }

json toJson(const CaptureCamera& camera) {
  json poses = json::array(), lenses = json::array(), distortions = json::array();
  for (const glm::dmat4& pose : camera.world_from_camera) poses.push_back(toRowMajor(pose));
  for (const Intrinsics& lens : camera.frameIntrinsics) lenses.push_back(toJson(lens));
  for (const Distortion& distortion : camera.frameDistortions) distortions.push_back(toJson(distortion));
  return {{"name", camera.name},
          {"intrinsics", toJson(camera.intrinsics)},
          {"frame_intrinsics", lenses},
          {"distortion", toJson(camera.distortion)},
          {"frame_distortions", distortions},
          {"world_from_camera", poses},
          {"times", camera.times}};
}

CaptureCamera cameraFrom(const json& value) {
  CaptureCamera camera;
  camera.name = value.at("name").get<std::string>();
  camera.intrinsics = intrinsicsFrom(value.at("intrinsics"));
  for (const json& lens : value.at("frame_intrinsics")) camera.frameIntrinsics.push_back(intrinsicsFrom(lens));
  camera.distortion = distortionFrom(value.at("distortion"));
  for (const json& distortion : value.at("frame_distortions")) camera.frameDistortions.push_back(distortionFrom(distortion));
  for (const json& pose : value.at("world_from_camera"))
    camera.world_from_camera.push_back(fromRowMajor(pose.get<std::array<double, 16>>()));
  camera.times = value.at("times").get<std::vector<double>>();
  const size_t frames = camera.times.size(), poses = camera.world_from_camera.size();
  if (frames == 0 || (poses > 1 && poses != frames))
    throw std::runtime_error("camera " + camera.name + " has the wrong number of poses");
  const auto fits = [frames](size_t count) { return count == 0 || count == frames; };
  if (!fits(camera.frameIntrinsics.size()) || !fits(camera.frameDistortions.size()))
    throw std::runtime_error("camera " + camera.name + " has the wrong number of lenses");
  return camera;
}

json toJson(const std::vector<FrameId>& ids) {
  json out = json::array();
  for (const FrameId id : ids) out.push_back({id.camera, id.frame});
  return out;
}

std::vector<FrameId> idsFrom(const json& value, const Capture& capture) {
  std::vector<FrameId> ids;
  for (const json& entry : value) {
    const FrameId id{entry.at(0).get<int>(), entry.at(1).get<int>()};
    if (id.camera < 0 || id.camera >= static_cast<int>(capture.cameras.size()) || id.frame < 0 ||
        id.frame >= capture.cameras[id.camera].frameCount())
      throw std::runtime_error("the plan names a frame that does not exist");
    ids.push_back(id);
  }
  return ids;
}

/// Any problem inside `read` means that the file lies about its content.
template <typename Read>
auto orDamaged(const char* sentence, Read read) {
  try {
    return read();
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged, sentence, problem.what());
  }
}

}  // namespace

json toJson(const FramePlan& plan) { return {{"inputs", toJson(plan.inputs)}, {"targets", toJson(plan.targets)}}; }

json toJson(const Capture& capture) {
  json cameras = json::array();
  for (const CaptureCamera& camera : capture.cameras) cameras.push_back(toJson(camera));
  return {{"name", capture.name}, {"cameras", cameras}};
}

FramePlan planFromJson(const json& value, const Capture& capture) {
  return orDamaged("The list of input frames is damaged. Reconstruct the scene again.", [&] {
    FramePlan plan{idsFrom(value.at("inputs"), capture), idsFrom(value.at("targets"), capture)};
    const std::set<FrameId> inputs(plan.inputs.begin(), plan.inputs.end());
    if (std::any_of(plan.targets.begin(), plan.targets.end(), [&](FrameId id) { return inputs.count(id) > 0; }))
      throw std::runtime_error("a frame is an input and a target");
    return plan;
  });
}

Capture captureFromJson(const json& value) {
  return orDamaged("The cameras of the scene are damaged. Reconstruct it again.", [&] {
    Capture capture;
    capture.name = value.at("name").get<std::string>();
    for (const json& camera : value.at("cameras")) capture.cameras.push_back(cameraFrom(camera));
    if (capture.cameras.empty()) throw std::runtime_error("no cameras");
    return capture;
  });
}

}  // namespace fsm::jobs
