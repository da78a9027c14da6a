// Captures on disk: the cache file, the windows drawn from it, and their way into the model's frame.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "reconstruction/capture/normalise.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/model/tensor_file.h"
#include "training/data/capture_cache.h"
#include "training/data/capture_windows.h"

using namespace fsm;
using namespace fsm::training;

namespace {

glm::dmat4 poseAt(double angle, const glm::dvec3& position) {
  glm::dmat4 pose(1.0);
  pose[0] = {std::cos(angle), 0, -std::sin(angle), 0};
  pose[2] = {std::sin(angle), 0, std::cos(angle), 0};
  pose[3] = glm::dvec4(position, 1);
  return pose;
}

/// Single-coloured frames whose colour says which frame it is.
class ColourSource : public ImageSource {
 public:
  ColourSource(int camera, int frames, ImageSize size) : camera_(camera), frames_(frames), size_(size) {}
  int count() const override { return frames_; }
  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override {
    for (const int index : indices) {
      Image image(size_);
      for (size_t i = 0; i < image.rgb.size(); i += 3) {
        image.rgb[i] = static_cast<float>(index) / 255.0f;
        image.rgb[i + 1] = static_cast<float>(camera_) / 255.0f;
      }
      receive(index, std::move(image));
    }
  }

 private:
  int camera_, frames_;
  ImageSize size_;
};

Capture rig(int cameras, int frames) {
  Capture capture;
  capture.name = "rig";
  for (int c = 0; c < cameras; ++c) {
    CaptureCamera camera;
    camera.name = "cam" + std::to_string(c);
    const ImageSize size{64 + 16 * c, 48};
    camera.images = std::make_shared<ColourSource>(c, frames, size);
    camera.intrinsics = {size, 60, 60, size.width / 2.0, 24};
    for (int f = 0; f < frames; ++f) {
      camera.world_from_camera.push_back(poseAt(0.3 * c + 0.01 * f, {c, 0.1 * f, -2}));
      camera.times.push_back(0.1 * f + 0.01 * c);
    }
    capture.cameras.push_back(camera);
  }
  return capture;
}

std::filesystem::path cacheOf(const QTemporaryDir& folder, const Capture& capture, int longSide = 32) {
  const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "cache.safetensors";
  Progress progress;
  writeCaptureCache(capture, {longSide, 2000}, path, progress);
  return path;
}

}  // namespace

class CaptureCacheTest : public QObject {
  Q_OBJECT
 private slots:
  void roundTrip() {
    QTemporaryDir folder;
    const Capture capture = rig(2, 5);
    const CaptureCache cache = readCaptureCache(cacheOf(folder, capture));
    QCOMPARE(cache.name, std::string("rig"));
    QCOMPARE(cache.size, (ImageSize{32, 24}));
    QCOMPARE(cache.frames(), 10);
    for (int i = 0; i < cache.frames(); ++i) {
      const int frame = i / 2, camera = i % 2;  // by time, then camera
      QCOMPARE(cache.camera[i], camera);
      QCOMPARE(cache.time[i], capture.cameras[camera].times[frame]);
      QVERIFY(cache.world_from_camera[i] == capture.cameras[camera].world_from_camera[frame]);
      const size_t plane = 32 * 24, base = static_cast<size_t>(i) * 3 * plane;
      QCOMPARE(int{cache.images[base]}, frame);
      QCOMPARE(int{cache.images[base + plane]}, camera);
      // Half the size; the wider camera is cut around its centre.
      QVERIFY(std::abs(cache.intrinsics[i].fx - 30) < 1e-9 && std::abs(cache.intrinsics[i].cx - 16) < 1e-9);
    }
  }

  void unposedCapturesAreRefused() {
    QTemporaryDir folder;
    Capture capture = rig(1, 3);
    capture.cameras[0].world_from_camera.clear();
    QVERIFY_EXCEPTION_THROWN(cacheOf(folder, capture), Error);
  }

  void damagedFilesAreRefused() {
    QTemporaryDir folder;
    const auto path = cacheOf(folder, rig(2, 5));
    const TensorFile good = readSafetensors(path);
    const auto refused = [&](const std::function<void(TensorFile&)>& change) {
      TensorFile bad = good;
      change(bad);
      writeSafetensors(path, bad);
      try {
        readCaptureCache(path);
      } catch (const Error& error) {
        return error.code() == ErrorCode::fileDamaged;
      }
      return false;
    };
    QVERIFY(!refused([](TensorFile&) {}));
    for (const char* name : {"images", "c2w", "fxfycxcy", "time", "camera"}) {
      QVERIFY(refused([&](TensorFile& file) { file.tensors.erase(name); }));
      QVERIFY(refused([&](TensorFile& file) { file.tensors[name] = HostTensor::fromFloats(std::vector<float>{1, 2}, {2}); }));
    }
    QVERIFY(refused([](TensorFile& file) { std::fill_n(file.tensors["c2w"].bytes.begin(), 8, uint8_t{0xff}); }));
    QVERIFY(refused([](TensorFile& file) { std::fill_n(file.tensors["fxfycxcy"].bytes.begin(), 8, uint8_t{0}); }));
    QVERIFY(refused([](TensorFile& file) { std::fill_n(file.tensors["time"].bytes.begin(), 8, uint8_t{0x7f}); }));
  }

