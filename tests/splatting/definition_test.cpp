// The reference against the definition of scene/raster_settings.h written down once more, the plain way: whole matrices, U - v
// v^T / w, inverses, every pixel through every Gaussian. And the parts that it is made of: spherical harmonics, footprints.
#include <QtTest>
#include <glm/gtc/quaternion.hpp>
#include <numeric>

#include "reconstruction/splatting/formulas/footprint.h"
#include "reconstruction/splatting/formulas/spherical_harmonics.h"
#include "reconstruction/splatting/reference/reference.h"
#include "tests/splatting/random_gaussians.h"

using namespace fsm;
using namespace fsm::splatting;
using namespace fsm::splatting::testing;

namespace {

/// One Gaussian on the image.
struct Plain {
  glm::dvec2 mean{0};
  glm::dmat2 covariance{0};
  double depth = 0, opacity = 0;
  glm::dvec3 colour{0};
};

/// [row][column], as the definition prints it.
using Matrix4 = std::array<std::array<double, 4>, 4>;
Matrix4 product(const Matrix4& a, const Matrix4& b) {
  Matrix4 out{};
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j)
      for (int k = 0; k < 4; ++k) out[i][j] += a[i][k] * b[k][j];
  return out;
}
glm::dvec4 unitQuaternion(const std::vector<double>& values, int64_t i) {
  return glm::normalize(glm::dvec4(values[4 * i], values[4 * i + 1], values[4 * i + 2], values[4 * i + 3]));
}

Matrix4 covariance4d(const ParameterArrays<double>& set, int64_t i) {
  const glm::dvec4 l = unitQuaternion(set.rotation, i), r = unitQuaternion(set.rotationRight, i);
  const double a = l[0], b = l[1], c = l[2], d = l[3], p = r[0], q = r[1], s = r[2], t = r[3];
  const Matrix4 left{{{a, b, -c, d}, {-b, a, d, c}, {c, -d, a, b}, {-d, -c, -b, a}}};
  const Matrix4 right{{{p, q, -s, -t}, {-q, p, t, -s}, {s, -t, p, -q}, {t, s, q, p}}};
  Matrix4 m = product(left, right), transposed{};
  for (int row = 0; row < 4; ++row)
    for (int axis = 0; axis < 4; ++axis) m[row][axis] *= std::exp(axis < 3 ? set.logScale[3 * i + axis] : set.logScaleTime[i]);
  for (int row = 0; row < 4; ++row)
    for (int axis = 0; axis < 4; ++axis) transposed[row][axis] = m[axis][row];
  return product(m, transposed);
}

/// Mean, covariance and temporal weight at `time`.
void slicePlain(const ParameterArrays<double>& set, int64_t i, double time, glm::dvec3& mean, glm::dmat3& covariance,
                double& weight) {
  const Matrix4 sigma = covariance4d(set, i);
  const double w = sigma[3][3], offset = time - set.time[i];
  for (int row = 0; row < 3; ++row) {
    mean[row] = set.position[3 * i + row] + sigma[row][3] / w * offset;
    for (int axis = 0; axis < 3; ++axis) covariance[axis][row] = sigma[row][axis] - sigma[row][3] * sigma[axis][3] / w;
  }
  weight = std::exp(-offset * offset / (2 * w));
}

void staticPlain(const ParameterArrays<double>& set, int64_t i, glm::dvec3& mean, glm::dmat3& covariance) {
  const glm::dvec4 q = unitQuaternion(set.rotation, i);
  glm::dmat3 m = glm::mat3_cast(glm::dquat(q[0], q[1], q[2], q[3]));
  for (int axis = 0; axis < 3; ++axis) m[axis] *= std::exp(set.logScale[3 * i + axis]);
  covariance = m * glm::transpose(m);
  mean = {set.position[3 * i], set.position[3 * i + 1], set.position[3 * i + 2]};
}

glm::dvec3 colourPlain(const ParameterArrays<double>& set, int64_t i, const glm::dvec3& centre, double time) {
  const glm::dvec3 position(set.position[3 * i], set.position[3 * i + 1], set.position[3 * i + 2]);
  const glm::dvec3 d = glm::normalize(position - centre);
  double basis[16];
  shBasis<3>(Vec3<double>{d.x, d.y, d.z}, basis);
  const int bands = (set.shDegree + 1) * (set.shDegree + 1);
  glm::dvec3 out(0.5);
  for (int harmonic = 0; harmonic <= set.timeHarmonics; ++harmonic) {
    const double wave = std::cos(harmonic * 2 * M_PI * (time - (set.isStatic() ? 0 : set.time[i])) / 2);
    for (int k = 0; k < bands; ++k)
      for (int c = 0; c < 3; ++c)
        out[c] += wave * basis[k] * set.sh[((i * (set.timeHarmonics + 1) + harmonic) * bands + k) * 3 + c];
  }
  return glm::max(out, glm::dvec3(0));
}

