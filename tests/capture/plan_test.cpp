// Which frames are read and which are asked for: spread evenly, and never both.
#include "reconstruction/capture/plan.h"

#include <algorithm>
#include <set>

#include "fixtures.h"
#include "reconstruction/capture/import/importer.h"

using namespace fsm;
using namespace fsm::testing;

namespace {

bool sorted(const Capture& capture, const std::vector<FrameId>& ids) {
  return std::is_sorted(ids.begin(), ids.end(), [&](FrameId a, FrameId b) {
    return capture.time(a) != capture.time(b) ? capture.time(a) < capture.time(b) : a < b;
  });
}

/// No frame twice in all, every frame there, sorted.
bool sound(const Capture& capture, const FramePlan& plan) {
  std::set<FrameId> seen;
  for (const auto* list : {&plan.inputs, &plan.targets})
    for (FrameId id : *list) {
      if (id.camera < 0 || id.camera >= static_cast<int>(capture.cameras.size())) return false;
      if (id.frame < 0 || id.frame >= capture.cameras[id.camera].frameCount()) return false;
      if (!seen.insert(id).second) return false;
    }
  return sorted(capture, plan.inputs) && sorted(capture, plan.targets);
}

void checkManySettings(const Capture& capture) {
  std::vector<std::string> holdouts{"every:2", "every:3", "every:8", "every:17"};
  for (const CaptureCamera& camera : capture.cameras)
    if (capture.cameras.size() > 1) holdouts.push_back(camera.name);
  for (const std::string& text : holdouts)
    for (int inputs : {1, 2, 5, 16, 33, 1000})
      for (int targets : {1, 7, 24, 1000}) {
        const Holdout holdout = Holdout::parse(text);
        const FramePlan plan = planEvaluation(capture, holdout, inputs, targets);
        QVERIFY2(sound(capture, plan), qPrintable(QString::fromStdString(text)));
        QVERIFY(!plan.inputs.empty() && static_cast<int>(plan.inputs.size()) <= inputs);
        QVERIFY(!plan.targets.empty() && static_cast<int>(plan.targets.size()) <= targets);
        for (FrameId id : plan.targets) {
          if (holdout.every > 0)
            QCOMPARE(id.frame % holdout.every, holdout.every / 2);
          else
            QCOMPARE(capture.cameras[id.camera].name, holdout.camera);
        }
        for (FrameId id : plan.inputs) {
          if (holdout.every > 0)
            QVERIFY(id.frame % holdout.every != holdout.every / 2);
          else
            QVERIFY(capture.cameras[id.camera].name != holdout.camera);
        }
        for (FrameId id : plan.targets) {
          const int nearest = nearestInput(capture, plan.inputs, id);
          QVERIFY(nearest >= 0 && nearest < static_cast<int>(plan.inputs.size()));
        }
      }
}

}  // namespace

class PlanTest : public QObject {
  Q_OBJECT
 private slots:
  void parsing() {
    QCOMPARE(Holdout::parse("cam3").camera, std::string("cam3"));
    QCOMPARE(Holdout::parse("every:8").every, 8);
    for (const char* bad : {"", "every:", "every:0", "every:1", "every:-3", "every:2x", "every:99999999999"})
      QVERIFY(refuses([&] { Holdout::parse(bad); }, ErrorCode::badInput, ""));
    QCOMPARE(InputChoice::parse("cam0,cam 1").cameras, (std::vector<std::string>{"cam0", "cam 1"}));
    QCOMPARE(InputChoice::parse("every:1").every, 1);
    QCOMPARE(InputChoice::parse("12").count, 12);
    QCOMPARE(InputChoice::parse("").count, 0);
    for (const char* bad : {"0", "every:0", "cam0,", ",", "cam0,,cam1", "99999999999999", "-3", "1.5", "+2"})
      QVERIFY(refuses([&] { InputChoice::parse(bad); }, ErrorCode::badInput, ""));
  }

  void everyHoldsOutTheMiddleOfEachGroup() {
    const FramePlan plan = planEvaluation(rig(2, 20), Holdout::parse("every:8"), 100, 100);
    QCOMPARE(plan.targets, (std::vector<FrameId>{{0, 4}, {1, 4}, {0, 12}, {1, 12}}));
    QCOMPARE(plan.inputs.size(), size_t{36});
  }

  void momentsFollowTheTimesNotTheOrder() {
    Capture capture = rig(1, 6);
    std::reverse(capture.cameras[0].times.begin(), capture.cameras[0].times.end());
    const FramePlan plan = planEvaluation(capture, Holdout::parse("every:4"), 100, 100);
    QCOMPARE(plan.targets, (std::vector<FrameId>{{0, 3}}));
  }

  void spreadReachesBothEndsOfOneCamera() {
    const Capture capture = rig(1, 61);
    std::vector<FrameId> all;
    all.reserve(61);
    for (int f = 0; f < 61; ++f) all.push_back({0, f});
    const auto some = spreadEvenly(capture, all, 16);
    QCOMPARE(some.size(), size_t{16});
    QCOMPARE(some.front(), (FrameId{0, 0}));
    QCOMPARE(some.back(), (FrameId{0, 60}));
    for (size_t i = 1; i < some.size(); ++i) QCOMPARE(some[i].frame - some[i - 1].frame, 4);
    QCOMPARE(spreadEvenly(capture, all, 61), all);
    QCOMPARE(spreadEvenly(capture, all, 100), all);
    QCOMPARE(spreadEvenly(capture, all, 60).size(), size_t{60});
    QCOMPARE(spreadEvenly(capture, all, 1).size(), size_t{1});
    QVERIFY(spreadEvenly(capture, all, 0).empty());
  }

