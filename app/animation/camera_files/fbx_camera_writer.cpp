#include "app/animation/camera_files/fbx_camera_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/gtc/constants.hpp>
#include <map>
#include <string>
#include <vector>

#include "app/animation/camera_files/fbx_record.h"
#include "reconstruction/core/file.h"

namespace fsm::animation {

namespace {

constexpr int64_t kTicks = 46186158000;  ///< of FBX's clock, a second
constexpr double kFilmWidth = 36;        ///< millimetres: lenses read as those of a full-frame camera
constexpr double kInch = 25.4;
constexpr double kCentimetres = 100;  ///< a metre: FBX's own unit, which programs that ignore the file's unit expect

/// Objects are told apart by numbers; 0 is the root of the scene.
enum ObjectId : int64_t { kRoot = 0, kCamera = 1000, kNode, kStack, kLayer, kFirstCurveNode };

int64_t ticksOf(double seconds) { return std::llround(seconds * static_cast<double>(kTicks)); }

FbxRecord property(const char* name, const char* type, const char* label, const char* flags) {
  return std::move(FbxRecord("P").add(name).add(type).add(label).add(flags));
}
FbxRecord number(const char* name, double value) { return std::move(property(name, "double", "Number", "").add(value)); }
FbxRecord animated(const char* name, const char* type, double value) {
  return std::move(property(name, type, "", "A").add(value));
}
FbxRecord choice(const char* name, int32_t value) { return std::move(property(name, "enum", "", "").add(value)); }
FbxRecord whole(const char* name, int32_t value) { return std::move(property(name, "int", "Integer", "").add(value)); }
FbxRecord time(const char* name, int64_t ticks) { return std::move(property(name, "KTime", "Time", "").add(ticks)); }
FbxRecord vectorOf(const char* name, const glm::dvec3& v) {
  return std::move(property(name, name, "", "A").add(v.x).add(v.y).add(v.z));
}

/// `kind` names the class of an object beside its own name.
FbxRecord object(const char* section, int64_t id, const std::string& name, const char* kind, const char* type) {
  return std::move(FbxRecord(section).add(id).add(name + std::string("\0\x01", 2) + kind).add(type));
}

/// Turns as FBX's order XZY has them, radians: R = Ry(y) Rz(z) Rx(x). FBX cameras look along +x, so y is the heading, z the
/// climb and x the roll, and only a look straight up or down is ambiguous; there the heading of `before` is kept. Of the
/// equivalent triples the nearest to `before`: curves between frames must not go the long way round.
glm::dvec3 anglesOf(const glm::dquat& world_from_camera, const glm::dvec3& before) {
  constexpr double kTurn = 2 * glm::pi<double>(), kVertical = 1e-7;
  const glm::dmat3 gl_from_fbx(glm::dvec3(0, 0, -1), glm::dvec3(0, 1, 0), glm::dvec3(1, 0, 0));
  const glm::dmat3 m = glm::mat3_cast(world_from_camera) * gl_from_fbx;
  const double level = std::hypot(m[0].x, m[0].z);
  const double heading = level < kVertical ? before.y : std::atan2(-m[0].z, m[0].x);
  const double climb = std::atan2(m[0].y, level);
  // What is left after both are undone turns about x.
  const glm::dvec3 side(std::sin(heading), 0, std::cos(heading));
  const glm::dvec3 above = glm::cross(side, m[0]);
  const double roll = std::atan2(glm::dot(m[1], side), glm::dot(m[1], above));
  const auto nearest = [&](glm::dvec3 angles) { return angles - kTurn * glm::round((angles - before) / kTurn); };
  const glm::dvec3 one = nearest({roll, heading, climb});
  const glm::dvec3 other = nearest(glm::dvec3(roll, heading, -climb) + glm::pi<double>());
  return glm::length(other - before) < glm::length(one - before) ? other : one;
}

/// The film's height follows the picture's shape: it is `kFilmWidth` wide.
double millimetres(double focal, ImageSize size) { return focal * kFilmWidth * size.height / size.width; }

struct Channel {
  const char* name;  ///< of the property that it moves
  ObjectId of;
  const char* curve_node;
  std::vector<const char*> axes;
  std::vector<std::vector<float>> values;  ///< by axis and frame
};

std::vector<Channel> channelsOf(std::span<const CameraFrame> frames, ImageSize size) {
  Channel place{"Lcl Translation", kNode, "T", {"d|X", "d|Y", "d|Z"}, std::vector<std::vector<float>>(3)};
  Channel turn{"Lcl Rotation", kNode, "R", {"d|X", "d|Y", "d|Z"}, std::vector<std::vector<float>>(3)};
  Channel lens{"FocalLength", kCamera, "FocalLength", {"d|FocalLength"}, std::vector<std::vector<float>>(1)};
  glm::dvec3 angles(0.0);
  for (const CameraFrame& frame : frames) {
    angles = anglesOf(frame.rotation, angles);
    for (int i = 0; i < 3; ++i) {
      place.values[static_cast<size_t>(i)].push_back(static_cast<float>(kCentimetres * frame.position[i]));
      turn.values[static_cast<size_t>(i)].push_back(static_cast<float>(glm::degrees(angles[i])));
    }
    lens.values[0].push_back(static_cast<float>(millimetres(frame.focal, size)));
  }
  std::vector<Channel> channels{std::move(place), std::move(turn)};
  const auto [least, most] = std::minmax_element(lens.values[0].begin(), lens.values[0].end());
  constexpr float kSame = 1.0001f;
  if (*most > kSame * *least) channels.push_back(std::move(lens));
  return channels;
}

FbxRecord settingsOf(double fps, int64_t end) {
  // Rates that the format has numbers for; any other is spelt out.
  struct Rate {
    double fps;
    int32_t mode;
  };
  constexpr Rate kRates[]{
      {120, 1}, {100, 2}, {60, 3}, {50, 4}, {48, 5}, {30, 6}, {30000.0 / 1001, 9}, {25, 10}, {24, 11}, {24000.0 / 1001, 13}};
  constexpr int32_t kCustom = 14;
  const auto known =
      std::find_if(std::begin(kRates), std::end(kRates), [&](const Rate& r) { return std::abs(r.fps - fps) < 1e-3; });
  FbxRecord list("Properties70");
  list.child(whole("UpAxis", 1)).child(whole("UpAxisSign", 1)).child(whole("FrontAxis", 2)).child(whole("FrontAxisSign", 1));
  list.child(whole("CoordAxis", 0)).child(whole("CoordAxisSign", 1));
  list.child(whole("OriginalUpAxis", 1)).child(whole("OriginalUpAxisSign", 1));
  list.child(number("UnitScaleFactor", 1)).child(number("OriginalUnitScaleFactor", 1));
  list.child(choice("TimeMode", known == std::end(kRates) ? kCustom : known->mode));
  list.child(time("TimeSpanStart", 0)).child(time("TimeSpanStop", end)).child(number("CustomFrameRate", fps));
  return std::move(FbxRecord("GlobalSettings").child("Version", int32_t{1000}).child(std::move(list)));
}

FbxRecord cameraOf(double focal, ImageSize size) {
  constexpr int32_t kFixedResolution = 2, kByFocalLength = 3, kFitHorizontal = 2;
  const double height = kFilmWidth * size.height / size.width, lens = millimetres(focal, size);
  const auto angle = [&](double side) { return glm::degrees(2 * std::atan(0.5 * side / lens)); };
  FbxRecord list("Properties70");
  list.child(choice("AspectRatioMode", kFixedResolution));
  list.child(number("AspectWidth", size.width)).child(number("AspectHeight", size.height));
  list.child(choice("ApertureMode", kByFocalLength)).child(choice("GateFit", kFitHorizontal));
  list.child(number("FilmWidth", kFilmWidth / kInch)).child(number("FilmHeight", height / kInch));
  list.child(number("FilmAspectRatio", static_cast<double>(size.width) / size.height));
  list.child(animated("FieldOfView", "FieldOfView", angle(kFilmWidth)));
  list.child(animated("FieldOfViewX", "FieldOfView", angle(kFilmWidth)))
      .child(animated("FieldOfViewY", "FieldOfView", angle(height)));
  list.child(animated("FocalLength", "Number", lens));
  list.child(number("NearPlane", 1)).child(number("FarPlane", 1e5));
  FbxRecord out = object("NodeAttribute", kCamera, "Camera", "NodeAttribute", "Camera");
  out.child(std::move(list)).child("TypeFlags", "Camera").child("GeometryVersion", int32_t{124});
  out.child(std::move(FbxRecord("Position").add(0.0).add(0.0).add(0.0)));
  out.child(std::move(FbxRecord("Up").add(0.0).add(1.0).add(0.0)));
  out.child(std::move(FbxRecord("LookAt").add(1.0).add(0.0).add(0.0)));
  return out;
}

FbxRecord nodeOf(const CameraFrame& frame) {
  constexpr int32_t kOrderXzy = 1, kInheritAll = 1;
  FbxRecord list("Properties70");
  list.child(choice("RotationOrder", kOrderXzy));
  list.child(std::move(property("RotationActive", "bool", "", "").add(int32_t{1})));
  list.child(choice("InheritType", kInheritAll));
  list.child(vectorOf("Lcl Translation", kCentimetres * frame.position));
  list.child(vectorOf("Lcl Rotation", glm::degrees(anglesOf(frame.rotation, glm::dvec3(0.0)))));
  list.child(vectorOf("Lcl Scaling", glm::dvec3(1.0)));
  FbxRecord out = object("Model", kNode, "Camera", "Model", "Camera");
  out.child("Version", int32_t{232}).child(std::move(list)).child("Shading", true).child("Culling", "CullingOff");
  return out;
}

FbxRecord curveOf(int64_t id, std::span<const int64_t> times, std::span<const float> values) {
  constexpr int32_t kLinear = 4;  // the keys are the frames: nothing is drawn between them but by motion blur
  const std::array flags{kLinear}, uses{static_cast<int32_t>(times.size())};
  const std::array<float, 4> tangents{};
  FbxRecord out = object("AnimationCurve", id, "", "AnimCurve", "");
  out.child("Default", static_cast<double>(values.front())).child("KeyVer", int32_t{4008});
  out.child("KeyTime", times).child("KeyValueFloat", values);
  out.child("KeyAttrFlags", std::span<const int32_t>(flags)).child("KeyAttrDataFloat", std::span<const float>(tangents));
  out.child("KeyAttrRefCount", std::span<const int32_t>(uses));
  return out;
}

/// The two sections that grow with what is animated.
struct Contents {
  FbxRecord objects{"Objects"}, connections{"Connections"};
  std::map<std::string, int32_t> counts;  ///< of the objects, by type

