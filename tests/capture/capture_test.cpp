// A capture's checks, and reading its frames in one forward pass a camera.
#include "reconstruction/capture/capture.h"

#include <cmath>
#include <mutex>

#include "fixtures.h"

using namespace fsm;
using namespace fsm::testing;

namespace {

/// Counts passes and insists on increasing indices.
class ForwardOnly : public ImageSource {
 public:
  ForwardOnly(int count, ImageSize size) : count_(count), size_(size) {}
  int count() const override { return count_; }
  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override {
    ++passes;
    int last = -1;
    for (int i : indices) {
      ordered = ordered && i > last;
      last = i;
      receive(i, picture(size_, i / 100.0));
    }
  }
  mutable int passes = 0;
  mutable bool ordered = true;

 private:
  int count_;
  ImageSize size_;
};

Capture broken(const std::function<void(CaptureCamera&)>& change) {
  Capture capture = rig(2, 3);
  change(capture.cameras[1]);
  return capture;
}

}  // namespace

class CaptureTest : public QObject {
  Q_OBJECT
 private slots:
  void acceptsGoodCaptures() {
    validate(rig(1, 1));
    validate(rig(3, 5));
    validate(rig(2, 4, {33, 17}, true));
  }

  void namesWhatIsWrong() {
    const auto bad = [](const std::function<void(CaptureCamera&)>& change, const std::string& words) {
      return refuses([&] { validate(broken(change)); }, ErrorCode::badInput, words);
    };
    QVERIFY(refuses([] { validate({}); }, ErrorCode::badInput, "no cameras"));
    QVERIFY(bad([](auto& c) { c.images.reset(); }, "'cam1' has no images"));
    QVERIFY(bad([](auto& c) { c.times.clear(); }, "'cam1' has no frames"));
    QVERIFY(bad([](auto& c) { c.times.push_back(9); }, "4 times but 3 images"));
    QVERIFY(bad([](auto& c) { c.world_from_camera.resize(2, c.world_from_camera[0]); }, "3 times but 2 poses"));
    QVERIFY(bad([](auto& c) { c.times[2] = NAN; }, "'cam1', frame 2"));
    QVERIFY(bad([](auto& c) { c.intrinsics.fx = 0; }, "focal length"));
    QVERIFY(bad([](auto& c) { c.intrinsics.cy = INFINITY; }, "focal length"));
    QVERIFY(bad([](auto& c) { c.intrinsics.size.width = 0; }, "0 x 36"));
    QVERIFY(bad([](auto& c) { c.world_from_camera[0][3][1] = NAN; }, "'cam1' has a pose"));
    QVERIFY(bad([](auto& c) { c.world_from_camera[0][0] *= 2.0; }, "'cam1' has a pose"));
    QVERIFY(bad([](auto& c) { c.name = "cam0"; }, "Two cameras are called 'cam0'"));
    QVERIFY(bad([](auto& c) { c.distortion.k[0] = NAN; }, "lens distortion"));
    QVERIFY(bad(
        [](auto& c) {
          c.frameIntrinsics.assign(3, intrinsicsFor({64, 36}));
          c.frameIntrinsics[1].size = {32, 36};
        },
        "different sizes"));
    Capture moving = rig(1, 4, {8, 8}, true);
    moving.cameras[0].world_from_camera[3][1][1] = NAN;
    QVERIFY(refuses([&] { validate(moving); }, ErrorCode::badInput, "'cam0', frame 3 has a pose"));
    Capture leaking = rig(1, 4);
    leaking.plan = FramePlan{{{0, 1}, {0, 2}}, {{0, 2}}};
    QVERIFY(refuses([&] { validate(leaking); }, ErrorCode::badInput, "twice"));
    leaking.plan = FramePlan{{{0, 4}}, {}};
    QVERIFY(refuses([&] { validate(leaking); }, ErrorCode::badInput, "not there"));
  }

  void unposedCamerasNeedNoFocalLength() {
    Capture capture = rig(1, 2);
    capture.cameras[0].world_from_camera.clear();
    capture.cameras[0].intrinsics.fx = capture.cameras[0].intrinsics.fy = 0;
    validate(capture);
    QVERIFY(!capture.posed());
  }

  void readsInOnePassAndInTheOrderAsked() {
    Capture capture = rig(2, 10, {8, 8});
    auto a = std::make_shared<ForwardOnly>(10, ImageSize{8, 8}), b = std::make_shared<ForwardOnly>(10, ImageSize{8, 8});
    capture.cameras[0].images = a;
    capture.cameras[1].images = b;
    Progress progress;
    const std::vector<FrameId> ids{{1, 7}, {0, 3}, {1, 2}, {0, 3}, {1, 9}, {0, 0}};
    const auto images = readFrames(capture, ids, progress);
    QCOMPARE(images.size(), ids.size());
    for (size_t i = 0; i < ids.size(); ++i) QCOMPARE(images[i].rgb[2], static_cast<float>(ids[i].frame / 100.0));
    QCOMPARE(a->passes, 1);
    QCOMPARE(b->passes, 1);
    QVERIFY(a->ordered && b->ordered);
  }

  void refusesFramesThatAreNotThereAndWrongSizes() {
    Capture capture = rig(1, 3, {8, 8});
    Progress progress;
    for (const FrameId id : {FrameId{0, 3}, FrameId{1, 0}, FrameId{-1, 0}, FrameId{0, -1}})
      QVERIFY(refuses([&] { readFrames(capture, std::vector{id}, progress); }, ErrorCode::badInput, "does not have"));
    capture.cameras[0].intrinsics.size = {9, 8};
    QVERIFY(refuses(
        [&] {
          readFrames(capture, std::vector{FrameId{0, 1}}, progress);
        },
        ErrorCode::fileDamaged, "frame 1 is 8 x 8"));
  }

  void canBeCancelled() {
    const Capture capture = rig(1, 3);
    Progress progress;
    progress.cancel();
    QVERIFY(refuses([&] { readFrames(capture, std::vector{FrameId{0, 1}}, progress); }, ErrorCode::cancelled, "Cancelled"));
  }

  void selectionReadsTheChosenFrames() {
    auto source = std::make_shared<ForwardOnly>(10, ImageSize{4, 4});
    const SelectedImages some(source, {1, 4, 9});
    QCOMPARE(some.count(), 3);
    std::vector<int> got;
    some.read(std::vector{0, 2}, [&](int i, Image&& image) {
      got.push_back(i);
      QCOMPARE(image.rgb[2], i == 0 ? 0.01f : 0.09f);
    });
    QCOMPARE(got, (std::vector{0, 2}));
  }
};

QTEST_GUILESS_MAIN(CaptureTest)
#include "capture_test.moc"
