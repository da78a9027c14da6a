// Everything that can be done by a menu, a key or the command search, by name: menus, tool bars, the shortcuts editor and help
// are all made from this list.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QString>
#include <functional>
#include <vector>

namespace fsm::desktop {

struct ActionSpec {
  QString id;        ///< "edit.undo"; never translated, names it in settings and tests (it is the QAction's objectName)
  QString category;  ///< "View", for menus and the shortcuts list (translated)
  QString text;      ///< "Frame all" (translated)
  QString tip;       ///< a sentence that explains (translated)
  QList<QKeySequence> shortcuts;
  bool checkable = false;
};

class Actions : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  /// Makes an action whose shortcut is what the settings say, else the given one. `run` gets whether it is checked. Shortcuts
  /// hold in the whole window. Throws internal for an id that is taken.
  QAction* add(const ActionSpec& spec, std::function<void(bool)> run);
  /// Throws internal for an unknown id.
  QAction* action(const QString& id) const;
  const std::vector<ActionSpec>& specs() const { return specs_; }

  /// The action that has `shortcut`; null: none. Actions in `except` are not looked at.
  QAction* owner(const QKeySequence& shortcut, const QString& except = {}) const;
  /// Sets and remembers; taken away from who had it.
  void setShortcut(const QString& id, const QKeySequence& shortcut);
  void resetShortcut(const QString& id);
  void resetShortcuts();

 signals:
  void shortcutsChanged();

 private:
  void apply(size_t index, const QList<QKeySequence>& shortcuts);
  std::vector<ActionSpec> specs_;
  std::vector<QAction*> actions_;
};

}  // namespace fsm::desktop
