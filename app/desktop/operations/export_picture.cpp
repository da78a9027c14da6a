#include "app/desktop/operations/export_picture.h"

#include <cstring>

#include "app/desktop/viewport/picture_conversion.h"

namespace fsm::desktop {

QImage exportPicture(const LayeredImage& image, bool alpha) {
  if (!alpha) return toQImage(over(image, glm::vec3(1)));
  const std::vector<uint8_t> bytes =
      toBytes(straightColours(image.encoding == ColourEncoding::display ? image : encodedAs(image, ColourEncoding::display)));
  QImage picture(image.size.width, image.size.height, QImage::Format_RGBA8888);
  const size_t row = static_cast<size_t>(image.size.width) * 4;
  for (int y = 0; y < image.size.height; ++y) std::memcpy(picture.scanLine(y), bytes.data() + row * y, row);
  return picture;
}

}  // namespace fsm::desktop
