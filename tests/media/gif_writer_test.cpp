// GIFs are read back: frames, their times, the loop, colours within what 256 of them allow, transparency; and nothing is left
// behind by one that was not finished.
#include "reconstruction/media/gif_writer.h"

#include <sys/resource.h>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/metrics.h"
#include "tests/media/scratch_video.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::media;

namespace {

void writeGif(const fs::path& path, const std::vector<LayeredImage>& frames, const GifWriter::Options& options) {
  GifWriter writer(path, frames.front().size, options);
  for (const LayeredImage& frame : frames) writer.add(frame);
  Progress progress;
  progress.stage("Saving", 1);
  writer.finish(progress);
}

QStringList namesIn(const QTemporaryDir& folder) {
  return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

std::vector<LayeredImage> gradients(ImageSize size, int count) {
  std::vector<LayeredImage> frames;
  frames.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) frames.push_back(opaque(smoothFrame(size, i)));
  return frames;
}

/// A red square that moves to the right over nothing.
std::vector<LayeredImage> squares(ImageSize size, int count) {
  std::vector<LayeredImage> frames;
  for (int i = 0; i < count; ++i) {
    LayeredImage frame(size);
    for (int y = 8; y < 24; ++y)
      for (int x = 4 + 8 * i; x < 20 + 8 * i; ++x) frame.at(x, y)[0] = frame.at(x, y)[3] = 1;
    frames.push_back(std::move(frame));
  }
  return frames;
}

}  // namespace

class GifWriterTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void roundTrip() {
    const ImageSize size{97, 61};
    const std::vector<LayeredImage> frames = gradients(size, 12);
    writeGif(at("a.gif"), frames, {.fps = 25});
    VideoReader reader(at("a.gif"));
    QCOMPARE(reader.info().codec, std::string("gif"));
    QCOMPARE(reader.info().size, size);
    QCOMPARE(reader.info().times.size(), size_t{12});
    for (int i = 0; i < 12; ++i) QVERIFY(std::abs(reader.info().times[i] - 0.04 * i) < 1e-6);
    for (const auto& [index, image] : {std::pair{0, readFrames(reader, {0})[0]}, {11, readFrames(reader, {11})[0]}})
      QVERIFY(psnr(image, smoothFrame(size, index)) > 25);
  }

  void rates() {
    // 30 a second: 3 or 4 hundredths each, together a second.
    writeGif(at("b.gif"), gradients({16, 16}, 31), {.fps = 30});
    const std::vector<Seconds> times = VideoReader(at("b.gif")).info().times;
    QVERIFY(std::abs(times[30] - 1) < 1e-6);
    for (size_t i = 0; i < times.size(); ++i) QVERIFY(std::abs(times[i] - static_cast<double>(i) / 30) < 0.0051);
    QVERIFY_THROWS_EXCEPTION(Error, GifWriter(at("c.gif"), {16, 16}, {.fps = 60}));
    QVERIFY_THROWS_EXCEPTION(Error, GifWriter(at("c.gif"), {0, 16}, {}));
  }

  void loops() {
    // The extension of Netscape's, with the number of repetitions: 0 is for ever.
    const auto says = [](const fs::path& path) {
      return readTextFile(path).find(std::string("NETSCAPE2.0\x03\x01\x00\x00", 15));
    };
    writeGif(at("loop.gif"), gradients({16, 16}, 3), {});
    QVERIFY(says(at("loop.gif")) != std::string::npos);
    writeGif(at("once.gif"), gradients({16, 16}, 3), {.loops = false});
    QVERIFY(readTextFile(at("once.gif")).find("NETSCAPE") == std::string::npos);
  }

  void transparency() {
    writeGif(at("clear.gif"), squares({64, 32}, 5), {.fps = 20, .transparent = true});
    VideoReader reader(at("clear.gif"));
    std::vector<LayeredImage> images;
    reader.readLayers(allFrames(reader), [&](int, LayeredImage&& image) { images.push_back(std::move(image)); });
    QCOMPARE(images.size(), size_t{5});
    for (int i = 0; i < 5; ++i) {
      const LayeredImage& image = images[static_cast<size_t>(i)];
      QVERIFY(image.at(12 + 8 * i, 16)[3] > 0.99f);
      QVERIFY(image.at(12 + 8 * i, 16)[0] > 0.95f && image.at(12 + 8 * i, 16)[1] < 0.05f);
      QVERIFY(image.at(2, 2)[3] < 0.01f);
      // What the square left is empty again.
      if (i > 0) QVERIFY(image.at(8 * i, 16)[3] < 0.01f);
    }
    // Not asked for: over white.
    writeGif(at("white.gif"), squares({64, 32}, 2), {.fps = 20});
    VideoReader white(at("white.gif"));
    QVERIFY(readFrames(white, {1})[0].at(2, 2)[1] > 0.97f);
  }

  void manyFramesShareOnePalette() {
    // Red in the first half, blue in the second: both are kept.
    std::vector<LayeredImage> frames;
    for (int i = 0; i < 10; ++i) {
      Image image({32, 32});
      for (size_t p = 0; p < image.rgb.size(); p += 3) image.rgb[p + (i < 5 ? 0 : 2)] = 1;
      frames.push_back(opaque(image));
    }
    writeGif(at("two.gif"), frames, {});
    VideoReader reader(at("two.gif"));
    const std::vector<Image> images = readFrames(reader, allFrames(reader));
    QVERIFY(images[2].at(9, 9)[0] > 0.98f && images[2].at(9, 9)[2] < 0.02f);
    QVERIFY(images[8].at(9, 9)[2] > 0.98f && images[8].at(9, 9)[0] < 0.02f);
  }

  void unfinishedLeavesNothing() {
    QTemporaryDir empty;
    const fs::path path = fs::path(empty.path().toStdString()) / "a.gif";
    {
      GifWriter writer(path, {32, 32}, {});
      writer.add(opaque(smoothFrame({32, 32}, 0)));
      QVERIFY_THROWS_EXCEPTION(Error, writer.add(LayeredImage({16, 16})));
    }
    QVERIFY(namesIn(empty).isEmpty());
    {
      GifWriter writer(path, {32, 32}, {});
      for (int i = 0; i < 3; ++i) writer.add(opaque(smoothFrame({32, 32}, i)));
      Progress progress;
      progress.stage("Saving", 1);
      progress.cancel();
      QVERIFY_THROWS_EXCEPTION(Error, writer.finish(progress));
    }
    QVERIFY(namesIn(empty).isEmpty());
    Progress progress;
    GifWriter none(path, {32, 32}, {});
    QVERIFY_THROWS_EXCEPTION(Error, none.finish(progress));
  }

  void aFullDiskIsTold() {
    QTemporaryDir empty;
    const fs::path path = fs::path(empty.path().toStdString()) / "a.gif";
    // A limit on the size of files stands for the full disk.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{4096, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    std::optional<ErrorCode> code;
    try {
      writeGif(path, gradients({128, 128}, 4), {});
    } catch (const Error& error) {
      code = error.code();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(code == ErrorCode::writeFailed);
    QVERIFY(QDir(empty.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
  }
};

QTEST_GUILESS_MAIN(GifWriterTest)
#include "gif_writer_test.moc"
