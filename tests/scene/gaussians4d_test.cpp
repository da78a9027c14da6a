#include "reconstruction/scene/gaussians4d.h"

#include <QTest>
#include <limits>
#include <numbers>

#include "reconstruction/scene/symmetric_eigen.h"
#include "tests/scene/gaussian_samples.h"

using namespace fsm;
using namespace fsm::scene;
using fsm::testing::failureOf;
using fsm::testing::sampleGaussians;

namespace {

double distance(const glm::dmat3& a, const glm::dmat3& b) {
  double out = 0;
  for (int i = 0; i < 9; ++i) out = std::max(out, std::abs(a[i / 3][i % 3] - b[i / 3][i % 3]));
  return out;
}

double distance(const glm::dmat4& a, const glm::dmat4& b) {
  double out = 0;
  for (int i = 0; i < 16; ++i) out = std::max(out, std::abs(a[i / 4][i % 4] - b[i / 4][i % 4]));
  return out;
}

glm::dvec4 randomQuaternion(std::mt19937& random) {
  std::normal_distribution<double> normal;
  return glm::normalize(glm::dvec4(normal(random), normal(random), normal(random), normal(random)));
}

glm::dmat3 spatial(const glm::dmat4& m) { return glm::dmat3(m); }

/// Mean, covariance and weight by the formulas with plain loops over numbers, no matrix library and no 4x4 inverse.
struct Direct {
  double mean[3], covariance[3][3], weight;
};
Direct direct(const Gaussians4D& g, size_t n, double time) {
  double l[4], r[4], ll = 0, rr = 0;
  for (size_t i = 0; i < 4; ++i) {
    l[i] = g.rotation[4 * n + i];
    r[i] = g.rotationRight[4 * n + i];
    ll += l[i] * l[i];
    rr += r[i] * r[i];
  }
  for (int i = 0; i < 4; ++i) {
    l[i] /= std::sqrt(ll);
    r[i] /= std::sqrt(rr);
  }
  const auto [a, b, c, d] = std::array{l[0], l[1], l[2], l[3]};
  const auto [p, q, u, s] = std::array{r[0], r[1], r[2], r[3]};
  const double left[4][4] = {{a, b, -c, d}, {-b, a, d, c}, {c, -d, a, b}, {-d, -c, -b, a}};
  const double right[4][4] = {{p, q, -u, -s}, {-q, p, s, -u}, {u, -s, p, -q}, {s, u, q, p}};
  double variance[4], rotation[4][4] = {}, sigma[4][4] = {};
  for (size_t i = 0; i < 3; ++i) variance[i] = std::exp(2.0 * g.logScale[3 * n + i]);
  variance[3] = std::exp(2.0 * g.logScaleTime[n]);
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j)
      for (int k = 0; k < 4; ++k) rotation[i][j] += left[i][k] * right[k][j];
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j)
      for (int k = 0; k < 4; ++k) sigma[i][j] += rotation[i][k] * variance[k] * rotation[j][k];
  Direct out;
  const double w = sigma[3][3], offset = time - g.time[n];
  for (int i = 0; i < 3; ++i) {
    out.mean[i] = g.position[3 * n + static_cast<size_t>(i)] + sigma[i][3] / w * offset;
    for (int j = 0; j < 3; ++j) out.covariance[i][j] = sigma[i][j] - sigma[i][3] * sigma[j][3] / w;
  }
  out.weight = std::exp(-offset * offset / (2 * w));
  return out;
}

}  // namespace

class Gaussians4DTest : public QObject {
  Q_OBJECT

 private slots:
  void identityQuaternionsDoNotTurn() { QVERIFY(distance(rotation4d({1, 0, 0, 0}, {1, 0, 0, 0}), glm::dmat4(1.0)) == 0); }

