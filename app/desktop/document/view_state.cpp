#include "app/desktop/document/view_state.h"

#include <algorithm>
#include <cmath>

#include "app/animation/camera_pose.h"
#include "app/desktop/document/home_camera.h"

namespace fsm::desktop {

namespace {

constexpr double kSameMoment = 1e-6;  ///< seconds, as the tracks count it

bool usable(const Camera& camera) {
  return camera.intrinsics.size.width > 0 && camera.intrinsics.size.height > 0 && isRigid(camera.world_from_camera) &&
         animation::isValid(animation::poseOf(camera));
}

/// The pose that the track's shake at `at` turns into `wanted`: what is seen now is what the key shows.
animation::CameraPose withoutShake(const animation::CameraTrack& track, const animation::CameraPose& wanted, double at) {
  if (!track.shake()) return wanted;
  animation::CameraPose steady = wanted;
  for (int i = 0; i < 4; ++i) {  // the tremor depends little on the pose: this converges at once
    const animation::CameraPose seen = animation::shaken(steady, *track.shake(), at, track.period());
    steady.rotation = glm::normalize(wanted.rotation * glm::inverse(seen.rotation) * steady.rotation);
    steady.position += wanted.position - seen.position;
  }
  return steady;
}

bool sameView(const Camera& a, const Camera& b) {
  return a.intrinsics == b.intrinsics && a.world_from_camera == b.world_from_camera;
}

}  // namespace

ViewState::ViewState(Document& document, QObject* parent) : QObject(parent), document_(document) {
  clock_.start();
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &ViewState::tick);
  connect(&document_, &Document::changed, this, &ViewState::onDocumentChanged);
  connect(&document_, &Document::replaced, this, &ViewState::onReplaced);
  camera_ = homeCamera();
}

Camera ViewState::homeCamera() const { return desktop::homeCamera(document_.project(), sceneTime_); }

void ViewState::setClipTime(double seconds) {
  if (!std::isfinite(seconds)) return;
  moveTo(std::clamp(seconds, 0.0, document_.project().animation.length));
  if (!playing_) return;
  const animation::PlaybackRange range = playedRange();  // playback goes on from where the playhead was put
  playback_.start(now(), range, document_.project().animation.frameAt(clipTime_ - document_.project().animation.in), speed_);
}

void ViewState::moveTo(double clipTime) {
  const bool moved = clipTime != clipTime_;
  clipTime_ = clipTime;
  cameraOnTrack_ = timeOnTrack_ = true;
  follow();
  if (moved) emit clipTimeChanged();
}

/// Camera and scene time as the tracks say, as far as they are on them.
void ViewState::follow() {
  const animation::Animation& clip = document_.project().animation;
  if (clip.camera.empty()) cameraOnTrack_ = false;
  const Camera camera = cameraOnTrack_ ? clip.camera.camera(clipTime_, camera_.intrinsics.size) : camera_;
  const Seconds time = timeOnTrack_ ? clip.time.sceneTime(clipTime_, span_) : std::clamp(sceneTime_, span_.first, span_.last);
  if (time == sceneTime_ && sameView(camera, camera_)) return;
  camera_ = camera;
  sceneTime_ = time;
  emit viewChanged();
}

void ViewState::setCamera(const Camera& camera) {
  if (!usable(camera)) return;
  camera_ = camera;
  cameraOnTrack_ = false;
  if (autoKey_) keyCameraAs(camera, QStringLiteral("auto-key camera %1").arg(clipTime_));
  emit viewChanged();
}

void ViewState::setSceneTime(Seconds seconds) {
  if (!std::isfinite(seconds)) return;
  sceneTime_ = std::clamp(seconds, span_.first, span_.last);
  timeOnTrack_ = false;
  if (autoKey_) keyTimeAs(sceneTime_, QStringLiteral("auto-key time %1").arg(clipTime_));
  emit viewChanged();
}

void ViewState::setAutoKey(bool on) {
  if (std::exchange(autoKey_, on) != on) emit modeChanged();
}

void ViewState::setDecoder(Decoder decoder) {
  if (std::exchange(decoder_, decoder) == decoder) return;
  emit modeChanged();
  emit viewChanged();
}

void ViewState::setShading(Shading shading) {
  if (std::exchange(shading_, shading) == shading) return;
  emit modeChanged();
  emit viewChanged();
}