/// Those before the near plane, in the order of blending.
std::vector<Plain> projectPlain(const ParameterArrays<double>& set, const View& view, const scene::RasterSettings& settings) {
  std::vector<Plain> out;
  const Intrinsics& in = view.camera.intrinsics;
  const glm::dmat4 camera_from_scene = glm::inverse(view.camera.world_from_camera);
  const double limitX = settings.frustumClamp * in.size.width / (2 * in.fx),
               limitY = settings.frustumClamp * in.size.height / (2 * in.fy);
  for (int64_t i = 0; i < set.count(); ++i) {
    glm::dvec3 mean;
    glm::dmat3 covariance;
    double weight = 1;
    set.isStatic() ? staticPlain(set, i, mean, covariance) : slicePlain(set, i, view.time, mean, covariance, weight);
    const glm::dvec3 p = glm::dvec3(camera_from_scene * glm::dvec4(mean, 1));
    if (weight <= settings.temporalPrune || p.z <= settings.nearPlane) continue;
    const double u = std::clamp(p.x / p.z, -limitX, limitX), v = std::clamp(p.y / p.z, -limitY, limitY);
    const glm::dmat3x2 jacobian(in.fx / p.z, 0, 0, in.fy / p.z, -in.fx * u / p.z, -in.fy * v / p.z);
    const glm::dmat3x2 t = jacobian * glm::dmat3(camera_from_scene);
    Plain splat;
    splat.mean = {in.fx * p.x / p.z + in.cx, in.fy * p.y / p.z + in.cy};
    splat.covariance = t * covariance * glm::transpose(t) + glm::dmat2(settings.lowPass);
    splat.depth = p.z;
    splat.opacity = weight / (1 + std::exp(-set.opacityLogit[i]));
    splat.colour = colourPlain(set, i, glm::dvec3(view.camera.world_from_camera[3]), view.time);
    out.push_back(splat);
  }
  std::stable_sort(out.begin(), out.end(), [](const Plain& a, const Plain& b) { return a.depth < b.depth; });
  return out;
}

bool inOfficialTile(const Plain& splat, int column, int row) {
  const double a = splat.covariance[0][0], c = splat.covariance[1][1], half = (a + c) / 2;
  const double eigenvalue = half + std::sqrt(std::max(0.1, half * half - glm::determinant(splat.covariance)));
  const double r = std::ceil(3 * std::sqrt(eigenvalue));
  const auto meets = [&](double m, int tile) { return tile >= std::floor((m - r) / 16) && tile <= std::floor((m + r - 1) / 16); };
  return meets(splat.mean.x - 0.5, column / 16) && meets(splat.mean.y - 0.5, row / 16);
}

/// One pixel: colour, alpha, depth, median depth.
struct PlainPixel {
  glm::dvec3 colour{0};
  double alpha = 0, depth = 0, median = 0;
};
PlainPixel pixelPlain(const std::vector<Plain>& splats, const scene::RasterSettings& settings, int column, int row) {
  PlainPixel out;
  double transmittance = 1;
  for (const Plain& splat : splats) {
    const glm::dvec2 d = glm::dvec2(column + 0.5, row + 0.5) - splat.mean;
    const double falloff = std::exp(-0.5 * glm::dot(d, glm::inverse(splat.covariance) * d));
    const double alpha = std::min<double>(settings.alphaMax, splat.opacity * falloff);
    if (alpha < settings.alphaMin) continue;
    if (settings.footprint == scene::Footprint::officialTiles && !inOfficialTile(splat, column, row)) continue;
    const double next = transmittance * (1 - alpha);
    if (next < settings.transmittanceStop) break;
    out.colour += alpha * transmittance * splat.colour;
    out.depth += alpha * transmittance * splat.depth;
    if (out.median == 0 && next <= 0.5) out.median = splat.depth;
    transmittance = next;
  }
  out.alpha = 1 - transmittance;
  out.colour += transmittance * glm::dvec3(settings.background);
  return out;
}

bool near(double a, double b) { return std::abs(a - b) < 1e-9 * std::max(1.0, std::abs(b)); }

}  // namespace

