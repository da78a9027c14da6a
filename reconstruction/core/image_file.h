// Still images on disk: PNG (8 and 16 bit, grey, palette, alpha) by libpng,
// JPEG (grey, YCbCr, CMYK; EXIF orientation) by libjpeg-turbo.
#pragma once

#include <filesystem>

#include "reconstruction/core/image.h"

namespace fsm {

/// Alpha over white; EXIF orientation applied. Throws notFound, fileDamaged, unsupported.
/// Images over 16384 pixels a side are refused before memory is taken.
Image readImageFile(const std::filesystem::path& path);
/// Size after EXIF orientation, from the header alone.
ImageSize imageFileSize(const std::filesystem::path& path);
/// Whether the name ends in .png, .jpg or .jpeg (any case).
bool isImageFile(const std::filesystem::path& path);
/// 8-bit RGB PNG; written to a temporary name, synced, renamed. Throws writeFailed.
void writePng(const std::filesystem::path& path, const Image& image);

}  // namespace fsm
