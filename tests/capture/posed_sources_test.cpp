// Captures of other programs: each format as its program writes it, and damaged.
#include <QTemporaryDir>
#include <cmath>
#include <cstring>
#include <fstream>
#include <glm/gtc/quaternion.hpp>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "reconstruction/capture/import/frame_names.h"
#include "reconstruction/capture/import/importer.h"
#include "reconstruction/capture/import/pose_file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/media/video_writer.h"

using namespace fsm;
using namespace fsm::testing;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr ImageSize kSize{32, 24};

glm::dmat4 poseOf(int i) { return lookAt({0.3 * i, -4, 1}, {0, 0, 0}, {0, 0, 1}); }

void writeText(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void writeImages(const fs::path& folder, const std::vector<std::string>& names, ImageSize size = kSize) {
  for (size_t i = 0; i < names.size(); ++i) {
    fs::create_directories((folder / names[i]).parent_path());
    writePng(folder / names[i], picture(size, static_cast<double>(i + 1) / 16));
  }
}

std::vector<std::string> numberedNames(int count, int first = 0, int step = 1) {
  std::vector<std::string> names;
  names.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) names.push_back(QString("frame_%1.png").arg(first + step * i, 4, 10, QChar('0')).toStdString());
  return names;
}

json rows(const glm::dmat4& m) {
  const auto r = toRowMajor(m);
  json out = json::array();
  for (int i = 0; i < 4; ++i) out.push_back({r[i * 4], r[i * 4 + 1], r[i * 4 + 2], r[i * 4 + 3]});
  return out;
}

glm::dmat4 openGl(glm::dmat4 pose) {
  pose[1] = -pose[1];
  pose[2] = -pose[2];
  return pose;
}

json fsmFrames(const std::vector<std::string>& names) {
  json out = json::array();
  for (size_t i = 0; i < names.size(); ++i)
    out.push_back({{"file_path", "images/" + names[i]},
                   {"w2c", rows(inverseRigid(poseOf(static_cast<int>(i))))},
                   {"fx", 30},
                   {"fy", 31},
                   {"cx", 16.5},
                   {"cy", 11.5},
                   {"w", 32},
                   {"h", 24}});
  return out;
}

json transforms(const std::vector<std::string>& names) {
  json out{{"camera_model", "OPENCV"}, {"fl_x", 30}, {"fl_y", 31}, {"cx", 16.5}, {"cy", 11.5}, {"w", 32}, {"h", 24},
           {"frames", json::array()}};
  for (size_t i = 0; i < names.size(); ++i)
    out["frames"].push_back(
        {{"file_path", "./images/" + names[i]}, {"transform_matrix", rows(openGl(poseOf(static_cast<int>(i))))}});
  return out;
}

