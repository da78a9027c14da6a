// Learning rate, stages, keyed seeds, intervals, and the cost of a step.
#include <QTest>
#include <cmath>
#include <set>

#include "training/data/keyed_seed.h"
#include "training/trainer/flops.h"
#include "training/trainer/schedule.h"

using namespace fsm;
using namespace fsm::training;

class ScheduleTest : public QObject {
  Q_OBJECT
 private slots:
  void rateWarmsUpThenFallsAlongACosine() {
    QCOMPARE(rateFactor(0, 10, 0, 0.02), 0.1);
    QCOMPARE(rateFactor(9, 10, 0, 0.02), 1.0);
    QVERIFY(std::abs(rateFactor(50, 10, 0.5, 0.02) - 0.51) < 1e-12);
    QVERIFY(std::abs(rateFactor(99, 10, 1, 0.02) - 0.02) < 1e-12);
    QCOMPARE(rateFactor(0, 0, 0, 0.5), 1.0);
  }

  void runIsMeasuredInStepsOrSeconds() {
    TrainConfig config;
    config.steps = 10;
    QCOMPARE(runFraction(config, 5, 1e6), 0.5);
    config.steps = 0;
    config.seconds = 100;
    QCOMPARE(runFraction(config, 5, 25), 0.25);
    QCOMPARE(runFraction(config, 5, 250), 1.0);
  }

  void stagesEndWhereTheySay() {
    std::vector<Stage> stages(3);
    stages[0].until = 0.2, stages[1].until = 0.6, stages[2].until = 1;
    QCOMPARE(stageAt(stages, 0), size_t{0});
    QCOMPARE(stageAt(stages, 0.2), size_t{1});
    QCOMPARE(stageAt(stages, 0.59), size_t{1});
    QCOMPARE(stageAt(stages, 1), size_t{2});
  }

  void averageStartsShort() {
    QCOMPARE(emaDecayAt(0, 0.999), 0.1);
    QCOMPARE(emaDecayAt(1000000, 0.999), 0.999);
  }

  void seedsDependOnTheirKeyAlone() {
    QCOMPARE(keyedSeed(1, 2, 3), keyedSeed(1, 2, 3));
    const std::set<uint64_t> seeds{keyedSeed(1, 2, 3), keyedSeed(1, 2, 4), keyedSeed(1, 3, 3), keyedSeed(2, 2, 3),
                                   keyedSeed(3, 2, 1)};
    QCOMPARE(seeds.size(), size_t{5});
  }

  void recurringByStepsAndBySeconds() {
    Recurring steps({5, 0}, 0);
    QVERIFY(!steps.due(4, 1000));
    QVERIFY(steps.due(5, 1000));
    Recurring seconds({0, 10}, 100);
    QVERIFY(!seconds.due(5, 109));
    QVERIFY(seconds.due(6, 110));
    QVERIFY(!seconds.due(7, 119));
    Recurring never({0, 0}, 0);
    QVERIFY(!never.due(5, 1e9));
  }

  void costFollowsTheModel() {
    ModelConfig model;
    model.dim = model.fastHeadDim = 384;
    model.layers = 10;
    // The prototype's formula for 10 inputs and 6 targets of 128 pixels gives about 0.45 TFLOP a sample forward.
    const double flops = forwardFlops(model, {128, 128}, 10, 6);
    QVERIFY(flops > 4.0e11 && flops < 5.0e11);
    QCOMPARE(trainingFlops(model, {128, 128}, 10, 6), 3 * flops);
    QVERIFY(forwardFlops(model, {256, 128}, 10, 6) > 1.8 * flops);
    ModelConfig chunked = model;
    chunked.chunkViews = 2;
    QVERIFY(forwardFlops(chunked, {128, 128}, 10, 6) > flops);
  }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
