// cameras.bin and images.bin (little endian).
#include <bit>
#include <cstring>

#include "reconstruction/capture/import/colmap_model.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {
namespace {

static_assert(std::endian::native == std::endian::little, "the readers copy little-endian numbers as they are");

/// Reads forward through a file's bytes and never past them.
class ByteCursor {
 public:
  ByteCursor(std::vector<uint8_t> bytes, std::filesystem::path path) : bytes_(std::move(bytes)), path_(std::move(path)) {}

  template <class T>
  T next() {
    need(sizeof(T), 1);
    T value;
    std::memcpy(&value, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    return value;
  }
  std::string text() {
    const auto* begin = reinterpret_cast<const char*>(bytes_.data() + at_);
    const void* end = std::memchr(begin, 0, bytes_.size() - at_);
    if (!end) damaged();
    std::string out(begin, static_cast<const char*>(end));
    at_ += out.size() + 1;
    return out;
  }
  void skip(uint64_t count, uint64_t each) {
    need(count, each);
    at_ += count * each;
  }
  /// Throws unless `count` things of at least `each` bytes are left.
  void need(uint64_t count, uint64_t each) const {
    if (count > (bytes_.size() - at_) / each) damaged();
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  [[noreturn]] void damaged() const {
    throw Error(ErrorCode::fileDamaged,
                quoted(path_) + " is shorter than it claims to be. Copy the COLMAP model again, or run COLMAP again.");
  }
  std::vector<uint8_t> bytes_;
  std::filesystem::path path_;
  size_t at_ = 0;
};

ByteCursor open(const std::filesystem::path& path) { return {readBinaryFile(path), path}; }

}  // namespace

ColmapModel readColmapBinary(const std::filesystem::path& folder) {
  ColmapModel model;
  ByteCursor cameras = open(folder / "cameras.bin");
  const auto cameraCount = cameras.next<uint64_t>();
  cameras.need(cameraCount, 24);
  for (uint64_t i = 0; i < cameraCount; ++i) {
    const auto id = cameras.next<uint32_t>();
    const std::string where = "Camera " + std::to_string(id) + " of " + quoted(cameras.path());
    ColmapCamera camera;
    camera.model = cameras.next<int32_t>();
    const auto width = cameras.next<uint64_t>(), height = cameras.next<uint64_t>();
    if (width == 0 || height == 0 || width > 65536 || height > 65536)
      throw Error(ErrorCode::fileDamaged,
                  where + " has an impossible image size. Copy the COLMAP model again, or run COLMAP again.");
    camera.size = {static_cast<int>(width), static_cast<int>(height)};
    for (int p = 0; p < colmapModelKind(camera.model, where).params; ++p) camera.params.push_back(cameras.next<double>());
    model.cameras[id] = std::move(camera);
  }
  ByteCursor images = open(folder / "images.bin");
  const auto imageCount = images.next<uint64_t>();
  images.need(imageCount, 73);
  for (uint64_t i = 0; i < imageCount; ++i) {
    ColmapImage image;
    images.next<uint32_t>();
    for (double& q : image.rotation) q = images.next<double>();
    for (int a = 0; a < 3; ++a) image.translation[a] = images.next<double>();
    image.camera = images.next<uint32_t>();
    image.name = images.text();
    images.skip(images.next<uint64_t>(), 24);
    model.images.push_back(std::move(image));
  }
  return model;
}

uint64_t colmapBinaryImageCount(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "images.bin";
  return open(path).next<uint64_t>();
}

}  // namespace fsm::import
