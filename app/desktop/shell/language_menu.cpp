#include "app/desktop/shell/language_menu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include "app/desktop/document/messages.h"
#include "app/desktop/shell/translation.h"

namespace fsm::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

}  // namespace

QMenu* makeLanguageMenu(Messages& messages, QWidget* parent) {
  auto* menu = new QMenu(tr("&Language"), parent);
  menu->setObjectName("menu.language");
  auto* group = new QActionGroup(menu);
  const auto add = [&](const QString& language, const QString& text, const QString& id) {
    QAction* action = menu->addAction(text);
    action->setObjectName(QStringLiteral("view.language.") + id);
    action->setCheckable(true);
    action->setChecked(language == savedLanguage());
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, &messages, [&messages, language] {
      if (language == savedLanguage()) return;
      saveLanguage(language);
      messages.info(tr("The language changes with the next start of the program."));
    });
  };
  add({}, tr("&System's"), QStringLiteral("system"));
  menu->addSeparator();
  for (const QString& language : languages()) add(language, nameOfLanguage(language), language);
  return menu;
}

}  // namespace fsm::desktop