/// Appends numbers as they lie in memory.
class Bytes {
 public:
  template <class T>
  Bytes& add(T value) {
    const auto* p = reinterpret_cast<const char*>(&value);
    text_.append(p, sizeof value);
    return *this;
  }
  Bytes& name(const std::string& n) {
    text_ += n;
    text_ += '\0';
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

glm::dquat quaternionOf(int i) { return glm::quat_cast(glm::dmat3(inverseRigid(poseOf(i)))); }

std::string camerasBin(int model, const std::vector<double>& params) {
  Bytes out;
  out.add<uint64_t>(1).add<uint32_t>(7).add<int32_t>(model).add<uint64_t>(32).add<uint64_t>(24);
  for (double p : params) out.add(p);
  return out.text();
}

std::string imagesBin(const std::vector<std::string>& names) {
  Bytes out;
  out.add<uint64_t>(names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    const auto q = quaternionOf(static_cast<int>(i));
    const glm::dvec3 t(inverseRigid(poseOf(static_cast<int>(i)))[3]);
    out.add<uint32_t>(static_cast<uint32_t>(i + 1))
        .add(q.w)
        .add(q.x)
        .add(q.y)
        .add(q.z)
        .add(t.x)
        .add(t.y)
        .add(t.z)
        .add<uint32_t>(7)
        .name(names[i]);
    out.add<uint64_t>(1).add(1.0).add(2.0).add<uint64_t>(static_cast<uint64_t>(-1));
  }
  return out.text();
}

void writeColmapText(const fs::path& model, const std::vector<std::string>& names,
                     const std::string& camera = "7 PINHOLE 32 24 30 31 16.5 11.5") {
  writeText(model / "cameras.txt", "# Camera list\n" + camera + "\n");
  std::string images = "# Image list\n";
  for (size_t i = 0; i < names.size(); ++i) {
    const auto q = quaternionOf(static_cast<int>(i));
    const glm::dvec3 t(inverseRigid(poseOf(static_cast<int>(i)))[3]);
    for (double v : {static_cast<double>(i + 1), q.w, q.x, q.y, q.z, t.x, t.y, t.z})
      images += QString::number(v, 'g', 17).toStdString() + " ";
    images += "7 " + names[i] + "\n" + (i % 2 ? "\n" : "1 2 -1\n");
  }
  writeText(model / "images.txt", images);
}

bool posesAreRight(const Capture& capture, int count) {
  if (capture.cameras.size() != 1 || capture.cameras[0].frameCount() != count) return false;
  for (int i = 0; i < count; ++i)
    if (largestDifference(capture.cameras[0].pose(i), poseOf(i)) > 1e-9) return false;
  const Intrinsics& k = capture.cameras[0].intrinsics;
  return k.size == kSize && k.fx == 30 && k.fy == 31 && k.cx == 16.5 && k.cy == 11.5;
}

/// The second frame's blue tells that the right file was read.
bool picturesAreRight(const Capture& capture) {
  Progress progress;
  return std::abs(readFrames(capture, std::vector{FrameId{0, 1}}, progress)[0].rgb[2] - 2.0 / 16) < 0.01;
}

}  // namespace

class PosedSourcesTest : public QObject {
  Q_OBJECT
  QTemporaryDir directory_;
  int next_ = 0;
  fs::path fresh() {
    const fs::path folder = fs::path(directory_.path().toStdString()) / ("source" + std::to_string(next_++));
    fs::create_directories(folder);
    return folder;
  }

 private slots:
  void names() {
    QCOMPARE(import::numberInName("left/frame_0012.png").value(), int64_t{12});
    QCOMPARE(import::numberInName("a1b22c.jpg").value(), int64_t{22});
    QVERIFY(!import::numberInName("4/frame.png"));
    QVERIFY(import::naturalLess("frame_2", "frame_10") && !import::naturalLess("frame_10", "frame_2"));
    QVERIFY(import::naturalLess("a", "a1") && !import::naturalLess("x", "x"));
  }

  void fsmCameras() {
    const fs::path folder = fresh();
    const auto names = numberedNames(4, 10, 3);
    writeImages(folder / "images", names);
    writeText(folder / "opencv_cameras.json", fsmFrames(names).dump());
    for (const fs::path& source : {folder, folder / "opencv_cameras.json"}) {
      const Capture capture = importCapture(source);
      QVERIFY(posesAreRight(capture, 4) && picturesAreRight(capture));
      QVERIFY(std::abs(capture.cameras[0].times[1] - 0.1) < 1e-12);
    }
    writeText(folder / "opencv_cameras.json",
              json{{"frames", fsmFrames(names)}, {"index_plan", {{"input_index", {0, 2}}, {"target_index", {1, 2}}}}}.dump());
    const Capture planned = importCapture(folder);
    QCOMPARE(planned.plan->inputs, (std::vector<FrameId>{{0, 0}, {0, 2}}));
    QCOMPARE(planned.plan->targets, (std::vector<FrameId>{{0, 1}}));
    writeText(folder / "list.json", json{"a/\"w2c\".json"}.dump());
    writeText(folder / "opencv_cameras.json", json{"a.json", "w2c"}.dump());
    QVERIFY(refuses([&] { importCapture(folder); }, ErrorCode::unsupported, "list of scenes"));
  }

  void fsmVideoScenes() {
    const fs::path folder = fresh();
    media::VideoWriter writer(folder / "clip.mp4", kSize, {});
    for (int i = 0; i < 8; ++i) writer.add(picture(kSize, 0.1 * i));
    writer.finish();
    json frames = json::array();
    for (int i : {2, 0, 1})
      frames.push_back({{"frame_idx", 2 * i},
                        {"w2c", rows(inverseRigid(poseOf(i)))},
                        {"fx", 30},
                        {"fy", 31},
                        {"cx", 16.5},
                        {"cy", 11.5},
                        {"h", 24},
                        {"w", 32}});
    const json scene{{"scene_name", "clip"}, {"video_path", "clip.mp4"}, {"num_video_frames", 8}, {"frames", frames}};
    writeText(folder / "clip.json", scene.dump());
    const Capture capture = importCapture(folder / "clip.json");
    QVERIFY(posesAreRight(capture, 3));
    QVERIFY(std::abs(capture.cameras[0].times[2] - 4.0 / 30) < 1e-3);
    Progress progress;
    QVERIFY(std::abs(readFrames(capture, std::vector{FrameId{0, 2}}, progress)[0].rgb[2] - 0.4) < 0.05);
    json beyond = scene;
    beyond["frames"][0]["frame_idx"] = 99;
    writeText(folder / "clip.json", beyond.dump());
    QVERIFY(refuses([&] { importCapture(folder / "clip.json"); }, ErrorCode::fileDamaged, "frame 99"));
  }

