// The installed launcher, among programs that only say what they were given; and that a program puts back what the launcher set.
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include "app/jobs/launch.h"

namespace {

constexpr int kPatience = 30'000;

struct Ended {
  int code = -1;
  QString output;
};

}  // namespace

class LauncherTest : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> folder_;

  void script(const QString& name, const QByteArray& body) {
    QFile file(folder_->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/bash\ncd \"$(dirname \"$(readlink -f \"$0\")\")\"\n" + body);
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
  }

  Ended run(const QString& name, const QStringList& arguments, const QMap<QString, QString>& variables) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* unset : {"DISPLAY", "WAYLAND_DISPLAY", "LD_LIBRARY_PATH"}) environment.remove(unset);
    for (auto variable = variables.begin(); variable != variables.end(); ++variable)
      environment.insert(variable.key(), variable.value());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(folder_->filePath("bin/" + name), arguments);
    if (!process.waitForFinished(kPatience)) return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()).trimmed()};
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(folder_->path()).mkpath("bin"));
    QVERIFY(QFile::copy(QStringLiteral(FSM_SOURCE_DIR "/installer/launch.sh"), folder_->filePath("launch")));
    const QByteArray says = "echo \"$1|$LD_LIBRARY_PATH|$CHRONOSCOPE_CALLERS_LIBRARY_PATH\"; exit 5\n";
    for (const char* name : {"fsm", "chronoscope"}) {
      script(name, says);
      QVERIFY(QFile::link("../launch", folder_->filePath(QStringLiteral("bin/") + name)));
    }
    // Has what is needed once `fetched` exists.
    script("dependencies.sh",
           "if [[ $2 == --check ]]; then [[ -e fetched ]] && echo /the/libraries; exit; fi\n"
           "[[ -e offline ]] && exit 1; touch fetched\n");
    script("first-start", "touch dialog; [[ -e cancelled ]] && exit 1; exec \"$1\" --runtime\n");
  }

  void whatIsThereIsUsed() {
    script("fetched", "");
    const Ended ended = run("fsm", {"two words"}, {{"LD_LIBRARY_PATH", "/mine"}});
    QCOMPARE(ended.output, QString("two words|/the/libraries:/mine|/mine"));
    QCOMPARE(ended.code, 5);  // the program's own
  }

  void whatIsMissingIsFetchedFirst() {
    QCOMPARE(run("fsm", {"info"}, {{"DISPLAY", ":99"}}).output, QString("info|/the/libraries|"));
    QVERIFY(!QFileInfo::exists(folder_->filePath("dialog")));
  }

  void theWindowsProgramFetchesWithADialog() {
    QCOMPARE(run("chronoscope", {"a.chrono"}, {{"DISPLAY", ":99"}}).output, QString("a.chrono|/the/libraries|"));
    QVERIFY(QFileInfo::exists(folder_->filePath("dialog")));
  }

  void nothingRunsWithoutIt() {
    script("cancelled", "");
    Ended ended = run("chronoscope", {}, {{"DISPLAY", ":99"}});
    QVERIFY(ended.code != 0 && ended.code != 5 && ended.output.isEmpty());
    script("offline", "");
    ended = run("fsm", {}, {});
    QVERIFY(ended.code != 0 && ended.code != 5 && ended.output.isEmpty());
  }

  void aProgramPutsTheSearchPathBack() {
    qputenv("LD_LIBRARY_PATH", "/the/libraries:/mine");
    fsm::jobs::leaveLauncher();  // the launcher was not there
    QCOMPARE(qgetenv("LD_LIBRARY_PATH"), QByteArray("/the/libraries:/mine"));
    qputenv("CHRONOSCOPE_CALLERS_LIBRARY_PATH", "/mine");
    fsm::jobs::leaveLauncher();
    QCOMPARE(qgetenv("LD_LIBRARY_PATH"), QByteArray("/mine"));
    QVERIFY(!qEnvironmentVariableIsSet("CHRONOSCOPE_CALLERS_LIBRARY_PATH"));
    qputenv("CHRONOSCOPE_CALLERS_LIBRARY_PATH", "");
    fsm::jobs::leaveLauncher();
    QVERIFY(!qEnvironmentVariableIsSet("LD_LIBRARY_PATH"));
  }
};

QTEST_GUILESS_MAIN(LauncherTest)
#include "launcher_test.moc"
