// What a refinement is asked for: which frames it holds out, and what is offered where the memory is not enough.
#include "app/desktop/operations/refine_choice.h"

#include <QTest>
#include <algorithm>
#include <set>

#include "tests/app/tiny_scene.h"

using namespace fsm;
using namespace fsm::desktop;

class RefineChoiceTest : public QObject {
  Q_OBJECT

 private slots:
  void heldOutFramesAreSpread() {
    const Capture one = tests::tinyCapture(1, 32), four = tests::tinyCapture(4, 8);
    const auto allOf = [](const Capture& capture) {
      FramePlan plan;
      const int cameras = static_cast<int>(capture.cameras.size());
      for (int f = 0; f < capture.cameras[0].frameCount(); ++f)
        for (int c = 0; c < cameras; ++c) plan.inputs.push_back({c, f});
      return plan;
    };
    for (const Capture* capture : {&one, &four}) {
      const FramePlan plan = refinementPlan(*capture, allOf(*capture), 8);
      QCOMPARE(plan.targets.size(), size_t{4});
      QCOMPARE(plan.inputs.size(), size_t{28});
      for (const FrameId id : plan.targets) QVERIFY(std::ranges::find(plan.inputs, id) == plan.inputs.end());
    }
    QCOMPARE(framesText(one, refinementPlan(one, allOf(one), 8).targets), QString("5, 13, 21, 29"));
    std::set<int> cameras, moments;
    for (const FrameId id : refinementPlan(four, allOf(four), 8).targets) cameras.insert(id.camera), moments.insert(id.frame);
    QCOMPARE(cameras.size(), size_t{4});
    QCOMPARE(moments.size(), size_t{4});
    // Two of eight; none of seven, and none where none is wanted; what the plan holds out where it does.
    FramePlan few = allOf(one);
    few.inputs.resize(8);
    QCOMPARE(refinementPlan(one, few, 8).targets.size(), size_t{2});
    few.inputs.resize(7);
    QCOMPARE(refinementPlan(one, few, 8).targets.size(), size_t{0});
    QCOMPARE(refinementPlan(one, allOf(one), 0).targets.size(), size_t{0});
    few.targets = {{0, 20}, {0, 21}};
    QVERIFY(refinementPlan(one, few, 8).targets == few.targets && refinementPlan(one, few, 8).inputs.size() == 7);
  }

  void lighterEndsSomewhere() {
    for (const RefineKind kind : {RefineKind::scene, RefineKind::model}) {
      RefineChoice choice;
      choice.kind = kind;
      setDevice(choice, "cuda");
      QStringList buttons;
      int steps = 0;
      for (bool card = true; steps < 50; ++steps) {
        const std::optional<RefineChoice> less = lighter(choice, 200'000, 256, card);
        if (!less) break;
        buttons << lighterText(choice, *less);
        card = card && deviceOf(*less) != "cpu";
        choice = *less;
      }
      QVERIFY2(steps > 2 && steps < 50, qPrintable(buttons.join(", ")));
      QCOMPARE(buttons.removeDuplicates(), 0);
      QCOMPARE(buttons.last(), QString("Try on the processor"));
    }
  }
};

QTEST_GUILESS_MAIN(RefineChoiceTest)
#include "refine_choice_test.moc"
