// Icons of the viewport's tools, drawn in the palette's colours.
#pragma once

#include <QIcon>
#include <QPalette>

#include "app/desktop/viewport/tools/tool_set.h"

namespace fsm::desktop {

QIcon toolIcon(ToolKind kind, const QPalette& palette, double pixelRatio);

}  // namespace fsm::desktop
