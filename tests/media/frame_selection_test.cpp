// Which frames are kept, by range, count and rate, for even and uneven times.
#include "reconstruction/media/frame_selection.h"

#include <QTest>
#include <cmath>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/media/sharpness.h"

using namespace fsm;
using media::FrameSelection;
using media::selectFrames;

namespace {

std::vector<Seconds> evenTimes(int count, double fps) {
  std::vector<Seconds> times;
  times.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) times.push_back(i / fps);
  return times;
}

using Chosen = std::vector<int>;

}  // namespace

class FrameSelectionTest : public QObject {
  Q_OBJECT
 private slots:
  void ranges() {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    QCOMPARE(FrameSelection::parseRange("1.5:4"), std::pair(1.5, 4.0));
    QCOMPARE(FrameSelection::parseRange(":4"), std::pair(-kInfinite, 4.0));
    QCOMPARE(FrameSelection::parseRange("2:"), std::pair(2.0, kInfinite));
    QCOMPARE(FrameSelection::parseRange(":"), std::pair(-kInfinite, kInfinite));
    for (const char* wrong : {"", "3", "a:b", "1:2:3", "4:1", "nan:2", "1:inf", "1 :2", "1:2s"})
      QVERIFY_THROWS_EXCEPTION(Error, FrameSelection::parseRange(wrong));
  }

  void everythingWithoutWishes() { QCOMPARE(selectFrames(evenTimes(4, 30), {}), (Chosen{0, 1, 2, 3})); }

  void rangeIsInclusive() {
    const auto times = evenTimes(10, 10);
    QCOMPARE(selectFrames(times, {.range = std::pair(0.2, 0.5)}), (Chosen{2, 3, 4, 5}));
    QCOMPARE(selectFrames(times, {.range = std::pair(0.85, 99.0)}), (Chosen{9}));
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(times, {.range = std::pair(2.0, 3.0)}));
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(times, {.range = std::pair(0.5, 0.2)}));
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(times, {.range = std::pair(std::nan(""), 0.2)}));
  }

  void countIncludesFirstAndLast() {
    QCOMPARE(selectFrames(evenTimes(11, 30), {.count = 3}), (Chosen{0, 5, 10}));
    QCOMPARE(selectFrames(evenTimes(11, 30), {.count = 1}), (Chosen{0}));
    QCOMPARE(selectFrames(evenTimes(3, 30), {.count = 7}), (Chosen{0, 1, 2}));
    for (int count = 2; count <= 100; ++count) {
      const Chosen chosen = selectFrames(evenTimes(100, 30), {.count = count});
      QCOMPARE(static_cast<int>(chosen.size()), count);
      QCOMPARE(chosen.front(), 0);
      QCOMPARE(chosen.back(), 99);
      for (size_t i = 1; i < chosen.size(); ++i) QVERIFY(chosen[i] > chosen[i - 1]);
    }
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(evenTimes(11, 30), {.count = 0}));
  }

  void rateTakesTheNearestFrames() {
    QCOMPARE(selectFrames(evenTimes(10, 30), {.fps = 10}), (Chosen{0, 3, 6, 9}));
    QCOMPARE(selectFrames(evenTimes(5, 30), {.fps = 1000}), (Chosen{0, 1, 2, 3, 4}));
    QCOMPARE(selectFrames(evenTimes(5, 30), {.fps = 30}), (Chosen{0, 1, 2, 3, 4}));
    QCOMPARE(selectFrames(evenTimes(61, 30), {.fps = 1}), (Chosen{0, 30, 60}));
    const std::vector<Seconds> uneven{0, 0.1, 0.55, 0.9, 2.2, 2.9};
    QCOMPARE(selectFrames(uneven, {.fps = 1}), (Chosen{0, 3, 4}));  // ticks 0, 1, 2: no frame twice
    QCOMPARE(selectFrames(uneven, {.range = std::pair(0.05, 3.0), .fps = 2}), (Chosen{1, 2, 3, 4, 5}));
  }

  void sharpestOfNeighbours() {
    const auto times = evenTimes(10, 10);
    const auto windows = media::selectWindows(times, {.count = 3, .sharpest = true}, 3);
    QCOMPARE(windows, (std::vector<Chosen>{{0, 1}, {4, 5, 6}, {8, 9}}));
    const std::vector<double> sharpness{1, 2, 3, 3, 9, 5, 5};
    QCOMPARE(media::sharpestOf(windows, sharpness), (Chosen{1, 6, 9}));
    QCOMPARE(media::selectWindows(times, {.count = 3}), (std::vector<Chosen>{{0}, {5}, {9}}));
    QVERIFY_THROWS_EXCEPTION(Error, media::selectWindows(times, {.sharpest = true}));
  }

  void blurIsTold() {
    Image sharp({64, 64}), blurred({64, 64});
    for (int y = 0; y < 64; ++y)
      for (int x = 0; x < 64; ++x)
        for (int c = 0; c < 3; ++c) {
          sharp.at(x, y)[c] = (x / 4 + y / 4) % 2 ? 0.9f : 0.1f;
          blurred.at(x, y)[c] = 0.5f + 0.4f * std::sin(0.785f * static_cast<float>(x)) * std::sin(0.785f * static_cast<float>(y));
        }
    QVERIFY(media::sharpness(sharp) > 1.2 * media::sharpness(blurred));
    QCOMPARE(media::sharpness(Image({64, 64}, 0.5f)), 0.0);
  }

  void nonsenseIsRefused() {
    const auto times = evenTimes(5, 30);
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(times, {.fps = 0}));
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(times, {.fps = std::nan("")}));
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(times, {.count = 2, .fps = 2}));
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames({}, {}));
    const std::vector<Seconds> broken{0, std::nan(""), 1};
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(broken, {}));
    const std::vector<Seconds> jumping{0, 2, 1};
    QVERIFY_THROWS_EXCEPTION(Error, selectFrames(jumping, {.fps = 1}));
  }
};

QTEST_GUILESS_MAIN(FrameSelectionTest)
#include "frame_selection_test.moc"
