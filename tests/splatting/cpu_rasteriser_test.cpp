// The fast CPU rasteriser against the reference, and its promise of the same bytes for any number of threads, any instructions
// and any bound of its memory.
#include "reconstruction/splatting/cpu/cpu_rasteriser.h"

#include <QtTest>
#include <cstring>

#include "reconstruction/splatting/raster_view.h"
#include "tests/splatting/cuda/raster_agreement.h"

using namespace fsm;
using namespace fsm::splatting;
using namespace fsm::splatting::testing;

namespace {

struct Drawn {
  OutputArrays<float> outputs;
  GradientArrays<float> gradients;
};

Drawn draw(Rasteriser& rasteriser, const CheckScene& scene) {
  Drawn out{{scene.view.camera.intrinsics.size, scene.gaussians.count()}, GradientArrays<float>(scene.gaussians)};
  const size_t pixels = out.outputs.alpha.size();
  const std::vector<float> byColour = randomWeights<float>(3 * pixels, 1), byAlpha = randomWeights<float>(pixels, 2),
                           byDepth = randomWeights<float>(pixels, 3);
  rasteriser.forward(scene.gaussians.pointers(), scene.view, scene.settings, out.outputs.pointers());
  rasteriser.backward({byColour.data(), byAlpha.data(), byDepth.data()}, out.gradients.pointers());
  return out;
}

bool sameBytes(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

/// Name of the first array that differs; empty when none does.
QString difference(Drawn& a, Drawn& b, bool statistics) {
  if (!sameBytes(a.outputs.colour, b.outputs.colour)) return "colour";
  if (!sameBytes(a.outputs.alpha, b.outputs.alpha)) return "alpha";
  if (!sameBytes(a.outputs.depth, b.outputs.depth)) return "depth";
  if (!sameBytes(a.outputs.medianDepth, b.outputs.medianDepth)) return "median depth";
  if (statistics && !sameBytes(a.outputs.contribution, b.outputs.contribution)) return "contribution";
  if (statistics && !sameBytes(a.outputs.maxContribution, b.outputs.maxContribution)) return "largest contribution";
  const auto x = a.gradients.parameters.named(), y = b.gradients.parameters.named();
  for (size_t i = 0; i < x.size(); ++i)
    if (!sameBytes(*x[i].second, *y[i].second)) return x[i].first;
  if (!sameBytes(a.gradients.background, b.gradients.background)) return "background";
  if (!sameBytes(a.gradients.pose, b.gradients.pose)) return "pose";
  if (!sameBytes(a.gradients.meanPixel, b.gradients.meanPixel)) return "mean pixel";
  return {};
}

CheckScene sampleScene() {
  RandomGaussiansOptions options;
  options.count = 4000;
  options.logScaleMean = -2.8;
  options.shDegree = 1;
  return {"sample", randomGaussians(options).as<float>(), testView({150, 107}), {}};
}

}  // namespace

class CpuRasteriserTest : public QObject {
  Q_OBJECT
 private slots:
  void agreesWithTheReference_data();
  void agreesWithTheReference();
  void sameBytesForAnyNumberOfThreads();
  void sameBytesForAnyBoundOfMemory();
  void sameBytesForAnyInstructions();
  void depthOrderIsStable();
  void workIsDoneOnceAndFailuresComeBack();
  void exponentialIsExact();
  void forwardMayBeRepeatedAndFollowedByOther();

