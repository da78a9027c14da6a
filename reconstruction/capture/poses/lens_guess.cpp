#include "reconstruction/capture/poses/lens_guess.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/still_lens.h"

namespace fsm::poses {
namespace {

constexpr double kPhoneVideo = 60;

double ratioOf(double degrees) { return 0.5 / std::tan(glm::radians(0.5 * degrees)); }

}  // namespace

std::vector<double> guessFocalRatios(const Capture& capture, std::optional<double> fieldOfView) {
  if (fieldOfView && !(*fieldOfView >= 1 && *fieldOfView <= 170))
    throw Error(ErrorCode::badInput, "The field of view is an angle of 1 to 170 degrees. Choose one in between.");
  std::vector<double> out;
  for (const CaptureCamera& camera : capture.cameras) {
    std::optional<double> ratio;
    if (fieldOfView) {
      ratio = ratioOf(*fieldOfView);
    } else if (camera.intrinsics.fx > 0) {
      ratio = camera.intrinsics.fx / std::max(camera.intrinsics.size.width, camera.intrinsics.size.height);
    } else if (const auto* stills = dynamic_cast<const StillImages*>(camera.images.get())) {
      ratio = stillFocalRatio(stills->files().front());
    }
    out.push_back(ratio.value_or(ratioOf(kPhoneVideo)));
  }
  return out;
}

}  // namespace fsm::poses
