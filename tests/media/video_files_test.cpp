// Every file of the media fixtures either plays or gets a sentence; the well-known ones play as expected.
#include <sys/resource.h>

#include <QTest>
#include <map>

#include "reconstruction/core/error.h"
#include "reconstruction/core/metrics.h"
#include "tests/media/scratch_video.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::media;

namespace {

fs::path mediaFolder() { return fs::path(qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA).toStdString()) / "media"; }

struct Expected {
  ImageSize size;
  int frames;
  double first, last;  ///< seconds
  int rotation = 0;
  bool mirrored = false;
  int bitDepth = 8;
  bool hdr = false;
};

const std::map<std::string, Expected>& playable() {
  static const std::map<std::string, Expected> files{
      {"bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4", {{1138, 640}, 120, 0, 119 / 30.0}},  // pixels wider than high
      {"bbb_800x640_768kbps_30fps_vp9.mp4", {{1138, 640}, 120, 0, 119 / 30.0}},
      {"dolbyVision-hdr.MOV", {{720, 1280}, 4, 0, 0.1, 90, false, 10, true}},
      {"edit_list_positive_shift.mp4", {{1920, 1080}, 270, 1, 1 + 269 / 30.0}},
      {"iibbibb_editlist_videoonly.mp4", {{704, 576}, 12, 0, 11}},
      {"internal_emulator_transformer_output_270_rotated.mp4", {{720, 1280}, 149, 0, 4.938267, 270}},
      {"pixel7_videoOnly_cleaned.mp4", {{1920, 1080}, 36, 0, 1.17172, 180}},
      {"sample_edit_list.mp4", {{1080, 1920}, 77, 0, 2.535, 90, false, 10, true}},
      {"sample_empty_track.mp4", {{1080, 720}, 30, 0, 0.967622}},
      {"sample_fragmented.mp4", {{1080, 720}, 30, 0.066733, 1.034367}},
      {"sample_no_bframes.mp4", {{1080, 720}, 30, 0, 0.967633}},
      {"sample_portrait.mp4", {{720, 1080}, 30, 0, 0.967633}},
      {"sample_rotate_and_reflect.mp4", {{720, 1080}, 30, 0, 0.967633, 270, true}},
      {"sample_with_color_info.mp4", {{1080, 1920}, 9, 0, 0.266667, 90, false, 10, true}},
      {"water_180_mvhevc_5frames.mov", {{1934, 2160}, 5, 0, 0.044444}},
      {"video_0.mov", {{568, 320}, 3, 0, 0.066667}},
      {"video_90.mov", {{320, 568}, 3, 0, 0.066667, 90}},
      {"av1_video.mkv", {{640, 360}, 125, 0, 4.96}},
      {"h265_10bits.mp4", {{200, 200}, 30, 0, 0.966667, 0, false, 10}},
  };
  return files;
}

/// Files that cannot play, and the code of the sentence they get.
const std::map<std::string, ErrorCode>& refused() {
  static const std::map<std::string, ErrorCode> files{
      {"sample_audio_only.mp4", ErrorCode::unsupported}, {"sample_vvc.mp4", ErrorCode::unsupported},
      {"corrupted.mp4", ErrorCode::fileDamaged},         {"chunk_out_of_range.mp4", ErrorCode::fileDamaged},
      {"zero_empty_stsc.mp4", ErrorCode::fileDamaged},   {"no_timescale.mp4", ErrorCode::fileDamaged},
  };
  return files;
}

/// All frames of short or small videos; of the others so many that the test stays quick.
std::vector<int> worthReading(const VideoInfo& info) {
  const int count = static_cast<int>(info.times.size());
  constexpr int kPixels = 6'000'000;
  const int wanted = std::clamp(kPixels / (info.size.width * info.size.height), 3, count > 3 ? count : 3);
  std::vector<int> indices;
  indices.reserve(static_cast<size_t>(std::min(wanted, count)));
  for (int i = 0; i < std::min(wanted, count); ++i)
    indices.push_back(wanted >= count ? i : static_cast<int>(int64_t{i} * (count - 1) / (wanted - 1)));
  return indices;
}

}  // namespace

class VideoFilesTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    if (!fs::is_directory(mediaFolder())) QSKIP("no media fixtures: set FSM_DATA to the folder that holds media/");
  }

  void everyFilePlaysOrSaysWhyNot_data() {
    QTest::addColumn<QString>("path");
    if (!fs::is_directory(mediaFolder())) return;
    for (const auto& entry : fs::recursive_directory_iterator(mediaFolder()))
      if (entry.is_regular_file())
        QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
  }

  void everyFilePlaysOrSaysWhyNot() {
    QFETCH(QString, path);
    const std::string name = fs::path(path.toStdString()).filename().string();
    try {
      VideoReader reader(path.toStdString());
      const VideoInfo info = reader.info();
      QVERIFY(!info.times.empty() && info.times.front() >= 0);
      for (size_t i = 1; i < info.times.size(); ++i) QVERIFY(info.times[i] > info.times[i - 1]);
      const std::vector<int> indices = worthReading(info);
      size_t delivered = 0;
      reader.read(indices, [&](int index, Image&& image) {
        QCOMPARE(index, indices[delivered++]);
        QCOMPARE(image.size, info.size);
        for (const float value : image.rgb)
          if (!(value >= 0 && value <= 1)) QFAIL("a value outside [0, 1]");
      });
      QCOMPARE(delivered, indices.size());
      QVERIFY2(!refused().contains(name), "a damaged file played without a word");
    } catch (const Error& error) {
      QVERIFY2(!playable().contains(name), error.what());
      QVERIFY(error.code() == ErrorCode::fileDamaged || error.code() == ErrorCode::unsupported);
      QVERIFY2(QString(error.what()).count('.') >= 2, error.what());  // what is wrong, and what to do
      if (refused().contains(name)) QCOMPARE(error.code(), refused().at(name));
    }
  }

  void wellKnownFilesAreAsExpected() {
    int found = 0;
    for (const auto& entry : fs::recursive_directory_iterator(mediaFolder())) {
      const auto expected = playable().find(entry.path().filename().string());
      if (expected == playable().end()) continue;
      ++found;
      const Expected& want = expected->second;
      const VideoReader reader(entry.path());
      const VideoInfo& info = reader.info();
      QVERIFY2(info.size == want.size, expected->first.c_str());
      QVERIFY2(static_cast<int>(info.times.size()) == want.frames, expected->first.c_str());
      QVERIFY2(std::abs(info.times.front() - want.first) < 1e-3, expected->first.c_str());
      QVERIFY2(std::abs(info.times.back() - want.last) < 1e-3, expected->first.c_str());
      QVERIFY2(info.rotation == want.rotation && info.mirrored == want.mirrored, expected->first.c_str());
      QVERIFY2(info.bitDepth == want.bitDepth && info.hdr == want.hdr, expected->first.c_str());
    }
    if (found == 0) QSKIP("none of the well-known files is there");
  }

  void theUnknownCodecIsNamed() {
    const fs::path path = mediaFolder() / "androidx" / "sample_vvc.mp4";
    if (!fs::exists(path)) QSKIP("the VVC sample is not there");
    try {
      VideoReader reader(path);
    } catch (const Error& error) {
      QVERIFY(QString(error.what()).contains("VVC"));
    }
  }

  void turnedAndReflectedEqualsItsPlainTwin() {
    const fs::path plain = mediaFolder() / "androidx" / "sample_missing_stsd.mp4";
    const fs::path reflected = mediaFolder() / "androidx" / "sample_rotate_and_reflect.mp4";
    if (!fs::exists(plain) || !fs::exists(reflected)) QSKIP("the pair of samples is not there");
    VideoReader a(plain), b(reflected);
    const Image upright = readFrames(a, {12})[0], shown = readFrames(b, {12})[0];
    for (int y = 0; y < shown.size.height; y += 7)  // its display matrix exchanges x and y
      for (int x = 0; x < shown.size.width; x += 7)
        for (int c = 0; c < 3; ++c) QCOMPARE(shown.at(x, y)[c], upright.at(y, x)[c]);
  }

  void sparseReadsOfRealFilesEqualFullOnes() {
    for (const char* name :
         {"sample_edit_list.mp4", "bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4", "iibbibb_editlist_videoonly.mp4"}) {
      const fs::path path = mediaFolder() / "androidx" / name;
      if (!fs::exists(path)) continue;
      VideoReader through(path), jumping(path);
      const int last = std::min(static_cast<int>(through.info().times.size()) - 1, 14);
      std::vector<int> dense(last + 1);
      std::iota(dense.begin(), dense.end(), 0);
      Image expected, expectedMiddle;
      through.read(dense, [&](int index, Image&& image) {
        if (index == last)
          expected = std::move(image);
        else if (index == last / 2)
          expectedMiddle = std::move(image);
      });
      QVERIFY(readFrames(jumping, {last})[0].rgb == expected.rgb);
      QVERIFY(readFrames(jumping, {last / 2})[0].rgb == expectedMiddle.rgb);
    }
  }

  void cleanupTestCase() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    QVERIFY2(usage.ru_maxrss < 2'000'000, "reading took more than 2 GB");  // in KiB
  }
};

QTEST_GUILESS_MAIN(VideoFilesTest)
#include "video_files_test.moc"
