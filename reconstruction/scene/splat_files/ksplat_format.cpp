// .ksplat (GaussianSplats3D, version 0.1): a header of 4096 bytes, section headers of 1024, and sections of buckets and records.
// Level 0 has float32 throughout; levels 1 and 2 have positions in 16 bits about the centre of the record's bucket and halves for
// the rest; harmonics are float32, halves, or bytes of a range, by the level.
#include <array>
#include <glm/gtc/packing.hpp>

#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/splat_files/activation.h"
#include "reconstruction/scene/splat_files/formats.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::scene {

namespace {

constexpr uint64_t kHeader = 4096, kSectionHeader = 1024;

struct FileHeader {
  uint32_t sections = 0;
  uint16_t level = 0;
  float shLeast = 0, shMost = 0;
};

struct Section {
  uint32_t count = 0, capacity = 0, bucketSize = 0, buckets = 0, fullBuckets = 0, partialBuckets = 0, range = 0;
  float blockSize = 0;
  uint16_t bucketBytes = 0, degree = 0;
};

FileHeader readHeader(const SplatInput& input) {
  ByteCursor in(input.bytes, input.name());
  const uint8_t* bytes = in.take(kHeader).data();
  if (bytes[0] != 0 || bytes[1] < 1)
    throw Error(ErrorCode::unsupported, input.name() + " is a .ksplat file of version " + std::to_string(bytes[0]) + "." +
                                            std::to_string(bytes[1]) + ", which this program does not read. Convert it to .ply.");
  FileHeader header{littleEndian<uint32_t>(bytes + 4), littleEndian<uint16_t>(bytes + 20), littleEndian<float>(bytes + 36),
                    littleEndian<float>(bytes + 40)};
  if (header.level > 2) throw damagedFile(input.name(), "its compression level is none of 0, 1 and 2");
  if (header.shLeast == 0 && header.shMost == 0) {  // files without a range mean this one
    header.shLeast = -1.5f;
    header.shMost = 1.5f;
  }
  return header;
}

Section readSection(const uint8_t* bytes) {
  Section out;
  out.count = littleEndian<uint32_t>(bytes);
  out.capacity = littleEndian<uint32_t>(bytes + 4);
  out.bucketSize = littleEndian<uint32_t>(bytes + 8);
  out.buckets = littleEndian<uint32_t>(bytes + 12);
  out.blockSize = littleEndian<float>(bytes + 16);
  out.bucketBytes = littleEndian<uint16_t>(bytes + 20);
  out.range = littleEndian<uint32_t>(bytes + 24);
  out.fullBuckets = littleEndian<uint32_t>(bytes + 32);
  out.partialBuckets = littleEndian<uint32_t>(bytes + 36);
  out.degree = littleEndian<uint16_t>(bytes + 40);
  return out;
}

float halfAt(const uint8_t* bytes) { return glm::unpackHalf1x16(littleEndian<uint16_t>(bytes)); }

/// Which bucket a record belongs to: full ones first, then those with a length of their own.
class Buckets {
 public:
  Buckets(const Section& section, std::span<const uint8_t> lengths, std::span<const uint8_t> centres)
      : section_(section), lengths_(lengths), centres_(centres) {}

  /// For ascending records.
  glm::vec3 centre(uint64_t record, const std::string& name) {
    const uint64_t full = uint64_t{section_.fullBuckets} * section_.bucketSize;
    uint64_t bucket = section_.bucketSize > 0 ? record / section_.bucketSize : 0;
    if (record >= full) {
      while (partial_ < section_.partialBuckets && record >= full + before_ + length(partial_)) before_ += length(partial_++);
      bucket = section_.fullBuckets + partial_;
    }
    if (bucket >= section_.buckets) throw damagedFile(name, "a Gaussian belongs to a bucket that is not there");
    const uint8_t* at = centres_.data() + bucket * section_.bucketBytes;
    return {littleEndian<float>(at), littleEndian<float>(at + 4), littleEndian<float>(at + 8)};
  }

 private:
  uint64_t length(uint64_t partial) const { return littleEndian<uint32_t>(lengths_.data() + 4 * partial); }

  const Section& section_;
  std::span<const uint8_t> lengths_, centres_;
  uint64_t partial_ = 0, before_ = 0;
};

/// One section's records, being read.
class Records {
 public:
  Records(const FileHeader& file, const Section& section, ByteCursor& in) : file_(file), section_(section), name_(in.name()) {
    if (section.degree > 3) throw damagedFile(name_, "its harmonics have a degree that this format does not know");
    const bool packed = file.level > 0;
    if (packed && (section.bucketBytes < 12 || section.range == 0)) throw damagedFile(name_, "its buckets have no centres");
    lengths_ = in.take(uint64_t{4} * section.partialBuckets);
    centres_ = in.take(uint64_t{section.bucketBytes} * section.buckets);
    const uint64_t side = section.degree + uint64_t{1};
    numbers_ = 3 * (side * side - 1);
    recordBytes_ = (packed ? 24 : 44) + numbers_ * (file.level == 0 ? 4 : file.level == 1 ? 2 : 1);
    records_ = in.take(recordBytes_ * std::max(section.count, section.capacity)).first(recordBytes_ * section.count);
  }

