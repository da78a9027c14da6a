// The overlay's content as calls of Dear ImGui, between its NewFrame and Render. Private to renderer/.
#pragma once

#include "reconstruction/core/geometry.h"
#include "renderer/overlay/overlay_content.h"

namespace fsm::renderer {

/// Outlines of selections, under everything else.
void drawShapes(const OverlayContent& content);
/// Names, messages, the hint.
void drawTexts(const OverlayContent& content, ImageSize window);
/// The panel of figures.
void drawPanel(const OverlayContent& content, ImageSize window);

}  // namespace fsm::renderer
