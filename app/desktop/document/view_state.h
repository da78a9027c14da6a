// Where the artist stands: playhead, camera, scene time, what is shown. Not part of the project, not undone.
//
// Clip time, scene time and camera are three things. Moving the playhead evaluates the tracks: camera and scene time follow them.
// An orbit takes the camera off its track, a scrub of scene time takes time off its track, until the playhead moves again (as in
// Blender). A track without keys is never followed: the free camera stays, and scene time runs as SceneTimeTrack says.
#pragma once

#include <QObject>

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
  bool cameraOnTrack() const { return cameraOnTrack_; }
  bool timeOnTrack() const { return timeOnTrack_; }
  bool playing() const { return playing_; }
  bool autoKey() const { return autoKey_; }
  Decoder decoder() const { return decoder_; }
  Shading shading() const { return shading_; }

  void setClipTime(double seconds);
  /// Off the track, or a new key where auto-key is on.
  void setCamera(const Camera& camera);
  void setSceneTime(Seconds seconds);
  void setAutoKey(bool on);
  void setDecoder(Decoder decoder);
  void setShading(Shading shading);
  /// Real time, dropping frames rather than slowing down. `speed` of 1 is normal.
  void play(double speed = 1);
  void pause();
  /// Frames that playback left out since it began.
  int droppedFrames() const { return dropped_; }

  /// Keys at the playhead, undoable.
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
  void tick();
  void evaluate();
  void onDocumentChanged(Document::Parts parts);

  Document& document_;
  double clipTime_ = 0;
  Seconds sceneTime_ = 0;
  Camera camera_;
  bool cameraOnTrack_ = true, timeOnTrack_ = true, playing_ = false, autoKey_ = false;
  Decoder decoder_ = Decoder::splats;
  Shading shading_ = Shading::colour;
  int dropped_ = 0;
  class Playback;
  Playback* playback_ = nullptr;
};

}  // namespace fsm::desktop
