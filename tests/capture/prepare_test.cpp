// Bringing captures into the model's range, and answers back.
#include "reconstruction/capture/prepare.h"

#include <cmath>
#include <random>

#include "fixtures.h"
#include "reconstruction/capture/preparation_json.h"
#include "reconstruction/core/metrics.h"

using namespace fsm;
using namespace fsm::testing;

namespace {

std::vector<FrameId> allFrames(const Capture& capture) {
  std::vector<FrameId> ids;
  for (int c = 0; c < static_cast<int>(capture.cameras.size()); ++c)
    for (int f = 0; f < capture.cameras[c].frameCount(); ++f) ids.push_back({c, f});
  return ids;
}

PreparedCapture prepare(const Capture& capture, const PrepareOptions& options = {}) {
  Progress progress;
  return prepareInputs(capture, allFrames(capture), options, progress);
}

/// A rig around the origin whose cameras are rolled by these degrees.
Capture rolledRig(const std::vector<double>& rolls, double pitchHeight = 1.0) {
  Capture capture = rig(static_cast<int>(rolls.size()), 2, {64, 36});
  for (size_t c = 0; c < rolls.size(); ++c) {
    const double angle = 0.7 * static_cast<double>(c);
    capture.cameras[c].world_from_camera = {
        lookAt({4 * std::sin(angle), -4 * std::cos(angle), pitchHeight}, glm::dvec3(0), {0, 0, 1}, rolls[c])};
  }
  return capture;
}

std::vector<int> turnsOf(const Capture& capture) {
  std::vector<glm::dmat4> poses;
  poses.reserve(capture.cameras.size());
  for (const CaptureCamera& camera : capture.cameras) poses.push_back(camera.pose(0));
  glm::dvec3 up;
  return uprightTurns(poses, up);
}

/// Whether two cameras see every point at the same place of their images, given as a share of the sides; `turns` turns the first
/// image.
bool seeAlike(const Camera& a, const Camera& b, double tolerance) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> x(-0.3, 0.3);
  for (int i = 0; i < 50; ++i) {
    const glm::dvec3 point(x(random), x(random), x(random));
    const glm::dvec3 p = project(a, point), q = project(b, point);
    if (std::abs(p.x / a.intrinsics.size.width - q.x / b.intrinsics.size.width) > tolerance) return false;
    if (std::abs(p.y / a.intrinsics.size.height - q.y / b.intrinsics.size.height) > tolerance) return false;
  }
  return true;
}

Camera inWorld(const CapturePreparation& preparation, Camera camera) {
  camera.world_from_camera = preparation.normalisation.worldPose(camera.world_from_camera);
  return camera;
}

}  // namespace

class PrepareTest : public QObject {
  Q_OBJECT
 private slots:
  void sizes_data() {
    QTest::addColumn<QString>("size");
    QTest::addColumn<int>("w");
    QTest::addColumn<int>("h");
    QTest::addColumn<int>("outW");
    QTest::addColumn<int>("outH");
    QTest::newRow("16:9") << "256" << 640 << 360 << 256 << 144;
    QTest::newRow("9:16") << "256" << 360 << 640 << 144 << 256;
    QTest::newRow("odd") << "256" << 333 << 251 << 256 << 192;
    QTest::newRow("exact") << "100x60" << 640 << 360 << 104 << 64;
    QTest::newRow("official") << "official" << 640 << 360 << 256 << 256;
    QTest::newRow("native") << "native" << 161 << 90 << 160 << 88;
    QTest::newRow("sliver") << "64" << 600 << 20 << 64 << 8;
  }

