// PNG files that we write, read back by libpng alone: 8 and 16 bits, with and without alpha, straight, marked as sRGB.
#include <png.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>
#include <filesystem>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"

namespace fs = std::filesystem;
using namespace fsm;

namespace {

struct Stored {
  int width = 0, height = 0, bits = 0, channels = 0;
  bool srgb = false;
  std::vector<uint16_t> samples;
};

/// As libpng sees the file, without any conversion but the byte order.
Stored stored(const fs::path& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return {};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file);
  png_read_png(png, info, PNG_TRANSFORM_SWAP_ENDIAN, nullptr);
  Stored out{static_cast<int>(png_get_image_width(png, info)),
             static_cast<int>(png_get_image_height(png, info)),
             png_get_bit_depth(png, info),
             png_get_channels(png, info),
             png_get_valid(png, info, PNG_INFO_sRGB) != 0,
             {}};
  const png_bytepp rows = png_get_rows(png, info);
  for (int y = 0; y < out.height; ++y)
    for (int i = 0; i < out.width * out.channels; ++i)
      out.samples.push_back(out.bits == 16 ? reinterpret_cast<const uint16_t*>(rows[y])[i] : rows[y][i]);
  png_destroy_read_struct(&png, &info, nullptr);
  std::fclose(file);
  return out;
}

/// Every alpha from 0 to 1 in x, colours that differ in y.
LayeredImage ramp(ImageSize size) {
  LayeredImage image(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      float* p = image.at(x, y);
      p[3] = static_cast<float>(x) / static_cast<float>(std::max(1, size.width - 1));
      for (int c = 0; c < 3; ++c) p[c] = p[3] * static_cast<float>((y + c) % size.height) / static_cast<float>(size.height);
    }
  return image;
}

}  // namespace

class PngEncoderTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void layersKeepTheirAlpha_data() {
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("8 bits") << 8 << 64 << 16;
    QTest::newRow("16 bits") << 16 << 64 << 16;
    QTest::newRow("odd") << 16 << 7 << 3;
    QTest::newRow("one pixel") << 8 << 1 << 1;
  }
  void layersKeepTheirAlpha() {
    QFETCH(int, bits);
    QFETCH(int, width);
    QFETCH(int, height);
    const LayeredImage image = ramp({width, height});
    writePng(at("a.png"), image, bits == 16 ? PngDepth::sixteen : PngDepth::eight);
    const Stored back = stored(at("a.png"));
    QCOMPARE(back.width, width);
    QCOMPARE(back.height, height);
    QCOMPARE(back.bits, bits);
    QCOMPARE(back.channels, 4);
    QVERIFY(back.srgb);
    const float whole = bits == 16 ? 65535.0f : 255.0f;
    const std::vector<float> straight = straightColours(image);
    for (size_t i = 0; i < straight.size(); ++i) QVERIFY(std::abs(back.samples[i] - straight[i] * whole) <= 0.51f);
  }

  void linearLayersAreEncodedForDisplay() {
    const LayeredImage display = ramp({16, 8});
    writePng(at("display.png"), display, PngDepth::sixteen);
    writePng(at("linear.png"), encodedAs(display, ColourEncoding::linear), PngDepth::sixteen);
    const Stored a = stored(at("display.png")), b = stored(at("linear.png"));
    QCOMPARE(a.samples.size(), b.samples.size());
    for (size_t i = 0; i < a.samples.size(); ++i) QVERIFY(std::abs(a.samples[i] - b.samples[i]) <= 1);
  }

  void imagesHaveNoAlpha() {
    Image image({5, 4});
    for (size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = static_cast<float>(i) / 59.0f;
    writePng(at("rgb8.png"), image);
    writePng(at("rgb16.png"), image, PngDepth::sixteen);
    const Stored eight = stored(at("rgb8.png")), sixteen = stored(at("rgb16.png"));
    QCOMPARE(eight.channels, 3);
    QCOMPARE(eight.bits, 8);
    QCOMPARE(sixteen.channels, 3);
    QCOMPARE(sixteen.bits, 16);
    for (size_t i = 0; i < image.rgb.size(); ++i) {
      QVERIFY(std::abs(eight.samples[i] - image.rgb[i] * 255.0f) <= 0.51f);
      QVERIFY(std::abs(sixteen.samples[i] - image.rgb[i] * 65535.0f) <= 0.51f);
    }
    // And our own reader sees the same.
    const Image back = readImageFile(at("rgb16.png"));
    for (size_t i = 0; i < image.rgb.size(); ++i) QVERIFY(std::abs(back.rgb[i] - image.rgb[i]) < 1e-5f);
  }

  void nonsenseIsClamped() {
    Image image({2, 1});
    image.rgb = {std::numeric_limits<float>::quiet_NaN(), -1.0f, 7.0f, std::numeric_limits<float>::infinity(), 0.5f, 1.0f};
    writePng(at("nan.png"), image, PngDepth::sixteen);
    const Stored back = stored(at("nan.png"));
    QCOMPARE(back.samples, (std::vector<uint16_t>{0, 0, 65535, 65535, 32768, 65535}));
  }

  void refusalsLeaveNothing() {
    QTemporaryDir empty;
    const fs::path inside = fs::path(empty.path().toStdString());
    QVERIFY_THROWS_EXCEPTION(Error, writePng(inside / "x.png", Image()));
    QVERIFY_THROWS_EXCEPTION(Error, writePng(inside / "x.png", LayeredImage(), PngDepth::sixteen));
    QVERIFY(QDir(empty.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    writeFileAtomically(at("file"), std::string("no folder"));
    QVERIFY_THROWS_EXCEPTION(Error, writePng(at("file") / "x.png", ramp({2, 2})));
    QCOMPARE(readTextFile(at("file")), std::string("no folder"));
  }
};

QTEST_GUILESS_MAIN(PngEncoderTest)
#include "png_encoder_test.moc"
