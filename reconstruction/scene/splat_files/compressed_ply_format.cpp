// Compressed PLY (PlayCanvas, SuperSplat): an element `chunk` with the ranges of 256 Gaussians each, `vertex` with four packed
// words, and optionally `sh` with bytes. Positions and log scales have 11, 10, 11 bits of the chunk's range, colours and opacity
// 8 bits, quaternions (w, x, y, z) the smallest three of 10 bits; harmonics 8 bits of [-4, 4].
#include <array>

#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/smallest_three.h"
#include "reconstruction/scene/splat_files/activation.h"
#include "reconstruction/scene/splat_files/formats.h"
#include "reconstruction/scene/splat_files/ply_rows.h"

namespace fsm::scene {

namespace {

constexpr uint64_t kChunk = 256;

/// Ranges of a chunk: least, then most, of position, log scale and colour.
enum Range : size_t { kPosition = 0, kScale = 6, kColour = 12, kRanges = 18 };

constexpr std::array<const char*, kRanges> kRangeNames{
    "min_x",       "min_y",       "min_z",       "max_x", "max_y", "max_z", "min_scale_x", "min_scale_y", "min_scale_z",
    "max_scale_x", "max_scale_y", "max_scale_z", "min_r", "min_g", "min_b", "max_r",       "max_g",       "max_b"};

constexpr std::array<const char*, 4> kWordNames{"packed_position", "packed_rotation", "packed_scale", "packed_color"};

bool isPacked(const PlyHeader& header) {
  const PlyElement* vertex = header.find("vertex");
  return vertex && header.find("chunk") && vertex->has("packed_position");
}

std::vector<float> readRanges(const SplatInput& input, const PlyHeader& header) {
  const std::string name = input.name();
  const PlyElement& chunk = *header.find("chunk");
  if (chunk.hasLists()) throw damagedFile(name, "its chunks have lists");
  const uint64_t start = findPlyRows(input.bytes, header, chunk, name);
  std::vector<float> ranges(chunk.count * kRanges);
  for (size_t i = kColour + 3; i < ranges.size(); i += kRanges) std::fill_n(ranges.begin() + static_cast<long>(i), 3, 1.0f);
  std::vector<PlyTarget> targets;
  for (size_t k = 0; k < kRanges; ++k) {
    const auto column = chunk.find(kRangeNames[k]);
    if (column)
      targets.push_back({*column, ranges.data() + k, kRanges});
    else if (k < kColour)  // older files have no ranges of colours: those are in [0, 1]
      throw damagedFile(name, std::string("its chunks have no '") + kRangeNames[k] + "'");
  }
  readPlyRows(input.bytes, start, header, chunk, targets, name);
  return ranges;
}

/// Bits `shift`.. of a word as a share of the range `k` of the chunk.
float within(const float* range, size_t k, uint32_t word, int shift, int bits) {
  const uint32_t most = (1u << bits) - 1;
  const float share = static_cast<float>(word >> shift & most) / static_cast<float>(most);
  return range[k] + (range[k + 3] - range[k]) * share;
}

void unpackVector(float* out, const float* range, size_t k, uint32_t word) {
  out[0] = within(range, k, word, 21, 11);
  out[1] = within(range, k + 1, word, 11, 10);
  out[2] = within(range, k + 2, word, 0, 11);
}

void unpackOne(Gaussians4D& out, size_t i, const float* range, const std::array<uint32_t, 4>& words) {
  unpackVector(&out.position[3 * i], range, kPosition, words[0]);
  unpackVector(&out.logScale[3 * i], range, kScale, words[2]);
  const glm::vec4 q = unpackSmallestThree(words[1]);
  for (size_t k = 0; k < 4; ++k) out.rotation[4 * i + k] = q[static_cast<int>(k)];
  const auto each = 3 * static_cast<size_t>(out.coefficients());
  for (size_t channel = 0; channel < 3; ++channel)
    out.sh[i * each + channel] = sh0Of(within(range, kColour + channel, words[3], 24 - 8 * static_cast<int>(channel), 8));
  out.opacityLogit[i] = logitOf((words[3] & 255u) / 255.0);
}

float harmonicOf(uint8_t byte) {
  // The middle of each step; the ends of the range for the ends of the byte.
  const float share = byte == 0 ? 0.0f : byte == 255 ? 1.0f : (static_cast<float>(byte) + 0.5f) / 256.0f;
  return (share - 0.5f) * 8.0f;
}

/// Rows of bytes, red's coefficients first.
void readHarmonics(const SplatInput& input, const PlyHeader& header, const PlyElement& sh, Gaussians4D& out) {
  const uint64_t start = findPlyRows(input.bytes, header, sh, input.name());
  const auto channel = static_cast<size_t>(out.coefficients() - 1), row = sh.properties.size();
  for (size_t i = 0; i < static_cast<size_t>(out.count()); ++i) {
    const uint8_t* bytes = input.bytes.data() + start + i * row;
    for (size_t c = 0; c < 3; ++c)
      for (size_t k = 0; k < channel; ++k) out.sh[3 * (i * (channel + 1) + k + 1) + c] = harmonicOf(bytes[c * channel + k]);
  }
}

int degreeOf(const PlyElement& sh, uint64_t count, const std::string& name) {
  for (const PlyProperty& property : sh.properties)
    if (property.countType || property.type != PlyType::uint8) throw damagedFile(name, "its harmonics are not bytes");
  for (int degree = 1; degree <= 3; ++degree)
    if (sh.properties.size() == 3 * static_cast<size_t>((degree + 1) * (degree + 1) - 1) && sh.count == count) return degree;
  throw damagedFile(name, "its harmonics have a number that no degree has");
}

class CompressedPlyFormat : public SplatFormat {
 public:
  bool recognises(const SplatInput& input) const override {
    if (!isPly(input.bytes)) return false;
    try {
      return isPacked(parsePlyHeader(input.bytes, input.name()));
    } catch (const Error&) {
      return false;  // the plain reader says what is wrong with it
    }
  }

