// Jobs run in order, beside the window, can be cancelled and tried again, and whatever they throw becomes a sentence.
#include "app/desktop/document/job_queue.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <atomic>
#include <future>
#include <thread>

#include "app/desktop/document/workspace.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

using Work = std::function<void(Progress&, JobFeedback&)>;

Job heavy(Work work, const QString& title = "work") {
  Job job;
  job.title = title;
  job.work = std::move(work);
  return job;
}

/// Waits until it is cancelled, as long work does.
void untilCancelled(Progress& progress) {
  for (;;) {
    progress.check();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

JobState stateOf(const JobQueue& queue, int id) { return queue.job(id) ? queue.job(id)->state : JobState::queued; }

/// Ends the program where `call` hangs.
template <typename Call>
void underWatchdog(Call call) {
  std::promise<void> done;
  std::thread watchdog([ended = done.get_future()] {
    if (ended.wait_for(std::chrono::seconds(30)) == std::future_status::timeout) qFatal("this hangs");
  });
  call();
  done.set_value();
  watchdog.join();
}

}  // namespace

class JobQueueTest : public QObject {
  Q_OBJECT

 private slots:
  void lanesRunInOrderAndBesideEachOther() {
    JobQueue queue;
    std::vector<int> order;
    std::promise<void> open;
    std::shared_future<void> gate = open.get_future().share();
    for (int i = 0; i < 3; ++i) {
      Job job = heavy([gate](Progress&, JobFeedback&) { gate.wait(); });
      job.done = [&order, i] { order.push_back(i); };
      queue.start(job);
    }
    Job quick = heavy([](Progress&, JobFeedback&) {});
    quick.lane = Lane::light;
    quick.done = [&] { order.push_back(10); };
    queue.start(quick);
    QVERIFY(queue.busy());
    QTRY_COMPARE(order.size(), size_t{1});
    QCOMPARE(order[0], 10);
    open.set_value();
    QTRY_COMPARE(order, (std::vector<int>{10, 0, 1, 2}));
    QTRY_VERIFY(!queue.busy());
  }

  void worksElsewhereAndEndsHere() {
    JobQueue queue;
    QThread* const here = QThread::currentThread();
    std::atomic<QThread*> worked{nullptr}, freed{nullptr};
    const auto held = std::shared_ptr<int>(new int, [&](int* value) {
      freed = QThread::currentThread();
      delete value;
    });
    QThread* ended = nullptr;
    {
      Job job = heavy([&, held](Progress&, JobFeedback& feedback) {
        worked = QThread::currentThread();
        feedback.post([] {});
      });
      job.done = [&, held] { ended = QThread::currentThread(); };
      queue.start(std::move(job));
    }
    std::weak_ptr<int> watched = held;
    const_cast<std::shared_ptr<int>&>(held).reset();
    QTRY_VERIFY(watched.expired());  // a finished job lets go of what it held, without being taken off the list
    QVERIFY(worked != here && worked != nullptr);
    QCOMPARE(freed.load(), here);
    QCOMPARE(ended, here);
    QCOMPARE(queue.jobs().size(), size_t{1});
  }

  void tellsHowFarItIs() {
    JobQueue queue;
    std::promise<void> go;
    const int id = queue.start(heavy([future = go.get_future().share()](Progress& progress, JobFeedback& feedback) {
      progress.stage("Reading", 1);
      progress.advance(1, 2);
      feedback.message("a line");
      feedback.curve("loss", 1, 0.5);
      feedback.picture(QImage(4, 4, QImage::Format_RGB32));
      future.wait();
      feedback.curve("loss", 2, 0.25);
    }));
    QTRY_COMPARE(queue.job(id)->log.size(), size_t{1});
    QCOMPARE(stateOf(queue, id), JobState::running);
    QCOMPARE(queue.job(id)->progress.stage, std::string("Reading"));
    QCOMPARE(queue.job(id)->picture.width(), 4);
    go.set_value();
    QTRY_COMPARE(stateOf(queue, id), JobState::finished);
    QCOMPARE(queue.job(id)->curves["loss"].size(), size_t{2});
    QCOMPARE(queue.job(id)->progress.fraction, 1.0);
  }

  void floodsAreCollected() {
    JobQueue queue;
    QSignalSpy updates(&queue, &JobQueue::updated);
    const int id = queue.start(heavy([](Progress&, JobFeedback& feedback) {
      for (int i = 0; i < 20'000; ++i) feedback.curve("loss", i, i);
      for (int i = 0; i < 3'000; ++i) feedback.message(QString::number(i));
    }));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(queue, id), JobState::finished, 20'000);
    QVERIFY2(updates.size() < 2'000, qPrintable(QString::number(updates.size())));
    const JobStatus job = *queue.job(id);
    QVERIFY(job.curves.at("loss").size() <= 8192);
    QCOMPARE(job.curves.at("loss").back().second, 19'999.0);
    QCOMPARE(job.log.back(), QString("2999"));
    QCOMPARE(job.linesBefore + job.log.size(), size_t{3000});
  }

  void cancelsWhatRunsAndWhatWaits() {
    JobQueue queue;
    bool done = false, failed = false, waited = false;
    Job job = heavy([](Progress& progress, JobFeedback&) { untilCancelled(progress); });
    job.done = [&] { done = true; };
    job.failed = [&](const Error&) { failed = true; };
    const int running = queue.start(job);
    const int waiting = queue.start(heavy([&](Progress&, JobFeedback&) { waited = true; }));
    QTRY_COMPARE(stateOf(queue, running), JobState::running);
    queue.cancel(waiting);
    QCOMPARE(stateOf(queue, waiting), JobState::cancelled);
    queue.cancel(running);
    QVERIFY(queue.job(running)->cancelling);
    QTRY_COMPARE(stateOf(queue, running), JobState::cancelled);
    QVERIFY(!done && !failed && !waited);
    queue.clearEnded();
    QVERIFY(queue.jobs().empty());
  }

  void whatIsThrownBecomesASentence_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("code");
    QTest::newRow("error") << 0 << static_cast<int>(ErrorCode::fileDamaged);
    QTest::newRow("memory") << 1 << static_cast<int>(ErrorCode::outOfMemory);
    QTest::newRow("exception") << 2 << static_cast<int>(ErrorCode::internal);
    QTest::newRow("anything") << 3 << static_cast<int>(ErrorCode::internal);
    QTest::newRow("at the end") << 4 << static_cast<int>(ErrorCode::badInput);
  }

  void whatIsThrownBecomesASentence() {
    QFETCH(int, kind);
    QFETCH(int, code);
    Workspace workspace;
    Job job = heavy([kind](Progress&, JobFeedback&) {
      if (kind == 0) throw Error(ErrorCode::fileDamaged, "The file is damaged. Take another.", "at byte 7");
      if (kind == 1) throw std::bad_alloc();
      if (kind == 2) throw std::out_of_range("index");
      if (kind == 3) throw 7;
    });
    job.done = [kind] {
      if (kind == 4) throw Error(ErrorCode::badInput, "It does not fit any more.");
    };
    const int id = workspace.jobs.start(job);
    QTRY_COMPARE(stateOf(workspace.jobs, id), JobState::failed);
    const JobStatus status = *workspace.jobs.job(id);
    QCOMPARE(static_cast<int>(status.code), code);
    QVERIFY(status.error.endsWith('.'));
    QCOMPARE(workspace.messages.all().size(), size_t{1});  // nobody else tells it
    QCOMPARE(workspace.messages.all()[0].level, Message::Level::error);
    QCOMPARE(workspace.messages.all()[0].text, status.error);
    QVERIFY(!workspace.messages.all()[0].button.isEmpty());
  }

  void whoStartedItTellsItsError() {
    Workspace workspace;
    QString told;
    Job job = heavy([](Progress&, JobFeedback&) { throw Error(ErrorCode::outOfMemory, "Too large. Use fewer frames."); });
    job.failed = [&](const Error& error) { told = error.what(); };
    const int id = workspace.jobs.start(job);
    QTRY_COMPARE(stateOf(workspace.jobs, id), JobState::failed);
    QVERIFY(told.startsWith("Too large"));
    QVERIFY(workspace.messages.all().empty());
  }

  void triesAgain() {
    JobQueue queue;
    const auto attempts = std::make_shared<std::atomic<int>>(0);
    Job job = heavy([attempts](Progress&, JobFeedback&) {
      if (++*attempts == 1) throw Error(ErrorCode::writeFailed, "The disk is full. Make room.");
    });
    int done = 0;
    job.done = [&] { ++done; };
    const int first = queue.start(job);
    QCOMPARE(queue.retry(first), 0);  // not while it runs
    QTRY_COMPARE(stateOf(queue, first), JobState::failed);
    const int second = queue.retry(first);
    QVERIFY(second > first);
    QTRY_COMPARE(stateOf(queue, second), JobState::finished);
    QCOMPARE(done, 1);
    QCOMPARE(queue.retry(second), 0);
    QCOMPARE(queue.retry(999), 0);
  }

  void quietOnesAreNotListedForLong() {
    JobQueue queue;
    QSignalSpy removed(&queue, &JobQueue::removed);
    Job job = heavy([](Progress&, JobFeedback&) {});
    job.quiet = true;
    queue.start(job);
    QVERIFY(!queue.busy());
    QVERIFY(queue.busy(Lane::heavy));
    QTRY_COMPARE(removed.size(), 1);
    QVERIFY(queue.jobs().empty());
  }

  void eventLoopsInsideTheEndDoNotEndItTwice() {
    JobQueue queue;
    int done = 0;
    Job job = heavy([](Progress&, JobFeedback&) {});
    job.done = [&] {
      ++done;
      QEventLoop loop;  // a message box
      QTimer::singleShot(120, &loop, &QEventLoop::quit);
      queue.start(heavy([](Progress&, JobFeedback& feedback) { feedback.post([] {}); }));
      loop.exec();
    };
    const int id = queue.start(job);
    QTRY_COMPARE(stateOf(queue, id), JobState::finished);
    QTRY_VERIFY(!queue.busy());
    QCOMPARE(done, 1);
  }

  void destructionStopsEverything() {
    underWatchdog([] {
      std::atomic<int> ran{0}, called{0};
      {
        JobQueue queue;
        for (int i = 0; i < 4; ++i) {
          Job job = heavy([&](Progress& progress, JobFeedback& feedback) {
            ++ran;
            feedback.post([&] { ++called; });
            untilCancelled(progress);
          });
          job.lane = i == 3 ? Lane::light : Lane::heavy;
          job.done = [&] { ++called; };
          job.failed = [&](const Error&) { ++called; };
          queue.start(job);
        }
        while (ran < 2) std::this_thread::yield();
      }
      QCoreApplication::processEvents();
      QCOMPARE(ran.load(), 2);  // those that waited never ran
      QCOMPARE(called.load(), 0);
    });
  }

  void postsAreHeardInOrderBeforeTheEnd() {
    JobQueue queue;
    std::vector<int> heard;
    Job job = heavy([&](Progress&, JobFeedback& feedback) {
      for (int i = 0; i < 100; ++i) feedback.post([&heard, i] { heard.push_back(i); });
      feedback.post([] { throw std::runtime_error("a fault in the window"); });
    });
    job.done = [&] { heard.push_back(-1); };
    const int id = queue.start(job);
    QTRY_COMPARE(stateOf(queue, id), JobState::finished);
    QCOMPARE(heard.size(), size_t{101});
    QVERIFY(std::is_sorted(heard.begin(), heard.end() - 1));
    QCOMPARE(heard.back(), -1);
  }
};

QTEST_MAIN(JobQueueTest)
#include "job_queue_test.moc"
