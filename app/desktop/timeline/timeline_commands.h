// What keys, menus and buttons do to the timeline, each as one step of undo.
#pragma once

#include <QObject>

#include "app/desktop/timeline/timeline_state.h"

namespace fsm::desktop {

class TimelineCommands : public QObject {
  Q_OBJECT
 public:
  explicit TimelineCommands(TimelineState& state, QObject* parent = nullptr);

  void selectAll();
  void removeSelected();
  void copy();
  void cut();
  /// At the playhead.
  void paste();
  void duplicate();
  bool canPaste() const { return !clipboard_.empty(); }
  /// Selected keys by frames; selected scene-time keys by seconds of the event.
  void nudge(int64_t frames);
  void nudgeScene(Seconds seconds);
  /// The next key of the row with the focus (`sign` +1 or -1) is selected and the playhead goes to it.
  void goToKey(int sign);

  void addKey(Row row, double at);
  void addMarker(double at);
  void setEasing(animation::Easing easing);
  void setEasingOf(size_t cameraKey, animation::Easing easing);
  void setInterpolation(animation::TimeInterpolation interpolation);
  void automaticHandles();
  void setAfter(animation::AfterLast after);

  /// Clip time; see animation/scene_time_edits.h.
  void freeze(double at, double seconds);
  void ramp(double from, double to, double percent);
  void retime(double from, double to, double percent);
  void reverse(double from, double to);
  /// Without time keys: the event as it was filmed.
  void playAsFilmed();
  void removeCameraKeys();
  void steadyCamera();  ///< takes the shake away

  void setIn(double at);
  void setOut(double at);
  void wholeRange();

 private:
  void editTime(const QString& text, const std::function<animation::SceneTimeTrack(const animation::SceneTimeTrack&)>& change);

  TimelineState& state_;
  KeyClipboard clipboard_;
};

}  // namespace fsm::desktop
