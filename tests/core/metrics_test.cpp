// PSNR and SSIM against the reference values of the parity fixtures and against what can be said by hand; the colour fit.
#include "reconstruction/core/metrics.h"

#include <QTest>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

using namespace fsm;

namespace {

Image noise(ImageSize size, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(0, 1);
  Image image(size);
  for (float& value : image.rgb) value = uniform(random);
  return image;
}

std::filesystem::path dataFolder() { return qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA).toStdString(); }

std::vector<float> tensor(const std::vector<uint8_t>& file, const char* name) {
  uint64_t headerSize = 0;
  std::memcpy(&headerSize, file.data(), 8);
  const auto header = nlohmann::json::parse(file.begin() + 8, file.begin() + 8 + static_cast<long>(headerSize));
  const auto range = header.at(name).at("data_offsets").get<std::vector<uint64_t>>();
  std::vector<float> values((range[1] - range[0]) / 4);
  std::memcpy(values.data(), file.data() + 8 + headerSize + range[0], values.size() * 4);
  return values;
}

/// Image `index` of a (n, 3, height, width) tensor.
Image imageOf(const std::vector<float>& values, size_t index, ImageSize size) {
  Image image(size);
  const size_t plane = static_cast<size_t>(size.width) * size.height;
  for (size_t i = 0; i < plane; ++i)
    for (size_t c = 0; c < 3; ++c) image.rgb[i * 3 + c] = values[(index * 3 + c) * plane + i];
  return image;
}

}  // namespace

class MetricsTest : public QObject {
  Q_OBJECT
 private slots:
  void agreesWithTheReference() {
    const auto path = dataFolder() / "parity" / "geometry_metrics.safetensors";
    if (!std::filesystem::exists(path)) QSKIP("no parity fixtures: set FSM_DATA to the folder that holds them");
    const std::vector<uint8_t> file = readBinaryFile(path);
    const auto a = tensor(file, "img_a"), b = tensor(file, "img_b");
    const auto psnrs = tensor(file, "psnr"), ssims = tensor(file, "ssim");
    const ImageSize size{48, 40};
    QVERIFY(!psnrs.empty());
    for (size_t i = 0; i < psnrs.size(); ++i) {
      QVERIFY(std::abs(psnr(imageOf(a, i, size), imageOf(b, i, size)) - psnrs[i]) < 1e-4);
      QVERIFY(std::abs(ssim(imageOf(a, i, size), imageOf(b, i, size)) - ssims[i]) < 1e-4);
    }
  }

  void psnrByHand() {
    QVERIFY(std::abs(psnr(Image({8, 8}, 0.5f), Image({8, 8}, 0.6f)) - 20) < 1e-4);
    QVERIFY(std::abs(psnr(Image({8, 8}, 0.0f), Image({8, 8}, 2.0f)) + 6.0206) < 1e-3);  // not clamped
    QCOMPARE(psnr(Image({8, 8}, 0.5f), Image({8, 8}, 0.5f)), std::numeric_limits<double>::infinity());
    QVERIFY_THROWS_EXCEPTION(Error, psnr(Image({8, 8}), Image({8, 9})));
    QVERIFY_THROWS_EXCEPTION(Error, psnr(Image(), Image()));
  }

  void ssimByHand() {
    const Image a = noise({32, 24}, 1), b = noise({32, 24}, 2);
    QVERIFY(std::abs(ssim(a, a) - 1) < 1e-9);
    QVERIFY(std::abs(ssim(a, b) - ssim(b, a)) < 1e-12);
    QVERIFY(ssim(a, b) < 0.2);
    // Two flat images: only the luminance term is left.
    const double expected = (2 * 0.25 * 0.75 + 1e-4) / (0.25 * 0.25 + 0.75 * 0.75 + 1e-4);
    QVERIFY(std::abs(ssim(Image({16, 16}, 0.25f), Image({16, 16}, 0.75f)) - expected) < 1e-6);
    QVERIFY(std::abs(ssim(Image({16, 16}, 1.0f), Image({16, 16}, 3.0f)) - 1) < 1e-9);  // clamped
    QVERIFY_THROWS_EXCEPTION(Error, ssim(Image({10, 30}), Image({10, 30})));
  }

  void colourFitFindsTheMap() {
    ColourFit truth;
    truth.rows = {{{0.8, 0.1, 0, 0.05}, {0, 0.9, 0.05, -0.02}, {0.02, 0, 1.1, 0.01}}};
    const std::vector<Image> from{noise({40, 30}, 3), noise({40, 30}, 4)};
    const std::vector<Image> to{truth.apply(from[0]), truth.apply(from[1])};
    const ColourFit fit = fitColour(from, to);
    for (int r = 0; r < 3; ++r)
      for (int c = 0; c < 4; ++c) QVERIFY(std::abs(fit.rows[r][c] - truth.rows[r][c]) < 1e-3);
    QVERIFY(psnr(fit.apply(from[0]), to[0]) > 60);
  }

  void colourFitOfUniformImagesIsDefined() {
    const std::vector<Image> from{Image({8, 8}, 0.5f)}, to{Image({8, 8}, 0.25f)};
    const ColourFit fit = fitColour(from, to);
    for (const float value : fit.apply(from[0]).rgb) QVERIFY(std::abs(value - 0.25f) < 1e-3f);
    const std::vector<Image> broken{Image({8, 8}, std::numeric_limits<float>::quiet_NaN())};
    QVERIFY_THROWS_EXCEPTION(Error, fitColour(from, broken));
    QVERIFY_THROWS_EXCEPTION(Error, fitColour(from, {}));
  }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "metrics_test.moc"
