#include "app/animation/animation_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reconstruction/core/error.h"

namespace fsm::animation {

using nlohmann::json;

namespace {

constexpr int kVersion = 1;
constexpr size_t kMostEntries = 100000;
constexpr size_t kLongestText = size_t{128} << 20;
constexpr size_t kLongestName = 1000;

template <typename Value, size_t N>
using Words = std::array<std::pair<Value, const char*>, N>;

constexpr Words<Easing, 6> kEasings{{{Easing::linear, "linear"},
                                     {Easing::smooth, "smooth"},
                                     {Easing::easeIn, "ease_in"},
                                     {Easing::easeOut, "ease_out"},
                                     {Easing::easeInOut, "ease_in_out"},
                                     {Easing::hold, "hold"}}};
constexpr Words<TimeInterpolation, 3> kInterpolations{
    {{TimeInterpolation::linear, "linear"}, {TimeInterpolation::smooth, "smooth"}, {TimeInterpolation::hold, "hold"}}};
constexpr Words<AfterLast, 3> kAfter{{{AfterLast::hold, "hold"}, {AfterLast::loop, "loop"}, {AfterLast::pingPong, "ping_pong"}}};
constexpr Words<LoopMode, 3> kLoops{{{LoopMode::once, "once"}, {LoopMode::loop, "loop"}, {LoopMode::pingPong, "ping_pong"}}};

template <typename Value, size_t N>
const char* wordOf(const Words<Value, N>& words, Value value) {
  for (const auto& [known, word] : words)
    if (known == value) return word;
  throw Error(ErrorCode::internal, "The animation holds a value without a name.");
}

template <typename Value, size_t N>
Value valueOf(const Words<Value, N>& words, const json& text) {
  for (const auto& [known, word] : words)
    if (text.get<std::string>() == word) return known;
  throw std::runtime_error("an unknown word: " + text.get<std::string>().substr(0, 40));
}

json toJson(const CameraTrack& track) {
  json keys = json::array();
  for (const CameraKey& key : track.keys()) {
    const glm::dvec3& p = key.pose.position;
    const glm::dquat& q = key.pose.rotation;
    keys.push_back({{"at", key.at},
                    {"position", {p.x, p.y, p.z}},
                    {"rotation_wxyz", {q.w, q.x, q.y, q.z}},
                    {"focal", key.pose.focal},
                    {"easing", wordOf(kEasings, key.easing)}});
  }
  json out{{"keys", keys}, {"period", track.period()}};
  if (const auto& shake = track.shake())
    out["shake"] = {
        {"degrees", shake->degrees}, {"distance", shake->distance}, {"frequency", shake->frequency}, {"seed", shake->seed}};
  return out;
}

json toJson(const SceneTimeTrack& track) {
  json keys = json::array();
  for (const TimeKey& key : track.keys()) {
    json entry{{"at", key.at}, {"time", key.time}, {"interpolation", wordOf(kInterpolations, key.interpolation)}};
    if (key.slopeIn) entry["slope_in"] = *key.slopeIn;
    if (key.slopeOut) entry["slope_out"] = *key.slopeOut;
    keys.push_back(std::move(entry));
  }
  return {{"keys", keys}, {"after", wordOf(kAfter, track.after())}};
}

/// A list that fits into memory many times over.
const json& listOf(const json& object, const char* name) {
  const json& list = object.at(name);
  if (!list.is_array() || list.size() > kMostEntries) throw std::runtime_error(std::string(name) + " is no list, or too long");
  return list;
}

template <size_t N>
std::array<double, N> numbers(const json& list) {
  if (!list.is_array() || list.size() != N) throw std::runtime_error("a list of numbers has another length");
  return list.get<std::array<double, N>>();
}

CameraTrack cameraFrom(const json& value) {
  std::vector<CameraKey> keys;
  for (const json& entry : listOf(value, "keys")) {
    const auto p = numbers<3>(entry.at("position"));
    const auto q = numbers<4>(entry.at("rotation_wxyz"));
    keys.push_back({entry.at("at").get<double>(),
                    {{p[0], p[1], p[2]}, {q[0], q[1], q[2], q[3]}, entry.at("focal").get<double>()},
                    valueOf(kEasings, entry.at("easing"))});
  }
  CameraTrack track(std::move(keys));
  if (const double period = value.at("period").get<double>(); period != 0) track.setCycle(period);
  if (const auto shake = value.find("shake"); shake != value.end()) {
    const json& seed = shake->at("seed");
    if (!seed.is_number_integer()) throw std::runtime_error("a seed is no whole number");
    track.setShake(Shake{shake->at("degrees").get<double>(), shake->at("distance").get<double>(),
                         shake->at("frequency").get<double>(), seed.get<uint32_t>()});
  }
  return track;
}

SceneTimeTrack timeFrom(const json& value) {
  std::vector<TimeKey> keys;
  for (const json& entry : listOf(value, "keys")) {
    TimeKey key{entry.at("at").get<double>(), entry.at("time").get<double>(), valueOf(kInterpolations, entry.at("interpolation")),
                std::nullopt, std::nullopt};
    if (entry.contains("slope_in")) key.slopeIn = entry.at("slope_in").get<double>();
    if (entry.contains("slope_out")) key.slopeOut = entry.at("slope_out").get<double>();
    keys.push_back(key);
  }
  return SceneTimeTrack(std::move(keys), valueOf(kAfter, value.at("after")));
}

Animation fromJson(const json& value) {
  const int version = value.at("version").get<int>();
  if (version > kVersion)
    throw Error(ErrorCode::unsupported, "The animation was made by a newer Chronoscope. Open the project with that version.");
  Animation out;
  out.camera = cameraFrom(value.at("camera"));
  out.time = timeFrom(value.at("time"));
  out.length = value.at("length").get<double>();
  out.fps = value.at("fps").get<double>();
  out.in = value.at("in").get<double>();
  out.out = value.at("out").get<double>();
  out.loop = valueOf(kLoops, value.at("loop"));
  for (const json& entry : listOf(value, "markers")) {
    const Marker marker{entry.at("at").get<double>(), entry.at("name").get<std::string>(), entry.at("colour").get<uint32_t>()};
    if (marker.name.size() > kLongestName || marker.colour > 0xFFFFFF) throw std::runtime_error("a marker makes no sense");
    setMarker(out, marker);
  }
  check(out);
  return out;
}

[[noreturn]] void damaged(const std::string& detail) {
  throw Error(ErrorCode::fileDamaged,
              "The animation of the project is damaged. Recover the project, or start a new animation in it.", detail);
}

}  // namespace

std::string toJson(const Animation& animation) {
  json markers = json::array();
  for (const Marker& marker : animation.markers)
    markers.push_back({{"at", marker.at}, {"name", marker.name}, {"colour", marker.colour}});
  const json out{{"version", kVersion},
                 {"camera", toJson(animation.camera)},
                 {"time", toJson(animation.time)},
                 {"length", animation.length},
                 {"fps", animation.fps},
                 {"in", animation.in},
                 {"out", animation.out},
                 {"loop", wordOf(kLoops, animation.loop)},
                 {"markers", markers}};
  // Names come from a text field or another program's file: what is no UTF-8 in them must not lose the animation.
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Animation animationFromJson(std::string_view text) {
  if (text.size() > kLongestText) damaged("too long");
  try {
    return fromJson(json::parse(text));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::badInput) damaged(error.what());
    throw;
  } catch (const std::exception& problem) {
    damaged(problem.what());
  }
}

}  // namespace fsm::animation
