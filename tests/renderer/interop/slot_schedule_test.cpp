// Which raw scene is written and which is read: never one that a frame may still read without its being told.
#include "renderer/interop/slot_schedule.h"

#include <QtTest>

namespace fsm::renderer {

class SlotScheduleTest : public QObject {
  Q_OBJECT

 private slots:
  void whatNoFrameTookIsWrittenAgain();
  void whatWasReadLongestAgoIsNext();
  void aClaimMakesThePublicationVoid();
};

void SlotScheduleTest::whatNoFrameTookIsWrittenAgain() {
  SlotSchedule schedule(2);
  const auto first = schedule.claim();
  QCOMPARE(first.readBy, uint64_t(0));
  schedule.publish({first.slot, 10, 1});
  const auto second = schedule.claim();
  QCOMPARE(second.slot, first.slot);
  QCOMPARE(second.readBy, uint64_t(0));
}

void SlotScheduleTest::whatWasReadLongestAgoIsNext() {
  SlotSchedule schedule(3);
  std::vector<size_t> written;
  for (uint64_t pack = 1; pack <= 6; ++pack) {
    const auto claim = schedule.claim();
    QCOMPARE(claim.readBy, pack > 3 ? pack - 3 : 0);
    written.push_back(claim.slot);
    schedule.publish({claim.slot, 5, pack});
    QVERIFY(schedule.pending().has_value());
    QCOMPARE(schedule.pending()->number, pack);
    schedule.taken(pack);
    QVERIFY(!schedule.pending().has_value());
  }
  QCOMPARE(written[0], written[3]);
  QVERIFY(written[0] != written[1] && written[1] != written[2] && written[0] != written[2]);
}

void SlotScheduleTest::aClaimMakesThePublicationVoid() {
  SlotSchedule schedule(2);
  schedule.publish({schedule.claim().slot, 1, 1});
  schedule.taken(1);
  const auto claim = schedule.claim();
  schedule.publish({claim.slot, 2, 2});
  QCOMPARE(schedule.claim().slot, claim.slot);
  QVERIFY(!schedule.pending().has_value());
  // Writing failed: the same slot is offered again, with the reader that it had.
  const auto again = schedule.claim();
  QCOMPARE(again.slot, claim.slot);
  QCOMPARE(again.readBy, uint64_t(0));
}

}  // namespace fsm::renderer

QTEST_GUILESS_MAIN(fsm::renderer::SlotScheduleTest)
#include "slot_schedule_test.moc"
