#include "reconstruction/media/exr_writer.h"

#include <OpenEXR/ImfChannelList.h>
#include <OpenEXR/ImfFloatAttribute.h>
#include <OpenEXR/ImfFrameBuffer.h>
#include <OpenEXR/ImfHeader.h>
#include <OpenEXR/ImfIO.h>
#include <OpenEXR/ImfOutputFile.h>
#include <OpenEXR/ImfStandardAttributes.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <new>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::media {
namespace {

/// The file in memory: only whole files reach the disk, and what the disk says is heard (the library's own file class drops
/// errors of its last write).
class MemoryStream : public Imf::OStream {
 public:
  MemoryStream() : OStream("memory") {}
  void write(const char bytes[], int count) override {
    const size_t end = position_ + static_cast<size_t>(count);
    if (bytes_.size() < end) bytes_.resize(end);
    std::memcpy(bytes_.data() + position_, bytes, static_cast<size_t>(count));
    position_ = end;
  }
  uint64_t tellp() override { return position_; }
  void seekp(uint64_t position) override { position_ = position; }
  const std::vector<uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<uint8_t> bytes_;
  size_t position_ = 0;
};

/// GLM's columns are Imath's rows: the same 16 numbers in the same order, for column and for row vectors.
Imath::M44f forRowVectors(const glm::dmat4& matrix) {
  Imath::M44f out;
  for (int i = 0; i < 4; ++i)
    for (int k = 0; k < 4; ++k) out[i][k] = static_cast<float>(matrix[i][k]);
  return out;
}

void addCamera(Imf::Header& header, const Camera& camera) {
  const Intrinsics& lens = camera.intrinsics;
  if (!isRigid(camera.world_from_camera) || lens.size.width < 1 || lens.size.height < 1 || !std::isfinite(lens.fx + lens.cx) ||
      !std::isfinite(lens.fy + lens.cy))
    throw Error(ErrorCode::badInput, "The camera of an image is not a rigid pose with finite intrinsics. Check the camera path.");
  const glm::dmat4 camera_from_world = inverseRigid(camera.world_from_camera);
  glm::dmat4 up(1.0);  // y down to y up
  up[1][1] = -1;
  Imf::addWorldToCamera(header, forRowVectors(up * camera_from_world));
  // To (0, 0) at the upper left and (1, 1) at the lower right corner, after the division by the last coordinate.
  glm::dmat4 ndc_from_camera(0.0);
  ndc_from_camera[0][0] = lens.fx / lens.size.width;
  ndc_from_camera[1][1] = lens.fy / lens.size.height;
  ndc_from_camera[2] = {lens.cx / lens.size.width, lens.cy / lens.size.height, 1, 1};
  Imf::addWorldToNDC(header, forRowVectors(ndc_from_camera * camera_from_world));
}

Imf::Header headerOf(const LayeredImage& image, const ExrAttributes& attributes) {
  Imf::Header header(image.size.width, image.size.height);
  header.compression() = Imf::ZIP_COMPRESSION;
  for (const char* channel : {"R", "G", "B", "A"}) header.channels().insert(channel, Imf::Channel(Imf::HALF));
  if (!image.depth.empty()) header.channels().insert("Z", Imf::Channel(Imf::FLOAT));
  Imf::addChromaticities(header, Imf::Chromaticities());  // the library's default is BT.709 with D65
  if (attributes.time) header.insert("time", Imf::FloatAttribute(static_cast<float>(*attributes.time)));
  if (attributes.fps && *attributes.fps > 0 && std::isfinite(*attributes.fps))
    Imf::addFramesPerSecond(header, Imf::Rational(*attributes.fps));
  if (attributes.camera) addCamera(header, *attributes.camera);
  return header;
}

constexpr float kLargestHalf = 65504;

half asHalf(float value) { return {std::isnan(value) ? 0.0f : std::clamp(value, -kLargestHalf, kLargestHalf)}; }

std::vector<half> halves(const LayeredImage& linear) {
  std::vector<half> out(linear.rgba.size());
  for (size_t i = 0; i < out.size(); i += 4) {
    for (size_t c = i; c < i + 3; ++c) out[c] = asHalf(linear.rgba[c]);
    const float alpha = linear.rgba[i + 3];
    out[i + 3] = alpha > 0 ? std::min(alpha, 1.0f) : 0.0f;  // so that NaN falls to 0
  }
  return out;
}

void writePixels(MemoryStream& stream, const LayeredImage& image, const ExrAttributes& attributes) {
  std::vector<half> colours = halves(image.encoding == ColourEncoding::linear ? image : encodedAs(image, ColourEncoding::linear));
  std::vector<float> depth = image.depth;
  for (float& z : depth)
    if (std::isnan(z)) z = std::numeric_limits<float>::infinity();
  Imf::FrameBuffer buffer;
  const size_t step = 4 * sizeof(half), row = step * static_cast<size_t>(image.size.width);
  constexpr std::array kNames{"R", "G", "B", "A"};
  for (size_t c = 0; c < kNames.size(); ++c)
    buffer.insert(kNames[c], Imf::Slice(Imf::HALF, reinterpret_cast<char*>(colours.data() + c), step, row));
  if (!depth.empty())
    buffer.insert("Z", Imf::Slice(Imf::FLOAT, reinterpret_cast<char*>(depth.data()), sizeof(float),
                                  sizeof(float) * static_cast<size_t>(image.size.width)));
  Imf::OutputFile file(stream, headerOf(image, attributes));
  file.setFrameBuffer(buffer);
  file.writePixels(image.size.height);
}

}  // namespace

void writeExr(const std::filesystem::path& path, const LayeredImage& image, const ExrAttributes& attributes) {
  requirePixels(image);
  MemoryStream stream;
  try {
    writePixels(stream, image, attributes);
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::outOfMemory, "There is not enough memory to write an image. Close other programs.");
  } catch (const std::exception& failure) {
    throw Error(ErrorCode::writeFailed, "The image \"" + path.string() + "\" could not be encoded. Try a smaller size.",
                failure.what());
  }
  writeFileAtomically(path, stream.bytes());
}

}  // namespace fsm::media