  void rotationsAreRotations() {
    std::mt19937 random(3);
    for (int i = 0; i < 50; ++i) {
      const glm::dmat4 r = rotation4d(randomQuaternion(random), randomQuaternion(random));
      QVERIFY(distance(r * glm::transpose(r), glm::dmat4(1.0)) < 1e-14);
      QVERIFY(std::abs(glm::determinant(r) - 1) < 1e-13);
    }
  }

  void equalQuaternionsTurnSpaceOnly() {
    std::mt19937 random(4);
    for (int i = 0; i < 50; ++i) {
      const glm::dvec4 q = randomQuaternion(random);
      const glm::dmat4 r = rotation4d(q, q);
      for (int k = 0; k < 3; ++k) QVERIFY(std::abs(r[3][k]) < 1e-15 && std::abs(r[k][3]) < 1e-15);
      QVERIFY(std::abs(r[3][3] - 1) < 1e-14);
    }
  }

  void staticRotationsAreEmbedded() {
    std::mt19937 random(5);
    for (int i = 0; i < 50; ++i) {
      const glm::dvec4 q = randomQuaternion(random);
      const glm::dvec4 embedded(q[0], -q[3], -q[2], -q[1]);
      QVERIFY(distance(spatial(rotation4d(embedded, embedded)), rotationOf(q)) < 1e-14);
    }
  }

  void eigenvectorsRebuildTheMatrix() {
    std::mt19937 random(6);
    std::uniform_real_distribution<double> exponent(-9, 1);
    for (int i = 0; i < 200; ++i) {
      const glm::dmat3 r = rotationOf(randomQuaternion(random));
      // Every third has two equal values, where eigenvectors are not unique.
      const double first = std::pow(10, exponent(random));
      const glm::dvec3 values(first, i % 3 == 0 ? first : std::pow(10, exponent(random)), std::pow(10, exponent(random)));
      const glm::dmat3 matrix = glm::dmat3(r[0] * values[0], r[1] * values[1], r[2] * values[2]) * glm::transpose(r);
      const SymmetricEigen eigen = symmetricEigen(matrix);
      const glm::dmat3& v = eigen.vectors;
      const glm::dmat3 rebuilt =
          glm::dmat3(v[0] * eigen.values[0], v[1] * eigen.values[1], v[2] * eigen.values[2]) * glm::transpose(v);
      QVERIFY(distance(rebuilt, matrix) <= 1e-14 * std::max({values[0], values[1], values[2]}));
      QVERIFY(std::abs(glm::determinant(v) - 1) < 1e-13);
      QVERIFY(distance(rotationOf(quaternionOf(v)), v) < 1e-13);
    }
    const SymmetricEigen zero = symmetricEigen(glm::dmat3(0.0));
    QCOMPARE(zero.values, glm::dvec3(0.0));
    QCOMPARE(zero.vectors, glm::dmat3(1.0));
  }

  void slicesFollowTheFormulas() {
    const Gaussians4D gaussians = sampleGaussians({.count = 100});
    for (size_t i = 0; i < 100; ++i)
      for (const double time : {-1.0, 0.0, 0.3}) {
        const Slice sliced = slice(gaussians, static_cast<int64_t>(i), time);
        const Direct expected = direct(gaussians, i, time);
        for (int k = 0; k < 3; ++k) {
          QVERIFY(std::abs(sliced.mean[k] - expected.mean[k]) < 1e-11);
          for (int j = 0; j < 3; ++j) QVERIFY(std::abs(sliced.covariance[j][k] - expected.covariance[k][j]) < 1e-13);
        }
        QVERIFY(std::abs(sliced.weight - expected.weight) < 1e-12);
      }
  }

  void tinyScalesCountAsTheLeast() {
    Gaussians4D one = sampleGaussians({.count = 1});
    one.logScale = {-100, -3, -3};
    Gaussians4D least = one;
    least.logScale[0] = kMinLogScale;
    QCOMPARE(slice(one, 0, 0.1).covariance, slice(least, 0, 0.1).covariance);
    QVERIFY(activate(one).scale[0].x > 0);
  }

