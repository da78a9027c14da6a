#include "app/desktop/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

namespace fsm::desktop {

namespace {

constexpr auto kSetting = "window/language";

}  // namespace

std::vector<Language> languages() { return {{"en", "English"}, {"de", "Deutsch"}}; }

QString savedLanguage() { return QSettings().value(kSetting).toString(); }

void saveLanguage(const QString& code) { QSettings().setValue(kSetting, code); }

void installTranslators(QCoreApplication& application) {
  const QString saved = savedLanguage();
  const QLocale locale = saved.isEmpty() ? QLocale::system() : QLocale(saved);
  if (locale.language() == QLocale::English) return;
  auto* own = new QTranslator(&application);
  if (!own->load(locale, QStringLiteral("chronoscope"), QStringLiteral("_"), QStringLiteral(":/i18n"))) {
    delete own;
    return;
  }
  application.installTranslator(own);
  auto* qt = new QTranslator(&application);  // buttons of Qt's own dialogs
  if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
    application.installTranslator(qt);
}

}  // namespace fsm::desktop
