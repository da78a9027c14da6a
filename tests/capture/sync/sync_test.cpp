// Offsets between recordings of one event: known shifts, echoes and noise, silence, unrelated sound; and the cameras of a
// capture.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <random>

#include "reconstruction/capture/import/importer.h"
#include "reconstruction/capture/sync/audio_offset.h"
#include "reconstruction/capture/sync/camera_clocks.h"
#include "reconstruction/capture/sync/fourier.h"
#include "reconstruction/media/sound.h"
#include "reconstruction/media/video_writer.h"
#include "tests/capture/fixtures.h"
#include "tests/media/room_recording.h"

using namespace fsm;
using namespace fsm::sync;
using fsm::testing::refuses;
namespace fs = std::filesystem;

namespace {

constexpr double kRate = 8000;

/// What happened: tones that come and go at random, as speech does; `rate` samples a second.
std::vector<float> happening(double seconds, double rate, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> out(static_cast<size_t>(seconds * rate), 0.0f);
  for (size_t start = 0; start < out.size();) {
    const double pitch = 200 + random() % 1800, loud = 0.1 + 0.001 * (random() % 300);
    const size_t length = static_cast<size_t>((0.03 + 0.001 * (random() % 150)) * rate);
    for (size_t i = 0; i < length && start + i < out.size(); ++i) {
      const double t = static_cast<double>(i) / rate,
                   fade = std::sin(M_PI * static_cast<double>(i) / static_cast<double>(length));
      out[start + i] +=
          static_cast<float>(loud * fade * (std::sin(2 * M_PI * pitch * t) + 0.5 * std::sin(2 * M_PI * 1.7 * pitch * t)));
    }
    start += length + static_cast<size_t>((0.001 * (random() % 200)) * rate);
  }
  return out;
}

/// From `begin` seconds on, `seconds` long, with an echo and the room's own noise.
std::vector<float> heardFrom(const std::vector<float>& all, double rate, double begin, double seconds, float gain,
                             unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> out(static_cast<size_t>(seconds * rate));
  const auto first = static_cast<size_t>(std::llround(begin * rate)), echo = static_cast<size_t>(0.021 * rate);
  for (size_t i = 0; i < out.size(); ++i) {
    const size_t at = first + i;
    if (at < all.size()) out[i] = gain * all[at] + (at >= echo ? 0.4f * gain * all[at - echo] : 0.0f);
    out[i] += 0.02f * (static_cast<float>(random() % 2001) / 1000 - 1);
  }
  return out;
}

void writeClip(const fs::path& path, const std::vector<float>& mono, bool sound) {
  media::VideoWriter writer(path, {32, 32}, {.fps = 10, .quality = 30, .codec = {}, .alpha = false, .sound = sound});
  const size_t frames = mono.size() * 10 / media::kSoundRate;
  for (size_t f = 0; f < frames; ++f) {
    writer.add(fsm::testing::picture({32, 32}, static_cast<double>(f) / static_cast<double>(frames)));
    if (!sound) continue;
    std::vector<float> stereo;
    for (size_t i = f * media::kSoundRate / 10; i < (f + 1) * media::kSoundRate / 10; ++i)
      stereo.insert(stereo.end(), 2, mono[i]);
    writer.addSound(stereo);
  }
  writer.finish();
}

}  // namespace

class SyncTest : public QObject {
  Q_OBJECT
 private slots:
  void transformsOfEverySizeAreTransforms() {
    for (const size_t size : {size_t{8}, size_t{1} << 18}) {
      std::vector<std::complex<float>> values(size);
      values[3] = 1;
      const auto spectrum = fourier(values, Direction::forward);
      double worst = 0;
      for (size_t k = 0; k < size; ++k)
        worst = std::max(worst, std::abs(std::complex<double>(spectrum[k]) -
                                         std::polar(1.0, -2 * M_PI * static_cast<double>(3 * k) / static_cast<double>(size))));
      QVERIFY2(worst < 1e-4, qPrintable(QString::number(worst)));
      const auto back = fourier(spectrum, Direction::backward);
      QVERIFY(std::abs(back[3] / static_cast<float>(size) - 1.0f) < 1e-4f);
      QVERIFY(std::abs(back[4]) < 1e-3f * static_cast<float>(size));
    }
  }

  void knownShiftsAreFound() {
    const std::vector<float> all = happening(20, kRate, 7);
    for (const auto& [begin, gain] : {std::pair{4.7312, 0.3f}, {0.5, 1.0f}, {2.0, 0.8f}, {9.25, 0.2f}}) {
      const AudioOffset found = audioOffset(heardFrom(all, kRate, 2, 10, 1, 1), heardFrom(all, kRate, begin, 9, gain, 2), kRate);
      QVERIFY2(found.offset.has_value(), found.reason.c_str());
      // A moment at t on the other's clock is at begin + t of the event, which is begin - 2 + t for the reference.
      QVERIFY2(std::abs(*found.offset - (begin - 2)) < 1e-3, qPrintable(QString::number(*found.offset)));
      QVERIFY(found.confidence >= 0.25 && found.confidence <= 1);
    }
  }

