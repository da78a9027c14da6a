// Refining and fine-tuning as jobs on a tiny project: versions are stored beside what was there, held-out frames are never
// fitted, stopped runs keep what they reached and go on, failures leave the project as it was.
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/jobs/finetune_job.h"
#include "app/jobs/gaussian_io.h"
#include "app/jobs/refine_file_job.h"
#include "app/jobs/refine_job.h"
#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/scene/project_file.h"
#include "tests/app/tiny_scene.h"

using namespace fsm;
using namespace fsm::jobs;
namespace fs = std::filesystem;

namespace {

constexpr int64_t kBudget = 2000;

template <typename Call>
ErrorCode codeOf(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

std::vector<std::string> gaussianNames(const fs::path& project) {
  std::vector<std::string> names;
  for (const auto& summary : scene::ProjectFile::open(project, true).gaussians()) names.push_back(summary.row.name);
  return names;
}

std::vector<std::string> memoryNames(const fs::path& project) {
  std::vector<std::string> names;
  for (const auto& row : scene::ProjectFile::open(project, true).memories()) names.push_back(row.name);
  return names;
}

nlohmann::json reportOf(const fs::path& project, const std::string& version) {
  for (const auto& summary : scene::ProjectFile::open(project, true).gaussians())
    if (summary.row.name == version) return nlohmann::json::parse(summary.row.json);
  return {};
}

RefineRequest refineRequest(const fs::path& project, int64_t steps) {
  RefineRequest request;
  request.project = project;
  request.options.device = "cpu";
  request.options.steps = steps;
  request.options.statusSeconds = 0;
  return request;
}

FinetuneProjectRequest finetuneRequest(const fs::path& project, int64_t steps) {
  FinetuneProjectRequest request;
  request.project = project;
  request.finetune.model = {"", "cpu", "float32", ""};
  request.finetune.budget = kBudget;
  request.finetune.options.mode = training::FinetuneMode::full;
  request.finetune.options.steps = steps;
  request.finetune.options.rate = 2e-3;
  request.finetune.options.statusSeconds = 0;
  return request;
}

/// Of the runs that are killed: many times what they come to until then.
constexpr int64_t kRefineSteps = 90, kFinetuneSteps = 16;
constexpr double kSeldom = 5;  ///< seconds between pictures: drawing one takes as long as a step

/// What is killed: the whole run, saving its state as often as it may.
int work(const QString& kind, const fs::path& project) {
  Progress progress;
  if (kind == "refine") {
    RefineRequest request = refineRequest(project, kRefineSteps);
    request.options.safekeeping.seconds = 0;
    request.options.statusSeconds = kSeldom;
    refineJob(request, progress);
  } else {
    FinetuneProjectRequest request = finetuneRequest(project, kFinetuneSteps);
    request.finetune.options.safekeeping.seconds = 0;
    finetuneJob(request, progress);
  }
  return 0;
}

/// Every fourth frame of the capture, darkened or not, is held out of the plan.
Capture captureWithPlan(bool dark) {
  Capture capture = tests::tinyCapture(1, 9);
  std::vector<Image> images;
  for (int f = 0; f < 9; ++f) {
    images.push_back(tests::tinyImage({48, 32}, 0.3 * f));
    if (dark && f % 4 == 2)
      for (float& value : images.back().rgb) value *= 0.3f;
  }
  capture.cameras[0].images = std::make_shared<MemoryImages>(std::move(images));
  return capture;
}

}  // namespace

class RefineJobsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_;
  int projects_ = 0;

  /// A project of its own that read seven of nine frames and holds two out.
  fs::path freshProject(bool dark = false) {
    Progress progress;
    const fs::path home = root_ / std::to_string(++projects_);
    writeCaptureFolder(home / "tiny", captureWithPlan(dark), {CaptureFolderOptions::Frames::png, 10}, progress);
    const fs::path project = home / "tiny.chrono";
    ReconstructRequest request{home / "tiny", project, {{(root_ / "model").string(), "cpu", "float32", ""}, "7", "48"}};
    request.options.gaussians = true;
    request.options.budget = kBudget;
    reconstructJob(request, progress);
    Scene scene = loadScene(project);
    std::vector<FrameId> inputs, targets;
    for (int f = 0; f < 9; ++f) (f % 4 == 2 ? targets : inputs).push_back({0, f});
    scene.plan = {inputs, targets};
    const GaussianVersion gaussians{"feed-forward", scene.settings.model, loadGaussianScene(project)};
    saveScene(project, scene, &gaussians, progress);
    return project;
  }

