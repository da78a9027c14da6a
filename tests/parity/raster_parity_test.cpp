// The rasteriser's back ends against the official one's pictures and gradients; and that the comparison itself can fail.
#include <QtTest>
#include <filesystem>

#include "tests/parity/raster_comparison.h"

namespace fs = std::filesystem;
using fsm::parity::Result;

namespace {

fs::path fixtureFolder() {
  if (!qEnvironmentVariableIsEmpty("FSM_PARITY_DIR")) return qEnvironmentVariable("FSM_PARITY_DIR").toStdString();
  return fs::path(qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA).toStdString()) / "parity";
}

QStringList failuresOf(const std::vector<Result>& results) {
  QStringList out;
  for (const Result& r : results)
    if (!r.skipped && !r.passed)
      out << QString("%1: %2 over %3, %4")
                 .arg(QString::fromStdString(r.quantity))
                 .arg(r.error)
                 .arg(r.bound)
                 .arg(QString::fromStdString(r.note));
  return out;
}

}  // namespace

class RasterParityTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase();
  void fixture_data();
  void fixture();
  void perturbedTensorFails_data();
  void perturbedTensorFails();
  void missingTensorFails();

 private:
  std::vector<fs::path> fixtures_;
  std::vector<fsm::parity::RasterBackEnd> backEnds_;
};

void RasterParityTest::initTestCase() {
  const fs::path folder = fixtureFolder();
  if (qEnvironmentVariableIsEmpty("FSM_PARITY_DIR") && !fs::exists(folder))
    QSKIP("The shared data is not here: set FSM_DATA to its folder, or FSM_PARITY_DIR to one of parity fixtures.");
  QVERIFY2(fs::is_directory(folder), "There is no folder of parity fixtures.");
  fixtures_ = fsm::parity::discoverRasterFixtures(folder);
  if (fixtures_.empty()) QSKIP("The folder has no fixture of the rasteriser.");
  backEnds_ = fsm::parity::rasterBackEnds();
}

void RasterParityTest::fixture_data() {
  QTest::addColumn<int>("backEnd");
  QTest::addColumn<int>("fixture");
  for (size_t b = 0; b < backEnds_.size(); ++b)
    for (size_t f = 0; f < fixtures_.size(); ++f)
      QTest::newRow((backEnds_[b].name + ' ' + fixtures_[f].stem().string()).c_str())
          << static_cast<int>(b) << static_cast<int>(f);
}

void RasterParityTest::fixture() {
  QFETCH(int, backEnd);
  QFETCH(int, fixture);
  const std::vector<Result> results = fsm::parity::compareRasterFixture(fixtures_[fixture], backEnds_[backEnd]);
  QVERIFY(!results.empty());
  const QStringList failures = failuresOf(results);
  QVERIFY2(failures.isEmpty(), qPrintable(failures.join('\n')));
}

void RasterParityTest::perturbedTensorFails_data() {
  QTest::addColumn<QString>("tensor");
  QTest::addColumn<float>("by");
  QTest::newRow("rendering") << "out.rendering" << 3e-4f;
  QTest::newRow("alpha") << "out.alpha" << 3e-4f;
  QTest::newRow("depth") << "out.depth" << 3e-4f;
  QTest::newRow("position") << "gaussians.xyz" << 0.01f;
  QTest::newRow("time of a view") << "time" << 0.05f;
  QTest::newRow("pose") << "c2w" << 0.01f;
  QTest::newRow("opacity") << "gaussians.opacity" << 0.05f;
  QTest::newRow("right quaternion") << "gaussians.rotation_r" << 0.05f;
  QTest::newRow("gradient of positions") << "grad.xyz" << 1.0f;
  QTest::newRow("gradient of time scales") << "grad.scaling_t" << 1.0f;
}

void RasterParityTest::perturbedTensorFails() {
  QFETCH(QString, tensor);
  QFETCH(float, by);
  const auto plain = std::find_if(fixtures_.begin(), fixtures_.end(), [](const fs::path& path) {
    return path.extension() == ".safetensors" && fsm::readSafetensors(path).tensors.at("gaussians.features").shape[1] == 1;
  });
  if (plain == fixtures_.end()) QSKIP("The folder has no fixture without spherical harmonics to spoil a copy of.");
  fsm::TensorFile file = fsm::readSafetensors(*plain);
  fsm::HostTensor& spoiled = file.tensors.at(tensor.toStdString());
  std::vector<float> values = spoiled.toFloats();
  // Every fourth entry: more than the band at thresholds forgives.
  for (size_t i = 0; i < values.size(); i += 4) values[i] += by;
  spoiled = fsm::HostTensor::fromFloats(values, spoiled.shape);
  const QTemporaryDir folder;
  const fs::path path = fs::path(folder.path().toStdString()) / "raster4d_copy.safetensors";
  fsm::writeSafetensors(path, file);
  QCOMPARE(fsm::parity::discoverRasterFixtures(path.parent_path()).size(), size_t{1});
  for (const auto& backEnd : backEnds_) QVERIFY(!failuresOf(fsm::parity::compareRasterFixture(path, backEnd)).isEmpty());
}

void RasterParityTest::missingTensorFails() {
  const auto plain =
      std::find_if(fixtures_.begin(), fixtures_.end(), [](const fs::path& path) { return path.extension() == ".safetensors"; });
  if (plain == fixtures_.end()) QSKIP("The folder has no fixture of the rasteriser alone.");
  for (const char* tensor : {"gaussians.xyz", "c2w", "time", "out.rendering", "gaussians.t"}) {
    fsm::TensorFile file = fsm::readSafetensors(*plain);
    file.tensors.erase(tensor);
    const QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "raster4d_copy.safetensors";
    fsm::writeSafetensors(path, file);
    const std::vector<Result> results = fsm::parity::compareRasterFixture(path, backEnds_.front());
    QCOMPARE(failuresOf(results).size(), qsizetype{1});
    QVERIFY(QString::fromStdString(results.front().note).contains("damaged"));
  }
}

QTEST_GUILESS_MAIN(RasterParityTest)
#include "raster_parity_test.moc"
