// Camera moves to and from other programs' files.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/animation/camera_files/camera_file.h"
#include "app/animation/orbit.h"
#include "app/animation/presets.h"
#include "app/animation/rotation.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "tests/app/animation/fbx_reader.h"
#include "tests/renderer/mesh/fbx_builder.h"

using namespace fsm;
using namespace fsm::animation;

namespace {

const glm::dvec3 kUp(0, -1, 0);

CameraPose poseAt(double angle, double roll, double focal) {
  const glm::dmat4 pose = lookAt({4 * std::sin(angle), -1, -4 * std::cos(angle)}, {0, 0, 0}, kUp);
  return {glm::dvec3(pose[3]), glm::quat_cast(glm::dmat3(pose)) * rotationOf({0, 0, roll}), focal};
}

/// Three seconds with roll, a freeze and a lens that changes.
Animation move() {
  Animation animation = newAnimation({3, 6}, 20);
  for (int i = 0; i < 5; ++i) animation.camera.set({0.75 * i, poseAt(0.4 * i, 0.1 * i, 1 + 0.1 * i), Easing::smooth});
  animation.time = SceneTimeTrack({{0, 3, TimeInterpolation::linear, std::nullopt, std::nullopt},
                                   {1, 5, TimeInterpolation::linear, std::nullopt, std::nullopt},
                                   {2, 5, TimeInterpolation::linear, std::nullopt, std::nullopt},
                                   {3, 4, TimeInterpolation::linear, std::nullopt, std::nullopt}});
  return animation;
}

double difference(const CameraPose& a, const CameraPose& b) {
  return glm::length(a.position - b.position) + degreesBetween(a.rotation, b.rotation);
}

template <typename Call>
ErrorCode codeOf(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

std::filesystem::path in(const QTemporaryDir& folder, const char* name) {
  return std::filesystem::path(folder.path().toStdString()) / name;
}

nlohmann::json parsed(const std::filesystem::path& file) { return nlohmann::json::parse(readTextFile(file)); }

}  // namespace

class CameraFilesTest : public QObject {
  Q_OBJECT

 private slots:
  void nerfstudioRoundTrip() {
    const QTemporaryDir folder;
    const auto file = in(folder, "path.json");
    const Animation animation = move();
    const CameraFileOptions options{{3, 6}, kUp, {320, 180}};
    QVERIFY(writeCameraFile(file, animation, options).empty());
    const CameraMove read = readCameraFile(file, options);
    QCOMPARE(read.size, (ImageSize{320, 180}));
    QCOMPARE(*read.fps, 20.0);
    QVERIFY(std::abs(read.length - 3) < 1e-9);
    for (int i = 0; i < 60; ++i) {
      const double at = i / 20.0;
      QVERIFY(difference(read.camera.pose(at), animation.camera.pose(at)) < 1e-5);
      QVERIFY(std::abs(read.camera.pose(at).focal - animation.camera.pose(at).focal) < 1e-9);
      QVERIFY(std::abs(read.time->sceneTime(at, {3, 6}) - animation.time.sceneTime(at, {3, 6})) < 1e-9);
    }
  }

  void nerfstudioCyclesCloseInBothTracks() {
    const QTemporaryDir folder;
    const auto file = in(folder, "path.json");
    Animation animation = turntable(newAnimation({3, 6}, 20), {poseAt(0, 0, 1), {0, 0, 0}, kUp, {3, 6}}, {360, 3});
    writeCameraFile(file, animation, {{3, 6}, kUp, {320, 180}});
    const CameraMove read = readCameraFile(file, {{3, 6}, kUp, {}});
    QVERIFY(read.camera.cyclic() && std::abs(read.camera.period() - 3) < 1e-9);
    QVERIFY(difference(read.camera.pose(3), read.camera.pose(0)) < 1e-5);
    QVERIFY(std::abs(read.time->sceneTime(3, {3, 6}) - 3) < 1e-9);
  }

