#include "reconstruction/core/image_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_codecs.h"

namespace fsm {
namespace codec {

Error damaged(const ImageInput& input, const std::string& detail) {
  return Error(ErrorCode::fileDamaged,
               "The image \"" + input.path.string() + "\" is damaged or cut off. Copy it again from where it came from.", detail);
}

void requireSensibleSize(const ImageInput& input, uint64_t width, uint64_t height, double pixelsPerByte) {
  if (width == 0 || height == 0) throw damaged(input, "an image without pixels");
  if (width > kMaxImageSide || height > kMaxImageSide)
    throw Error(ErrorCode::unsupported, "The image \"" + input.path.string() + "\" has " + std::to_string(width) + "x" +
                                            std::to_string(height) +
                                            " pixels; at most 16384 a side can be used. Make it smaller first.");
  if (static_cast<double>(width) * static_cast<double>(height) > pixelsPerByte * static_cast<double>(input.bytes))
    throw damaged(input, "the header claims more pixels than the file can hold");
}

}  // namespace codec

namespace {

namespace fs = std::filesystem;

enum class Format { png, jpeg };

codec::ImageInput openImage(const fs::path& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status))
    throw Error(ErrorCode::notFound, "There is no image \"" + path.string() + "\". Check the name and the folder.");
  if (!fs::is_regular_file(status))
    throw Error(ErrorCode::badInput, "\"" + path.string() + "\" is not a file. Name an image, not a folder or a device.");
  codec::ImageInput input{path, fs::file_size(path, failure), codec::FileHandle(std::fopen(path.c_str(), "rb"))};
  if (failure || !input.file)
    throw Error(ErrorCode::notFound, "The image \"" + path.string() + "\" cannot be opened. Check that you may read it.");
  return input;
}

/// By the first bytes: names lie.
Format detect(const codec::ImageInput& input) {
  constexpr std::array<uint8_t, 8> kPngMark{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  constexpr std::array<uint8_t, 3> kJpegMark{0xff, 0xd8, 0xff};
  std::array<uint8_t, 8> head{};
  const size_t got = std::fread(head.data(), 1, head.size(), input.file.get());
  if (std::fseek(input.file.get(), 0, SEEK_SET) != 0) throw codec::damaged(input, "its beginning cannot be read again");
  if (got == head.size() && head == kPngMark) return Format::png;
  if (got >= kJpegMark.size() && std::equal(kJpegMark.begin(), kJpegMark.end(), head.begin())) return Format::jpeg;
  if (input.bytes == 0) throw codec::damaged(input, "an empty file");
  throw Error(ErrorCode::unsupported,
              "\"" + input.path.string() + "\" is neither a PNG nor a JPEG image. Convert it to one of them.");
}

codec::ImageHeader readAny(const codec::ImageInput& input, Image* pixels) {
  return detect(input) == Format::png ? codec::readPng(input, pixels) : codec::readJpeg(input, pixels);
}

AlphaImage readSeparate(const codec::ImageInput& input) {
  AlphaImage image;
  if (detect(input) == Format::png) {
    codec::readPng(input, &image.colour, &image.alpha);
  } else {
    codec::readJpeg(input, &image.colour);
    image.alpha.assign(static_cast<size_t>(image.colour.size.width) * image.colour.size.height, 1.0f);
  }
  return image;
}

/// The eight orientations are a mirroring followed by clockwise quarter turns.
constexpr std::array<bool, 9> kMirrored{false, false, true, false, true, true, false, true, false};
constexpr std::array<int, 9> kTurns{0, 0, 0, 2, 2, 3, 1, 1, 3};

}  // namespace

Image readImageFile(const fs::path& path) {
  const codec::ImageInput input = openImage(path);
  Image image;
  const int orientation = readAny(input, &image).orientation;
  if (kMirrored[orientation]) image = mirrored(image);
  return kTurns[orientation] == 0 ? image : turn(image, kTurns[orientation]);
}

AlphaImage readImageWithAlpha(const fs::path& path) { return readSeparate(openImage(path)); }

AlphaImage readImageWithAlpha(std::span<const uint8_t> bytes, const std::string& name) {
  codec::ImageInput input{name, bytes.size(), nullptr};
  if (bytes.empty()) throw codec::damaged(input, "an image of no bytes");
  // Opened for reading only: the bytes stay as they are.
  input.file.reset(fmemopen(const_cast<uint8_t*>(bytes.data()), bytes.size(), "rb"));
  if (!input.file) throw Error(ErrorCode::outOfMemory, "There is not enough memory to read an image. Close other programs.");
  return readSeparate(input);
}

ImageSize imageFileSize(const fs::path& path) {
  const codec::ImageInput input = openImage(path);
  const codec::ImageHeader header = readAny(input, nullptr);
  return kTurns[header.orientation] % 2 == 0 ? header.size : ImageSize{header.size.height, header.size.width};
}

bool isImageFile(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

}  // namespace fsm
