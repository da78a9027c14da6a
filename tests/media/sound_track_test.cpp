// Sound tracks written beside pictures and read back: which codec, where the clicks are, both channels; any part of a file;
// what files do not have is silence.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cstring>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/media/audio_track_reader.h"
#include "reconstruction/media/ffmpeg.h"
#include "tests/media/scratch_sound.h"
#include "tests/media/scratch_video.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::media;

namespace {

const std::vector<double> kClicks{0.25, 0.9, 1.5};
constexpr double kSeconds = 2;

/// Sound and pictures in step, as a clip gives them.
void writeClicks(const fs::path& path, VideoCodec codec) {
  constexpr int kFps = 25, kStep = kSoundRate / kFps;
  const std::vector<float> sound = clickTrack(kSeconds, kClicks);
  VideoWriter writer(path, {64, 48}, {.fps = kFps, .codec = codec, .sound = true});
  for (int i = 0; i < kSeconds * kFps; ++i) {
    writer.add(smoothFrame({64, 48}, i));
    writer.addSound(std::span(sound).subspan(static_cast<size_t>(i) * kStep * 2, kStep * 2));
  }
  writer.finish();
}

/// A WAV file of 16 bits, as other programs write it.
void writeWav(const fs::path& path, const std::vector<int16_t>& samples, int channels, int rate) {
  std::vector<uint8_t> bytes(44 + samples.size() * 2);
  const auto put = [&](size_t at, uint32_t value, int size) {
    for (int i = 0; i < size; ++i) bytes[at + static_cast<size_t>(i)] = static_cast<uint8_t>(value >> (8 * i));
  };
  std::memcpy(bytes.data(), "RIFF", 4);
  put(4, static_cast<uint32_t>(bytes.size() - 8), 4);
  std::memcpy(bytes.data() + 8, "WAVEfmt ", 8);
  put(16, 16, 4);
  put(20, 1, 2);
  put(22, static_cast<uint32_t>(channels), 2);
  put(24, static_cast<uint32_t>(rate), 4);
  put(28, static_cast<uint32_t>(rate * channels * 2), 4);
  put(32, static_cast<uint32_t>(channels * 2), 2);
  put(34, 16, 2);
  std::memcpy(bytes.data() + 36, "data", 4);
  put(40, static_cast<uint32_t>(samples.size() * 2), 4);
  std::memcpy(bytes.data() + 44, samples.data(), samples.size() * 2);
  writeFileAtomically(path, bytes);
}

std::string soundCodecOf(const fs::path& path) {
  AVFormatContext* opened = nullptr;
  if (avformat_open_input(&opened, path.c_str(), nullptr, nullptr) < 0) return {};
  const InputHandle input(opened);
  for (unsigned i = 0; i < opened->nb_streams; ++i)
    if (opened->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
      return avcodec_get_name(opened->streams[i]->codecpar->codec_id);
  return {};
}

}  // namespace

class SoundTrackTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const QString& name) const { return fs::path(folder_.path().toStdString()) / name.toStdString(); }

 private slots:
  void clicksStayInPlace_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("codec");
    QTest::addColumn<QString>("sound");
    QTest::newRow("H.264") << "h264.mp4" << static_cast<int>(VideoCodec::h264) << "aac";
    QTest::newRow("HEVC") << "hevc.mp4" << static_cast<int>(VideoCodec::hevc) << "aac";
    QTest::newRow("ProRes") << "prores.mov" << static_cast<int>(VideoCodec::prores4444) << "aac";
    QTest::newRow("VP9") << "vp9.webm" << static_cast<int>(VideoCodec::vp9) << "opus";
  }
  void clicksStayInPlace() {
    QFETCH(QString, name);
    QFETCH(int, codec);
    QFETCH(QString, sound);
    writeClicks(at(name), static_cast<VideoCodec>(codec));
    QCOMPARE(soundCodecOf(at(name)), sound.toStdString());
    VideoReader video(at(name));
    QVERIFY(video.info().hasAudio);
    QCOMPARE(video.info().times.size(), size_t{50});
    AudioTrackReader reader(at(name), video.info().origin);
    const std::vector<float> heard = reader.read(0, static_cast<size_t>(kSeconds * kSoundRate));
    const std::vector<double> clicks = clicksIn(heard);
    QCOMPARE(clicks.size(), kClicks.size());
    // The pictures' clock is the sound's: the container may have moved both.
    for (size_t i = 0; i < clicks.size(); ++i) {
      const double error = clicks[i] - video.info().times[0] - kClicks[i];
      QVERIFY2(std::abs(error) < 0.002, qPrintable(QString::number(error)));
    }
    float left = 0, right = 0;
    for (size_t i = 0; i < heard.size(); i += 2) {
      left = std::max(left, std::abs(heard[i]));
      right = std::max(right, std::abs(heard[i + 1]));
    }
    QVERIFY(std::abs(right / left - 0.5f) < 0.15f);
  }

  void anyPartIsTheSame() {
    writeClicks(at("parts.mp4"), VideoCodec::h264);
    AudioTrackReader whole(at("parts.mp4")), parts(at("parts.mp4"));
    const std::vector<float> all = whole.read(0, 96000);
    // Forward, back, over the ends.
    for (const int64_t first : {int64_t{10}, int64_t{40000}, int64_t{90000}, int64_t{11990}, int64_t{-500}, int64_t{95000}}) {
      const std::vector<float> part = parts.read(first, 3000);
      QCOMPARE(part.size(), size_t{6000});
      for (int64_t i = 0; i < 3000; ++i) {
        const int64_t sample = first + i;
        // A coder's tail may follow the last sample that was written.
        if (sample >= 96000) break;
        const float expected = sample < 0 ? 0.0f : all[static_cast<size_t>(sample) * 2];
        QVERIFY2(std::abs(part[static_cast<size_t>(i) * 2] - expected) < 1e-3f,
                 qPrintable(QString("%1 + %2: %3 %4").arg(first).arg(i).arg(part[static_cast<size_t>(i) * 2]).arg(expected)));
      }
    }
    QCOMPARE(loudest(parts.read(int64_t{100} * kSoundRate, 1000)), 0.0f);
    QCOMPARE(loudest(parts.read(int64_t{-100} * kSoundRate, 1000)), 0.0f);
    QVERIFY(clicksIn(parts.read(0, 96000)).size() == kClicks.size());
  }

  void otherRatesAndChannels() {
    // One channel at 22050 a second: a step at half a second.
    std::vector<int16_t> samples(22050, 0);
    std::fill(samples.begin() + 11025, samples.end(), int16_t{16384});
    writeWav(at("mono.wav"), samples, 1, 22050);
    AudioTrackReader reader(at("mono.wav"));
    const std::vector<float> sound = reader.read(0, 48000);
    QVERIFY(std::abs(sound[2 * 23800]) < 0.02f);
    for (const size_t channel : {0, 1}) QVERIFY(std::abs(sound[2 * 24400 + channel] - sound[2 * 40000]) < 0.05f);
    QVERIFY(sound[2 * 40000] > 0.3f);
    // An origin moves it.
    AudioTrackReader later(at("mono.wav"), 0.25);
    QVERIFY(std::abs(later.read(0, 48000)[2 * 12400] - sound[2 * 24400]) < 0.05f);
  }

  void filesWithoutSound() {
    writeScratchVideo(at("mute.mp4"), {32, 32}, 3);
    QVERIFY(!hasSound(at("mute.mp4")) && !hasSound(at("nowhere.mp4")) && !hasSound(folder_.path().toStdString()));
    QVERIFY(hasSound(at("h264.mp4")));
    writeFileAtomically(at("text.wav"), std::string("not a sound at all"));
    QVERIFY(!hasSound(at("text.wav")));
    const auto codeOf = [&](const QString& name) {
      try {
        AudioTrackReader reader(at(name));
      } catch (const Error& error) {
        return error.code();
      }
      return ErrorCode::internal;
    };
    QCOMPARE(codeOf("mute.mp4"), ErrorCode::badInput);
    QCOMPARE(codeOf("nowhere.mp4"), ErrorCode::notFound);
    QCOMPARE(codeOf("text.wav"), ErrorCode::unsupported);
    VideoWriter writer(at("mute2.mp4"), {32, 32}, {});
    QVERIFY_THROWS_EXCEPTION(Error, writer.addSound(std::vector<float>(200)));
  }

  void cutOffFilesEndInSilence() {
    writeClicks(at("whole.mov"), VideoCodec::prores4444);
    const std::vector<uint8_t> bytes = readBinaryFile(at("whole.mov"));
    writeFileAtomically(at("cut.mov"), std::span(bytes).first(bytes.size() * 6 / 10));
    AudioTrackReader reader(at("cut.mov"));
    const std::vector<float> sound = reader.read(0, 96000);
    QCOMPARE(clicksIn(std::span(sound).first(48000)).size(), size_t{1});
    QCOMPARE(loudest(std::span(sound).last(20000)), 0.0f);
  }
};

QTEST_GUILESS_MAIN(SoundTrackTest)
#include "sound_track_test.moc"
