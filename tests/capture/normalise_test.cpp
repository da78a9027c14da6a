// The official pose normalisation, its inverse, and its answers where the official code divides by zero.
#include "reconstruction/capture/normalise.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "fixtures.h"
#include "reconstruction/core/file.h"

using namespace fsm;
using namespace fsm::testing;

namespace {

std::vector<glm::dmat4> randomPoses(int count, uint32_t seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<glm::dmat4> poses;
  for (int i = 0; i < count; ++i) {
    const auto vector = [&] { return glm::dvec3(normal(random), normal(random), normal(random)); };
    poses.push_back(lookAt(3.0 * vector() + glm::dvec3(100, -50, 7), vector(), vector()));
  }
  return poses;
}

/// A float32 tensor of 4x4 matrices out of a safetensors file.
std::vector<glm::dmat4> matrices(const std::vector<uint8_t>& file, const char* name) {
  uint64_t length;
  std::memcpy(&length, file.data(), 8);
  const auto header = nlohmann::json::parse(file.begin() + 8, file.begin() + 8 + static_cast<long>(length));
  const auto begin = header[name]["data_offsets"][0].get<size_t>(), count = header[name]["shape"][0].get<size_t>();
  std::vector<glm::dmat4> out;
  for (size_t i = 0; i < count; ++i) {
    std::array<float, 16> values;
    std::memcpy(values.data(), file.data() + 8 + length + begin + i * 64, 64);
    std::array<double, 16> rows;
    std::copy(values.begin(), values.end(), rows.begin());
    out.push_back(fromRowMajor(rows));
  }
  return out;
}

}  // namespace

class NormaliseTest : public QObject {
  Q_OBJECT
 private slots:
  void equalsTheOfficialCode() {
    const auto path = dataFolder() / "parity" / "geometry_metrics.safetensors";
    if (!std::filesystem::exists(path)) QSKIP("the parity fixtures are not there (set FSM_DATA)");
    const auto file = readBinaryFile(path);
    const auto given = matrices(file, "c2w"), expected = matrices(file, "normalized_c2w");
    const Normalisation n = normalisePoses(given);
    for (size_t i = 0; i < given.size(); ++i) QVERIFY(largestDifference(n.normalisedPose(given[i]), expected[i]) < 1e-5);
  }

  void centresFillTheUnitCubeAndComeBack() {
    for (uint32_t seed = 0; seed < 20; ++seed) {
      const auto poses = randomPoses(2 + static_cast<int>(seed), seed);
      const Normalisation n = normalisePoses(poses);
      double most = 0;
      glm::dvec3 sum(0);
      for (const auto& pose : poses) {
        const glm::dmat4 p = n.normalisedPose(pose);
        QVERIFY(isRigid(p));
        for (int a = 0; a < 3; ++a) most = std::max(most, std::abs(p[3][a]));
        sum += glm::dvec3(p[3]);
        QVERIFY(largestDifference(n.worldPose(p), pose) < 1e-9);
      }
      QVERIFY(std::abs(most - 1) < 1e-9);
      QVERIFY(glm::length(sum) < 1e-9 * static_cast<double>(poses.size()) + 1e-9);
    }
  }

  void doesNotDependOnTheWorldsFrameOrUnit() {
    const auto poses = randomPoses(7, 5);
    const glm::dmat4 move = lookAt({5, 6, 7}, {-2, 1, 0}, {0.1, 1, 0.3});
    std::vector<glm::dmat4> moved;
    for (glm::dmat4 pose : poses) {
      pose = move * pose;
      pose[3] = glm::dvec4(glm::dvec3(pose[3]) * 12.5, 1);
      moved.push_back(pose);
    }
    const Normalisation a = normalisePoses(poses), b = normalisePoses(moved);
    for (size_t i = 0; i < poses.size(); ++i)
      QVERIFY(largestDifference(a.normalisedPose(poses[i]), b.normalisedPose(moved[i])) < 1e-9);
  }

  void oneFrameAndStillCamerasHaveAnAnswer() {
    const glm::dmat4 pose = lookAt({1, 2, 3}, {0, 0, 0}, {0, 0, 1});
    for (int count : {1, 5}) {
      const std::vector<glm::dmat4> poses(static_cast<size_t>(count), pose);
      const Normalisation n = normalisePoses(poses);
      QCOMPARE(n.scale, 1.0);
      QVERIFY(largestDifference(n.normalisedPose(pose), glm::dmat4(1.0)) < 1e-9);
    }
  }

  void axesThatCancelOutTakeTheFirstCameras() {
    const glm::dmat4 a = lookAt({0, -2, 0}, {0, 0, 0}, {0, 0, 1}), b = lookAt({0, 2, 0}, {0, 0, 0}, {0, 0, 1});
    const Normalisation opposite = normalisePoses(std::vector{a, b});
    QVERIFY(isRigid(opposite.frame_from_world));
    QVERIFY(glm::distance(glm::dvec3(opposite.normalisedPose(a)[2]), glm::dvec3(0, 0, 1)) < 1e-9);
    // Upside down beside each other: the y axes cancel.
    const glm::dmat4 c = lookAt({1, -2, 0}, {1, 0, 0}, {0, 0, -1});
    const Normalisation turned = normalisePoses(std::vector{a, c});
    QVERIFY(isRigid(turned.frame_from_world));
    QVERIFY(glm::distance(glm::dvec3(turned.normalisedPose(a)[0]), glm::dvec3(1, 0, 0)) < 1e-9);
  }

  void refusesWhatIsNoPose() {
    const auto bad = [](const std::function<void(glm::dmat4&)>& change) {
      auto poses = randomPoses(3, 1);
      change(poses[1]);
      return refuses([&] { normalisePoses(poses); }, ErrorCode::badInput, "");
    };
    QVERIFY(bad([](glm::dmat4& p) { p[3][0] = NAN; }));
    QVERIFY(bad([](glm::dmat4& p) { p[0][0] = INFINITY; }));
    QVERIFY(bad([](glm::dmat4& p) { p[0] *= 1.5; }));
    QVERIFY(bad([](glm::dmat4& p) { p[0] = -p[0]; }));
    QVERIFY(bad([](glm::dmat4& p) {
      p[3][0] = 1.7e308;
      p[3][1] = -1.7e308;
      p[3][2] = 1.7e308;
    }));
    QVERIFY(refuses([] { normalisePoses({}); }, ErrorCode::badInput, "no camera pose"));
  }

  void times() {
    Normalisation n;
    normaliseTimes(n, std::vector{3.0, 1.0, 2.0});
    QCOMPARE(n.normalisedTime(1.0), -1.0);
    QCOMPARE(n.normalisedTime(3.0), 1.0);
    QCOMPARE(n.seconds(n.normalisedTime(2.25)), 2.25);
    normaliseTimes(n, std::vector{4.0, 4.0});
    QCOMPARE(n.normalisedTime(4.0), 0.0);
    normaliseTimes(n, std::vector<double>{});
    QVERIFY(std::isfinite(n.normalisedTime(0.0)));
    QVERIFY(refuses(
        [&] {
          normaliseTimes(n, std::vector{1.0, std::numeric_limits<double>::quiet_NaN()});
        },
        ErrorCode::badInput, "time"));
  }
};

QTEST_GUILESS_MAIN(NormaliseTest)
#include "normalise_test.moc"
