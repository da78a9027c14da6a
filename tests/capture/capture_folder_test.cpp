// The capture folder: what is written comes back; damaged folders are answered with sentences; nothing half is left behind.
#include "reconstruction/capture/import/capture_folder.h"

#include <QTemporaryDir>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "reconstruction/capture/import/importer.h"
#include "reconstruction/capture/import/subset.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/metrics.h"

using namespace fsm;
using namespace fsm::testing;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

void write(const fs::path& folder, const Capture& capture, CaptureFolderOptions::Frames frames) {
  Progress progress;
  writeCaptureFolder(folder, capture, {frames, 10}, progress);
}

std::vector<FrameId> framesOf(const Capture& capture, int camera) {
  std::vector<FrameId> ids;
  ids.reserve(static_cast<size_t>(capture.cameras[camera].frameCount()));
  for (int f = 0; f < capture.cameras[camera].frameCount(); ++f) ids.push_back({camera, f});
  return ids;
}

bool sameCameras(const Capture& a, const Capture& b) {
  if (a.cameras.size() != b.cameras.size()) return false;
  for (size_t c = 0; c < a.cameras.size(); ++c) {
    const CaptureCamera &x = a.cameras[c], &y = b.cameras[c];
    if (x.name != y.name || x.times != y.times || x.world_from_camera.size() != y.world_from_camera.size()) return false;
    for (int f = 0; f < x.frameCount(); ++f) {
      if (!x.world_from_camera.empty() && largestDifference(x.pose(f), y.pose(f)) > 1e-9) return false;
      const Intrinsics &k = x.intrinsicsOf(f), &l = y.intrinsicsOf(f);
      if (k.fx != l.fx || k.fy != l.fy || k.cx != l.cx || k.cy != l.cy) return false;
    }
  }
  return true;
}

double worstPsnr(const Capture& a, const Capture& b) {
  Progress progress;
  double worst = 1e9;
  for (int c = 0; c < static_cast<int>(a.cameras.size()); ++c) {
    const auto x = readFrames(a, framesOf(a, c), progress), y = readFrames(b, framesOf(b, c), progress);
    for (size_t i = 0; i < x.size(); ++i)
      worst = std::min(worst, psnr(x[i], y[i].size == x[i].size ? y[i] : crop(y[i], 0, 0, x[i].size)));
  }
  return worst;
}

/// A written capture of two cameras whose scene.json is then changed.
class Folder {
 public:
  Folder() : path(fs::path(directory_.path().toStdString()) / "capture") {
    write(path, rig(2, 3, {16, 8}), CaptureFolderOptions::Frames::png);
  }
  void change(const std::function<void(json&)>& change) const {
    auto scene = json::parse(readTextFile(path / "scene.json"));
    change(scene);
    writeFileAtomically(path / "scene.json", scene.dump());
  }

 private:
  QTemporaryDir directory_;

 public:
  fs::path path;
};

}  // namespace

class CaptureFolderTest : public QObject {
  Q_OBJECT
 private slots:
  void stillsComeBackExactly() {
    QTemporaryDir directory;
    const fs::path folder = fs::path(directory.path().toStdString()) / "a" / "capture";
    Capture capture = rig(2, 4, {23, 17}, true);
    for (auto& camera : capture.cameras) {  // eight-bit colours, so that nothing is rounded
      std::vector<Image> images;
      camera.images->read(std::vector{0, 1, 2, 3},
                          [&](int, Image&& image) { images.push_back(fromBytes(toBytes(image), image.size)); });
      camera.images = std::make_shared<MemoryImages>(std::move(images));
    }
    capture.plan = FramePlan{{{0, 0}, {1, 2}}, {{1, 3}}};
    capture.cameras[1].frameIntrinsics.assign(4, capture.cameras[1].intrinsics);
    capture.cameras[1].frameIntrinsics[2].fx += 1;
    write(folder, capture, CaptureFolderOptions::Frames::png);
    const Capture back = importCapture(folder);
    QVERIFY(sameCameras(capture, back));
    QVERIFY(std::isinf(worstPsnr(capture, back)) || worstPsnr(capture, back) > 100);
    QVERIFY(back.plan && back.plan->inputs == capture.plan->inputs && back.plan->targets == capture.plan->targets);
  }

