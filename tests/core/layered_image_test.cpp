// Premultiplied pictures: over backgrounds, between display-referred values and light, and back to straight colours.
#include "reconstruction/core/layered_image.h"

#include <QTest>
#include <cmath>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/core/srgb.h"

using namespace fsm;

namespace {

/// One pixel of a straight colour, premultiplied.
LayeredImage pixel(glm::vec3 colour, float alpha, ColourEncoding encoding = ColourEncoding::display) {
  LayeredImage image({1, 1});
  image.encoding = encoding;
  for (int c = 0; c < 3; ++c) image.rgba[c] = colour[c] * alpha;
  image.rgba[3] = alpha;
  return image;
}

bool close(float a, double b, double tolerance = 1e-5) { return std::abs(a - b) <= tolerance; }

}  // namespace

class LayeredImageTest : public QObject {
  Q_OBJECT

 private slots:
  void sRgbIsTheStandardsCurve() {
    // IEC 61966-2-1: the two pieces meet, and some values from its table.
    QVERIFY(std::abs(linearFromSrgb(0.5) - 0.21404114) < 1e-7);
    QVERIFY(std::abs(linearFromSrgb(0.04045) - 0.0031308) < 1e-6);
    QVERIFY(std::abs(srgbFromLinear(0.18) - 0.46135612) < 1e-7);
    QCOMPARE(linearFromSrgb(1), 1.0);
    for (const double value : {-1.5, -0.3, -0.01, 0.0, 0.001, 0.04, 0.05, 0.7, 1.0, 3.0})
      QVERIFY(std::abs(srgbFromLinear(linearFromSrgb(value)) - value) < 2e-7);
    QVERIFY(std::isnan(linearFromSrgb(std::numeric_limits<double>::quiet_NaN())));
  }

  void overAddsTheBackground() {
    const Image out = over(pixel({0.8f, 0.4f, 0.0f}, 0.25f), {1.0f, 0.0f, 0.5f});
    QVERIFY(close(out.rgb[0], 0.8 * 0.25 + 0.75));
    QVERIFY(close(out.rgb[1], 0.4 * 0.25));
    QVERIFY(close(out.rgb[2], 0.5 * 0.75));
  }

  void overBlendsLightWhereTheImageIsLinear() {
    const Image out = over(pixel({1, 1, 1}, 0.5f, ColourEncoding::linear), {0, 0, 0});
    QVERIFY(close(out.rgb[0], srgbFromLinear(0.5)));
    const Image behind = over(pixel({0, 0, 0}, 0.0f, ColourEncoding::linear), {0.5f, 0.2f, 0.9f});
    QVERIFY(close(behind.rgb[0], 0.5) && close(behind.rgb[1], 0.2) && close(behind.rgb[2], 0.9));
  }

  void flatteningKeepsRangeAndDepth() {
    LayeredImage bright = pixel({4, 1, 0}, 0.5f, ColourEncoding::linear);
    bright.depth = {7.5f};
    const LayeredImage flat = flattened(bright, {1, 1, 1});
    QVERIFY(close(flat.rgba[0], 2.5) && close(flat.rgba[1], 1) && close(flat.rgba[2], 0.5));
    QCOMPARE(flat.rgba[3], 1.0f);
    QCOMPARE(flat.depth, bright.depth);
    QCOMPARE(over(bright, {1, 1, 1}).rgb[0], 1.0f);
  }

  void opaqueImagesPassUnchanged() {
    Image image({3, 2});
    for (size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = static_cast<float>(i) / 18.0f;
    const LayeredImage layers = opaque(image);
    QVERIFY(layers.depth.empty());
    QCOMPARE(over(layers, {1, 0, 1}).rgb, image.rgb);
  }

  void encodingsConvertStraightColours() {
    const LayeredImage linear = encodedAs(pixel({0.5f, 0.25f, 1.0f}, 0.4f), ColourEncoding::linear);
    QVERIFY(linear.encoding == ColourEncoding::linear);
    QVERIFY(close(linear.rgba[0], linearFromSrgb(0.5) * 0.4));
    QVERIFY(close(linear.rgba[1], linearFromSrgb(0.25) * 0.4));
    QVERIFY(close(linear.rgba[2], 0.4));
    QVERIFY(close(linear.rgba[3], 0.4));
    const LayeredImage back = encodedAs(linear, ColourEncoding::display);
    for (int c = 0; c < 4; ++c) QVERIFY(close(back.rgba[c], pixel({0.5f, 0.25f, 1.0f}, 0.4f).rgba[c]));
  }

  void straightColoursOfNothingAreNothing() {
    LayeredImage image = pixel({0.3f, 0.3f, 0.3f}, 0.0f);
    image.rgba[0] = 0.5f;  // light without coverage has no straight colour
    for (const float value : straightColours(image)) QCOMPARE(value, 0.0f);
    image.rgba[3] = std::numeric_limits<float>::quiet_NaN();
    for (const float value : straightColours(image)) QCOMPARE(value, 0.0f);
    const std::vector<float> half = straightColours(pixel({0.9f, 0.1f, 0.4f}, 0.5f));
    QVERIFY(close(half[0], 0.9) && close(half[1], 0.1) && close(half[2], 0.4) && close(half[3], 0.5));
  }

  void fillingTakesTheSurroundings() {
    LayeredImage image({37, 21});  // odd on every level of the pyramid
    for (int y = 5; y < 12; ++y)
      for (int x = 9; x < 20; ++x) {
        float* p = image.at(x, y);
        p[0] = 0.5f * 0.9f, p[1] = 0.5f * 0.2f, p[2] = 0, p[3] = 0.5f;
      }
    const std::vector<float> filled = straightColoursFilled(image);
    for (size_t i = 0; i < filled.size(); i += 4) {
      QVERIFY(close(filled[i], 0.9, 1e-4) && close(filled[i + 1], 0.2, 1e-4) && close(filled[i + 2], 0, 1e-4));
      QCOMPARE(filled[i + 3], image.rgba[i + 3]);
    }
  }

  void fillingStandsNonsense() {
    for (const float value : straightColoursFilled(LayeredImage({5, 3}))) QCOMPARE(value, 0.0f);  // nothing to take
    LayeredImage image = LayeredImage({2, 1});
    image.rgba = {std::numeric_limits<float>::quiet_NaN(), 0, 0, 1, 0.25f, 0.5f, 0.75f, 1};
    const std::vector<float> filled = straightColoursFilled(image);
    QVERIFY(close(filled[0], 0.25) && close(filled[1], 0.5) && close(filled[2], 0.75));
  }

  void emptyImagesAreRefused() {
    QVERIFY_THROWS_EXCEPTION(Error, requirePixels(LayeredImage()));
    QVERIFY_THROWS_EXCEPTION(Error, opaque(Image()));
    LayeredImage shallow({2, 2});
    shallow.depth = {1.0f};
    QVERIFY_THROWS_EXCEPTION(Error, over(shallow, {0, 0, 0}));
    LayeredImage negative;
    negative.size = {-1, -1};
    negative.rgba.resize(4);
    QVERIFY_THROWS_EXCEPTION(Error, straightColours(negative));
  }
};

QTEST_GUILESS_MAIN(LayeredImageTest)
#include "layered_image_test.moc"