  void nerfstudio() {
    const fs::path folder = fresh();
    const auto names = numberedNames(3);
    writeImages(folder / "images", names);
    json j = transforms(names);
    for (int i = 0; i < 3; ++i) j["frames"][i]["time"] = 0.5 * i;
    j["k1"] = -0.1;
    j["p2"] = 0.01;
    j["train_filenames"] = {"./images/" + names[0], "./images/" + names[2]};
    j["test_filenames"] = {"images/" + names[1]};
    writeText(folder / "transforms.json", j.dump());
    const Capture capture = importCapture(folder);
    QVERIFY(posesAreRight(capture, 3) && picturesAreRight(capture));
    QCOMPARE(capture.cameras[0].times[2], 1.0);
    QVERIFY((capture.cameras[0].distortion == Distortion{Distortion::Model::opencv, {-0.1, 0, 0, 0.01}}));
    QCOMPARE(capture.plan->targets, (std::vector<FrameId>{{0, 1}}));
    j["camera_model"] = "OPENCV_FISHEYE";
    j["k4"] = 0.5;
    j["frames"][1]["fl_x"] = 33;
    writeText(folder / "transforms.json", j.dump());
    const Capture fisheye = importCapture(folder / "transforms.json");
    QVERIFY((fisheye.cameras[0].distortion == Distortion{Distortion::Model::fisheye, {-0.1, 0, 0, 0.5}}));
    QCOMPARE(fisheye.cameras[0].intrinsicsOf(1).fx, 33.0);
    QCOMPARE(fisheye.cameras[0].intrinsicsOf(2).fx, 30.0);
  }

  void nerfstudioRefusals() {
    const fs::path folder = fresh();
    const auto names = numberedNames(2);
    writeImages(folder / "images", names);
    const auto bad = [&](const std::function<void(json&)>& change, ErrorCode code, const std::string& words) {
      json j = transforms(names);
      change(j);
      std::string text = j.dump();
      if (const size_t at = text.find("\"NAN\""); at != std::string::npos) text.replace(at, 5, "NaN");
      writeText(folder / "transforms.json", text);
      return refuses([&] { importCapture(folder); }, code, words);
    };
    QVERIFY(bad([](json& j) { j["camera_model"] = "EQUIRECTANGULAR"; }, ErrorCode::unsupported, "EQUIRECTANGULAR"));
    QVERIFY(bad([](json& j) { j["k4"] = 0.1; }, ErrorCode::unsupported, "k4"));
    QVERIFY(bad([](json& j) { j["frames"][1]["file_path"] = "images/gone.png"; }, ErrorCode::notFound, "images/gone.png"));
    QVERIFY(bad([](json& j) { j["frames"][1]["transform_matrix"][0][3] = "NAN"; }, ErrorCode::fileDamaged, "frame_0001.png"));
    QVERIFY(bad(
        [](json& j) {
          j["frames"][1]["transform_matrix"].erase(3);
          j["frames"][1]["transform_matrix"].erase(2);
        },
        ErrorCode::fileDamaged, "4x4"));
    QVERIFY(bad([](json& j) { j["frames"][1]["transform_matrix"].erase(1); }, ErrorCode::fileDamaged, "not a rotation"));
    QVERIFY(bad([](json& j) { j["frames"][1].erase("transform_matrix"); }, ErrorCode::fileDamaged, "transform_matrix"));
    QVERIFY(bad([](json& j) { j["frames"].clear(); }, ErrorCode::badInput, "no posed frame"));
    QVERIFY(bad(
        [](json& j) {
          j.erase("fl_x");
          j.erase("fl_y");
        },
        ErrorCode::fileDamaged, "focal"));
    QVERIFY(bad([](json& j) { j["w"] = 3200; }, ErrorCode::fileDamaged, "intrinsics are for 3200"));
  }

