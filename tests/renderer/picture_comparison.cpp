#include "tests/renderer/picture_comparison.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "reconstruction/splatting/rasteriser.h"

namespace fsm::renderer {

Picture referencePicture(const scene::GaussianScene& scene, const FrameRequest& request) {
  const ImageSize size = request.view.camera.intrinsics.size;
  const size_t pixels = static_cast<size_t>(size.width) * static_cast<size_t>(size.height);
  std::vector<float> colour(3 * pixels), alpha(pixels), depth(pixels), median(pixels);
  scene::RasterSettings settings = request.settings;
  if (!request.overBackground) settings.background = glm::vec3(0);
  splatting::makeReferenceRasteriser()->forward(splatting::pointers(scene.gaussians), scene.frame.normalisedView(request.view),
                                                settings, {colour.data(), alpha.data(), depth.data(), median.data()});
  Picture picture;
  picture.size = size;
  picture.rgba.resize(4 * pixels);
  const auto toWorld = static_cast<float>(1 / scene.frame.scale);
  for (size_t i = 0; i < pixels; ++i) {
    std::copy_n(&colour[3 * i], 3, &picture.rgba[4 * i]);
    picture.rgba[4 * i + 3] = alpha[i];
    depth[i] = alpha[i] > 0 ? depth[i] / alpha[i] * toWorld : 0;
    median[i] *= toWorld;
  }
  if (request.depth) {
    picture.depth = std::move(depth);
    picture.medianDepth = std::move(median);
  }
  return picture;
}

PictureDifference compare(const Picture& picture, const Picture& expected) {
  PictureDifference out;
  if (picture.size != expected.size || picture.rgba.size() != expected.rgba.size() ||
      picture.depth.size() != expected.depth.size()) {
    return {1, 0, 1, 1};
  }
  const size_t pixels = picture.rgba.size() / 4;
  double squares = 0;
  size_t far = 0, solid = 0, farDepths = 0, farMedians = 0;
  for (size_t i = 0; i < pixels; ++i) {
    bool isFar = false;
    for (size_t c = 4 * i; c < 4 * i + 4; ++c) {
      const double difference = std::abs(static_cast<double>(picture.rgba[c]) - expected.rgba[c]);
      squares += difference * difference;
      isFar = isFar || !(difference <= 2.0 / 255);
    }
    far += isFar;
    if (expected.depth.empty() || expected.rgba[4 * i + 3] < 0.5f) continue;
    ++solid;
    farDepths += !(std::abs(picture.depth[i] - expected.depth[i]) <= 0.01f * expected.depth[i]);
    farMedians += !(std::abs(picture.medianDepth[i] - expected.medianDepth[i]) <= 0.01f * expected.medianDepth[i]);
  }
  const auto share = [](size_t part, size_t whole) {
    return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
  };
  out.farPixels = share(far, pixels);
  out.psnr = squares > 0 ? -10 * std::log10(squares / static_cast<double>(4 * pixels)) : (std::isnan(squares) ? 0 : 200);
  out.farDepths = share(farDepths, solid);
  out.farMedians = share(farMedians, solid);
  return out;
}

std::string PictureDifference::text() const {
  char text[200];
  std::snprintf(text, sizeof(text), "%.4f %% of pixels off by more than 2/255, PSNR %.1f dB, depths %.4f %%, medians %.4f %%",
                100 * farPixels, psnr, 100 * farDepths, 100 * farMedians);
  return text;
}

std::string breach(const PictureDifference& d) {
  const bool holds = d.farPixels <= 0.001 && d.psnr > 50 && d.farDepths <= 0.001 && d.farMedians <= 0.005;
  return holds ? "" : d.text();
}

}  // namespace fsm::renderer
