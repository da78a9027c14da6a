// SIGINT and SIGTERM cancel the job that runs; what was handled otherwise before stays so.
#include "reconstruction/core/interrupt.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QTest>
#include <csignal>

using namespace fsm;

namespace {

int received = 0;

}  // namespace

class InterruptTest : public QObject {
  Q_OBJECT
 private slots:
  void init() {
    // Qt Test's own handlers would end the program.
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    received = 0;
  }

  void asksForCancellation_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
  }
  void asksForCancellation() {
    QFETCH(int, signal);
    Progress progress;
    {
      const InterruptGuard guard(progress);
      std::raise(signal);
      QVERIFY(progress.cancelled());
    }
    QVERIFY(std::signal(signal, SIG_DFL) == SIG_DFL);
  }

  void aSecondGuardDoesNothing() {
    Progress first, second;
    const InterruptGuard outer(first);
    { const InterruptGuard inner(second); }
    std::raise(SIGINT);
    QVERIFY(first.cancelled());
    QVERIFY(!second.cancelled());
  }

  void othersHandlersStay() {
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGTERM, [](int) { ++received; });
    Progress progress;
    {
      const InterruptGuard guard(progress);
      std::raise(SIGINT);
      std::raise(SIGTERM);
    }
    QVERIFY(!progress.cancelled());
    QCOMPARE(received, 1);
    QVERIFY(std::signal(SIGINT, SIG_DFL) == SIG_IGN);
  }

  void theThirdEndsTheProgram() {
    const pid_t child = ::fork();
    if (child == 0) {
      Progress progress;
      const InterruptGuard guard(progress);
      for (int i = 0; i < 3; ++i) std::raise(SIGINT);
      ::_exit(0);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGINT);
  }
};

QTEST_GUILESS_MAIN(InterruptTest)
#include "interrupt_test.moc"