  void dNerf() {
    const fs::path folder = fresh();
    writeImages(folder / "train", {"r_0.png", "r_1.png", "r_2.png"});
    writeImages(folder / "test", {"r_0.png"});
    const auto file = [&](const std::string& split, int count) {
      json j{{"camera_angle_x", 1.0}, {"frames", json::array()}};
      for (int i = 0; i < count; ++i)
        j["frames"].push_back({{"file_path", "./" + split + "/r_" + std::to_string(i)},
                               {"time", 0.25 * i + (split == "test" ? 0.1 : 0)},
                               {"transform_matrix", rows(openGl(poseOf(i)))}});
      writeText(folder / ("transforms_" + split + ".json"), j.dump());
    };
    file("train", 3);
    file("test", 1);
    const Capture capture = importCapture(folder);
    QCOMPARE(capture.cameras.size(), size_t{2});
    QCOMPARE(capture.plan->inputs.size(), size_t{3});
    QCOMPARE(capture.plan->targets.size(), size_t{1});
    QVERIFY(std::abs(capture.cameras[0].intrinsics.fx - 16 / std::tan(0.5)) < 1e-9);
    QCOMPARE(capture.cameras[0].intrinsics.cx, 16.0);
    QVERIFY(capture.time(capture.plan->targets[0]) == 0.1);
  }

  void colmapBinaryWinsOverText() {
    const fs::path folder = fresh(), model = folder / "sparse" / "0";
    const auto names = numberedNames(5, 1, 2);
    writeImages(folder / "images", names);
    writeText(model / "cameras.bin", camerasBin(1, {30, 31, 16.5, 11.5}));
    writeText(model / "images.bin", imagesBin(names));
    writeText(model / "cameras.txt", "broken");
    writeText(model / "images.txt", "broken");
    const Capture capture = importCapture(folder);
    QVERIFY(posesAreRight(capture, 5) && picturesAreRight(capture));
    QVERIFY(std::abs(capture.cameras[0].times[4] - 8.0 / 30) < 1e-12);
    QVERIFY(posesAreRight(importCapture(model), 5));
  }

  void colmapTextAndTheLargestModel() {
    const fs::path folder = fresh();
    const auto names = numberedNames(4);
    writeImages(folder / "images", names);
    writeColmapText(folder / "sparse" / "0", {names[0]});
    writeColmapText(folder / "sparse" / "1", names);
    const Capture capture = importCapture(folder);
    QVERIFY(posesAreRight(capture, 4) && picturesAreRight(capture));
    QVERIFY(capture.notes.front().find("2 models") != std::string::npos);
  }

  void colmapCameraModels() {
    const fs::path folder = fresh();
    const auto names = numberedNames(2);
    writeImages(folder, names);
    const auto lens = [&](const std::string& camera) {
      writeColmapText(folder, names, camera);
      return importCapture(folder).cameras[0].distortion;
    };
    using enum Distortion::Model;
    QVERIFY((lens("7 SIMPLE_PINHOLE 32 24 30 16 12") == Distortion{}));
    QVERIFY((lens("7 SIMPLE_RADIAL 32 24 30 16 12 0.1") == Distortion{opencv, {0.1}}));
    QVERIFY((lens("7 RADIAL 32 24 30 16 12 0.1 0.2") == Distortion{opencv, {0.1, 0.2}}));
    QVERIFY((lens("7 OPENCV 32 24 30 31 16 12 0.1 0.2 0.3 0.4") == Distortion{opencv, {0.1, 0.2, 0.3, 0.4}}));
    QVERIFY((lens("7 FULL_OPENCV 32 24 30 31 16 12 1 2 3 4 5 6 7 8") == Distortion{opencv, {1, 2, 3, 4, 5, 6, 7, 8}}));
    QVERIFY((lens("7 OPENCV_FISHEYE 32 24 30 31 16 12 0.1 0.2 0.3 0.4") == Distortion{fisheye, {0.1, 0.2, 0.3, 0.4}}));
    QVERIFY((lens("7 SIMPLE_RADIAL_FISHEYE 32 24 30 16 12 0.1") == Distortion{fisheye, {0.1}}));
    for (const char* refused :
         {"FOV 32 24 30 31 16 12 1", "THIN_PRISM_FISHEYE 32 24 30 31 16 12 1 2 3 4 5 6 7 8", "EUCM 32 24 1 2 3 4 5 6"})
      QVERIFY(refuses([&] { lens(std::string("7 ") + refused); }, ErrorCode::unsupported,
                      std::string(refused).substr(0, std::string(refused).find(' '))));
    QVERIFY(refuses([&] { lens("7 MAGIC 32 24 1"); }, ErrorCode::unsupported, "'MAGIC'"));
    QVERIFY(refuses([&] { lens("7 PINHOLE 32 24 30 nan 16 12"); }, ErrorCode::fileDamaged, "Line 2"));
    QVERIFY(refuses([&] { lens("8 PINHOLE 32 24 30 31 16 12"); }, ErrorCode::fileDamaged, "camera 7"));
  }