  void staticOnesAreTheSameAtAnyTime() {
    const Gaussians4D still = sampleGaussians({.count = 30, .shDegree = 2, .isStatic = true});
    const Gaussians4D moving = still.asDynamic(0.0f);
    moving.check();
    QVERIFY(!moving.isStatic());
    for (int64_t i = 0; i < 30; ++i) {
      const Slice expected = slice(still, i, 0.7);
      QCOMPARE(expected.weight, 1.0);
      const Slice sliced = slice(moving, i, 0.7);
      QVERIFY(glm::length(sliced.mean - expected.mean) < 1e-6);
      QVERIFY(distance(sliced.covariance, expected.covariance) < 1e-6);
      QVERIFY(std::abs(sliced.weight - std::exp(-0.5 * 0.49)) < 1e-6);
    }
    const Gaussians4D at = sliceAt(still, 123.0, 0.0f);
    QCOMPARE(at.position, still.position);
    QCOMPARE(at.rotation, still.rotation);
    QCOMPARE(at.sh, still.sh);
  }

  void sliceAtKeepsTheShapes() {
    Gaussians4D gaussians = sampleGaussians({.count = 200, .shDegree = 1});
    const double time = 0.25;
    for (float& t : gaussians.time) t = 0.25f + 0.01f * t;  // so near that no weight vanishes
    const Gaussians4D still = sliceAt(gaussians, time, 0.0f);
    still.check();
    QVERIFY(still.isStatic());
    QCOMPARE(still.count(), int64_t{200});
    for (int64_t i = 0; i < 200; ++i) {
      const Slice expected = slice(gaussians, i, time), kept = slice(still, i, 0);
      const double size = expected.covariance[0][0] + expected.covariance[1][1] + expected.covariance[2][2];
      QVERIFY(distance(kept.covariance, expected.covariance) < 2e-6 * size);
      QVERIFY(glm::length(kept.mean - expected.mean) < 1e-5);
      const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
      const auto n = static_cast<size_t>(i);
      QVERIFY(std::abs(sigmoid(still.opacityLogit[n]) - sigmoid(gaussians.opacityLogit[n]) * expected.weight) < 1e-6);
    }
    QCOMPARE(still.sh, gaussians.sh);
  }

  void sliceAtLeavesOutWhatIsNotSeen() {
    Gaussians4D gaussians = sampleGaussians({.count = 4});
    gaussians.rotation = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
    gaussians.rotationRight = gaussians.rotation;
    gaussians.time = {0, 0.5f, 0, 0};
    gaussians.logScaleTime = {-3, -3, -3, -3};  // s_t = 0.05: at 10 sigma nothing is left
    gaussians.opacityLogit = {40, 40, -8, 40};
    gaussians.position[9] = NAN;
    const Gaussians4D still = sliceAt(gaussians, 0.0);
    QCOMPARE(still.count(), int64_t{1});
    QCOMPARE(still.opacityLogit[0], 40.0f);  // an opacity that rounds to 1 keeps its logit
    QCOMPARE(sliceAt(gaussians, 1e9, 0.0f).count(), int64_t{0});
    QCOMPARE(failureOf([&] { sliceAt(gaussians, NAN); }).code, ErrorCode::badInput);
  }

  void timeHarmonicsAreSummed() {
    Gaussians4D gaussians = sampleGaussians({.count = 3, .shDegree = 1, .timeHarmonics = 2});
    gaussians.timePeriod = 1.5f;
    QCOMPARE(gaussians.coefficients(), 12);
    const double time = 0.4;
    const Gaussians4D still = sliceAt(gaussians, time, 0.0f);
    QCOMPARE(still.timeHarmonics, 0);
    for (size_t i = 0; i < 3; ++i)
      for (size_t c = 0; c < 12; ++c) {
        double expected = 0;
        for (size_t k = 0; k < 3; ++k)
          expected += gaussians.sh[36 * i + 12 * k + c] *
                      std::cos(2 * std::numbers::pi * static_cast<double>(k) * (time - gaussians.time[i]) / 1.5);
        QVERIFY(std::abs(still.sh[12 * i + c] - expected) < 1e-6);
      }
  }

