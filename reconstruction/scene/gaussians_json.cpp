#include "reconstruction/scene/gaussians_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace fsm::scene {

namespace {

using nlohmann::json;

constexpr std::array<const char*, 3> kQuantisations{"none", "half", "compact"};

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

double finite(const json& value) {
  const double number = value.get<double>();
  require(std::isfinite(number), "a number is not finite");
  return number;
}

float positive(const json& value) {
  const auto number = static_cast<float>(finite(value));
  require(number > 0 && std::isfinite(number), "a number is not positive");
  return number;
}

int within(const json& value, int least, int most) {
  const auto number = value.get<int64_t>();
  require(number >= least && number <= most, "a number is out of its range");
  return static_cast<int>(number);
}

json toJson(const GaussianErrors& errors) {
  return {{"position", errors.position},
          {"log_scale", errors.logScale},
          {"rotation", errors.rotation},
          {"opacity", errors.opacity},
          {"sh", errors.sh},
          {"time", errors.time},
          {"log_scale_time", errors.logScaleTime}};
}

GaussianErrors errorsFrom(const json& value) {
  return {value.value("position", 0.0),      value.value("log_scale", 0.0), value.value("rotation", 0.0),
          value.value("opacity", 0.0),       value.value("sh", 0.0),        value.value("time", 0.0),
          value.value("log_scale_time", 0.0)};
}

}  // namespace

json toJson(const Normalisation& frame) {
  return {{"frame_from_world", toRowMajor(frame.frame_from_world)},
          {"scale", frame.scale},
          {"time_centre", frame.timeCentre},
          {"time_half_range", frame.timeHalfRange}};
}

Normalisation frameFromJson(const json& value) {
  Normalisation frame;
  frame.frame_from_world = fromRowMajor(value.at("frame_from_world").get<std::array<double, 16>>());
  frame.scale = finite(value.at("scale"));
  frame.timeCentre = finite(value.at("time_centre"));
  frame.timeHalfRange = finite(value.at("time_half_range"));
  require(isRigid(frame.frame_from_world), "the frame is not rigid");
  require(frame.scale > 0 && frame.timeHalfRange > 0, "the frame has no size");
  return frame;
}

json toJson(const RasterSettings& settings) {
  return {{"near_plane", settings.nearPlane},
          {"low_pass", settings.lowPass},
          {"alpha_max", settings.alphaMax},
          {"alpha_min", settings.alphaMin},
          {"transmittance_stop", settings.transmittanceStop},
          {"frustum_clamp", settings.frustumClamp},
          {"temporal_prune", settings.temporalPrune},
          {"footprint", settings.footprint == Footprint::officialTiles ? "official_tiles" : "alpha_threshold"},
          {"background", {settings.background.x, settings.background.y, settings.background.z}}};
}

RasterSettings rasterSettingsFromJson(const json& value) {
  RasterSettings settings;
  settings.nearPlane = positive(value.at("near_plane"));
  settings.lowPass = static_cast<float>(finite(value.at("low_pass")));
  settings.alphaMax = positive(value.at("alpha_max"));
  settings.alphaMin = positive(value.at("alpha_min"));
  settings.transmittanceStop = positive(value.at("transmittance_stop"));
  settings.frustumClamp = positive(value.at("frustum_clamp"));
  settings.temporalPrune = static_cast<float>(finite(value.at("temporal_prune")));
  const auto footprint = value.at("footprint").get<std::string>();
  require(footprint == "official_tiles" || footprint == "alpha_threshold", "an unknown footprint");
  settings.footprint = footprint == "official_tiles" ? Footprint::officialTiles : Footprint::alphaThreshold;
  const auto background = value.at("background").get<std::array<float, 3>>();
  settings.background = {background[0], background[1], background[2]};
  require(settings.lowPass >= 0 && settings.alphaMax < 1 && settings.temporalPrune >= 0, "raster settings make no sense");
  return settings;
}

const char* colourSpaceName(ColourEncoding space) { return space == ColourEncoding::linear ? "linear" : "display"; }

ColourEncoding colourSpaceFrom(const std::string& name) {
  require(name == "linear" || name == "display", "an unknown colour space");
  return name == "linear" ? ColourEncoding::linear : ColourEncoding::display;
}

json describe(const GaussianScene& scene, const GaussiansSummary& summary) {
  return {{"count", summary.count},
          {"sh_degree", scene.gaussians.shDegree},
          {"time_harmonics", scene.gaussians.timeHarmonics},
          {"time_period", scene.gaussians.timePeriod},
          {"static", summary.isStatic},
          {"quantisation", kQuantisations.at(static_cast<size_t>(summary.quantisation))},
          {"largest_errors", toJson(summary.errors)},
          {"frame", toJson(scene.frame)},
          {"colour_space", colourSpaceName(scene.colourSpace)},
          {"raster", toJson(scene.settings)}};
}

void applyDescription(const json& value, GaussianScene& scene, GaussiansSummary& summary) {
  constexpr int kMaxDegree = 3, kMaxHarmonics = 64;
  summary.count = value.at("count").get<int64_t>();
  require(summary.count >= 0, "a negative count");
  summary.shDegree = scene.gaussians.shDegree = within(value.at("sh_degree"), 0, kMaxDegree);
  summary.timeHarmonics = scene.gaussians.timeHarmonics = within(value.at("time_harmonics"), 0, kMaxHarmonics);
  scene.gaussians.timePeriod = positive(value.at("time_period"));
  summary.isStatic = value.at("static").get<bool>();
  const auto quantisation = value.at("quantisation").get<std::string>();
  const auto* found = std::find(kQuantisations.begin(), kQuantisations.end(), quantisation);
  require(found != kQuantisations.end(), "an unknown quantisation");
  summary.quantisation = static_cast<Quantisation>(found - kQuantisations.begin());
  summary.errors = errorsFrom(value.value("largest_errors", json::object()));
  scene.frame = frameFromJson(value.at("frame"));
  scene.colourSpace = colourSpaceFrom(value.at("colour_space").get<std::string>());
  scene.settings = rasterSettingsFromJson(value.at("raster"));
}

}  // namespace fsm::scene
