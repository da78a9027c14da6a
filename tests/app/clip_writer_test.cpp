// What a clip is written as: which names and options stand for which format, and that each format holds what it was given.
#include "app/jobs/clip_writer.h"

#include <OpenEXR/ImfChannelList.h>
#include <OpenEXR/ImfFloatAttribute.h>
#include <OpenEXR/ImfFrameBuffer.h>
#include <OpenEXR/ImfInputFile.h>
#include <OpenEXR/ImfStandardAttributes.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <functional>
#include <limits>

#include "app/jobs/export_estimate.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/srgb.h"
#include "reconstruction/media/video_reader.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::jobs;

namespace {

constexpr ImageSize kSize{33, 21};

/// The left half covered, 2 units away; each frame a little brighter. `whole`: over green, as formats without transparency get
/// them.
LayeredImage frame(int index, bool whole = false) {
  LayeredImage image(kSize);
  image.depth.assign(static_cast<size_t>(kSize.width) * kSize.height, std::numeric_limits<float>::infinity());
  for (int y = 0; y < kSize.height; ++y)
    for (int x = 0; x < kSize.width / 2; ++x) {
      float* p = image.at(x, y);
      p[0] = 0.25f + 0.1f * static_cast<float>(index);
      p[2] = 0.5f;
      p[3] = 1;
      image.depth[static_cast<size_t>(y) * kSize.width + x] = 2;
    }
  if (whole) image = flattened(std::move(image), {0, 1, 0});
  return image;
}

View view(int index) {
  View out;
  out.camera.intrinsics = {kSize, 30, 30, 16.5, 10.5};
  out.camera.world_from_camera[3] = {static_cast<double>(index), 0, 0, 1};
  out.time = 0.5 + 0.25 * index;
  return out;
}

void writeClip(const fs::path& output, const ClipFormat& format, int frames) {
  const std::unique_ptr<ClipWriter> writer = openClip(output, format, {kSize, 25});
  for (int i = 0; i < frames; ++i) writer->add(frame(i, !format.alpha), view(i));
  Progress progress;
  progress.stage("Saving", 1);
  writer->finish(progress);
}

std::vector<float> channel(const fs::path& path, const char* name) {
  Imf::InputFile file(path.c_str());
  std::vector<float> out(static_cast<size_t>(kSize.width) * kSize.height);
  Imf::FrameBuffer buffer;
  buffer.insert(name, Imf::Slice(Imf::FLOAT, reinterpret_cast<char*>(out.data()), sizeof(float), sizeof(float) * kSize.width));
  file.setFrameBuffer(buffer);
  file.readPixels(0, kSize.height - 1);
  return out;
}

ClipFormat formatOf(const fs::path& output, const char* images, Background::Kind background = Background::Kind::automatic) {
  return clipFormatOf(output, {images, ""}, background);
}

ErrorCode codeOf(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

class ClipWriterTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void namesAndOptions_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("images");
    QTest::addColumn<QString>("codec");
    QTest::addColumn<int>("background");
    QTest::addColumn<QString>("expected");
    using Kind = Background::Kind;
    const auto row = [](const char* name, const char* images, Kind background, const char* expected, const char* codec = "") {
      QTest::addRow("%s %s %s %d", name, images, codec, static_cast<int>(background))
          << name << images << codec << static_cast<int>(background) << expected;
    };
    row("a.mp4", "", Kind::automatic, "video h264 opaque 8");
    row("a.mp4", "", Kind::colour, "video h264 opaque 8");
    row("a.mp4", "", Kind::automatic, "video hevc opaque 8", "hevc");
    row("a.MOV", "", Kind::automatic, "video prores alpha 8");
    row("a.mov", "", Kind::scene, "video prores opaque 8", "prores");
    row("a.mov", "", Kind::automatic, "video hevc opaque 8", "hevc");
    row("a.webm", "", Kind::automatic, "video vp9 alpha 8");
    row("a.webm", "", Kind::environment, "video vp9 opaque 8", "vp9");
    row("a.GIF", "", Kind::automatic, "gif h264 opaque 8");
    row("a.gif", "", Kind::transparent, "gif h264 alpha 8");
    row("a.png", "", Kind::automatic, "still png opaque 8");
    row("a.png", "png16", Kind::transparent, "still png alpha 16");
    row("a.exr", "", Kind::automatic, "still exr alpha 8");
    row("a.exr", "exr", Kind::colour, "still exr opaque 8");
    row("frames", "", Kind::automatic, "folder png opaque 8");
    row("frames", "", Kind::transparent, "folder png alpha 8");
    row("frames", "png16", Kind::automatic, "folder png opaque 16");
    row("frames.v2", "exr", Kind::automatic, "folder exr alpha 8");
  }
  void namesAndOptions() {
    QFETCH(QString, name);
    QFETCH(QString, images);
    QFETCH(QString, codec);
    QFETCH(int, background);
    QFETCH(QString, expected);
    const ClipFormat format = clipFormatOf(at(name.toUtf8().constData()), {images.toStdString(), codec.toStdString()},
                                           static_cast<Background::Kind>(background));
    const char* kinds[] = {"video", "gif", "still", "folder"};
    const char* codecs[] = {"h264", "hevc", "prores", "vp9"};
    const bool pictures = format.kind == ClipFormat::Kind::still || format.kind == ClipFormat::Kind::folder;
    const char* inside =
        pictures ? (format.images == ClipFormat::Images::exr ? "exr" : "png") : codecs[static_cast<int>(format.codec)];
    QCOMPARE(QString("%1 %2 %3 %4")
                 .arg(kinds[static_cast<int>(format.kind)], inside, format.alpha ? "alpha" : "opaque")
                 .arg(format.pngDepth == PngDepth::sixteen ? 16 : 8),
             expected);
  }

