// What the engine says reaches a German window in German; the lists of what it says are those of its sources.
#include <QDirIterator>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <cstring>
#include <fstream>

#include "app/desktop/document/engine_patterns.h"
#include "app/desktop/document/engine_text.h"
#include "app/desktop/document/job_queue.h"
#include "app/desktop/document/messages.h"
#include "app/desktop/fields/decimal_field.h"
#include "app/desktop/shell/translation.h"
#include "app/desktop/timeline/timecode_field.h"
#include "reconstruction/capture/import/importer.h"
#include "reconstruction/capture/poses/pose_words.h"
#include "reconstruction/core/file.h"
#include "reconstruction/scene/project_file.h"

using namespace fsm;
using namespace fsm::desktop;
namespace fs = std::filesystem;

namespace {

constexpr std::array kEngine{"app/animation", "app/jobs", "reconstruction", "renderer", "training"};

struct Source {
  QString file;
  QString text;
  QStringList literals;  ///< those that follow each other joined, without the options of `fsm`
};

/// Between two literals that the compiler joins there is nothing but space.
QStringList literalsOf(const QString& text) {
  static const QRegularExpression tokens(
      "//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\\\n]|\\\\.)'|R\"\\((.*?)\\)\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"",
      QRegularExpression::DotMatchesEverythingOption);
  QStringList out;
  qsizetype end = -1;  // of the literal before
  for (auto found = tokens.globalMatch(text); found.hasNext();) {
    const QRegularExpressionMatch match = found.next();
    if (!match.captured().startsWith('"')) continue;
    QString literal = match.captured(2);
    literal.replace("\\\"", "\"").replace("\\\\", "\\");
    const bool joined = end >= 0 && QStringView(text).mid(end, match.capturedStart() - end).trimmed().isEmpty();
    if (joined)
      out.back() += literal;
    else
      out << literal;
    end = match.capturedEnd();
  }
  for (QString& literal : out) literal = withoutOptions(literal);
  return out;
}

std::vector<Source> engineSources() {
  std::vector<Source> out;
  for (const char* folder : kEngine) {
    QDirIterator files(QStringLiteral(FSM_SOURCE_DIR "/%1").arg(folder), {"*.cpp", "*.h", "*.cu"}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
      QFile file(files.next());
      if (!file.open(QIODevice::ReadOnly)) continue;
      const QString text = QString::fromUtf8(file.readAll());
      out.push_back({QDir(FSM_SOURCE_DIR).relativeFilePath(file.fileName()), text, literalsOf(text)});
    }
  }
  return out;
}

/// Up to the comma that ends the first argument of a call.
QString firstArgument(const QString& text, qsizetype at) {
  int depth = 0;
  bool quoted = false;
  for (qsizetype i = at; i < text.size(); ++i) {
    const QChar c = text[i];
    if (c == '"' && text[i - 1] != '\\') quoted = !quoted;
    if (quoted) continue;
    if (c == '(' || c == '{') ++depth;
    if (c == ')' || c == '}') --depth;
    if (depth < 0 || (depth == 0 && c == ',')) return text.mid(at, i - at);
  }
  return {};
}

QStringList patterns() {
  QStringList out;
  for (const auto list : {engineStages(), systemReasons(), footageSentences(), sceneSentences()})
    for (const char* pattern : list) out << QString::fromUtf8(pattern);
  return out;
}

/// Literal text between what is filled in, sentence by sentence: the engine puts those together too.
QStringList piecesOf(const QString& pattern) {
  static const QRegularExpression places("%[1-9]"), sentences("(?<=[.!?]) ");
  QStringList out;
  for (const QString& piece : pattern.split(places))
    for (const QString& sentence : piece.split(sentences, Qt::SkipEmptyParts)) out << sentence;
  return out;
}

QString german(const std::function<void()>& failing) {
  try {
    failing();
  } catch (const Error& error) {
    return engineText(error.what());
  }
  return "nothing failed";
}

void write(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

}  // namespace

class EngineTextTest : public QObject {
  Q_OBJECT

  std::vector<Source> sources_;
  QTemporaryDir folder_;

  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void initTestCase() {
    sources_ = engineSources();
    QVERIFY(sources_.size() > 300);
  }
  void init() { translateTo(*qApp, "de"); }
  void cleanupTestCase() { translateTo(*qApp, "en"); }

