// Icons of actions: one set of line drawings (resources/icons/actions), in the palette's text colour, sharp at any size.
#pragma once

#include <QIcon>
#include <QString>

namespace fsm::desktop {

/// The drawing `name` ("file.save"), an empty icon where there is none. Drawings are named after the ids of the actions that they
/// are for. It follows changes of the application's palette.
QIcon icon(const QString& name);

/// The program's own.
QIcon programIcon();

}  // namespace fsm::desktop