  void videoComesBackNearly() {
    QTemporaryDir directory;
    const fs::path folder = fs::path(directory.path().toStdString()) / "capture";
    Capture capture = rig(2, 6, {64, 48});
    capture.cameras[1].times = {0, 0.05, 0.3, 0.31, 0.4, 2};
    write(folder, capture, CaptureFolderOptions::Frames::video);
    const Capture back = importCapture(folder);
    QVERIFY(sameCameras(capture, back));
    QVERIFY2(worstPsnr(capture, back) > 33, qPrintable(QString::number(worstPsnr(capture, back))));
  }

  void oddSizesAndUnorderedTimesSurviveVideo() {
    QTemporaryDir directory;
    const fs::path folder = fs::path(directory.path().toStdString()) / "capture";
    Capture capture = rig(1, 3, {63, 47});
    capture.cameras[0].times = {2, 1, 1};
    write(folder, capture, CaptureFolderOptions::Frames::video);
    const Capture back = importCapture(folder);
    QVERIFY(sameCameras(capture, back));
    QCOMPARE(back.cameras[0].intrinsics.size.width, 64);
  }

  void unposedCapturesStayUnposed() {
    QTemporaryDir directory;
    const fs::path folder = fs::path(directory.path().toStdString()) / "capture";
    Capture capture = rig(1, 3, {16, 16});
    capture.cameras[0].world_from_camera.clear();
    capture.cameras[0].intrinsics.fx = capture.cameras[0].intrinsics.fy = 0;
    write(folder, capture, CaptureFolderOptions::Frames::png);
    const Capture back = importCapture(folder);
    QVERIFY(!back.posed());
    QCOMPARE(back.cameras[0].intrinsics.fx, 0.0);
  }

  void distortionIsUndoneInWhatIsWritten() {
    QTemporaryDir directory;
    const fs::path folder = fs::path(directory.path().toStdString()) / "capture";
    Capture capture = rig(1, 1, {32, 32});
    capture.cameras[0].distortion = {Distortion::Model::opencv, {-0.2}};
    write(folder, capture, CaptureFolderOptions::Frames::png);
    const Capture back = importCapture(folder);
    QVERIFY(back.cameras[0].distortion.model == Distortion::Model::none);
    QVERIFY(worstPsnr(capture, back) > 45);  // both are read undistorted
  }

  void strangeNamesAreKeptApart() {
    QTemporaryDir directory;
    const fs::path folder = fs::path(directory.path().toStdString()) / "capture";
    Capture capture = rig(3, 1, {8, 8});
    capture.cameras[0].name = "../a";
    capture.cameras[1].name = "../b";
    capture.cameras[2].name = "links \"übel\"";
    write(folder, capture, CaptureFolderOptions::Frames::png);
    const Capture back = importCapture(folder);
    QVERIFY(sameCameras(capture, back));
    QVERIFY(!fs::exists(folder.parent_path() / "a"));
  }

  void nothingHalfIsLeft() {
    QTemporaryDir directory;
    const fs::path root = directory.path().toStdString();
    Progress cancelled;
    cancelled.cancel();
    QVERIFY(refuses([&] { writeCaptureFolder(root / "capture", rig(1, 2), {}, cancelled); }, ErrorCode::cancelled, ""));
    QVERIFY(fs::is_empty(root));
    fs::create_directory(root / "full");
    std::ofstream(root / "full" / "mine.txt") << "mine";
    QVERIFY(refuses([&] { write(root / "full", rig(1, 1), CaptureFolderOptions::Frames::png); }, ErrorCode::badInput,
                    "already exists"));
    fs::create_directory(root / "empty");
    write(root / "empty" / "", rig(1, 1), CaptureFolderOptions::Frames::png);
    QVERIFY(fs::exists(root / "empty" / "scene.json"));
    QCOMPARE(std::distance(fs::directory_iterator(root), fs::directory_iterator()), 2);
  }

