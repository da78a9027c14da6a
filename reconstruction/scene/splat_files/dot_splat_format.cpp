// .splat (antimatter15): 32 bytes a Gaussian and nothing else. 3 float32 position, 3 float32 scale (linear), RGBA u8 (colour and
// opacity as seen), quaternion w, x, y, z as u8 (q * 128 + 128).
#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/splat_files/activation.h"
#include "reconstruction/scene/splat_files/formats.h"

namespace fsm::scene {

namespace {

constexpr size_t kRecord = 32;

class DotSplatFormat : public SplatFormat {
 public:
  bool recognises(const SplatInput& input) const override { return input.extension() == ".splat" && !input.bytes.empty(); }

  GaussianScene read(const SplatInput& input) const override {
    if (input.bytes.size() % kRecord != 0)
      throw damagedFile(input.name(), "its size is not a multiple of 32 bytes, as it was cut off or is another kind of file");
    GaussianScene scene;
    Gaussians4D& out = scene.gaussians;
    const size_t count = input.bytes.size() / kRecord;
    out.resize(static_cast<int64_t>(count), true);
    for (size_t i = 0; i < count; ++i) {
      const uint8_t* record = input.bytes.data() + i * kRecord;
      for (size_t axis = 0; axis < 3; ++axis) {
        out.position[3 * i + axis] = littleEndian<float>(record + 4 * axis);
        out.logScale[3 * i + axis] = logScaleOf(littleEndian<float>(record + 12 + 4 * axis));
        out.sh[3 * i + axis] = sh0Of(record[24 + axis] / 255.0);
      }
      out.opacityLogit[i] = logitOf(record[27] / 255.0);
      for (size_t k = 0; k < 4; ++k) out.rotation[4 * i + k] = (static_cast<float>(record[28 + k]) - 128.0f) / 128.0f;
    }
    return scene;
  }
};

}  // namespace

std::unique_ptr<const SplatFormat> makeDotSplatFormat() { return std::make_unique<DotSplatFormat>(); }

}  // namespace fsm::scene
