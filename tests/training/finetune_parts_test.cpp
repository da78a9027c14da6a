// The parts of a fine-tuning: what learns and what it makes, which frames do what, what it is said to take.
#include <QTest>
#include <algorithm>
#include <set>

#include "reconstruction/core/error.h"
#include "reconstruction/model/engine_impl.h"
#include "tests/model/tiny_engine.h"
#include "training/finetune/estimate.h"
#include "training/finetune/finetune_run.h"

using namespace fsm;
using namespace fsm::training;
using torch::Tensor;

namespace {

ModelConfig config(Decoder decoder = Decoder::both) {
  ModelConfig config = engine_tests::tinyConfig();
  config.decoder = decoder;
  return config;
}

std::vector<Tensor> copies(const model::Weights& weights) {
  std::vector<Tensor> all;
  for (const auto& [name, tensor] : weights.named()) all.push_back(tensor->detach().clone());
  return all;
}

bool same(const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
  return std::ranges::equal(a, b, [](const Tensor& x, const Tensor& y) { return torch::equal(x, y); });
}

FinetuneInput input(int frames, int heldOut = 0) {
  FinetuneInput input;
  input.inputs = engine_tests::readViews(frames);
  for (int i = 0; i < heldOut; ++i) input.heldOut.push_back(engine_tests::readView({32, 24}, 20 + i));
  return input;
}

FinetunePlan planOf(FinetuneMode mode, bool checkpointing = false) {
  FinetunePlan plan;
  plan.mode = mode;
  plan.rank = mode == FinetuneMode::lowRank ? 2 : 0;
  plan.checkpointing = checkpointing;
  plan.inputs = 3;
  plan.targets = 2;
  return plan;
}

FinetuneRun runOf(const Engine& engine, const FinetuneInput& in, const FinetunePlan& plan) {
  FinetuneOptions options;
  options.precision = "float32";
  return {engine, in, options, plan, rolesOf(in.inputs.inputs.size(), false)};
}

FinetuneProblem problem() {
  ModelConfig model;
  model.dim = model.fastHeadDim = 384;
  model.layers = 7;
  FinetuneProblem problem{model, {256, 144}, 24, {}};
  problem.options.mode = FinetuneMode::full;
  return problem;
}

const FinetuneMachine kRoomy{"this computer", false, 1e11, uint64_t{1} << 40, false};

}  // namespace

class FinetunePartsTest : public QObject {
  Q_OBJECT
 private slots:
  // Such small tensors only wait for more threads.
  void initTestCase() { torch::set_num_threads(1); }

  void additionsStartAtNothingAndMergeExactly() {
    const Engine engine = Engine::random(config(), 3, engine_tests::kCpu);
    const model::Weights& base = engine.impl().weights;
    const std::vector<Tensor> before = copies(base);
    TrainableWeights trainable(base, FinetuneMode::lowRank, 2, 1);
    QVERIFY(same(copies(trainable.merged()), before));
    torch::manual_seed(4);
    {
      torch::NoGradGuard noGradient;
      for (auto& [name, tensor] : trainable.named()) tensor.detach().add_(torch::randn_like(tensor) * 0.1);
    }
    // The same pictures, to the bit, from additions and from merged weights.
    const FinetuneInput in = input(4);
    const std::vector<const PreparedView*> views{&in.inputs.inputs[0], &in.inputs.inputs[1]};
    const std::vector<const PreparedView*> asked{&in.inputs.inputs[2]};
    const auto read = model::batchOf(views, true, torch::kCPU), target = model::batchOf(asked, false, torch::kCPU);
    const Tensor adapted = model::forwardImages(trainable.effective(), read, target, {});
    QVERIFY(torch::equal(adapted.detach(), model::forwardImages(trainable.merged(), read, target, {})));
    QVERIFY(!torch::allclose(adapted.detach(), model::forwardImages(base, read, target, {}), 1e-3, 1e-4));
    QVERIFY(same(copies(base), before));
  }

  void countsAreThoseOfTheTensors_data() {
    QTest::addColumn<int>("decoder");
    QTest::newRow("image") << static_cast<int>(Decoder::image);
    QTest::newRow("gaussians") << static_cast<int>(Decoder::gaussians);
    QTest::newRow("both") << static_cast<int>(Decoder::both);
  }
  void countsAreThoseOfTheTensors() {
    QFETCH(int, decoder);
    ModelConfig model = config(static_cast<Decoder>(decoder));
    model.fastHeadDim = 32;
    const model::Weights weights = model::Weights::random(model, 1, torch::kCPU);
    QCOMPARE(parameterCount(model), weights.count());
    QCOMPARE(learnedCount(model, FinetuneMode::full, 4), weights.count());
    QCOMPARE(learnedCount(model, FinetuneMode::lowRank, 4), TrainableWeights(weights, FinetuneMode::lowRank, 4, 1).count());
  }