  void nerfstudioKeyframes() {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("path.json").toStdString();
    // Identity in OpenGL axes looks along -z with y up: in OpenCV axes y and z are flipped. The second key is column by column,
    // as text.
    writeFileAtomically(
        file, std::string(R"({"camera_type": "perspective", "render_width": 200, "render_height": 100, "default_fov": 90,
      "default_transition_sec": 2, "keyframes": [
        {"matrix": [1,0,0,5, 0,1,0,6, 0,0,1,7, 0,0,0,1], "render_time": 0.25},
        {"matrix": "[1,0,0,0, 0,1,0,0, 0,0,1,0, 8,9,10,1]", "render_time": 0.75, "override_transition_enabled": true,
         "override_transition_sec": 0.5}]})"));
    const CameraMove move = readCameraFile(file, {{10, 14}, kUp, {}});
    QVERIFY(std::abs(move.length - 0.5) < 1e-9);
    const CameraPose first = move.camera.pose(0), last = move.camera.pose(0.5);
    QVERIFY(glm::length(first.position - glm::dvec3(5, 6, 7)) < 1e-9);
    QVERIFY(glm::length(last.position - glm::dvec3(8, 9, 10)) < 1e-9);
    QVERIFY(glm::length(forwardOf(first) - glm::dvec3(0, 0, -1)) < 1e-9 && glm::length(upOf(first) - glm::dvec3(0, 1, 0)) < 1e-9);
    QVERIFY(std::abs(first.focal - 0.5) < 1e-9);
    QVERIFY(std::abs(move.time->sceneTime(0.25, {10, 14}) - 12) < 1e-9);
  }

  void nerfstudioDamage_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    const int damaged = static_cast<int>(ErrorCode::fileDamaged), bad = static_cast<int>(ErrorCode::badInput);
    QTest::newRow("no json") << "{" << damaged;
    QTest::newRow("a list") << "[1, 2]" << damaged;
    QTest::newRow("something else") << R"({"frames": []})" << damaged;
    QTest::newRow("no keys") << R"({"keyframes": []})" << damaged;
    QTest::newRow("short matrix") << R"({"keyframes": [{"matrix": [1, 2, 3]}]})" << damaged;
    QTest::newRow("words") << R"({"keyframes": [{"matrix": "rm -rf"}]})" << damaged;
    QTest::newRow("no rotation") << R"({"keyframes": [{"matrix": [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1]}]})" << bad;
    QTest::newRow("wide angle") << R"({"keyframes": [{"fov": 180, "matrix": [1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]}]})" << damaged;
    QTest::newRow("panorama") << R"({"camera_type": "equirectangular", "keyframes": [{}]})"
                              << static_cast<int>(ErrorCode::unsupported);
    QTest::newRow("seconds without saying so")
        << R"({"keyframes": [{"render_time": 3.5, "matrix": [1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]}]})" << bad;
  }
  void nerfstudioDamage() {
    QFETCH(QString, text);
    QFETCH(int, code);
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("path.json").toStdString();
    writeFileAtomically(file, text.toStdString());
    QCOMPARE(static_cast<int>(codeOf([&] { readCameraFile(file, {{0, 1}, kUp, {}}); })), code);
  }