  void notEveryGaussianIsDrawable_data() {
    QTest::addColumn<int>("what");
    int row = 0;
    for (const char* name : {"position", "scale", "huge scale", "rotation", "infinite rotation", "opacity", "colour", "time",
                             "temporal scale", "right rotation"})
      QTest::newRow(name) << row++;
  }
  void notEveryGaussianIsDrawable() {
    QFETCH(int, what);
    Gaussians4D g = sampleGaussians({.count = 3, .shDegree = 1});
    const float inf = std::numeric_limits<float>::infinity();
    switch (what) {
      case 0: g.position[4] = NAN; break;
      case 1: g.logScale[4] = NAN; break;
      case 2: g.logScale[5] = kMaxLogScale + 1; break;
      case 3: std::fill_n(&g.rotation[4], 4, 0.0f); break;
      case 4: g.rotation[6] = inf; break;
      case 5: g.opacityLogit[1] = -inf; break;
      case 6: g.sh[12 + 7] = NAN; break;
      case 7: g.time[1] = inf; break;
      case 8: g.logScaleTime[1] = NAN; break;
      default: std::fill_n(&g.rotationRight[4], 4, 1e-12f); break;
    }
    QVERIFY(g.isDrawable(0) && !g.isDrawable(1) && g.isDrawable(2));
    QVERIFY(sliceAt(g, 0, 0.0f).count() == 2);
    const ActivatedGaussians4D active = activate(g);
    QVERIFY(active.opacity[0] > 0 && active.opacity[1] == 0 && active.opacity[2] > 0);
    QVERIFY(std::isfinite(active.position[1].y) && std::isfinite(active.scale[1].z) && std::isfinite(active.scaleTime[1]));
  }

  void activatedValues() {
    const Gaussians4D g = sampleGaussians({.count = 20});
    const ActivatedGaussians4D active = activate(g);
    for (size_t i = 0; i < 20; ++i) {
      QVERIFY(std::abs(glm::length(active.rotation[i]) - 1) < 1e-6 && std::abs(glm::length(active.rotationRight[i]) - 1) < 1e-6);
      QVERIFY(std::abs(std::log(active.scale[i].z) - g.logScale[3 * i + 2]) < 1e-5);
      QVERIFY(std::abs(active.opacity[i] - 1 / (1 + std::exp(-g.opacityLogit[i]))) < 1e-6);
    }
    const ActivatedGaussians4D still = activate(sampleGaussians({.count = 5, .isStatic = true}));
    QVERIFY(still.time.empty() && still.rotationRight.empty() && still.scaleTime.empty());
  }

  void subsetsKeepTheirOrder() {
    const Gaussians4D g = sampleGaussians({.count = 10, .shDegree = 3, .timeHarmonics = 1});
    const Gaussians4D some = g.subset({7, 2, 2});
    some.check();
    QCOMPARE(some.count(), int64_t{3});
    QCOMPARE(some.time[0], g.time[7]);
    QCOMPARE(some.position[5], g.position[8]);
    QCOMPARE(some.sh[96 + 95], g.sh[96 * 2 + 95]);
    QCOMPARE(failureOf([&] { g.subset({10}); }).code, ErrorCode::internal);
  }

  void setsThatDoNotFitTogetherAreOurFault() {
    Gaussians4D g = sampleGaussians({.count = 4});
    g.check();
    g.time.pop_back();
    QCOMPARE(failureOf([&] { g.check(); }).code, ErrorCode::internal);
    g = sampleGaussians({.count = 4});
    g.shDegree = 1;
    QCOMPARE(failureOf([&] { g.check(); }).code, ErrorCode::internal);
    Gaussians4D none;
    none.check();
    QCOMPARE(sliceAt(none, 0).count(), int64_t{0});
  }
};

QTEST_GUILESS_MAIN(Gaussians4DTest)
#include "gaussians4d_test.moc"
