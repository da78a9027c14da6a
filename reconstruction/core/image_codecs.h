// What readImageFile and imageFileSize are made of: one reader a format, and the EXIF orientation they share. Not for other
// modules.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/core/image.h"

namespace fsm::codec {

constexpr int kMaxImageSide = 16384;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, FileCloser>;

/// An open file and what messages need to know of it.
struct ImageInput {
  std::filesystem::path path;
  uint64_t bytes = 0;
  FileHandle file;
};

/// As stored: size and EXIF orientation (1 to 8; 1 is upright).
struct ImageHeader {
  ImageSize size;
  int orientation = 1;
};

/// Reads the header; the pixels too, as stored, when `pixels` is not null. Throw fileDamaged and unsupported.
/// PNG: over white, or, when `alpha` is not null, straight with their alpha (height * width) beside them.
ImageHeader readPng(const ImageInput& input, Image* pixels, std::vector<float>* alpha = nullptr);
ImageHeader readJpeg(const ImageInput& input, Image* pixels);

/// The orientation tag (0x0112) of a TIFF block, as in EXIF after its "Exif\0\0"; 1 when there is none or it makes no sense.
int exifOrientation(std::span<const uint8_t> tiff);
/// The focal length for 35 mm film (0xA405) of such a block, in millimetres; 0 when there is none.
int exifFocalLength35(std::span<const uint8_t> tiff);

Error damaged(const ImageInput& input, const std::string& detail);
/// Throws unsupported for sizes over kMaxImageSide, fileDamaged for a size that so small a file cannot hold: more than
/// `pixelsPerByte` times its length.
void requireSensibleSize(const ImageInput& input, uint64_t width, uint64_t height, double pixelsPerByte);

}  // namespace fsm::codec
