// How the viewport shows things beside what ViewState says: comparisons, guides over the picture, the overlay.
#pragma once

#include <QObject>
#include <string>
#include <utility>

#include "app/desktop/viewport/navigation_presets.h"
#include "app/desktop/viewport/navigator.h"

namespace fsm::desktop {

enum class Compare {
  none,
  input,            ///< the nearest input frame beside the picture of its own view
  inputDifference,  ///< what differs between them
  version,          ///< another version's picture of the same view
};

class ViewOptions : public QObject {
  Q_OBJECT
 public:
  /// What is a matter of taste (navigation, overlay, safe frame) is as it was left the last time.
  explicit ViewOptions(QObject* parent = nullptr);

  Compare compare() const { return compare_; }
  const std::string& comparedVersion() const { return comparedVersion_; }
  float split() const { return split_; }
  bool checkerboard() const { return checkerboard_; }
  bool safeFrame() const { return safeFrame_; }
  bool tellsGaps() const { return tellsGaps_; }  ///< says over the picture why it is guessed
  bool overlay() const { return overlay_; }
  NavigationPreset navigation() const { return navigation_; }
  OrbitStyle orbitStyle() const { return orbitStyle_; }

  void setCompare(Compare compare, const std::string& version = {});
  void setSplit(float split);  ///< clamped to [0, 1]
  /// One side whole, then the other (A/B).
  void swapSides();
  void setCheckerboard(bool on);
  void setSafeFrame(bool on);
  void setTellsGaps(bool on);
  void setOverlay(bool on);
  void setNavigation(NavigationPreset preset);
  void setOrbitStyle(OrbitStyle style);

 signals:
  void changed();

 private:
  template <class Value>
  void set(Value& member, Value value) {
    if (member == value) return;
    member = std::move(value);
    emit changed();
  }

  Compare compare_ = Compare::none;
  std::string comparedVersion_;
  float split_ = 0.5f;
  bool checkerboard_ = false, safeFrame_ = false, tellsGaps_ = true, overlay_ = false;
  NavigationPreset navigation_ = NavigationPreset::standard;
  OrbitStyle orbitStyle_ = OrbitStyle::turntable;
};

}  // namespace fsm::desktop
