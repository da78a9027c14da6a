#include "app/jobs/sample_mean.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/core/srgb.h"
#include "training/data/parallel.h"

namespace fsm::jobs {

namespace {

/// linearFromSrgb in [0, 1] by straight lines between 4096 places: within 1e-7, and many times as quick, since every sample of
/// every picture passes here.
class LightTable {
 public:
  LightTable() {
    for (size_t i = 0; i < values_.size(); ++i) values_[i] = static_cast<float>(linearFromSrgb(static_cast<double>(i) / kSteps));
  }
  float operator()(float value) const {
    if (!(value >= 0 && value < 1)) return static_cast<float>(linearFromSrgb(value));
    const float place = value * kSteps;
    const auto i = static_cast<size_t>(place);
    return values_[i] + (place - static_cast<float>(i)) * (values_[i + 1] - values_[i]);
  }

 private:
  static constexpr int kSteps = 4096;
  std::array<float, kSteps + 1> values_{};
};

const LightTable& lightTable() {
  static const LightTable table;
  return table;
}

}  // namespace

SampleMean::SampleMean(ImageSize size, int factor) : size_(size), factor_(factor), sum_(size) {
  sum_.encoding = ColourEncoding::linear;
}

void SampleMean::add(const LayeredImage& sample, bool depthCounts) {
  requirePixels(sample);
  if (sample.size != ImageSize{size_.width * factor_, size_.height * factor_})
    throw Error(ErrorCode::internal, "A sample of a picture has another size than the others.");
  training::parallelFor(size_.height, [&](int y) { addRow(sample, y); });
  if (depthCounts && !sample.depth.empty()) takeDepth(sample);
  ++samples_;
}

void SampleMean::addRow(const LayeredImage& sample, int y) {
  const LightTable& light = lightTable();
  const bool display = sample.encoding == ColourEncoding::display;
  for (int x = 0; x < size_.width; ++x) {
    float* sum = sum_.at(x, y);
    for (int v = 0; v < factor_; ++v)
      for (int u = 0; u < factor_; ++u) {
        const float* p = sample.at(x * factor_ + u, y * factor_ + v);
        const float alpha = p[3] > 0 ? std::min(p[3], 1.0f) : 0.0f;
        if (alpha <= 0) continue;
        for (int c = 0; c < 3; ++c) sum[c] += display ? light(p[c] / alpha) * alpha : p[c];
        sum[3] += alpha;
      }
  }
}

void SampleMean::takeDepth(const LayeredImage& sample) {
  sum_.depth.assign(static_cast<size_t>(size_.width) * size_.height, std::numeric_limits<float>::infinity());
  const int width = sample.size.width;
  for (int y = 0; y < sample.size.height; ++y)
    for (int x = 0; x < width; ++x) {
      float& nearest = sum_.depth[static_cast<size_t>(y / factor_) * size_.width + x / factor_];
      const float depth = sample.depth[static_cast<size_t>(y) * width + x];
      if (depth < nearest) nearest = depth;  // not so for what is no number
    }
}

LayeredImage SampleMean::take(ColourEncoding encoding) {
  if (samples_ == 0) throw Error(ErrorCode::internal, "A picture was made of no samples.");
  const float share = 1.0f / (static_cast<float>(samples_) * static_cast<float>(factor_ * factor_));
  for (float& value : sum_.rgba) value *= share;
  LayeredImage mean = std::move(sum_);
  sum_ = LayeredImage(size_);
  sum_.encoding = ColourEncoding::linear;
  samples_ = 0;
  if (encoding == ColourEncoding::linear) return mean;
  training::parallelFor(size_.height, [&](int y) {
    for (int x = 0; x < size_.width; ++x) {
      float* p = mean.at(x, y);
      for (int c = 0; c < 3 && p[3] > 0; ++c) p[c] = static_cast<float>(srgbFromLinear(p[c] / p[3]) * p[3]);
    }
  });
  mean.encoding = encoding;
  return mean;
}

}  // namespace fsm::jobs
