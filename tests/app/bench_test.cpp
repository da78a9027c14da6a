// The benchmark: parts, ratios, reports, and the rows of the rasterisers that run anywhere. No time is asserted.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/jobs/bench_job.h"
#include "reconstruction/core/error.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "reconstruction/splatting/benchmark_scene.h"

using namespace fsm;
using namespace fsm::jobs;

namespace {

RasterRow row(RasterBackEnd backEnd, const char* picture, double frame, double wall, double backward, bool software = false) {
  RasterRow out;
  out.backEnd = backEnd;
  out.device = "a device";
  out.software = software;
  out.picture = picture;
  out.size = {640, 360};
  out.gaussians = 100;
  out.frameMs = frame;
  out.wallMs = wall;
  out.backwardMs = backward;
  return out;
}

/// A few Gaussians before a small camera: quick on any machine.
BenchScene tinyScene() {
  scene::GaussianScene gaussians;
  gaussians.gaussians = splatting::benchmarkScene(200);
  return benchScene("tiny", std::move(gaussians), splatting::benchmarkView({64, 36}));
}

ErrorCode codeOf(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

class BenchTest : public QObject {
  Q_OBJECT

 private slots:
  void partsAreNamed() {
    QCOMPARE(parseBenchParts("cpu"), (std::set<BenchPart>{BenchPart::cpu}));
    QCOMPARE(parseBenchParts("vulkan,model,cpu"), (std::set<BenchPart>{BenchPart::model, BenchPart::vulkan, BenchPart::cpu}));
    for (const char* wrong : {"", "cpu,", ",cpu", "cpu,,vulkan", "gpu", "CPU", "cpu vulkan"})
      QCOMPARE(codeOf([&] { parseBenchParts(wrong); }), ErrorCode::badInput);
  }

  void ratiosAreOfTheSamePicture() {
    const auto ratios = ratiosOf({row(RasterBackEnd::cuda, "a", 2, 0, 5), row(RasterBackEnd::vulkan, "a", 8, 10, 0, true),
                                  row(RasterBackEnd::vulkan, "a", 1, 1, 0), row(RasterBackEnd::cpu, "a", 25, 0, 0),
                                  row(RasterBackEnd::cpu, "b", 25, 0, 0)});
    QCOMPARE(ratios.size(), size_t{2});
    QCOMPARE(ratios[0].value, 2.5);  // backward / forward of CUDA
    QCOMPARE(ratios[1].value, 2.5);  // the processor's frame / software Vulkan's with the picture read back
    QVERIFY(ratios[1].what.find("software Vulkan") != std::string::npos);
  }

  void otherSizesAndCountsAreNotCompared() {
    RasterRow vulkan = row(RasterBackEnd::vulkan, "a", 8, 10, 0, true);
    const RasterRow cpu = row(RasterBackEnd::cpu, "a", 25, 0, 0);
    vulkan.size = {320, 180};
    QVERIFY(ratiosOf({vulkan, cpu}).empty());
    vulkan.size = cpu.size;
    vulkan.gaussians = 99;
    QVERIFY(ratiosOf({vulkan, cpu}).empty());
  }

  void reportsSayWhatWasMeasured() {
    BenchResult result;
    result.devices = {{"cpu", "A Processor"}};
    result.rasterisers = {row(RasterBackEnd::vulkan, "a scene with a name that is far longer than its column", 8, 10, 0, true)};
    result.rasterisers[0].stages = {{"project", 1.5}, {"blend", 6.5}};
    result.ratios = {{"this / that", 0.5}};
    result.notes = {"Not measured (cuda): none."};
    const nlohmann::json json = toJson(result);
    const nlohmann::json& drawn = json.at("rasterisers").at(0);
    QCOMPARE(drawn.at("back_end").get<std::string>(), std::string("Vulkan"));
    QCOMPARE(drawn.at("frame_ms").get<double>(), 8.0);
    QVERIFY(drawn.at("backward_ms").is_null());  // not measured is not zero
    QCOMPARE(drawn.at("stages").at(1).at("stage").get<std::string>(), std::string("blend"));
    QCOMPARE(json.at("ratios").at(0).at("value").get<double>(), 0.5);
    QCOMPARE(json.at("notes").size(), size_t{1});
    const std::string text = table(result);
    for (const char* part : {"A Processor", "a device", "640x360", "blend 6.500", "0.50  this / that", "Not measured (cuda)"})
      QVERIFY2(text.find(part) != std::string::npos, part);
    QVERIFY(text.find("encode ms") == std::string::npos);  // no model was measured
  }

  void processorDrawsTheGivenScene() {
    BenchRequest request;
    request.device = "cpu";
    request.quick = true;
    request.parts = {BenchPart::cpu};
    request.scene = tinyScene();
    Progress progress;
    const BenchResult result = benchJob(request, progress);
    QCOMPARE(result.rasterisers.size(), size_t{2});
    for (const RasterRow& drawn : result.rasterisers) {
      QVERIFY(drawn.frameMs > 0 && drawn.backwardMs > 0);
      QVERIFY(!drawn.device.empty());
      QVERIFY((drawn.size == ImageSize{640, 360}));
    }
    QCOMPARE(result.rasterisers[1].picture, std::string("tiny"));
    QCOMPARE(result.rasterisers[1].gaussians, uint64_t{200});
    QCOMPARE(result.ratios.size(), size_t{2});  // backward / forward of both
    QVERIFY(result.rows.empty() && result.generator.empty());
  }

  void whatIsAskedForByNameMustBePossible() {
    BenchRequest request;
    request.device = "cpu";
    request.parts = {BenchPart::cuda};
    Progress progress;
    QCOMPARE(codeOf([&] { benchJob(request, progress); }), ErrorCode::noDevice);
    request.device = "cuda:4096";
    QCOMPARE(codeOf([&] { benchJob(request, progress); }), ErrorCode::noDevice);
  }

  void cancels() {
    BenchRequest request;
    request.device = "cpu";
    request.parts = {BenchPart::cpu};
    Progress progress;
    progress.cancel();
    QCOMPARE(codeOf([&] { benchJob(request, progress); }), ErrorCode::cancelled);
  }

  void splatFilesAreSeenFromTheirOrbit() {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("some.ply").toStdString();
    scene::GaussianScene made;
    made.gaussians = splatting::benchmarkScene(300);
    scene::writeSplatFile(file, made);
    const BenchScene read = benchSplatFile(file);
    QCOMPARE(read.name, std::string("some.ply"));
    QCOMPARE(read.gaussians.gaussians.count(), int64_t{300});
    // The middle of the box is in the middle of a picture of any shape, in front of the camera.
    for (const ImageSize size : {ImageSize{640, 360}, ImageSize{256, 256}}) {
      const View view = read.view(size);
      QVERIFY(view.camera.intrinsics.size == size);
      const glm::dvec4 middle = inverseRigid(view.camera.world_from_camera) * glm::dvec4(0, 0, 4, 1);
      QVERIFY(middle.z > 0);
      const Intrinsics& in = view.camera.intrinsics;
      QVERIFY(std::abs(in.fx * middle.x / middle.z + in.cx - 0.5 * size.width) < 0.1 * size.width);
      QVERIFY(std::abs(in.fy * middle.y / middle.z + in.cy - 0.5 * size.height) < 0.1 * size.height);
    }
    QCOMPARE(codeOf([&] { benchSplatFile(folder.filePath("none.ply").toStdString()); }), ErrorCode::notFound);
  }

  void benchmarkViewKeepsItsAngle() {
    const BenchScene scene = benchScene(10);
    for (const ImageSize size : {ImageSize{1920, 1080}, ImageSize{256, 256}}) {
      const Intrinsics in = scene.view(size).camera.intrinsics;
      QVERIFY(std::abs(2 * std::atan(0.5 * size.width / in.fx) - 1.0471975512) < 1e-9);  // 60 degrees across
    }
  }
};

QTEST_APPLESS_MAIN(BenchTest)
#include "bench_test.moc"