  void sizes() {
    QFETCH(QString, size);
    QFETCH(int, w);
    QFETCH(int, h);
    QFETCH(int, outW);
    QFETCH(int, outH);
    PrepareOptions options;
    options.parseSize(size.toStdString());
    const Capture capture = rig(1, 1, {w, h});
    const PreparedView view = prepare(capture, options).inputs[0];
    QCOMPARE(view.image.size.width, outW);
    QCOMPARE(view.image.size.height, outH);
    QVERIFY(view.camera.intrinsics.size == view.image.size);
    const Intrinsics &k = view.camera.intrinsics, &source = capture.cameras[0].intrinsics;
    if (size == "official") {
      const double factor = 256.0 / 360.0;
      QVERIFY(std::abs(k.fx - source.fx * factor) < 1e-9 && std::abs(k.fy - source.fy * factor) < 1e-9);
      QVERIFY(std::abs(k.cx - (source.cx * factor - 99)) < 1e-9);  // 640 * 256 / 360 rounds to 455; 199 / 2 = 99
    } else {
      QVERIFY(std::abs(k.fx / outW - source.fx / w) < 1e-12 && std::abs(k.cy / outH - source.cy / h) < 1e-12);
    }
  }

  void refusesSizes() {
    PrepareOptions options;
    for (const char* bad : {"", "0", "-5", "12x", "x7", "12x0", "a", "256x144x3", "99999999", "12 x 5"})
      QVERIFY(refuses([&] { options.parseSize(bad); }, ErrorCode::badInput, "size"));
    options = {};
    options.patch = 0;
    QVERIFY(refuses([&] { prepare(rig(1, 1), options); }, ErrorCode::badInput, "patch"));
  }

  void normalisedOverTheInputsOnly() {
    const Capture capture = rig(2, 10);
    Progress progress;
    const std::vector<FrameId> ids{{1, 7}, {0, 3}};
    const PreparedCapture prepared = prepareInputs(capture, ids, {}, progress);
    QCOMPARE(prepared.inputs[0].id, (FrameId{0, 3}));
    QVERIFY(std::abs(prepared.inputs[0].time + 1) < 1e-12 && std::abs(prepared.inputs[1].time - 1) < 1e-12);
    double most = 0;
    for (const auto& view : prepared.inputs)
      for (int a = 0; a < 3; ++a) most = std::max(most, std::abs(view.camera.world_from_camera[3][a]));
    QVERIFY(std::abs(most - 1) < 1e-9);
  }

  void stillCameraAndEqualTimes() {
    Capture capture = rig(1, 4);
    capture.cameras[0].times.assign(4, 2.5);
    const PreparedCapture prepared = prepare(capture);
    QCOMPARE(prepared.inputs.size(), size_t{4});
    for (const auto& view : prepared.inputs) {
      QCOMPARE(view.time, 0.0);
      QVERIFY(largestDifference(view.camera.world_from_camera, glm::dmat4(1.0)) < 1e-9);
    }
    const PreparedView asked = prepareView(prepared.preparation, {capture.camera({0, 0}), 2.5});
    QCOMPARE(asked.time, 0.0);
  }

  void uprightRigsStay() {
    QCOMPARE(turnsOf(rolledRig({0, 0, 0})), (std::vector{0, 0, 0}));
    QCOMPARE(turnsOf(rolledRig({30, -30, 10, 5})), (std::vector{0, 0, 0, 0}));
    QCOMPARE(turnsOf(rolledRig({0, 0, 0, 0, 0}, 7.0)), (std::vector{0, 0, 0, 0, 0}));
    QCOMPARE(turnsOf(rolledRig({0})), (std::vector{0}));
  }

  void turnedCamerasComeUpright() {
    // A camera that was turned clockwise shows the world turned anticlockwise; turning its image clockwise once undoes that.
    QCOMPARE(turnsOf(rolledRig({0, 90, 0, 180, -90})), (std::vector{0, 1, 0, 2, 3}));
    QCOMPARE(turnsOf(rolledRig({5, 0, 83, 0})), (std::vector{0, 0, 1, 0}));
    // All of them: the directions that agree tell.
    QCOMPARE(turnsOf(rolledRig({90, 90, 90, 90, 90, 90})), (std::vector{1, 1, 1, 1, 1, 1}));
  }

