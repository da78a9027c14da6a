#include "reconstruction/capture/preparation_json.h"

#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm {
namespace {

using nlohmann::json;

[[noreturn]] void damaged(const std::string& detail) {
  throw Error(ErrorCode::fileDamaged, "The scene's normalisation cannot be read. Reconstruct the scene again from its capture.",
              detail);
}

double finite(const json& value, const char* what) {
  if (!value.is_number() || !std::isfinite(value.get<double>())) damaged(std::string(what) + " is not a finite number");
  return value.get<double>();
}

double positive(const json& value, const char* what) {
  const double number = finite(value, what);
  if (number <= 0) damaged(std::string(what) + " is not positive");
  return number;
}

const json& member(const json& object, const char* key) {
  if (!object.is_object() || !object.contains(key)) damaged(std::string(key) + " is missing");
  return object[key];
}

template <size_t N>
std::array<double, N> numbers(const json& object, const char* key) {
  const json& list = member(object, key);
  if (!list.is_array() || list.size() != N) damaged(std::string(key) + " has the wrong length");
  std::array<double, N> out;
  for (size_t i = 0; i < N; ++i) out[i] = finite(list[i], key);
  return out;
}

glm::dvec3 vector(const json& object, const char* key) {
  const auto v = numbers<3>(object, key);
  return {v[0], v[1], v[2]};
}

json list(const glm::dvec3& v) { return {v.x, v.y, v.z}; }

ExposureGain gainFromJson(const json& entry) {
  ExposureGain gain{vector(entry, "centre"), vector(entry, "forward"), numbers<3>(entry, "gain")};
  for (double g : gain.gain)
    if (g <= 0) damaged("a gain is not positive");
  return gain;
}

}  // namespace

json toJson(const CapturePreparation& preparation) {
  const Normalisation& n = preparation.normalisation;
  json out{{"frame_from_world", toRowMajor(n.frame_from_world)},
           {"scale", n.scale},
           {"time_centre", n.timeCentre},
           {"time_half_range", n.timeHalfRange},
           {"up", list(preparation.up)},
           {"upright", preparation.upright},
           {"patch", preparation.patch},
           {"exposure", json::array()}};
  for (const ExposureGain& entry : preparation.exposure)
    out["exposure"].push_back({{"centre", list(entry.centre)}, {"forward", list(entry.forward)}, {"gain", entry.gain}});
  return out;
}

CapturePreparation preparationFromJson(const json& in) {
  CapturePreparation out;
  out.normalisation.frame_from_world = fromRowMajor(numbers<16>(in, "frame_from_world"));
  if (!isRigid(out.normalisation.frame_from_world)) damaged("frame_from_world is not rigid");
  out.normalisation.scale = positive(member(in, "scale"), "scale");
  out.normalisation.timeCentre = finite(member(in, "time_centre"), "time_centre");
  out.normalisation.timeHalfRange = positive(member(in, "time_half_range"), "time_half_range");
  out.up = vector(in, "up");
  if (!(glm::length(out.up) > 1e-6)) damaged("up has no direction");
  if (!member(in, "upright").is_boolean()) damaged("upright is not true or false");
  out.upright = in["upright"].get<bool>();
  const double patch = positive(member(in, "patch"), "patch");
  if (patch != std::floor(patch) || patch > 256) damaged("patch is not a whole number up to 256");
  out.patch = static_cast<int>(patch);
  const json& exposure = member(in, "exposure");
  if (!exposure.is_array()) damaged("exposure is not a list");
  for (const json& entry : exposure) out.exposure.push_back(gainFromJson(entry));
  return out;
}

}  // namespace fsm
