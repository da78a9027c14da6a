// PNG and JPEG of every kind a camera or a tool may write, damaged ones, and ones that lie about their size.
#include "reconstruction/core/image_file.h"

#include <cstdio>
// jpeglib.h needs <cstdio>.
// clang-format off
#include <jpeglib.h>
// clang-format on
#include <png.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/metrics.h"

namespace fs = std::filesystem;
using namespace fsm;

namespace {

/// Smooth, and different at every corner.
Image gradient(ImageSize size) {
  Image image(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      float* p = image.at(x, y);
      p[0] = static_cast<float>(x) / static_cast<float>(std::max(1, size.width - 1));
      p[1] = static_cast<float>(y) / static_cast<float>(std::max(1, size.height - 1));
      p[2] = 0.5f;
    }
  return image;
}

struct PngKind {
  int colourType = PNG_COLOR_TYPE_RGB;
  int depth = 8;
  bool interlaced = false;
};

/// Rows as libpng wants them.
void writeRawPng(const fs::path& path, ImageSize size, PngKind kind, std::vector<std::vector<uint8_t>> rows,
                 const std::vector<png_color>& palette = {}) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file);
  png_set_IHDR(png, info, static_cast<png_uint_32>(size.width), static_cast<png_uint_32>(size.height), kind.depth,
               kind.colourType, kind.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (!palette.empty()) png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  std::vector<png_bytep> pointers;
  pointers.reserve(rows.size());
  for (auto& row : rows) pointers.push_back(row.data());
  png_set_rows(png, info, pointers.data());
  png_write_png(png, info, PNG_TRANSFORM_IDENTITY, nullptr);
  png_destroy_write_struct(&png, &info);
  std::fclose(file);
}

std::vector<uint8_t> jpegBytes(const std::vector<uint8_t>& pixels, ImageSize size, J_COLOR_SPACE in, J_COLOR_SPACE stored,
                               int orientation = 0) {
  jpeg_compress_struct encoder{};
  jpeg_error_mgr errors{};
  encoder.err = jpeg_std_error(&errors);
  jpeg_create_compress(&encoder);
  unsigned char* memory = nullptr;
  unsigned long length = 0;
  jpeg_mem_dest(&encoder, &memory, &length);
  encoder.image_width = static_cast<JDIMENSION>(size.width);
  encoder.image_height = static_cast<JDIMENSION>(size.height);
  encoder.in_color_space = in;
  encoder.input_components = in == JCS_GRAYSCALE ? 1 : in == JCS_CMYK ? 4 : 3;
  jpeg_set_defaults(&encoder);
  jpeg_set_colorspace(&encoder, stored);
  jpeg_set_quality(&encoder, 95, TRUE);
  jpeg_start_compress(&encoder, TRUE);
  if (orientation > 0) {
    const uint8_t exif[] = {'E', 'x', 'i', 'f',  0,    0, 'M', 'M', 0, 42, 0, 0, 0,
                            8,   0,   1,   0x01, 0x12, 0, 3,   0,   0, 0,  1, 0, static_cast<uint8_t>(orientation),
                            0,   0,   0,   0,    0,    0};
    jpeg_write_marker(&encoder, JPEG_APP0 + 1, exif, sizeof exif);
  }
  for (int y = 0; y < size.height; ++y) {
    auto* row = const_cast<JSAMPLE*>(pixels.data() + static_cast<size_t>(y) * size.width * encoder.input_components);
    jpeg_write_scanlines(&encoder, &row, 1);
  }
  jpeg_finish_compress(&encoder);
  std::vector<uint8_t> bytes(memory, memory + length);
  jpeg_destroy_compress(&encoder);
  std::free(memory);
  return bytes;
}

std::vector<uint8_t> rgbJpeg(const Image& image, int orientation = 0) {
  return jpegBytes(toBytes(image), image.size, JCS_RGB, JCS_YCbCr, orientation);
}

bool close(const float* p, float r, float g, float b, float tolerance) {
  return std::abs(p[0] - r) <= tolerance && std::abs(p[1] - g) <= tolerance && std::abs(p[2] - b) <= tolerance;
}

std::optional<ErrorCode> failure(const fs::path& path) {
  try {
    readImageFile(path);
  } catch (const Error& error) {
    return error.code();
  }
  return std::nullopt;
}

}  // namespace

class ImageFileTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void pngRoundTrip() {
    for (const ImageSize size : {ImageSize{1, 1}, ImageSize{17, 5}, ImageSize{64, 33}}) {
      const Image image = gradient(size);
      writePng(at("round.png"), image);
      QCOMPARE(toBytes(readImageFile(at("round.png"))), toBytes(image));
      QCOMPARE(imageFileSize(at("round.png")), size);
    }
    QVERIFY_THROWS_EXCEPTION(Error, writePng(at("round.png"), Image()));
    QVERIFY_THROWS_EXCEPTION(Error, writePng(at("round.png/a.png"), Image({2, 2})));
  }

  void pngKinds() {
    writeRawPng(at("grey.png"), {2, 1}, {PNG_COLOR_TYPE_GRAY, 8}, {{0, 51}});
    QVERIFY(close(readImageFile(at("grey.png")).at(1, 0), 0.2f, 0.2f, 0.2f, 1e-6f));
    writeRawPng(at("bit.png"), {8, 1}, {PNG_COLOR_TYPE_GRAY, 1}, {{0b01000000}});
    QVERIFY(close(readImageFile(at("bit.png")).at(1, 0), 1, 1, 1, 1e-6f));
    QVERIFY(close(readImageFile(at("bit.png")).at(2, 0), 0, 0, 0, 1e-6f));
    writeRawPng(at("palette.png"), {2, 1}, {PNG_COLOR_TYPE_PALETTE, 8}, {{1, 0}}, {{255, 0, 0}, {0, 0, 255}});
    QVERIFY(close(readImageFile(at("palette.png")).at(0, 0), 0, 0, 1, 1e-6f));
    writeRawPng(at("wide.png"), {1, 1}, {PNG_COLOR_TYPE_RGB, 16}, {{0x12, 0x34, 0x80, 0x00, 0xff, 0xff}});
    QVERIFY(close(readImageFile(at("wide.png")).at(0, 0), 0x1234 / 65535.0f, 0x8000 / 65535.0f, 1, 1e-6f));
    writeRawPng(at("alpha.png"), {2, 1}, {PNG_COLOR_TYPE_RGB_ALPHA, 8}, {{255, 0, 0, 51, 10, 20, 30, 0}});
    QVERIFY(close(readImageFile(at("alpha.png")).at(0, 0), 1, 0.8f, 0.8f, 1e-6f));
    QVERIFY(close(readImageFile(at("alpha.png")).at(1, 0), 1, 1, 1, 1e-6f));
    std::vector<std::vector<uint8_t>> rows(9, std::vector<uint8_t>(11));
    for (int y = 0; y < 9; ++y)
      for (int x = 0; x < 11; ++x) rows[y][x] = static_cast<uint8_t>(y * 20 + x);
    writeRawPng(at("interlaced.png"), {11, 9}, {PNG_COLOR_TYPE_GRAY, 8, true}, rows);
    QCOMPARE(toBytes(readImageFile(at("interlaced.png")))[(7 * 11 + 3) * 3], rows[7][3]);
  }

  void jpegColours() {
    const Image image = gradient({48, 32});
    writeFileAtomically(at("colour.jpg"), rgbJpeg(image));
    QCOMPARE(imageFileSize(at("colour.jpg")), image.size);
    QVERIFY(psnr(readImageFile(at("colour.jpg")), image) > 35);
    std::vector<uint8_t> grey(16 * 16, 64);
    writeFileAtomically(at("grey.jpg"), jpegBytes(grey, {16, 16}, JCS_GRAYSCALE, JCS_GRAYSCALE));
    QVERIFY(close(readImageFile(at("grey.jpg")).at(8, 8), 64 / 255.0f, 64 / 255.0f, 64 / 255.0f, 0.01f));
  }

  void jpegInks() {
    // libjpeg marks CMYK as Adobe's, whose values are inverted: 255 is no ink. Here: half cyan, no more.
    std::vector<uint8_t> inks;
    for (int i = 0; i < 16 * 16; ++i) inks.insert(inks.end(), {128, 255, 255, 255});
    for (const J_COLOR_SPACE stored : {JCS_CMYK, JCS_YCCK}) {
      writeFileAtomically(at("inks.jpg"), jpegBytes(inks, {16, 16}, JCS_CMYK, stored));
      QVERIFY(close(readImageFile(at("inks.jpg")).at(8, 8), 0.5f, 1, 1, 0.03f));
    }
  }

  void jpegOrientation_data() {
    QTest::addColumn<int>("orientation");
    // Where the stored top-left corner (red 0, green 0) and top-right corner (red 1, green 0) are shown: 0 left or top, 1 right
    // or bottom.
    QTest::addColumn<QPoint>("topLeft");
    QTest::addColumn<QPoint>("topRight");
    QTest::newRow("upright") << 1 << QPoint(0, 0) << QPoint(1, 0);
    QTest::newRow("mirrored") << 2 << QPoint(1, 0) << QPoint(0, 0);
    QTest::newRow("half turn") << 3 << QPoint(1, 1) << QPoint(0, 1);
    QTest::newRow("flipped") << 4 << QPoint(0, 1) << QPoint(1, 1);
    QTest::newRow("transposed") << 5 << QPoint(0, 0) << QPoint(0, 1);
    QTest::newRow("clockwise") << 6 << QPoint(1, 0) << QPoint(1, 1);
    QTest::newRow("transverse") << 7 << QPoint(1, 1) << QPoint(1, 0);
    QTest::newRow("anticlockwise") << 8 << QPoint(0, 1) << QPoint(0, 0);
  }
  void jpegOrientation() {
    QFETCH(int, orientation);
    QFETCH(QPoint, topLeft);
    QFETCH(QPoint, topRight);
    writeFileAtomically(at("turned.jpg"), rgbJpeg(gradient({48, 32}), orientation));
    const Image shown = readImageFile(at("turned.jpg"));
    QCOMPARE(shown.size, (orientation >= 5 ? ImageSize{32, 48} : ImageSize{48, 32}));
    QCOMPARE(imageFileSize(at("turned.jpg")), shown.size);
    const auto corner = [&](QPoint p) { return shown.at(p.x() * (shown.size.width - 1), p.y() * (shown.size.height - 1)); };
    QVERIFY(close(corner(topLeft), 0, 0, 0.5f, 0.08f));
    QVERIFY(close(corner(topRight), 1, 0, 0.5f, 0.08f));
  }

  void nonsenseOrientationIsUpright() {
    writeFileAtomically(at("odd.jpg"), rgbJpeg(gradient({48, 32}), 77));
    QCOMPARE(imageFileSize(at("odd.jpg")), (ImageSize{48, 32}));
  }

  void damagedFilesAreRefused() {
    const Image image = gradient({200, 150});
    writePng(at("whole.png"), image);
    for (const auto& [name, whole] :
         {std::pair{"cut.png", readBinaryFile(at("whole.png"))}, std::pair{"cut.jpg", rgbJpeg(image)}}) {
      for (const double share : {0.01, 0.1, 0.5, 0.9}) {
        std::vector<uint8_t> cut(whole.begin(),
                                 whole.begin() + static_cast<long>(std::max(9.0, share * static_cast<double>(whole.size()))));
        writeFileAtomically(at(name), cut);
        QCOMPARE(failure(at(name)), ErrorCode::fileDamaged);
      }
      for (unsigned seed = 0; seed < 60; ++seed) {  // broken bytes: an image or a sentence, never a crash
        std::vector<uint8_t> broken = whole;
        std::srand(seed);
        for (int k = 0; k < 4; ++k)
          broken[10 + static_cast<size_t>(std::rand()) % (broken.size() - 10)] = static_cast<uint8_t>(std::rand());
        writeFileAtomically(at(name), broken);
        failure(at(name));
      }
    }
  }

  void wrongFilesAreRefused() {
    writeFileAtomically(at("text.png"), std::string("this is a letter, not a picture"));
    QCOMPARE(failure(at("text.png")), ErrorCode::unsupported);
    writeFileAtomically(at("empty.jpg"), std::string());
    QCOMPARE(failure(at("empty.jpg")), ErrorCode::fileDamaged);
    QCOMPARE(failure(at("missing.png")), ErrorCode::notFound);
    QCOMPARE(failure(folder_.path().toStdString()), ErrorCode::badInput);
    // By content, not by name.
    writeFileAtomically(at("really_jpeg.png"), rgbJpeg(gradient({16, 16})));
    QCOMPARE(failure(at("really_jpeg.png")), std::nullopt);
  }

  void claimedSizesAreCheckedFirst() {
    std::vector<uint8_t> jpeg = rgbJpeg(gradient({16, 16}));
    for (size_t i = 0; i + 9 < jpeg.size(); ++i)
      if (jpeg[i] == 0xff && jpeg[i + 1] == 0xc0) {
        jpeg[i + 5] = jpeg[i + 7] = 0x3f;  // 16144 x 16144 in a file of some hundred bytes
        jpeg[i + 6] = jpeg[i + 8] = 0x10;
        break;
      }
    writeFileAtomically(at("claims.jpg"), jpeg);
    QCOMPARE(failure(at("claims.jpg")), ErrorCode::fileDamaged);
    Image line({20000, 1});
    writePng(at("wide.png"), line);
    QCOMPARE(failure(at("wide.png")), ErrorCode::unsupported);
  }

  void namesOfImages() {
    QVERIFY(isImageFile("a.PNG") && isImageFile("b.jpg") && isImageFile("x/c.JpEg"));
    QVERIFY(!isImageFile("a.mp4") && !isImageFile("png") && !isImageFile("a.png.txt"));
  }
};

QTEST_GUILESS_MAIN(ImageFileTest)
#include "image_file_test.moc"
