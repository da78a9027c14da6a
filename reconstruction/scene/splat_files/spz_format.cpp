// Reading SPZ, versions 1 to 4 (spz_layout.h).
#include <array>
#include <cmath>
#include <glm/gtc/packing.hpp>
#include <numbers>
#include <optional>
#include <string_view>

#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/compression.h"
#include "reconstruction/scene/splat_files/activation.h"
#include "reconstruction/scene/splat_files/formats.h"
#include "reconstruction/scene/splat_files/spz_layout.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::scene {

namespace {

constexpr std::string_view kGzip = "\x1f\x8b";
constexpr std::string_view kNgsp = "NGSP";
constexpr uint64_t kHeader = 16;
constexpr uint8_t kHasExtensions = 0x2;
constexpr uint32_t kAxesExtension = 0xADBE0003;  // SPZ_ADOBE_coordinate_system
constexpr int kMaxDegree = 3;

/// The attributes' bytes, and which axes they are in.
struct Streams {
  SpzHeader header;
  std::span<const uint8_t> positions, opacities, colours, scales, rotations, harmonics;
  glm::dmat3 rdf_from_stored = rubFromRdf();
};

/// Axes by the number of the extension: where x, y and z point.
glm::dmat3 rdfFrom(uint32_t system, const std::string& name) {
  constexpr std::array<std::string_view, 17> kSystems{"RUB", "LDB", "RDB", "LUB", "RUB", "LDF", "RDF", "LUF", "RUF",
                                                      "LBD", "RBD", "LBU", "RBU", "LFD", "RFD", "LFU", "RFU"};
  if (system >= kSystems.size()) throw damagedFile(name, "it names axes that SPZ files do not have");
  glm::dmat3 out(0.0);
  for (int axis = 0; axis < 3; ++axis) switch (kSystems[system][static_cast<size_t>(axis)]) {
      case 'R': out[axis] = {1, 0, 0}; break;
      case 'L': out[axis] = {-1, 0, 0}; break;
      case 'D': out[axis] = {0, 1, 0}; break;
      case 'U': out[axis] = {0, -1, 0}; break;
      case 'F': out[axis] = {0, 0, 1}; break;
      default: out[axis] = {0, 0, -1}; break;
    }
  return out;
}

/// Records of type, length, payload until the end.
void readExtensions(ByteCursor& in, Streams& out) {
  while (in.left() >= 8) {
    const auto type = in.number<uint32_t>(), length = in.number<uint32_t>();
    const auto payload = in.take(length);
    if (type == kAxesExtension && length == 4) out.rdf_from_stored = rdfFrom(littleEndian<uint32_t>(payload.data()), in.name());
  }
}

/// Header and the check that the promised count can be in `stored` compressed bytes: neither gzip nor honest zstd data shrink
/// Gaussians more than a thousandfold.
SpzHeader readHeader(ByteCursor& in, uint64_t stored) {
  SpzHeader header;
  in.skip(kNgsp.size());
  header.version = in.number<uint32_t>();
  if (header.version < 1 || header.version > 4)
    throw Error(ErrorCode::unsupported, in.name() + " is an SPZ file of version " + std::to_string(header.version) +
                                            "; this program reads versions 1 to 4. Save it as one of them, or as .ply.");
  header.count = in.number<uint32_t>();
  header.shDegree = in.number<uint8_t>();
  header.fractionalBits = in.number<uint8_t>();
  header.flags = in.number<uint8_t>();
  constexpr uint64_t kMostRatio = 1024;
  constexpr uint8_t kMostDegree = 4, kMostFraction = 23;
  if (header.shDegree > kMostDegree) throw damagedFile(in.name(), "its harmonics have a degree that SPZ does not know");
  if (header.fractionalBits > kMostFraction) throw damagedFile(in.name(), "its positions have more fractional bits than bits");
  if (header.count > stored * kMostRatio / header.positionBytes())
    throw damagedFile(in.name(), "its header promises " + std::to_string(header.count) + " Gaussians, which it is too small for");
  return header;
}

/// Versions 1 to 3, decompressed. `all` outlives the result.
Streams splitLegacy(std::span<const uint8_t> all, uint64_t stored, const std::string& name) {
  ByteCursor in(all, name);
  Streams out;
  out.header = readHeader(in, stored);
  in.skip(1);
  const uint64_t n = out.header.count;
  out.positions = in.take(n * out.header.positionBytes());
  out.opacities = in.take(n);
  out.colours = in.take(3 * n);
  out.scales = in.take(3 * n);
  out.rotations = in.take(n * out.header.rotationBytes());
  out.harmonics = in.take(n * out.header.shBytes());
  if (out.header.flags & kHasExtensions) readExtensions(in, out);
  return out;
}

/// Version 4. The decompressed streams are kept in `storage`.
Streams splitStreams(std::span<const uint8_t> bytes, std::array<std::vector<uint8_t>, 6>& storage, const std::string& name) {
  ByteCursor in(bytes, name);
  Streams out;
  out.header = readHeader(in, bytes.size());
  const auto streams = in.number<uint8_t>();
  const auto table = in.number<uint32_t>();
  constexpr uint64_t kHeader4 = 32;
  if (table < kHeader4 || table > bytes.size()) throw damagedFile(name, "its table of streams lies outside of it");
  if (out.header.flags & kHasExtensions) {
    ByteCursor extensions(bytes.subspan(kHeader4, table - kHeader4), name);
    readExtensions(extensions, out);
  }
  const uint64_t n = out.header.count;
  const std::array<uint64_t, 6> sizes{n * out.header.positionBytes(), n, 3 * n, 3 * n, n * out.header.rotationBytes(),
                                      n * out.header.shBytes()};
  in.skip(table - in.position());
  ByteCursor data(bytes, name);
  data.skip(table);
  data.skip(uint64_t{16} * streams);
  size_t attribute = 0;
  for (int i = 0; i < streams; ++i) {
    const auto compressed = in.number<uint64_t>(), raw = in.number<uint64_t>();
    while (attribute < sizes.size() && sizes[attribute] == 0) ++attribute;  // empty ones are left out
    const auto frame = data.take(compressed);
    if (attribute == sizes.size()) continue;
    auto got = raw == sizes[attribute] ? zstdDecompress(frame, raw) : std::nullopt;
    if (!got) throw damagedFile(name, "one of its streams is not as long as its header says, or cannot be decompressed");
    storage[attribute++] = std::move(*got);
  }
  for (size_t i = 0; i < sizes.size(); ++i)
    if (storage[i].size() != sizes[i]) throw damagedFile(name, "one of its streams is missing");
  out.positions = storage[0];
  out.opacities = storage[1];
  out.colours = storage[2];
  out.scales = storage[3];
  out.rotations = storage[4];
  out.harmonics = storage[5];
  return out;
}

void unpackPosition(const Streams& in, size_t i, float* out) {
  for (size_t axis = 0; axis < 3; ++axis) {
    if (in.header.version == 1) {
      out[axis] = glm::unpackHalf1x16(littleEndian<uint16_t>(in.positions.data() + 6 * i + 2 * axis));
      continue;
    }
    const uint8_t* bytes = in.positions.data() + 9 * i + 3 * axis;
    const uint32_t unsignedValue = bytes[0] | static_cast<uint32_t>(bytes[1]) << 8 | static_cast<uint32_t>(bytes[2]) << 16;
    const int32_t value = static_cast<int32_t>(unsignedValue << 8) >> 8;  // the sign of 24 bits
    out[axis] = static_cast<float>(std::ldexp(value, -in.header.fractionalBits));
  }
}

/// Quaternions are stored x, y, z, w.
glm::vec4 firstThree(const uint8_t* bytes) {
  glm::vec4 q(0);
  for (int k = 0; k < 3; ++k) q[k] = static_cast<float>(bytes[k]) / 127.5f - 1.0f;
  q[3] = std::sqrt(std::max(0.0f, 1.0f - q[0] * q[0] - q[1] * q[1] - q[2] * q[2]));
  return q;
}

/// Each of the three smallest: a sign and 9 bits of [0, 1 / sqrt(2)]; the first in the highest bits.
glm::vec4 smallestThree(const uint8_t* bytes) {
  auto packed = littleEndian<uint32_t>(bytes);
  const int largest = static_cast<int>(packed >> 30);
  glm::vec4 q(0);
  float rest = 1;
  for (int k = 3; k >= 0; --k) {
    if (k == largest) continue;
    const float size = static_cast<float>(packed & 511u) / 511.0f / std::numbers::sqrt2_v<float>;
    q[k] = packed & 512u ? -size : size;
    rest -= q[k] * q[k];
    packed >>= 10;
  }
  q[largest] = std::sqrt(std::max(0.0f, rest));
  return q;
}

Gaussians4D unpack(const Streams& in) {
  Gaussians4D out;
  out.shDegree = std::min<int>(in.header.shDegree, kMaxDegree);
  out.resize(in.header.count, true);
  const auto each = 3 * static_cast<size_t>(out.coefficients());
  for (size_t i = 0; i < in.header.count; ++i) {
    unpackPosition(in, i, &out.position[3 * i]);
    out.opacityLogit[i] = logitOf(in.opacities[i] / 255.0);
    const glm::vec4 q = in.header.version >= 3 ? smallestThree(&in.rotations[4 * i]) : firstThree(&in.rotations[3 * i]);
    for (size_t k = 0; k < 4; ++k) out.rotation[4 * i + k] = q[(static_cast<int>(k) + 3) % 4];
    for (size_t k = 0; k < 3; ++k) {
      out.logScale[3 * i + k] = static_cast<float>(in.scales[3 * i + k]) / 16.0f - 10.0f;
      out.sh[i * each + k] = static_cast<float>((in.colours[3 * i + k] / 255.0 - 0.5) / kSpzColourScale);
    }
    for (size_t k = 3; k < each; ++k)
      out.sh[i * each + k] = (static_cast<float>(in.harmonics[i * in.header.shBytes() + k - 3]) - 128.0f) / 128.0f;
  }
  return out;
}

class SpzFormat : public SplatFormat {
 public:
  bool recognises(const SplatInput& input) const override {
    if (input.startsWith(kNgsp)) return true;
    if (!input.startsWith(kGzip)) return false;
    const auto head = gzipDecompress(input.bytes, kNgsp.size());
    return input.extension() == ".spz" ||
           (head && std::string_view(reinterpret_cast<const char*>(head->data()), head->size()) == kNgsp);
  }

