// The language of the window: catalogues (resources/translations) are compiled in under :/i18n.
#pragma once

#include <QString>
#include <QStringList>

class QCoreApplication;
class QLocale;

namespace fsm::desktop {

/// Languages that there is a catalogue for, as "en" and "de"; English is that of the sources.
QStringList languages();
/// What a language calls itself: "Deutsch".
QString nameOfLanguage(const QString& language);

/// What the settings say; empty: the system's language, English where there is no catalogue for it.
QString savedLanguage();
void saveLanguage(const QString& language);

/// Installs the catalogue of `language` (empty: of the system) and Qt's own, in place of those installed before. Texts made
/// earlier keep their language. A language that was chosen against the system's also writes numbers its way.
void translateTo(QCoreApplication& application, const QString& language);

}  // namespace fsm::desktop
