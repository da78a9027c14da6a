// Small binary FBX files (version 7400) for the tests.
#pragma once

#include <QByteArray>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

namespace fsm::test {

/// Not vector::insert: GCC 12 warns of bounds where there are none.
inline void append(std::vector<uint8_t>& to, const void* bytes, size_t size) {
  const size_t end = to.size();
  to.resize(end + size);
  if (size > 0) std::memcpy(to.data() + end, bytes, size);
}

class FbxRecord {
 public:
  explicit FbxRecord(std::string name) : name_(std::move(name)) {}

  FbxRecord& add(int64_t value) { return property('L', &value, sizeof value); }
  FbxRecord& add(int32_t value) { return property('I', &value, sizeof value); }
  FbxRecord& add(double value) { return property('D', &value, sizeof value); }
  FbxRecord& add(const std::string& text) {
    const auto length = static_cast<uint32_t>(text.size());
    property('S', &length, sizeof length);
    properties_.insert(properties_.end(), text.begin(), text.end());
    return *this;
  }
  /// Deflated where `claimed` elements are given (whatever their true number).
  template <typename T>
  FbxRecord& add(const std::vector<T>& values, uint32_t claimed = 0) {
    QByteArray bytes(reinterpret_cast<const char*>(values.data()), static_cast<qsizetype>(values.size() * sizeof(T)));
    if (claimed > 0) bytes = qCompress(bytes).mid(4);
    const uint32_t header[3] = {claimed > 0 ? claimed : static_cast<uint32_t>(values.size()), claimed > 0 ? 1u : 0u,
                                static_cast<uint32_t>(bytes.size())};
    property(arrayType<T>(), header, sizeof header);
    properties_.insert(properties_.end(), bytes.begin(), bytes.end());
    return *this;
  }
  FbxRecord& child(FbxRecord record) {
    children_.push_back(std::move(record));
    return *this;
  }

  void write(std::vector<uint8_t>& out) const {
    const size_t start = out.size();
    out.resize(start + 12);
    out.push_back(static_cast<uint8_t>(name_.size()));
    out.insert(out.end(), name_.begin(), name_.end());
    out.insert(out.end(), properties_.begin(), properties_.end());
    for (const FbxRecord& record : children_) record.write(out);
    if (!children_.empty()) out.resize(out.size() + 13);
    const uint32_t header[3] = {static_cast<uint32_t>(out.size()), count_, static_cast<uint32_t>(properties_.size())};
    std::memcpy(out.data() + start, header, sizeof header);
  }

 private:
  template <typename T>
  static constexpr char arrayType() {
    if constexpr (std::is_floating_point_v<T>) return sizeof(T) == 8 ? 'd' : 'f';
    return sizeof(T) == 8 ? 'l' : 'i';
  }

  FbxRecord& property(char type, const void* bytes, size_t size) {
    ++count_;
    properties_.push_back(static_cast<uint8_t>(type));
    append(properties_, bytes, size);
    return *this;
  }

