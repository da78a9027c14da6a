// Refinement as a whole: pictures get better, runs can be stopped, repeated and bounded, bad input is told.
#include <QTest>
#include <cmath>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/model/torch_pch.h"
#include "tests/training/refine_samples.h"

using namespace fsm;
using namespace fsm::training;

namespace {

RefineOptions stepsOf(int64_t steps) {
  RefineOptions options;
  options.device = "cpu";
  options.steps = steps;
  return options;
}

bool same(const scene::Gaussians4D& a, const scene::Gaussians4D& b) {
  return a.position == b.position && a.logScale == b.logScale && a.rotation == b.rotation && a.opacityLogit == b.opacityLogit &&
         a.sh == b.sh && a.time == b.time && a.logScaleTime == b.logScaleTime && a.rotationRight == b.rotationRight;
}

ErrorCode codeOf(const RefineInput& input, const RefineOptions& options, const TensorFile* resume = nullptr) {
  Progress progress;
  try {
    refine(input, options, progress, {}, resume);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

scene::Gaussians4D asStatic(scene::Gaussians4D gaussians) {
  gaussians.time.clear();
  gaussians.logScaleTime.clear();
  gaussians.rotationRight.clear();
  return gaussians;
}

}  // namespace

class RefineTest : public QObject {
  Q_OBJECT
 private slots:
  // Such small tensors only wait for more threads.
  void initTestCase() { torch::set_num_threads(1); }

  void fittedAndHeldOutFramesGetBetter() {
    Progress progress;
    const RefineResult result = refine(testing::refineSample(), stepsOf(160), progress);
    QVERIFY(result.finished);
    QCOMPARE(result.steps, int64_t{160});
    QCOMPARE(result.skipped, int64_t{0});
    qInfo("inputs %.2f -> %.2f dB, held out %.2f -> %.2f dB", result.fittedBefore.psnr, result.fittedAfter.psnr,
          result.heldOutBefore->psnr, result.heldOutAfter->psnr);
    QVERIFY(result.fittedAfter.psnr > result.fittedBefore.psnr + 2);
    QVERIFY(result.heldOutAfter->psnr > result.heldOutBefore->psnr + 0.5);
    result.scene.gaussians.check();
  }

  void sameSeedSameResult() {
    const RefineInput input = testing::tinySample();
    Progress progress;
    const RefineResult first = refine(input, stepsOf(130), progress), second = refine(input, stepsOf(130), progress);
    QVERIFY(same(first.scene.gaussians, second.scene.gaussians));
    RefineOptions other = stepsOf(130);
    other.seed = 2;
    QVERIFY(!same(first.scene.gaussians, refine(input, other, progress).scene.gaussians));
  }

  /// Stopped before and after Gaussians were moved (step 100).
  void stoppedRunsGoOnExactly() {
    const RefineInput input = testing::tinySample();
    Progress whole;
    const RefineResult expected = refine(input, stepsOf(130), whole);
    for (const int64_t stop : {37, 111}) {
      Progress progress;
      RefineOptions options = stepsOf(130);
      options.statusSeconds = 0;
      const RefineResult half = refine(input, options, progress, [&](const RefineStatus& status) {
        if (status.step >= stop) progress.cancel();
      });
      QVERIFY(!half.finished);
      QCOMPARE(half.steps, stop);
      const TensorFile state = parseSafetensors(serialiseSafetensors(half.state), "state");
      Progress again;
      const RefineResult rest = refine(input, stepsOf(130), again, {}, &state);
      QVERIFY(rest.finished);
      QCOMPARE(rest.steps, int64_t{130});
      QVERIFY(same(rest.scene.gaussians, expected.scene.gaussians));
    }
  }

  /// Any state that was saved on the way goes on exactly, and saving it, or not being able to, changes nothing.
  void statesSavedOnTheWayGoOnExactly() {
    const RefineInput input = testing::tinySample();
    Progress progress;
    const RefineResult expected = refine(input, stepsOf(130), progress);
    RefineOptions options = stepsOf(130);
    options.safekeeping.seconds = 0;
    TensorFile kept;
    options.safekeeping.keep = [&](TensorFile&& state) { kept = std::move(state); };
    QVERIFY(same(refine(input, options, progress).scene.gaussians, expected.scene.gaussians));
    QVERIFY(!kept.tensors.empty());
    const RefineResult rest = refine(input, stepsOf(130), progress, {}, &kept);
    QCOMPARE(rest.steps, int64_t{130});
    QVERIFY(same(rest.scene.gaussians, expected.scene.gaussians));
    options.safekeeping.keep = [](TensorFile&&) { throw Error(ErrorCode::writeFailed, "The disk is full."); };
    QVERIFY(same(refine(input, options, progress).scene.gaussians, expected.scene.gaussians));
  }

  void whatWasReachedComesBackWhenCancelledAtOnce() {
    Progress progress;
    progress.cancel();
    const RefineInput input = testing::tinySample();
    const RefineResult result = refine(input, stepsOf(10), progress);
    QVERIFY(!result.finished);
    QCOMPARE(result.steps, int64_t{0});
    QVERIFY(result.scene.gaussians.count() > 0);
  }

  void budgetHolds() {
    const RefineInput input = testing::tinySample();
    const int64_t count = input.start.gaussians.count();
    for (const int64_t budget : {count / 3, count + count / 50}) {
      Progress progress;
      RefineOptions options = stepsOf(110);
      options.budget = budget;
      options.statusSeconds = 0;
      int64_t most = 0;
      refine(input, options, progress, [&](const RefineStatus& status) { most = std::max(most, status.gaussians); });
      QVERIFY2(most <= budget, qPrintable(QString::number(most)));
      QVERIFY(most > budget * 9 / 10);
    }
  }

  void staticSetsAreFittedToo() {
    RefineInput input = testing::tinySample();
    input.start.gaussians = asStatic(input.start.gaussians);
    Progress progress;
    const RefineResult result = refine(input, stepsOf(110), progress);
    QVERIFY(result.scene.gaussians.isStatic());
    result.scene.gaussians.check();
    QVERIFY(result.fittedAfter.psnr > result.fittedBefore.psnr);
  }

  void harmonicsGrowWhereAsked() {
    RefineOptions options = stepsOf(30);
    options.shDegree = 1;
    Progress progress;
    const RefineResult result = refine(testing::tinySample(), options, progress);
    QCOMPARE(result.scene.gaussians.shDegree, 1);
    result.scene.gaussians.check();
  }

  /// Half of the frames darker: the cameras' maps take it up, not the Gaussians; their mean stays the identity.
  void exposureOfCamerasIsFound() {
    RefineInput input = testing::refineSample({8, 0, {32, 18}, 2, 0.0, 7, RigKind::phonePath});
    for (size_t i = 0; i < input.frames.size(); ++i) {
      input.frames[i].camera = static_cast<int>(i % 2);
      const float gain = i % 2 == 0 ? 1.0f : 0.8f;
      for (float& value : input.frames[i].image.rgb) value *= gain;
    }
    Progress progress;
    const RefineResult result = refine(input, stepsOf(300), progress);
    QCOMPARE(result.cameraColours.size(), size_t{2});
    double bright = 0, dark = 0;
    for (size_t row = 0; row < 3; ++row) {
      for (size_t column = 0; column < 4; ++column) {
        const double mean = (result.cameraColours[0].rows[row][column] + result.cameraColours[1].rows[row][column]) / 2;
        QVERIFY(std::abs(mean - (row == column ? 1 : 0)) < 1e-4);
        if (column < 3) bright += result.cameraColours[0].rows[row][column], dark += result.cameraColours[1].rows[row][column];
      }
    }
    qInfo("bright %.3f dark %.3f", bright / 3, dark / 3);
    QVERIFY(dark / bright < 0.95);
  }

  void stepsWithoutFiniteGradientsAreSkipped() {
    RefineInput input = testing::tinySample();
    for (float& value : input.start.gaussians.sh) value = 3e38f;
    Progress progress;
    const RefineResult result = refine(input, stepsOf(5), progress);
    QCOMPARE(result.skipped, int64_t{5});
    for (const float value : result.scene.gaussians.position) QVERIFY(std::isfinite(value));
  }

  void undrawableGaussiansAreLeftOut() {
    RefineInput input = testing::tinySample();
    input.start.gaussians.position[4] = std::numeric_limits<float>::quiet_NaN();
    Progress progress;
    const RefineResult result = refine(input, stepsOf(3), progress);
    QCOMPARE(result.skipped, int64_t{0});
    for (const float value : result.scene.gaussians.position) QVERIFY(std::isfinite(value));
  }

  void unsaidLengthsSuitTheFrames() {
    RefineOptions options;
    setDefaultLength(options, 14);
    QCOMPARE(options.seconds, kDefaultRefineSeconds);
    QCOMPARE(options.steps, 14 * kDefaultStepsPerFrame);
    RefineOptions told = stepsOf(3);
    setDefaultLength(told, 14);
    QCOMPARE(told.steps, int64_t{3});
    QCOMPARE(told.seconds, 0.0);
    told.steps = 0;
    told.seconds = 600;
    setDefaultLength(told, 14);
    QCOMPARE(told.steps, int64_t{0});
  }

  void badInputIsTold() {
    const RefineInput good = testing::tinySample();
    QCOMPARE(codeOf(good, stepsOf(0)), ErrorCode::badInput);
    RefineInput bad = good;
    bad.frames.clear();
    QCOMPARE(codeOf(bad, stepsOf(2)), ErrorCode::badInput);
    bad = good;
    bad.frames[1].image.rgb[7] = std::numeric_limits<float>::infinity();
    QCOMPARE(codeOf(bad, stepsOf(2)), ErrorCode::badInput);
    bad = good;
    bad.frames[0].image = Image({5, 5});
    QCOMPARE(codeOf(bad, stepsOf(2)), ErrorCode::badInput);
    bad = good;
    for (float& value : bad.start.gaussians.rotation) value = 0;
    QCOMPARE(codeOf(bad, stepsOf(2)), ErrorCode::badInput);
    RefineOptions options = stepsOf(2);
    options.device = "abacus";
    QCOMPARE(codeOf(good, options), ErrorCode::badInput);
  }

  void statesOfOtherRunsAreRefused() {
    const RefineInput input = testing::tinySample();
    Progress progress;
    const TensorFile state = refine(input, stepsOf(3), progress).state;
    RefineOptions otherSeed = stepsOf(5);
    otherSeed.seed = 9;
    QCOMPARE(codeOf(input, otherSeed, &state), ErrorCode::badInput);
    TensorFile broken = state;
    broken.tensors.erase("fit/first/time");
    QCOMPARE(codeOf(input, stepsOf(5), &broken), ErrorCode::fileDamaged);
    broken = state;
    broken.metadata["position"] = "{}";
    QCOMPARE(codeOf(input, stepsOf(5), &broken), ErrorCode::fileDamaged);
    broken = state;
    broken.tensors["fit/value/sh"] = HostTensor::fromFloats(std::vector<float>(6), {2, 1, 3});
    QCOMPARE(codeOf(input, stepsOf(5), &broken), ErrorCode::fileDamaged);
  }
};

QTEST_GUILESS_MAIN(RefineTest)
#include "refine_test.moc"
