// Batches: what is drawn depends on the step alone, views are normalised over what is read, captures and scenes land in their
// places.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "training/trainer/batches.h"

using namespace fsm;
using namespace fsm::training;
using torch::Tensor;

namespace {

constexpr ImageSize kSize{32, 24};

/// Frames of one colour each, which says which frame it is.
class ColourSource : public ImageSource {
 public:
  explicit ColourSource(int frames) : frames_(frames) {}
  int count() const override { return frames_; }
  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override {
    for (const int index : indices) receive(index, Image(kSize, static_cast<float>(index) / 255.0f));
  }

 private:
  int frames_;
};

std::filesystem::path writeCache(const QTemporaryDir& folder) {
  Capture capture;
  CaptureCamera camera;
  camera.name = "phone";
  camera.images = std::make_shared<ColourSource>(40);
  camera.intrinsics = {kSize, 30, 30, 16, 12};
  for (int i = 0; i < 40; ++i) {
    glm::dmat4 pose(1.0);
    pose[3] = {0.1 * i, std::sin(0.3 * i), 0.02 * i * i, 1};
    camera.world_from_camera.push_back(pose);
    camera.times.push_back(0.04 * i);
  }
  capture.cameras = {camera};
  const auto path = std::filesystem::path(folder.path().toStdString()) / "cache.safetensors";
  Progress progress;
  writeCaptureCache(capture, {32, 100}, path, progress);
  return path;
}

DataConfig smallData() {
  DataConfig data;
  data.samplesPerAxis = 1;
  data.fewestInputs = 2;
  return data;
}

BatchRequest request(int64_t step, int batch = 6) { return {step, {16, 24}, batch, 5, 2}; }

}  // namespace

class BatchesTest : public QObject {
  Q_OBJECT
  std::shared_ptr<const SceneGenerator> generator_;

 private slots:
  void initTestCase() { generator_ = std::make_shared<const SceneGenerator>(std::make_shared<const TextureAtlas>("", 1, 4), -1); }

  void sameStepSameBatch() {
    const BatchSource source(smallData(), 3, generator_, torch::kCPU), again(smallData(), 3, generator_, torch::kCPU);
    const BatchSource other(smallData(), 4, generator_, torch::kCPU);
    source.make(source.draw(request(6)));
    const TrainingBatch a = source.make(source.draw(request(7))), b = again.make(again.draw(request(7)));
    QVERIFY(torch::equal(a.inputs.image, b.inputs.image) && torch::equal(a.truth, b.truth) &&
            torch::equal(a.inputs.mask, b.inputs.mask));
    QVERIFY(torch::equal(a.targets.world_from_camera, b.targets.world_from_camera) && torch::equal(a.inputs.time, b.inputs.time));
    QVERIFY(!torch::equal(a.truth, source.make(source.draw(request(8))).truth));
    QVERIFY(!torch::equal(a.truth, other.make(other.draw(request(7))).truth));
    QCOMPARE(a.inputs.image.sizes(), torch::IntArrayRef({6, 5, 3, 24, 16}));
    QCOMPARE(a.truth.sizes(), torch::IntArrayRef({6, 2, 3, 24, 16}));
    QVERIFY(a.truth.min().item<float>() >= 0 && a.truth.max().item<float>() <= 1 && a.truth.std().item<float>() > 0.01f);
  }

  void viewsAreNormalisedOverWhatIsRead() {
    const BatchSource source(smallData(), 3, generator_, torch::kCPU);
    int masked = 0, samples = 0;
    for (int64_t step = 0; step < 30; ++step) {
      const HostViews views = source.draw(request(step)).views;
      for (int64_t i = 0; i < 6; ++i, ++samples) {
        const Tensor read = views.mask[i] > 0;
        const int64_t kept = read.sum().item<int64_t>();
        QVERIFY(kept >= 2 && kept <= 5);
        masked += kept < 5;
        const Tensor centres = views.world_from_camera[i].slice(0, 0, 5).slice(2, 3, 4).slice(1, 0, 3).squeeze(2).index({read});
        const Tensor times = views.time[i].slice(0, 0, 5).index({read});
        QVERIFY(centres.abs().max().item<double>() < 1 + 1e-4);
        QVERIFY(centres.mean(0).abs().max().item<double>() < 1e-4);
        const double last = times.max().item<double>(), first = times.min().item<double>();
        QVERIFY(std::abs(last + first) < 1e-5 && (std::abs(last - 1) < 1e-5 || last < 1e-5));
      }
    }
    // 40 % read all; of the rest a quarter does by chance.
    QVERIFY(std::abs(static_cast<double>(masked) / samples - 0.45) < 0.12);
  }

  void capturesTakeTheirShare() {
    QTemporaryDir folder;
    DataConfig data = smallData();
    data.captures = {{writeCache(folder), 0.25}};
    const BatchSource source(data, 3, generator_, torch::kCPU);
    size_t fromCapture = 0;
    for (int64_t step = 0; step < 40; ++step) fromCapture += source.draw(request(step)).captures.size();
    QVERIFY(std::abs(static_cast<double>(fromCapture) / 240 - 0.25) < 0.06);
    const DrawnBatch mixed = source.draw(request(0, 12));
    QVERIFY(mixed.scenes && mixed.captures.size() >= 3);
    const TrainingBatch batch = source.make(mixed);
    // Captures come last; their frames are of one colour.
    const Tensor spread = batch.inputs.image.flatten(2).std(2).amax(1);
    const int64_t scenes = 12 - static_cast<int64_t>(mixed.captures.size());
    QVERIFY(spread.slice(0, scenes).max().item<float>() < 1e-4f && spread.slice(0, 0, scenes).min().item<float>() > 1e-3f);
  }

  void framesOfACaptureGoWithTheirPoses() {
    QTemporaryDir folder;
    DataConfig data = smallData();
    data.captures = {{writeCache(folder), 1.0}};
    data.allInputsShare = 1;
    const BatchSource source(data, 3, generator_, torch::kCPU);
    const DrawnBatch drawn = source.draw(request(5));
    QVERIFY(!drawn.scenes);
    const TrainingBatch batch = source.make(drawn);
    for (int64_t i = 0; i < 6; ++i) {
      const auto& frames = drawn.captures[static_cast<size_t>(i)].window.frames;
      QCOMPARE((std::set<int>(frames.begin(), frames.end()).size()), size_t{7});
      for (int64_t view = 0; view < 7; ++view) {
        const Tensor image = view < 5 ? batch.inputs.image[i][view] : batch.truth[i][view - 5];
        QCOMPARE(static_cast<int>(std::lround(image.mean().item<double>() * 255)), frames[static_cast<size_t>(view)]);
      }
      // Times keep their order and ratios: linear in the frame number.
      const double first = frames[0], last = frames[4];
      for (int64_t view = 0; view < 2; ++view) {
        const double wanted = 2 * (frames[static_cast<size_t>(5 + view)] - first) / (last - first) - 1;
        QVERIFY(std::abs(batch.targets.time[i][view].item<double>() - wanted) < 1e-4);
      }
    }
  }
};

QTEST_GUILESS_MAIN(BatchesTest)
#include "batches_test.moc"
