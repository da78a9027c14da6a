// What an import will take: grows with what is asked for, knows what is free, and finds what would fit.
#include "app/jobs/import_estimate.h"

#include <QtTest>
#include <string>

#include "reconstruction/capture/prepare.h"
#include "tests/app/tiny_scene.h"

using namespace fsm;
using namespace fsm::jobs;

namespace {

ImportMachine machine(bool cuda, double freeGigabytes) {
  ImportMachine out;
  out.model = tests::tinyEngine(7, Decoder::both).config();
  out.model.dim = out.model.fastHeadDim = 384;
  out.device.name = cuda ? "the graphics card" : "this computer";
  out.device.cuda = cuda;
  out.device.flops = cuda ? 5e14 : 1e11;
  out.device.freeBytes = static_cast<uint64_t>(freeGigabytes * 1e9);
  out.cores = 2;
  return out;
}

ImportWork work() {
  ImportWork out;
  out.source = {1280, 720};
  out.decodedFrames = 120;
  out.poseFrames = 40;
  out.writtenFrames = 40;
  out.inputs = 16;
  out.size = {256, 144};
  return out;
}

/// A hundred frames by two cameras that stand still; nobody looks at the pictures.
Capture filmed() {
  Capture capture;
  for (const char* name : {"left", "right"}) {
    CaptureCamera camera;
    camera.name = name;
    camera.intrinsics = {{1280, 720}, 1000, 1000, 640, 360};
    camera.world_from_camera.emplace_back(1.0);
    for (int i = 0; i < 50; ++i) camera.times.push_back(0.1 * i);
    capture.cameras.push_back(std::move(camera));
  }
  return capture;
}

}  // namespace

class ImportEstimateTest : public QObject {
  Q_OBJECT

 private slots:
  void moreTakesLonger() {
    const ImportMachine here = machine(false, 8);
    const ImportEstimate before = estimateImport(work(), here);
    QVERIFY(before.fits && before.seconds() > 0 && before.memoryBytes > 0);
    ImportWork frames = work(), larger = work(), known = work(), plain = work();
    frames.inputs *= 4;
    larger.size = {512, 288};
    known.poseFrames = 0;
    plain.gaussians = false;
    QVERIFY(estimateImport(frames, here).reconstructSeconds > before.reconstructSeconds);
    QVERIFY(estimateImport(frames, here).memoryBytes > before.memoryBytes);
    QVERIFY(estimateImport(larger, here).seconds() > before.seconds());
    QVERIFY(estimateImport(known, here).importSeconds < before.importSeconds);
    QVERIFY(estimateImport(plain, here).memoryBytes < before.memoryBytes);
    QVERIFY(estimateImport(work(), machine(true, 80)).reconstructSeconds < before.reconstructSeconds);
    QVERIFY(!estimateImport(frames, machine(false, 0.05)).fits);
  }

  /// The size is the one at which frames are really read.
  void sizesAreThoseOfThePreparation() {
    Capture capture = tests::tinyCapture(1, 2, {96, 54});
    PrepareOptions options;
    options.longSide = 64;
    Progress progress;
    const std::vector<FrameId> ids{{0, 0}, {0, 1}};
    const PreparedCapture prepared = prepareInputs(capture, ids, options, progress);
    QCOMPARE(readSize({96, 54}, 64, options.patch).width, prepared.inputs.front().image.size.width);
    QCOMPARE(readSize({96, 54}, 64, options.patch).height, prepared.inputs.front().image.size.height);
    QCOMPARE(readSize({54, 96}, 64, options.patch).height, 64);
  }

  void whatFitsIsSmallerThenFewer() {
    ReconstructOptions options;
    options.gaussians = true;
    options.size = "512";
    options.mostInputs = 64;
    const auto smaller = whatWouldFit(options, filmed(), machine(false, 8));
    QVERIFY(smaller);
    QCOMPARE(smaller->mostInputs, 64);
    QVERIFY(std::stoi(smaller->size) < 512);
    const auto fewer = whatWouldFit(options, filmed(), machine(false, 0.12));
    QVERIFY(fewer);
    QVERIFY(fewer->mostInputs < 64);
    QVERIFY(!whatWouldFit(options, filmed(), machine(false, 0.001)));
  }

  void theProcessorIsTheLastResort() {
    ReconstructOptions options;
    options.size = "256";
    const auto less = whatWouldFit(options, filmed(), machine(true, 0.001));
    QVERIFY(less);
    QCOMPARE(less->model.device, std::string("cpu"));
    QCOMPARE(less->size, std::string("256"));
  }

  /// What was asked for by number is asked for by fewer; cameras that were chosen stay chosen.
  void choicesStay() {
    ReconstructOptions options;
    options.inputs = "left,right";
    options.mostInputs = 32;
    const auto less = whatWouldFit(options, filmed(), machine(false, 8));
    QVERIFY(less);
    QCOMPARE(less->inputs, std::string("left,right"));
    options.inputs = "40";
    const auto numbered = whatWouldFit(options, filmed(), machine(false, 8));
    QVERIFY(numbered);
    QVERIFY(numbered->inputs.empty());
    QCOMPARE(numbered->mostInputs, 40);
  }
};

QTEST_APPLESS_MAIN(ImportEstimateTest)
#include "import_estimate_test.moc"
