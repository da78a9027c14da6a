// Videos with alpha: ProRes 4444 and VP9 written and read back, colours and coverage within what the codec keeps; odd sizes;
// tags; which endings, codecs and alpha go together; and nothing is left behind by a clip that failed.
#include <sys/resource.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <limits>
#include <random>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/metrics.h"
#include "reconstruction/media/ffmpeg.h"
#include "tests/media/scratch_video.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::media;

Q_DECLARE_METATYPE(fsm::media::VideoCodec)

namespace {

/// A soft disc that moves, of smooth colours, on nothing.
LayeredImage discFrame(ImageSize size, int index) {
  const Image colours = smoothFrame(size, index);
  LayeredImage image(size);
  const float radius = 0.3f * static_cast<float>(std::min(size.width, size.height));
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const float dx = static_cast<float>(x) - 0.45f * static_cast<float>(size.width) - static_cast<float>(index),
                  dy = static_cast<float>(y) - 0.5f * static_cast<float>(size.height);
      const float alpha = std::clamp(0.5f + (radius - std::sqrt(dx * dx + dy * dy)) / 6, 0.0f, 1.0f);
      float* p = image.at(x, y);
      for (int c = 0; c < 3; ++c) p[c] = colours.at(x, y)[c] * alpha;
      p[3] = alpha;
    }
  return image;
}

std::vector<LayeredImage> readLayers(VideoReader& reader) {
  std::vector<LayeredImage> images;
  reader.readLayers(allFrames(reader), [&](int, LayeredImage&& image) { images.push_back(std::move(image)); });
  return images;
}

struct Difference {
  double mean = 0, largest = 0;
};

/// Between premultiplied colours (what compositing sees), or between alphas alone.
Difference difference(const LayeredImage& a, const LayeredImage& b, bool alpha) {
  Difference out;
  size_t count = 0;
  for (size_t i = 0; i < a.rgba.size(); ++i) {
    if ((i % 4 == 3) != alpha) continue;
    const double d = std::abs(a.rgba[i] - b.rgba[i]);
    out.mean += d;
    out.largest = std::max(out.largest, d);
    ++count;
  }
  out.mean /= static_cast<double>(std::max<size_t>(count, 1));
  return out;
}

/// Ten frames that no coder makes small.
void writeNoise(const fs::path& path) {
  VideoWriter writer(path, {128, 128}, {.quality = 10});
  std::minstd_rand random(1);
  for (int i = 0; i < 10; ++i) {
    Image image({128, 128});
    for (float& value : image.rgb) value = static_cast<float>(random() % 256) / 255.0f;
    writer.add(image);
  }
  writer.finish();
}

/// Colour tags of the first track as the container and the decoder's headers give them.
struct Tags {
  AVColorPrimaries primaries{};
  AVColorTransferCharacteristic transfer{};
  AVColorSpace matrix{};
  AVColorRange range{};
};
Tags tagsOf(const fs::path& path) {
  AVFormatContext* opened = nullptr;
  if (avformat_open_input(&opened, path.c_str(), nullptr, nullptr) < 0) return {};
  const InputHandle input(opened);
  if (avformat_find_stream_info(opened, nullptr) < 0) return {};
  const AVCodecParameters& p = *opened->streams[0]->codecpar;
  return {p.color_primaries, p.color_trc, p.color_space, p.color_range};
}

}  // namespace

class LayeredVideoTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void roundTrip_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<QString>("codec");
    QTest::addColumn<double>("mean");     // of colours and of alpha
    QTest::addColumn<double>("largest");  // of alpha
    QTest::newRow("ProRes") << "a.mov" << 160 << 96 << "prores" << 0.003 << 0.02;
    QTest::newRow("ProRes, odd") << "b.mov" << 161 << 97 << "prores" << 0.003 << 0.02;
    QTest::newRow("ProRes, tiny") << "c.mov" << 3 << 5 << "prores" << 0.02 << 0.02;
    QTest::newRow("VP9") << "a.webm" << 160 << 96 << "vp9" << 0.006 << 0.1;
    QTest::newRow("VP9, odd") << "b.webm" << 161 << 97 << "vp9" << 0.006 << 0.1;
    QTest::newRow("VP9, small") << "c.webm" << 17 << 9 << "vp9" << 0.02 << 0.15;
  }
  void roundTrip() {
    QFETCH(QString, name);
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(QString, codec);
    QFETCH(double, mean);
    QFETCH(double, largest);
    constexpr int kFrames = 6;
    const fs::path path = at(name.toUtf8().constData());
    VideoWriter writer(path, {width, height}, {.fps = 25, .quality = 6, .alpha = true});
    for (int i = 0; i < kFrames; ++i) writer.add(discFrame({width, height}, i));
    writer.finish();

    VideoReader reader(path);
    QCOMPARE(reader.info().size, (ImageSize{width, height}));
    QCOMPARE(QString::fromStdString(reader.info().codec), codec);
    QVERIFY(reader.info().hasAlpha);
    QCOMPARE(static_cast<int>(reader.info().times.size()), kFrames);
    for (int i = 0; i < kFrames; ++i) QVERIFY(std::abs(reader.info().times[i] - i / 25.0) < 1e-6);
    const std::vector<LayeredImage> back = readLayers(reader);
    QCOMPARE(static_cast<int>(back.size()), kFrames);
    for (int i = 0; i < kFrames; ++i) {
      const LayeredImage expected = discFrame({width, height}, i);
      const Difference colour = difference(back[i], expected, false), alpha = difference(back[i], expected, true);
      QVERIFY2(colour.mean < mean, qPrintable(QString("colours: mean %1 in frame %2").arg(colour.mean).arg(i)));
      QVERIFY2(alpha.mean < mean, qPrintable(QString("alpha: mean %1 in frame %2").arg(alpha.mean).arg(i)));
      QVERIFY2(alpha.largest < largest, qPrintable(QString("alpha: largest %1 in frame %2").arg(alpha.largest).arg(i)));
    }
    // Over white, as everything else in the program reads it.
    reader.read(std::vector<int>{0}, [&](int, Image&& image) {
      QVERIFY(psnr(image, over(discFrame({width, height}, 0), glm::vec3(1))) > (width < 100 ? 25 : 34));
    });
  }

  void bt709LimitedRange_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"tags.mp4", "tags.mov", "tags.webm"}) QTest::newRow(name) << name;
  }
  void bt709LimitedRange() {
    QFETCH(QString, name);
    const fs::path path = at(name.toUtf8().constData());
    writeScratchVideo(path, {64, 48}, 2);
    const Tags tags = tagsOf(path);
    QCOMPARE(tags.primaries, AVCOL_PRI_BT709);
    QCOMPARE(tags.transfer, AVCOL_TRC_BT709);
    QCOMPARE(tags.matrix, AVCOL_SPC_BT709);
    QCOMPARE(tags.range, AVCOL_RANGE_MPEG);
  }

  void withoutAlpha_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("quality");
    QTest::newRow("ProRes") << "opaque.mov" << 45.0;
    QTest::newRow("VP9") << "opaque.webm" << 35.0;
  }
  void withoutAlpha() {
    QFETCH(QString, name);
    QFETCH(double, quality);
    const fs::path path = at(name.toUtf8().constData());
    writeScratchVideo(path, {129, 75}, 3);
    VideoReader reader(path);
    QCOMPARE(reader.info().size, (ImageSize{129, 75}));
    QVERIFY(!reader.info().hasAlpha);
    const std::vector<Image> images = readFrames(reader, allFrames(reader));
    for (int i = 0; i < 3; ++i) {
      const double got = psnr(images[i], smoothFrame({129, 75}, i));
      QVERIFY2(got > quality, qPrintable(QString::number(got)));
    }
    for (const LayeredImage& image : readLayers(reader))
      for (size_t i = 3; i < image.rgba.size(); i += 4) QCOMPARE(image.rgba[i], 1.0f);
  }

  void coloursAreExactInMeaning() {
    for (const char* name : {"flat.mov", "flat.webm"})
      for (const auto& colour : {std::array{1.0f, 1.0f, 1.0f},
                                 {0.0f, 0.0f, 0.0f},
                                 {1.0f, 0.0f, 0.0f},
                                 {0.0f, 1.0f, 0.0f},
                                 {0.0f, 0.0f, 1.0f},
                                 {0.5f, 0.5f, 0.5f}}) {
        LayeredImage flat({64, 64});
        for (size_t i = 0; i < flat.rgba.size(); ++i) flat.rgba[i] = i % 4 == 3 ? 0.6f : colour[i % 4] * 0.6f;
        VideoWriter writer(at(name), flat.size, {.fps = 30, .quality = 4, .alpha = true});
        writer.add(flat);
        writer.finish();
        VideoReader reader(at(name));
        const LayeredImage back = readLayers(reader)[0];
        const double whole = name == std::string("flat.mov") ? 0.003 : 0.015;
        QVERIFY(std::abs(back.at(32, 32)[3] - 0.6f) < whole);
        for (int c = 0; c < 3; ++c) QVERIFY(std::abs(back.at(32, 32)[c] - colour[c] * 0.6f) < whole);
      }
  }

  void edgesKeepTheirColour() {
    // Half of the picture is nothing: coded as black it would darken the visible half next to it.
    LayeredImage image({64, 64});
    for (int y = 0; y < 64; ++y)
      for (int x = 0; x < 31; ++x) image.at(x, y)[0] = image.at(x, y)[1] = image.at(x, y)[3] = 1;
    for (const char* name : {"edge.mov", "edge.webm"}) {
      VideoWriter writer(at(name), image.size, {.fps = 30, .quality = 17, .alpha = true});
      writer.add(image);
      writer.finish();
      VideoReader reader(at(name));
      const LayeredImage back = readLayers(reader)[0];
      const float* p = back.at(30, 32);
      QVERIFY(p[3] > 0.9f);
      QVERIFY(std::abs(p[0] / p[3] - 1) < 0.03f && std::abs(p[1] / p[3] - 1) < 0.03f && p[2] / p[3] < 0.03f);
    }
  }

  void imagesInAVideoWithAlphaAreOpaque() {
    VideoWriter writer(at("mixed.mov"), {32, 32}, {.alpha = true});
    writer.add(smoothFrame({32, 32}, 0));
    writer.finish();
    VideoReader reader(at("mixed.mov"));
    QVERIFY(readLayers(reader)[0].at(5, 5)[3] > 0.999f);
  }

  void layersInAVideoWithoutAlphaAreOverWhite() {
    VideoWriter writer(at("white.mp4"), {32, 32}, {.quality = 4});
    writer.add(LayeredImage({32, 32}));
    writer.finish();
    VideoReader reader(at("white.mp4"));
    QVERIFY(!reader.info().hasAlpha);
    QVERIFY(readFrames(reader, {0})[0].at(5, 5)[1] > 0.98f);
  }

  void endingsAndCodecs() {
    QVERIFY(codecOfEnding("a.MOV") == VideoCodec::prores4444 && codecOfEnding("b/c.webm") == VideoCodec::vp9);
    QVERIFY(codecOfEnding("x.mp4") == VideoCodec::h264 && !codecOfEnding("x.mkv") && !codecOfEnding("mov"));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("x.mp4"), {8, 8}, {.alpha = true}));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("x.mp4"), {8, 8}, {.codec = VideoCodec::vp9}));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("x.webm"), {8, 8}, {.codec = VideoCodec::prores4444}));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("x.avi"), {8, 8}, {}));
    VideoWriter writer(at("camera.mov"), {64, 48}, {.codec = VideoCodec::h264});
    writer.add(smoothFrame({64, 48}, 0));
    writer.finish();
    QCOMPARE(VideoReader(at("camera.mov")).info().codec, std::string("h264"));
  }

  void filmRatesAreEven() {
    // 24000/1001 frames a second: the same number of ticks between all frames, not nearly the same.
    VideoWriter writer(at("film.mov"), {16, 16}, {.fps = 24000.0 / 1001});
    for (int i = 0; i < 9; ++i) writer.add(smoothFrame({16, 16}, i));
    writer.finish();
    const std::vector<Seconds> times = VideoReader(at("film.mov")).info().times;
    for (size_t i = 0; i < times.size(); ++i) QVERIFY(std::abs(times[i] - static_cast<double>(i) * 1001 / 24000) < 1e-9);
  }

  void timesTooCloseForTheContainer() {
    VideoWriter writer(at("close.webm"), {16, 16}, {.fps = 30});
    writer.add(smoothFrame({16, 16}, 0), 1.0);
    QVERIFY_THROWS_EXCEPTION(Error, writer.add(smoothFrame({16, 16}, 1), 1.0002));
    writer.add(smoothFrame({16, 16}, 1), 1.002);
    writer.finish();
    QCOMPARE(VideoReader(at("close.webm")).info().times.size(), size_t{2});
  }

  void unfinishedLeavesNothing_data() { bt709LimitedRange_data(); }
  void unfinishedLeavesNothing() {
    QFETCH(QString, name);
    QTemporaryDir empty;
    const fs::path path = fs::path(empty.path().toStdString()) / name.toStdString();
    {
      VideoWriter writer(path, {64, 48}, {.alpha = name != "tags.mp4"});
      for (int i = 0; i < 20; ++i) writer.add(discFrame({64, 48}, i));
      QVERIFY_THROWS_EXCEPTION(Error, writer.add(LayeredImage({32, 32})));
    }
    QVERIFY(QDir(empty.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
  }

  void aFolderThatIsAFile() {
    writeFileAtomically(at("file"), std::string("no folder"));
    try {
      VideoWriter writer(at("file") / "x.mov", {16, 16}, {.alpha = true});
      QFAIL("written below a file");
    } catch (const Error& error) {
      QCOMPARE(error.code(), ErrorCode::writeFailed);
    }
    QCOMPARE(readTextFile(at("file")), std::string("no folder"));
  }

  void aFullDiskLeavesTheOldFile_data() { bt709LimitedRange_data(); }
  void aFullDiskLeavesTheOldFile() {
    QFETCH(QString, name);
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / name.toStdString();
    writeFileAtomically(path, std::string("old"));
    // A limit on the size of files stands for the full disk.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{4096, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    std::optional<ErrorCode> code;
    try {
      writeNoise(path);
    } catch (const Error& error) {
      code = error.code();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(code == ErrorCode::writeFailed);
    QCOMPARE(readTextFile(path), std::string("old"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
  }

  void nonsenseIsNotCoded() {
    LayeredImage image({16, 16});
    for (size_t i = 0; i < image.rgba.size(); ++i)
      image.rgba[i] = i % 3 == 0 ? std::numeric_limits<float>::quiet_NaN() : std::numeric_limits<float>::infinity();
    VideoWriter writer(at("nan.mov"), image.size, {.alpha = true});
    writer.add(image);
    QVERIFY_THROWS_EXCEPTION(Error, writer.add(LayeredImage()));
    writer.finish();
    VideoReader reader(at("nan.mov"));
    const LayeredImage back = readLayers(reader)[0];
    for (const float value : back.rgba) QVERIFY(value >= 0 && value <= 1);
  }
};

QTEST_GUILESS_MAIN(LayeredVideoTest)
#include "layered_video_test.moc"