  void windowsNeverRepeatAFrame() {
    QTemporaryDir folder;
    const CaptureCache cache = readCaptureCache(cacheOf(folder, rig(4, 12)));
    bool heldOut = false, cut = false;
    for (uint64_t i = 0; i < 400; ++i) {
      Random random(i);
      const ImageSize size = i % 2 ? ImageSize{32, 24} : ImageSize{16, 24};
      const CaptureWindow window = drawWindow(cache, random, 6, 3, size);
      QCOMPARE(window.frames.size(), size_t{9});
      QCOMPARE(std::set<int>(window.frames.begin(), window.frames.end()).size(), size_t{9});
      QVERIFY(std::is_sorted(window.frames.begin(), window.frames.begin() + 6));
      QVERIFY(*std::ranges::min_element(window.frames) >= 0 && *std::ranges::max_element(window.frames) < cache.frames());
      QVERIFY(window.left >= 0 && window.left + window.cut.width <= 32 && window.top >= 0 &&
              window.top + window.cut.height <= 24);
      cut = cut || window.cut.width < 16;
      std::set<int> inputs, targets;
      for (int k = 0; k < 9; ++k) (k < 6 ? inputs : targets).insert(cache.camera[window.frames[k]]);
      heldOut = heldOut || (targets.size() == 1 && !inputs.contains(*targets.begin()));
    }
    QVERIFY(heldOut && cut);
  }

  void aCaptureTooShortIsNamed() {
    QTemporaryDir folder;
    const CaptureCache cache = readCaptureCache(cacheOf(folder, rig(1, 5)));
    Random random(1);
    drawWindow(cache, random, 3, 2, {32, 24});
    QVERIFY_EXCEPTION_THROWN(drawWindow(cache, random, 4, 2, {32, 24}), Error);
  }

  void intrinsicsFollowTheCut() {
    QTemporaryDir folder;
    const CaptureCache cache = readCaptureCache(cacheOf(folder, rig(1, 6)));
    CaptureWindow window{{0, 2, 1}, 4, 3, {16, 12}};
    const SampleViews views = viewsOf(cache, window, 2, {32, 24});
    QCOMPARE(views.views(), 3);
    QVERIFY(std::abs(views.fxfycxcy[0][0] - 60) < 1e-9);
    QVERIFY(std::abs(views.fxfycxcy[0][2] - (16 - 4) * 2) < 1e-9);
    QVERIFY(std::abs(views.fxfycxcy[0][3] - (12 - 3) * 2) < 1e-9);
    QCOMPARE(views.time[2], cache.time[1]);
  }

  void viewsAreNormalisedOverTheInputsThatAreRead() {
    SampleViews sample;
    sample.inputs = 4;
    sample.read = {1, 0, 1, 1};
    for (int i = 0; i < 6; ++i) {
      sample.world_from_camera.push_back(poseAt(0.2 * i, {1.5 * i, -0.3 * i * i, 0.5 * i}));
      sample.fxfycxcy.push_back({1, 1, 0, 0});
      sample.time.push_back(3 + 0.5 * i);
    }
    const SampleViews before = sample;
    normaliseViews(sample);
    const std::vector<glm::dmat4> read{before.world_from_camera[0], before.world_from_camera[2], before.world_from_camera[3]};
    const Normalisation wanted = normalisePoses(read);
    double largest = 0;
    glm::dvec3 sum(0.0);
    for (int i = 0; i < 6; ++i) {
      const glm::dmat4 pose = wanted.normalisedPose(before.world_from_camera[i]);
      for (int c = 0; c < 4; ++c) QVERIFY(glm::length(pose[c] - sample.world_from_camera[i][c]) < 1e-12);
      if (i < 4 && sample.read[i]) {
        const glm::dvec3 centre(sample.world_from_camera[i][3]);
        sum += centre;
        largest = std::max({largest, std::abs(centre.x), std::abs(centre.y), std::abs(centre.z)});
      }
    }
    QVERIFY(std::abs(largest - 1) < 1e-12 && glm::length(sum) < 1e-12);
    QCOMPARE(sample.time[0], -1.0);
    QCOMPARE(sample.time[3], 1.0);
    QVERIFY(sample.time[5] > 1);
  }
};

QTEST_GUILESS_MAIN(CaptureCacheTest)
#include "capture_cache_test.moc"
