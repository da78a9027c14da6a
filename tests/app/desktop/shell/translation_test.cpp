// No text of the window is left untranslated, translations keep what is filled into them, and a German window is German.
#include <QDirIterator>
#include <QDockWidget>
#include <QDomDocument>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include "app/desktop/shell/icons.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/translation.h"

using namespace fsm::desktop;

namespace {

const QString kSource = QStringLiteral(FSM_SOURCE_DIR);

QDomElement catalogue(const QString& file, QDomDocument& document) {
  QFile in(file);
  return in.open(QIODevice::ReadOnly) && document.setContent(&in) ? document.documentElement() : QDomElement();
}

/// %1, %2, %n and tags: what must be in the translation as well.
QStringList filledIn(const QString& text) {
  static const QRegularExpression kPlaces("%[1-9n]|</?[a-z]+>");
  QStringList places;
  for (auto match = kPlaces.globalMatch(text); match.hasNext();) places << match.next().captured();
  places.sort();
  return places;
}

QStringList formsOf(const QDomElement& translation) {
  QStringList forms;
  for (QDomElement form = translation.firstChildElement("numerusform"); !form.isNull();
       form = form.nextSiblingElement("numerusform"))
    forms << form.text();
  return forms.isEmpty() ? QStringList{translation.text()} : forms;
}

/// Into the folder that CHRONOSCOPE_SCREENSHOTS names, to be looked at.
void keepPictures(const MainWindow& window, const QString& language) {
  const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
  if (folder.isEmpty()) return;
  for (QAction* menu : window.menuBar()->actions())
    menu->menu()->grab().save(QStringLiteral("%1/%2.%3.png").arg(folder, menu->menu()->objectName(), language));
}

struct Texts {
  QStringList menus;
  QHash<QString, QString> actions, docks;
};

Texts textsOfWindow(const QString& language, const std::filesystem::path& folder) {
  translateTo(*qApp, language);
  Workspace workspace;
  MainWindow window(workspace, folder);
  keepPictures(window, language);
  Texts texts;
  for (const QAction* menu : window.menuBar()->actions()) texts.menus << menu->text();
  for (const ActionSpec& spec : workspace.actions.specs()) texts.actions[spec.id] = spec.text + "\n" + spec.tip;
  for (const auto* dock : window.findChildren<QDockWidget*>()) texts.docks[dock->objectName()] = dock->windowTitle();
  return texts;
}

}  // namespace

class TranslationTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("translation_test");
    QSettings().clear();
  }

  void nothingIsLeftUntranslated() {
    for (const QString& language : languages()) {
      const QString name = QStringLiteral("/chronoscope_%1.ts").arg(language);
      QVERIFY(QFile::copy(kSource + "/resources/translations" + name, folder_.path() + name));
    }
    QProcess update;
    update.start(kSource + "/installer/translate.sh", {folder_.path()});
    QVERIFY(update.waitForFinished(120'000));
    const QByteArray missing = update.readAllStandardOutput();
    QVERIFY2(update.exitCode() == 0,
             "Run installer/translate.sh and translate these:\n" + missing + update.readAllStandardError());
  }

  void translationsKeepWhatIsFilledIn() {
    QDomDocument document;
    const QDomElement root = catalogue(kSource + "/resources/translations/chronoscope_de.ts", document);
    int count = 0;
    const QDomNodeList messages = root.elementsByTagName("message");
    for (int i = 0; i < messages.size(); ++i) {
      const QDomElement message = messages.at(i).toElement();
      const QString source = message.firstChildElement("source").text();
      for (const QString& form : formsOf(message.firstChildElement("translation"))) {
        QVERIFY2(!form.isEmpty(), qPrintable(source));
        QVERIFY2(filledIn(form) == filledIn(source), qPrintable(source + " -> " + form));
        QVERIFY2(source.contains(QRegularExpression("&[A-Za-z]")) == form.contains(QRegularExpression("&[A-Za-zÄÖÜ]")),
                 qPrintable("accelerator: " + source + " -> " + form));
        ++count;
      }
    }
    QVERIFY(count > 500);
  }

  // lupdate gives texts of free functions the namespace as their context; another one at run time finds no translation.
  void freeFunctionsTranslateInTheContextThatTheirTextsHave() {
    static const QRegularExpression kByVariable("translate\\(\"([^\"]*)\", *text\\b");
    QDirIterator files(kSource + "/app/desktop", {"*.cpp", "*.h"}, QDir::Files, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
      QFile file(files.next());
      QVERIFY(file.open(QIODevice::ReadOnly));
      const QString content = QString::fromUtf8(file.readAll());
      for (auto match = kByVariable.globalMatch(content); match.hasNext(); ++seen)
        QVERIFY2(match.next().captured(1) == "fsm::desktop", qPrintable(file.fileName()));
    }
    QVERIFY(seen > 0);
  }

  void countedThingsHaveTheirPlurals() {
    const auto frames = [](int count) {
      return QCoreApplication::translate("fsm::desktop::CapturePanel", "%1  ·  %n frame(s)", nullptr, count).arg("cam0");
    };
    const auto keys = [](int count) {
      return QCoreApplication::translate("fsm::desktop::TimelineCommands", "Delete %n keys", nullptr, count);
    };
    translateTo(*qApp, "de");
    QCOMPARE(frames(1), QString("cam0  ·  1 Bild"));
    QCOMPARE(frames(3), QString("cam0  ·  3 Bilder"));
    translateTo(*qApp, "en");
    QCOMPARE(frames(1), QString("cam0  ·  1 frame"));
    QCOMPARE(keys(2), QString("Delete 2 keys"));
  }

  void aGermanWindowIsGerman() {
    const std::filesystem::path folder = (folder_.path() + "/data").toStdString();
    const Texts english = textsOfWindow("en", folder), german = textsOfWindow("de", folder);
    translateTo(*qApp, "en");
    QVERIFY(!english.menus.isEmpty());
    QCOMPARE(german.menus.size(), english.menus.size());
    for (qsizetype i = 0; i < english.menus.size(); ++i)
      QVERIFY2(german.menus[i] != english.menus[i], qPrintable(german.menus[i]));
    QVERIFY(english.actions.size() > 50);
    for (const QString& id : english.actions.keys()) QVERIFY2(german.actions[id] != english.actions[id], qPrintable(id));
    QCOMPARE(german.docks["dock.timeline"], QString("Zeitleiste"));
    // Keys before which the same letter opens two menus would open neither.
    QSet<QChar> letters;
    for (const QString& menu : german.menus) letters << menu.at(menu.indexOf('&') + 1).toLower();
    QCOMPARE(letters.size(), german.menus.size());
  }

  void theLanguageIsRememberedAndTheSystemsIsTheDefault() {
    QCOMPARE(savedLanguage(), QString());
    saveLanguage("de");
    QCOMPARE(savedLanguage(), QString("de"));
    QSettings().setValue("window/language", "xx");
    QCOMPARE(savedLanguage(), QString());
    saveLanguage({});
    QCOMPARE(savedLanguage(), QString());

    Workspace workspace;
    MainWindow window(workspace, (folder_.path() + "/data").toStdString());
    auto* menu = window.findChild<QMenu*>("menu.language");
    QVERIFY(menu);
    QAction* german = menu->findChild<QAction*>("view.language.de");
    QVERIFY(german && !german->isChecked());
    QCOMPARE(german->text(), QString("Deutsch"));
    german->trigger();
    QCOMPARE(savedLanguage(), QString("de"));
    QCOMPARE(workspace.messages.all().size(), size_t{1});
    menu->findChild<QAction*>("view.language.system")->trigger();
    QCOMPARE(savedLanguage(), QString());
  }

  void iconsAreDrawnInThePalettesColour() {
    QDirIterator drawings(kSource + "/resources/icons/actions", {"*.svg"}, QDir::Files);
    int count = 0;
    for (; drawings.hasNext(); ++count) {
      const QString name = QFileInfo(drawings.next()).completeBaseName();
      QVERIFY2(!icon(name).isNull(), qPrintable(name + " is not in resources/chronoscope.qrc"));
      const QImage picture = icon(name).pixmap(32).toImage();
      int covered = 0;
      for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
          if (picture.pixelColor(x, y).alpha() == 255) {
            QCOMPARE(picture.pixelColor(x, y), QGuiApplication::palette().color(QPalette::ButtonText));
            ++covered;
          }
      QVERIFY2(covered > 20, qPrintable(name));
    }
    QVERIFY(count > 10);
    QVERIFY(icon("no.such.drawing").isNull());
    QVERIFY(!programIcon().isNull());
  }
};

QTEST_MAIN(TranslationTest)
#include "translation_test.moc"
