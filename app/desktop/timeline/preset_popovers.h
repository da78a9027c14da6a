// The parameters of each preset move, asked for in a small popover and applied as one step of undo.
#pragma once

#include <QObject>
#include <QPoint>

#include "app/animation/presets.h"
#include "app/desktop/timeline/timeline_state.h"

class QWidget;

namespace fsm::desktop {

class Popover;

class Presets : public QObject {
  Q_OBJECT
 public:
  /// Popovers open over `window`.
  Presets(TimelineState& state, QWidget* window);

  void askTurntable(const QPoint& global);
  void askDolly(const QPoint& global);
  void askBulletTime(const QPoint& global);
  void askReplay(const QPoint& global);
  void askHandHeld(const QPoint& global);

 signals:
  void applied();

 private:
  Popover* popover(const QString& title, const char* name);
  void apply(const QString& text, const std::function<animation::Animation(const animation::Animation&)>& change);
  /// Fits the camera's path to few keys on a worker: long captures take their time.
  void replay(const animation::FilmedCamera& camera);

  TimelineState& state_;
  QWidget* window_;
};

}  // namespace fsm::desktop
