#include "reconstruction/capture/undistort.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm {
namespace {

/// Radius in the distorted image of the ideal radius `r`, without the tangential part.
double radial(const Distortion& distortion, double r) {
  const auto& k = distortion.k;
  if (distortion.model == Distortion::Model::fisheye) {
    const double t = std::atan(r), t2 = t * t;
    return t * (1 + t2 * (k[0] + t2 * (k[1] + t2 * (k[2] + t2 * k[3]))));
  }
  const double r2 = r * r;
  return r * (1 + r2 * (k[0] + r2 * (k[1] + r2 * k[4]))) / (1 + r2 * (k[5] + r2 * (k[6] + r2 * k[7])));
}

/// The largest ideal radius up to `most` at which the radial function still grows: a calibration says nothing beyond it.
double monotoneRadius(const Distortion& distortion, double most) {
  constexpr int kSteps = 2048;
  double before = 0;
  for (int step = 1; step <= kSteps; ++step) {
    const double now = radial(distortion, most * step / kSteps);
    if (!std::isfinite(now) || now <= before) return most * (step - 1) / kSteps;
    before = now;
  }
  return most;
}

std::array<float, 4> catmullRom(float t) {
  const float t2 = t * t, t3 = t2 * t;
  return {-0.5f * t + t2 - 0.5f * t3, 1 - 2.5f * t2 + 1.5f * t3, 0.5f * t + 2 * t2 - 1.5f * t3, -0.5f * t2 + 0.5f * t3};
}

void sampleBicubic(const Image& image, glm::vec2 pixel, float* out) {
  const float x = pixel.x - 0.5f, y = pixel.y - 0.5f;
  const int x0 = static_cast<int>(std::floor(x)), y0 = static_cast<int>(std::floor(y));
  const auto wx = catmullRom(x - x0), wy = catmullRom(y - y0);
  float sum[3] = {0, 0, 0};
  for (int j = 0; j < 4; ++j) {
    const int row = std::clamp(y0 + j - 1, 0, image.size.height - 1);
    for (int i = 0; i < 4; ++i) {
      const float* p = image.at(std::clamp(x0 + i - 1, 0, image.size.width - 1), row);
      const float w = wx[i] * wy[j];
      for (int c = 0; c < 3; ++c) sum[c] += w * p[c];
    }
  }
  for (int c = 0; c < 3; ++c) out[c] = std::clamp(sum[c], 0.0f, 1.0f);
}

}  // namespace

glm::dvec2 distort(const Distortion& distortion, const glm::dvec2& ideal) {
  const double r = glm::length(ideal);
  if (distortion.model == Distortion::Model::none || r < 1e-12) return ideal;
  const glm::dvec2 p = ideal * (radial(distortion, r) / r);
  if (distortion.model == Distortion::Model::fisheye) return p;
  const double p1 = distortion.k[2], p2 = distortion.k[3], x = ideal.x, y = ideal.y, r2 = r * r;
  return p + glm::dvec2(2 * p1 * x * y + p2 * (r2 + 2 * x * x), p1 * (r2 + 2 * y * y) + 2 * p2 * x * y);
}

bool bends(const Distortion& distortion) {
  if (distortion.model == Distortion::Model::none) return false;
  if (distortion.model == Distortion::Model::fisheye) return true;
  return std::any_of(distortion.k.begin(), distortion.k.end(), [](double k) { return k != 0; });
}

Undistorter::Undistorter(const Intrinsics& k, const Distortion& distortion)
    : size_(k.size), source_(static_cast<size_t>(k.size.width) * k.size.height) {
  double most = 0;
  for (double x : {0.0, static_cast<double>(size_.width)})
    for (double y : {0.0, static_cast<double>(size_.height)})
      most = std::max(most, std::hypot((x - k.cx) / k.fx, (y - k.cy) / k.fy));
  const double limit = monotoneRadius(distortion, most);
  // One pixel outside is as good as any further: the sampler clamps there, and integers stay in range.
  const glm::dvec2 lowest(-1.0), highest(size_.width + 1.0, size_.height + 1.0);
  for (int y = 0; y < size_.height; ++y) {
    for (int x = 0; x < size_.width; ++x) {
      glm::dvec2 ideal((x + 0.5 - k.cx) / k.fx, (y + 0.5 - k.cy) / k.fy);
      const double r = glm::length(ideal);
      if (r > limit) ideal *= limit / r;
      glm::dvec2 bent = distort(distortion, ideal);
      // Coefficients near the largest double make inf * 0 on the axes: NaN, which no clamp catches and no integer holds.
      if (std::isnan(bent.x) || std::isnan(bent.y)) bent = ideal;
      const glm::dvec2 pixel(bent.x * k.fx + k.cx, bent.y * k.fy + k.cy);
      source_[static_cast<size_t>(y) * size_.width + x] = glm::clamp(pixel, lowest, highest);
    }
  }
}

Image Undistorter::apply(const Image& image) const {
  if (image.size != size_) throw Error(ErrorCode::internal, "An image was undistorted with the table of another size.");
  Image out(size_);
  for (size_t i = 0; i < source_.size(); ++i) sampleBicubic(image, source_[i], out.rgb.data() + i * 3);
  return out;
}

}  // namespace fsm
