// The languages of the window. The texts are in the program; the system's language is taken where there is a translation.
#pragma once

#include <QString>
#include <vector>

class QCoreApplication;

namespace fsm::desktop {

struct Language {
  QString code;  ///< "de"; "en" is what the sources are written in
  QString name;  ///< in itself: "Deutsch"
};
std::vector<Language> languages();

/// Remembered choice; empty: the system's.
QString savedLanguage();
/// Remembers the choice; it holds from the next start on.
void saveLanguage(const QString& code);
/// Installs the translators of the saved language. Once, before the first window.
void installTranslators(QCoreApplication& application);

}  // namespace fsm::desktop
