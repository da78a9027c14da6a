// Stages add up, fractions never leave [0, 1], cancelling throws at the next step.
#include "reconstruction/core/progress.h"

#include <QTest>
#include <QThread>
#include <thread>
#include <vector>

#include "reconstruction/core/error.h"

using fsm::Progress;
using fsm::ProgressReport;

class ProgressTest : public QObject {
  Q_OBJECT
 private slots:
  void stagesAddUp() {
    std::vector<ProgressReport> seen;
    Progress progress([&](const ProgressReport& report) { seen.push_back(report); });
    progress.stage("Reading", 0.25);
    progress.advance(4, 4);
    progress.stage("Working", 0.75);
    progress.advance(1, 1);
    QCOMPARE(seen.size(), size_t{4});
    QCOMPARE(seen[0].stage, std::string("Reading"));
    QCOMPARE(seen[0].fraction, 0.0);
    QCOMPARE(seen[1].fraction, 0.25);
    QCOMPARE(seen[2].stage, std::string("Working"));
    QCOMPARE(seen[2].fraction, 0.25);
    QCOMPARE(seen[3].fraction, 1.0);
  }

  void nonsenseStaysInRange() {
    std::vector<ProgressReport> seen;
    Progress progress([&](const ProgressReport& report) { seen.push_back(report); });
    progress.stage("Too heavy", 3);
    progress.advance(7, 2);
    progress.stage("More", 1);
    progress.advance(1, 0);
    for (const ProgressReport& report : seen) QVERIFY(report.fraction >= 0 && report.fraction <= 1);
    QCOMPARE(seen.back().fraction, 1.0);
  }

  void manyStepsAreReportedRarely() {
    int reports = 0;
    Progress progress([&](const ProgressReport&) { ++reports; });
    progress.stage("Steps", 1);
    for (int i = 1; i <= 10000; ++i) progress.advance(i, 10000);
    QVERIFY2(reports >= 2 && reports < 1000, qPrintable(QString::number(reports)));
  }

  void remainingTimeFollowsTheFraction() {
    std::vector<ProgressReport> seen;
    Progress progress([&](const ProgressReport& report) { seen.push_back(report); });
    progress.stage("First", 0.5);
    QVERIFY(!seen.back().etaSeconds);
    QThread::msleep(600);
    progress.stage("Second", 0.5);
    QVERIFY(seen.back().etaSeconds);
    QVERIFY(*seen.back().etaSeconds >= 0.5);  // half is done after at least 0.6 s
    progress.advance(1, 1);
    QCOMPARE(*seen.back().etaSeconds, 0.0);
  }

  void cancellingThrowsFromAnyThread() {
    Progress progress;
    progress.stage("Work", 1);
    std::thread([&] { progress.cancel(); }).join();
    QVERIFY(progress.cancelled());
    for (int way = 0; way < 3; ++way) {
      try {
        if (way == 0) progress.check();
        if (way == 1) progress.advance(1, 2);
        if (way == 2) progress.stage("Next", 0.1);
        QFAIL("not cancelled");
      } catch (const fsm::Error& error) {
        QCOMPARE(error.code(), fsm::ErrorCode::cancelled);
      }
    }
  }
};

QTEST_GUILESS_MAIN(ProgressTest)
#include "progress_test.moc"
