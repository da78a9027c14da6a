// The cameras of a capture as animations know them.
#pragma once

#include <utility>
#include <vector>

#include "app/animation/filmed_camera.h"
#include "reconstruction/capture/capture.h"

namespace fsm::jobs {

/// Principal points are left out. A camera without poses gives none.
animation::FilmedCamera filmedCamera(const CaptureCamera& camera);
/// Of every posed camera.
std::vector<animation::FilmedCamera> filmedCameras(const Capture& capture);

/// The lens of a camera over its time, off its picture's middle or not.
class FilmedLens {
 public:
  /// At least one frame.
  explicit FilmedLens(const CaptureCamera& camera);
  /// Of the frames before and after, mixed; of the ends beyond them.
  Intrinsics at(Seconds moment) const;

 private:
  std::vector<std::pair<Seconds, Intrinsics>> lenses_;  ///< by time; one where frames have none of their own
};

}  // namespace fsm::jobs
