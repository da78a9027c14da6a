// Playback: to the ends, frame by frame, play and pause, loop mode, speed; what the clocks say (they can be typed into), frame
// rate and length of the clip, and how many frames playback had to drop.
#pragma once

#include <QWidget>
#include <functional>

#include "app/desktop/document/workspace.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace fsm::desktop {

class TimecodeField;

/// Adds the actions "playback.*" to the workspace.
class TransportBar : public QWidget {
  Q_OBJECT
 public:
  explicit TransportBar(Workspace& workspace, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void addActions();
  void makeButtons();
  void makeFields();
  void showAnimation();
  void showPlayhead();
  void showPlaying();
  void showIcons();
  void change(const QString& text, const std::function<void(animation::Animation&)>& change);
  double speed() const;

  void togglePlaying();
  void setLoop(animation::LoopMode mode);
  void goTo(double clipTime);
  void stepFrames(int64_t frames);
  /// Scene time to the next moment that was filmed, in the direction of `sign`.
  void stepFilmed(int sign);

  Workspace& workspace_;
  QComboBox *loop_ = nullptr, *speed_ = nullptr;
  TimecodeField *clipTime_ = nullptr, *sceneTime_ = nullptr, *length_ = nullptr;
  QDoubleSpinBox* fps_ = nullptr;
  QLabel* dropped_ = nullptr;
};

}  // namespace fsm::desktop
