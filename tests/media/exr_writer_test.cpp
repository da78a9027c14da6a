// OpenEXR frames, read back by the library: light, premultiplied; depth; attributes whose matrices find the right pixel.
#include "reconstruction/media/exr_writer.h"

#include <OpenEXR/ImfChannelList.h>
#include <OpenEXR/ImfFloatAttribute.h>
#include <OpenEXR/ImfFrameBuffer.h>
#include <OpenEXR/ImfInputFile.h>
#include <OpenEXR/ImfStandardAttributes.h>
#include <sys/resource.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <csignal>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/srgb.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::media;

namespace {

LayeredImage ramp(ImageSize size, bool depth) {
  LayeredImage image(size);
  if (depth) image.depth.resize(static_cast<size_t>(size.width) * size.height);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      float* p = image.at(x, y);
      p[3] = static_cast<float>(x) / static_cast<float>(std::max(1, size.width - 1));
      for (int c = 0; c < 3; ++c) p[c] = p[3] * static_cast<float>((y + c) % size.height) / static_cast<float>(size.height);
      if (depth)
        image.depth[static_cast<size_t>(y) * size.width + x] =
            x == 0 ? std::numeric_limits<float>::infinity() : 0.1f + 1e-4f * static_cast<float>(x + 1000 * y);
    }
  return image;
}

/// All channels as floats.
std::vector<float> channel(const fs::path& path, const char* name) {
  Imf::InputFile file(path.c_str());
  const Imath::Box2i window = file.header().dataWindow();
  const int width = window.max.x - window.min.x + 1, height = window.max.y - window.min.y + 1;
  std::vector<float> out(static_cast<size_t>(width) * height);
  Imf::FrameBuffer buffer;
  buffer.insert(name, Imf::Slice::Make(Imf::FLOAT, out.data(), window, sizeof(float), sizeof(float) * width));
  file.setFrameBuffer(buffer);
  file.readPixels(window.min.y, window.max.y);
  return out;
}

Camera someCamera() {
  Camera camera;
  camera.intrinsics = {{200, 100}, 150, 140, 90, 60};
  const double a = 0.4, b = -0.3;
  const glm::dmat3 yaw(std::cos(a), 0, -std::sin(a), 0, 1, 0, std::sin(a), 0, std::cos(a));
  const glm::dmat3 pitch(1, 0, 0, 0, std::cos(b), std::sin(b), 0, -std::sin(b), std::cos(b));
  camera.world_from_camera = glm::dmat4(yaw * pitch);
  camera.world_from_camera[3] = {1, -2, 0.5, 1};
  return camera;
}

}  // namespace

class ExrWriterTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void pixels_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("even") << 64 << 40;
    QTest::newRow("odd") << 33 << 17;
    QTest::newRow("one") << 1 << 1;
  }
  void pixels() {
    QFETCH(int, width);
    QFETCH(int, height);
    const LayeredImage image = ramp({width, height}, true);
    writeExr(at("a.exr"), image, {});
    const LayeredImage linear = encodedAs(image, ColourEncoding::linear);
    const char* names[] = {"R", "G", "B", "A"};
    for (int c = 0; c < 4; ++c) {
      const std::vector<float> back = channel(at("a.exr"), names[c]);
      QCOMPARE(back.size(), image.depth.size());
      for (size_t i = 0; i < back.size(); ++i) {
        const float expected = linear.rgba[i * 4 + c];
        QVERIFY(std::abs(back[i] - expected) <= std::abs(expected) * 0.0006f + 1e-7f);  // 11 bits of half
      }
    }
    QCOMPARE(channel(at("a.exr"), "Z"), image.depth);  // to the bit, infinity included
  }

  void premultipliedLight() {
    LayeredImage image({1, 1});
    image.rgba = {0.5f * 0.25f, 0.25f, 0, 0.25f};  // straight: half grey, white, black
    writeExr(at("light.exr"), image, {});
    QVERIFY(std::abs(channel(at("light.exr"), "R")[0] - linearFromSrgb(0.5) * 0.25) < 1e-4);
    QVERIFY(std::abs(channel(at("light.exr"), "G")[0] - 0.25) < 1e-4);
  }

  void layout() {
    writeExr(at("plain.exr"), ramp({8, 4}, false), {});
    const Imf::InputFile plain(at("plain.exr").c_str());
    QVERIFY(plain.header().channels().findChannel("Z") == nullptr);
    QVERIFY(!Imf::hasWorldToCamera(plain.header()) && plain.header().find("time") == plain.header().end());
    writeExr(at("full.exr"), ramp({8, 4}, true), {someCamera(), 1.25, 24000.0 / 1001});
    const Imf::InputFile full(at("full.exr").c_str());
    const Imf::Header& header = full.header();
    for (const char* name : {"R", "G", "B", "A"}) QCOMPARE(header.channels().findChannel(name)->type, Imf::HALF);
    QCOMPARE(header.channels().findChannel("Z")->type, Imf::FLOAT);
    QCOMPARE(header.compression(), Imf::ZIP_COMPRESSION);
    QCOMPARE(header.typedAttribute<Imf::FloatAttribute>("time").value(), 1.25f);
    QVERIFY(std::abs(static_cast<double>(Imf::framesPerSecond(header)) - 24000.0 / 1001) < 1e-6);
    const Imf::Chromaticities& colours = Imf::chromaticities(header);
    QVERIFY(colours.red == Imath::V2f(0.64f, 0.33f) && colours.green == Imath::V2f(0.30f, 0.60f));
    QVERIFY(colours.blue == Imath::V2f(0.15f, 0.06f) && colours.white == Imath::V2f(0.3127f, 0.3290f));
  }

  void matricesFindThePixel() {
    const Camera camera = someCamera();
    writeExr(at("camera.exr"), ramp({8, 4}, true), {camera, {}, {}});
    const Imf::InputFile file(at("camera.exr").c_str());
    for (const glm::dvec3& seen : {glm::dvec3(0.1, 0.2, 2), {-0.5, 0.4, 5}, {0, 0, 1}}) {
      const glm::dvec3 world(camera.world_from_camera * glm::dvec4(seen, 1));
      const Imath::V3f point(static_cast<float>(world.x), static_cast<float>(world.y), static_cast<float>(world.z));
      const Imath::V3f local = point * Imf::worldToCamera(file.header());
      QVERIFY(std::abs(local.x - seen.x) < 1e-5 && std::abs(local.y + seen.y) < 1e-5 && std::abs(local.z - seen.z) < 1e-5);
      const Imath::V3f place = point * Imf::worldToNDC(file.header());
      const glm::dvec3 pixel = project(camera, world);
      QVERIFY(std::abs(place.x - pixel.x / 200) < 1e-5 && std::abs(place.y - pixel.y / 100) < 1e-5);
    }
  }

  void nonsenseBecomesNumbers() {
    LayeredImage image({2, 1});
    image.encoding = ColourEncoding::linear;
    const float nan = std::numeric_limits<float>::quiet_NaN(), infinite = std::numeric_limits<float>::infinity();
    image.rgba = {nan, infinite, -infinite, 1, 1e9f, 0, 0, nan};
    image.depth = {nan, 3};
    writeExr(at("nan.exr"), image, {});
    QCOMPARE(channel(at("nan.exr"), "R"), (std::vector<float>{0, 65504}));
    QCOMPARE(channel(at("nan.exr"), "G")[0], 65504.0f);
    QCOMPARE(channel(at("nan.exr"), "B")[0], -65504.0f);
    QCOMPARE(channel(at("nan.exr"), "A"), (std::vector<float>{1, 0}));
    QCOMPARE(channel(at("nan.exr"), "Z"), (std::vector<float>{infinite, 3}));
  }

  void refusalsLeaveNothing() {
    QTemporaryDir empty;
    const fs::path inside = fs::path(empty.path().toStdString()) / "x.exr";
    QVERIFY_THROWS_EXCEPTION(Error, writeExr(inside, LayeredImage(), {}));
    Camera bent = someCamera();
    bent.world_from_camera[0][0] = 7;
    QVERIFY_THROWS_EXCEPTION(Error, writeExr(inside, ramp({2, 2}, false), {bent, {}, {}}));
    bent.world_from_camera[0][0] = std::numeric_limits<double>::quiet_NaN();
    QVERIFY_THROWS_EXCEPTION(Error, writeExr(inside, ramp({2, 2}, false), {bent, {}, {}}));
    QVERIFY(QDir(empty.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    writeFileAtomically(at("file"), std::string("no folder"));
    QVERIFY_THROWS_EXCEPTION(Error, writeExr(at("file") / "x.exr", ramp({2, 2}, false), {}));
  }

  void aFullDiskLeavesTheOldFile() {
    writeFileAtomically(at("old.exr"), std::string("old"));
    // A limit on the size of files stands for the full disk.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{256, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    std::optional<ErrorCode> code;
    try {
      writeExr(at("old.exr"), ramp({64, 64}, true), {});
    } catch (const Error& error) {
      code = error.code();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(code == ErrorCode::writeFailed);
    QCOMPARE(readTextFile(at("old.exr")), std::string("old"));
  }
};

QTEST_GUILESS_MAIN(ExrWriterTest)
#include "exr_writer_test.moc"