  void spreadUsesCamerasAlikeAndDifferentMoments() {
    const Capture capture = rig(3, 50);
    const auto some = planReconstruction(capture, {}, 16).inputs;
    QCOMPARE(some.size(), size_t{16});
    std::array<int, 3> count{};
    std::set<int> moments;
    for (FrameId id : some) {
      ++count[id.camera];
      moments.insert(id.frame);
    }
    QCOMPARE(*std::max_element(count.begin(), count.end()) - *std::min_element(count.begin(), count.end()), 1);
    QVERIFY(moments.size() >= 14);
    QVERIFY(*moments.begin() == 0 && *moments.rbegin() >= 48);
    // Fewer frames than cameras: still from cameras far apart.
    const auto two = planReconstruction(rig(8, 3), {}, 2).inputs;
    QCOMPARE(two.size(), size_t{2});
    QVERIFY(std::abs(two[0].camera - two[1].camera) >= 3);
  }

  void unevenCamerasGiveWhatTheyHave() {
    Capture capture = rig(3, 20);
    capture.cameras[1].times.resize(2);
    const auto some = planReconstruction(capture, {}, 12).inputs;
    QCOMPARE(some.size(), size_t{12});
    QCOMPARE(std::count_if(some.begin(), some.end(), [](FrameId id) { return id.camera == 1; }), 2);
  }

  void choices() {
    const Capture capture = rig(3, 10);
    for (FrameId id : planReconstruction(capture, InputChoice::parse("cam0,cam2"), 16).inputs) QVERIFY(id.camera != 1);
    QCOMPARE(planReconstruction(capture, InputChoice::parse("every:5"), 2).inputs.size(), size_t{6});
    QCOMPARE(planReconstruction(capture, InputChoice::parse("7"), 2).inputs.size(), size_t{7});
    QVERIFY(planReconstruction(capture, {}, 4).targets.empty());
  }

  void theSourcesOwnPlanIsObeyed() {
    Capture capture = rig(1, 10);
    capture.plan = FramePlan{{{0, 0}, {0, 2}, {0, 4}, {0, 6}}, {{0, 1}, {0, 3}}};
    for (const char* choice : {"", "3", "every:2"}) {
      const FramePlan plan = planReconstruction(capture, InputChoice::parse(choice), 16);
      QVERIFY(sound(capture, plan));
      for (FrameId id : plan.inputs) QVERIFY(id.frame % 2 == 0 && id.frame <= 6);
      QCOMPARE(plan.targets, capture.plan->targets);
    }
  }

  void unknownCamerasAreAnsweredWithThoseThatExist() {
    const Capture capture = rig(3, 4);
    QVERIFY(refuses([&] { planEvaluation(capture, Holdout::parse("left"), 4, 4); }, ErrorCode::badInput, "cam0, cam1, cam2"));
    QVERIFY(refuses([&] { planReconstruction(capture, InputChoice::parse("cam0,left"), 4); }, ErrorCode::badInput, "'left'"));
  }

  void impossiblePlansAreRefused() {
    QVERIFY(refuses([] { planEvaluation(rig(1, 4), Holdout::parse("cam0"), 4, 4); }, ErrorCode::badInput, "Hold out less"));
    QVERIFY(refuses([] { planEvaluation(rig(1, 4), Holdout::parse("every:9"), 4, 4); }, ErrorCode::badInput, "no moment"));
    QVERIFY(refuses([] { planEvaluation(rig(1, 1), Holdout::parse("every:2"), 4, 4); }, ErrorCode::badInput, "single moment"));
    QVERIFY(refuses([] { planEvaluation(rig(1, 4), Holdout::parse("every:2"), 0, 4); }, ErrorCode::badInput, ""));
  }

  void nearestIsClosestInTimeThenInPlace() {
    const Capture capture = rig(4, 10);
    const std::vector<FrameId> inputs{{0, 3}, {3, 3}, {1, 3}, {2, 9}};
    const int beside = nearestInput(capture, inputs, {2, 4});  // cameras 1 and 3 are equally far from 2
    QVERIFY(beside == 1 || beside == 2);
    QCOMPARE(nearestInput(capture, inputs, {0, 4}), 0);
    QCOMPARE(nearestInput(capture, inputs, {0, 8}), 3);
    QVERIFY(refuses([&] { nearestInput(capture, {}, {0, 0}); }, ErrorCode::badInput, "no input"));
  }

  void noLeakageInSyntheticRigs() {
    for (int cameras : {1, 2, 5})
      for (int moments : {17, 18, 40}) checkManySettings(rig(cameras, moments, {4, 4}));
  }

  void noLeakageInRealCaptures_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"dog_phone", "my_desk", "office_board_a", "lab_balance"}) QTest::newRow(name) << name;
  }

  void noLeakageInRealCaptures() {
    QFETCH(QString, name);
    if (!hasCaptures()) QSKIP("the captures are not there (set FSM_DATA)");
    checkManySettings(importCapture(dataFolder() / "captures" / name.toStdString()));
  }
};

QTEST_GUILESS_MAIN(PlanTest)
#include "plan_test.moc"
