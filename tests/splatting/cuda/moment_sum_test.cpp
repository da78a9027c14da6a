// The ten sums over a warp, with the exchange of lanes played on the host.
#include "reconstruction/splatting/cuda/moment_sum.h"

#include <QtTest>
#include <array>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

using namespace fsm::splatting::cuda;

namespace {

constexpr int kLanes = 32;

/// A thread a lane; an exchange is a barrier between a write and a read, and one before the next write.
class Warp {
 public:
  float exchange(int lane, float value, int mask) {
    values_[lane] = value;
    wait();
    const float other = values_[lane ^ mask];
    wait();
    return other;
  }

 private:
  void wait() {
    std::unique_lock lock(mutex_);
    const int turn = turn_;
    if (++arrived_ == kLanes) {
      arrived_ = 0;
      ++turn_;
      all_.notify_all();
      return;
    }
    all_.wait(lock, [&] { return turn_ != turn; });
  }

  std::array<float, kLanes> values_{};
  std::mutex mutex_;
  std::condition_variable all_;
  int arrived_ = 0, turn_ = 0;
};

}  // namespace

class MomentSumTest : public QObject {
  Q_OBJECT

 private slots:
  void everyMomentHasOneLane();
  void sums();
};

void MomentSumTest::everyMomentHasOneLane() {
  std::vector<int> lanes(kMoments, 0);
  for (int lane = 0; lane < kLanes; ++lane) {
    const int moment = momentOfLane(lane);
    QVERIFY(moment >= -1 && moment < kMoments);
    if (moment >= 0) ++lanes[moment];
  }
  for (int count : lanes) QCOMPARE(count, 1);
}

void MomentSumTest::sums() {
  std::mt19937 bits(3);
  std::array<std::array<float, kMoments>, kLanes> values{};
  std::array<double, kMoments> expected{};
  for (auto& lane : values)
    for (int i = 0; i < kMoments; ++i) {
      lane[i] = static_cast<float>(bits() / 4294967296.0 - 0.5);
      expected[i] += lane[i];
    }
  Warp warp;
  std::array<float, kLanes> totals{};
  std::vector<std::thread> threads;
  threads.reserve(kLanes);
  for (int lane = 0; lane < kLanes; ++lane)
    threads.emplace_back([&, lane] {
      float moments[kMoments];
      std::copy(values[lane].begin(), values[lane].end(), moments);
      totals[lane] = sumMoments(moments, lane, [&](float value, int mask) { return warp.exchange(lane, value, mask); });
    });
  for (std::thread& thread : threads) thread.join();
  for (int lane = 0; lane < kLanes; ++lane)
    if (const int moment = momentOfLane(lane); moment >= 0) QVERIFY(std::abs(totals[lane] - expected[moment]) < 1e-5);
}

QTEST_APPLESS_MAIN(MomentSumTest)
#include "moment_sum_test.moc"
