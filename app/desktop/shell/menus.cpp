#include "app/desktop/shell/menus.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <utility>

#include "app/desktop/document/actions.h"

namespace fsm::desktop {

namespace {

/// The menu of an action: the first part of its id, or the menu that this part belongs to.
QString menuOf(const QString& id) {
  const QString part = id.section('.', 0, 0);
  return part == QLatin1String("playback") || part == QLatin1String("animation") ? QStringLiteral("time") : part;
}

/// Actions of one group stand together.
QString groupOf(const QString& id) {
  const qsizetype second = id.indexOf('.', id.indexOf('.') + 1);
  return second < 0 ? id.section('.', 0, 0) : id.left(second);
}

}  // namespace

QHash<QString, QMenu*> fillMenus(QMenuBar& bar, const Actions& actions) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("fsm::desktop", text); };
  const std::pair<const char*, QString> order[] = {{"file", tr("&File")},     {"edit", tr("&Edit")}, {"view", tr("&View")},
                                                   {"camera", tr("&Camera")}, {"time", tr("&Time")}, {"scene", tr("&Scene")},
                                                   {"window", tr("&Window")}, {"help", tr("&Help")}};
  QHash<QString, QMenu*> menus;
  for (const auto& [name, title] : order) {
    auto* menu = bar.addMenu(title);
    menu->setObjectName(QStringLiteral("menu.") + name);
    menu->setToolTipsVisible(true);
    menus.insert(name, menu);
  }
  QHash<QString, QString> lastGroup;
  for (const ActionSpec& spec : actions.specs()) {
    const QString name = menuOf(spec.id);
    QMenu* menu = menus.value(name);
    if (!menu) continue;
    const QString group = groupOf(spec.id);
    if (!menu->isEmpty() && lastGroup.value(name) != group) menu->addSeparator();
    lastGroup[name] = group;
    menu->addAction(actions.action(spec.id));
  }
  return menus;
}

}  // namespace fsm::desktop