  void turnedImagesShowUpAtTheTop() {
    const Capture capture = rolledRig({0, 90, 0, -90});
    const PreparedCapture prepared = prepare(capture);
    for (const PreparedView& view : prepared.inputs) {
      const Camera camera = inWorld(prepared.preparation, view.camera);
      QVERIFY(project(camera, {0, 0, 0.2}).y < project(camera, {0, 0, -0.2}).y);
      QCOMPARE(view.image.size.width > view.image.size.height, view.id.camera % 2 == 0);
    }
  }

  void oneHandHeldCameraIsNeverTurned() {
    std::mt19937 random(11);
    std::normal_distribution<double> normal;
    for (int trial = 0; trial < 50; ++trial) {
      Capture capture = rig(1, 12, {64, 36}, true);
      for (int f = 0; f < 12; ++f)
        capture.cameras[0].world_from_camera[f] = lookAt({3 * normal(random), 3 * normal(random), 4 + normal(random)},
                                                         {normal(random), normal(random), 0}, {0, 0, 1}, 25 * normal(random));
      const PreparedCapture prepared = prepare(capture);
      for (const auto& view : prepared.inputs) QCOMPARE(view.quarterTurns, 0);
      QCOMPARE(prepareView(prepared.preparation, {capture.camera({0, 5}), 0.0}).quarterTurns, 0);
    }
  }

  void turnsAndResizesKeepEveryPointInItsPlace() {
    for (const auto& rolls : {std::vector<double>{0, 90, 0, 180, 270}, {0, 0, 0, 0, 0}}) {
      const Capture capture = rolledRig(rolls);
      const PreparedCapture prepared = prepare(capture);
      for (const PreparedView& view : prepared.inputs) {
        const Camera source = capture.camera(view.id);
        QVERIFY(seeAlike(turned(source, view.quarterTurns), inWorld(prepared.preparation, view.camera), 1e-9));
        // The same camera, asked for as a view, gets the same turn and sees the same.
        const PreparedView asked = prepareView(prepared.preparation, {source, capture.time(view.id)});
        QCOMPARE(asked.quarterTurns, view.quarterTurns);
        QVERIFY(std::abs(asked.time - view.time) < 1e-12);
        QVERIFY(seeAlike(asked.camera, view.camera, 1e-9));
        QVERIFY(asked.camera.intrinsics.size.width % 8 == 0 && asked.camera.intrinsics.size.height % 8 == 0);
      }
    }
  }

  void outputsComeBackAsTheInputWas() {
    Capture capture = rolledRig({0, 90, 0, 180});
    // The cameras differ in exposure and tint.
    for (int c = 0; c < 4; ++c) {
      Image image = picture({64, 40}, 0.3);
      for (float& v : image.rgb) v = (0.3f + 0.4f * v) * (0.6f + 0.12f * static_cast<float>(c));
      capture.cameras[c].images = std::make_shared<MemoryImages>(std::vector<Image>{image, image});
      capture.cameras[c].intrinsics = intrinsicsFor({64, 40});
    }
    PrepareOptions options;
    options.longSide = 64;
    const PreparedCapture prepared = prepare(capture, options);
    QCOMPARE(prepared.preparation.exposure.size(), size_t{4});
    Progress progress;
    for (const PreparedView& view : prepared.inputs) {
      const View asked{capture.camera(view.id), capture.time(view.id)};
      const PreparedView question = prepareView(prepared.preparation, asked);
      const Image answer = outputFor(prepared.preparation, asked, question, Image(view.image));
      const Image truth = readFrames(capture, std::vector{view.id}, progress)[0];
      QVERIFY(answer.size == truth.size);
      QVERIFY2(psnr(answer, truth) > 55, qPrintable(QString::number(psnr(answer, truth))));
    }
    // And the inputs themselves were evened.
    const auto level = [](const Image& image) {
      double sum = 0;
      for (float v : image.rgb) sum += v;
      return sum / static_cast<double>(image.rgb.size());
    };
    double least = 1, most = 0;
    for (const auto& view : prepared.inputs) {
      least = std::min(least, level(view.image));
      most = std::max(most, level(view.image));
    }
    QVERIFY2(most / least < 1.02, qPrintable(QString::number(most / least)));
  }

