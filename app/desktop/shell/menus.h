// Menus made from the list of actions: the part of an action's id before the first dot names its menu.
#pragma once

#include <QHash>
#include <QString>

class QMenu;
class QMenuBar;

namespace fsm::desktop {

class Actions;

/// Fills the menu bar with every action there is, menus in the order file, edit, view, camera, time, scene, window, help, actions
/// in the order in which they were added, a separator where the part of the id up to the second dot changes ("view.look.depth").
/// Actions "hidden.*" have no menu. Returns the menus by name, for who adds more.
QHash<QString, QMenu*> fillMenus(QMenuBar& bar, const Actions& actions);

}  // namespace fsm::desktop