 private:
  std::vector<CheckScene> scenes_ = checkScenes(false);
};

void CpuRasteriserTest::agreesWithTheReference_data() {
  QTest::addColumn<int>("scene");
  for (size_t i = 0; i < scenes_.size(); ++i) {
    const ImageSize size = scenes_[i].view.camera.intrinsics.size;
    // Larger pictures test what a GPU counts in 16 bits, and take the reference long.
    if (int64_t{size.width} * size.height < 2'000'000) QTest::newRow(scenes_[i].name.c_str()) << static_cast<int>(i);
  }
}

void CpuRasteriserTest::agreesWithTheReference() {
  QFETCH(int, scene);
  cpu::CpuRasteriser rasteriser(2);
  const auto memory = parity::hostMemory();
  const std::vector<Agreement> agreements = compareWithReference(scenes_[scene], rasteriser, *memory);
  QVERIFY(agreements.size() >= 6);
  for (const Agreement& a : agreements) {
    QVERIFY2(a.passed, qPrintable(QString("%1: off by %2 of %3 at worst, %4 of %5 entries beyond %6")
                                      .arg(QString::fromStdString(a.quantity))
                                      .arg(a.worst)
                                      .arg(a.scale)
                                      .arg(a.beyond)
                                      .arg(a.count)
                                      .arg(a.tolerance)));
  }
}

void CpuRasteriserTest::sameBytesForAnyNumberOfThreads() {
  const CheckScene scene = sampleScene();
  cpu::CpuRasteriser one(1);
  Drawn expected = draw(one, scene);
  for (const int threads : {2, 3, 8}) {
    cpu::CpuRasteriser many(threads);
    Drawn got = draw(many, scene);
    QCOMPARE(difference(expected, got, true), QString());
  }
}

void CpuRasteriserTest::sameBytesForAnyBoundOfMemory() {
  const CheckScene scene = sampleScene();
  cpu::CpuRasteriser whole(2);
  Drawn expected = draw(whole, scene);
  for (const int64_t budget : {1, 500, 3000}) {
    cpu::CpuRasteriser pieces(2, budget);
    Drawn got = draw(pieces, scene);
    // A splat's statistics are rounded once a piece.
    QCOMPARE(difference(expected, got, false), QString());
    for (size_t i = 0; i < got.outputs.contribution.size(); ++i) {
      const float sum = expected.outputs.contribution[i];
      QVERIFY(std::abs(got.outputs.contribution[i] - sum) <= 1e-5f * std::max(1.0f, sum));
    }
  }
}

void CpuRasteriserTest::sameBytesForAnyInstructions() {
  const CheckScene scene = sampleScene();
  const auto camera = rasterCamera<float>(scene.view, scene.settings);
  const auto thresholds = rasterThresholds<float>(scene.settings);
  cpu::WorkerPool pool(1);
  cpu::VisibleSplats visible;
  cpu::collectVisible(pool, scene.gaussians.pointers(), camera, thresholds, visible);
  cpu::TileLists lists(pool, visible, camera, thresholds);
  lists.build({0, lists.tiles()});
  const int64_t middle = 3 * lists.columns() + 4;
  const cpu::Tile tile{visible.tileSplats.data(), lists.list(middle), 64, 48, 16, 16, -8, 0.99f, 1e-4f};
  QVERIFY(tile.entries.size() > 20);
  const size_t entryCount = static_cast<size_t>(lists.entries());
  cpu::TilePixels a, b;
  std::vector<float> statisticsA(entryCount * cpu::kStatistics), statisticsB(statisticsA);
  cpu::blendTile(tile, a, statisticsA.data());
  cpu::blendTilePortable(tile, b, statisticsB.data());
  const auto floats = [](const cpu::TilePixels& pixels) {
    const auto* first = reinterpret_cast<const float*>(&pixels);
    return std::vector<float>(first, first + sizeof pixels / sizeof(float));
  };
  QVERIFY(sameBytes(floats(a), floats(b)));
  QVERIFY(sameBytes(statisticsA, statisticsB));

  cpu::TileGradients g{};
  for (int i = 0; i < cpu::kGroups; ++i) {
    for (int lane = 0; lane < cpu::kLanes; ++lane) g.red[i][lane] = 0.01f * static_cast<float>(i + lane), g.depth[i][lane] = 0.5f;
    g.transmittance[i] = a.transmittance[i];
    g.end[i] = a.end[i];
  }
  cpu::TileGradients copy = g;
  std::vector<float> momentsA(entryCount * cpu::kMoments), momentsB(momentsA);
  cpu::blendTileAdjoint(tile, g, momentsA.data());
  cpu::blendTileAdjointPortable(tile, copy, momentsB.data());
  QVERIFY(sameBytes(momentsA, momentsB));
  QVERIFY(std::any_of(momentsA.begin(), momentsA.end(), [](float value) { return value != 0; }));
}

void CpuRasteriserTest::depthOrderIsStable() {
  std::vector<float> depths = randomWeights<float>(20000, 9);
  for (float& depth : depths) depth = std::ldexp(std::abs(std::round(depth * 500)) + 1, static_cast<int>(depth * 20));
  std::vector<uint32_t> expected(depths.size());
  for (size_t i = 0; i < expected.size(); ++i) expected[i] = static_cast<uint32_t>(i);
  std::stable_sort(expected.begin(), expected.end(), [&](uint32_t a, uint32_t b) { return depths[a] < depths[b]; });
  for (const int threads : {1, 3}) {
    cpu::WorkerPool pool(threads);
    QVERIFY(cpu::depthOrder(pool, depths) == expected);
    QVERIFY(cpu::depthOrder(pool, {}).empty());
    QVERIFY(cpu::depthOrder(pool, {2, 2, 1, 2}) == std::vector<uint32_t>({2, 0, 1, 3}));
  }
}

void CpuRasteriserTest::workIsDoneOnceAndFailuresComeBack() {
  cpu::WorkerPool pool(4);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::atomic<int>> done(97);
    pool.forEach(97, [&](int64_t i) { ++done[i]; });
    QVERIFY(std::all_of(done.begin(), done.end(), [](const auto& n) { return n == 1; }));
  }
  QVERIFY_EXCEPTION_THROWN(pool.forEach(10,
                                        [](int64_t i) {
                                          if (i == 7) throw std::bad_alloc();
                                        }),
                           std::bad_alloc);
  std::atomic<int64_t> sum = 0;
  cpu::forPieces(pool, 1000, 64, [&](int64_t first, int64_t last) { sum += last - first; });
  QCOMPARE(sum.load(), 1000);
}

void CpuRasteriserTest::exponentialIsExact() {
  for (float x = -125.9f; x < 1; x += 0.0371f) {
    const float got = cpu::exp2Lanes(cpu::allLanes(x))[3];
    QVERIFY(std::abs(got / std::exp2(static_cast<double>(x)) - 1) < 3e-7);
  }
  QCOMPARE(cpu::exp2Lanes(cpu::allLanes(0))[0], 1.0f);
  QVERIFY(cpu::exp2Lanes(cpu::allLanes(-1e30f))[0] < 2e-38f);
}

void CpuRasteriserTest::forwardMayBeRepeatedAndFollowedByOther() {
  const CheckScene scene = sampleScene();
  cpu::CpuRasteriser used(2);
  for (const CheckScene& other : checkScenes(true)) draw(used, other);
  Drawn first = draw(used, scene);
  cpu::CpuRasteriser fresh(2);
  Drawn second = draw(fresh, scene);
  QCOMPARE(difference(first, second, true), QString());
}

QTEST_GUILESS_MAIN(CpuRasteriserTest)
#include "cpu_rasteriser_test.moc"