  void colmapLies() {
    const fs::path folder = fresh();
    const auto names = numberedNames(2);
    writeImages(folder, names);
    const std::string cameras = camerasBin(1, {30, 31, 16.5, 11.5}), images = imagesBin(names);
    const auto refused = [&](const std::string& c, const std::string& i, ErrorCode code, const std::string& words) {
      writeText(folder / "cameras.bin", c);
      writeText(folder / "images.bin", i);
      return refuses([&] { importCapture(folder); }, code, words);
    };
    // Ten gigabytes claimed in a file of a few bytes: by the count of images, of points, of cameras.
    const std::string huge = Bytes().add<uint64_t>(uint64_t{10} << 30).text();
    QVERIFY(refused(cameras, huge + images.substr(8), ErrorCode::fileDamaged, "shorter than it claims"));
    QVERIFY(refused(huge + cameras.substr(8), images, ErrorCode::fileDamaged, "shorter than it claims"));
    std::string points = images;
    points.replace(images.size() - 32, 8, Bytes().add<uint64_t>(uint64_t{1} << 61).text());
    QVERIFY(refused(cameras, points, ErrorCode::fileDamaged, "shorter than it claims"));
    for (size_t cut : {size_t{0}, size_t{5}, size_t{40}, images.size() - 1})
      QVERIFY(refused(cameras, images.substr(0, cut), ErrorCode::fileDamaged, "shorter than it claims"));
    QVERIFY(refused(camerasBin(99, {}), images, ErrorCode::unsupported, "number 99"));
    QVERIFY(refused(camerasBin(11, std::vector<double>(16, 1)), images, ErrorCode::unsupported, "RAD_TAN_THIN_PRISM_FISHEYE"));
    std::string nan = images;
    nan.replace(12, 8, Bytes().add(std::nan("")).text());
    QVERIFY(refused(cameras, nan, ErrorCode::fileDamaged, "frame_0000.png"));
    QVERIFY(refused(cameras, imagesBin({"frame_0000.png", "gone.png"}), ErrorCode::notFound, "gone.png"));
  }

  void camerasByFolderAndSize() {
    const fs::path folder = fresh();
    const std::vector<std::string> names{"left/0.png", "left/1.png", "right/0.png", "right/1.png"};
    writeImages(folder / "images", names);
    writeText(folder / "opencv_cameras.json", fsmFrames(names).dump());
    const Capture capture = importCapture(folder);
    QCOMPARE(capture.cameras.size(), size_t{2});
    QCOMPARE(capture.cameras[0].name, std::string("left"));
    QCOMPARE(capture.cameras[1].name, std::string("right"));
    QCOMPARE(capture.cameras[0].times, capture.cameras[1].times);
  }

  void record3d() {
    const fs::path folder = fresh();
    // Numbers without leading zeros: 10 comes after 9.
    std::vector<std::string> names;
    names.reserve(12);
    for (int i = 0; i < 12; ++i) names.push_back(std::to_string(i) + ".png");
    writeImages(folder / "rgb", names);
    json j{{"w", 64}, {"h", 48}, {"fps", 60}, {"K", {60, 0, 0, 0, 62, 0, 33, 23, 1}}, {"poses", json::array()}};
    for (int i = 0; i < 12; ++i) {
      const auto q = glm::quat_cast(glm::dmat3(openGl(poseOf(i))));
      const glm::dvec4 t = poseOf(i)[3];
      j["poses"].push_back({q.x, q.y, q.z, q.w, t.x, t.y, t.z});
    }
    writeText(folder / "metadata.json", j.dump());
    const Capture capture = importCapture(folder);
    QVERIFY(posesAreRight(capture, 12) && picturesAreRight(capture));
    QCOMPARE(capture.cameras[0].times[6], 0.1);
    json wrong = j;
    wrong["poses"].erase(3);
    writeText(folder / "metadata.json", wrong.dump());
    QVERIFY(refuses([&] { importCapture(folder); }, ErrorCode::fileDamaged, "11 poses"));
    wrong = j;
    wrong["poses"][4] = {0, 0, 0, 0, 1, 2, 3};
    writeText(folder / "metadata.json", wrong.dump());
    QVERIFY(refuses([&] { importCapture(folder); }, ErrorCode::fileDamaged, "4.png"));
  }