class DefinitionTest : public QObject {
  Q_OBJECT
 private slots:
  void referenceFollowsTheDefinition_data();
  void referenceFollowsTheDefinition();
  void contributionsAddUpToAlpha();
  void harmonicsAreOrthonormal();
  void harmonicsHaveTheSignsOf3dgs();
  void ellipseBordersAreTight_data();
  void ellipseBordersAreTight();
  void hugeAndThinShapesKeepTheirWidth();
};

void DefinitionTest::referenceFollowsTheDefinition_data() {
  QTest::addColumn<bool>("isStatic");
  QTest::addColumn<int>("degree");
  QTest::addColumn<int>("harmonics");
  QTest::addColumn<QString>("kind");
  for (const bool isStatic : {false, true}) {
    const char* name = isStatic ? "static" : "4D";
    for (int degree = 0; degree <= 3; ++degree) QTest::addRow("%s sh%d", name, degree) << isStatic << degree << 0 << "";
    QTest::addRow("%s harmonics", name) << isStatic << 1 << 2 << "";
    for (const char* kind : {"official", "clamped", "opaque", "pruned"})
      QTest::addRow("%s %s", name, kind) << isStatic << 0 << 0 << kind;
  }
}

void DefinitionTest::referenceFollowsTheDefinition() {
  QFETCH(bool, isStatic);
  QFETCH(int, degree);
  QFETCH(int, harmonics);
  QFETCH(QString, kind);
  RandomGaussiansOptions options;
  options.count = 60;
  options.isStatic = isStatic;
  options.shDegree = degree;
  options.timeHarmonics = harmonics;
  options.near = -0.5;
  options.halfWidth = 2;
  if (kind == "opaque") options.opacityLogitMean = 5;
  const ParameterArrays<double> set = randomGaussians(options);
  const View view = testView({45, 37});
  scene::RasterSettings settings;
  settings.background = {0.25f, 0.5f, 0.75f};
  if (kind == "official") settings = scene::RasterSettings::official();
  if (kind == "clamped") settings.frustumClamp = 0.4f;
  if (kind == "pruned") settings.temporalPrune = 0.5f;
  OutputArrays<double> out({45, 37}, set.count());
  forwardReference(set.pointers(), view, settings, out.pointers());
  const std::vector<Plain> splats = projectPlain(set, view, settings);
  QVERIFY(splats.size() > 10 && splats.size() < 60);
  for (int row = 0; row < 37; ++row) {
    for (int column = 0; column < 45; ++column) {
      const PlainPixel expected = pixelPlain(splats, settings, column, row);
      const size_t pixel = size_t(row) * 45 + column;
      for (int c = 0; c < 3; ++c) QVERIFY(near(out.colour[3 * pixel + c], expected.colour[c]));
      QVERIFY(near(out.alpha[pixel], expected.alpha));
      QVERIFY(near(out.depth[pixel], expected.depth));
      QVERIFY(near(out.medianDepth[pixel], expected.median));
    }
  }
}

void DefinitionTest::contributionsAddUpToAlpha() {
  RandomGaussiansOptions options;
  options.count = 50;
  const ParameterArrays<double> set = randomGaussians(options);
  OutputArrays<double> out({24, 18}, set.count());
  forwardReference(set.pointers(), testView(), {}, out.pointers());
  QVERIFY(near(std::accumulate(out.contribution.begin(), out.contribution.end(), 0.0),
               std::accumulate(out.alpha.begin(), out.alpha.end(), 0.0)));
  for (size_t i = 0; i < out.contribution.size(); ++i) QVERIFY(out.maxContribution[i] <= out.contribution[i]);
  QVERIFY(*std::max_element(out.maxContribution.begin(), out.maxContribution.end()) > 0.1);
}

void DefinitionTest::harmonicsAreOrthonormal() {
  // Midpoints in z and angle: exact for the angle, second order in z.
  constexpr int kHeights = 800, kAngles = 16;
  double gram[16][16] = {};
  for (int i = 0; i < kHeights; ++i) {
    for (int j = 0; j < kAngles; ++j) {
      const double z = -1 + (i + 0.5) * 2 / kHeights, angle = (j + 0.5) * 2 * M_PI / kAngles, r = std::sqrt(1 - z * z);
      double basis[16];
      shBasis<3>(Vec3<double>{r * std::cos(angle), r * std::sin(angle), z}, basis);
      for (int a = 0; a < 16; ++a)
        for (int b = 0; b < 16; ++b) gram[a][b] += basis[a] * basis[b] * 4 * M_PI / (kHeights * kAngles);
    }
  }
  for (int a = 0; a < 16; ++a)
    for (int b = 0; b < 16; ++b) QVERIFY(std::abs(gram[a][b] - (a == b)) < 1e-4);
}