  GaussianScene read(const SplatInput& input) const override {
    const std::string name = input.name();
    const PlyHeader header = parsePlyHeader(input.bytes, name);
    const PlyElement& vertex = *header.find("vertex");
    if (header.encoding != PlyEncoding::littleEndian)
      throw damagedFile(name, "compressed PLY files are little-endian, this one is not");
    const std::vector<float> ranges = readRanges(input, header);
    const uint64_t start = findPlyRows(input.bytes, header, vertex, name), row = vertex.rowBytes();
    if (vertex.count > ranges.size() / kRanges * kChunk) throw damagedFile(name, "it has more vertices than its chunks hold");
    const std::array<uint64_t, 4> offsets = wordOffsets(vertex, name);
    GaussianScene scene;
    Gaussians4D& out = scene.gaussians;
    const PlyElement* sh = header.find("sh");
    if (sh) {
      findPlyRows(input.bytes, header, *sh, name);  // before memory is taken for them
      out.shDegree = degreeOf(*sh, vertex.count, name);
    }
    out.resize(static_cast<int64_t>(vertex.count), true);
    for (size_t i = 0; i < vertex.count; ++i) {
      std::array<uint32_t, 4> words{};
      for (size_t k = 0; k < 4; ++k) words[k] = littleEndian<uint32_t>(input.bytes.data() + start + i * row + offsets[k]);
      unpackOne(out, i, ranges.data() + i / kChunk * kRanges, words);
    }
    if (sh) readHarmonics(input, header, *sh, out);
    return scene;
  }

 private:
  static std::array<uint64_t, 4> wordOffsets(const PlyElement& vertex, const std::string& name) {
    std::array<uint64_t, 4> out{};
    for (size_t k = 0; k < 4; ++k) {
      const auto column = vertex.find(kWordNames[k]);
      if (!column || vertex.hasLists() || plySize(vertex.properties[*column].type) != 4)
        throw damagedFile(name, std::string("its vertices have no '") + kWordNames[k] + "'");
      for (size_t before = 0; before < *column; ++before) out[k] += plySize(vertex.properties[before].type);
    }
    return out;
  }
};

}  // namespace

std::unique_ptr<const SplatFormat> makeCompressedPlyFormat() { return std::make_unique<CompressedPlyFormat>(); }

}  // namespace fsm::scene
