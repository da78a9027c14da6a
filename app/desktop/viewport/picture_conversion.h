// Pictures of the engine as Qt's, for icons, clipboards and files.
#pragma once

#include <QImage>

#include "reconstruction/core/image.h"

namespace fsm::desktop {

/// 8 bits a channel, sRGB; a null image for an empty one.
QImage toQImage(const Image& image);

}  // namespace fsm::desktop