  void gradientsReachWhatLearnsOnly_data() {
    QTest::addColumn<bool>("checkpointing");
    QTest::newRow("kept") << false;
    QTest::newRow("computed twice") << true;
  }
  void gradientsReachWhatLearnsOnly() {
    QFETCH(bool, checkpointing);
    const Engine engine = Engine::random(config(), 3, engine_tests::kCpu);
    const std::vector<Tensor> before = copies(engine.impl().weights);
    const FinetuneInput in = input(6);
    FinetuneRun run = runOf(engine, in, planOf(FinetuneMode::lowRank, checkpointing));
    for (int i = 0; i < 3; ++i) QVERIFY(run.step(0).applied);
    QVERIFY(same(copies(engine.impl().weights), before));
    for (const auto& [name, tensor] : engine.impl().weights.named())
      QVERIFY2(!tensor->requires_grad() && !tensor->grad().defined(), name.c_str());
    // What takes an addition has moved, the rest has not.
    const Engine reached = run.engine();
    const auto then = engine.impl().weights.named(), now = reached.impl().weights.named();
    for (size_t i = 0; i < now.size(); ++i) {
      const Tensor& t = *then[i].second;
      const bool moves = t.dim() == 2 && takesAddition(t.size(0), t.size(1), 2);
      QVERIFY2(torch::equal(t, *now[i].second) != moves, now[i].first.c_str());
    }
  }

  void everyWeightLearnsInFullMode() {
    const Engine engine = Engine::random(config(), 3, engine_tests::kCpu);
    const FinetuneInput in = input(6);
    FinetuneRun run = runOf(engine, in, planOf(FinetuneMode::full));
    for (int i = 0; i < 2; ++i) QVERIFY(run.step(0).applied);
    QCOMPARE(run.learned(), engine.parameters());
    const Engine reached = run.engine();
    const auto then = engine.impl().weights.named(), now = reached.impl().weights.named();
    for (size_t i = 0; i < now.size(); ++i) QVERIFY2(!torch::equal(*then[i].second, *now[i].second), now[i].first.c_str());
  }

  void computingTwiceChangesNothing() {
    const Engine engine = Engine::random(config(), 3, engine_tests::kCpu);
    const FinetuneInput in = input(6);
    for (const FinetuneMode mode : {FinetuneMode::full, FinetuneMode::lowRank}) {
      FinetuneRun kept = runOf(engine, in, planOf(mode)), twice = runOf(engine, in, planOf(mode, true));
      for (int i = 0; i < 2; ++i) {
        const double a = kept.step(0).loss, b = twice.step(0).loss;
        QVERIFY2(std::abs(a - b) < 1e-5 * std::abs(a), qPrintable(QString("%1 %2").arg(a).arg(b)));
      }
    }
  }

  void rolesAreDisjointAndSpread() {
    for (const size_t count : {3, 4, 8, 9, 17, 33, 200}) {
      const FrameRoles roles = rolesOf(count, true);
      std::set<size_t> all(roles.training.begin(), roles.training.end());
      all.insert(roles.heldBack.begin(), roles.heldBack.end());
      QCOMPARE(all.size(), count);
      QCOMPARE(roles.training.size() + roles.heldBack.size(), count);
      QVERIFY(roles.heldBack.size() >= (count < 8 ? 1 : 2) && roles.heldBack.size() <= 4);
      QVERIFY(roles.heldBack.front() > 0 && roles.heldBack.back() + 1 < count);
    }
    QVERIFY(rolesOf(2, false).heldBack.empty());
    QVERIFY(engine_tests::refuses([] { rolesOf(2, true); }, ErrorCode::badInput, "at least 3"));
    QVERIFY(engine_tests::refuses([] { rolesOf(1, false); }, ErrorCode::badInput, "at least 2"));
  }

  void drawsAreOfTrainingFramesOfOneSize() {
    std::vector<ImageSize> sizes(12, ImageSize{32, 24});
    for (const size_t turned : {2, 5, 7}) sizes[turned] = {24, 32};
    sizes[11] = {8, 8};  // the only one of its kind
    std::vector<size_t> training;
    for (size_t i = 0; i < sizes.size(); ++i)
      if (i != 4) training.push_back(i);
    const FrameDrawer drawer(training, sizes, 9);
    std::set<size_t> read, asked;
    for (int64_t step = 0; step < 200; ++step) {
      const FrameDraw draw = drawer.draw(step, 5, 2);
      std::set<size_t> seen(draw.inputs.begin(), draw.inputs.end());
      seen.insert(draw.targets.begin(), draw.targets.end());
      QCOMPARE(seen.size(), draw.inputs.size() + draw.targets.size());
      QVERIFY(!draw.inputs.empty() && draw.inputs.size() <= 5 && !draw.targets.empty() && draw.targets.size() <= 2);
      for (const size_t frame : seen) QVERIFY(frame != 4 && sizes[frame] == sizes[draw.inputs.front()]);
      read.insert(draw.inputs.begin(), draw.inputs.end());
      asked.insert(draw.targets.begin(), draw.targets.end());
      QCOMPARE(drawer.draw(step, 5, 2).inputs, draw.inputs);
    }
    QCOMPARE(read.size(), size_t{10});
    QCOMPARE(asked.size(), size_t{10});
    QVERIFY(engine_tests::refuses([&] { FrameDrawer({2, 11}, sizes, 1); }, ErrorCode::badInput, "of one size"));
  }

