// The CUDA rasteriser against the reference, where there is a GPU; without one, that it says so.
#include <QtTest>

#include "reconstruction/core/error.h"
#include "tests/splatting/cuda/raster_agreement.h"

using namespace fsm;
using namespace fsm::splatting::testing;

class CudaRasteriserTest : public QObject {
  Q_OBJECT

 private slots:
  void saysWhereThereIsNoDevice();
  void agreesWithReference_data();
  void agreesWithReference();
  void refusesBadInput();
};

void CudaRasteriserTest::saysWhereThereIsNoDevice() {
  try {
    splatting::makeCudaRasteriser(1 << 20, nullptr);
    QFAIL("a device of that number cannot be there");
  } catch (const Error& error) {
    QCOMPARE(error.code(), ErrorCode::noDevice);
  }
}

void CudaRasteriserTest::agreesWithReference_data() {
  QTest::addColumn<int>("index");
  const auto scenes = checkScenes(true);
  for (size_t i = 0; i < scenes.size(); ++i) QTest::newRow(scenes[i].name.c_str()) << static_cast<int>(i);
}

void CudaRasteriserTest::agreesWithReference() {
  if (!parity::cudaIsHere()) QSKIP("This machine has no CUDA device: the CUDA rasteriser was not compared.");
  QFETCH(int, index);
  const CheckScene scene = checkScenes(true)[static_cast<size_t>(index)];
  const auto memory = parity::cudaMemory();
  const auto rasteriser = splatting::makeCudaRasteriser(0, nullptr);
  for (const Agreement& a : compareWithReference(scene, *rasteriser, *memory))
    QVERIFY2(a.passed, qPrintable(QString("%1: worst %2, %3 of %4 beyond the tolerance")
                                      .arg(QString::fromStdString(a.quantity))
                                      .arg(a.worst)
                                      .arg(a.beyond)
                                      .arg(a.count)));
}

void CudaRasteriserTest::refusesBadInput() {
  if (!parity::cudaIsHere()) QSKIP("This machine has no CUDA device: bad input was not tried.");
  const auto rasteriser = splatting::makeCudaRasteriser(0, nullptr);
  const auto code = [&](const View& view, const scene::RasterSettings& settings) {
    try {
      rasteriser->forward({}, view, settings, {});
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  QCOMPARE(code(testView({0, 10}), {}), ErrorCode::badInput);
  QCOMPARE(code(testView({70000, 70000}), {}), ErrorCode::badInput);
  scene::RasterSettings settings;
  settings.alphaMax = 2;
  QCOMPARE(code(testView({8, 8}), settings), ErrorCode::badInput);
  View skewed = testView({8, 8});
  skewed.camera.world_from_camera[0][0] = 3;
  QCOMPARE(code(skewed, {}), ErrorCode::badInput);
}

QTEST_APPLESS_MAIN(CudaRasteriserTest)
#include "cuda_rasteriser_test.moc"
