// How Gaussians are selected: in which part of their life, how wide the brush is, whether through what stands before them. As it
// was left the last time.
#pragma once

#include <QObject>

#include "app/desktop/document/view_state.h"

namespace fsm::desktop {

/// What a deletion of what is selected takes, and when a Gaussian has to be in the drawn shape to be selected.
enum class SelectionTime {
  wholeLife,  ///< there at the moment that is shown; gone for ever
  moment,     ///< there, and gone, around the moment that is shown
  inOut,      ///< there, and gone, in what the clip shows between in and out
};

class SelectionOptions : public QObject {
  Q_OBJECT
 public:
  explicit SelectionOptions(QObject* parent = nullptr);

  SelectionTime time() const { return time_; }
  Seconds halfWidth() const { return halfWidth_; }
  double brushRadius() const { return brushRadius_; }
  bool visibleOnly() const { return visibleOnly_; }

  void setTime(SelectionTime time);
  void setHalfWidth(Seconds seconds);     ///< on both sides of the moment; clamped to [0.001, 1000]
  void setBrushRadius(double pixels);     ///< logical pixels; clamped to [1, 500]
  void setVisibleOnly(bool visibleOnly);  ///< what is hidden behind something is left alone

  /// Seconds of the capture.
  struct Range {
    Seconds from = 0, to = 0;
    bool wholeLife = true;
  };
  Range range(const ViewState& view, const Project& project) const;

 signals:
  void changed();
  void rangeChanged();  ///< with `changed`, of what `range` says

 private:
  template <class Value>
  void set(Value& member, Value value, const char* setting);

  SelectionTime time_ = SelectionTime::wholeLife;
  Seconds halfWidth_ = 0.1;
  double brushRadius_ = 30;
  bool visibleOnly_ = false;
};

}  // namespace fsm::desktop
