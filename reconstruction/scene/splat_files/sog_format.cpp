// SOG (PlayCanvas): textures in WebP, loose beside a meta.json or in one zip. Not read: the error says what to do instead.
#include <algorithm>
#include <string_view>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/splat_files/formats.h"

namespace fsm::scene {

namespace {

class SogFormat : public SplatFormat {
 public:
  bool recognises(const SplatInput& input) const override {
    if (input.extension() == ".sog") return true;
    if (input.extension() != ".json") return false;
    const std::string_view head(reinterpret_cast<const char*>(input.bytes.data()), std::min<size_t>(input.bytes.size(), 1 << 16));
    return head.find("\"means\"") != std::string_view::npos && head.find("\"scales\"") != std::string_view::npos;
  }

  GaussianScene read(const SplatInput& input) const override {
    throw Error(ErrorCode::unsupported,
                input.name() +
                    " is a SOG scene (PlayCanvas), which this program does not read. Convert it to .ply or "
                    ".spz with splat-transform or SuperSplat, and open that.");
  }
};

}  // namespace

std::unique_ptr<const SplatFormat> makeSogFormat() { return std::make_unique<SogFormat>(); }

}  // namespace fsm::scene
