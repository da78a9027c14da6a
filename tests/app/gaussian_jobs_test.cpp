// From a capture to Gaussians and pictures of them on a tiny model: kept to a budget, drawn by every renderer alike, scored,
// made again when frames are appended; splat files in place of projects.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "app/jobs/append_job.h"
#include "app/jobs/clip.h"
#include "app/jobs/eval_job.h"
#include "app/jobs/gaussian_io.h"
#include "app/jobs/render_job.h"
#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/metrics.h"
#include "reconstruction/scene/project_file.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "tests/app/tiny_scene.h"

using namespace fsm;
using namespace fsm::jobs;
namespace fs = std::filesystem;

namespace {

constexpr int64_t kBudget = 3000;

template <typename Call>
ErrorCode codeOf(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

class GaussianJobsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_, source_, model_, project_;

  ModelRequest modelRequest() const { return {model_.string(), "cpu", "float32", ""}; }
  RenderRequest renderRequest(const fs::path& source, const fs::path& output, const std::string& renderer) const {
    RenderRequest request;
    request.source = source;
    request.output.file = output;
    request.renderer = {renderer, {"", "cpu", "float32", ""}};
    return request;
  }
  Image drawn(const fs::path& source, const std::string& renderer, const std::string& time) const {
    Progress progress;
    RenderRequest request = renderRequest(source, root_ / ("still-" + renderer + ".png"), renderer);
    request.clip.time = time;
    const RenderResult result = renderJob(request, progress);
    Image image = readImageFile(result.output);
    fs::remove(result.output);
    return image;
  }

 private slots:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    source_ = root_ / "tiny";
    model_ = root_ / "model";
    project_ = root_ / "tiny.chrono";
    Progress progress;
    writeCaptureFolder(source_, tests::tinyCapture(2, 8), {CaptureFolderOptions::Frames::png, 10}, progress);
    tests::tinyEngine(7, Decoder::both).save(model_);
    ReconstructRequest request{source_, project_, {modelRequest(), "6", "48"}};
    request.options.gaussians = true;
    request.options.budget = kBudget;
    const ReconstructResult result = reconstructJob(request, progress);
    QCOMPARE(result.gaussians, kBudget);
  }

  void projectHoldsThem() {
    QVERIFY(hasGaussians(project_));
    const scene::GaussianScene scene = loadGaussianScene(project_);
    QCOMPARE(scene.gaussians.count(), kBudget);
    QVERIFY(!scene.gaussians.isStatic());
    QCOMPARE(scene.frame.scale, loadScene(project_).memory.preparation().normalisation.scale);
  }

  void allRenderersDrawTheSame() {
    const Image reference = drawn(project_, "reference", "0.3"), vulkan = drawn(project_, "vulkan", "0.3");
    QCOMPARE(reference.size, vulkan.size);
    QVERIFY2(psnr(reference, vulkan) > 45, qPrintable(QString::number(psnr(reference, vulkan))));
    // The decoder starts at the pixels' own colours: the picture resembles the footage more than a grey one does.
    const Image neural = drawn(project_, "neural", "0.3");
    QVERIFY(psnr(neural, vulkan) < 45);
    QCOMPARE(drawn(project_, "", "0.3").rgb, vulkan.rgb);  // where there are Gaussians, Vulkan draws them
  }

  void transparencyAndDepthAreWritten() {
    Progress progress;
    RenderRequest request = renderRequest(project_, root_ / "layers", "vulkan");
    request.output.format.images = "exr";
    request.clip.fps = 2;
    const RenderResult result = renderJob(request, progress);
    QVERIFY(result.frames > 1);
    QCOMPARE(tests::entriesIn(root_ / "layers"), static_cast<size_t>(result.frames));
    RenderRequest neural = renderRequest(project_, root_ / "n.png", "neural");
    neural.output.quality.background.kind = Background::Kind::transparent;
    QCOMPARE(codeOf([&] { renderJob(neural, progress); }), ErrorCode::unsupported);
  }