  std::string name_;
  std::vector<uint8_t> properties_;
  uint32_t count_ = 0;
  std::vector<FbxRecord> children_;
};

/// The whole file: header, the three sections, the empty record, and a footer that nobody reads.
inline std::vector<uint8_t> fbxFile(const FbxRecord& settings, const FbxRecord& objects, const FbxRecord& connections) {
  const char mark[] = "Kaydara FBX Binary  \0\x1a";
  std::vector<uint8_t> out(mark, mark + 23);
  out[22] = 0;
  const uint32_t version = 7400;
  append(out, &version, sizeof version);
  FbxRecord("FBXHeaderExtension").child(FbxRecord("FBXVersion").add(int32_t{7400})).write(out);
  settings.write(out);
  objects.write(out);
  connections.write(out);
  out.resize(out.size() + 13 + 160);
  return out;
}

/// A property of one number, as lists of properties hold it.
inline FbxRecord fbxNumber(const std::string& name, const std::string& type, double value) {
  return std::move(FbxRecord("P").add(name).add(type).add(std::string("Number")).add(std::string()).add(value));
}

/// A unit square in the plane z = 0 as one polygon of four corners, in a scene of inches. `claimed` is the length that its
/// deflated positions claim to have; 12 is the truth.
inline std::vector<uint8_t> squareFbx(uint32_t claimed = 12) {
  const std::string classed("\x00\x01", 2);
  FbxRecord settings("GlobalSettings"), objects("Objects"), connections("Connections");
  settings.child(FbxRecord("Properties70").child(fbxNumber("UnitScaleFactor", "double", 2.54)));
  objects.child(FbxRecord("Geometry")
                    .add(int64_t{10})
                    .add("square" + classed + "Geometry")
                    .add(std::string("Mesh"))
                    .child(FbxRecord("Vertices").add(std::vector<double>{0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0}, claimed))
                    .child(FbxRecord("PolygonVertexIndex").add(std::vector<int32_t>{0, 1, 2, ~3})));
  objects.child(FbxRecord("Model")
                    .add(int64_t{20})
                    .add("square" + classed + "Model")
                    .add(std::string("Mesh"))
                    .child(FbxRecord("Version").add(int32_t{232})));
  connections.child(FbxRecord("C").add(std::string("OO")).add(int64_t{10}).add(int64_t{20}));
  connections.child(FbxRecord("C").add(std::string("OO")).add(int64_t{20}).add(int64_t{0}));
  return fbxFile(settings, objects, connections);
}

/// A camera at (100, 200, 300) in a scene of centimetres, 60 degrees across a picture of 2:1, that moves to x = 400 within two
/// seconds. `lens`: focal lengths at 0, 1 and 2 seconds, of 35 at rest; deflated where `claimed` numbers are given.
inline std::vector<uint8_t> cameraFbx(const std::vector<float>& lens = {}, uint32_t claimed = 0) {
  const std::string classed("\x00\x01", 2);
  constexpr int64_t kSecond = 46186158000;
  FbxRecord settings("GlobalSettings"), objects("Objects"), connections("Connections");
  settings.child(FbxRecord("Properties70").child(fbxNumber("UnitScaleFactor", "double", 1)));
  const auto object = [&](const char* type, int64_t id, const std::string& name, const std::string& kind) {
    return std::move(FbxRecord(type).add(id).add(name + classed + type).add(kind));
  };
  objects.child(object("NodeAttribute", 10, "cam", "Camera")
                    .child(FbxRecord("Properties70")
                               .child(fbxNumber("FieldOfView", "double", 60))
                               .child(fbxNumber("FocalLength", "Number", 35))
                               .child(fbxNumber("AspectWidth", "double", 200))
                               .child(fbxNumber("AspectHeight", "double", 100))));
  FbxRecord place("P");
  place.add(std::string("Lcl Translation")).add(std::string("Lcl Translation")).add(std::string()).add(std::string("A"));
  place.add(100.0).add(200.0).add(300.0);
  objects.child(object("Model", 20, "cam", "Camera").child(FbxRecord("Properties70").child(place)));
  objects.child(object("AnimationStack", 30, "Take", "").child(FbxRecord("Properties70").child(fbxNumber("Order", "Number", 0))));
  objects.child(
      object("AnimationLayer", 40, "Layer", "").child(FbxRecord("Properties70").child(fbxNumber("Weight", "Number", 100))));
  objects.child(object("AnimationCurveNode", 50, "T", "")
                    .child(FbxRecord("Properties70")
                               .child(fbxNumber("d|X", "Number", 100))
                               .child(fbxNumber("d|Y", "Number", 200))
                               .child(fbxNumber("d|Z", "Number", 300))));
  objects.child(object("AnimationCurve", 60, "", "")
                    .child(FbxRecord("KeyTime").add(std::vector<int64_t>{0, kSecond, 2 * kSecond}))
                    .child(FbxRecord("KeyValueFloat").add(std::vector<float>{100, 250, 400})));
  const auto connect = [&](int64_t from, int64_t to) {
    connections.child(FbxRecord("C").add(std::string("OO")).add(from).add(to));
  };
  const auto connectProperty = [&](int64_t from, int64_t to, const char* name) {
    connections.child(FbxRecord("C").add(std::string("OP")).add(from).add(to).add(std::string(name)));
  };
  connect(10, 20);
  connect(20, 0);
  connect(40, 30);
  connect(50, 40);
  connectProperty(50, 20, "Lcl Translation");
  connectProperty(60, 50, "d|X");
  if (!lens.empty()) {
    objects.child(object("AnimationCurveNode", 70, "FocalLength", "")
                      .child(FbxRecord("Properties70").child(fbxNumber("d|FocalLength", "Number", 35))));
    objects.child(object("AnimationCurve", 80, "", "")
                      .child(FbxRecord("KeyTime").add(std::vector<int64_t>{0, kSecond, 2 * kSecond}))
                      .child(FbxRecord("KeyValueFloat").add(lens, claimed)));
    connect(70, 40);
    connectProperty(70, 10, "FocalLength");
    connectProperty(80, 70, "d|FocalLength");
  }
  return fbxFile(settings, objects, connections);
}

}  // namespace fsm::test
