// Lens distortion: the models' formulas, and images that become those of a pinhole.
#include "reconstruction/capture/undistort.h"

#include <cmath>

#include "fixtures.h"
#include "reconstruction/core/metrics.h"

using namespace fsm;
using namespace fsm::testing;

namespace {

/// A smooth function of the viewing direction: what a camera sees.
glm::dvec3 world(glm::dvec2 ray) {
  return 0.5 + 0.4 * glm::dvec3(std::sin(5 * ray.x), std::cos(4 * ray.y), std::sin(3 * (ray.x + ray.y)));
}

/// The ideal direction that the lens bends to `bent`, by fixed-point iteration.
glm::dvec2 idealOf(const Distortion& lens, glm::dvec2 bent) {
  glm::dvec2 ideal = bent;
  for (int i = 0; i < 200; ++i) ideal += 0.7 * (bent - distort(lens, ideal));
  return ideal;
}

Image photograph(const Intrinsics& k, const Distortion& lens) {
  Image image(k.size);
  for (int y = 0; y < k.size.height; ++y)
    for (int x = 0; x < k.size.width; ++x) {
      const glm::dvec3 colour = world(idealOf(lens, {(x + 0.5 - k.cx) / k.fx, (y + 0.5 - k.cy) / k.fy}));
      for (int c = 0; c < 3; ++c) image.at(x, y)[c] = static_cast<float>(colour[c]);
    }
  return image;
}

Image middle(const Image& image) {
  return crop(image, image.size.width / 8, image.size.height / 8, {image.size.width * 3 / 4, image.size.height * 3 / 4});
}

}  // namespace

class UndistortTest : public QObject {
  Q_OBJECT
 private slots:
  void formulas() {
    Distortion lens{Distortion::Model::opencv, {0.1, -0.02, 0.003, -0.004, 0.005, 0.01, 0.02, -0.001}};
    const double x = 0.3, y = -0.2, r2 = x * x + y * y;
    const double radial =
        (1 + 0.1 * r2 - 0.02 * r2 * r2 + 0.005 * r2 * r2 * r2) / (1 + 0.01 * r2 + 0.02 * r2 * r2 - 0.001 * r2 * r2 * r2);
    const glm::dvec2 got = distort(lens, {x, y});
    QVERIFY(std::abs(got.x - (x * radial + 2 * 0.003 * x * y - 0.004 * (r2 + 2 * x * x))) < 1e-12);
    QVERIFY(std::abs(got.y - (y * radial + 0.003 * (r2 + 2 * y * y) + 2 * -0.004 * x * y)) < 1e-12);
    Distortion fisheye{Distortion::Model::fisheye, {0.05, 0.01}};
    const double r = std::sqrt(r2), t = std::atan(r), scale = t * (1 + 0.05 * t * t + 0.01 * t * t * t * t) / r;
    QVERIFY(glm::distance(distort(fisheye, {x, y}), glm::dvec2(x, y) * scale) < 1e-12);
    QVERIFY(bends(fisheye) && bends(lens) && bends({Distortion::Model::fisheye, {}}));
    QVERIFY(!bends({}) && !bends({Distortion::Model::opencv, {}}));
  }

  void imagesBecomeThoseOfThePinhole_data() {
    QTest::addColumn<int>("model");
    QTest::addColumn<double>("k1");
    QTest::addColumn<double>("p1");
    QTest::newRow("barrel") << 1 << -0.25 << 0.0;
    QTest::newRow("pincushion and tangential") << 1 << 0.5 << 0.02;
    QTest::newRow("equidistant fisheye") << 2 << 0.0 << 0.0;
    QTest::newRow("fisheye") << 2 << 0.04 << 0.0;
  }

  void imagesBecomeThoseOfThePinhole() {
    QFETCH(int, model);
    QFETCH(double, k1);
    QFETCH(double, p1);
    const Intrinsics k{{96, 64}, 70, 72, 47, 33};
    Distortion lens{static_cast<Distortion::Model>(model), {k1, 0, p1, 0}};
    const Image bent = photograph(k, lens), straight = photograph(k, {});
    const Image undone = Undistorter(k, lens).apply(bent);
    QVERIFY2(psnr(middle(bent), middle(straight)) < 35, "the fixture must be bent");
    QVERIFY2(psnr(middle(undone), middle(straight)) > 45, qPrintable(QString::number(psnr(middle(undone), middle(straight)))));
  }

  void identityIsExact() {
    const Intrinsics k{{20, 12}, 15, 15, 10, 6};
    const Image image = picture(k.size);
    const Image same = Undistorter(k, {Distortion::Model::opencv, {}}).apply(image);
    for (size_t i = 0; i < image.rgb.size(); ++i) QVERIFY(std::abs(same.rgb[i] - image.rgb[i]) < 1e-5);
  }

  void absurdCoefficientsStayFinite() {
    const Intrinsics k{{32, 32}, 10, 10, 16, 16};
    for (double value : {1e300, -1e300, 1e9, -50.0})
      for (auto model : {Distortion::Model::opencv, Distortion::Model::fisheye}) {
        const Image out =
            Undistorter(k, {model, {value, -value, value, value, value, -value, value, value}}).apply(picture(k.size));
        for (float v : out.rgb) QVERIFY(std::isfinite(v) && v >= 0 && v <= 1);
      }
  }

  void overflowOnTheAxesStaysFinite() {
    // The principal point is amid a pixel, so that rays with a coordinate of 0 meet tangential coefficients that overflow.
    const Intrinsics k{{32, 32}, 10, 10, 16.5, 16.5};
    const Image out = Undistorter(k, {Distortion::Model::opencv, {0, 0, 1e308, 1e308}}).apply(picture(k.size));
    for (float v : out.rgb) QVERIFY(std::isfinite(v) && v >= 0 && v <= 1);
  }
};

QTEST_GUILESS_MAIN(UndistortTest)
#include "undistort_test.moc"
