// The renderer's contract: at most 0.1 % of the pixels off by more than 2/255 from the double-precision reference under the same
// settings, and a PSNR above 50 dB; depths where the picture is not nearly transparent.
#pragma once

#include <string>

#include "reconstruction/scene/gaussians4d.h"
#include "renderer/renderer.h"

namespace fsm::renderer {

/// What the reference makes of a request of the scene, as the renderer would give it.
Picture referencePicture(const scene::GaussianScene& scene, const FrameRequest& request);

struct PictureDifference {
  double farPixels = 0;   ///< share of the pixels whose colour or alpha is off by more than 2/255
  double psnr = 0;        ///< of colour and alpha, peak 1
  double farDepths = 0;   ///< share of the pixels with alpha > 0.5 whose expected depth is off by more than 1 %
  double farMedians = 0;  ///< the same of the median depth
  std::string text() const;
};
PictureDifference compare(const Picture& picture, const Picture& expected);

/// Empty when the contract holds; else what does not. `depths` of both are compared if there are any.
std::string breach(const PictureDifference& difference);

}  // namespace fsm::renderer
