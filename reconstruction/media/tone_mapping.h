// HDR and wide-gamut RGB to display-referred sRGB. PQ and HLG as in ITU-R BT.2100, tone curve after BT.2390 section 5.4,
// reference white 203 nits as in BT.2408, primaries by BT.2087. Not for other modules.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace fsm::media {

enum class Transfer { sdr, pq, hlg };
enum class Primaries { bt709, bt2020, displayP3 };

/// A function on [0, limit] as a table, spaced by the square root of the argument: fine near 0, where light needs it.
class CurveTable {
 public:
  CurveTable() = default;
  CurveTable(const std::function<double(double)>& function, double limit);
  /// Arguments out of range are clamped.
  float operator()(float x) const;

 private:
  std::vector<float> values_;
  float scale_ = 1;
};

class ToneMapping {
 public:
  /// `peakNits`: brightest value of the content; not used for SDR.
  ToneMapping(Transfer transfer, Primaries primaries, double peakNits);

  /// False: nothing to do, the values are display-referred already.
  bool needed() const { return transfer_ != Transfer::sdr || primaries_ != Primaries::bt709; }
  bool matches(Transfer transfer, Primaries primaries, double peakNits) const {
    return transfer == transfer_ && primaries == primaries_ && peakNits == peakNits_;
  }
  /// 16-bit RGB signal to sRGB-encoded BT.709 in [0, 1].
  void apply(const uint16_t* signal, float* rgb) const;

 private:
  Transfer transfer_;
  Primaries primaries_;
  double peakNits_;
  std::vector<float> linear_;  ///< 65536 signals to light; 1 is reference white (HLG: scene light in [0, 1])
  CurveTable system_;          ///< HLG: scene luminance to the gain that makes it display light
  CurveTable curve_;           ///< brightest channel, 1 is reference white, to the same in [0, 1]
  CurveTable encoded_;         ///< light in [0, 1] to sRGB
  std::array<float, 9> toBt709_{};
};

}  // namespace fsm::media
