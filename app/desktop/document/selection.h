// What is selected: one thing that the inspector shows, and a set of Gaussians.
#pragma once

#include <QObject>
#include <cstdint>
#include <memory>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::desktop {

struct SelectedItem {
  enum class Kind { none, captureCamera, frame, version, prop, cameraKey, timeKey, marker, scene };
  Kind kind = Kind::none;
  int index = -1;  ///< of the camera, version, prop, key, marker
  int frame = -1;  ///< of a frame: its number in camera `index`
  bool operator==(const SelectedItem&) const = default;
};

/// Gaussians of the shown version after its edits, chosen within a range of scene time.
struct SelectedGaussians {
  std::vector<int64_t> indices;  ///< increasing
  Seconds from = 0, to = 0;      ///< the time range in which they were selected and in which a deletion holds
  bool wholeLife = true;         ///< false: deletions hold in [from, to] only
};

class Selection : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  const SelectedItem& item() const { return item_; }
  void select(const SelectedItem& item);
  const SelectedGaussians& gaussians() const { return gaussians_; }
  void selectGaussians(SelectedGaussians gaussians);

 signals:
  void itemChanged();
  void gaussiansChanged();

 private:
  SelectedItem item_;
  SelectedGaussians gaussians_;
};

}  // namespace fsm::desktop
