#include "app/desktop/viewport/picture_conversion.h"

#include <cstring>

namespace fsm::desktop {

QImage toQImage(const Image& image) {
  if (image.empty()) return {};
  QImage converted(image.size.width, image.size.height, QImage::Format_RGB888);
  const std::vector<uint8_t> bytes = toBytes(image);
  const size_t row = static_cast<size_t>(image.size.width) * 3;
  for (int y = 0; y < image.size.height; ++y) std::memcpy(converted.scanLine(y), bytes.data() + row * y, row);
  return converted;
}

}  // namespace fsm::desktop
