// What is written comes back: pixels, exact times, odd sizes; and nothing is left behind by a clip that was not finished.
#include "reconstruction/media/video_writer.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/metrics.h"
#include "tests/media/scratch_video.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::media;

class VideoWriterTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void roundTrip_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("even") << 160 << 96;
    QTest::newRow("odd") << 161 << 97;
    QTest::newRow("small") << 2 << 2;
    QTest::newRow("odd width") << 33 << 64;
    QTest::newRow("hd") << 1280 << 720;
  }
  void roundTrip() {
    QFETCH(int, width);
    QFETCH(int, height);
    const ImageSize size{width, height};
    const int frames = width > 1000 ? 3 : 20;
    writeScratchVideo(at("round.mp4"), size, frames);
    VideoReader reader(at("round.mp4"));
    QCOMPARE(reader.info().size, (ImageSize{width + width % 2, height + height % 2}));
    QCOMPARE(static_cast<int>(reader.info().times.size()), frames);
    QCOMPARE(reader.info().codec, std::string("h264"));
    QVERIFY(!reader.info().hasAudio && !reader.info().hdr);
    QCOMPARE(reader.info().rotation, 0);
    for (int i = 0; i < frames; ++i) QVERIFY(std::abs(reader.info().times[i] - i / 30.0) < 1e-4);
    const std::vector<Image> images = readFrames(reader, allFrames(reader));
    if (width < 16) return;  // colour has half the resolution: nothing of a gradient over two pixels is left
    for (int i = 0; i < frames; ++i) {
      const double quality = psnr(crop(images[i], 0, 0, size), smoothFrame(size, i));
      QVERIFY2(quality > 35, qPrintable(QString::number(quality)));
    }
  }

  void hevc_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("mp4") << "hevc.mp4";
    QTest::newRow("mov") << "hevc.mov";
  }
  void hevc() {
    QFETCH(QString, name);
    const fs::path path = fs::path(folder_.path().toStdString()) / name.toStdString();
    const ImageSize size{161, 97};
    VideoWriter writer(path, size, {.fps = 24, .codec = VideoCodec::hevc});
    for (int i = 0; i < 30; ++i) writer.add(smoothFrame(size, i));
    writer.finish();
    VideoReader reader(path);
    QCOMPARE(reader.info().codec, std::string("hevc"));
    QCOMPARE(reader.info().size, (ImageSize{162, 98}));
    QCOMPARE(reader.info().times.size(), size_t{30});
    for (int i = 0; i < 30; ++i) QVERIFY(std::abs(reader.info().times[i] - i / 24.0) < 1e-4);
    const std::vector<Image> images = readFrames(reader, {0, 17, 29});
    QVERIFY(psnr(crop(images[1], 0, 0, size), smoothFrame(size, 17)) > 35);
    QVERIFY(psnr(crop(images[2], 0, 0, size), smoothFrame(size, 29)) > 35);
    // Players of Apple's look for this name of the track.
    QVERIFY(readTextFile(path).find("hvc1") != std::string::npos);
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(path, size, {.codec = VideoCodec::hevc, .alpha = true}));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("hevc.webm"), size, {.codec = VideoCodec::hevc}));
  }

  void cancellingWhileCodersEmpty() {
    Progress progress;
    {
      VideoWriter writer(at("cancelled.mp4"), {64, 64}, {.codec = VideoCodec::hevc});
      for (int i = 0; i < 10; ++i) writer.add(smoothFrame({64, 64}, i));
      progress.cancel();
      QVERIFY_THROWS_EXCEPTION(Error, writer.finish(progress));
    }
    QVERIFY(!fs::exists(at("cancelled.mp4")));
  }

  void coloursAreExactInMeaning() {
    // Flat patches: matrix, range and offsets must agree between both directions.
    for (const auto& colour : {std::array{1.0f, 1.0f, 1.0f},
                               {0.0f, 0.0f, 0.0f},
                               {1.0f, 0.0f, 0.0f},
                               {0.0f, 1.0f, 0.0f},
                               {0.0f, 0.0f, 1.0f},
                               {0.5f, 0.5f, 0.5f}}) {
      Image flat({64, 64});
      for (size_t i = 0; i < flat.rgb.size(); ++i) flat.rgb[i] = colour[i % 3];
      VideoWriter writer(at("flat.mp4"), flat.size, {.fps = 30, .quality = 4});
      writer.add(flat);
      writer.finish();
      VideoReader reader(at("flat.mp4"));
      const Image back = readFrames(reader, {0})[0];
      for (int c = 0; c < 3; ++c) QVERIFY(std::abs(back.at(32, 32)[c] - colour[c]) < 0.02f);
    }
  }

  void unevenTimesAreExact() {
    const std::vector<Seconds> times{0, 0.0333, 0.1, 0.1011, 0.5, 1.75, 1.76, 3};
    VideoWriter writer(at("uneven.mp4"), {64, 48}, {.fps = 30, .quality = 20});
    for (size_t i = 0; i < times.size(); ++i) writer.add(smoothFrame({64, 48}, static_cast<int>(i)), times[i]);
    writer.finish();
    const VideoReader reader(at("uneven.mp4"));
    QCOMPARE(reader.info().times.size(), times.size());
    for (size_t i = 0; i < times.size(); ++i) QVERIFY(std::abs(reader.info().times[i] - times[i]) < 1e-3);
  }

  void aLateStartIsKept() {
    VideoWriter writer(at("late.mp4"), {64, 48}, {});
    for (int i = 0; i < 5; ++i) writer.add(smoothFrame({64, 48}, i), 1.5 + 0.1 * i);
    writer.finish();
    const VideoReader reader(at("late.mp4"));
    QCOMPARE(reader.info().times.size(), size_t{5});
    for (int i = 0; i < 5; ++i) QVERIFY(std::abs(reader.info().times[i] - (1.5 + 0.1 * i)) < 1e-3);
  }

  void theIndexComesFirst() {
    writeScratchVideo(at("fast.mp4"), {64, 48}, 5);
    const std::vector<uint8_t> bytes = readBinaryFile(at("fast.mp4"));
    const std::string text(bytes.begin(), bytes.end());
    QVERIFY(text.find("moov") < text.find("mdat"));
  }

  void unfinishedLeavesNothing() {
    QTemporaryDir empty;
    {
      VideoWriter writer(fs::path(empty.path().toStdString()) / "gone.mp4", {64, 48}, {});
      for (int i = 0; i < 60; ++i) writer.add(smoothFrame({64, 48}, i));
    }
    QVERIFY(QDir(empty.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
  }

  void unfinishedKeepsTheOldFile() {
    writeFileAtomically(at("old.mp4"), std::string("old"));
    {
      VideoWriter writer(at("old.mp4"), {64, 48}, {});
      writer.add(smoothFrame({64, 48}, 0));
    }
    QCOMPARE(readTextFile(at("old.mp4")), std::string("old"));
  }

  void nonsenseIsRefused() {
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("x.mp4"), {0, 10}, {}));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("x.mp4"), {20000, 10}, {}));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("x.mp4"), {10, 10}, {.fps = 0}));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("x.mp4"), {10, 10}, {.quality = 99}));
    writeFileAtomically(at("file"), std::string("no folder"));
    QVERIFY_THROWS_EXCEPTION(Error, VideoWriter(at("file/x.mp4"), {10, 10}, {}));
    VideoWriter writer(at("x.mp4"), {64, 48}, {});
    QVERIFY_THROWS_EXCEPTION(Error, writer.finish());
    QVERIFY_THROWS_EXCEPTION(Error, writer.add(Image({32, 48})));
    QVERIFY_THROWS_EXCEPTION(Error, writer.add(Image({64, 48}), std::numeric_limits<double>::quiet_NaN()));
    writer.add(Image({64, 48}), 1.0);
    QVERIFY_THROWS_EXCEPTION(Error, writer.add(Image({64, 48}), 1.0));
    writer.finish();
    QVERIFY_THROWS_EXCEPTION(Error, writer.add(Image({64, 48}), 2.0));
  }
};

QTEST_GUILESS_MAIN(VideoWriterTest)
#include "video_writer_test.moc"