 private slots:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    tests::tinyEngine(7, Decoder::both).save(root_ / "model");
  }

  void refiningStoresAVersion() {
    const fs::path project = freshProject();
    RefineRequest request = refineRequest(project, 40);
    request.preview = root_ / "refine.png";
    int told = 0, scored = 0, published = 0, arrays = 0;
    request.options.publish = [&](const scene::GaussianScene& scene) { published += scene.gaussians.count() > 0; };
    // Whoever takes the arrays where they lie needs no copy of them.
    request.options.publishArrays = [&](const splatting::GaussianPointers<float>& all, const training::ArraysPlace& place) {
      arrays += all.count > 0 && all.position != nullptr && all.time != nullptr && place.cudaDevice < 0 && !place.stream;
      return arrays % 2 == 0;
    };
    Progress progress;
    const training::RefineResult result = refineJob(request, progress, [&](const training::RefineStatus& status) {
      ++told;
      scored += status.heldOutPsnr.has_value() && std::isfinite(*status.heldOutPsnr) && !status.picture.empty();
    });
    QVERIFY(result.finished);
    QCOMPARE(gaussianNames(project), (std::vector<std::string>{"feed-forward", "refined"}));
    QCOMPARE(result.heldOutBefore->frames, 2);
    QCOMPARE(result.fittedAfter.frames, 7);
    QVERIFY(result.fittedAfter.psnr > result.fittedBefore.psnr);
    QCOMPARE(told, 41);
    QCOMPARE(scored, told);
    QCOMPARE(published, 20);
    QCOMPARE(arrays, 40);
    QVERIFY(fs::exists(request.preview));
    QCOMPARE(reportOf(project, "refined").at("from").get<std::string>(), std::string("feed-forward"));
    QVERIFY(!fs::exists(refineStatePath(project)));
  }

  /// Whatever the held-out frames show, the same Gaussians come out.
  void refiningNeverFitsHeldOutFrames() {
    std::vector<std::vector<float>> positions;
    std::vector<double> scores;
    for (const bool dark : {false, true}) {
      const fs::path project = freshProject(dark);
      Progress progress;
      scores.push_back(refineJob(refineRequest(project, 20), progress).heldOutAfter->psnr);
      positions.push_back(loadGaussianScene(project, "refined").gaussians.position);
    }
    QVERIFY(positions[0] == positions[1]);
    QVERIFY(std::abs(scores[0] - scores[1]) > 0.1);
  }

  void stoppedRefiningKeepsWhatItReached() {
    const fs::path project = freshProject();
    Progress progress;
    const training::RefineResult half =
        refineJob(refineRequest(project, 30), progress, [&](const training::RefineStatus& status) {
          if (status.step >= 12) progress.cancel();
        });
    QVERIFY(!half.finished);
    QCOMPARE(half.steps, int64_t{12});
    QCOMPARE(reportOf(project, "refined").at("finished").get<bool>(), false);
    QVERIFY(fs::exists(refineStatePath(project)));
    Progress again;
    RefineRequest request = refineRequest(project, 30);
    request.resume = true;
    QCOMPARE(refineJob(request, again).steps, int64_t{30});
    QCOMPARE(gaussianNames(project), (std::vector<std::string>{"feed-forward", "refined"}));
    QVERIFY(!fs::exists(refineStatePath(project)));
    QCOMPARE(codeOf([&] { refineJob(request, again); }), ErrorCode::notFound);
  }

  void fineTuningStoresModelMemoryAndGaussians() {
    const fs::path project = freshProject(), home = project.parent_path();
    const std::vector<float> before = loadGaussianScene(project).gaussians.position;
    FinetuneProjectRequest request = finetuneRequest(project, 30);
    request.preview = root_ / "finetune.png";
    Progress progress;
    const FinetunedScene tuned = finetuneJob(request, progress);
    qInfo("%.2f -> %.2f dB", tuned.result.before.psnr(), tuned.result.after.psnr());
    QVERIFY(tuned.result.engine && tuned.scene && tuned.gaussians);
    QCOMPARE(tuned.result.before.images->frames, 2);
    QVERIFY(!tuned.result.plan.heldBack);
    QCOMPARE(memoryNames(project), (std::vector<std::string>{"memory", "fine-tuned"}));
    QCOMPARE(gaussianNames(project), (std::vector<std::string>{"feed-forward", "fine-tuned"}));
    for (const char* name : {"model.safetensors", "config.json", "README.md"})
      QVERIFY2(fs::exists(home / "tiny.model" / name), name);
    QVERIFY(fs::exists(request.preview));
    QCOMPARE(reportOf(project, "fine-tuned").at("from").get<std::string>(), std::string("memory"));
    // What was there is as it was, and the new version finds its own model, wherever the folder goes.
    QCOMPARE(loadGaussianScene(project, "feed-forward").gaussians.position, before);
    QCOMPARE(loadScene(project, "memory").settings.modelPath, root_ / "model");
    fs::rename(home, root_ / "moved");
    const Scene scene = loadScene(root_ / "moved" / "tiny.chrono");
    QCOMPARE(scene.settings.modelPath, root_ / "moved" / "tiny.model");
    // Throws unless these are the weights that read the scene.
    QCOMPARE(loadSceneEngine(scene, {"", "cpu", "float32", ""}).name(), scene.settings.model);
    QCOMPARE(codeOf([&] { loadScene(root_ / "moved" / "tiny.chrono", "nothing"); }), ErrorCode::notFound);
  }

  void fineTuningAgainAddsAnotherVersion() {
    const fs::path project = freshProject(), home = project.parent_path();
    Progress progress;
    QVERIFY(finetuneJob(finetuneRequest(project, 10), progress).scene);
    const FinetunedScene second = finetuneJob(finetuneRequest(project, 10), progress);
    QVERIFY(second.scene);
    QCOMPARE(memoryNames(project), (std::vector<std::string>{"memory", "fine-tuned", "fine-tuned 2"}));
    QVERIFY(fs::exists(home / "tiny.model") && fs::exists(home / "tiny 2.model"));
    QCOMPARE(second.result.before.psnr() > 0, true);
  }

  void stoppedFineTuningKeepsWhatItReachedAndGoesOn() {
    const fs::path project = freshProject(), home = project.parent_path();
    Progress progress;
    const FinetunedScene half = finetuneJob(finetuneRequest(project, 24), progress, [&](const training::FinetuneStatus& status) {
      if (status.step >= 9) progress.cancel();
    });
    QVERIFY(!half.result.finished && half.scene);
    QCOMPARE(memoryNames(project), (std::vector<std::string>{"memory", "fine-tuned"}));
    QVERIFY(fs::exists(home / "tiny.finetune-state.safetensors"));
    FinetuneProjectRequest request = finetuneRequest(project, 24);
    request.resume = true;
    Progress again;
    const FinetunedScene rest = finetuneJob(request, again);
    QCOMPARE(rest.result.steps, int64_t{24});
    QCOMPARE(memoryNames(project), (std::vector<std::string>{"memory", "fine-tuned"}));
    QVERIFY(!fs::exists(home / "tiny.model") && fs::exists(home / "tiny 2.model"));
    QCOMPARE(loadScene(project).settings.modelPath, home / "tiny 2.model");
    QVERIFY(!fs::exists(home / "tiny.finetune-state.safetensors"));
    QCOMPARE(codeOf([&] { finetuneJob(request, again); }), ErrorCode::notFound);
    std::ofstream(home / "tiny.finetune-state.safetensors") << "damaged";
    QCOMPARE(codeOf([&] { finetuneJob(request, again); }), ErrorCode::fileDamaged);
  }

  void killedRunsGoOn_data() {
    QTest::addColumn<QString>("kind");
    QTest::newRow("refinement") << "refine";
    QTest::newRow("fine-tuning") << "finetune";
  }
  void killedRunsGoOn() {
    QFETCH(QString, kind);
    const bool refines = kind == "refine";
    const fs::path project = freshProject(), whole = freshProject();
    const fs::path state = project.parent_path() / ("tiny." + kind.toStdString() + "-state.safetensors");
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {"--work", kind, QString::fromStdString(project.string())});
    const QDeadlineTimer patience(60'000);
    while (!fs::exists(state) && child.state() != QProcess::NotRunning && !patience.hasExpired()) child.waitForFinished(5);
    child.kill();
    child.waitForFinished();
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    QCOMPARE(gaussianNames(project), (std::vector<std::string>{"feed-forward"}));
    const auto position = nlohmann::json::parse(readSafetensors(state).metadata.at("position"));
    const int64_t steps = position.at("steps").get<int64_t>(), all = refines ? kRefineSteps : kFinetuneSteps;
    QVERIFY2(steps > 0 && steps < all, qPrintable(QString::number(steps)));

    const auto goOn = [&](const fs::path& in, bool resume) {
      Progress progress;
      if (!refines) {
        FinetuneProjectRequest request = finetuneRequest(in, kFinetuneSteps);
        request.resume = resume;
        return finetuneJob(request, progress).result.steps;
      }
      RefineRequest request = refineRequest(in, kRefineSteps);
      request.options.statusSeconds = kSeldom;
      request.resume = resume;
      return refineJob(request, progress).steps;
    };
    // Half a file says so, and takes nothing with it.
    fs::copy(state, root_ / "state", fs::copy_options::overwrite_existing);
    fs::resize_file(state, fs::file_size(state) / 2);
    try {
      goOn(project, true);
      QFAIL("half a state was taken");
    } catch (const Error& error) {
      QCOMPARE(error.code(), ErrorCode::fileDamaged);
      QVERIFY2(std::string(error.what()).ends_with("Start anew without --resume."), error.what());
    }
    QVERIFY(fs::exists(state));
    QCOMPARE(gaussianNames(project), (std::vector<std::string>{"feed-forward"}));
    fs::copy(root_ / "state", state, fs::copy_options::overwrite_existing);
    std::ofstream(project.parent_path() / ("." + state.filename().string() + ".1-0.part")) << "killed while it wrote";

    QCOMPARE(goOn(project, true), all);
    QCOMPARE(goOn(whole, false), all);
    QVERIFY(!fs::exists(state));
    for (const auto& entry : fs::directory_iterator(project.parent_path())) QVERIFY(entry.path().extension() != ".part");
    const std::string made = refines ? "refined" : "fine-tuned";
    QCOMPARE(gaussianNames(project), (std::vector<std::string>{"feed-forward", made}));
    const scene::Gaussians4D a = loadGaussianScene(project, made).gaussians, b = loadGaussianScene(whole, made).gaussians;
    QCOMPARE(a.position, b.position);
    QCOMPARE(a.sh, b.sh);
    QCOMPARE(a.logScaleTime, b.logScaleTime);
  }

  /// Of a version that is not there any more: what it would be compared with is gone.
  void statesOfVersionsThatAreGoneAreRefused() {
    const fs::path project = freshProject();
    Progress progress;
    RefineRequest request = refineRequest(project, 30);
    refineJob(request, progress, [&](const training::RefineStatus& status) {
      if (status.step >= 3) progress.cancel();
    });
    TensorFile state = readSafetensors(refineStatePath(project));
    QCOMPARE(state.metadata.at("from"), std::string("feed-forward"));
    state.metadata["from"] = "gone";
    writeSafetensors(refineStatePath(project), state);
    request.resume = true;
    Progress again;
    QCOMPARE(codeOf([&] { refineJob(request, again); }), ErrorCode::badInput);
  }

  void whatIsNotBetterIsNotStored() {
    const fs::path project = freshProject();
    const size_t entries = tests::entriesIn(project.parent_path());
    FinetuneProjectRequest request = finetuneRequest(project, 8);
    request.finetune.options.rate = 1;
    Progress progress;
    const FinetunedScene tuned = finetuneJob(request, progress);
    QVERIFY(!tuned.scene && !tuned.result.engine);
    QCOMPARE(memoryNames(project), (std::vector<std::string>{"memory"}));
    QCOMPARE(tests::entriesIn(project.parent_path()), entries);
  }

  void failuresLeaveTheProjectAsItWas() {
    const fs::path project = freshProject(), home = project.parent_path();
    Progress progress;
    FinetuneProjectRequest request = finetuneRequest(project, 4);
    request.finetune.model.model = (root_ / "nowhere").string();
    QCOMPARE(codeOf([&] { finetuneJob(request, progress); }), ErrorCode::notFound);
    fs::remove_all(home / "tiny");
    QCOMPARE(codeOf([&] { finetuneJob(finetuneRequest(project, 4), progress); }), ErrorCode::notFound);
    QCOMPARE(codeOf([&] { refineJob(refineRequest(project, 4), progress); }), ErrorCode::notFound);
    QCOMPARE(tests::entriesIn(home), size_t{1});
    QCOMPARE(memoryNames(project), (std::vector<std::string>{"memory"}));
    QCOMPARE(gaussianNames(project), (std::vector<std::string>{"feed-forward"}));
  }

  void estimateNeedsNoFootage() {
    const fs::path project = freshProject();
    fs::remove_all(project.parent_path() / "tiny");
    const training::FinetuneEstimate estimate = estimateFinetune(loadScene(project), finetuneRequest(project, 4).finetune);
    QVERIFY(estimate.fits && estimate.memoryBytes > 0 && estimate.secondsPerStep > 0);
    QVERIFY(!estimate.note.empty());  // a processor is slow, and it is said
  }
};

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.value(1) == "--work") return work(arguments.value(2), arguments.value(3).toStdString());
  RefineJobsTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "refine_jobs_test.moc"