  void add(FbxRecord object) {
    ++counts[object.name()];
    objects.child(std::move(object));
  }
  void connect(int64_t from, int64_t to) { connections.child(std::move(FbxRecord("C").add("OO").add(from).add(to))); }
  void connect(int64_t from, int64_t to, const char* name) {
    connections.child(std::move(FbxRecord("C").add("OP").add(from).add(to).add(name)));
  }
};

constexpr const char* kTake = "Camera move";

void addAnimation(Contents& contents, std::span<const CameraFrame> frames, ImageSize size) {
  std::vector<int64_t> times;
  times.reserve(frames.size());
  for (const CameraFrame& frame : frames) times.push_back(ticksOf(frame.at));
  FbxRecord list("Properties70");
  list.child(time("LocalStart", 0)).child(time("LocalStop", times.back()));
  list.child(time("ReferenceStart", 0)).child(time("ReferenceStop", times.back()));
  contents.add(std::move(object("AnimationStack", kStack, kTake, "AnimStack", "").child(std::move(list))));
  contents.add(std::move(object("AnimationLayer", kLayer, kTake, "AnimLayer", "").child(FbxRecord("Properties70"))));
  contents.connect(kLayer, kStack);
  int64_t id = kFirstCurveNode;
  for (const Channel& channel : channelsOf(frames, size)) {
    const int64_t node = id++;
    FbxRecord values("Properties70");
    for (size_t i = 0; i < channel.axes.size(); ++i) values.child(animated(channel.axes[i], "Number", channel.values[i].front()));
    contents.add(std::move(object("AnimationCurveNode", node, channel.curve_node, "AnimCurveNode", "").child(std::move(values))));
    contents.connect(node, kLayer);
    contents.connect(node, channel.of, channel.name);
    for (size_t i = 0; i < channel.axes.size(); ++i) {
      contents.add(curveOf(id, times, channel.values[i]));
      contents.connect(id++, node, channel.axes[i]);
    }
  }
}

FbxRecord documents() {
  FbxRecord document("Document");
  document.add(int64_t{999}).add("").add("Scene").child("RootNode", int64_t{kRoot});
  return std::move(FbxRecord("Documents").child("Count", int32_t{1}).child(std::move(document)));
}

FbxRecord definitionsOf(const Contents& contents) {
  FbxRecord out("Definitions");
  int32_t all = 1;
  for (const auto& [type, count] : contents.counts) all += count;
  out.child("Version", int32_t{100}).child("Count", all);
  out.child(std::move(FbxRecord("ObjectType").add("GlobalSettings").child("Count", int32_t{1})));
  for (const auto& [type, count] : contents.counts)
    out.child(std::move(FbxRecord("ObjectType").add(std::string_view(type)).child("Count", count)));
  return out;
}

FbxRecord takesOf(int64_t end) {
  const auto span = [&](const char* name) { return std::move(FbxRecord(name).add(int64_t{0}).add(end)); };
  FbxRecord take("Take");
  take.add(kTake).child("FileName", "Camera_move.tak").child(span("LocalTime")).child(span("ReferenceTime"));
  return std::move(FbxRecord("Takes").child("Current", kTake).child(std::move(take)));
}

}  // namespace

void writeFbxCamera(const std::filesystem::path& path, std::span<const CameraFrame> frames, double fps, ImageSize size) {
  const int64_t end = ticksOf(frames.back().at);
  Contents contents;
  contents.add(cameraOf(frames.front().focal, size));
  contents.add(nodeOf(frames.front()));
  contents.connect(kNode, kRoot);
  contents.connect(kCamera, kNode);
  if (frames.size() > 1) addAnimation(contents, frames, size);
  std::vector<FbxRecord> sections{settingsOf(fps, end),        documents(),
                                  FbxRecord("References"),     definitionsOf(contents),
                                  std::move(contents.objects), std::move(contents.connections)};
  if (frames.size() > 1) sections.push_back(takesOf(end));
  writeFileAtomically(path, fbxFile(sections));
}

}  // namespace fsm::animation