void ViewState::keyCamera() { keyCameraAs(camera_, {}); }
void ViewState::keyTime() { keyTimeAs(sceneTime_, {}); }

void ViewState::keyCameraAs(const Camera& camera, const QString& mergeKey) {
  cameraOnTrack_ = true;
  document_.edit(
      tr("Key camera"), Document::AnimationPart,
      [&](Project& project) {
        animation::CameraTrack& track = project.animation.camera;
        animation::CameraKey key{clipTime_, withoutShake(track, animation::poseOf(camera), clipTime_)};
        if (const auto there = track.keyNear(clipTime_, kSameMoment)) key.easing = track.keys()[*there].easing;
        track.set(key);
      },
      mergeKey);
}

void ViewState::keyTimeAs(Seconds seconds, const QString& mergeKey) {
  timeOnTrack_ = true;
  document_.edit(
      tr("Key scene time"), Document::AnimationPart,
      [&](Project& project) {
        animation::SceneTimeTrack& track = project.animation.time;
        animation::TimeKey key{clipTime_, seconds};
        if (const auto there = track.keyNear(clipTime_, kSameMoment)) {
          key = track.keys()[*there];
          key.time = seconds;
        }
        track.set(key);
      },
      mergeKey);
}

animation::PlaybackRange ViewState::playedRange() const {
  const animation::Animation& clip = document_.project().animation;
  return {0, clip.frameCount(), clip.fps, clip.loop};
}

void ViewState::play(double speed) {
  if (!std::isfinite(speed) || speed == 0) return;
  const animation::Animation& clip = document_.project().animation;
  speed_ = std::clamp(speed, -100.0, 100.0);
  const bool began = !std::exchange(playing_, true);
  const int64_t frame = clip.frameAt(clipTime_ - clip.in);
  if (began) {
    dropped_ = notShown_ = 0;
    shown_ = true;
    playback_.start(now(), playedRange(), frame, speed_);
    emit playingChanged();
  } else {
    playback_.change(now(), playedRange(), speed_);
  }
  tick();
}

void ViewState::pause() {
  if (!std::exchange(playing_, false)) return;
  timer_.stop();
  playback_.stop();
  emit playingChanged();
}

void ViewState::pictureShown() { drawn_ = shown_ = true; }

void ViewState::tick() {
  if (!playing_) return;
  const animation::PlaybackClock::Tick due = playback_.tick(now());
  dropped_ = due.dropped;
  if (due.changed) {
    if (drawn_ && !shown_) ++notShown_;
    shown_ = false;
  }
  // Whoever is told may pause, or change what is played.
  const double at = document_.project().animation.timeOfFrame(due.frame);
  if (due.changed || at != clipTime_) moveTo(at);
  if (due.finished) return pause();
  if (playing_) timer_.start(std::max(1, static_cast<int>(std::ceil(due.waitSeconds * 1000))));
}

void ViewState::onDocumentChanged(Document::Parts parts) {
  if (parts & (Document::CapturePart | Document::VersionsPart)) {
    const auto [first, last] = document_.project().span();
    span_ = {first, last};
    goHomeOnceThereIsSomething();
  }
  const double end = document_.project().animation.length;
  if (clipTime_ > end) {
    clipTime_ = end;
    emit clipTimeChanged();
  }
  if (playing_) playback_.change(now(), playedRange(), speed_);
  follow();
}

/// What is imported into an empty project is looked at from where it was filmed; later the artist stays where they are.
void ViewState::goHomeOnceThereIsSomething() {
  const Project& project = document_.project();
  const bool something = (project.capture && project.capture->posed()) || project.shownVersion();
  if (!std::exchange(hasContent_, something) && something) {
    sceneTime_ = document_.project().animation.time.sceneTime(clipTime_, span_);
    camera_ = homeCamera();
    emit viewChanged();
  }
}

void ViewState::onReplaced() {
  pause();
  clipTime_ = document_.project().animation.in;
  cameraOnTrack_ = timeOnTrack_ = true;
  sceneTime_ = document_.project().animation.time.sceneTime(clipTime_, span_);
  camera_ = homeCamera();
  follow();
  emit clipTimeChanged();
  emit viewChanged();
}

}  // namespace fsm::desktop
