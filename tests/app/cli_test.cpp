// `fsm` as a program: exit codes, sentences, JSON on a clean standard output, Ctrl-C.
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <nlohmann/json.hpp>

#include "reconstruction/capture/import/capture_folder.h"
#include "tests/app/tiny_scene.h"

using namespace fsm;
namespace fs = std::filesystem;

namespace {

constexpr int kPatienceMs = 120000;

struct Run {
  int code = -1;
  QString output, errors;
};

}  // namespace

class CliTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_;

  Run run(const QStringList& arguments) const {
    QProcess process;
    process.setWorkingDirectory(folder_.path());
    process.start(FSM_PROGRAM, arguments);
    process.waitForFinished(kPatienceMs);
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {code, QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
  }

 private slots:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    Progress progress;
    writeCaptureFolder(root_ / "tiny", tests::tinyCapture(2, 6), {CaptureFolderOptions::Frames::png, 10}, progress);
    tests::tinyEngine().save(root_ / "model");
    const Run done = run({"reconstruct", "tiny", "--model", "model", "--device", "cpu", "--json"});
    QVERIFY2(done.code == 0, qPrintable(done.errors));
    QVERIFY(fs::exists(root_ / "tiny.chrono"));  // the default name
    QCOMPARE(nlohmann::json::parse(done.output.toStdString()).at("project").get<std::string>(), std::string("tiny.chrono"));
  }

  void infoIsJson() {
    const Run done = run({"info", "--json"});
    QCOMPARE(done.code, 0);
    const nlohmann::json info = nlohmann::json::parse(done.output.toStdString());
    QVERIFY(info.at("version").is_string());
    QVERIFY(!info.at("devices").empty());
  }

  void helpAndVersionSucceed() {
    QCOMPARE(run({"--help"}).code, 0);
    QCOMPARE(run({"--version"}).code, 0);
  }

  void userErrors_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QStringList{} << "reconstruct";
    QTest::newRow("unknown command") << QStringList{"fly"} << "no command 'fly'";
    QTest::newRow("unknown option") << QStringList{"info", "--fast"} << "--fast";
    QTest::newRow("not a number") << QStringList{"eval", "tiny", "--holdout", "cam0", "--inputs", "many"} << "--inputs";
    QTest::newRow("missing source") << QStringList{"reconstruct", "nowhere.mp4"} << "nowhere.mp4";
    QTest::newRow("missing project") << QStringList{"render", "nowhere.chrono", "-o", "a.png"} << "nowhere.chrono";
    QTest::newRow("missing model") << QStringList{"reconstruct", "tiny", "--model", "nomodel"} << "nomodel";
    QTest::newRow("unknown camera") << QStringList{"render", "tiny.chrono", "-o", "a.png", "--camera", "cam7"} << "cam0, cam1";
    QTest::newRow("unknown holdout") << QStringList{"eval", "tiny", "--holdout", "cam7", "--model", "model"} << "cam0, cam1";
    QTest::newRow("bad size") << QStringList{"render", "tiny.chrono", "-o", "a.png", "--size", "big"} << "640x360";
    QTest::newRow("images of a video") << QStringList{"render", "tiny.chrono", "-o", "a.mov", "--format", "exr"} << "--format";
    QTest::newRow("transparent mp4") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--background", "transparent"}
                                     << ".webm";
    QTest::newRow("codec of another file") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--codec", "vp9"} << ".webm";
    QTest::newRow("no such codec") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--codec", "av1"} << "hevc";
    QTest::newRow("no such background") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--background", "blue"}
                                        << "#102030";
    QTest::newRow("no such panorama") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--background", "sky.jpg"}
                                      << "sky.jpg";
    QTest::newRow("no shutter") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--motion-blur", "720"} << "360";
    QTest::newRow("blurred moment") << QStringList{"render", "tiny.chrono", "-o", "a.png", "--motion-blur", "180"} << "moment";
    QTest::newRow("too many samples") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--supersample", "9"}
                                      << "--supersample";
    QTest::newRow("sound of pictures") << QStringList{"render", "tiny.chrono", "-o", "a.gif", "--sound"} << "sound";
    QTest::newRow("sound that is not there") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--sound"} << "no sound";
    QTest::newRow("no part of the clip") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--range", "50:60"} << "lasts";
    QTest::newRow("not a part") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--range", "2:1"} << "FROM:TO";
    QTest::newRow("quick GIF") << QStringList{"render", "tiny.chrono", "-o", "a.gif", "--fps", "60"} << "GIF";
    QTest::newRow("taken folder") << QStringList{"import", "tiny", "-o", "tiny"} << "already exists";
    QTest::newRow("taken by a file") << QStringList{"synth", "-o", "tiny.chrono"} << "already exists";
    QTest::newRow("folder as project") << QStringList{"reconstruct", "tiny", "-o", "tiny"} << "is a folder";
    QTest::newRow("no inputs") << QStringList{"reconstruct", "tiny", "-o", "a.chrono", "--inputs", "0"} << "at least 1";
    QTest::newRow("fewer than no inputs") << QStringList{"reconstruct", "tiny", "-o", "a.chrono", "--inputs", "-3"}
                                          << "at least 1";
    QTest::newRow("fewer than no frames") << QStringList{"eval", "tiny", "--holdout", "cam0", "--inputs", "-3"} << "'-3' is not";
    QTest::newRow("negative seed") << QStringList{"synth", "-o", "s", "--seed", "-1"} << "--seed: '-1' is not a whole number";
    QTest::newRow("half a camera") << QStringList{"synth", "-o", "s", "--cameras", "1.5"} << "--cameras: '1.5' is not";
    QTest::newRow("no rate") << QStringList{"synth", "-o", "s", "--fps", "0"} << "--fps: '0' is not";
    QTest::newRow("times outside") << QStringList{"render", "tiny.chrono", "-o", "a.mp4", "--time", "5:1"} << "outside";
    QTest::newRow("endless capture") << QStringList{"synth", "-o", "s", "--frames", "1000000000"} << "--frames";
    QTest::newRow("too many cameras") << QStringList{"synth", "-o", "s", "--cameras", "50"} << "cameras";
  }
  void userErrors() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const size_t before = tests::entriesIn(root_);
    const Run done = run(arguments);
    QCOMPARE(done.code, 2);
    QVERIFY(done.output.isEmpty());
    QVERIFY2(!done.errors.isEmpty() && done.errors.contains(says), qPrintable(done.errors));
    QCOMPARE(tests::entriesIn(root_), before);
  }

  void whatIsInTheWayOfAResultIsNamed() {
    const QStringList file{"reconstruct", "tiny", "-o", "tiny.chrono/a.chrono"}, folder{"synth", "-o", "tiny.chrono/s"};
    for (const QStringList& arguments : {file, folder}) {
      const Run done = run(arguments);
      QCOMPARE(done.code, 3);
      QVERIFY2(done.errors.contains("is not a folder"), qPrintable(done.errors));
    }
  }

  void damagedFilesAreNotTheUsersFault() {
    QFile file(folder_.filePath("bad.chrono"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a project at all");
    file.close();
    QCOMPARE(run({"render", "bad.chrono", "-o", "a.png"}).code, 3);
  }

  void unposedVideosAreExplained() {
    const Run imported = run({"import", "tiny", "-o", "unposed", "--poses", "none", "--frames", "3", "--json"});
    QVERIFY2(imported.code == 0, qPrintable(imported.errors));
    QCOMPARE(nlohmann::json::parse(imported.output.toStdString()).at("cameras").at(0).at("posed").get<bool>(), false);
    const Run done = run({"reconstruct", "unposed", "--model", "model"});
    QCOMPARE(done.code, 2);
    QVERIFY2(done.errors.contains("--poses"), qPrintable(done.errors));
  }

  void evalPrintsJsonAndATable() {
    const Run done = run({"eval", "tiny", "--holdout", "every:3", "--inputs", "4", "--size", "48", "--model", "model", "--device",
                          "cpu", "--json", "-", "--sheet", "sheet.png"});
    QVERIFY2(done.code == 0, qPrintable(done.errors));
    const nlohmann::json scores = nlohmann::json::parse(done.output.toStdString());
    QCOMPARE(scores.at("cameras").size(), size_t{2});
    QVERIFY(done.errors.contains("nearest input"));
    QVERIFY(fs::exists(root_ / "sheet.png"));
  }

  void renderIsJson() {
    const Run done = run(
        {"render", "tiny.chrono", "-o", "made/for/view.png", "--time", "0.2", "--camera", "cam1", "--device", "cpu", "--json"});
    QVERIFY2(done.code == 0, qPrintable(done.errors));
    QCOMPARE(nlohmann::json::parse(done.output.toStdString()).at("frames").get<int>(), 1);
    QVERIFY(fs::exists(root_ / "made" / "for" / "view.png"));
  }

  void interruptLeavesNothing() {
    const size_t before = tests::entriesIn(root_);
    QProcess process;
    process.setWorkingDirectory(folder_.path());
    process.start(FSM_PROGRAM,
                  {"render", "tiny.chrono", "-o", "long.mp4", "--fps", "1000", "--size", "256x256", "--device", "cpu"});
    QString errors;
    QElapsedTimer timer;
    timer.start();
    while (!errors.contains("Rendering") && timer.elapsed() < kPatienceMs) {
      process.waitForReadyRead(1000);
      errors += QString::fromUtf8(process.readAllStandardError());
    }
    QVERIFY2(errors.contains("Rendering"), qPrintable(errors));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(tests::entriesIn(root_), before);
  }
};

QTEST_GUILESS_MAIN(CliTest)
#include "cli_test.moc"