  void damagedFoldersAreAnswered() {
    const auto damaged = [](const std::function<void(json&)>& change, ErrorCode code, const std::string& words) {
      const Folder folder;
      folder.change(change);
      return refuses([&] { importCapture(folder.path); }, code, words);
    };
    QVERIFY(damaged([](json& j) { j["cameras"].clear(); }, ErrorCode::fileDamaged, "no camera"));
    QVERIFY(damaged([](json& j) { j["cameras"] = 3; }, ErrorCode::fileDamaged, "'cameras'"));
    QVERIFY(damaged([](json& j) { j["cameras"][1]["images"] = "gone"; }, ErrorCode::notFound, "'cam1' needs"));
    QVERIFY(damaged([](json& j) { j["cameras"][1]["images"] = "../outside"; }, ErrorCode::fileDamaged, "inside"));
    QVERIFY(damaged([](json& j) { j["cameras"][1].erase("images"); }, ErrorCode::fileDamaged, "neither"));
    QVERIFY(damaged([](json& j) { j["frames"] = 4; }, ErrorCode::fileDamaged, "Make them agree"));
    QVERIFY(damaged(
        [](json& j) {
          j["frames"] = 4;
          j["times_s"].push_back(9);
        },
        ErrorCode::fileDamaged, "3 images"));
    QVERIFY(damaged(
        [](json& j) {
          j["cameras"][0]["w2c"] = json::array({j["cameras"][0]["w2c"], j["cameras"][0]["w2c"]});
        },
        ErrorCode::badInput, "2 poses"));
    QVERIFY(damaged([](json& j) { j["cameras"][0]["w2c"][1][2] = "x"; }, ErrorCode::fileDamaged, "'cam0'"));
    QVERIFY(damaged([](json& j) { j["cameras"][0]["w2c"][0] = {0, 0, 0, 0}; }, ErrorCode::fileDamaged, "not a rotation"));
    QVERIFY(damaged([](json& j) { j["cameras"][0]["w"] = -3; }, ErrorCode::fileDamaged, "whole number"));
    QVERIFY(damaged([](json& j) { j["cameras"][0]["w"] = 1e300; }, ErrorCode::fileDamaged, "whole number"));
    QVERIFY(damaged([](json& j) { j["cameras"][0]["w"] = 100; }, ErrorCode::fileDamaged, "intrinsics are for 100"));
    QVERIFY(damaged([](json& j) { j["cameras"][0].erase("fx"); }, ErrorCode::fileDamaged, "'fx'"));
    QVERIFY(damaged([](json& j) { j["cameras"][0]["fx"] = 0; }, ErrorCode::badInput, "focal length"));
    QVERIFY(damaged(
        [](json& j) {
          j.erase("fps");
          j.erase("times_s");
        },
        ErrorCode::fileDamaged, "neither times_s nor fps"));
    QVERIFY(damaged([](json& j) { j["cameras"][0]["distortion"] = {1, 2}; }, ErrorCode::fileDamaged, "distortion"));
    QVERIFY(damaged([](json& j) { j["cameras"][1]["name"] = "cam0"; }, ErrorCode::badInput, "Two cameras"));
  }

