// HDR to SDR: fixed points of the standards, order kept, greys stay grey, everything in range.
#include "reconstruction/media/tone_mapping.h"

#include <QTest>
#include <cmath>

using namespace fsm::media;

namespace {

std::array<float, 3> mapped(const ToneMapping& mapping, double r, double g, double b) {
  const uint16_t signal[3] = {static_cast<uint16_t>(std::lround(r * 65535)), static_cast<uint16_t>(std::lround(g * 65535)),
                              static_cast<uint16_t>(std::lround(b * 65535))};
  std::array<float, 3> rgb{};
  mapping.apply(signal, rgb.data());
  return rgb;
}

double srgb(double light) { return light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055; }

}  // namespace

class ToneMappingTest : public QObject {
  Q_OBJECT
 private slots:
  void plainVideoNeedsNone() {
    QVERIFY(!ToneMapping(Transfer::sdr, Primaries::bt709, 1000).needed());
    QVERIFY(ToneMapping(Transfer::sdr, Primaries::bt2020, 1000).needed());
    QVERIFY(ToneMapping(Transfer::hlg, Primaries::bt2020, 1000).needed());
  }

  void greysRiseAndStayGrey() {
    for (const Transfer transfer : {Transfer::pq, Transfer::hlg}) {
      const ToneMapping mapping(transfer, Primaries::bt2020, 1000);
      float last = -1;
      for (int i = 0; i <= 200; ++i) {
        const auto [r, g, b] = mapped(mapping, i / 200.0, i / 200.0, i / 200.0);
        QVERIFY(std::abs(r - g) < 2e-3f && std::abs(g - b) < 2e-3f);
        QVERIFY(g >= last - 1e-6f && g >= 0 && g <= 1);
        last = g;
      }
      QVERIFY(mapped(mapping, 0, 0, 0)[1] < 1e-3f);
      QVERIFY(mapped(mapping, 1, 1, 1)[1] > 0.999f);
    }
  }

  void darkAndMiddleTonesKeepTheirLight() {
    // 26 nits in PQ (signal 0.3772), which is 18 % grey under a reference white of about 144 nits: below the knee, so unchanged.
    const ToneMapping pq(Transfer::pq, Primaries::bt2020, 1000);
    const double m1 = 0.1593017578125, m2 = 78.84375, p = std::pow(26.0 / 10000, m1);
    const double signal = std::pow((0.8359375 + 18.8515625 * p) / (1 + 18.6875 * p), m2);
    QVERIFY(std::abs(mapped(pq, signal, signal, signal)[1] - srgb(26.0 / 203)) < 2e-3);
    // HLG signal 0.38 is 26 nits on a display of 1000 nits (BT.2408, table 1).
    const ToneMapping hlg(Transfer::hlg, Primaries::bt2020, 1000);
    QVERIFY(std::abs(mapped(hlg, 0.38, 0.38, 0.38)[1] - srgb(26.0 / 203)) < 6e-3);
  }

  void referenceWhiteIsBrightButNotClipped() {
    // BT.2408: 203 nits is HLG 0.75 and PQ 0.58.
    const float hlg = mapped(ToneMapping(Transfer::hlg, Primaries::bt2020, 1000), 0.75, 0.75, 0.75)[1];
    const float pq = mapped(ToneMapping(Transfer::pq, Primaries::bt2020, 1000), 0.58, 0.58, 0.58)[1];
    QVERIFY2(hlg > 0.8f && hlg < 0.97f, qPrintable(QString::number(hlg)));
    QVERIFY2(std::abs(hlg - pq) < 0.01f, qPrintable(QString::number(pq)));
  }

  void coloursStayInRangeAndKeepTheirOrder() {
    for (const Transfer transfer : {Transfer::sdr, Transfer::pq, Transfer::hlg})
      for (const Primaries primaries : {Primaries::bt2020, Primaries::displayP3}) {
        const ToneMapping mapping(transfer, primaries, 4000);
        for (int r = 0; r <= 8; ++r)
          for (int g = 0; g <= 8; ++g)
            for (int b = 0; b <= 8; ++b)
              for (const float value : mapped(mapping, r / 8.0, g / 8.0, b / 8.0)) QVERIFY(value >= 0 && value <= 1);
        const auto red = mapped(mapping, 0.6, 0.1, 0.1);
        QVERIFY(red[0] > red[1] && red[0] > red[2]);
      }
  }

  void wideGamutGreyIsUnchanged() {
    const ToneMapping mapping(Transfer::sdr, Primaries::bt2020, 1000);
    for (const double grey : {0.0, 0.02, 0.1, 0.5, 0.9, 1.0})
      for (const float value : mapped(mapping, grey, grey, grey)) QVERIFY(std::abs(value - grey) < 2e-3);
  }
};

QTEST_GUILESS_MAIN(ToneMappingTest)
#include "tone_mapping_test.moc"
