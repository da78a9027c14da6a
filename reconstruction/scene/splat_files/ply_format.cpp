// 3DGS PLY by property names, whatever their order, types and company, and our 4D layout (ply_layout.h).
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/scene/gaussians_json.h"
#include "reconstruction/scene/splat_files/activation.h"
#include "reconstruction/scene/splat_files/formats.h"
#include "reconstruction/scene/splat_files/ply_layout.h"
#include "reconstruction/scene/splat_files/ply_rows.h"

namespace fsm::scene {

namespace {

constexpr int kMaxDegree = 3;
constexpr int kMaxHarmonics = 64;

/// What the vertex element of a file holds.
struct Layout {
  const PlyElement* vertex = nullptr;
  bool dynamic = false;
  bool flat = false;         ///< 2D Gaussians: no third scale
  bool byteColours = false;  ///< red, green, blue in place of f_dc
  int restChannel = 0;       ///< coefficients a channel in f_rest
  int degree = 0;
  int harmonics = 0;
};

size_t required(const PlyElement& vertex, const std::string& property, const std::string& name) {
  const auto found = vertex.find(property);
  if (!found)
    throw Error(ErrorCode::unsupported, name + " is a PLY file, but not of Gaussians: its vertices have no '" + property +
                                            "'. Give the .ply that a Gaussian splatting program saved.");
  return *found;
}

int countNumbered(const PlyElement& vertex, const std::string& prefix) {
  int count = 0;
  while (vertex.has(prefix + std::to_string(count))) ++count;
  return count;
}

/// Degree that holds `coefficients` beside that of degree 0; more than degree 3 is left out.
int degreeFor(int coefficients) {
  int degree = 0;
  while (degree < kMaxDegree && (degree + 1) * (degree + 1) - 1 < coefficients) ++degree;
  return degree;
}

Layout layoutOf(const PlyHeader& header, const std::string& name) {
  Layout layout;
  layout.vertex = header.find("vertex");
  if (!layout.vertex) throw damagedFile(name, "it has no vertices");
  const PlyElement& vertex = *layout.vertex;
  if (vertex.hasLists())
    throw Error(ErrorCode::unsupported, name +
                                            " is a PLY file, but not of Gaussians: its vertices have lists. Give the .ply that "
                                            "a Gaussian splatting program saved.");
  layout.dynamic = vertex.has("t") && vertex.has("scale_t") && vertex.has("rot_r_0");
  layout.flat = vertex.has("scale_0") && vertex.has("scale_1") && !vertex.has("scale_2");
  layout.byteColours = !vertex.has("f_dc_0") && vertex.has("red") && vertex.has("green") && vertex.has("blue");
  const int rest = countNumbered(vertex, "f_rest_");
  if (rest % 3 != 0)
    throw damagedFile(name,
                      "it has " + std::to_string(rest) + " numbers of f_rest, which are not the same for the three colours");
  layout.restChannel = rest / 3;
  layout.degree = degreeFor(layout.restChannel);
  while (layout.harmonics < kMaxHarmonics && vertex.has(harmonicName(layout.harmonics + 1, 0))) ++layout.harmonics;
  return layout;
}

/// Columns of the file to places in the arrays.
class Targets {
 public:
  Targets(const Layout& layout, const std::string& name) : layout_(layout), name_(name) {}

  /// Property `prefix` + 0, 1, ... to the components of each Gaussian.
  void numbered(const std::string& prefix, std::vector<float>& values, size_t each, size_t count) {
    for (size_t k = 0; k < count; ++k) one(prefix + std::to_string(k), values, each, k);
  }
  void one(const std::string& property, std::vector<float>& values, size_t each, size_t k) {
    const size_t column = required(*layout_.vertex, property, name_);
    if (!values.empty()) targets_.push_back({column, values.data() + k, each});
  }
  const std::vector<PlyTarget>& all() const { return targets_; }

