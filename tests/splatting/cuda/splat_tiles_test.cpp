// Tiles of a splat as the CUDA stages count and list them, on the host: every tile with a pixel that the blending would draw is
// there, and none that the ellipse is far from; the official footprint is that of formulas/footprint.h.
#include "reconstruction/splatting/cuda/splat_tiles.h"

#include <QtTest>
#include <random>
#include <set>
#include <utility>

#include "reconstruction/splatting/formulas/footprint.h"

using namespace fsm::splatting;
using cuda::DeviceSplat;
using cuda::FootprintRule;
using cuda::SplatTiles;
using cuda::TileGrid;
using cuda::TileRange;

namespace {

constexpr float kLogAlphaMin = -7.99435344f;  // log2(1 / 255)

DeviceSplat randomSplat(std::mt19937& bits, const TileGrid& grid) {
  const auto uniform = [&](float low, float high) { return low + (high - low) * static_cast<float>(bits() / 4294967296.0); };
  DeviceSplat s{};
  s.meanX = uniform(-0.5f, 1.5f) * static_cast<float>(grid.width);
  s.meanY = uniform(-0.5f, 1.5f) * static_cast<float>(grid.height);
  s.a = std::exp(uniform(-5, 0.3f));
  s.c = std::exp(uniform(-5, 0.3f));
  s.b = uniform(-1, 1) * s.a * 3;
  s.logOpacity = uniform(-8.5f, 0);
  s.halfSide = std::ceil(uniform(0, 60));
  return s;
}

std::set<std::pair<int, int>> listed(const SplatTiles& tiles) {
  std::set<std::pair<int, int>> out;
  const TileRange rows = tiles.rows();
  for (int row = rows.first; row < rows.end; ++row) {
    const TileRange columns = tiles.columns(row);
    for (int column = columns.first; column < columns.end; ++column) out.insert({row, column});
  }
  return out;
}

/// Tiles with a pixel that is drawn.
std::set<std::pair<int, int>> drawn(const DeviceSplat& s, const TileGrid& grid) {
  std::set<std::pair<int, int>> out;
  for (int y = 0; y < grid.height; ++y)
    for (int x = 0; x < grid.width; ++x) {
      const float dx = static_cast<float>(x) + 0.5f - s.meanX, dy = static_cast<float>(y) + 0.5f - s.meanY;
      const float u = s.a * dx + s.b * dy, v = s.c * dy;
      if (s.logOpacity - u * u - v * v >= kLogAlphaMin) out.insert({y / cuda::kTileSide, x / cuda::kTileSide});
    }
  return out;
}

/// Whether the ellipse comes within half a pixel of the tile's pixel centres, by points on a fine grid.
bool near(const DeviceSplat& s, int row, int column) {
  constexpr int kSteps = 64;
  const float side = static_cast<float>(cuda::kTileSide);
  for (int i = 0; i <= kSteps; ++i)
    for (int j = 0; j <= kSteps; ++j) {
      const float x = (static_cast<float>(column) + static_cast<float>(i) / kSteps) * side;
      const float y = (static_cast<float>(row) + static_cast<float>(j) / kSteps) * side;
      const float dx = x - s.meanX, dy = y - s.meanY, u = s.a * dx + s.b * dy, v = s.c * dy;
      if (s.logOpacity - u * u - v * v >= kLogAlphaMin - 0.5f) return true;
    }
  return false;
}

}  // namespace

class SplatTilesTest : public QObject {
  Q_OBJECT

 private slots:
  void ellipseTiles();
  void squareTiles();
  void hostileNumbers();
};

void SplatTilesTest::ellipseTiles() {
  std::mt19937 bits(7);
  const TileGrid grid = cuda::tileGrid(97, 75);
  const FootprintRule rule{false, kLogAlphaMin};
  int all = 0;
  for (int i = 0; i < 2000; ++i) {
    const DeviceSplat s = randomSplat(bits, grid);
    const SplatTiles tiles(s, grid, rule);
    const auto found = listed(tiles);
    QCOMPARE(static_cast<size_t>(tiles.count()), found.size());
    for (const auto& tile : drawn(s, grid)) QVERIFY2(found.contains(tile), "a tile with a visible pixel is missing");
    for (const auto& [row, column] : found) {
      QVERIFY(row >= 0 && row < grid.rows && column >= 0 && column < grid.columns);
      // Needles can pass between the points of the test's grid.
      if (s.a < 0.2f && s.c < 0.2f) QVERIFY2(near(s, row, column), "a tile far from the ellipse is listed");
    }
    all += static_cast<int>(found.size());
  }
  QVERIFY(all > 2000);
}

void SplatTilesTest::squareTiles() {
  std::mt19937 bits(8);
  const TileGrid grid = cuda::tileGrid(97, 75);
  const FootprintRule rule{true, kLogAlphaMin};
  for (int i = 0; i < 5000; ++i) {
    const DeviceSplat s = randomSplat(bits, grid);
    Splat<float> splat;
    splat.mean = {s.meanX, s.meanY};
    splat.officialRadius = s.halfSide;
    const Rect expected = officialTileRect(splat, grid.width, grid.height);
    const SplatTiles tiles(s, grid, rule);
    const auto found = listed(tiles);
    QCOMPARE(static_cast<size_t>(tiles.count()), found.size());
    const int rows = expected.empty() ? 0 : expected.y.end - expected.y.begin;
    const int columns = expected.empty() ? 0 : expected.x.end - expected.x.begin;
    QCOMPARE(static_cast<int>(found.size()), rows * columns);
    if (!found.empty()) QCOMPARE(*found.begin(), std::make_pair(expected.y.begin, expected.x.begin));
  }
}

void SplatTilesTest::hostileNumbers() {
  const TileGrid grid = cuda::tileGrid(97, 75);
  const float kNan = std::nanf(""), kInf = INFINITY;
  for (const float bad : {kNan, kInf, -kInf, 3e38f, -3e38f, 1e-38f, 0.0f})
    for (int field = 0; field < 6; ++field)
      for (const bool squares : {false, true}) {
        DeviceSplat s{50, 40, 0.1f, 0.05f, 0.2f, -1, 1, 20, 0, 0, 0, 0};
        float* const fields[] = {&s.meanX, &s.meanY, &s.a, &s.b, &s.c, &s.halfSide};
        *fields[field] = bad;
        const FootprintRule rule{squares, kLogAlphaMin};
        const SplatTiles tiles(s, grid, rule);
        const auto found = listed(tiles);
        QCOMPARE(static_cast<size_t>(tiles.count()), found.size());
        QVERIFY(static_cast<int64_t>(found.size()) <= grid.tiles());
      }
}

QTEST_APPLESS_MAIN(SplatTilesTest)
#include "splat_tiles_test.moc"
