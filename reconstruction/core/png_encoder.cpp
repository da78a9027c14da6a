// PNG files: RGB or RGBA, 8 or 16 bits a sample, display-referred and marked as sRGB.
#include <png.h>

#include <bit>
#include <new>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"

namespace fsm {
namespace {

/// Beyond this level the files hardly shrink, but take several times as long.
constexpr int kCompression = 3;

/// All that must outlive a longjmp out of libpng.
struct PngWriting {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string complaint;
  std::vector<uint8_t> bytes;
  std::vector<png_const_bytep> rows;
  bool outOfMemory = false;
  ~PngWriting() { png_destroy_write_struct(&png, &info); }
};

void onError(png_structp png, png_const_charp message) {
  static_cast<PngWriting*>(png_get_error_ptr(png))->complaint = message;
  png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

/// C++ exceptions must not cross libpng.
bool append(PngWriting& writing, png_bytep data, size_t size) noexcept {
  try {
    writing.bytes.insert(writing.bytes.end(), data, data + size);
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

void onBytes(png_structp png, png_bytep data, size_t size) {
  auto& writing = *static_cast<PngWriting*>(png_get_io_ptr(png));
  if (append(writing, data, size)) return;
  writing.outOfMemory = true;
  png_error(png, "out of memory");
}

void onFlush(png_structp) {}

/// False when libpng gave up. No object with a destructor may live in the frames that libpng jumps over.
bool encode(PngWriting& writing, ImageSize size, int colourType, int bits) {
  if (setjmp(png_jmpbuf(writing.png))) return false;
  png_set_write_fn(writing.png, &writing, onBytes, onFlush);
  png_set_IHDR(writing.png, writing.info, static_cast<png_uint_32>(size.width), static_cast<png_uint_32>(size.height), bits,
               colourType, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(writing.png, writing.info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_set_compression_level(writing.png, kCompression);
  png_set_filter(writing.png, PNG_FILTER_TYPE_BASE, PNG_FAST_FILTERS);
  png_write_info(writing.png, writing.info);
  if (bits == 16 && std::endian::native == std::endian::little) png_set_swap(writing.png);
  png_write_image(writing.png, const_cast<png_bytepp>(writing.rows.data()));
  png_write_end(writing.png, nullptr);
  return true;
}

/// `samples`: size.width * size.height * (alpha ? 4 : 3) values of `bits` bits in the machine's byte order.
void writeSamples(const std::filesystem::path& path, ImageSize size, bool alpha, int bits, const void* samples) {
  PngWriting writing;
  writing.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writing, onError, onWarning);
  if (writing.png) writing.info = png_create_info_struct(writing.png);
  if (!writing.info) throw Error(ErrorCode::outOfMemory, "There is not enough memory to write an image. Close other programs.");
  const size_t stride = static_cast<size_t>(size.width) * (alpha ? 4 : 3) * (bits / 8);
  for (int y = 0; y < size.height; ++y) writing.rows.push_back(static_cast<const uint8_t*>(samples) + stride * y);
  if (!encode(writing, size, alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, bits)) {
    if (writing.outOfMemory)
      throw Error(ErrorCode::outOfMemory, "There is not enough memory to write an image. Close other programs.");
    throw Error(ErrorCode::writeFailed, "The image \"" + path.string() + "\" could not be encoded. Try a smaller size.",
                writing.complaint);
  }
  writeFileAtomically(path, writing.bytes);
}

}  // namespace

void writePng(const std::filesystem::path& path, const Image& image, PngDepth depth) {
  if (image.size.width <= 0 || image.size.height <= 0 ||
      image.rgb.size() != static_cast<size_t>(image.size.width) * image.size.height * 3)
    throw Error(ErrorCode::badInput, "An image without pixels cannot be written. Choose a size of at least 1x1.");
  if (depth == PngDepth::sixteen)
    writeSamples(path, image.size, false, 16, toWords(image.rgb).data());
  else
    writeSamples(path, image.size, false, 8, toBytes(image.rgb).data());
}

void writePng(const std::filesystem::path& path, const LayeredImage& image, PngDepth depth) {
  const std::vector<float> straight =
      straightColours(image.encoding == ColourEncoding::display ? image : encodedAs(image, ColourEncoding::display));
  if (depth == PngDepth::sixteen)
    writeSamples(path, image.size, true, 16, toWords(straight).data());
  else
    writeSamples(path, image.size, true, 8, toBytes(straight).data());
}

}  // namespace fsm
