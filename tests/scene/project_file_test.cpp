#include "reconstruction/scene/project_file.h"

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <functional>
#include <random>

#include "reconstruction/core/error.h"

using fsm::Error;
using fsm::ErrorCode;
using fsm::scene::MemoryRow;
using fsm::scene::ProjectFile;
namespace fs = std::filesystem;

namespace {

constexpr size_t kMiB = size_t{1} << 20;
constexpr unsigned kChildSeconds = 30;  // no child outlives a test that failed

std::vector<uint8_t> pattern(size_t count, uint32_t seed) {
  std::vector<uint8_t> out(count);
  uint32_t state = seed * 2654435761u + 1;
  for (uint8_t& byte : out) byte = static_cast<uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
  return out;
}

MemoryRow row(const std::string& name) { return {name, "model-a", "{}", "2025-01-02T03:04:05Z"}; }

struct Failure {
  ErrorCode code = ErrorCode::internal;
  std::string sentence = "nothing was thrown";
};

Failure failureOf(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

/// Works on the database behind the project file's back.
void sql(const fs::path& path, const char* text) {
  sqlite3* database = nullptr;
  QCOMPARE(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  QCOMPARE(sqlite3_exec(database, text, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
}

QStringList filesIn(const fs::path& folder) {
  QStringList names;
  for (const auto& entry : fs::directory_iterator(folder)) names << QString::fromStdString(entry.path().filename().string());
  names.sort();
  return names;
}

/// Of two chunks.
std::vector<uint8_t> memoryOf(uint32_t generation) { return pattern(4 * kMiB + 1000 * (1 + generation % 3), generation); }

/// Saves generation after generation until it is killed. Every generation is one setting and a memory of several chunks that
/// belong together.
[[noreturn]] void saveForever(const fs::path& path, uint32_t generation, bool anew) {
  alarm(kChildSeconds);
  try {
    for (;; ++generation) {
      ProjectFile project = anew ? ProjectFile::create(path) : ProjectFile::open(path);
      for (int i = 0; i < (anew ? 1 : 20); ++i, ++generation) {
        project.begin();
        project.setSetting("generation", std::to_string(generation));
        project.setMemory(row("memory"), memoryOf(generation));
        project.commit();
      }
      if (!anew) --generation;
    }
  } catch (...) {
    _exit(3);
  }
}

}  // namespace

class ProjectFileTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    root_ = folder_->path().toStdString();
    path_ = root_ / "scene.chrono";
  }

  void keepsWhatItIsGiven() {
    const auto small = pattern(1000, 1), large = pattern(9 * kMiB + 17, 2);
    {
      ProjectFile project = ProjectFile::create(path_);
      project.begin();
      project.setCapture({"dog", "../media/dog.mp4", "sha256:00", R"({"frames": 3})"});
      project.setMemory(row("first"), small);
      project.setMemory(row("empty"), {});
      project.setSetting("fps", "30");
      project.commit();
      project.setMemory(row("first"), large);
    }
    QCOMPARE(filesIn(root_), QStringList{"scene.chrono"});
    const ProjectFile project = ProjectFile::open(path_, true);
    const auto capture = project.capture();
    QVERIFY(capture.has_value());
    QCOMPARE(capture->name, std::string("dog"));
    QCOMPARE(capture->relativePath, std::string("../media/dog.mp4"));
    QCOMPARE(capture->contentHash, std::string("sha256:00"));
    QCOMPARE(capture->json, std::string(R"({"frames": 3})"));
    QCOMPARE(project.memories().size(), size_t{2});
    QCOMPARE(project.memories()[0].model, std::string("model-a"));
    QCOMPARE(project.memories()[0].createdUtc, std::string("2025-01-02T03:04:05Z"));
    QVERIFY(project.memoryBytes("first") == large);
    QVERIFY(project.memoryBytes("empty").empty());
    QCOMPARE(project.setting("fps"), std::optional<std::string>("30"));
    QVERIFY(!project.setting("other").has_value());
    QCOMPARE(failureOf([&] { project.memoryBytes("none"); }).code, ErrorCode::notFound);
  }

  void aTransactionHappensOrDoesNot() {
    ProjectFile project = ProjectFile::create(path_);
    project.setSetting("a", "1");
    project.begin();
    project.setSetting("a", "2");
    project.rollback();
    QCOMPARE(project.setting("a"), std::optional<std::string>("1"));
    project.begin();
    project.setSetting("a", "3");
    project = ProjectFile::open(path_);  // destroyed in between
    QCOMPARE(project.setting("a"), std::optional<std::string>("1"));
    QCOMPARE(failureOf([&] { project.commit(); }).code, ErrorCode::internal);
  }

  void createReplacesOnTheFirstCommitOnly() {
    ProjectFile::create(path_).setSetting("a", "old");
    {
      ProjectFile abandoned = ProjectFile::create(path_);
      abandoned.begin();
      abandoned.setSetting("a", "never");
    }
    QCOMPARE(ProjectFile::open(path_).setting("a"), std::optional<std::string>("old"));
    QCOMPARE(filesIn(root_), QStringList{"scene.chrono"});
    ProjectFile project = ProjectFile::create(path_);
    QCOMPARE(ProjectFile::open(path_).setting("a"), std::optional<std::string>("old"));
    project.begin();
    project.setSetting("b", "new");
    project.commit();
    QVERIFY(!ProjectFile::open(path_).setting("a").has_value());
    project.setSetting("c", "later");  // the object goes on with the file under its final name
    QCOMPARE(ProjectFile::open(path_).setting("c"), std::optional<std::string>("later"));
    QCOMPARE(filesIn(root_), QStringList{"scene.chrono"});
  }

  void createReplacesWhatIsNoProject() {
    std::ofstream(path_) << "something else";
    std::ofstream(path_.string() + "-journal") << "left by chance";
    ProjectFile::create(path_).setSetting("a", "1");
    QCOMPARE(ProjectFile::open(path_).setting("a"), std::optional<std::string>("1"));
    QCOMPARE(filesIn(root_), QStringList{"scene.chrono"});
    QCOMPARE(failureOf([&] { ProjectFile::create(root_ / "no/such/folder.chrono"); }).code, ErrorCode::writeFailed);
    QCOMPARE(failureOf([&] { ProjectFile::create(root_); }).code, ErrorCode::badInput);
  }

  void removesWhatKilledProgramsLeft() {
    const pid_t child = fork();
    if (child == 0) {
      alarm(kChildSeconds);
      ProjectFile project = ProjectFile::create(path_);
      project.begin();
      project.setSetting("a", "1");
      raise(SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(!filesIn(root_).isEmpty());
    QVERIFY(!fs::exists(path_));
    ProjectFile::create(path_).setSetting("a", "2");
    QCOMPARE(filesIn(root_), QStringList{"scene.chrono"});
  }

  void readsOnlyWhereAsked() {
    ProjectFile::create(path_).setSetting("a", "1");
    ProjectFile project = ProjectFile::open(path_, true);
    QCOMPARE(project.setting("a"), std::optional<std::string>("1"));
    QCOMPARE(failureOf([&] { project.setSetting("a", "2"); }).code, ErrorCode::writeFailed);
    QCOMPARE(failureOf([&] { project.begin(); }).code, ErrorCode::writeFailed);
  }

  void readsFromReadOnlyMedia() {
    ProjectFile::create(path_).setSetting("a", "1");
    constexpr uid_t kNobody = 65534;
    constexpr auto kAllMayRead = static_cast<fs::perms>(0555);
    const bool superuser = geteuid() == 0;
    if (superuser) fs::permissions(root_, kAllMayRead, fs::perm_options::add);
    fs::permissions(path_, kAllMayRead);
    fs::permissions(root_, fs::perms::owner_write, fs::perm_options::remove);
    const pid_t child = fork();
    if (child == 0) {
      alarm(kChildSeconds);
      if (superuser && setuid(kNobody) != 0) _exit(4);  // the superuser may write everything
      std::optional<std::string> read;
      const Failure reading = failureOf([&] { read = ProjectFile::open(path_, true).setting("a"); });
      const Failure writing = failureOf([&] { ProjectFile::open(path_); });
      if (read != "1") fprintf(stderr, "reading: %s\n", reading.sentence.c_str());
      if (writing.code != ErrorCode::writeFailed) fprintf(stderr, "writing: %s\n", writing.sentence.c_str());
      _exit((read == "1" ? 0 : 1) + (writing.code == ErrorCode::writeFailed ? 0 : 2));
    }
    int status = 0;
    waitpid(child, &status, 0);
    fs::permissions(root_, fs::perms::owner_all);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
  }

  void refusesNewerSchemasByName() {
    ProjectFile::create(path_).setSetting("a", "1");
    sql(path_, "PRAGMA user_version = 7");
    const Failure failure = failureOf([&] { ProjectFile::open(path_); });
    QCOMPARE(failure.code, ErrorCode::unsupported);
    QVERIFY(failure.sentence.find("schema version 7") != std::string::npos);
    QVERIFY(failure.sentence.find("knows 2") != std::string::npos);
  }

  void keepsUnknownTablesAndColumns() {
    {
      ProjectFile project = ProjectFile::create(path_);
      project.begin();
      project.setCapture({"a", "b", "c", "{}"});
      project.setMemory(row("m"), pattern(10, 1));
      project.setSetting("s", "1");
      project.commit();
    }
    sql(path_,
        "CREATE TABLE future (x); INSERT INTO future VALUES (42);"
        "ALTER TABLE capture ADD COLUMN note TEXT; UPDATE capture SET note = 'keep';"
        "ALTER TABLE memory ADD COLUMN note TEXT; UPDATE memory SET note = 'keep';"
        "ALTER TABLE setting ADD COLUMN note TEXT; UPDATE setting SET note = 'keep'");
    {
      ProjectFile project = ProjectFile::open(path_);
      project.setCapture({"x", "y", "z", "{}"});
      project.setMemory(row("m"), pattern(20, 2));
      project.setSetting("s", "2");
      QCOMPARE(project.capture()->name, std::string("x"));
    }
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    int rows = 0;
    const auto count = [](void* sum, int, char** values, char**) { return *static_cast<int*>(sum) += atoi(values[0]), 0; };
    sqlite3_exec(database,
                 "SELECT (SELECT count(*) FROM future WHERE x = 42) + (SELECT count(*) FROM capture WHERE note = 'keep') +"
                 " (SELECT count(*) FROM memory WHERE note = 'keep') + (SELECT count(*) FROM setting WHERE note = 'keep')",
                 count, &rows, nullptr);
    sqlite3_close(database);
    QCOMPARE(rows, 4);
  }

  void refusesWhatIsNoProject() {
    QCOMPARE(failureOf([&] { ProjectFile::open(path_); }).code, ErrorCode::notFound);
    QCOMPARE(failureOf([&] { ProjectFile::open(root_); }).code, ErrorCode::badInput);
    std::ofstream(path_).flush();
    Failure failure = failureOf([&] { ProjectFile::open(path_); });
    QCOMPARE(failure.code, ErrorCode::fileDamaged);
    QVERIFY(failure.sentence.find("empty") != std::string::npos);
    std::ofstream(path_) << std::string(5000, 'x');
    failure = failureOf([&] { ProjectFile::open(path_); });
    QCOMPARE(failure.code, ErrorCode::fileDamaged);
    QVERIFY(failure.sentence.find("not a Chronoscope project") != std::string::npos);
    fs::remove(path_);
    sql(path_, "CREATE TABLE letters (x); PRAGMA application_id = 5; PRAGMA user_version = 1");
    failure = failureOf([&] { ProjectFile::open(path_); });
    QCOMPARE(failure.code, ErrorCode::fileDamaged);
    QVERIFY(failure.sentence.find("another program") != std::string::npos);
    sql(path_, "PRAGMA application_id = 1128813135");  // ours, but without our tables
    QCOMPARE(failureOf([&] { (void)ProjectFile::open(path_).setting("a"); }).code, ErrorCode::fileDamaged);
  }

  void survivesTruncationAnywhere() {
    makeProjectWithMemory();
    const auto size = fs::file_size(path_);
    std::mt19937 random(7);
    for (int i = 0; i < 24; ++i) {
      const fs::path copy = root_ / "cut.chrono";
      fs::copy_file(path_, copy, fs::copy_options::overwrite_existing);
      fs::resize_file(copy, i < 10 ? static_cast<uintmax_t>(i) * 300 : random() % size);
      QCOMPARE(failureOf([&] { (void)ProjectFile::open(copy).memoryBytes("m"); }).code, ErrorCode::fileDamaged);
    }
  }

  void findsEveryFlippedBitOfAMemory() {
    makeProjectWithMemory();
    const auto truth = memoryOf(4);
    const auto size = static_cast<std::streamoff>(fs::file_size(path_));
    std::mt19937 random(8);
    int found = 0;
    for (int i = 0; i < 24; ++i) {
      const fs::path copy = root_ / "flipped.chrono";
      fs::copy_file(path_, copy, fs::copy_options::overwrite_existing);
      std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
      const std::streamoff place = static_cast<std::streamoff>(random()) % size;
      file.seekg(place);
      const int byte = file.get();
      file.seekp(place);
      file.put(static_cast<char>(byte ^ (1 << random() % 8)));
      file.close();
      try {
        QVERIFY(ProjectFile::open(copy, true).memoryBytes("m") == truth);  // the bit lay elsewhere
      } catch (const Error&) {
        ++found;
      }
    }
    QVERIFY(found > 15);
  }

  void findsLyingRows_data() {
    QTest::addColumn<QString>("lie");
    QTest::newRow("a huge size") << "UPDATE memory SET byte_count = 10000000000";
    QTest::newRow("a negative size") << "UPDATE memory SET byte_count = -1";
    QTest::newRow("a size of text") << "UPDATE memory SET byte_count = 'many'";
    QTest::newRow("a missing chunk") << "DELETE FROM memory_chunk WHERE position = 0";
    QTest::newRow("the last chunk missing") << "DELETE FROM memory_chunk WHERE position = 1";
    QTest::newRow("chunks exchanged")
        << "UPDATE memory_chunk SET position = -1 - position; UPDATE memory_chunk SET position = position + 2";
    QTest::newRow("an empty chunk") << "UPDATE memory_chunk SET data = x'' WHERE position = 1";
    QTest::newRow("no table") << "DROP TABLE memory_chunk";
    QTest::newRow("a view as table") << "ALTER TABLE memory RENAME TO m2; CREATE VIEW memory AS SELECT * FROM m2";
  }
  void findsLyingRows() {
    QFETCH(QString, lie);
    makeProjectWithMemory();
    sql(path_, lie.toUtf8().constData());
    QCOMPARE(failureOf([&] { (void)ProjectFile::open(path_).memoryBytes("m"); }).code, ErrorCode::fileDamaged);
  }

  void aFullDiskLeavesTheOldContent() {
    makeProjectWithMemory();
    signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{fs::file_size(path_) + 2 * kMiB, before.rlim_max};
    Failure own, stepwise, commit, fresh;
    {
      ProjectFile project = ProjectFile::open(path_);
      setrlimit(RLIMIT_FSIZE, &small);
      own = failureOf([&] { project.setMemory(row("big"), pattern(16 * kMiB, 9)); });
      project.begin();
      stepwise = failureOf([&] {
        project.setSetting("a", "half");
        project.setMemory(row("big"), pattern(16 * kMiB, 9));
        project.commit();
      });
      // Whoever goes on after a failed step does not save half of the transaction.
      commit = failureOf([&] { project.commit(); });
      fresh = failureOf([&] { ProjectFile::create(root_ / "fresh.chrono").setMemory(row("big"), pattern(16 * kMiB, 9)); });
      setrlimit(RLIMIT_FSIZE, &before);
      QCOMPARE(project.setting("a"), std::optional<std::string>("1"));
      project.setSetting("b", "works again");
    }
    QCOMPARE(own.code, ErrorCode::writeFailed);
    QCOMPARE(stepwise.code, ErrorCode::writeFailed);
    QVERIFY(commit.code == ErrorCode::writeFailed || commit.code == ErrorCode::internal);
    QCOMPARE(fresh.code, ErrorCode::writeFailed);
    QCOMPARE(filesIn(root_), QStringList{"scene.chrono"});
    const ProjectFile project = ProjectFile::open(path_);
    QVERIFY(project.memoryBytes("m") == memoryOf(4));
    QCOMPARE(project.setting("a"), std::optional<std::string>("1"));
    QCOMPARE(project.setting("b"), std::optional<std::string>("works again"));
    QCOMPARE(project.memories().size(), size_t{1});
  }

  void saysThatAnotherProgramIsWriting() {
    makeProjectWithMemory();
    ProjectFile first = ProjectFile::open(path_);
    ProjectFile second = ProjectFile::open(path_);
    first.begin();
    first.setSetting("a", "2");
    const Failure failure = failureOf([&] { second.begin(); });
    QCOMPARE(failure.code, ErrorCode::writeFailed);
    QVERIFY(failure.sentence.find("another program") != std::string::npos);
    QCOMPARE(second.setting("a"), std::optional<std::string>("1"));
    first.commit();
    QCOMPARE(second.setting("a"), std::optional<std::string>("2"));
  }

  void killedWhileSavingLeavesTheOldOrTheNew_data() {
    QTest::addColumn<bool>("anew");
    QTest::newRow("saving into it") << false;
    QTest::newRow("replacing it") << true;
  }
  void killedWhileSavingLeavesTheOldOrTheNew() {
    QFETCH(bool, anew);
    {
      ProjectFile project = ProjectFile::create(path_);
      project.begin();
      project.setSetting("generation", "0");
      project.setMemory(row("memory"), memoryOf(0));
      project.commit();
    }
    // How long a save takes depends on the disk: one is measured, and the children are killed within about three of them.
    QElapsedTimer timer;
    timer.start();
    {
      ProjectFile project = anew ? ProjectFile::create(path_) : ProjectFile::open(path_);
      project.begin();
      project.setSetting("generation", "1");
      project.setMemory(row("memory"), memoryOf(1));
      project.commit();
    }
    const auto saveMicroseconds = static_cast<unsigned>(timer.nsecsElapsed() / 1000);
    std::mt19937 random(anew ? 11 : 10);
    uint32_t generation = 1;
    // On a busy machine a child may not come to its first save: then the next ones get longer.
    for (unsigned i = 0; i < 8 || (generation == 1 && i < 40); ++i) {
      const pid_t child = fork();
      if (child == 0) saveForever(path_, generation + 1, anew);
      usleep(2000 + random() % (3 * saveMicroseconds * (1 + i / 4)));
      kill(child, SIGKILL);
      int status = 0;
      waitpid(child, &status, 0);
      QVERIFY(WIFSIGNALED(status));  // not: gave up by itself
      const ProjectFile project = ProjectFile::open(path_, i % 2 == 1);
      const auto now = static_cast<uint32_t>(std::stoul(project.setting("generation").value()));
      QVERIFY(now >= generation);
      QVERIFY(project.memoryBytes("memory") == memoryOf(now));
      generation = now;
    }
    QVERIFY(generation > 1);  // something was saved, or the test says nothing
    ProjectFile::create(path_).setSetting("end", "1");
    QCOMPARE(filesIn(root_), QStringList{"scene.chrono"});
  }

 private:
  void makeProjectWithMemory() {
    ProjectFile project = ProjectFile::create(path_);
    project.begin();
    project.setMemory(row("m"), memoryOf(4));
    project.setSetting("a", "1");
    project.commit();
  }

  std::unique_ptr<QTemporaryDir> folder_;
  fs::path root_, path_;
};

QTEST_APPLESS_MAIN(ProjectFileTest)
#include "project_file_test.moc"
