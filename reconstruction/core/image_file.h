// Still images on disk: PNG (8 and 16 bit, grey, palette, alpha) by libpng,
// JPEG (grey, YCbCr, CMYK; EXIF orientation) by libjpeg-turbo.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/core/image.h"
#include "reconstruction/core/layered_image.h"

namespace fsm {

/// Alpha over white; EXIF orientation applied. Throws notFound, fileDamaged, unsupported.
/// Images over 16384 pixels a side are refused before memory is taken.
Image readImageFile(const std::filesystem::path& path);

/// Straight colours (not multiplied by alpha, not over anything), as textures need them.
struct AlphaImage {
  Image colour;
  std::vector<float> alpha;  ///< [height, width], 1 where the file has none
};
/// As stored: EXIF orientation is not applied. Throw as readImageFile. The second reads a file's bytes from memory; `name` is how
/// messages call it.
AlphaImage readImageWithAlpha(const std::filesystem::path& path);
AlphaImage readImageWithAlpha(std::span<const uint8_t> bytes, const std::string& name);

/// Size after EXIF orientation, from the header alone.
ImageSize imageFileSize(const std::filesystem::path& path);
/// Whether the name ends in .png, .jpg or .jpeg (any case).
bool isImageFile(const std::filesystem::path& path);

enum class PngDepth { eight, sixteen };  ///< bits a sample

/// RGB PNG, marked as sRGB; written to a temporary name, synced, renamed. Throws badInput (no pixels), writeFailed,
/// outOfMemory.
void writePng(const std::filesystem::path& path, const Image& image, PngDepth depth = PngDepth::eight);
/// The same with alpha: RGBA, display-referred, not premultiplied, as PNG has it. The image's depth is not written.
void writePng(const std::filesystem::path& path, const LayeredImage& image, PngDepth depth = PngDepth::eight);

}  // namespace fsm