  void plainStillsAndNonsense() {
    const fs::path folder = fresh();
    writeImages(folder, {"a_1.png", "a_3.png"});
    const Capture capture = importCapture(folder);
    QVERIFY(!capture.posed());
    QVERIFY(std::abs(capture.cameras[0].times[1] - 2.0 / 30) < 1e-12);
    QVERIFY(refuses([&] { importCapture(folder / "nowhere"); }, ErrorCode::notFound, "does not exist"));
    const fs::path text = fresh() / "notes.txt";
    writeText(text, "hello");
    QVERIFY(refuses([&] { importCapture(text); }, ErrorCode::unsupported, "COLMAP"));
    QVERIFY(refuses([&] { importCapture(fresh()); }, ErrorCode::unsupported, "transforms.json"));
  }

  void posesForAVideo() {
    Capture video = rig(1, 6, kSize);
    video.cameras[0].world_from_camera.clear();
    video.cameras[0].intrinsics = {kSize, 0, 0, 16, 12};
    const fs::path folder = fresh();
    // As many poses as frames: in order, whatever they are called. The images need not be there.
    writeText(folder / "opencv_cameras.json", fsmFrames(numberedNames(6, 100)).dump());
    Capture all = video;
    applyPoses(all, folder);
    QVERIFY(posesAreRight(all, 6));
    // Fewer: by the number in the name, from 1.
    writeText(folder / "opencv_cameras.json", fsmFrames(numberedNames(3, 1, 2)).dump());
    Capture some = video;
    applyPoses(some, folder);
    QVERIFY(posesAreRight(some, 3));
    QCOMPARE(some.cameras[0].times, (std::vector<Seconds>{0, 0.1 * 2, 0.1 * 4}));
    QVERIFY(some.notes.back().find("3 of 6") != std::string::npos);
    // By time.
    json frames = fsmFrames(numberedNames(2, 50, 100));
    frames[0]["timestamp"] = 0.31;
    frames[1]["timestamp"] = 0.52;
    writeText(folder / "opencv_cameras.json", frames.dump());
    Capture timed = video;
    applyPoses(timed, folder / "opencv_cameras.json");
    QCOMPARE(timed.cameras[0].frameCount(), 2);
    QVERIFY(std::abs(timed.cameras[0].times[0] - 0.3) < 1e-12);
    // Nothing fits.
    writeText(folder / "opencv_cameras.json", fsmFrames(numberedNames(2, 5000)).dump());
    Capture none = video;
    QVERIFY(refuses([&] { applyPoses(none, folder); }, ErrorCode::badInput, "None of the 2 poses"));
    QVERIFY(refuses([&] { applyPoses(none, fresh()); }, ErrorCode::unsupported, "no camera poses"));
    QVERIFY(refuses([&] { applyPoses(none, folder / "gone"); }, ErrorCode::notFound, "does not exist"));
  }

  void posesOfACaptureFolderForItsVideo() {
    if (!hasCaptures()) QSKIP("the captures are not there (set FSM_DATA)");
    const fs::path captures = dataFolder() / "captures";
    Capture video = importCapture(captures / "unposed" / "dog-example.mp4");
    const Capture posed = importCapture(captures / "dog_phone");
    const int frames = video.cameras[0].frameCount();
    applyPoses(video, captures / "dog_phone");
    QVERIFY(video.posed());
    QVERIFY2(video.cameras[0].frameCount() > 50 && video.cameras[0].frameCount() <= frames,
             qPrintable(QString::number(video.cameras[0].frameCount())));
    QCOMPARE(video.cameras[0].intrinsics.fx, 2 * posed.cameras[0].intrinsics.fx);
  }
};

QTEST_GUILESS_MAIN(PosedSourcesTest)
#include "posed_sources_test.moc"
