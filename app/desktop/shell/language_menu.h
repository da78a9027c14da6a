// The menu that chooses the language of the window.
#pragma once

class QMenu;
class QWidget;

namespace fsm::desktop {

class Messages;

/// "Language": the system's, and each that there is a catalogue for, in its own words. A choice is remembered, and a message says
/// that it counts from the next start. Named "menu.language", its actions "view.language.system", "view.language.de" ...
QMenu* makeLanguageMenu(Messages& messages, QWidget* parent);

}  // namespace fsm::desktop
