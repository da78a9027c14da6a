// The manual pages say what the programs say of themselves; a project is recognised by its content.
#include <QFile>
#include <QMimeDatabase>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "reconstruction/scene/project_file.h"

namespace {

const QString kSource = QStringLiteral(FSM_SOURCE_DIR);

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray outputOf(const QString& program, const QStringList& arguments) {
  constexpr int kPatience = 120'000;
  QProcess process;
  process.start(program, arguments);
  if (!process.waitForFinished(kPatience) || process.exitCode() != 0) qWarning() << process.readAllStandardError();
  return process.readAllStandardOutput();
}

}  // namespace

class DesktopFilesTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

 private slots:
  void initTestCase() {
    // The system's own types are left out, so that what is found is found by our description.
    QVERIFY(QDir(folder_.path()).mkpath("share/mime/packages"));
    QVERIFY(QFile::copy(kSource + "/resources/desktop/chronoscope-mime.xml",
                        folder_.filePath("share/mime/packages/chronoscope.xml")));
    const QByteArray share = folder_.filePath("share").toLocal8Bit();
    qputenv("XDG_DATA_HOME", share);
    qputenv("XDG_DATA_DIRS", share);
  }

  void theManualOfFsmIsWhatItsHelpSays() {
    const QByteArray written = outputOf(kSource + "/installer/man_page.sh", {FSM_PROGRAM});
    QVERIFY(written.contains(".SS \"fsm reconstruct\""));
    QVERIFY2(written == contentOf(kSource + "/resources/man/fsm.1"),
             "Run: installer/man_page.sh build/release/bin/fsm >resources/man/fsm.1");
  }

  void theManualOfTheWindowHasItsOptions() {
    QByteArray manual = contentOf(kSource + "/resources/man/chronoscope.1");
    manual.replace("\\-", "-");
    static const QRegularExpression kOption("--[a-z][a-z-]+");
    const QString help = QString::fromUtf8(outputOf(FSM_WINDOW_PROGRAM, {"--help"}));
    int count = 0;
    for (auto match = kOption.globalMatch(help); match.hasNext(); ++count) {
      const QString option = match.next().captured();
      if (option == "--help-all") continue;  // of Qt itself
      QVERIFY2(manual.contains(option.toUtf8()), qPrintable(option));
    }
    QVERIFY(count >= 4);
  }

  void aProjectIsRecognisedByItsContent() {
    const std::filesystem::path file = folder_.filePath("scene").toStdString();
    {
      fsm::scene::ProjectFile project = fsm::scene::ProjectFile::create(file);
      project.begin();
      project.setSetting("name", "value");
      project.commit();
    }
    const QMimeDatabase database;
    const QByteArray content = contentOf(folder_.filePath("scene"));
    QVERIFY(!content.isEmpty());
    QCOMPARE(database.mimeTypeForData(content).name(), QString("application/x-chronoscope"));
    QCOMPARE(database.mimeTypeForFile("any.chrono", QMimeDatabase::MatchExtension).name(), QString("application/x-chronoscope"));
    QByteArray other = content;
    other[68] = 'X';  // another program's database
    QVERIFY(database.mimeTypeForData(other).name() != "application/x-chronoscope");
  }

  void theDesktopEntryOpensProjects() {
    QSettings entry(kSource + "/resources/desktop/chronoscope.desktop", QSettings::IniFormat);
    entry.beginGroup("Desktop Entry");
    QCOMPARE(entry.value("Exec").toString(), QString("chronoscope %F"));
    QCOMPARE(entry.value("Icon").toString(), QString("chronoscope"));
    QVERIFY(contentOf(kSource + "/resources/desktop/chronoscope.desktop").contains("\nMimeType=application/x-chronoscope;\n"));
  }
};

QTEST_GUILESS_MAIN(DesktopFilesTest)
#include "desktop_files_test.moc"