  void contradictions() {
    using Kind = Background::Kind;
    const auto code = [](const char* name, const ClipFormatRequest& request, Kind background = Kind::automatic) {
      return codeOf([&] { clipFormatOf(name, request, background); });
    };
    QCOMPARE(code("a.mp4", {}, Kind::transparent), ErrorCode::badInput);
    QCOMPARE(code("a.mov", {"", "hevc"}, Kind::transparent), ErrorCode::badInput);
    QCOMPARE(code("a.mp4", {"png", ""}), ErrorCode::badInput);
    QCOMPARE(code("a.gif", {"png", ""}), ErrorCode::badInput);
    QCOMPARE(code("a.png", {"exr", ""}), ErrorCode::badInput);
    QCOMPARE(code("a.exr", {"png16", ""}), ErrorCode::badInput);
    QCOMPARE(code("frames", {"jpeg", ""}), ErrorCode::badInput);
    QCOMPARE(code("a.mp4", {"", "prores"}), ErrorCode::badInput);
    QCOMPARE(code("a.webm", {"", "hevc"}), ErrorCode::badInput);
    QCOMPARE(code("a.png", {"", "h264"}), ErrorCode::badInput);
    QCOMPARE(code("a.mp4", {"", "av1"}), ErrorCode::badInput);
    for (const char* name : {"a.mkv", "a.jpg", "a.tiff"}) QCOMPARE(code(name, {}), ErrorCode::unsupported);
  }

  void folderThatIsThere() {
    fs::create_directory(at("shot.exr"));
    const ClipFormat format = formatOf(at("shot.exr"), "exr");
    QVERIFY(format.kind == ClipFormat::Kind::folder);
    writeClip(at("shot.exr"), format, 1);
    QVERIFY(fs::exists(at("shot.exr") / "frame_000000.exr"));
  }

  void exrSequence() {
    writeClip(at("exr"), formatOf(at("exr"), "exr"), 3);
    QCOMPARE(QDir(QString::fromStdString(at("exr").string())).entryList(QDir::Files),
             (QStringList{"frame_000000.exr", "frame_000001.exr", "frame_000002.exr"}));
    const fs::path last = at("exr") / "frame_000002.exr";
    QCOMPARE(channel(last, "Z"), frame(2).depth);
    QVERIFY(std::abs(channel(last, "R")[0] - linearFromSrgb(0.45)) < 2e-4);
    QCOMPARE(channel(last, "A")[0], 1.0f);
    QCOMPARE(channel(last, "A")[kSize.width - 1], 0.0f);
    const Imf::InputFile file(last.c_str());
    QCOMPARE(file.header().typedAttribute<Imf::FloatAttribute>("time").value(), 1.0f);
    QVERIFY(Imf::framesPerSecond(file.header()) == Imf::Rational(25, 1));
    QCOMPARE(Imf::worldToCamera(file.header())[3][0], -2.0f);
  }

  void opaqueExrKeepsItsDepth() {
    writeClip(at("flat.exr"), formatOf(at("flat.exr"), "", Background::Kind::colour), 1);
    QCOMPARE(channel(at("flat.exr"), "A")[kSize.width - 1], 1.0f);
    QCOMPARE(channel(at("flat.exr"), "G")[kSize.width - 1], 1.0f);  // the background
    QCOMPARE(channel(at("flat.exr"), "Z"), frame(0).depth);
  }

  void pngSequences() {
    writeClip(at("png"), formatOf(at("png"), "", Background::Kind::transparent), 2);
    const AlphaImage clear = readImageWithAlpha(at("png") / "frame_000001.png");
    QCOMPARE(clear.alpha.front(), 1.0f);
    QCOMPARE(clear.alpha[kSize.width - 1], 0.0f);
    QVERIFY(std::abs(clear.colour.rgb[0] - 0.35f) < 0.002f);
    writeClip(at("flat"), formatOf(at("flat"), "png16"), 1);
    const Image flat = readImageFile(at("flat") / "frame_000000.png");
    QVERIFY(std::abs(flat.at(0, 0)[0] - 0.25f) < 1e-5f);
    QCOMPARE(flat.at(kSize.width - 1, 0)[1], 1.0f);
    QCOMPARE(flat.at(kSize.width - 1, 0)[0], 0.0f);
  }

