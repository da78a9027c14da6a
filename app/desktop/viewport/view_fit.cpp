#include "app/desktop/viewport/view_fit.h"

namespace fsm::desktop {

Camera fitted(const Camera& camera, ImageSize window) {
  const Intrinsics& in = camera.intrinsics;
  const double scale = static_cast<double>(window.height) / in.size.height;
  Camera out = camera;
  out.intrinsics = {window, in.fx * scale, in.fy * scale, 0.5 * window.width + (in.cx - 0.5 * in.size.width) * scale,
                    0.5 * window.height + (in.cy - 0.5 * in.size.height) * scale};
  return out;
}

}  // namespace fsm::desktop