  void gltfRoundTrip_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("text") << "move.gltf";
    QTest::newRow("binary") << "move.glb";
  }
  void gltfRoundTrip() {
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const auto file = in(folder, qPrintable(name));
    Animation animation = move();
    setRange(animation, 0.5, 2.5);
    for (const glm::dvec3 up : {kUp, glm::dvec3(0, 1, 0), glm::normalize(glm::dvec3(0.3, -0.2, 1))}) {
      const CameraFileOptions options{{3, 6}, up, {1920, 1080}};
      QCOMPARE(writeCameraFile(file, animation, options).size(), size_t{2});  // the lens that changes, and the time
      const CameraMove read = readCameraFile(file, options);
      QVERIFY(std::abs(read.fps.value_or(0) - 20) < 1e-2 && std::abs(read.length - 2) < 1e-2);
      QVERIFY(read.notes.empty() && !read.time);
      QCOMPARE(read.camera.keys().size(), size_t{40});
      for (int i = 0; i < 40; ++i) QVERIFY(difference(read.camera.pose(i / 20.0), animation.camera.pose(0.5 + i / 20.0)) < 2e-3);
      QVERIFY(std::abs(read.camera.pose(0).focal - animation.camera.pose(0.5).focal) < 1e-4);
    }
  }

  void gltfHasItsAxes() {
    const QTemporaryDir folder;
    const auto file = in(folder, "still.gltf");
    // Half a second of a camera that looks along +z of a world with y down, two units above its origin.
    Animation animation = newAnimation({0, 0.5}, 10);
    animation.camera.set({0, {{1, -2, 3}, {1, 0, 0, 0}, focalOfDegrees(40)}, Easing::smooth});
    QVERIFY(writeCameraFile(file, animation, {{0, 0.5}, kUp, {200, 100}}).empty());
    const nlohmann::json document = parsed(file);
    const nlohmann::json& node = document.at("nodes").at(0);
    // Above is +y there; the camera looks along the world's -z, which is -z of its own: no rotation at all.
    QCOMPARE(node.at("translation").get<std::vector<double>>(), (std::vector<double>{1, 2, -3}));
    const auto q = node.at("rotation").get<std::vector<double>>();
    QVERIFY(std::abs(std::abs(q.at(3)) - 1) < 1e-9);
    const nlohmann::json& lens = document.at("cameras").at(0).at("perspective");
    QVERIFY(std::abs(lens.at("yfov").get<double>() - 40 * 3.14159265358979 / 180) < 1e-9);
    QCOMPARE(lens.at("aspectRatio").get<double>(), 2.0);
    const nlohmann::json& clip = document.at("animations").at(0);
    QCOMPARE(clip.at("channels").size(), size_t{2});
    const auto input = clip.at("samplers").at(0).at("input").get<size_t>();
    QCOMPARE(document.at("accessors").at(input).at("count").get<int>(), 5);
    QVERIFY(std::abs(document.at("accessors").at(input).at("max").at(0).get<double>() - 0.4) < 1e-6);
  }

  void gltfOfOtherProgramsKeepsItsParentsAndKeys() {
    // A camera on a turned and shifted rig, without keys, and without an aspect.
    const QTemporaryDir folder;
    const auto file = in(folder, "rig.gltf");
    writeFileAtomically(file, std::string(R"({"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}],
      "cameras": [{"type": "perspective", "perspective": {"yfov": 0.6, "znear": 0.1}}],
      "nodes": [{"name": "rig", "translation": [0, 0, 5], "rotation": [0, 0.70710678, 0, 0.70710678], "scale": [2, 2, 2],
                 "children": [1]},
                {"name": "cam", "camera": 0, "translation": [1, 0, 0]}]})"));
    const CameraMove read = readCameraFile(file, {{0, 1}, glm::dvec3(0, 1, 0), {}});
    const CameraPose pose = read.camera.pose(0);
    QVERIFY(glm::length(pose.position - glm::dvec3(0, 0, 3)) < 1e-5);     // 2 * (1, 0, 0), a quarter turn about y, 5 ahead
    QVERIFY(glm::length(forwardOf(pose) - glm::dvec3(-1, 0, 0)) < 1e-5);  // -z, turned
    QVERIFY(glm::length(upOf(pose) - glm::dvec3(0, 1, 0)) < 1e-5);
    QVERIFY(std::abs(pose.focal - 0.5 / std::tan(0.3)) < 1e-5);
    QVERIFY(read.length == 0 && !read.fps);
  }

  void fbxCameraIsRead() {
    const QTemporaryDir folder;
    const auto file = in(folder, "camera.fbx");
    writeFileAtomically(file, test::cameraFbx());
    const CameraMove read = readCameraFile(file, {{0, 1}, glm::dvec3(0, 1, 0), {}});
    const CameraPose pose = read.camera.pose(0);
    QCOMPARE(read.camera.keys().size(), size_t{3});
    QVERIFY(std::abs(read.length - 2) < 1e-4 && !read.fps);
    QVERIFY(glm::length(read.camera.pose(1.5).position - glm::dvec3(3.25, 2, 3)) < 1e-4);
    QVERIFY(glm::length(pose.position - glm::dvec3(1, 2, 3)) < 1e-4);    // 100, 200, 300 centimetres
    QVERIFY(glm::length(forwardOf(pose) - glm::dvec3(1, 0, 0)) < 1e-4);  // cameras of FBX look along +x
    QVERIFY(glm::length(upOf(pose) - glm::dvec3(0, 1, 0)) < 1e-4);
    // 60 degrees across a picture of 2:1.
    QVERIFY(std::abs(pose.focal - 0.5 * 2 / std::tan(0.5235987756)) < 1e-3);
  }

  void fbxLensOfOtherProgramsIsRead() {
    const QTemporaryDir folder;
    const auto file = in(folder, "lens.fbx");
    const CameraFileOptions options{{0, 1}, glm::dvec3(0, 1, 0), {}};
    const double rest = 0.5 * 2 / std::tan(0.5235987756);
    for (const uint32_t claimed : {0u, 3u}) {  // as it is, and deflated
      writeFileAtomically(file, test::cameraFbx({35, 70, 17.5f}, claimed));
      const CameraTrack track = readCameraFile(file, options).camera;
      QCOMPARE(track.keys().size(), size_t{3});
      QVERIFY(std::abs(track.pose(0).focal - rest) < 1e-3);
      QVERIFY(std::abs(track.pose(1).focal - 2 * rest) < 1e-3);
      QVERIFY(std::abs(track.pose(2).focal - 0.5 * rest) < 1e-3);
      QVERIFY(glm::length(track.pose(1).position - glm::dvec3(2.5, 2, 3)) < 1e-4);
    }
    // Too few numbers, none that is a length, and bytes that hold another number of them than they claim.
    for (const auto& [lens, claimed] : std::vector<std::pair<std::vector<float>, uint32_t>>{
             {{35, 70}, 0}, {{35, 0, 35}, 0}, {{35, std::nanf(""), 35}, 0}, {{35, 70, 35}, 2}, {{35, 70, 35}, 4}}) {
      writeFileAtomically(file, test::cameraFbx(lens, claimed));
      QCOMPARE(codeOf([&] { readCameraFile(file, options); }), ErrorCode::fileDamaged);
    }
  }

  void fbxRoundTrip() {
    const QTemporaryDir folder;
    const auto file = in(folder, "move.fbx");
    Animation animation = move();
    setRange(animation, 0.5, 2.5);
    for (const glm::dvec3 up : {kUp, glm::dvec3(0, 1, 0), glm::normalize(glm::dvec3(0.3, -0.2, 1))}) {
      const CameraFileOptions options{{3, 6}, up, {1920, 1080}};
      QCOMPARE(writeCameraFile(file, animation, options).size(), size_t{1});  // the time
      const CameraMove read = readCameraFile(file, options);
      QVERIFY(std::abs(read.fps.value_or(0) - 20) < 1e-2 && std::abs(read.length - 2) < 1e-2);
      QVERIFY(read.notes.empty() && !read.time);
      QCOMPARE(read.camera.keys().size(), size_t{40});
      for (int i = 0; i < 40; ++i) {
        const CameraPose is = read.camera.pose(i / 20.0), was = animation.camera.pose(0.5 + i / 20.0);
        QVERIFY(difference(is, was) < 2e-3 && std::abs(is.focal - was.focal) < 1e-4);
      }
    }
  }

  void fbxTurnsAreExactWhereverTheCameraLooks() {
    // Angles of three turns have poles and ambiguities; frames must come through both, and neighbours must stay neighbours.
    const QTemporaryDir folder;
    const auto file = in(folder, "round.fbx");
    Animation animation = newAnimation({0, 4}, 20);
    for (int i = 0; i <= 16; ++i) {
      const double angle = 0.25 * i * 3.14159265358979;  // twice round, over the pole, rolling
      const glm::dquat heading = rotationOf({0, angle, 0}), climb = rotationOf({0.5 * angle, 0, 0});
      animation.camera.set({0.25 * i, {{0, 0, 0}, heading * climb * rotationOf({0, 0, 0.3 * i}), 1}, Easing::linear});
    }
    writeCameraFile(file, animation, {{0, 4}, kUp, {200, 100}});
    const CameraMove read = readCameraFile(file, {{0, 4}, kUp, {}});
    QCOMPARE(read.camera.keys().size(), size_t{80});
    for (int i = 0; i < 80; ++i) QVERIFY(difference(read.camera.pose(i / 20.0), animation.camera.pose(i / 20.0)) < 5e-3);

    Animation pan = newAnimation({0, 2}, 20);  // level, two whole turns
    for (int i = 0; i <= 16; ++i)
      pan.camera.set({0.125 * i, {{0, 0, 0}, rotationOf({0, 0.25 * i * 3.14159265358979, 0}), 1}, Easing::linear});
    writeCameraFile(file, pan, {{0, 2}, kUp, {200, 100}});
    const test::FbxTree tree(file);
    const std::vector<float> turns = tree.curve("Lcl Rotation", "d|Y");
    QCOMPARE(turns.size(), size_t{40});
    for (size_t i = 1; i < turns.size(); ++i) QVERIFY(std::abs(std::abs(turns[i] - turns[i - 1]) - 18) < 1e-2);  // no jump back
    for (const char* axis : {"d|X", "d|Z"})
      for (const float angle : tree.curve("Lcl Rotation", axis)) QVERIFY(std::abs(angle) < 1e-3);
  }

  void fbxOfALookStraightDownKeepsItsHeading() {
    const QTemporaryDir folder;
    const auto file = in(folder, "down.fbx");
    Animation animation = newAnimation({0, 1}, 20);
    // y is down in this world: the camera's z onto it.
    const glm::dquat down = rotationOf({-0.5 * 3.14159265358979, 0, 0});
    for (const double at : {0.0, 1.0}) animation.camera.set({at, {{at, 0, 0}, down, 1}, Easing::linear});
    writeCameraFile(file, animation, {{0, 1}, kUp, {200, 100}});
    const CameraMove read = readCameraFile(file, {{0, 1}, kUp, {}});
    for (int i = 0; i < 20; ++i) QVERIFY(difference(read.camera.pose(i / 20.0), animation.camera.pose(i / 20.0)) < 2e-3);
    const test::FbxTree tree(file);
    for (const char* axis : {"d|X", "d|Y", "d|Z"}) {
      const std::vector<float> turns = tree.curve("Lcl Rotation", axis);
      for (const float angle : turns) QCOMPARE(angle, turns.front());
    }
  }

  void fbxHoldsItsLensAndItsClock() {
    const QTemporaryDir folder;
    const auto file = in(folder, "lens.fbx");
    const Animation animation = move();
    writeCameraFile(file, animation, {{3, 6}, kUp, {1920, 1080}});
    const test::FbxTree tree(file);
    const std::vector<float> lens = tree.curve("FocalLength", "d|FocalLength");
    const std::vector<int64_t> times = tree.times("FocalLength", "d|FocalLength");
    QCOMPARE(lens.size(), size_t{60});
    QCOMPARE(times.size(), lens.size());
    for (size_t i = 0; i < lens.size(); ++i) {
      const double at = static_cast<double>(i) / 20;
      QVERIFY(std::abs(static_cast<double>(times[i]) / 46186158000.0 - at) < 1e-9);
      QVERIFY(std::abs(lens[i] - 36.0 * 1080 / 1920 * animation.camera.pose(at).focal) < 1e-3);  // of a film 36 mm wide
    }
    QCOMPARE(tree.number("CustomFrameRate"), 20.0);
    QCOMPARE(tree.number("TimeMode"), 14.0);

    Animation still = newAnimation({0, 0.5}, 25);  // a rate that the format has a number for, and a lens that stays
    still.camera.set({0, {{1, -2, 3}, {1, 0, 0, 0}, focalOfDegrees(40)}, Easing::smooth});
    QVERIFY(writeCameraFile(file, still, {{0, 0.5}, kUp, {200, 100}}).empty());
    const test::FbxTree plain(file);
    QCOMPARE(writeCameraFile(in(folder, "upright.fbx"), still, {{0, 0.5}, kUp, {100, 200}}).size(), size_t{1});
    QVERIFY(plain.curve("FocalLength", "d|FocalLength").empty());
    QCOMPARE(plain.number("TimeMode"), 10.0);
    QVERIFY(std::abs(plain.number("FieldOfViewY") - 40) < 1e-6);
    QCOMPARE(plain.curve("Lcl Translation", "d|X").front(), 100.0f);  // centimetres
    QCOMPARE(plain.curve("Lcl Translation", "d|Y").front(), 200.0f);
    QCOMPARE(plain.curve("Lcl Translation", "d|Z").front(), -300.0f);
  }

  void filesWithoutACameraSaySo() {
    const QTemporaryDir folder;
    const auto file = in(folder, "square.fbx");
    writeFileAtomically(file, test::squareFbx());
    QCOMPARE(codeOf([&] { readCameraFile(file, {}); }), ErrorCode::unsupported);
    writeFileAtomically(in(folder, "cut.glb"), std::string("glTF"));
    QCOMPARE(codeOf([&] { readCameraFile(in(folder, "cut.glb"), {}); }), ErrorCode::fileDamaged);
    QCOMPARE(codeOf([&] { readCameraFile(in(folder, "none.gltf"), {}); }), ErrorCode::notFound);
    QCOMPARE(codeOf([&] { readCameraFile(in(folder, "camera.dae"), {}); }), ErrorCode::unsupported);
    QCOMPARE(codeOf([&] { writeCameraFile(in(folder, "free.glb"), newAnimation({0, 1}), {}); }), ErrorCode::badInput);
    QVERIFY(!std::filesystem::exists(in(folder, "free.glb")));
    QVERIFY(isCameraFile("A.GLB") && !isCameraFile("a.obj"));
  }
};

QTEST_GUILESS_MAIN(CameraFilesTest)
#include "camera_files_test.moc"
