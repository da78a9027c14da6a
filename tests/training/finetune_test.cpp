// Fine-tuning as a whole: the loss falls, only better weights come back, what is held out is never learned from, runs can be
// stopped and go on, bad input is told.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/model/engine_impl.h"
#include "tests/model/tiny_engine.h"
#include "training/finetune/finetune.h"

using namespace fsm;
using namespace fsm::training;
using engine_tests::refuses;

namespace {

constexpr ImageSize kSize{32, 24};

Engine tinyEngine(Decoder decoder = Decoder::image) {
  ModelConfig config = engine_tests::tinyConfig();
  config.decoder = decoder;
  return Engine::random(config, 5, engine_tests::kCpu);
}

FinetuneInput tinyInput(int frames = 6, int heldOut = 0) {
  FinetuneInput input;
  input.inputs = engine_tests::readViews(frames, kSize);
  for (int i = 0; i < heldOut; ++i) {
    input.heldOut.push_back(engine_tests::readView(kSize, i + 1));
    input.heldOut.back().camera.world_from_camera[3].y += 0.05;
    input.heldOut.back().time += 0.1;
  }
  input.modelId = "tiny";
  return input;
}

FinetuneOptions stepsOf(int64_t steps, FinetuneMode mode = FinetuneMode::full) {
  FinetuneOptions options;
  options.mode = mode;
  options.precision = "float32";
  options.rank = 4;
  options.steps = steps;
  options.rate = mode == FinetuneMode::full ? 2e-3 : 5e-3;
  options.statusSeconds = 0;
  return options;
}

FinetuneResult runOf(const Engine& engine, const FinetuneInput& input, const FinetuneOptions& options,
                     const FinetuneListener& listener = {}, const TensorFile* resume = nullptr) {
  Progress progress;
  return finetune(engine, input, options, progress, listener, resume);
}

bool sameBytes(const TensorFile& a, const TensorFile& b) {
  if (a.tensors.size() != b.tensors.size()) return false;
  for (const auto& [name, tensor] : a.tensors)
    if (!b.tensors.contains(name) || b.tensors.at(name).bytes != tensor.bytes) return false;
  return true;
}

TensorFile weightsOf(const Engine& engine) { return engine.impl().weights.toFile(); }

}  // namespace

class FinetuneTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { torch::set_num_threads(1); }

  void lossFallsAndScoresRise_data() {
    QTest::addColumn<int>("mode");
    QTest::newRow("full") << static_cast<int>(FinetuneMode::full);
    QTest::newRow("low rank") << static_cast<int>(FinetuneMode::lowRank);
  }
  void lossFallsAndScoresRise() {
    QFETCH(int, mode);
    const Engine engine = tinyEngine();
    const TensorFile before = weightsOf(engine);
    FinetuneOptions options = stepsOf(120, static_cast<FinetuneMode>(mode));
    options.rate *= 3;
    std::vector<double> losses;
    const FinetuneResult result = runOf(engine, tinyInput(6, 2), options, [&](const FinetuneStatus& status) {
      if (status.step > 0) losses.push_back(status.loss);
    });
    qInfo("loss %.4f -> %.4f, held out %.2f -> %.2f dB", losses.front(), losses.back(), result.before.psnr(),
          result.after.psnr());
    QVERIFY(losses.back() < 0.95 * losses.front());
    QVERIFY(result.engine && result.finished);
    QVERIFY(result.after.psnr() > result.before.psnr() + 0.3);
    QCOMPARE(result.skipped, int64_t{0});
    QVERIFY(!result.plan.heldBack);
    QCOMPARE(result.before.images->frames, 2);
    QVERIFY(sameBytes(weightsOf(engine), before));
    QVERIFY(!sameBytes(weightsOf(*result.engine), before));
    // The scores are those of the weights that came back.
    FinetuneOptions again = stepsOf(1);
    again.rate = 1e-12;
    QCOMPARE(runOf(*result.engine, tinyInput(6, 2), again).before.psnr(), result.after.psnr());
  }

  void gaussiansLearnAndAreScoredToo() {
    const Engine engine = tinyEngine(Decoder::both);
    FinetuneInput input = tinyInput(5, 1);
    int published = 0;
    input.makeGaussians = [](const Engine& maker, const SpatialMemory& memory, const PreparedCapture& capture,
                             Progress& progress) {
      scene::GaussianScene scene;
      maker.gaussians(
          memory, capture, [&](scene::Gaussians4D&& more) { scene.gaussians.append(more); }, progress);
      scene.settings.background = glm::vec3(0.5f);
      return scene;
    };
    FinetuneOptions options = stepsOf(24);
    options.publish = [&](const scene::GaussianScene& scene) { published += scene.gaussians.count() > 0; };
    const FinetuneResult result = runOf(engine, input, options);
    QVERIFY(result.before.gaussians && result.before.images);
    QVERIFY(result.after.gaussians->psnr >= result.before.gaussians->psnr);
    QVERIFY(result.after.images->psnr >= result.before.images->psnr);
    QVERIFY(published > 0);
  }

  /// Pictures that are held out may hold anything: what was learned does not change.
  void heldOutFramesAreNeverLearnedFrom() {
    const Engine engine = tinyEngine();
    FinetuneInput input = tinyInput(6, 2);
    const FinetuneResult one = runOf(engine, input, stepsOf(8));
    for (PreparedView& view : input.heldOut) view.image = engine_tests::tinyImage(kSize, 2.5);
    const FinetuneResult two = runOf(engine, input, stepsOf(8));
    for (const auto& [name, tensor] : one.state.tensors)
      if (name.starts_with("learned/")) QVERIFY2(two.state.tensors.at(name).bytes == tensor.bytes, name.c_str());
    QVERIFY(one.before.psnr() != two.before.psnr());
  }

  void framesAreHeldBackWhereThePlanHoldsNoneOut() {
    const Engine engine = tinyEngine();
    FinetuneInput input = tinyInput(6);
    for (int i = 0; i < 6; ++i) input.inputs.inputs[static_cast<size_t>(i)].id = {0, i};
    const FinetuneResult one = runOf(engine, input, stepsOf(8));
    QVERIFY(one.plan.heldBack);
    QCOMPARE(one.plan.scored.size(), size_t{1});
    const int back = one.plan.scored.front().frame;
    input.inputs.inputs[static_cast<size_t>(back)].image = engine_tests::tinyImage(kSize, 2.5);
    const FinetuneResult two = runOf(engine, input, stepsOf(8));
    for (const auto& [name, tensor] : one.state.tensors)
      if (name.starts_with("learned/")) QVERIFY2(two.state.tensors.at(name).bytes == tensor.bytes, name.c_str());
  }

  void worseWeightsDoNotComeBack() {
    FinetuneOptions options = stepsOf(400);
    options.rate = 1;  // ruins everything
    options.pull = 0;
    const FinetuneResult result = runOf(tinyEngine(), tinyInput(5, 1), options);
    QVERIFY(!result.engine);
    QCOMPARE(result.after.psnr(), result.before.psnr());
    QVERIFY(result.stoppedEarly && result.steps < 400);
    QVERIFY(result.curve.size() > 2);
  }

  void thePullKeepsWeightsNear() {
    const Engine engine = tinyEngine();
    const auto moved = [&](double pull) {
      FinetuneOptions options = stepsOf(30);
      options.pull = pull;
      const FinetuneResult result = runOf(engine, tinyInput(5, 1), options);
      double sum = 0;
      for (const auto& [name, tensor] : engine.impl().weights.named()) {
        const torch::Tensor now = model::toTorch(result.state.tensors.at("learned/" + name));
        sum += (now - *tensor).square().sum().item<double>();
      }
      return sum;
    };
    QVERIFY(moved(200) < 0.7 * moved(0));
  }

  void stoppedRunsGoOnExactly_data() { lossFallsAndScoresRise_data(); }
  void stoppedRunsGoOnExactly() {
    QFETCH(int, mode);
    const Engine engine = tinyEngine();
    const FinetuneInput input = tinyInput(6, 1);
    const FinetuneOptions options = stepsOf(16, static_cast<FinetuneMode>(mode));
    const FinetuneResult whole = runOf(engine, input, options);
    for (const int64_t stop : {3, 9}) {
      Progress progress;
      const FinetuneResult half = finetune(engine, input, options, progress, [&](const FinetuneStatus& status) {
        if (status.step >= stop) progress.cancel();
      });
      QVERIFY(!half.finished);
      QCOMPARE(half.steps, stop);
      QVERIFY(half.engine);  // what was reached was scored, and it was better
      const TensorFile state = parseSafetensors(serialiseSafetensors(half.state), "state");
      const FinetuneResult rest = runOf(engine, input, options, {}, &state);
      QVERIFY(rest.finished);
      QCOMPARE(rest.steps, int64_t{16});
      QVERIFY(sameBytes(rest.state, whole.state));
      QVERIFY(sameBytes(weightsOf(*rest.engine), weightsOf(*whole.engine)));
      QCOMPARE(rest.curve.size(), whole.curve.size());
    }
  }

  void cancelledAtOnceGivesTheStart() {
    Progress progress;
    progress.cancel();
    const FinetuneResult result = finetune(tinyEngine(), tinyInput(), stepsOf(10), progress);
    QVERIFY(!result.finished && !result.engine);
    QCOMPARE(result.steps, int64_t{0});
  }

  void statusTellsScoresAndPictures() {
    int told = 0, scored = 0;
    const FinetuneResult result = runOf(tinyEngine(), tinyInput(5, 1), stepsOf(16), [&](const FinetuneStatus& status) {
      ++told;
      scored += status.scored.has_value();
      QCOMPARE(status.picture.size, kSize);
      QVERIFY(status.start.images.has_value());
    });
    QVERIFY(told >= 16);
    QCOMPARE(static_cast<size_t>(scored), result.curve.size());
  }

  void badInputIsTold() {
    const Engine engine = tinyEngine();
    const auto told = [&](const FinetuneInput& input, const FinetuneOptions& options, const char* words) {
      return refuses([&] { runOf(engine, input, options); }, ErrorCode::badInput, words);
    };
    QVERIFY(told(tinyInput(), stepsOf(0), "how long"));
    QVERIFY(told(tinyInput(2), stepsOf(2), "at least 3 input frames"));
    QVERIFY(told(tinyInput(1, 1), stepsOf(2), "at least 2 input frames"));
    FinetuneOptions options = stepsOf(2);
    options.rank = 0;
    QVERIFY(told(tinyInput(), options, "rank"));
    FinetuneInput bad = tinyInput();
    bad.inputs.inputs[1].image.rgb[7] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(told(bad, stepsOf(2), "Import the capture again"));
    bad = tinyInput();
    bad.inputs.inputs[0].image = Image({5, 5});
    QVERIFY(told(bad, stepsOf(2), "Import the capture again"));
    QVERIFY(refuses([] { finetuneModeFromName("half"); }, ErrorCode::badInput, "low-rank"));
  }

  void statesOfOtherRunsAndDamagedOnesAreRefused() {
    const Engine engine = tinyEngine();
    const FinetuneInput input = tinyInput(5, 1);
    const TensorFile state = runOf(engine, input, stepsOf(2, FinetuneMode::lowRank)).state;
    const auto resumes = [&](const TensorFile& from, const FinetuneInput& in, const FinetuneOptions& options, ErrorCode code) {
      return refuses([&] { runOf(engine, in, options, {}, &from); }, code, "--resume");
    };
    FinetuneOptions options = stepsOf(4, FinetuneMode::automatic);
    QCOMPARE(runOf(engine, input, options, {}, &state).plan.mode, FinetuneMode::lowRank);  // as it was begun
    QVERIFY(resumes(state, input, stepsOf(4, FinetuneMode::full), ErrorCode::badInput));
    options.seed = 9;
    QVERIFY(resumes(state, input, options, ErrorCode::badInput));
    FinetuneInput other = input;
    other.modelId = "another";
    QVERIFY(resumes(state, other, stepsOf(4, FinetuneMode::lowRank), ErrorCode::badInput));
    options = stepsOf(4, FinetuneMode::lowRank);
    for (const char* position : {"", "{}", "[1]", "{\"plan\":{\"mode\":\"auto\"}}"}) {
      TensorFile broken = state;
      broken.metadata["position"] = position;
      QVERIFY(resumes(broken, input, options, ErrorCode::fileDamaged));
    }
    TensorFile broken = state;
    broken.metadata.clear();
    QVERIFY(resumes(broken, input, options, ErrorCode::fileDamaged));
    broken = state;
    broken.tensors.erase("adam/first");
    QVERIFY(refuses([&] { runOf(engine, input, options, {}, &broken); }, ErrorCode::fileDamaged, "start anew"));
    broken = state;
    broken.tensors["adam/second"] = HostTensor::fromFloats(std::vector<float>(3), {3});
    QVERIFY(refuses([&] { runOf(engine, input, options, {}, &broken); }, ErrorCode::fileDamaged, "start anew"));
  }
};

QTEST_GUILESS_MAIN(FinetuneTest)
#include "finetune_test.moc"
