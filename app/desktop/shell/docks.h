// The docks of the window: movable, closable, remembered, and back in their places by one action.
#pragma once

#include <QHash>
#include <QMainWindow>
#include <QObject>

class QDockWidget;

namespace fsm::desktop {

class Actions;

class Docks : public QObject {
  Q_OBJECT
 public:
  Docks(QMainWindow& window, Actions& actions);

  /// `name` ("jobs") names it in settings, tests ("dock.jobs") and its action ("window.panels.jobs").
  QDockWidget* add(const QString& name, const QString& title, const QString& tip, QWidget* panel);
  QDockWidget* dock(const QString& name) const { return docks_.value(name); }
  /// Shows the dock and brings it before those that it shares a place with.
  void raise(const QString& name);

  /// Remembers the arrangement that is there now as the one to go back to; call once, when all docks are placed.
  void setDefault();
  void reset();
  /// Of the settings; false where there is none that fits.
  bool restore();
  void save() const;
  /// Hides all docks for the viewport, and brings back those that were there.
  void toggleAll();

 private:
  QMainWindow& window_;
  Actions& actions_;
  QHash<QString, QDockWidget*> docks_;
  QByteArray default_, before_;
};

}  // namespace fsm::desktop