  void everyStageIsInTheList() {
    static const QRegularExpression calls("(?:\\w(?:\\.|->)stage|finishing)\\(");
    static const QRegularExpression literal("\"([^\"]*)\"");
    QStringList listed, found, unknown;
    for (const char* stage : engineStages()) listed << stage;
    for (const Source& source : sources_) {
      if (QFileInfo(source.file).fileName().startsWith("bench")) continue;  // no work of the window
      for (auto call = calls.globalMatch(source.text); call.hasNext();) {
        const QRegularExpressionMatch match = call.next();
        qsizetype begin = match.capturedEnd();
        if (match.captured().startsWith("finishing")) begin += firstArgument(source.text, begin).size() + 1;
        const QString argument = firstArgument(source.text, begin);
        if (!argument.contains('"')) unknown << source.file + ": " + argument.trimmed();
        for (auto name = literal.globalMatch(argument); name.hasNext();) found << name.next().captured(1);
      }
    }
    for (const QString& stage : found) QVERIFY2(listed.contains(stage), qPrintable("not in engine_stages.cpp: " + stage));
    for (const QString& stage : listed) QVERIFY2(found.contains(stage), qPrintable("no stage any more: " + stage));
    // What `finishing` is declared with and hands on.
    QVERIFY2(unknown == QStringList({"app/jobs/finetune_job.cpp: const char* stage", "app/jobs/finetune_job.cpp: stage",
                                     "app/jobs/finetune_job.cpp: stage"}),
             qPrintable(unknown.join("\n")));
  }

  void everySentenceIsInTheSources() {
    for (const auto list : {footageSentences(), sceneSentences()})
      for (const char* pattern : list) {
        const QStringList pieces = piecesOf(QString::fromUtf8(pattern));
        const auto says = [&](const Source& source) {
          return std::all_of(pieces.begin(), pieces.end(), [&](const QString& piece) {
            return std::any_of(source.literals.begin(), source.literals.end(),
                               [&](const QString& literal) { return literal.contains(piece); });
          });
        };
        QVERIFY2(std::any_of(sources_.begin(), sources_.end(), says), pattern);
      }
  }

  void reasonsAreThoseOfTheSystem() {
    QStringList said;
    for (int code = 1; code < 134; ++code) said << QString::fromLocal8Bit(strerrordesc_np(code));
    for (const char* reason : systemReasons()) QVERIFY2(said.contains(reason), reason);
  }

  // A pattern that is hidden by a more general one before it would be put together by that one's translation.
  void everyPatternIsFoundByItself() {
    static const QRegularExpression places("%([1-9])");
    const auto filled = [](QString text) { return text.replace(places, "x\\1x"); };
    for (const QString& pattern : patterns()) {
      const QByteArray source = pattern.toUtf8();
      const QString expected = filled(QCoreApplication::translate("fsm::desktop::EngineText", source.constData()));
      QCOMPARE(engineText(filled(pattern).toStdString()), expected);
    }
  }

  void errorsOfTheEngineAreTranslated() {
    QCOMPARE(german([&] { readTextFile(at("gone.json")); }),
             QStringLiteral("Es gibt keine Datei „%1“. Name und Ordner prüfen.").arg(folder_.path() + "/gone.json"));
    QCOMPARE(german([&] { writeFileAtomically(folder_.path().toStdString(), std::string("x")); }),
             QStringLiteral("„%1“ kann nicht geschrieben werden: Es ist ein Ordner. Prüfen, ob in den Ordner geschrieben werden "
                            "darf, und es noch einmal versuchen.")
                 .arg(folder_.path()));
    write(at("note.txt"), "no footage");
    QCOMPARE(german([&] { importCapture(at("note.txt")); }),
             QStringLiteral("„%1“ ist nichts, was importiert werden kann. Eines davon angeben: Aufnahmeordner (scene.json), "
                            "FSM-/LaCT-Kameras (opencv_cameras.json), nerfstudio oder instant-ngp (transforms.json), "
                            "COLMAP-Modell, Record3D, Video oder Bilder ohne Kameras.")
                 .arg(folder_.path() + "/note.txt"));
    write(at("broken.mp4"), "not a film");
    QCOMPARE(german([&] { importCapture(at("broken.mp4")); }),
             QStringLiteral("Das Video „%1“ ist beschädigt oder abgeschnitten. Es noch einmal von der Quelle kopieren oder "
                            "reparieren.")
                 .arg(folder_.path() + "/broken.mp4"));
    write(at("other.chrono"), std::string(4096, 'x'));
    const QString project = german([&] { scene::ProjectFile::open(at("other.chrono"), true); });
    QCOMPARE(project, QString("„other.chrono“ ist kein Chronoscope-Projekt. Eine Datei wählen, die dieses Programm gesichert hat "
                              "(.chrono)."));
  }