  void nanPosesAreNamed() {
    const Folder folder;
    std::string text = readTextFile(folder.path / "scene.json");
    const size_t pose = text.find("\"w2c\"");
    const size_t digit = text.find_first_of("0123456789", pose + 6);
    text.replace(digit, text.find_first_of(",]\n", digit) - digit, "NaN");
    writeFileAtomically(folder.path / "scene.json", text);
    QVERIFY(refuses([&] { importCapture(folder.path); }, ErrorCode::fileDamaged,
                    "Camera 'cam0': an entry of the matrix is not a finite number"));
    writeFileAtomically(folder.path / "scene.json", text.substr(0, text.size() / 2));
    QVERIFY(refuses([&] { importCapture(folder.path); }, ErrorCode::fileDamaged, "not valid JSON"));
  }

  void resizedImagesTakeTheirIntrinsicsAlong() {
    const Folder folder;
    folder.change([](json& j) {
      auto& camera = j["cameras"][0];
      for (const char* key : {"w", "h", "fx", "fy", "cx", "cy"}) camera[key] = camera[key].get<double>() * 2;
    });
    const Capture capture = importCapture(folder.path);
    QVERIFY(std::abs(capture.cameras[0].intrinsics.fx - capture.cameras[1].intrinsics.fx) < 1e-9);
    QCOMPARE(capture.cameras[0].intrinsics.size.width, 16);
    QVERIFY(!capture.notes.empty());
  }

  void realCapturesLoad_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("cameras");
    QTest::addColumn<int>("frames");
    QTest::newRow("dog_phone") << "dog_phone" << 1 << 61;
    QTest::newRow("my_desk") << "my_desk" << 1 << 498;
    QTest::newRow("office_board_a") << "office_board_a" << 4 << 57;
    QTest::newRow("lab_balance") << "lab_balance" << 4 << 100;
    QTest::newRow("unposed") << "unposed/dog-example.mp4" << 1 << 0;
  }

  void realCapturesLoad() {
    QFETCH(QString, name);
    QFETCH(int, cameras);
    QFETCH(int, frames);
    if (!hasCaptures()) QSKIP("the captures are not there (set FSM_DATA)");
    const Capture capture = importCapture(dataFolder() / "captures" / name.toStdString());
    QCOMPARE(static_cast<int>(capture.cameras.size()), cameras);
    QCOMPARE(capture.posed(), frames > 0);
    if (frames > 0) QCOMPARE(capture.cameras[0].frameCount(), frames);
    Progress progress;
    QVERIFY(readFrames(capture, std::vector{FrameId{cameras - 1, 5}}, progress)[0].size ==
            capture.cameras.back().intrinsics.size);
  }

  void subsets() {
    Progress progress;
    Capture capture = rig(2, 10, {8, 8}, true);
    capture.plan = FramePlan{{{0, 0}, {0, 4}}, {{1, 6}, {1, 9}}};
    const Capture some = subset(capture, {.range = std::pair{0.35, 0.85}, .count = std::nullopt, .fps = std::nullopt}, progress);
    validate(some);
    QCOMPARE(some.cameras[0].frameCount(), 5);
    QCOMPARE(some.cameras[1].times.front(), capture.cameras[1].times[4]);
    QVERIFY(largestDifference(some.cameras[1].pose(2), capture.cameras[1].pose(6)) == 0);
    QCOMPARE(some.plan->inputs, (std::vector<FrameId>{{0, 0}}));
    QCOMPARE(some.plan->targets, (std::vector<FrameId>{{1, 2}}));
    QCOMPARE(subset(capture, {.range = std::nullopt, .count = 3, .fps = std::nullopt}, progress).cameras[0].frameCount(), 3);
    QVERIFY(refuses(
        [&] {
          subset(capture, {.range = std::pair{50.0, 60.0}, .count = std::nullopt, .fps = std::nullopt}, progress);
        },
        ErrorCode::badInput, "range"));
    const auto image = readFrames(some, std::vector{FrameId{0, 1}}, progress)[0];
    QCOMPARE(image.rgb[2], static_cast<float>(6.0 / 11.0));
  }
};

QTEST_GUILESS_MAIN(CaptureFolderTest)
#include "capture_folder_test.moc"
