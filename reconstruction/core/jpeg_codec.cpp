// JPEG by libjpeg-turbo, row by row straight into floats.
#include <cstddef>
#include <cstdio>
// jpeglib.h needs the two above, jerror.h needs jpeglib.h.
// clang-format off
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <vector>

#include "reconstruction/core/image_codecs.h"

namespace fsm::codec {
namespace {

/// A block of 8x8 pixels takes at least about a bit; arithmetic coding can go below, which the factor leaves room for.
constexpr double kPixelsPerByte = 64.0 * 8 * 16;

/// All that must outlive a longjmp out of libjpeg. `errors` is what libjpeg points at, so this is never moved.
struct JpegReading {
  jpeg_decompress_struct decoder{};
  jpeg_error_mgr errors{};
  std::jmp_buf jump{};
  std::string complaint;
  std::vector<uint8_t> row;
  JpegReading() { decoder.err = jpeg_std_error(&errors); }
  ~JpegReading() { jpeg_destroy_decompress(&decoder); }
  JpegReading(const JpegReading&) = delete;
  JpegReading& operator=(const JpegReading&) = delete;
};

void giveUp(j_common_ptr common) {
  auto& reading = *static_cast<JpegReading*>(common->client_data);
  char text[JMSG_LENGTH_MAX] = {};
  common->err->format_message(common, text);
  reading.complaint = text;
  std::longjmp(reading.jump, 1);
}

/// libjpeg only warns of missing or broken picture data and paints it grey; a grey frame would go unseen into a reconstruction.
void onMessage(j_common_ptr common, int level) {
  if (level >= 0) return;
  switch (common->err->msg_code) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_ARITH_BAD_CODE: giveUp(common);
    default: break;  // extraneous bytes and the like: harmless
  }
}

bool readHeader(JpegReading& reading, std::FILE* file) {
  if (setjmp(reading.jump)) return false;
  jpeg_create_decompress(&reading.decoder);
  reading.decoder.client_data = &reading;
  jpeg_stdio_src(&reading.decoder, file);
  jpeg_save_markers(&reading.decoder, JPEG_APP0 + 1, 0xFFFF);
  jpeg_read_header(&reading.decoder, TRUE);
  return true;
}

int orientationOf(const jpeg_decompress_struct& decoder) {
  static constexpr char kMark[] = {'E', 'x', 'i', 'f', 0, 0};
  for (const jpeg_marker_struct* marker = decoder.marker_list; marker; marker = marker->next)
    if (marker->marker == JPEG_APP0 + 1 && marker->data_length > sizeof kMark &&
        std::memcmp(marker->data, kMark, sizeof kMark) == 0)
      return exifOrientation({marker->data + sizeof kMark, marker->data_length - sizeof kMark});
  return 1;
}

/// A row of what libjpeg gave to RGB. Adobe's CMYK is stored inverted: 255 is no ink.
void storeRow(const JpegReading& reading, float* target, int width) {
  const bool cmyk = reading.decoder.out_color_space == JCS_CMYK;
  const bool inverted = reading.decoder.saw_Adobe_marker;
  const uint8_t* source = reading.row.data();
  if (!cmyk) {
    for (int i = 0; i < width * 3; ++i) target[i] = static_cast<float>(source[i]) / 255.0f;
    return;
  }
  for (int x = 0; x < width; ++x, source += 4, target += 3) {
    const auto light = [&](int i) { return static_cast<float>(inverted ? source[i] : 255 - source[i]) / 255.0f; };
    for (int c = 0; c < 3; ++c) target[c] = light(c) * light(3);
  }
}

bool startPixels(JpegReading& reading) {
  if (setjmp(reading.jump)) return false;
  const J_COLOR_SPACE stored = reading.decoder.jpeg_color_space;
  reading.decoder.out_color_space = stored == JCS_CMYK || stored == JCS_YCCK ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(&reading.decoder);
  return true;
}

bool readRows(JpegReading& reading, Image& pixels) {
  if (setjmp(reading.jump)) return false;
  while (reading.decoder.output_scanline < reading.decoder.output_height) {
    JSAMPROW row = reading.row.data();
    const int y = static_cast<int>(reading.decoder.output_scanline);
    jpeg_read_scanlines(&reading.decoder, &row, 1);
    storeRow(reading, pixels.at(0, y), pixels.size.width);
  }
  jpeg_finish_decompress(&reading.decoder);
  return true;
}

}  // namespace

ImageHeader readJpeg(const ImageInput& input, Image* pixels) {
  JpegReading reading;
  reading.errors.error_exit = giveUp;
  reading.errors.emit_message = onMessage;
  reading.decoder.client_data = &reading;
  if (!readHeader(reading, input.file.get())) throw damaged(input, reading.complaint);
  const uint64_t width = reading.decoder.image_width, height = reading.decoder.image_height;
  requireSensibleSize(input, width, height, kPixelsPerByte);
  const ImageHeader header{{static_cast<int>(width), static_cast<int>(height)}, orientationOf(reading.decoder)};
  if (!pixels) return header;

  if (!startPixels(reading)) throw damaged(input, reading.complaint);
  reading.row.resize(width * static_cast<size_t>(std::max(3, reading.decoder.output_components)));
  *pixels = Image(header.size);
  if (!readRows(reading, *pixels)) throw damaged(input, reading.complaint);
  return header;
}

}  // namespace fsm::codec