  void videos_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("alpha");
    QTest::newRow("H.264") << "clip.mp4" << false;
    QTest::newRow("ProRes") << "clip.mov" << true;
    QTest::newRow("VP9") << "clip.webm" << true;
    QTest::newRow("GIF") << "clip.gif" << false;
  }
  void videos() {
    QFETCH(QString, name);
    QFETCH(bool, alpha);
    const fs::path path = at(name.toUtf8().constData());
    writeClip(path, formatOf(path, ""), 4);
    media::VideoReader reader(path);
    QCOMPARE(reader.info().times.size(), size_t{4});
    if (name != "clip.gif") QCOMPARE(reader.info().hasAlpha, alpha);  // what decodes GIFs gives alpha always
    reader.readLayers(std::vector<int>{2}, [&](int, LayeredImage&& image) {
      QVERIFY(std::abs(image.at(5, 10)[0] - 0.45f) < 0.03f);
      QVERIFY(std::abs(image.at(28, 10)[3] - (alpha ? 0.0f : 1.0f)) < 0.02f);
      QVERIFY(std::abs(image.at(28, 10)[1] - (alpha ? 0.0f : 1.0f)) < 0.05f);  // the background
    });
  }

  void estimates() {
    const auto of = [](const char* name, ExportSize clip, double frameMs) {
      return estimateExport(formatOf(name, ""), clip, frameMs);
    };
    const ExportSize small{{640, 360}, 100, 25, false}, large{{1920, 1080}, 100, 25, false}, longer{{640, 360}, 300, 25, false};
    for (const char* name : {"a.mp4", "a.mov", "a.webm", "a.gif", "frames"}) {
      QVERIFY(of(name, large, 10).bytes > 2 * of(name, small, 10).bytes);
      QVERIFY(of(name, longer, 10).bytes > 2.5 * of(name, small, 10).bytes);
      QVERIFY(of(name, longer, 10).seconds > 2.9 * of(name, small, 10).seconds);
      QVERIFY(std::abs(of(name, small, 30).seconds - of(name, small, 10).seconds - 2) < 1e-9);
    }
    QVERIFY(of("a.mov", small, 0).bytes > 5 * of("a.mp4", small, 0).bytes);
    // Six steps of the quality halve what is coded with losses, and change nothing else.
    const auto bytesAt = [&](const char* name, int quality) {
      ClipFormat format = formatOf(name, "");
      format.quality = quality;
      return estimateExport(format, small, 0).bytes - 4000;
    };
    QVERIFY(std::abs(bytesAt("a.mp4", kClipQuality) - 2 * bytesAt("a.mp4", kClipQuality + 6)) < 1);
    QCOMPARE(bytesAt("a.mov", 40), bytesAt("a.mov", kClipQuality));
    ExportSize sounding = small;
    sounding.sound = true;
    QVERIFY(std::abs(of("a.mp4", sounding, 0).bytes - of("a.mp4", small, 0).bytes - 4 * 24000) < 1);
    QCOMPARE(of("a.gif", sounding, 0).bytes, of("a.gif", small, 0).bytes);
    // A rate of its own is kept: what was written is about as large as was foretold.
    writeClip(at("size.mov"), formatOf(at("size.mov"), ""), 20);
    const double foretold = of("size.mov", {kSize, 20, 25, false}, 0).bytes;
    const auto is = static_cast<double>(fs::file_size(at("size.mov")));
    QVERIFY2(is < 6 * foretold && is > foretold / 6, qPrintable(QString("%1 %2").arg(foretold).arg(is)));
  }

  void worseQualityIsSmaller() {
    const auto sizeOf = [&](const char* name, int quality) {
      ClipFormat format = formatOf(at(name), "");
      format.quality = quality;
      writeClip(at(name), format, 4);
      return fs::file_size(at(name));
    };
    QVERIFY(sizeOf("fine.mp4", 5) > sizeOf("rough.mp4", 45));
  }

  void unfinishedLeavesNothing() {
    QTemporaryDir empty;
    const fs::path root = empty.path().toStdString();
    for (const char* name : {"a.mp4", "a.mov", "a.webm", "a.gif", "a.png", "a.exr", "frames"})
      for (const char* images : {"", "exr"}) {
        if (*images != 0 && std::string(name) != "frames") continue;
        const std::unique_ptr<ClipWriter> writer = openClip(root / name, formatOf(root / name, images), {kSize, 25});
        writer->add(frame(0), view(0));
      }
    QVERIFY(QDir(empty.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
  }
};

QTEST_GUILESS_MAIN(ClipWriterTest)
#include "clip_writer_test.moc"
