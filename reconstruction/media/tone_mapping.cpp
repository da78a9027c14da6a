#include "reconstruction/media/tone_mapping.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/srgb.h"

namespace fsm::media {
namespace {

constexpr double kReferenceWhite = 203;  // nits
constexpr double kHlgPeak = 1000;        // nits of the display HLG is mapped for
constexpr int kTableSize = 4096;

double fromPq(double signal) {  // to nits
  constexpr double m1 = 0.1593017578125, m2 = 78.84375, c1 = 0.8359375, c2 = 18.8515625, c3 = 18.6875;
  const double p = std::pow(std::max(signal, 0.0), 1 / m2);
  return 10000 * std::pow(std::max(p - c1, 0.0) / (c2 - c3 * p), 1 / m1);
}

double toPq(double nits) {
  constexpr double m1 = 0.1593017578125, m2 = 78.84375, c1 = 0.8359375, c2 = 18.8515625, c3 = 18.6875;
  const double p = std::pow(std::max(nits, 0.0) / 10000, m1);
  return std::pow((c1 + c2 * p) / (1 + c3 * p), m2);
}

double fromHlg(double signal) {  // to scene light in [0, 1]
  constexpr double a = 0.17883277, b = 0.28466892, c = 0.55991073;
  return signal <= 0.5 ? signal * signal / 3 : (std::exp((signal - c) / a) + b) / 12;
}

/// BT.2100's gain from scene to display light (1 is reference white) for a display of 1000 nits, by scene luminance.
double hlgGain(double luminance) {
  constexpr double kSystemGamma = 1.2;
  constexpr double kDarkest = 1e-6;  // keeps the gain of black finite
  return kHlgPeak / kReferenceWhite * std::pow(std::max(luminance, kDarkest), kSystemGamma - 1);
}

/// BT.2390's roll-off from the content's peak to reference white: unchanged below its knee, a Hermite spline above. 1 is
/// reference white.
double rollOff(double light, double peakNits) {
  const double sourceMax = toPq(peakNits);
  const double targetMax = toPq(kReferenceWhite) / sourceMax;
  if (targetMax >= 1) return std::min(light, 1.0);
  const double knee = 1.5 * targetMax - 0.5;
  const double e = std::min(toPq(light * kReferenceWhite) / sourceMax, 1.0);
  if (e <= knee) return light;
  const double t = (e - knee) / (1 - knee), t2 = t * t, t3 = t2 * t;
  const double spline = (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee) + (-2 * t3 + 3 * t2) * targetMax;
  return std::min(fromPq(spline * sourceMax) / kReferenceWhite, 1.0);
}

constexpr std::array<float, 9> kBt709ToBt709{1, 0, 0, 0, 1, 0, 0, 0, 1};
constexpr std::array<float, 9> kBt2020ToBt709{1.660491f,  -0.587641f, -0.072850f, -0.124550f, 1.132900f,
                                              -0.008349f, -0.018151f, -0.100579f, 1.118730f};
constexpr std::array<float, 9> kDisplayP3ToBt709{1.224940f, -0.224940f, 0,          -0.042057f, 1.042057f,
                                                 0,         -0.019638f, -0.078636f, 1.098274f};

constexpr std::array<float, 3> kBt2020Luminance{0.2627f, 0.6780f, 0.0593f};
constexpr std::array<float, 3> kBt709Luminance{0.2126f, 0.7152f, 0.0722f};

float dot(const std::array<float, 3>& weights, const float* rgb) {
  return weights[0] * rgb[0] + weights[1] * rgb[1] + weights[2] * rgb[2];
}

/// Colours outside of BT.709 move towards grey of their own luminance until they fit: clipping channels would change the hue.
void intoGamut(float* rgb) {
  const float grey = std::clamp(dot(kBt709Luminance, rgb), 0.0f, 1.0f);
  float keep = 1;
  for (int c = 0; c < 3; ++c) {
    if (rgb[c] < 0) keep = std::min(keep, grey / (grey - rgb[c]));
    if (rgb[c] > 1) keep = std::min(keep, (1 - grey) / (rgb[c] - grey));
  }
  for (int c = 0; c < 3; ++c) rgb[c] = std::clamp(grey + keep * (rgb[c] - grey), 0.0f, 1.0f);
}

}  // namespace

CurveTable::CurveTable(const std::function<double(double)>& function, double limit) : scale_(static_cast<float>(1 / limit)) {
  values_.resize(kTableSize + 2);
  for (int i = 0; i < kTableSize + 2; ++i) {
    const double root = static_cast<double>(std::min(i, kTableSize)) / kTableSize;
    values_[i] = static_cast<float>(function(limit * root * root));
  }
}

float CurveTable::operator()(float x) const {
  const float place = std::sqrt(std::clamp(x * scale_, 0.0f, 1.0f)) * kTableSize;
  const int i = static_cast<int>(place);
  const float share = place - static_cast<float>(i);
  return values_[i] + share * (values_[i + 1] - values_[i]);
}

ToneMapping::ToneMapping(Transfer transfer, Primaries primaries, double peakNits)
    : transfer_(transfer), primaries_(primaries), peakNits_(peakNits) {
  if (!needed()) return;
  encoded_ = CurveTable(srgbFromLinear, 1);
  toBt709_ = primaries == Primaries::bt2020      ? kBt2020ToBt709
             : primaries == Primaries::displayP3 ? kDisplayP3ToBt709
                                                 : kBt709ToBt709;
  linear_.resize(65536);
  for (int i = 0; i < 65536; ++i) {
    const double signal = i / 65535.0;
    const double light = transfer == Transfer::pq    ? fromPq(signal) / kReferenceWhite
                         : transfer == Transfer::hlg ? fromHlg(signal)
                                                     : linearFromSrgb(signal);
    linear_[i] = static_cast<float>(light);
  }
  if (transfer == Transfer::sdr) return;
  const double peak = transfer == Transfer::hlg ? kHlgPeak : std::clamp(peakNits, kReferenceWhite, 10000.0);
  curve_ = CurveTable([peak](double light) { return rollOff(light, peak); }, peak / kReferenceWhite);
  if (transfer == Transfer::hlg) system_ = CurveTable(hlgGain, 1);
}

void ToneMapping::apply(const uint16_t* signal, float* rgb) const {
  float light[3] = {linear_[signal[0]], linear_[signal[1]], linear_[signal[2]]};
  if (transfer_ == Transfer::hlg) {
    const float gain = system_(dot(kBt2020Luminance, light));
    for (float& value : light) value *= gain;
  }
  if (transfer_ != Transfer::sdr) {
    const float brightest = std::max({light[0], light[1], light[2]});
    const float scale = brightest > 0 ? curve_(brightest) / brightest : 0.0f;
    for (float& value : light) value *= scale;
  }
  float out[3];
  for (int c = 0; c < 3; ++c)
    out[c] = toBt709_[c * 3] * light[0] + toBt709_[c * 3 + 1] * light[1] + toBt709_[c * 3 + 2] * light[2];
  if (std::min({out[0], out[1], out[2]}) < 0 || std::max({out[0], out[1], out[2]}) > 1) intoGamut(out);
  for (int c = 0; c < 3; ++c) rgb[c] = encoded_(out[c]);
}

}  // namespace fsm::media