  void splatFilesDrawAtAnyTime() {
    scene::GaussianScene still = loadGaussianScene(project_);
    still.gaussians = scene::sliceAt(still.gaussians, 0.2);
    still.frame = {};
    scene::writeSplatFile(root_ / "still.ply", still);
    const Image a = drawn(root_ / "still.ply", "vulkan", "99"), b = drawn(root_ / "still.ply", "reference", "");
    QVERIFY(psnr(a, b) > 45);
    Progress progress;
    QCOMPARE(codeOf([&] { drawn(root_ / "still.ply", "neural", ""); }), ErrorCode::badInput);
    RenderRequest named = renderRequest(root_ / "still.ply", root_ / "x.png", "vulkan");
    named.clip.camera = "cam0";
    QCOMPARE(codeOf([&] { renderJob(named, progress); }), ErrorCode::badInput);
  }

  void everythingOfASplatFileIsInThePicture() {
    scene::GaussianScene scene;
    scene.gaussians.resize(3, true);
    scene.gaussians.position = {0, 0, 0, 10, 0, 0, 0, 4, 0};
    scene.gaussians.logScale.assign(9, std::log(0.5f));
    const ClipStage stage = stageOf(scene);
    QVERIFY(stage.timeless);
    for (const double degrees : {0.0, 90.0, 200.0}) {
      const Camera camera{stage.orbit.intrinsics, stage.orbit.pose(degrees)};
      for (const glm::dvec3& place : {glm::dvec3(0.0), glm::dvec3(10, 0, 0), glm::dvec3(0, 4, 0)}) {
        const glm::dvec3 pixel = project(camera, place);
        QVERIFY(pixel.z > 0 && pixel.x > 0 && pixel.y > 0 && pixel.x < stage.size.width && pixel.y < stage.size.height);
      }
    }
    scene.gaussians.position.assign(9, NAN);
    QCOMPARE(codeOf([&] { stageOf(scene); }), ErrorCode::badInput);
  }

  void evaluationScoresThem() {
    Progress progress;
    EvalRequest request;
    request.source = source_;
    request.holdout = "every:4";
    request.inputs = 6;
    request.size = "48";
    request.model = modelRequest();
    request.gaussians = true;
    request.budget = kBudget;
    const EvalResult result = evalJob(request, progress);
    QVERIFY(result.mean.model.psnr > 5 && std::isfinite(result.mean.model.psnr));
    request.gaussians = false;
    QVERIFY(evalJob(request, progress).mean.model.psnr != result.mean.model.psnr);
  }

  void appendingMakesThemAgain() {
    Progress progress;
    AppendRequest request{project_, root_ / "more.chrono", "10", false, {"", "cpu", "float32", ""}};
    const ReconstructResult more = appendJob(request, progress);
    QCOMPARE(more.gaussians, kBudget);
    QVERIFY(loadGaussianScene(root_ / "more.chrono").gaussians.position != loadGaussianScene(project_).gaussians.position);
  }

  void imageModelsHaveNone() {
    Progress progress;
    tests::tinyEngine().save(root_ / "images");
    ReconstructRequest request{source_, root_ / "none.chrono", {{(root_ / "images").string(), "cpu", "float32", ""}, "6", "48"}};
    request.options.gaussians = true;
    QCOMPARE(codeOf([&] { reconstructJob(request, progress); }), ErrorCode::unsupported);
    QVERIFY(!fs::exists(root_ / "none.chrono"));
    request.options.gaussians = false;
    reconstructJob(request, progress);
    QVERIFY(!hasGaussians(root_ / "none.chrono"));
    QCOMPARE(codeOf([&] { drawn(root_ / "none.chrono", "vulkan", ""); }), ErrorCode::badInput);
    QVERIFY(drawn(root_ / "none.chrono", "", "0.3").size.width > 0);  // the network's own picture
  }

  void cancellingLeavesNothing() {
    Progress progress;
    progress.cancel();
    RenderRequest request = renderRequest(project_, root_ / "cancelled.mp4", "vulkan");
    QCOMPARE(codeOf([&] { renderJob(request, progress); }), ErrorCode::cancelled);
    QVERIFY(!fs::exists(root_ / "cancelled.mp4"));
  }
};

QTEST_GUILESS_MAIN(GaussianJobsTest)
#include "gaussian_jobs_test.moc"
