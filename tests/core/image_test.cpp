// Resize against the plain definition of an antialiased Lanczos filter; cuts, turns, bytes.
#include "reconstruction/core/image.h"

#include <QTest>
#include <cmath>
#include <limits>

#include "reconstruction/core/error.h"

using namespace fsm;

namespace {

Image pattern(ImageSize size) {
  Image image(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      for (int c = 0; c < 3; ++c)
        image.at(x, y)[c] = static_cast<float>(0.5 + 0.3 * std::sin(0.7 * x + 0.31 * y * (c + 1)) + 0.1 * std::cos(1.9 * y - c));
  return image;
}

double sinc(double x) { return x == 0 ? 1 : std::sin(M_PI * x) / (M_PI * x); }

/// One output sample by the definition, in double precision, all input samples visited.
double plainSample(const Image& in, ImageSize size, int ox, int oy, int channel) {
  const auto weight = [](int i, int out, int from, int to) {
    const double scale = double(from) / to, stretch = std::max(1.0, scale), centre = (out + 0.5) * scale;
    const double x = (i + 0.5 - centre) / stretch;
    return std::abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
  };
  double sum = 0, total = 0;
  for (int y = 0; y < in.size.height; ++y)
    for (int x = 0; x < in.size.width; ++x) {
      const double w = weight(x, ox, in.size.width, size.width) * weight(y, oy, in.size.height, size.height);
      sum += w * in.at(x, y)[channel];
      total += w;
    }
  return std::clamp(sum / total, 0.0, 1.0);
}

bool refused(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code() == ErrorCode::badInput;
  }
  return false;
}

}  // namespace

class ImageTest : public QObject {
  Q_OBJECT
 private slots:
  void resizeFollowsTheDefinition_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("shrink") << 9 << 7;
    QTest::newRow("shrink a little") << 36 << 30;
    QTest::newRow("grow") << 80 << 90;
    QTest::newRow("wider, lower") << 61 << 5;
    QTest::newRow("narrower, higher") << 5 << 61;
    QTest::newRow("one pixel") << 1 << 1;
  }
  void resizeFollowsTheDefinition() {
    QFETCH(int, width);
    QFETCH(int, height);
    const Image in = pattern({37, 31});
    const Image out = resize(in, {width, height});
    QCOMPARE(out.size, (ImageSize{width, height}));
    // Pillow cuts the window to whole samples, so samples at its very rim, of weight nearly 0, may differ.
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        for (int c = 0; c < 3; ++c) QVERIFY(std::abs(out.at(x, y)[c] - plainSample(in, out.size, x, y, c)) < 0.01);
  }

  void resizeKeepsFlatColours() {
    for (const ImageSize size : {ImageSize{3, 90}, ImageSize{200, 2}, ImageSize{64, 64}})
      for (const float value : resize(Image({50, 40}, 0.37f), size).rgb) QVERIFY(std::abs(value - 0.37f) < 1e-5f);
  }

  void resizeRemovesWhatCannotBeShown() {
    Image stripes({256, 8});
    for (int y = 0; y < 8; ++y)
      for (int x = 0; x < 256; ++x)
        for (int c = 0; c < 3; ++c) stripes.at(x, y)[c] = static_cast<float>(x % 2);
    const Image small = resize(stripes, {32, 8});
    for (int x = 2; x < 30; ++x) QVERIFY(std::abs(small.at(x, 4)[0] - 0.5f) < 0.02f);
  }

  void resizeClampsOvershoot() {
    Image edge({16, 1});
    for (int x = 8; x < 16; ++x) edge.at(x, 0)[0] = 1;
    for (const float value : resize(edge, {64, 1}).rgb) QVERIFY(value >= 0 && value <= 1);
  }

  void resizeRefuses() {
    QVERIFY(refused([] { resize(Image(), {4, 4}); }));
    QVERIFY(refused([] { resize(Image({4, 4}), {0, 4}); }));
    QVERIFY(refused([] { resize(Image({4, 4}), {4, -1}); }));
  }

  void cropTakesTheRectangle() {
    const Image in = pattern({20, 10});
    const Image out = crop(in, 3, 2, {5, 8});
    for (int y = 0; y < 8; ++y)
      for (int x = 0; x < 5; ++x) QCOMPARE(out.at(x, y)[1], in.at(x + 3, y + 2)[1]);
    QVERIFY(refused([&] { crop(in, 16, 0, {5, 5}); }));
    QVERIFY(refused([&] { crop(in, -1, 0, {5, 5}); }));
    QVERIFY(refused([&] { crop(in, 0, 0, {5, 0}); }));
    QVERIFY(refused([&] { crop(in, std::numeric_limits<int>::max(), 0, {5, 5}); }));
  }

  void turnsAndMirrors() {
    const Image in = pattern({4, 3});
    const Image once = turn(in, 1);
    QCOMPARE(once.size, (ImageSize{3, 4}));
    QCOMPARE(once.at(2, 0)[0], in.at(0, 0)[0]);  // clockwise: the top-left corner goes to the top right
    QCOMPARE(once.at(0, 3)[0], in.at(3, 2)[0]);
    QCOMPARE(turn(once, 1).rgb, turn(in, 2).rgb);
    QCOMPARE(turn(turn(in, 2), 1).rgb, turn(in, 3).rgb);
    QCOMPARE(turn(in, -1).rgb, turn(in, 3).rgb);
    QCOMPARE(turn(once, -1).rgb, in.rgb);
    QCOMPARE(mirrored(in).at(3, 1)[2], in.at(0, 1)[2]);
    QCOMPARE(mirrored(mirrored(in)).rgb, in.rgb);
  }

  void meanOfImages() {
    const std::vector<Image> images{Image({2, 2}, 0.2f), Image({2, 2}, 0.6f)};
    for (const float value : mean(images).rgb) QVERIFY(std::abs(value - 0.4f) < 1e-6f);
    QVERIFY(refused([] { mean({}); }));
    const std::vector<Image> different{Image({2, 2}), Image({2, 3})};
    QVERIFY(refused([&] { mean(different); }));
  }

  void bytesRoundTrip() {
    std::vector<uint8_t> bytes(256 * 3);
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i);
    QCOMPARE(toBytes(fromBytes(bytes, {256, 1})), bytes);
    Image odd({2, 1});
    odd.rgb = {-1, 2, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 0.5f, 0.001f};
    QCOMPARE(toBytes(odd), (std::vector<uint8_t>{0, 255, 0, 255, 128, 0}));
    QVERIFY(refused([&] { fromBytes(bytes, {255, 1}); }));
  }
};

QTEST_GUILESS_MAIN(ImageTest)
#include "image_test.moc"
