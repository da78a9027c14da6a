// From a capture to a clip on a tiny model: reconstruct, save, load, render, evaluate; cancellation leaves nothing.
#include <QTemporaryDir>
#include <QTest>

#include "app/animation/camera_files/camera_file.h"
#include "app/animation/presets.h"
#include "app/jobs/append_job.h"
#include "app/jobs/cache_job.h"
#include "app/jobs/clip.h"
#include "app/jobs/clip_size.h"
#include "app/jobs/eval_job.h"
#include "app/jobs/import_job.h"
#include "app/jobs/project_animation.h"
#include "app/jobs/reconstruct_job.h"
#include "app/jobs/render_job.h"
#include "app/jobs/synth_job.h"
#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/capture/import/importer.h"
#include "reconstruction/capture/plan.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/metrics.h"
#include "reconstruction/media/video_reader.h"
#include "tests/app/tiny_scene.h"

using namespace fsm;
using namespace fsm::jobs;
namespace fs = std::filesystem;

namespace {

template <typename Call>
std::pair<ErrorCode, QString> errorOf(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return {error.code(), QString::fromStdString(error.what())};
  }
  return {ErrorCode::internal, "nothing was thrown"};
}

}  // namespace

class JobsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_, source_, model_, project_;

  ModelRequest modelRequest() const { return {model_.string(), "cpu", "float32", ""}; }
  RenderRequest renderRequest(const fs::path& output) const {
    return {project_, {.file = output}, {}, {"", {"", "cpu", "float32", ""}}};
  }

 private slots:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    source_ = root_ / "tiny";
    model_ = root_ / "model";
    project_ = root_ / "tiny.chrono";
    Progress progress;
    writeCaptureFolder(source_, tests::tinyCapture(2, 8), {CaptureFolderOptions::Frames::png, 10}, progress);
    tests::tinyEngine().save(model_);
    const ReconstructResult result = reconstructJob({source_, project_, modelRequest(), "6", "48"}, progress);
    QCOMPARE(result.scene.plan.inputs.size(), size_t{6});
    QVERIFY(fs::exists(project_));
  }

  void projectHoldsTheScene() {
    const Scene scene = loadScene(project_);
    QCOMPARE(scene.capture.cameras.size(), size_t{2});
    QCOMPARE(scene.plan.inputs.size(), size_t{6});
    QCOMPARE(scene.memory.framesRead(), 6);
    QCOMPARE(scene.settings.viewSizes.at(1).width, 48);
    const Capture original = importCapture(source_);
    QCOMPARE(scene.capture.cameras[0].world_from_camera, original.cameras[0].world_from_camera);
    QCOMPARE(scene.capture.cameras[1].times, original.cameras[1].times);
    // Its footage opens when a frame is read.
    Progress progress;
    const FrameId id{1, 3};
    QCOMPARE(readFrames(scene.capture, {&id, 1}, progress).at(0).rgb, readFrames(original, {&id, 1}, progress).at(0).rgb);
  }

  void movedFootageIsFound() {
    const fs::path other = root_ / "elsewhere";
    fs::create_directories(other);
    fs::copy_file(project_, other / "copy.chrono");
    const Scene scene = loadScene(other / "copy.chrono");
    Progress progress;
    const FrameId id{0, 0};
    QCOMPARE(readFrames(scene.capture, {&id, 1}, progress).size(), size_t{1});
    fs::rename(source_, root_ / "gone");
    const auto [code, sentence] = errorOf([&] { readFrames(loadScene(other / "copy.chrono").capture, {&id, 1}, progress); });
    fs::rename(root_ / "gone", source_);
    QCOMPARE(code, ErrorCode::notFound);
    QVERIFY(sentence.contains("footage"));
  }

  void appendingIsReadingAllAgain() {
    Progress progress;
    AppendRequest request{project_, root_ / "more.chrono", "10", false, {"", "cpu", "float32", ""}};
    const ReconstructResult more = appendJob(request, progress);
    QVERIFY(more.scene.plan.inputs.size() > 6);
    QCOMPARE(more.scene.memory.framesRead(), static_cast<int>(more.scene.plan.inputs.size()));
    QVERIFY(!more.scene.memory.approximate());
    for (const FrameId target : more.scene.plan.targets)
      QVERIFY(std::find(more.scene.plan.inputs.begin(), more.scene.plan.inputs.end(), target) == more.scene.plan.inputs.end());
    // The stored scene is the returned one; the first is as it was.
    QCOMPARE(loadScene(root_ / "more.chrono").memory.framesRead(), more.scene.memory.framesRead());
    QCOMPARE(loadScene(project_).memory.framesRead(), 6);
    // Exactly what reconstructing with these frames gives.
    const Engine engine = loadEngine(modelRequest());
    PrepareOptions options;
    options.patch = engine.config().patch;
    options.sizing = PrepareOptions::Sizing::exact;
    options.size = more.scene.settings.viewSizes.at(0);
    const SpatialMemory fresh =
        engine.encode(prepareInputs(more.scene.capture, more.scene.plan.inputs, options, progress), progress);
    QCOMPARE(fresh.toTensors().tensors.at("blocks.0.w0").bytes, more.scene.memory.toTensors().tensors.at("blocks.0.w0").bytes);
  }

  void causalAppendingKeepsTheFrameOfReferenceAndSaysSo() {
    Progress progress;
    AppendRequest request{project_, root_ / "causal.chrono", "10", true, {"", "cpu", "float32", ""}};
    const ReconstructResult more = appendJob(request, progress);
    const Scene stored = loadScene(root_ / "causal.chrono"), before = loadScene(project_);
    QVERIFY(stored.memory.approximate());
    QCOMPARE(stored.memory.framesRead(), static_cast<int>(stored.plan.inputs.size()));
    QCOMPARE(stored.memory.preparation().normalisation.scale, before.memory.preparation().normalisation.scale);
    QVERIFY(stored.memory.toTensors().tensors.at("blocks.0.w0").bytes !=
            before.memory.toTensors().tensors.at("blocks.0.w0").bytes);
    // Nothing new to read.
    request.project = root_ / "causal.chrono";
    const auto [code, sentence] = errorOf([&] { appendJob(request, progress); });
    QCOMPARE(code, ErrorCode::badInput);
    QVERIFY(sentence.contains("already"));
  }

  void cachesACaptureForTraining() {
    Progress progress;
    QCOMPARE(cacheJob({source_, root_ / "cache.safetensors", 32, 2000}, progress), 16);
    QVERIFY(fs::file_size(root_ / "cache.safetensors") > 16 * 3 * 32 * 16);
  }

  void rendersTheSameFromTheProject() {
    Progress progress;
    RenderRequest request = renderRequest(root_ / "one.png");
    request.clip.camera = "cam1";
    request.clip.time = "0.2";
    const RenderResult first = renderJob(request, progress);
    QCOMPARE(first.size.width, 48);
    QCOMPARE(first.size.height, 32);
    request.output.file = root_ / "two.png";
    renderJob(request, progress);
    QCOMPARE(readBinaryFile(root_ / "one.png"), readBinaryFile(root_ / "two.png"));
    // Another time is another picture.
    request.clip.time = "0.6";
    request.output.file = root_ / "three.png";
    renderJob(request, progress);
    QVERIFY(readBinaryFile(root_ / "one.png") != readBinaryFile(root_ / "three.png"));
  }

  void rendersAClipAndItsSheet() {
    Progress progress;
    RenderRequest request = renderRequest(root_ / "clip.mp4");
    request.clip.fps = 5;
    request.clip.size = ImageSize{40, 30};  // neither a multiple of the patch nor of the capture's shape
    const RenderResult result = renderJob(request, progress);
    QCOMPARE(result.frames, 15);  // an orbit lasts 3 seconds where the capture is shorter
    const media::VideoReader video(root_ / "clip.mp4");
    QCOMPARE(video.info().times.size(), size_t{15});
    QCOMPARE(video.info().size.width, 40);
    QCOMPARE(result.sheet, root_ / "clip.sheet.png");
    QVERIFY(imageFileSize(result.sheet).width > 4 * 40);
  }

  void rendersAFolder() {
    Progress progress;
    RenderRequest request = renderRequest(root_ / "frames");
    request.clip.camera = "cam0";
    request.clip.time = "0.1:0.5";
    request.clip.fps = 10;
    QCOMPARE(renderJob(request, progress).frames, 4);
    QCOMPARE(tests::entriesIn(root_ / "frames"), size_t{4});
    QCOMPARE(errorOf([&] { renderJob(request, progress); }).first, ErrorCode::badInput);  // not empty
  }

  void rendersForCompositing() {
    Progress progress;
    RenderRequest request = renderRequest(root_ / "exr");
    request.clip.camera = "cam0";
    request.clip.time = "0.1:0.3";
    request.clip.fps = 10;
    request.output.format.images = "exr";
    QCOMPARE(renderJob(request, progress).frames, 2);
    QVERIFY(fs::exists(root_ / "exr" / "frame_000001.exr"));
    request.output.format.images.clear();
    for (const char* name : {"clip.mov", "clip.webm"}) {
      request.output.file = root_ / name;
      QCOMPARE(renderJob(request, progress).sheet, root_ / "clip.sheet.png");
      QVERIFY(!media::VideoReader(request.output.file).info().hasAlpha);  // the image decoder knows of none
    }
    request.output.quality.background.kind = Background::Kind::transparent;
    QCOMPARE(errorOf([&] { renderJob(request, progress); }).first, ErrorCode::unsupported);
  }

  void tracksAreIndependent() {
    const Scene scene = loadScene(project_);
    ClipRequest request;
    request.camera = "cam0";
    request.time = "0.3";
    const Clip frozen = planClip(stageOf(scene), request);
    QVERIFY(frozen.views.size() > 10);
    for (const View& view : frozen.views) QVERIFY(std::abs(view.time - 0.3) < 1e-9);
    QVERIFY(glm::length(frozen.views.front().camera.world_from_camera[3] - frozen.views.back().camera.world_from_camera[3]) >
            0.1);
    request.time = "0.6:0.2";
    const Clip reversed = planClip(stageOf(scene), request);
    QVERIFY(std::abs(reversed.views.front().time - 0.6) < 1e-9 && std::abs(reversed.views.back().time - 0.2) < 1e-9);
    request.camera = "orbit:30";
    request.time = "all";
    const Clip orbit = planClip(stageOf(scene), request);
    QCOMPARE(orbit.views.size(), size_t{90});
    QVERIFY(std::abs(orbit.views.back().time - 0.7) < 1e-9);
  }

  void animationOfTheProjectIsPlayed() {
    QVERIFY(!loadAnimation(project_));
    const Scene scene = loadScene(project_);
    ClipStage stage = stageOf(scene);
    ClipRequest request;
    request.camera = "animation";
    QCOMPARE(errorOf([&] { planClip(stage, request); }).first, ErrorCode::badInput);
    const animation::SceneSpan span{stage.span.first, stage.span.second};
    animation::Animation made = animation::newAnimation(span, 20);
    const animation::PresetStage from{animation::poseOf({stage.orbit.intrinsics, stage.orbit.pose(0)}), stage.orbit.centre,
                                      stage.orbit.up, span};
    made = animation::bulletTime(made, from, {0.3, 40, 1, true, true});
    animation::setRange(made, 0.2, 1.5);
    const std::filesystem::path copy = root_ / "animated.chrono";
    std::filesystem::copy_file(project_, copy);
    saveAnimation(copy, made);
    stage.animation = loadAnimation(copy);
    QVERIFY(stage.animation == made);

    Clip clip = planClip(stage, request);
    QCOMPARE(clip.views.size(), size_t{26});
    QCOMPARE(clip.fps, 20.0);
    for (size_t i = 0; i < clip.views.size(); ++i) {
      const View expected = made.viewAt(0.2 + static_cast<double>(i) / 20, clip.size, {}, span);
      QVERIFY(std::abs(clip.views[i].time - expected.time) < 1e-9);
      QVERIFY(glm::length(clip.views[i].camera.world_from_camera[3] - expected.camera.world_from_camera[3]) < 1e-9);
      QCOMPARE(clip.views[i].camera.intrinsics, expected.camera.intrinsics);
    }
    request.time = "0.1";  // the camera's move with another moment
    clip = planClip(stage, request);
    QCOMPARE(clip.views.size(), size_t{26});
    QVERIFY(std::abs(clip.views[10].time - 0.1) < 1e-9);

    // The same move from a file of another program.
    const std::filesystem::path file = root_ / "move.glb";
    animation::writeCameraFile(file, made, {span, stage.orbit.up, clip.size});
    request = {};
    request.camera = file.string();
    const Clip read = planClip(stage, request);
    QVERIFY(glm::length(read.views[13].camera.world_from_camera[3] - clip.views[13].camera.world_from_camera[3]) < 1e-2);
  }

  void refusesWhatCannotBe_data() {
    QTest::addColumn<QString>("camera");
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("says");
    QTest::newRow("camera") << "cam9"
                            << ""
                            << "cam0, cam1";
    QTest::newRow("orbit") << "orbit:far"
                           << ""
                           << "orbit:30";
    QTest::newRow("late") << "orbit"
                          << "99"
                          << "0 to 0.7";
    QTest::newRow("words") << "orbit"
                           << "soon"
                           << "0.5:2";
    QTest::newRow("nan") << "orbit"
                         << "nan"
                         << "0.5:2";
    QTest::newRow("path") << "missing.json"
                          << ""
                          << "missing.json";
  }
  void refusesWhatCannotBe() {
    QFETCH(QString, camera);
    QFETCH(QString, time);
    QFETCH(QString, says);
    const Scene scene = loadScene(project_);
    ClipRequest request;
    request.camera = camera.toStdString();
    request.time = time.toStdString();
    const auto [code, sentence] = errorOf([&] { planClip(stageOf(scene), request); });
    QVERIFY(code == ErrorCode::badInput || code == ErrorCode::notFound);
    QVERIFY2(sentence.contains(says), qPrintable(sentence));
  }

  void refusesOtherFileKinds() {
    Progress progress;
    QCOMPARE(errorOf([&] { renderJob(renderRequest(root_ / "clip.mkv"), progress); }).first, ErrorCode::unsupported);
    QCOMPARE(errorOf([&] { renderJob(renderRequest(project_ / "clip.mp4"), progress); }).first, ErrorCode::writeFailed);
    QCOMPARE(errorOf([&] { parseImageSize("640"); }).first, ErrorCode::badInput);
    QCOMPARE(errorOf([&] { parseImageSize("0x10"); }).first, ErrorCode::badInput);
  }

  void anotherModelIsRefused() {
    Progress progress;
    tests::tinyEngine(8).save(root_ / "other");  // another, of the same name
    RenderRequest request = renderRequest(root_ / "refused.png");
    request.clip.time = "0.1";
    request.renderer.model.model = (root_ / "other").string();
    QCOMPARE(errorOf([&] { renderJob(request, progress); }).first, ErrorCode::badInput);
  }

  void damagedProjectsAreRefused() {
    const fs::path damaged = root_ / "damaged.chrono";
    std::vector<uint8_t> bytes = readBinaryFile(project_);
    bytes.resize(bytes.size() / 2);
    writeFileAtomically(damaged, bytes);
    QCOMPARE(errorOf([&] { loadScene(damaged); }).first, ErrorCode::fileDamaged);
    QCOMPARE(errorOf([&] { loadScene(root_ / "missing.chrono"); }).first, ErrorCode::notFound);
  }

  void cancellingLeavesNothing() {
    const size_t before = tests::entriesIn(root_);
    for (const char* stage : {"Reading frames", "Reconstructing", "Saving"}) {
      Progress* running = nullptr;
      Progress progress([&](const ProgressReport& report) {
        if (report.stage == stage) running->cancel();
      });
      running = &progress;
      const auto [code, sentence] = errorOf([&] {
        reconstructJob({source_, root_ / "never.chrono", modelRequest(), "6", "48"}, progress);
      });
      QCOMPARE(code, ErrorCode::cancelled);
      QCOMPARE(tests::entriesIn(root_), before);
    }
    for (const char* name : {"never.mp4", "never.mov", "never"}) {
      Progress* running = nullptr;
      Progress progress([&](const ProgressReport& report) {
        if (report.stage == "Rendering" && report.fraction > 0.2) running->cancel();
      });
      running = &progress;
      QCOMPARE(errorOf([&] { renderJob(renderRequest(root_ / name), progress); }).first, ErrorCode::cancelled);
      QCOMPARE(tests::entriesIn(root_), before);
    }
  }

  void evaluatesAgainstTrivialAnswers() {
    Progress progress;
    EvalRequest request{source_, "every:4", 4, 24, "48", modelRequest()};
    const EvalResult result = evalJob(request, progress);
    QCOMPARE(result.cameras.size(), size_t{2});
    QCOMPARE(result.cameras[0].frames, 2);
    QCOMPARE(result.plan.inputs.size(), size_t{4});
    for (const FrameId target : result.plan.targets)
      QVERIFY(std::find(result.plan.inputs.begin(), result.plan.inputs.end(), target) == result.plan.inputs.end());
    // The nearest input, computed here from the capture as it is.
    const Capture capture = importCapture(source_);
    double sum = 0;
    for (const FrameId target : result.plan.targets) {
      const FrameId nearest = result.plan.inputs[static_cast<size_t>(nearestInput(capture, result.plan.inputs, target))];
      const FrameId both[]{nearest, target};
      const std::vector<Image> images = readFrames(capture, both, progress);
      sum += psnr(images[0], images[1]);
    }
    QVERIFY(std::abs(result.mean.nearest.psnr - sum / static_cast<double>(result.plan.targets.size())) < 1e-6);
    QCOMPARE(result.sheet.size(), result.plan.targets.size() * 3);
  }

  void unposedCapturesAreExplained() {
    Progress progress;
    const fs::path unposed = root_ / "unposed";
    QCOMPARE(importJob({{source_}, unposed, "none", "", 3, std::nullopt}, progress).capture.cameras[0].frameCount(), 3);
    const auto [code, sentence] = errorOf([&] {
      reconstructJob({unposed, root_ / "u.chrono", modelRequest(), "", ""}, progress);
    });
    QCOMPARE(code, ErrorCode::badInput);
    QVERIFY2(sentence.contains("poses") && sentence.contains("--poses"), qPrintable(sentence));
    QVERIFY(!fs::exists(root_ / "u.chrono"));
  }

  void posesOfEveryOtherFrameFindTheirMoments() {
    Progress progress;
    const fs::path video = root_ / "footage", sparse = root_ / "sparse";
    importJob({{source_}, video, "none", "", std::nullopt, std::nullopt}, progress);
    importJob({{source_}, sparse, "", "0:0.65", std::nullopt, 5.0}, progress);  // every second frame
    const Capture posed =
        importJob({{video}, root_ / "posed", sparse.string(), "", std::nullopt, std::nullopt}, progress).capture;
    const Capture truth = importCapture(source_);
    QCOMPARE(posed.cameras[0].frameCount(), 4);
    for (int frame = 0; frame < 4; ++frame) {
      QVERIFY(std::abs(posed.cameras[0].times[frame] - truth.cameras[0].times[2 * frame]) < 1e-6);
      QVERIFY(glm::length(posed.cameras[0].pose(frame)[3] - truth.cameras[0].pose(2 * frame)[3]) < 1e-5);
    }
  }

  void synthesisesACapture() {
    Progress progress;
    SynthRequest request;
    request.folder = root_ / "synth";
    request.frames = 4;
    request.size = {48, 32};
    request.samplesPerAxis = 1;
    synthJob(request, progress);
    const Capture read = importCapture(request.folder);
    QCOMPARE(read.cameras.size(), size_t{1});
    QCOMPARE(read.cameras[0].frameCount(), 4);
    QVERIFY(read.posed());
    // The seed alone decides.
    const FrameId id{0, 2};
    QCOMPARE(readFrames(synthesise(request, progress), {&id, 1}, progress).at(0).rgb,
             readFrames(synthesise(request, progress), {&id, 1}, progress).at(0).rgb);
    request.cameras = 3;
    QCOMPARE(synthesise(request, progress).cameras.size(), size_t{3});
    request.cameras = 99;
    QCOMPARE(errorOf([&] { synthesise(request, progress); }).first, ErrorCode::badInput);
  }
};

QTEST_GUILESS_MAIN(JobsTest)
#include "jobs_test.moc"