 private:
  const Layout& layout_;
  const std::string& name_;
  std::vector<PlyTarget> targets_;
};

void addColours(Targets& targets, const Layout& layout, Gaussians4D& out) {
  const auto each = 3 * static_cast<size_t>(out.coefficients());
  const std::array<const char*, 3> kBytes{"red", "green", "blue"};
  for (size_t channel = 0; channel < 3; ++channel)
    targets.one(layout.byteColours ? kBytes[channel] : "f_dc_" + std::to_string(channel), out.sh, each, channel);
  const int wanted = std::min(layout.restChannel, (layout.degree + 1) * (layout.degree + 1) - 1);
  for (int channel = 0; channel < 3; ++channel)
    for (int k = 0; k < wanted; ++k)
      targets.one("f_rest_" + std::to_string(channel * layout.restChannel + k), out.sh, each,
                  3 * static_cast<size_t>(k + 1) + static_cast<size_t>(channel));
  const int harmonic = 3 * (layout.degree + 1) * (layout.degree + 1);
  for (int h = 1; h <= layout.harmonics; ++h)
    for (int k = 0; k < harmonic; ++k)
      targets.one(harmonicName(h, k), out.sh, each,
                  static_cast<size_t>(h) * static_cast<size_t>(harmonic) + static_cast<size_t>(k));
}

float periodOf(const PlyHeader& header, const std::string& name) {
  const auto text = header.comment(kPeriodComment);
  if (!text) return Gaussians4D().timePeriod;
  float period = 0;
  const auto [stop, failed] = std::from_chars(text->data(), text->data() + text->size(), period);
  if (failed != std::errc() || !std::isfinite(period) || !(period > 0))
    throw damagedFile(name, "the time period in its header is no positive number");
  return period;
}

/// What our own files say beside the numbers.
void applyComments(const PlyHeader& header, GaussianScene& scene, const std::string& name) try {
  if (const auto frame = header.comment(kFrameComment)) scene.frame = frameFromJson(nlohmann::json::parse(*frame));
  if (const auto raster = header.comment(kRasterComment)) scene.settings = rasterSettingsFromJson(nlohmann::json::parse(*raster));
  if (const auto space = header.comment(kColourComment)) scene.colourSpace = colourSpaceFrom(*space);
} catch (const Error&) {
  throw;
} catch (const std::exception& problem) {
  throw Error(ErrorCode::fileDamaged,
              name + " is damaged: its header describes the scene in a way that makes no sense. Export it anew.", problem.what());
}

void activateBytes(Gaussians4D& out, const PlyElement& vertex) {
  // Bytes count to 255; colours as real numbers are taken to be in [0, 1].
  const double most = vertex.properties[*vertex.find("red")].type == PlyType::uint8 ? 255 : 1;
  const auto each = 3 * static_cast<size_t>(out.coefficients());
  for (size_t i = 0; i < out.sh.size(); i += each)
    for (size_t channel = 0; channel < 3; ++channel) out.sh[i + channel] = sh0Of(out.sh[i + channel] / most);
}

class PlyFormat : public SplatFormat {
 public:
  bool recognises(const SplatInput& input) const override { return isPly(input.bytes); }

  GaussianScene read(const SplatInput& input) const override {
    const std::string name = input.name();
    const PlyHeader header = parsePlyHeader(input.bytes, name);
    const Layout layout = layoutOf(header, name);
    GaussianScene scene;
    Gaussians4D& out = scene.gaussians;
    out.shDegree = layout.degree;
    out.timeHarmonics = layout.harmonics;
    out.timePeriod = periodOf(header, name);
    applyComments(header, scene, name);
    Targets check(layout, name);
    fill(check, layout, out);  // names what is missing before anything is read
    const uint64_t start = findPlyRows(input.bytes, header, *layout.vertex, name);
    out.resize(static_cast<int64_t>(layout.vertex->count), !layout.dynamic);
    Targets targets(layout, name);
    fill(targets, layout, out);
    readPlyRows(input.bytes, start, header, *layout.vertex, targets.all(), name);
    if (layout.byteColours) activateBytes(out, *layout.vertex);
    if (layout.flat)
      for (size_t i = 2; i < out.logScale.size(); i += 3) out.logScale[i] = kMinLogScale;
    return scene;
  }

 private:
  static void fill(Targets& targets, const Layout& layout, Gaussians4D& out) {
    for (size_t axis = 0; axis < 3; ++axis) targets.one(std::string(1, "xyz"[axis]), out.position, 3, axis);
    targets.numbered("scale_", out.logScale, 3, layout.flat ? 2 : 3);
    targets.numbered("rot_", out.rotation, 4, 4);
    targets.one("opacity", out.opacityLogit, 1, 0);
    addColours(targets, layout, out);
    if (!layout.dynamic) return;
    targets.one("t", out.time, 1, 0);
    targets.one("scale_t", out.logScaleTime, 1, 0);
    targets.numbered("rot_r_", out.rotationRight, 4, 4);
  }
};

}  // namespace

std::unique_ptr<const SplatFormat> makePlyFormat() { return std::make_unique<PlyFormat>(); }

}  // namespace fsm::scene
