// PNG by libpng's row interface: its simplified one would take 16-bit files for linear light and blend alpha there, unlike every
// viewer.
#include <png.h>

#include <vector>

#include "reconstruction/core/image_codecs.h"

namespace fsm::codec {
namespace {

/// Deflate cannot shrink more than this, and a pixel has at least one bit.
constexpr double kPixelsPerByte = 1032.0 * 8;

/// All that must outlive a longjmp out of libpng.
struct PngReading {
  png_structp png = nullptr;
  png_infop info = nullptr;
  ImageHeader header;
  std::string complaint;
  std::vector<uint8_t> rows;
  std::vector<png_bytep> rowPointers;
  size_t stride = 0;
  bool wide = false;  ///< 16 bits a sample
  ~PngReading() { png_destroy_read_struct(&png, &info, nullptr); }
};

void onError(png_structp png, png_const_charp message) {
  static_cast<PngReading*>(png_get_error_ptr(png))->complaint = message;
  png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

/// False when libpng gave up. No object with a destructor may live in the frames that libpng jumps over.
bool readInfo(PngReading& reading, std::FILE* file) {
  if (setjmp(png_jmpbuf(reading.png))) return false;
  png_init_io(reading.png, file);
  png_read_info(reading.png, reading.info);
  png_bytep exif = nullptr;
  png_uint_32 exifSize = 0;
  if (png_get_eXIf_1(reading.png, reading.info, &exifSize, &exif) != 0)
    reading.header.orientation = exifOrientation({exif, exifSize});
  return true;
}

/// Everything to RGBA, 8 or 16 bits a sample, host byte order.
bool startPixels(PngReading& reading) {
  if (setjmp(png_jmpbuf(reading.png))) return false;
  png_set_expand(reading.png);
  png_set_gray_to_rgb(reading.png);
  png_set_add_alpha(reading.png, 0xffff, PNG_FILLER_AFTER);
  reading.wide = png_get_bit_depth(reading.png, reading.info) == 16;
  if (reading.wide) png_set_swap(reading.png);
  png_set_interlace_handling(reading.png);
  png_read_update_info(reading.png, reading.info);
  reading.stride = png_get_rowbytes(reading.png, reading.info);
  return true;
}

bool readRows(PngReading& reading) {
  if (setjmp(png_jmpbuf(reading.png))) return false;
  png_read_image(reading.png, reading.rowPointers.data());
  png_read_end(reading.png, nullptr);
  return true;
}

template <typename Sample>
void overWhite(const PngReading& reading, float whole, Image& out) {
  for (int y = 0; y < out.size.height; ++y) {
    const auto* source = reinterpret_cast<const Sample*>(reading.rowPointers[y]);
    float* target = out.at(0, y);
    for (int x = 0; x < out.size.width; ++x, source += 4, target += 3) {
      const float alpha = static_cast<float>(source[3]) / whole;
      for (int c = 0; c < 3; ++c) target[c] = static_cast<float>(source[c]) / whole * alpha + (1 - alpha);
    }
  }
}

template <typename Sample>
void separate(const PngReading& reading, float whole, Image& out, std::vector<float>& alpha) {
  alpha.resize(static_cast<size_t>(out.size.width) * out.size.height);
  float* opaque = alpha.data();
  for (int y = 0; y < out.size.height; ++y) {
    const auto* source = reinterpret_cast<const Sample*>(reading.rowPointers[y]);
    float* target = out.at(0, y);
    for (int x = 0; x < out.size.width; ++x, source += 4, target += 3, ++opaque) {
      for (int c = 0; c < 3; ++c) target[c] = static_cast<float>(source[c]) / whole;
      *opaque = static_cast<float>(source[3]) / whole;
    }
  }
}

template <typename Sample>
void convert(const PngReading& reading, float whole, Image& out, std::vector<float>* alpha) {
  if (alpha)
    separate<Sample>(reading, whole, out, *alpha);
  else
    overWhite<Sample>(reading, whole, out);
}

}  // namespace

ImageHeader readPng(const ImageInput& input, Image* pixels, std::vector<float>* alpha) {
  PngReading reading;
  reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, onError, onWarning);
  if (reading.png) reading.info = png_create_info_struct(reading.png);
  if (!reading.info) throw Error(ErrorCode::outOfMemory, "There is not enough memory to read an image. Close other programs.");
  png_set_user_limits(reading.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // our own limit has the better sentence
  if (!readInfo(reading, input.file.get())) throw damaged(input, reading.complaint);
  const uint64_t width = png_get_image_width(reading.png, reading.info), height = png_get_image_height(reading.png, reading.info);
  requireSensibleSize(input, width, height, kPixelsPerByte);
  reading.header.size = {static_cast<int>(width), static_cast<int>(height)};
  if (!pixels) return reading.header;

  if (!startPixels(reading) || reading.stride != width * 4 * (reading.wide ? 2 : 1)) throw damaged(input, reading.complaint);
  reading.rows.resize(reading.stride * height);
  reading.rowPointers.resize(height);
  for (size_t y = 0; y < height; ++y) reading.rowPointers[y] = reading.rows.data() + y * reading.stride;
  if (!readRows(reading)) throw damaged(input, reading.complaint);
  *pixels = Image(reading.header.size);
  if (reading.wide)
    convert<uint16_t>(reading, 65535.0f, *pixels, alpha);
  else
    convert<uint8_t>(reading, 255.0f, *pixels, alpha);
  return reading.header;
}

}  // namespace fsm::codec