  void failedPosesSayWhereTheyBroke() {
    using poses::FrameState;
    poses::CameraFrames frames{"cam0", {0, 0.5, 1, 1.5, 2, 3}, {}};
    frames.states = {FrameState::registered, FrameState::failed, FrameState::failed,
                     FrameState::registered, FrameState::failed, FrameState::registered};
    const QString sentence = engineText(poses::poseFailure({frames}, false).what());
    QVERIFY2(sentence.startsWith("Kameraposen wurden nur für 3 von 6 Bildern gefunden; es riss ab bei 0,50 bis 1,00 s und "
                                 "2,00 s. Was hilft: ein Teil ohne schnelle Schwenks"),
             qPrintable(sentence));
    QVERIFY2(
        sentence.endsWith("das im Bild stillsteht. Bewegt sich viel im Bild, Masken davon angeben. Stand die Kamera an einer "
                          "Stelle, sie als fest angeben."),
        qPrintable(sentence));
    frames.states.assign(6, FrameState::failed);
    const QString none = engineText(poses::poseFailure({frames}, true).what());
    QVERIFY2(none.startsWith("Es war keine Kamerapose zu finden: 0 von 6 Bildern passen zusammen. Was hilft:"), qPrintable(none));
    QVERIFY2(none.endsWith("stillsteht. Stand die Kamera an einer Stelle, sie als fest angeben."), qPrintable(none));
  }

  void numbersAndNamesAreKept() {
    QCOMPARE(
        engineText("The frame at 1.250 s of the video \"/a b/c.mp4\" does not decode. Choose a range without it, or copy the "
                   "video again."),
        QString("Das Bild bei 1,250 s des Videos „/a b/c.mp4“ lässt sich nicht dekodieren. Einen Bereich ohne es wählen oder "
                "das Video noch einmal kopieren."));
    QCOMPARE(engineText("About 12.5 GB are free. The mode low-rank with 4 input and 2 asked frames a step, shrunk to a long side "
                        "of 128, would take about 0.75 GB."),
             QString("Etwa 12,5 GB sind frei. Mit niedrigem Rang, 4 Eingabebildern und 2 erfragten je Schritt, verkleinert auf "
                     "eine lange Seite von 128, wären es etwa 0,75 GB."));
    // What it does not know, and what is German already.
    for (const char* text : {"A sentence that nobody wrote (1.5).", "Szene wird geöffnet", "", "Reading frames and more"})
      QCOMPARE(engineText(text), QString::fromUtf8(text));
    QCOMPARE(engineText("Where up is and how large the scene is were guessed (--up and --scale correct them)."),
             QString("Wo oben ist und wie groß die Szene ist, wurde geraten."));
    translateTo(*qApp, "en");
    QCOMPARE(
        engineText("The frame at 1.250 s of the video \"c.mp4\" does not decode. Choose a range without it, or copy the video "
                   "again."),
        QString("The frame at 1.250 s of the video \"c.mp4\" does not decode. Choose a range without it, or copy the video "
                "again."));
  }

  void jobsAndMessagesAreGerman() {
    JobQueue jobs;
    QString stage, told;
    Job job;
    job.work = [](Progress& progress, JobFeedback&) {
      progress.stage("Reading frames", 1);
      throw Error(ErrorCode::badInput, "Ask for at least one frame.");
    };
    job.failed = [&](const Error& error) {
      Messages messages;
      messages.error(error);
      told = messages.all().front().text;
    };
    const int id = jobs.start(job);
    QTRY_VERIFY(!told.isEmpty());
    QCOMPARE(told, QString("Mindestens ein Bild verlangen."));
    QCOMPARE(jobs.job(id)->error, told);
    QCOMPARE(engineText(jobs.job(id)->progress.stage), QString("Bilder werden gelesen"));
  }

  void fieldsWriteCommasAndTakePointsToo() {
    TimecodeField time(TimecodeField::Shows::seconds);
    time.setRange(0, 1e5);
    time.setValue(12345.5);
    auto* line = time.findChild<QLineEdit*>();
    QCOMPARE(line->text(), QString("12345,500 s"));
    DecimalField field;
    field.setRange(0, 100);
    field.setDecimals(2);
    field.setSuffix(" s");
    field.setValue(2.25);
    QCOMPARE(field.text(), QString("2,25 s"));
    const auto type = [](QWidget& widget, const QString& text) {
      auto* typed = widget.findChild<QLineEdit*>();
      typed->selectAll();
      QTest::keyClicks(typed, text);
      QTest::keyClick(typed, Qt::Key_Return);
    };
    for (const char* text : {"1.5", "1,5"}) {
      field.setValue(0);
      type(field, text);
      QCOMPARE(field.value(), 1.5);
      QCOMPARE(field.text(), QString("1,50 s"));
      time.setValue(0);
      type(time, text);
      QCOMPARE(time.value(), 1.5);
    }
    field.setLocale(QLocale("en"));
    type(field, "3,5");
    QCOMPARE(field.value(), 3.5);
  }
};

QTEST_MAIN(EngineTextTest)
#include "engine_text_test.moc"
