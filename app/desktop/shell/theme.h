// How the window looks: a dark and a light palette on Qt's Fusion style, and the accent that selected things have.
#pragma once

#include <QColor>
#include <QString>

class QApplication;

namespace fsm::desktop {

enum class Theme { dark, light };

/// What the settings say; dark where they say nothing, since pictures are judged best on a dark grey.
Theme savedTheme();
/// Sets and remembers it.
void applyTheme(QApplication& application, Theme theme);

}  // namespace fsm::desktop
