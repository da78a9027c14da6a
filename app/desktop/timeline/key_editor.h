// Exact numbers of one key or marker. What is typed holds at once; all of it is one step of undo while the editing goes on.
#pragma once

#include "app/desktop/timeline/popover.h"
#include "app/desktop/timeline/timeline_state.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;

namespace fsm::desktop {

class TimecodeField;

class KeyEditor : public Popover {
  Q_OBJECT
 public:
  KeyEditor(TimelineState& state, KeyId key, QWidget* parent);

 private:
  void addTime();
  void addCameraFields();
  void addTimeFields();
  void addMarkerFields();
  QDoubleSpinBox* number(const QString& name, int decimals, double lowest, double highest, const QString& unit);
  void load();
  void loadCamera(const animation::CameraKey& key);
  void loadTime(const animation::TimeKey& key, size_t index);
  void loadMarker(const animation::Marker& marker);
  void store();
  animation::CameraKey cameraKey(const animation::CameraKey& before) const;
  animation::TimeKey timeKey(const animation::TimeKey& before) const;
  animation::Marker marker(const animation::Marker& before) const;
  /// Where the key is now; nothing once it is gone.
  std::optional<size_t> index() const;
  void chooseColour(uint32_t colour);

  TimelineState& state_;
  Row row_;
  double at_;  ///< its moment: names the key
  QString mergeKey_;
  bool loading_ = false;
  TimecodeField* time_ = nullptr;
  // Camera.
  QDoubleSpinBox *x_ = nullptr, *y_ = nullptr, *z_ = nullptr, *pan_ = nullptr, *tilt_ = nullptr, *roll_ = nullptr,
                 *focal_ = nullptr;
  QLabel* view_ = nullptr;
  QComboBox* easing_ = nullptr;
  // Scene time.
  QDoubleSpinBox *scene_ = nullptr, *speedIn_ = nullptr, *speedOut_ = nullptr;
  QComboBox* interpolation_ = nullptr;
  QCheckBox* automatic_ = nullptr;
  // Marker.
  QLineEdit* name_ = nullptr;
  uint32_t colour_ = 0;
  std::vector<QWidget*> swatches_;
};

}  // namespace fsm::desktop
