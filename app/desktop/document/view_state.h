// Where the artist stands: playhead, camera, scene time, what is shown. Not part of the project, not undone.
//
// Clip time, scene time and camera are three things. Moving the playhead evaluates the tracks: camera and scene time follow them.
// An orbit takes the camera off its track, a scrub of scene time takes time off its track, until the playhead moves again (as in
// Blender). A track without keys is never followed: the free camera stays, and scene time runs as SceneTimeTrack says.
#pragma once

#include <QObject>

#include <QElapsedTimer>
#include <QTimer>

#include "app/animation/playback_clock.h"
#include "app/desktop/document/document.h"
#include "reconstruction/core/geometry.h"

namespace fsm::desktop {

enum class Decoder { splats, neural, input };                       ///< what the picture is made of
enum class Shading { colour, depth, alpha, overdraw, confidence };  ///< what of it is shown

class ViewState : public QObject {
  Q_OBJECT
 public:
  explicit ViewState(Document& document, QObject* parent = nullptr);

  double clipTime() const { return clipTime_; }
  Seconds sceneTime() const { return sceneTime_; }
  /// World pose and intrinsics of any nominal size; who draws fits it to its window.
  const Camera& camera() const { return camera_; }
  /// Whether camera and scene time are what the tracks say at the playhead. A camera track without keys says nothing.
  bool cameraOnTrack() const { return cameraOnTrack_; }
  bool timeOnTrack() const { return timeOnTrack_; }
  bool playing() const { return playing_; }
  bool autoKey() const { return autoKey_; }
  Decoder decoder() const { return decoder_; }
  Shading shading() const { return shading_; }
  /// First and last moment of the project that is open.
  const animation::SceneSpan& span() const { return span_; }

  /// Clamped to the timeline; camera and scene time follow their tracks again.
  void setClipTime(double seconds);
  /// Off the track, or a new key where auto-key is on. Cameras that are no camera (numbers that are not finite) are ignored.
  void setCamera(const Camera& camera);
  /// Clamped to the span of the project.
  void setSceneTime(Seconds seconds);
  void setAutoKey(bool on);
  void setDecoder(Decoder decoder);
  void setShading(Shading shading);
  /// Real time, dropping frames rather than slowing down. `speed` of 1 is normal.
  void play(double speed = 1);
  void pause();
  /// Frames that playback left out since it began: those that came too late here, and those that whoever draws did not show.
  int droppedFrames() const { return static_cast<int>(dropped_ + notShown_); }
  /// A picture of the view, of now or of a moment ago, came on screen. Who draws says so after each one; where nobody does, only
  /// what came too late here counts as dropped.
  void pictureShown();

  /// Keys at the playhead, undoable: what is seen now is what the clip shows there.
  void keyCamera();
  void keyTime();
  /// The capture's first view (Home): where the filmed camera stands at the moment that is shown; for a splat file its orbit.
  Camera homeCamera() const;

 signals:
  void viewChanged();  ///< camera, scene time, or what is shown
  void clipTimeChanged();
  void playingChanged();
  void modeChanged();  ///< decoder, shading, auto-key

 private:
  void onDocumentChanged(Document::Parts parts);
  void onReplaced();
  void goHomeOnceThereIsSomething();
  void follow();
  void moveTo(double clipTime);
  void tick();
  animation::PlaybackRange playedRange() const;
  void keyCameraAs(const Camera& camera, const QString& mergeKey);
  void keyTimeAs(Seconds seconds, const QString& mergeKey);
  double now() const { return static_cast<double>(clock_.nsecsElapsed()) * 1e-9; }

  Document& document_;
  double clipTime_ = 0;
  Seconds sceneTime_ = 0;
  Camera camera_;
  bool cameraOnTrack_ = false, timeOnTrack_ = true, playing_ = false, autoKey_ = false;
  Decoder decoder_ = Decoder::splats;
  Shading shading_ = Shading::colour;
  animation::SceneSpan span_;
  animation::PlaybackClock playback_;
  bool hasContent_ = false;  ///< there was something to look at already
  double speed_ = 1;
  int64_t dropped_ = 0, notShown_ = 0;
  bool drawn_ = false;  ///< someone calls pictureShown
  bool shown_ = true;   ///< since the last frame of playback
  QElapsedTimer clock_;
  QTimer timer_;
};

}  // namespace fsm::desktop
