#include "app/desktop/document/actions.h"

#include <QSettings>

#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

QString settingOf(const QString& id) { return QStringLiteral("shortcuts/") + id; }

}  // namespace

QAction* Actions::add(const ActionSpec& spec, std::function<void(bool)> run) {
  for (const ActionSpec& other : specs_)
    if (other.id == spec.id) throw Error(ErrorCode::internal, "There are two actions \"" + spec.id.toStdString() + "\".");
  auto* action = new QAction(spec.text, this);
  action->setObjectName(spec.id);
  action->setCheckable(spec.checkable);
  action->setShortcutContext(Qt::WindowShortcut);
  action->setStatusTip(spec.tip);
  connect(action, &QAction::triggered, this, std::move(run));
  specs_.push_back(spec);
  actions_.push_back(action);
  const QVariant kept = QSettings().value(settingOf(spec.id));
  apply(specs_.size() - 1, kept.isValid() ? QKeySequence::listFromString(kept.toString()) : spec.shortcuts);
  return action;
}

QAction* Actions::action(const QString& id) const {
  for (size_t i = 0; i < specs_.size(); ++i)
    if (specs_[i].id == id) return actions_[i];
  throw Error(ErrorCode::internal, "There is no action \"" + id.toStdString() + "\".");
}

QAction* Actions::owner(const QKeySequence& shortcut, const QString& except) const {
  if (shortcut.isEmpty()) return nullptr;
  for (QAction* action : actions_)
    if (action->objectName() != except && action->shortcuts().contains(shortcut)) return action;
  return nullptr;
}

void Actions::setShortcut(const QString& id, const QKeySequence& shortcut) {
  for (size_t i = 0; i < specs_.size(); ++i) {
    QList<QKeySequence> shortcuts = actions_[i]->shortcuts();
    if (specs_[i].id == id)
      shortcuts = shortcut.isEmpty() ? QList<QKeySequence>{} : QList<QKeySequence>{shortcut};
    else if (shortcut.isEmpty() || shortcuts.removeAll(shortcut) == 0)
      continue;
    QSettings().setValue(settingOf(specs_[i].id), QKeySequence::listToString(shortcuts));
    apply(i, shortcuts);
  }
  emit shortcutsChanged();
}

void Actions::resetShortcut(const QString& id) {
  for (size_t i = 0; i < specs_.size(); ++i) {
    if (specs_[i].id != id) continue;
    for (const QKeySequence& shortcut : specs_[i].shortcuts)
      if (QAction* other = owner(shortcut, id)) setShortcut(other->objectName(), {});
    QSettings().remove(settingOf(id));
    apply(i, specs_[i].shortcuts);
  }
  emit shortcutsChanged();
}

void Actions::resetShortcuts() {
  for (size_t i = 0; i < specs_.size(); ++i) {
    QSettings().remove(settingOf(specs_[i].id));
    apply(i, specs_[i].shortcuts);
  }
  emit shortcutsChanged();
}

void Actions::apply(size_t index, const QList<QKeySequence>& shortcuts) {
  QAction* action = actions_[index];
  action->setShortcuts(shortcuts);
  const QString keys = action->shortcut().toString(QKeySequence::NativeText);
  action->setToolTip(keys.isEmpty() ? specs_[index].tip : QStringLiteral("%1 (%2)").arg(specs_[index].tip, keys));
}

}  // namespace fsm::desktop
