#include "app/desktop/shell/docks.h"

#include <QDockWidget>
#include <QSettings>
#include <utility>

#include "app/desktop/document/actions.h"

namespace fsm::desktop {

namespace {

constexpr auto kState = "window/docks", kGeometry = "window/geometry";
constexpr int kLayoutVersion = 1;  ///< an arrangement of other docks is not restored

}  // namespace

Docks::Docks(QMainWindow& window, Actions& actions) : QObject(&window), window_(window), actions_(actions) {
  window_.setDockNestingEnabled(true);
  window_.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

QDockWidget* Docks::add(const QString& name, const QString& title, const QString& tip, QWidget* panel) {
  auto* dock = new QDockWidget(title, &window_);
  dock->setObjectName(QStringLiteral("dock.") + name);
  dock->setWidget(panel);
  docks_.insert(name, dock);
  QAction* action =
      actions_.add({QStringLiteral("window.panels.") + name, tr("Window"), title, tip, {}, true}, [this, name](bool on) {
        if (on)
          raise(name);
        else
          docks_.value(name)->hide();
      });
  // Not visibilityChanged: that is also said of a dock behind another tab.
  connect(dock->toggleViewAction(), &QAction::toggled, action, &QAction::setChecked);
  return dock;
}

void Docks::raise(const QString& name) {
  QDockWidget* dock = docks_.value(name);
  if (!dock) return;
  dock->show();
  dock->raise();
}

void Docks::setDefault() { default_ = window_.saveState(kLayoutVersion); }

void Docks::reset() {
  before_.clear();
  window_.restoreState(default_, kLayoutVersion);
}

bool Docks::restore() {
  const QSettings settings;
  window_.restoreGeometry(settings.value(kGeometry).toByteArray());
  return window_.restoreState(settings.value(kState).toByteArray(), kLayoutVersion);
}

void Docks::save() const {
  QSettings settings;
  settings.setValue(kGeometry, window_.saveGeometry());
  settings.setValue(kState, before_.isEmpty() ? window_.saveState(kLayoutVersion) : before_);
}

void Docks::toggleAll() {
  if (!before_.isEmpty()) {
    const QByteArray before = std::exchange(before_, {});
    window_.restoreState(before, kLayoutVersion);
    return;
  }
  before_ = window_.saveState(kLayoutVersion);
  for (QDockWidget* dock : std::as_const(docks_)) dock->hide();
}

}  // namespace fsm::desktop
