// Validation on procedural scenes: bins, means, determinism.
#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "training/trainer/validate.h"

using namespace fsm;
using namespace fsm::training;

namespace {

model::Weights smallWeights() {
  ModelConfig config;
  config.dim = config.fastHeadDim = 16;
  config.attentionHeadDim = 8;
  config.layers = 1;
  return model::Weights::random(config, 1, torch::kCPU);
}

ValidationOptions smallOptions() {
  ValidationOptions options;
  options.scenes = 5;
  options.batch = 2;
  options.scene.inputs = 4;
  options.scene.targets = 3;
  options.scene.size = {24, 16};
  options.scene.samplesPerAxis = 1;
  options.samples = 3;
  return options;
}

}  // namespace

class ValidateTest : public QObject {
  Q_OBJECT
 private slots:
  void summaryIsMeansByDifficulty() {
    ValidationReport report;
    report.scores = {{20, 14, 12, RigKind::phonePath},
                     {22, 24, 23, RigKind::arc},
                     {30, 24, 20, RigKind::arc},
                     {28, 35, 26, RigKind::phonePath}};
    summarise(report);
    QCOMPARE(report.bins[0].targets, 1);
    QCOMPARE(report.bins[2].targets, 2);
    QCOMPARE(report.bins[4].targets, 1);
    QCOMPARE(report.bins[2].model, 26.0);
    QCOMPARE(report.bins[2].wins, 0.5);
    QCOMPARE(report.mean.model, 25.0);
    QCOMPARE(report.below25.targets, 3);
    QCOMPARE(report.below25.model, 24.0);
    QCOMPARE(report.nearestBelow25.nearest, 55.0 / 3);
    QCOMPARE(report.rigs[static_cast<size_t>(RigKind::arc)].targets, 2);
    summarise(report);  // again: the same, nothing accumulates
    QCOMPARE(report.mean.targets, 4);
    QCOMPARE(toJson(report).at("bins").at("20-25").at("targets").get<int>(), 2);
  }

  void scoresAllTargetsTheSameEveryTime() {
    const SceneGenerator generator(std::make_shared<const TextureAtlas>("", 1, 4), -1);
    const model::Weights weights = smallWeights();
    Progress progress;
    const ValidationReport first = validateProcedural(weights, generator, smallOptions(), nullptr, progress);
    const ValidationReport second = validateProcedural(weights, generator, smallOptions(), nullptr, progress);
    QCOMPARE(first.scores.size(), size_t{15});
    QCOMPARE(first.samples.size(), size_t{3});
    QCOMPARE(first.samples[0].prediction.size, (ImageSize{24, 16}));
    for (size_t i = 0; i < first.scores.size(); ++i) {
      const TargetScore& score = first.scores[i];
      QVERIFY(score.nearest <= score.copy + 1e-9);
      QVERIFY(score.model > 0 && score.model < 60 && std::isfinite(score.copy));
      QCOMPARE(score.model, second.scores[i].model);
    }
    ValidationOptions other = smallOptions();
    other.seed = 778;
    QVERIFY(validateProcedural(weights, generator, other, nullptr, progress).scores[0].model != first.scores[0].model);
  }

  void stopsWhenAsked() {
    const SceneGenerator generator(std::make_shared<const TextureAtlas>("", 1, 4), -1);
    Progress progress;
    ValidationOptions none = smallOptions();
    none.scenes = 0;
    QVERIFY_EXCEPTION_THROWN(validateProcedural(smallWeights(), generator, none, nullptr, progress), Error);
    progress.cancel();
    QVERIFY_EXCEPTION_THROWN(validateProcedural(smallWeights(), generator, smallOptions(), nullptr, progress), Error);
  }
};

QTEST_GUILESS_MAIN(ValidateTest)
#include "validate_test.moc"
