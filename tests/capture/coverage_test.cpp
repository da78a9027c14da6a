// How far a view lies from what was filmed.
#include <QTest>
#include <cmath>

#include "reconstruction/capture/coverage.h"
#include "reconstruction/core/error.h"
#include "tests/capture/fixtures.h"

using namespace fsm;
using namespace fsm::testing;

namespace {

constexpr ImageSize kSize{640, 360};

View viewAt(double degrees, double time, double distance = 4) {
  const double angle = degrees * 3.14159265358979 / 180;
  const glm::dvec3 centre(distance * std::sin(angle), -distance * std::cos(angle), 0);
  return {{{kSize, 500, 500, 320, 180}, lookAt(centre, glm::dvec3(0), {0, 0, 1})}, time};
}

/// Eleven frames of one camera that moves by 5 degrees and half a second a frame.
Coverage walk() {
  std::vector<View> views;
  for (int i = 0; i <= 10; ++i) views.push_back(viewAt(5.0 * i, 0.5 * i));
  return {views, glm::dvec3(0)};
}

}  // namespace

class CoverageTest : public QObject {
  Q_OBJECT

 private slots:
  void isOneAtEveryInput() {
    const Coverage coverage = walk();
    for (int i = 0; i <= 10; ++i) QVERIFY(std::abs(coverage.confidence(viewAt(5.0 * i, 0.5 * i)) - 1) < 1e-9);
    QCOMPARE(coverage.inputs().size(), size_t{11});
    QVERIFY(std::abs(coverage.timeUnit() - 0.5) < 1e-9);
  }

  void fallsInEveryDirection_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("aside") << 0;
    QTest::newRow("nearer") << 1;
    QTest::newRow("farther") << 2;
    QTest::newRow("later") << 3;
    QTest::newRow("looking away") << 4;
  }
  void fallsInEveryDirection() {
    QFETCH(int, kind);
    const Coverage coverage = walk();
    double before = 1;
    for (int step = 1; step <= 8; ++step) {
      View view = viewAt(0, 0);
      if (kind == 0) view = viewAt(-5.0 * step, 0);
      if (kind == 1) view = viewAt(0, 0, 4 / (1 + 0.3 * step));
      if (kind == 2) view = viewAt(0, 0, 4 * (1 + 0.3 * step));
      if (kind == 3) view = viewAt(0, -0.2 * step);
      if (kind == 4) view.camera.world_from_camera = lookAt(glm::dvec3(0, -4, 0), {-4.0 - 3 * step, 0, 0}, {0, 0, 1});
      const double now = coverage.confidence(view);
      QVERIFY(now > 0 && now < before);
      before = now;
    }
    QVERIFY(before < 0.4);
  }

  void isOneHalfAtItsUnits() {
    const View input = viewAt(0, 2);
    const Coverage coverage({&input, 1}, glm::dvec3(0));
    QVERIFY(std::abs(coverage.confidence(viewAt(15, 2)) - 0.5) < 1e-9);
    QVERIFY(std::abs(coverage.confidence(viewAt(0, 2, 8)) - 0.5) < 1e-9);
    QVERIFY(std::abs(coverage.confidence(viewAt(0, 3)) - 0.5) < 1e-9);  // a single moment: a second
  }

  void gapsNameWhatIsMissing() {
    const View input = viewAt(0, 2);
    const Coverage coverage({&input, 1}, glm::dvec3(0));
    const auto near = [](double a, double b) { return std::abs(a - b) < 1e-9; };
    const CoverageGap beside = *coverage.gap(viewAt(40, 2)), farther = *coverage.gap(viewAt(0, 2, 8)),
                      later = *coverage.gap(viewAt(0, 5));
    QVERIFY(near(beside.angle, glm::radians(40.0)) && near(beside.distance, 0) && near(beside.time, 0));
    QVERIFY(near(farther.distance, std::log(2.0)) && near(farther.angle, 0));
    QVERIFY(near(later.time, 3) && near(later.confidence(), 0.1));
    for (const View& view : {viewAt(40, 2), viewAt(0, 2, 8), viewAt(70, 3, 5)})
      QCOMPARE(coverage.gap(view)->confidence(), coverage.confidence(view));
    QVERIFY(!Coverage().gap(input));
  }

  void everyPixelOfAnInputIsSeen() {
    const View input = viewAt(0, 0);
    const Coverage coverage({&input, 1}, glm::dvec3(0));
    const glm::dvec3 centre(input.camera.world_from_camera[3]);
    for (const glm::dvec2 pixel : {glm::dvec2(0, 0), glm::dvec2(640, 0), glm::dvec2(320, 180), glm::dvec2(640, 360)}) {
      const glm::dvec4 ray((pixel.x - 320) / 500, (pixel.y - 180) / 500, 1, 0);
      QVERIFY(std::abs(coverage.confidence(centre + 3.0 * glm::dvec3(input.camera.world_from_camera * ray), centre, 0) - 1) <
              1e-9);
    }
    QVERIFY(coverage.confidence(centre - glm::dvec3(input.camera.world_from_camera[2]), centre, 0) < 0.1);  // behind it
  }

  void manyFramesDoNotMakeTheirMomentsNarrow() {
    std::vector<View> views;
    views.reserve(300);
    for (int i = 0; i < 300; ++i) views.push_back(viewAt(0.1 * i, i / 60.0));
    QVERIFY(std::abs(Coverage(views, glm::dvec3(0)).timeUnit() - (299 / 60.0) / 16) < 1e-9);
  }

  void nothingFilmedAndNonsense() {
    QCOMPARE(Coverage().confidence(viewAt(0, 0)), 0.0);
    View broken = viewAt(0, 0);
    broken.camera.world_from_camera[3].x = std::nan("");
    QVERIFY_EXCEPTION_THROWN(Coverage({&broken, 1}, glm::dvec3(0)), Error);
    QVERIFY_EXCEPTION_THROWN(Coverage({}, glm::dvec3(std::nan(""))), Error);
  }
};

QTEST_GUILESS_MAIN(CoverageTest)
#include "coverage_test.moc"