  Gaussians4D read() {
    Gaussians4D out;
    out.shDegree = section_.degree;
    out.resize(section_.count, true);
    Buckets buckets(section_, lengths_, centres_);
    for (uint64_t i = 0; i < section_.count; ++i) {
      const uint8_t* record = records_.data() + i * recordBytes_;
      if (file_.level == 0)
        readFloats(out, i, record);
      else
        readHalves(out, i, record, buckets.centre(i, name_));
    }
    return out;
  }

 private:
  static void setColour(Gaussians4D& out, uint64_t i, const uint8_t* rgba) {
    const auto each = 3 * static_cast<size_t>(out.coefficients());
    for (size_t channel = 0; channel < 3; ++channel) out.sh[i * each + channel] = sh0Of(rgba[channel] / 255.0);
    out.opacityLogit[i] = logitOf(rgba[3] / 255.0);
  }

  void readFloats(Gaussians4D& out, uint64_t i, const uint8_t* record) const {
    for (size_t k = 0; k < 3; ++k) {
      out.position[3 * i + k] = littleEndian<float>(record + 4 * k);
      out.logScale[3 * i + k] = logScaleOf(littleEndian<float>(record + 12 + 4 * k));
    }
    for (size_t k = 0; k < 4; ++k) out.rotation[4 * i + k] = littleEndian<float>(record + 24 + 4 * k);
    setColour(out, i, record + 40);
    setHarmonics(out, i, record + 44);
  }

  void readHalves(Gaussians4D& out, uint64_t i, const uint8_t* record, const glm::vec3& centre) const {
    const float range = static_cast<float>(section_.range), step = section_.blockSize / 2 / range;
    for (size_t k = 0; k < 3; ++k) {
      out.position[3 * i + k] =
          (static_cast<float>(littleEndian<uint16_t>(record + 2 * k)) - range) * step + centre[static_cast<int>(k)];
      out.logScale[3 * i + k] = logScaleOf(halfAt(record + 6 + 2 * k));
    }
    for (size_t k = 0; k < 4; ++k) out.rotation[4 * i + k] = halfAt(record + 12 + 2 * k);
    setColour(out, i, record + 20);
    setHarmonics(out, i, record + 24);
  }

  /// Degree after degree; within one all of red, then green, then blue.
  void setHarmonics(Gaussians4D& out, uint64_t i, const uint8_t* bytes) const {
    const auto each = 3 * static_cast<size_t>(out.coefficients());
    size_t at = 0;
    for (size_t degree = 1; degree <= section_.degree; ++degree)
      for (size_t channel = 0; channel < 3; ++channel)
        for (size_t m = 0; m < 2 * degree + 1; ++m, ++at)
          out.sh[i * each + 3 * (degree * degree + m) + channel] = harmonic(bytes, at);
  }

  float harmonic(const uint8_t* bytes, size_t k) const {
    if (file_.level == 0) return littleEndian<float>(bytes + 4 * k);
    if (file_.level == 1) return halfAt(bytes + 2 * k);
    return file_.shLeast + (file_.shMost - file_.shLeast) * static_cast<float>(bytes[k]) / 255.0f;
  }

  const FileHeader& file_;
  const Section& section_;
  std::string name_;
  std::span<const uint8_t> lengths_, centres_, records_;
  uint64_t numbers_ = 0, recordBytes_ = 0;
};

class KsplatFormat : public SplatFormat {
 public:
  bool recognises(const SplatInput& input) const override { return input.extension() == ".ksplat" && !input.bytes.empty(); }

  GaussianScene read(const SplatInput& input) const override {
    const FileHeader header = readHeader(input);
    ByteCursor in(input.bytes, input.name());
    in.skip(kHeader);
    const auto headers = in.take(uint64_t{header.sections} * kSectionHeader);
    GaussianScene scene;
    for (uint32_t i = 0; i < header.sections; ++i) {
      const Section section = readSection(headers.data() + i * kSectionHeader);
      appendAnyDegree(scene.gaussians, Records(header, section, in).read());
    }
    return scene;
  }
};

}  // namespace

std::unique_ptr<const SplatFormat> makeKsplatFormat() { return std::make_unique<KsplatFormat>(); }

}  // namespace fsm::scene
