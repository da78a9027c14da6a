#include "app/desktop/shell/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

// A static library's resources are linked only where they are asked for; the macro does not work inside a namespace.
static void linkCatalogues() { Q_INIT_RESOURCE(translations); }

namespace fsm::desktop {

namespace {

constexpr auto kSetting = "window/language";

/// Children of the application under this name are the translators that are installed.
constexpr auto kTranslatorName = "chronoscopeTranslator";

void install(QCoreApplication& application, const QLocale& locale, const QString& catalogue, const QString& folder) {
  auto* translator = new QTranslator(&application);
  translator->setObjectName(kTranslatorName);
  if (translator->load(locale, catalogue, QStringLiteral("_"), folder))
    QCoreApplication::installTranslator(translator);
  else
    delete translator;
}

}  // namespace

QStringList languages() { return {QStringLiteral("en"), QStringLiteral("de")}; }

QString nameOfLanguage(const QString& language) {
  const QString name = QLocale(language).nativeLanguageName();
  // Qt says "American English" of "en".
  return language == QLatin1String("en") ? QStringLiteral("English") : name;
}

QString savedLanguage() {
  const QString language = QSettings().value(kSetting).toString();
  return languages().contains(language) ? language : QString();
}

void saveLanguage(const QString& language) {
  if (language.isEmpty())
    QSettings().remove(kSetting);
  else
    QSettings().setValue(kSetting, language);
}

void translateTo(QCoreApplication& application, const QString& language) {
  linkCatalogues();
  for (QTranslator* old : application.findChildren<QTranslator*>(kTranslatorName)) delete old;
  const QLocale system = QLocale::system();
  const bool followsSystem = language.isEmpty() || QLocale(language).language() == system.language();
  const QLocale locale = followsSystem ? system : QLocale(language);
  QLocale::setDefault(locale);
  install(application, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  // Installed last, asked first. English has a catalogue for its plurals alone, and is what other languages fall back to.
  install(application, QLocale(QLocale::English), QStringLiteral("chronoscope"), QStringLiteral(":/i18n"));
  if (locale.language() != QLocale::English)
    install(application, locale, QStringLiteral("chronoscope"), QStringLiteral(":/i18n"));
}

}  // namespace fsm::desktop
