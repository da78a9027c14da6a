// Frames of an export as Qt's pictures, with the values that an 8-bit PNG of them has.
#pragma once

#include <QImage>

#include "reconstruction/core/layered_image.h"

namespace fsm::desktop {

/// Display-referred. `alpha`: RGBA, not premultiplied; else RGB, as files without transparency get it.
QImage exportPicture(const LayeredImage& image, bool alpha);

}  // namespace fsm::desktop