void DefinitionTest::harmonicsHaveTheSignsOf3dgs() {
  double basis[16];
  const Vec3<double> d{0.36, 0.48, 0.8};
  shBasis<3>(d, basis);
  const double sign[16] = {1, -1, 1, -1, 1, -1, 1, -1, -1, -1, 1, -1, 1, -1, -1, 1};
  for (int k = 0; k < 16; ++k) QVERIFY2(basis[k] * sign[k] > 0, qPrintable(QString::number(k)));
  QVERIFY(near(basis[1], -0.4886025119029199 * d.y));
  QVERIFY(near(basis[3], -0.4886025119029199 * d.x));
}

void DefinitionTest::ellipseBordersAreTight_data() {
  QTest::addColumn<double>("spread");
  QTest::newRow("round") << 0.0;
  QTest::newRow("long") << 1.0;
  QTest::newRow("needles") << 2.5;
}

void DefinitionTest::ellipseBordersAreTight() {
  QFETCH(double, spread);
  RandomGaussiansOptions options;
  options.count = 40;
  options.logScaleMean = -2.5;
  options.logScaleSpread = spread;
  options.halfWidth = 2.5;
  const ParameterArrays<double> set = randomGaussians(options);
  const View view = testView({70, 50});
  const ReferenceRendering r = forwardReference(set.pointers(), view, {}, {});
  QVERIFY(r.splats.size() > 10);
  for (const Splat<double>& splat : r.splats) {
    const double reachSquared = reach2(splat.opacity, r.thresholds.alphaMin);
    const Range rows = ellipseRows(splat, reachSquared, 50);
    for (int bandTop = 0; bandTop < 50; bandTop += 5) {
      // What of five rows has alpha within 1 % of the least: all of it, and nothing a pixel further.
      const Range columns = ellipseColumns(splat, reachSquared, bandTop, bandTop + 5, 70);
      int first = 70, last = -1;
      for (int y = bandTop; y < bandTop + 5; ++y) {
        for (int x = 0; x < 70; ++x) {
          const double dx = x + 0.5 - splat.mean.x, dy = y + 0.5 - splat.mean.y;
          const double u = splat.whitening.xx * dx + splat.whitening.xy * dy, v = splat.whitening.yy * dy;
          if (splat.opacity * std::exp(-0.5 * (u * u + v * v)) < r.thresholds.alphaMin) continue;
          QVERIFY(y >= rows.begin && y < rows.end);
          first = std::min(first, x), last = std::max(last, x);
        }
      }
      if (last < 0) continue;
      QVERIFY(columns.begin <= first && columns.end > last);
      // The band's ellipse lies between rows of pixels too: a pixel of slack for each row between its extreme and a centre.
      if (spread == 0) QVERIFY(columns.begin >= first - 1 && columns.end <= last + 2);
    }
  }
}

void DefinitionTest::hugeAndThinShapesKeepTheirWidth() {
  // A needle 1000 px long and half a pixel wide at 45 degrees, in single precision: alpha across it as in double precision.
  const Vec3<float> axis{700, 0.3f, 0}, other{700, -0.3f, 0};
  Whitening<float> narrow;
  Whitening<double> exact;
  float radius = 0;
  double exactRadius = 0;
  QVERIFY(whiten(axis, other, 0.3f, narrow, radius));
  QVERIFY(whiten(Vec3<double>{700, 0.3f, 0}, Vec3<double>{700, -0.3f, 0}, double(0.3f), exact, exactRadius));
  for (int along = -600; along <= 600; along += 100) {
    for (const float across : {-1.0f, 0.0f, 0.7f}) {
      const float dx = static_cast<float>(along) + across, dy = static_cast<float>(along) - across;
      const float u = narrow.xx * dx + narrow.xy * dy, v = narrow.yy * dy;
      const double x = exact.xx * dx + exact.xy * dy, y = exact.yy * dy;
      QVERIFY(std::abs(std::exp(-0.5 * (double(u) * u + double(v) * v)) - std::exp(-0.5 * (x * x + y * y))) < 1e-4);
    }
  }
  // The largest that is drawable, seen from close by.
  const Vec3<float> huge{5e14f, 1, 0}, wide{1, 5e14f, 0};
  QVERIFY(whiten(huge, wide, 0.3f, narrow, radius));
  QVERIFY(narrow.xx > 0 && narrow.yy > 0 && radius > 1e15f);
}

QTEST_GUILESS_MAIN(DefinitionTest)
#include "definition_test.moc"
