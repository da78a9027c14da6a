#include "reconstruction/core/metrics.h"

#include <algorithm>
#include <cmath>
#include <glm/glm.hpp>
#include <limits>
#include <vector>

#include "reconstruction/core/error.h"

namespace fsm {
namespace {

constexpr int kRadius = 5;
constexpr int kWindow = 2 * kRadius + 1;
constexpr double kSigma = 1.5;
constexpr double kK1 = 0.01, kK2 = 0.03;

void requireSameSize(const Image& a, const Image& b) {
  if (a.empty() || a.size != b.size || a.rgb.size() != b.rgb.size())
    throw Error(ErrorCode::badInput, "Only images of the same size can be compared. Resize one of them first.");
}

std::array<double, kWindow> gaussianWindow() {
  std::array<double, kWindow> window{};
  double sum = 0;
  for (int i = 0; i < kWindow; ++i) sum += window[i] = std::exp(-0.5 * (i - kRadius) * (i - kRadius) / (kSigma * kSigma));
  for (double& w : window) w /= sum;
  return window;
}

/// One channel as doubles.
struct Plane {
  int width = 0, height = 0;
  std::vector<double> values;
};

Plane clampedChannel(const Image& image, int channel) {
  Plane plane{image.size.width, image.size.height, std::vector<double>(image.rgb.size() / 3)};
  for (size_t i = 0; i < plane.values.size(); ++i) plane.values[i] = std::clamp(image.rgb[i * 3 + channel], 0.0f, 1.0f);
  return plane;
}

/// Gaussian mean of a * b (of a where b is null) at every place where the window fits: the border of 5 is cropped.
Plane windowMean(const Plane& a, const Plane* b) {
  static const std::array<double, kWindow> window = gaussianWindow();
  const int outWidth = a.width - 2 * kRadius, outHeight = a.height - 2 * kRadius;
  Plane columns{a.width, outHeight, std::vector<double>(static_cast<size_t>(a.width) * outHeight)};
  for (int y = 0; y < outHeight; ++y) {
    double* target = columns.values.data() + static_cast<size_t>(y) * a.width;
    for (int t = 0; t < kWindow; ++t) {
      const size_t row = static_cast<size_t>(y + t) * a.width;
      for (int x = 0; x < a.width; ++x) target[x] += window[t] * a.values[row + x] * (b ? b->values[row + x] : 1.0);
    }
  }
  Plane out{outWidth, outHeight, std::vector<double>(static_cast<size_t>(outWidth) * outHeight)};
  for (int y = 0; y < outHeight; ++y) {
    const double* source = columns.values.data() + static_cast<size_t>(y) * a.width;
    double* target = out.values.data() + static_cast<size_t>(y) * outWidth;
    for (int t = 0; t < kWindow; ++t)
      for (int x = 0; x < outWidth; ++x) target[x] += window[t] * source[x + t];
  }
  return out;
}

double ssimOfChannel(const Plane& a, const Plane& b) {
  const Plane meanA = windowMean(a, nullptr), meanB = windowMean(b, nullptr);
  const Plane meanAA = windowMean(a, &a), meanBB = windowMean(b, &b), meanAB = windowMean(a, &b);
  constexpr double kSamples = kWindow * kWindow;
  constexpr double kSampleCovariance = kSamples / (kSamples - 1);
  constexpr double kC1 = kK1 * kK1, kC2 = kK2 * kK2;
  double sum = 0;
  for (size_t i = 0; i < meanA.values.size(); ++i) {
    const double ma = meanA.values[i], mb = meanB.values[i];
    const double varA = kSampleCovariance * (meanAA.values[i] - ma * ma);
    const double varB = kSampleCovariance * (meanBB.values[i] - mb * mb);
    const double cov = kSampleCovariance * (meanAB.values[i] - ma * mb);
    sum += (2 * ma * mb + kC1) * (2 * cov + kC2) / ((ma * ma + mb * mb + kC1) * (varA + varB + kC2));
  }
  return sum / static_cast<double>(meanA.values.size());
}

}  // namespace

double psnr(const Image& a, const Image& b) {
  requireSameSize(a, b);
  double sum = 0;
  for (size_t i = 0; i < a.rgb.size(); ++i) {
    const double difference = static_cast<double>(a.rgb[i]) - b.rgb[i];
    sum += difference * difference;
  }
  if (sum == 0) return std::numeric_limits<double>::infinity();
  return -10 * std::log10(sum / static_cast<double>(a.rgb.size()));
}

double ssim(const Image& a, const Image& b) {
  requireSameSize(a, b);
  if (a.size.width < kWindow || a.size.height < kWindow)
    throw Error(ErrorCode::badInput, "SSIM needs images of at least 11x11 pixels. Choose a larger size.");
  double sum = 0;
  for (int channel = 0; channel < 3; ++channel) sum += ssimOfChannel(clampedChannel(a, channel), clampedChannel(b, channel));
  return sum / 3;
}

Image ColourFit::apply(const Image& image) const {
  Image out(image.size);
  for (size_t i = 0; i + 2 < image.rgb.size(); i += 3) {
    const float* in = image.rgb.data() + i;
    for (int c = 0; c < 3; ++c)
      out.rgb[i + c] = static_cast<float>(rows[c][0] * in[0] + rows[c][1] * in[1] + rows[c][2] * in[2] + rows[c][3]);
  }
  return out;
}

ColourFit fitColour(std::span<const Image> from, std::span<const Image> to) {
  if (from.empty() || from.size() != to.size())
    throw Error(ErrorCode::badInput, "A colour fit needs pairs of images. Give as many of the one kind as of the other.");
  // Normal equations of min |M x - t|^2 + weight |M - identity|^2 with x = (r, g, b, 1).
  constexpr double kPullToIdentity = 1e-5;  // a pixel: enough to keep a uniform image solvable
  glm::dmat4 normal(0.0);
  std::array<glm::dvec4, 3> right{};
  double pixels = 0;
  for (size_t k = 0; k < from.size(); ++k) {
    requireSameSize(from[k], to[k]);
    for (size_t i = 0; i + 2 < from[k].rgb.size(); i += 3) {
      const float* f = from[k].rgb.data() + i;
      const glm::dvec4 x(f[0], f[1], f[2], 1.0);
      normal += glm::outerProduct(x, x);
      for (int c = 0; c < 3; ++c) right[c] += x * static_cast<double>(to[k].rgb[i + c]);
      ++pixels;
    }
  }
  const double weight = kPullToIdentity * pixels;
  for (int i = 0; i < 4; ++i) normal[i][i] += weight;
  const glm::dmat4 inverse = glm::inverse(normal);
  ColourFit fit;
  for (int c = 0; c < 3; ++c) {
    right[c][c] += weight;
    const glm::dvec4 row = inverse * right[c];
    if (!std::isfinite(row.x + row.y + row.z + row.w))
      throw Error(ErrorCode::badInput, "The colours cannot be fitted: an image holds values that are no numbers.");
    fit.rows[c] = {row.x, row.y, row.z, row.w};
  }
  return fit;
}

}  // namespace fsm