  void silenceAndOtherEventsHaveNoOffset() {
    const std::vector<float> a = heardFrom(happening(12, kRate, 7), kRate, 0, 10, 1, 1);
    const std::vector<float> silent(a.size(), 0.0f);
    QVERIFY(!audioOffset(a, silent, kRate).offset);
    QCOMPARE(QString::fromStdString(audioOffset(a, silent, kRate).reason), "its sound is silent");
    const AudioOffset other = audioOffset(a, heardFrom(happening(12, kRate, 99), kRate, 0, 10, 1, 2), kRate);
    QVERIFY2(!other.offset, qPrintable(QString::number(other.confidence)));
    QVERIFY(!other.reason.empty());
    QVERIFY(!audioOffset(a, std::span(a).first(100), kRate).offset);
  }

  /// Two recordings made of a real one; the second is 12 dB softer. Its own level is then -44 dB: 0.0063.
  void recordingsOfARealRoomAreAligned_data() {
    QTest::addColumn<double>("begin");
    QTest::addColumn<float>("noise");
    QTest::newRow("as loud") << 1.237 << 0.0f;
    QTest::newRow("noise as loud as it") << 1.237 << 0.0063f;
    QTest::newRow("noise ten decibels louder") << 1.237 << 0.02f;
    QTest::newRow("half of it in common") << 2.4816 << 0.0063f;
  }
  void recordingsOfARealRoomAreAligned() {
    QFETCH(double, begin);
    QFETCH(float, noise);
    const fs::path room = media::roomRecording();
    if (!fs::exists(room)) QSKIP("The recordings are not here: set FSM_DATA to the folder that holds media/.");
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    media::recordAgain(room, root / "a.mp4", 0, 4, 1, 0);
    media::recordAgain(room, root / "b.mp4", begin, 4.9 - begin, 0.25f, noise);
    const Capture capture = importCapture(root);
    Progress progress;
    const CameraOffset found = findOffsets(capture, {}, true, progress).at(1);
    qInfo("%.5f s, confidence %.2f", found.offset, found.confidence);
    QCOMPARE(found.source, CameraOffset::Source::sound);
    QVERIFY2(std::abs(found.offset - begin) < 1e-3, qPrintable(QString::number(found.offset)));
  }

  void camerasGetOneClock() {
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const std::vector<float> all = happening(12, media::kSoundRate, 5);
    writeClip(root / "a.mp4", heardFrom(all, media::kSoundRate, 2.0, 6, 1, 1), true);
    writeClip(root / "b.mp4", heardFrom(all, media::kSoundRate, 2.8, 5, 0.5f, 2), true);
    writeClip(root / "c.mp4", std::vector<float>(4 * media::kSoundRate, 0.0f), false);
    Capture capture = importCapture(root);
    QCOMPARE(capture.cameras.size(), size_t{3});
    Progress progress;
    const std::vector<CameraOffset> offsets = findOffsets(capture, {}, true, progress);
    QCOMPARE(offsets[0].source, CameraOffset::Source::reference);
    QCOMPARE(offsets[1].source, CameraOffset::Source::sound);
    QVERIFY2(std::abs(offsets[1].offset - 0.8) < 3e-3, qPrintable(QString::number(offsets[1].offset)));
    QCOMPARE(offsets[2].source, CameraOffset::Source::none);
    QCOMPARE(QString::fromStdString(offsets[2].reason), "it has no sound");

    const std::vector<CameraOffset> byHand = findOffsets(capture, {{"c", -0.5}, {"b.mp4", 1.0}}, true, progress);
    QCOMPARE(byHand[1].source, CameraOffset::Source::given);
    QCOMPARE(byHand[1].offset, 1.0);
    QCOMPARE(byHand[2].offset, -0.5);
    applyOffsets(capture, byHand);
    QVERIFY(std::abs(capture.cameras[2].times.front()) < 1e-9);  // the earliest frame of all
    QVERIFY(std::abs(capture.cameras[0].times.front() - 0.5) < 1e-9);
    QVERIFY(std::abs(capture.cameras[1].times.front() - 1.5) < 1e-9);
    QVERIFY(refuses([&] { findOffsets(capture, {{"d", 1.0}}, true, progress); }, ErrorCode::badInput, "a.mp4, b.mp4, c.mp4"));
  }
};

QTEST_GUILESS_MAIN(SyncTest)
#include "sync_test.moc"