  GaussianScene read(const SplatInput& input) const override {
    const std::string name = input.name();
    std::vector<uint8_t> unzipped;
    std::array<std::vector<uint8_t>, 6> storage;
    std::span<const uint8_t> bytes = input.bytes;
    if (input.startsWith(kGzip)) {
      unzipped = unzip(input.bytes, name);
      bytes = unzipped;
    }
    constexpr size_t kVersionEnd = 8;
    if (bytes.size() < kVersionEnd || littleEndian<uint32_t>(bytes.data()) != kSpzMagic)
      throw damagedFile(name, "it does not begin as SPZ files do");
    const Streams streams = littleEndian<uint32_t>(bytes.data() + 4) == 4 ? splitStreams(bytes, storage, name)
                                                                          : splitLegacy(bytes, input.bytes.size(), name);
    GaussianScene scene;
    scene.gaussians = unpack(streams);
    transformGaussians(scene.gaussians, {streams.rdf_from_stored, glm::dvec3(0)});
    return scene;
  }

 private:
  /// As much as the header says, checked against the file's size before memory is taken for it.
  static std::vector<uint8_t> unzip(std::span<const uint8_t> bytes, const std::string& name) {
    const auto head = gzipDecompress(bytes, kHeader);
    if (!head) throw damagedFile(name, "it cannot be decompressed");
    ByteCursor cursor(*head, name);
    const SpzHeader header = readHeader(cursor, bytes.size());
    constexpr uint64_t kMostExtensions = 1 << 20;
    const uint64_t size = kHeader + header.count * (header.positionBytes() + 7 + header.rotationBytes() + header.shBytes());
    // One byte more than there should be: then the end of the stream is read, and its checksum tested.
    auto all = gzipDecompress(bytes, size + (header.flags & kHasExtensions ? kMostExtensions : 1));
    if (!all || all->size() < size) throw damagedFile(name, "it was cut off or cannot be decompressed");
    return std::move(*all);
  }
};

}  // namespace

std::unique_ptr<const SplatFormat> makeSpzFormat() { return std::make_unique<SpzFormat>(); }

}  // namespace fsm::scene