  void exposureStaysWithinBoundsAndOneCameraAsItIs() {
    Capture capture = rig(2, 1);
    capture.cameras[0].images = std::make_shared<MemoryImages>(std::vector<Image>{Image({64, 36}, 0.0f)});
    capture.cameras[1].images = std::make_shared<MemoryImages>(std::vector<Image>{Image({64, 36}, 1.0f)});
    for (const ExposureGain& entry : prepare(capture).preparation.exposure)
      for (double gain : entry.gain) QVERIFY(gain == 0.5 || gain == 2.0);
    QVERIFY(prepare(rig(1, 3)).preparation.exposure.empty());
    PrepareOptions off;
    off.evenExposure = false;
    QVERIFY(prepare(capture, off).preparation.exposure.empty());
  }

  void refusesUnposedAndAbsurdViews() {
    Capture capture = rig(1, 2);
    const PreparedCapture prepared = prepare(capture);
    const View good{capture.camera({0, 0}), 0.1};
    const auto bad = [&](const std::function<void(View&)>& change) {
      View view = good;
      change(view);
      return refuses([&] { prepareView(prepared.preparation, view); }, ErrorCode::badInput, "view");
    };
    QVERIFY(bad([](View& v) { v.time = NAN; }));
    QVERIFY(bad([](View& v) { v.camera.intrinsics.size.width = 0; }));
    QVERIFY(bad([](View& v) { v.camera.intrinsics.fx = -1; }));
    QVERIFY(bad([](View& v) { v.camera.world_from_camera[0] *= 3.0; }));
    capture.cameras[0].world_from_camera.clear();
    QVERIFY(refuses([&] { prepare(capture); }, ErrorCode::badInput, "--poses"));
    Progress progress;
    QVERIFY(refuses([&] { prepareInputs(rig(1, 2), {}, {}, progress); }, ErrorCode::badInput, "no input"));
  }

  void jsonRoundTrip() {
    Capture capture = rolledRig({0, 90, 0});
    const CapturePreparation before = prepare(capture).preparation;
    const auto json = toJson(before);
    const CapturePreparation after = preparationFromJson(nlohmann::json::parse(json.dump()));
    QVERIFY(toJson(after) == json);
    QVERIFY(largestDifference(before.normalisation.frame_from_world, after.normalisation.frame_from_world) == 0);
    QCOMPARE(after.exposure.size(), before.exposure.size());
  }

  void jsonIsChecked() {
    const auto good = toJson(prepare(rig(2, 2)).preparation);
    QVERIFY(refuses([] { preparationFromJson(nlohmann::json::array()); }, ErrorCode::fileDamaged, "Reconstruct"));
    for (const char* key :
         {"frame_from_world", "scale", "time_centre", "time_half_range", "up", "upright", "patch", "exposure"}) {
      auto lacking = good;
      lacking.erase(key);
      QVERIFY(refuses([&] { preparationFromJson(lacking); }, ErrorCode::fileDamaged, ""));
      auto wrong = good;
      wrong[key] = "x";
      QVERIFY(refuses([&] { preparationFromJson(wrong); }, ErrorCode::fileDamaged, ""));
    }
    auto wrong = good;
    wrong["scale"] = 0;
    QVERIFY(refuses([&] { preparationFromJson(wrong); }, ErrorCode::fileDamaged, ""));
    wrong = good;
    wrong["exposure"][0]["gain"][1] = -1;
    QVERIFY(refuses([&] { preparationFromJson(wrong); }, ErrorCode::fileDamaged, ""));
  }
};

QTEST_GUILESS_MAIN(PrepareTest)
#include "prepare_test.moc"
