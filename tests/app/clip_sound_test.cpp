// The sound of a clip follows scene time: which parts sound, where the clicks of a known track end up in them, silence in freezes
// and elsewhere, fades at joints; what a rendered video holds.
#include "app/jobs/clip_sound.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "app/jobs/import_job.h"
#include "app/jobs/render_job.h"
#include "reconstruction/capture/sync/audio_offset.h"
#include "reconstruction/core/error.h"
#include "reconstruction/media/video_reader.h"
#include "tests/media/room_recording.h"
#include "tests/media/scratch_sound.h"
#include "tests/media/scratch_video.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::jobs;
using media::clicksIn;
using media::kSoundRate;
using media::loudest;

namespace {

constexpr double kFps = 25;
constexpr ImageSize kSize{32, 32};

/// Footage of three seconds with clicks at these moments.
const std::vector<double> kClicks{0.5, 1.2, 2.1, 2.8};

void writeFootage(const fs::path& path) {
  const std::vector<float> sound = media::clickTrack(3, kClicks);
  media::VideoWriter writer(path, kSize, {.fps = kFps, .sound = true});
  for (size_t i = 0; i < 75; ++i) {
    writer.add(media::smoothFrame(kSize, static_cast<int>(i)));
    writer.addSound(std::span(sound).subspan(i * 3840, 3840));
  }
  writer.finish();
}

/// Scene time from `from` at `speed` for `seconds`.
void run(std::vector<Seconds>& moments, Seconds from, double speed, double seconds) {
  for (int i = 0; i < std::lround(seconds * kFps); ++i) moments.push_back(from + speed * i / kFps);
}

std::vector<float> heard(ClipSound& sound, size_t frames) {
  std::vector<float> out;
  for (size_t i = 0; i < frames; ++i) {
    const std::vector<float> piece = sound.frame(i);
    out.insert(out.end(), piece.begin(), piece.end());
  }
  return out;
}

std::span<const float> between(const std::vector<float>& sound, double from, double to) {
  const auto at = [](double seconds) { return static_cast<size_t>(std::llround(seconds * kSoundRate)) * 2; };
  return std::span(sound).subspan(at(from), at(to) - at(from));
}

/// Draws nothing but a grey picture.
class GreyRenderer : public FrameRenderer {
 public:
  void render(const std::vector<View>& views, const std::function<void(size_t, LayeredImage&&)>& receive, Progress&) override {
    for (size_t i = 0; i < views.size(); ++i) receive(i, opaque(Image(views[i].camera.intrinsics.size, 0.5f)));
  }
  bool seesThrough() const override { return true; }
  std::string name() const override { return "grey"; }
  std::string device() const override { return "none"; }
};

Clip clipOf(const std::vector<Seconds>& moments) {
  Clip clip;
  clip.size = kSize;
  clip.fps = kFps;
  for (const Seconds moment : moments) clip.views.push_back({{{kSize, 30, 30, 16, 16}, glm::dmat4(1)}, moment});
  clip.between = [views = clip.views](double at) {
    return views[static_cast<size_t>(std::clamp(std::lround(at), 0l, static_cast<long>(views.size()) - 1))];
  };
  return clip;
}

}  // namespace

class ClipSoundTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

  RenderResult rendered(const std::vector<Seconds>& moments, const char* name, const SoundRequest& request,
                        const fs::path& source) {
    RenderStage stage;
    stage.renderer = std::make_unique<GreyRenderer>();
    stage.sound = soundOf(source);
    ClipOutput output;
    output.file = at(name);
    output.quality.background.kind = Background::Kind::scene;
    output.sound = request;
    output.sheet = false;
    Progress progress;
    return renderClip(stage, clipOf(moments), output, progress);
  }

 private slots:
  void initTestCase() {
    fs::create_directory(at("footage"));
    writeFootage(at("footage") / "b.mp4");
    media::writeScratchVideo(at("footage") / "a.mp4", kSize, 5);  // without sound
    media::writeScratchVideo(at("mute.mp4"), kSize, 5);
  }

  void piecesRunAtNormalSpeed() {
    std::vector<Seconds> moments;
    run(moments, 0, 1, 1);       // frames 0-24, and on to 25 where the freeze begins
    run(moments, 1, 0, 1);       // 25-49: stands
    run(moments, 1, 0.5, 1);     // 50-74: slow
    run(moments, 1.5, 1.01, 1);  // 75-99: nearly normal
    run(moments, 2.5, -1, 1);    // 100-124: back
    run(moments, 1.5, 1, 0.08);  // a blip
    run(moments, 0, 1, 1);       // 127-151: jumped
    const std::vector<SoundPiece> pieces = soundPieces(moments, kFps);
    const std::vector<SoundPiece> expected{{0, 25}, {75, 99}, {127, 151}};
    QCOMPARE(pieces.size(), expected.size());
    for (size_t i = 0; i < pieces.size(); ++i)
      QVERIFY2(pieces[i] == expected[i], qPrintable(QString("%1: %2-%3").arg(i).arg(pieces[i].first).arg(pieces[i].last)));
    QVERIFY(!soundsThroughout(moments, kFps));
    std::vector<Seconds> normal;
    run(normal, 0.3, 0.985, 2);
    QVERIFY(soundsThroughout(normal, kFps));
    std::vector<Seconds> quick;
    run(quick, 0, 1.03, 2);
    QVERIFY(soundPieces(quick, kFps).empty());
    QVERIFY(soundPieces({}, kFps).empty() && soundPieces(std::vector<Seconds>{1.0}, kFps).empty());
    QVERIFY(!soundsThroughout({}, kFps));
  }

  void clicksFollowSceneTime() {
    std::vector<Seconds> moments;
    run(moments, 1, 1, 1);     // clip 0-1 shows 1-2: a click at 0.2
    run(moments, 2, 0, 1);     // clip 1-2 stands at 2
    run(moments, 2, 1, 0.96);  // clip 2-2.96 shows 2-2.96: clicks at 2.1 and 2.8
    ClipSound sound({at("footage") / "b.mp4", 0}, moments, kFps);
    const std::vector<float> all = heard(sound, moments.size());
    QCOMPARE(all.size(), static_cast<size_t>(2.96 * kSoundRate) * 2);
    const std::vector<double> clicks = clicksIn(all), expected{0.2, 2.1, 2.8};
    QCOMPARE(clicks.size(), expected.size());
    for (size_t i = 0; i < clicks.size(); ++i) QVERIFY(std::abs(clicks[i] - expected[i]) < 0.002);
    QCOMPARE(loudest(between(all, 1.0, 2.0)), 0.0f);
    QVERIFY(std::abs(sound.seconds() - 1.96) < 0.03);
    // Any frame again, in any order.
    QCOMPARE(sound.frame(5), std::vector<float>(all.begin() + 5 * 3840, all.begin() + 6 * 3840));
  }

  void slightlyOffSpeedsStayInStep() {
    std::vector<Seconds> moments;
    run(moments, 0, 1.018, 2.9);
    ClipSound sound({at("footage") / "b.mp4", 0}, moments, kFps);
    const std::vector<double> clicks = clicksIn(heard(sound, moments.size()));
    QCOMPARE(clicks.size(), kClicks.size());
    for (size_t i = 0; i < clicks.size(); ++i) QVERIFY(std::abs(clicks[i] - kClicks[i] / 1.018) < 0.002);
  }

  void anOffsetMovesTheSound() {
    std::vector<Seconds> moments;
    run(moments, 0, 1, 2);
    ClipSound sound({at("footage") / "b.mp4", 0.5}, moments, kFps);  // its clock begins at 0.5 of the capture's
    const std::vector<double> clicks = clicksIn(heard(sound, moments.size()));
    QVERIFY(clicks.size() == 2 && std::abs(clicks[0] - 1.0) < 0.002 && std::abs(clicks[1] - 1.7) < 0.002);
  }

  void jointsFade() {
    // A steady tone that is cut: within the first and last ten milliseconds of a piece it is softer.
    std::vector<float> tone(static_cast<size_t>(2 * kSoundRate) * 2);
    for (size_t i = 0; i < tone.size(); ++i) {
      const size_t sample = i / 2;
      tone[i] = 0.5f * static_cast<float>(std::sin(2 * M_PI * 1000 * static_cast<double>(sample) / kSoundRate));
    }
    media::VideoWriter writer(at("tone.mov"), kSize, {.fps = kFps, .sound = true});
    for (size_t i = 0; i < 50; ++i) {
      writer.add(media::smoothFrame(kSize, 0));
      writer.addSound(std::span(tone).subspan(i * 3840, 3840));
    }
    writer.finish();
    std::vector<Seconds> moments;
    run(moments, 0.5, 0, 0.4);
    run(moments, 0.5, 1, 0.4);
    run(moments, 0.9, 0, 0.4);
    ClipSound sound({at("tone.mov"), 0}, moments, kFps);
    const std::vector<float> all = heard(sound, moments.size());
    QCOMPARE(loudest(between(all, 0, 0.4)), 0.0f);
    QVERIFY(loudest(between(all, 0.4, 0.401)) < 0.1f);
    QVERIFY(loudest(between(all, 0.405, 0.407)) < 0.4f && loudest(between(all, 0.405, 0.407)) > 0.15f);
    QVERIFY(loudest(between(all, 0.5, 0.6)) > 0.45f);
    QVERIFY(loudest(between(all, 0.799, 0.8)) < 0.1f);
    QCOMPARE(loudest(between(all, 0.81, 1.2)), 0.0f);
  }

  void theFootagesOwnSoundIsFound() {
    QCOMPARE(soundOf(at("footage"))->file, at("footage") / "b.mp4");
    QCOMPARE(soundOf(at("footage") / "b.mp4")->file, at("footage") / "b.mp4");
    QVERIFY(!soundOf(at("mute.mp4")) && !soundOf(at("nowhere")) && !soundOf({}));
  }

  void importsKeepTheSound() {
    // A part of the footage: its clicks are where its frames are.
    Progress progress;
    ImportRequest request;
    request.sources = {at("footage") / "b.mp4"};
    request.folder = at("capture");
    request.poses = "none";
    request.range = "1:2.4";
    importJob(request, progress);
    const std::optional<CaptureSound> sound = soundOf(at("capture"));
    QVERIFY(sound && sound->file == at("capture") / "sound.m4a" && std::abs(sound->offset - 1) < 0.05);
    std::vector<Seconds> moments;
    run(moments, 1, 1, 1.4);
    ClipSound clip(*sound, moments, kFps);
    const std::vector<double> clicks = clicksIn(heard(clip, moments.size()));
    QVERIFY(clicks.size() == 2 && std::abs(clicks[0] - 0.2) < 0.002 && std::abs(clicks[1] - 1.1) < 0.002);
    // And so does a copy of the folder.
    request.sources = {at("capture")};
    request.folder = at("again");
    request.range = "1.5:";
    importJob(request, progress);
    ClipSound again(*soundOf(at("again")), moments, kFps);
    const std::vector<double> later = clicksIn(heard(again, moments.size()));
    QVERIFY(later.size() == 1 && std::abs(later[0] - 1.1) < 0.002);
  }

  void aVideoOfNormalSpeedSounds() {
    std::vector<Seconds> moments;
    run(moments, 0, 1, 3);
    const RenderResult result = rendered(moments, "normal.mp4", {}, at("footage"));
    QVERIFY(std::abs(result.soundSeconds - 3) < 1e-6);
    QVERIFY(result.sheet.empty() && !fs::exists(at("normal.sheet.png")));
    media::VideoReader video(at("normal.mp4"));
    QVERIFY(video.info().hasAudio);
    QCOMPARE(video.info().times.size(), size_t{75});
    const std::vector<double> clicks = clicksIn(media::AudioTrackReader(at("normal.mp4")).read(0, 3 * kSoundRate));
    QCOMPARE(clicks.size(), kClicks.size());
    for (size_t i = 0; i < clicks.size(); ++i) QVERIFY(std::abs(clicks[i] - kClicks[i]) < 0.003);
  }

  void loopsAndFreezesAreSilentUnlessAsked() {
    std::vector<Seconds> moments;
    run(moments, 0, 1, 1.04);
    run(moments, 1, 0, 1);
    QCOMPARE(rendered(moments, "a.mp4", {}, at("footage")).soundSeconds, 0.0);
    QVERIFY(!media::VideoReader(at("a.mp4")).info().hasAudio);
    const RenderResult asked = rendered(moments, "b.webm", {SoundChoice::on, {}}, at("footage"));
    QVERIFY(asked.soundSeconds > 0.9);
    const std::vector<float> sound = media::AudioTrackReader(at("b.webm")).read(0, 2 * kSoundRate);
    QVERIFY(clicksIn(sound).size() == 1 && std::abs(clicksIn(sound)[0] - 0.5) < 0.003);
    QVERIFY(loudest(between(sound, 1.1, 2.0)) < 0.01f);
    QCOMPARE(rendered(moments, "c.mp4", {SoundChoice::off, {}}, at("footage")).soundSeconds, 0.0);
    std::vector<Seconds> frozen;
    run(frozen, 1, 0, 1);
    const RenderResult still = rendered(frozen, "d.mp4", {SoundChoice::on, {}}, at("footage"));
    QVERIFY(still.soundSeconds == 0 && still.notes.size() == 1);
  }

  /// A clip of footage with a room's own sound: a part of it, a freeze, and another part slowed down, then another as it was.
  void realSoundLiesWhereItsPictureIs() {
    const fs::path room = media::roomRecording();
    if (!fs::exists(room)) QSKIP("The recordings are not here: set FSM_DATA to the folder that holds media/.");
    Progress progress;
    ImportRequest request;
    request.sources = {room};
    request.folder = at("room");
    request.poses = "none";
    request.range = "0.5:4.5";
    request.fps = 4;
    importJob(request, progress);
    std::vector<Seconds> moments;
    run(moments, 1, 1, 1.2);     // clip 0-1.2 shows 1-2.2
    run(moments, 2.2, 0, 1);     // stands
    run(moments, 2.2, 0.5, 1);   // slow
    run(moments, 2.7, 1, 1.28);  // clip 3.2-4.48 shows 2.7-3.98
    const RenderResult result = rendered(moments, "room.mp4", {SoundChoice::on, {}}, at("room"));
    QVERIFY(std::abs(result.soundSeconds - 2.48) < 0.09);
    QCOMPARE(media::VideoReader(at("room.mp4")).info().times.size(), moments.size());
    const auto mono = [](std::span<const float> stereo) {
      std::vector<float> out;
      for (size_t i = 0; i + 1 < stereo.size(); i += 2) out.push_back(0.5f * (stereo[i] + stereo[i + 1]));
      return out;
    };
    const std::vector<float> filmed = media::AudioTrackReader(room).read(0, 4 * kSoundRate);
    const std::vector<float> heard = media::AudioTrackReader(at("room.mp4")).read(0, static_cast<size_t>(4.48 * kSoundRate));
    for (const auto& [from, to, shown] : {std::tuple{0.0, 1.15, 1.0}, {3.25, 4.45, 2.75}}) {
      const sync::AudioOffset found = sync::audioOffset(mono(filmed), mono(between(heard, from, to)), kSoundRate);
      QVERIFY2(found.offset.has_value(), found.reason.c_str());
      qInfo("heard at %.2f s: what was filmed at %.5f s (confidence %.2f)", from, *found.offset, found.confidence);
      QVERIFY2(std::abs(*found.offset - shown) < 2e-3, qPrintable(QString::number(*found.offset)));
    }
    QVERIFY(loudest(between(heard, 1.3, 3.1)) < 1e-3f);
    QVERIFY(loudest(between(heard, 0.1, 1.1)) > 0.01f);
  }

  void soundThatIsNotThere() {
    std::vector<Seconds> moments;
    run(moments, 0, 1, 0.5);
    const auto codeOf = [&](const char* name, const SoundRequest& request, const fs::path& source) {
      try {
        rendered(moments, name, request, source);
      } catch (const Error& error) {
        return error.code();
      }
      return ErrorCode::internal;
    };
    // Nobody asked for it: the clip is made without.
    QCOMPARE(rendered(moments, "e.mp4", {}, at("mute.mp4")).soundSeconds, 0.0);
    QCOMPARE(codeOf("f.mp4", {SoundChoice::on, {}}, at("mute.mp4")), ErrorCode::badInput);
    QCOMPARE(codeOf("f.mp4", {SoundChoice::on, CaptureSound{at("nowhere.wav"), 0}}, {}), ErrorCode::notFound);
    QCOMPARE(codeOf("f.gif", {SoundChoice::on, {}}, at("footage")), ErrorCode::badInput);
    QVERIFY(!fs::exists(at("f.mp4")) && !fs::exists(at("f.gif")));
    QVERIFY(rendered(moments, "g.mp4", {SoundChoice::on, CaptureSound{at("footage") / "b.mp4", 0}}, {}).soundSeconds > 0.4);
  }
};

QTEST_GUILESS_MAIN(ClipSoundTest)
#include "clip_sound_test.moc"