  void shrunkViewsSeeTheSame() {
    const std::vector<PreparedView> views = shrunk(engine_tests::readViews(1, {64, 40}).inputs, 32, 8);
    const Intrinsics& k = views[0].camera.intrinsics;
    QCOMPARE(k.size, (ImageSize{32, 24}));
    QCOMPARE(views[0].image.size, k.size);
    QCOMPARE(k.fx, 0.9 * 64 / 2);
    QCOMPARE(k.cy, 12.0);
    QCOMPARE(shrunk(engine_tests::readViews(1, {64, 40}).inputs, 0, 8)[0].image.size, (ImageSize{64, 40}));
  }

  void estimatesGrowWithWhatIsAsked() {
    const FinetuneEstimate plain = estimateFinetune(problem(), kRoomy);
    QVERIFY(plain.fits && plain.memoryBytes > 0 && plain.secondsPerStep > 0 && plain.modelBytes > 0 && !plain.note.empty());
    const auto grows = [&](const auto& change) {
      FinetuneProblem more = problem();
      more.options.inputs = plain.inputs;
      more.options.targets = plain.targets;
      change(more);
      const FinetuneEstimate estimate = estimateFinetune(more, kRoomy);
      return estimate.memoryBytes > plain.memoryBytes && estimate.secondsPerStep > plain.secondsPerStep;
    };
    QVERIFY(grows([](FinetuneProblem& p) { p.size = {512, 288}; }));
    QVERIFY(grows([](FinetuneProblem& p) { p.options.inputs += 4; }));
    QVERIFY(grows([](FinetuneProblem& p) { p.options.targets += 4; }));
    QVERIFY(grows([](FinetuneProblem& p) { p.model.layers = 24; }));
    QVERIFY(grows([](FinetuneProblem& p) { p.model.dim = p.model.fastHeadDim = 768; }));
    FinetuneProblem low = problem();
    low.options.mode = FinetuneMode::lowRank;
    QVERIFY(estimateFinetune(low, kRoomy).memoryBytes < plain.memoryBytes);
    FinetuneMachine quick = kRoomy;
    quick.flops *= 10;
    QVERIFY(estimateFinetune(problem(), quick).secondsPerStep < plain.secondsPerStep);
  }

  void lessMemoryTakesLess() {
    FinetuneProblem free = problem();
    free.options.mode = FinetuneMode::automatic;
    free.model.layers = 24;
    free.model.dim = free.model.fastHeadDim = 768;
    uint64_t before = std::numeric_limits<uint64_t>::max();
    std::set<FinetuneMode> modes;
    for (FinetuneMachine machine = kRoomy; machine.freeBytes > 100'000'000; machine.freeBytes = machine.freeBytes * 2 / 3) {
      const FinetuneEstimate estimate = estimateFinetune(free, machine);
      QVERIFY(estimate.mode != FinetuneMode::automatic && estimate.inputs >= 1 && estimate.targets >= 1);
      QVERIFY(estimate.memoryBytes <= before);
      QCOMPARE(estimate.fits, estimate.memoryBytes <= machine.freeBytes);
      before = estimate.memoryBytes;
      modes.insert(estimate.mode);
      if (!estimate.fits) QVERIFY(!estimate.note.empty());
    }
    QCOMPARE(modes.size(), size_t{2});
    // What is asked for stays as asked; the advice is what fits.
    free.options.mode = FinetuneMode::full;
    free.options.inputs = 16;
    FinetuneMachine small = kRoomy;
    small.freeBytes = uint64_t{5} << 30;
    const FinetuneEstimate asked = estimateFinetune(free, small);
    QVERIFY(!asked.fits && asked.inputs == 16 && asked.mode == FinetuneMode::full);
    QVERIFY2(whatWouldFit(free, small).find("low-rank") != std::string::npos, whatWouldFit(free, small).c_str());
    small.freeBytes = 1 << 20;
    QVERIFY2(whatWouldFit(free, small).find("another device") != std::string::npos, whatWouldFit(free, small).c_str());
    free.frames = 1;
    QVERIFY(engine_tests::refuses([&] { estimateFinetune(free, kRoomy); }, ErrorCode::badInput, "two input frames"));
  }

  void thisMachineIsMeasured() {
    const FinetuneMachine machine = measureMachine("cpu", "float32");
    QVERIFY(machine.flops > 1e6 && machine.freeBytes > 0 && !machine.cuda && !machine.bfloat16);
    QVERIFY(engine_tests::refuses([] { measureMachine("abacus", "auto"); }, ErrorCode::badInput, "no device"));
  }
};

QTEST_GUILESS_MAIN(FinetunePartsTest)
#include "finetune_parts_test.moc"
