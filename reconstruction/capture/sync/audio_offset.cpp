#include "reconstruction/capture/sync/audio_offset.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "reconstruction/capture/sync/fourier.h"

namespace fsm::sync {
namespace {

using Spectrum = std::vector<std::complex<float>>;

constexpr double kLowest = 120, kHighest = 3400;  ///< hertz: below it wind and handling, above it little that reaches far
constexpr double kWhitening = 0.75;               ///< 1 hears every frequency alike, noise too
constexpr double kSilence = 1e-4;                 ///< root mean square: 80 dB below full scale
constexpr Seconds kShortest = 0.5;
constexpr Seconds kPeakWidth = 0.03;  ///< echoes of one peak are not another one
constexpr double kLeastOverlap = 0.25;
constexpr double kLeastConfidence = 0.25;

double level(std::span<const float> sound) {
  double sum = 0;
  for (const float s : sound) sum += static_cast<double>(s) * s;
  return std::sqrt(sum / static_cast<double>(std::max<size_t>(1, sound.size())));
}

Spectrum spectrumOf(std::span<const float> sound, size_t size) {
  Spectrum padded(size);
  std::copy(sound.begin(), sound.end(), padded.begin());
  return fourier(padded, Direction::forward);
}

/// Correlation over lags; lag k lies at k, negative ones at size + k.
std::vector<float> correlate(std::span<const float> reference, std::span<const float> other, double rate) {
  const size_t size = std::bit_ceil(reference.size() + other.size());
  Spectrum product = spectrumOf(reference, size);
  {
    const Spectrum b = spectrumOf(other, size);
    for (size_t i = 0; i < size; ++i) product[i] *= std::conj(b[i]);
  }
  // Where neither has anything to say, whitening would blow up rounding.
  double mean = 0;
  for (const auto& v : product) mean += std::abs(v) / static_cast<double>(size);
  const double least = 1e-6 * mean;
  for (size_t i = 0; i < size; ++i) {
    const double hertz = static_cast<double>(std::min(i, size - i)) * rate / static_cast<double>(size);
    const double magnitude = std::abs(product[i]);
    const bool heard = hertz >= kLowest && hertz <= kHighest && magnitude > least;
    product[i] *= heard ? static_cast<float>(std::pow(magnitude, -kWhitening)) : 0.0f;
  }
  const Spectrum back = fourier(product, Direction::backward);
  std::vector<float> out(size);
  for (size_t i = 0; i < size; ++i) out[i] = back[i].real();
  return out;
}

struct Lags {
  const std::vector<float>& values;
  long first, last;
  float at(long lag) const { return values[static_cast<size_t>(lag < 0 ? lag + static_cast<long>(values.size()) : lag)]; }
};

/// The largest value, `apart` or more away from `from` where that is given.
long largest(const Lags& lags, std::optional<long> from, long apart) {
  long best = lags.first;
  bool any = false;
  for (long lag = lags.first; lag <= lags.last; ++lag) {
    if (from && std::abs(lag - *from) < apart) continue;
    if (!any || lags.at(lag) > lags.at(best)) best = lag;
    any = true;
  }
  return best;
}

/// Between samples, by the parabola through the peak and its neighbours.
double refined(const Lags& lags, long peak) {
  if (peak == lags.first || peak == lags.last) return static_cast<double>(peak);
  const double before = lags.at(peak - 1), here = lags.at(peak), after = lags.at(peak + 1);
  const double bend = before - 2 * here + after;
  return static_cast<double>(peak) + (bend < 0 ? std::clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0.0);
}

}  // namespace

AudioOffset audioOffset(std::span<const float> reference, std::span<const float> other, double rate) {
  AudioOffset out;
  const auto shortest = static_cast<size_t>(kShortest * rate);
  if (reference.size() < shortest || other.size() < shortest) {
    out.reason = "there is less than half a second of sound";
    return out;
  }
  if (level(reference) < kSilence || level(other) < kSilence) {
    out.reason = level(other) < kSilence ? "its sound is silent" : "the sound of the first camera is silent";
    return out;
  }
  const std::vector<float> correlation = correlate(reference, other, rate);
  const auto overlap = static_cast<long>(kLeastOverlap * static_cast<double>(std::min(reference.size(), other.size())));
  const Lags lags{correlation, overlap - static_cast<long>(other.size()), static_cast<long>(reference.size()) - overlap};
  const long peak = largest(lags, std::nullopt, 0);
  const long second = largest(lags, peak, static_cast<long>(kPeakWidth * rate));
  if (lags.at(peak) > 0) out.confidence = std::clamp(1.0 - static_cast<double>(lags.at(second)) / lags.at(peak), 0.0, 1.0);
  if (out.confidence < kLeastConfidence) {
    out.reason = "its sound does not tell clearly how it fits to the first camera's";
    return out;
  }
  out.offset = refined(lags, peak) / rate;
  return out;
}

}  // namespace fsm::sync
