// Binary little-endian PLY: static Gaussians as every 3DGS program reads them, 4D ones in our layout (ply_layout.h).
#include <spdlog/fmt/fmt.h>
#include <cstring>
#include <nlohmann/json.hpp>

#include "reconstruction/scene/byte_cursor.h"
#include "reconstruction/scene/gaussians_json.h"
#include "reconstruction/scene/splat_files/ply_layout.h"
#include "reconstruction/scene/splat_files/splat_file.h"

namespace fsm::scene {

namespace {

/// A column: a property's name, and where its numbers are (none: zeros).
struct Column {
  std::string name;
  const float* first = nullptr;
  size_t stride = 0;
};

class Columns {
 public:
  void add(std::string name, const std::vector<float>& values, size_t each, size_t k) {
    columns_.push_back({std::move(name), values.data() + k, each});
  }
  void addNumbered(const std::string& prefix, const std::vector<float>& values, size_t each) {
    for (size_t k = 0; k < each; ++k) add(prefix + std::to_string(k), values, each, k);
  }
  void addZeros(const std::string& name) { columns_.push_back({name, nullptr, 0}); }
  const std::vector<Column>& all() const { return columns_; }

 private:
  std::vector<Column> columns_;
};

Columns columnsOf(const Gaussians4D& gaussians) {
  Columns out;
  const auto each = 3 * static_cast<size_t>(gaussians.coefficients());
  const size_t side = static_cast<size_t>(gaussians.shDegree) + 1, perDegree = side * side;
  for (size_t axis = 0; axis < 3; ++axis) out.add(std::string(1, "xyz"[axis]), gaussians.position, 3, axis);
  for (const char* normal : {"nx", "ny", "nz"}) out.addZeros(normal);  // some readers insist on them
  for (size_t channel = 0; channel < 3; ++channel) out.add("f_dc_" + std::to_string(channel), gaussians.sh, each, channel);
  size_t rest = 0;
  for (size_t channel = 0; channel < 3; ++channel)
    for (size_t k = 1; k < perDegree; ++k) out.add("f_rest_" + std::to_string(rest++), gaussians.sh, each, 3 * k + channel);
  out.add("opacity", gaussians.opacityLogit, 1, 0);
  out.addNumbered("scale_", gaussians.logScale, 3);
  out.addNumbered("rot_", gaussians.rotation, 4);
  for (int h = 1; h <= gaussians.timeHarmonics; ++h)
    for (size_t k = 0; k < 3 * perDegree; ++k)
      out.add(harmonicName(h, static_cast<int>(k)), gaussians.sh, each, static_cast<size_t>(h) * 3 * perDegree + k);
  if (gaussians.isStatic()) return out;
  out.add("t", gaussians.time, 1, 0);
  out.add("scale_t", gaussians.logScaleTime, 1, 0);
  out.addNumbered("rot_r_", gaussians.rotationRight, 4);
  return out;
}

bool isIdentity(const Normalisation& frame) {
  return frame.frame_from_world == glm::dmat4(1.0) && frame.scale == 1 && frame.timeCentre == 0 && frame.timeHalfRange == 1;
}

std::string commentsOf(const GaussianScene& scene) {
  std::string out = "comment Written by Chronoscope\n";
  if (!scene.gaussians.isStatic()) {
    out += fmt::format("comment {}: {}\n", kModelComment, kModel4d);
    out += "comment TimeUnit: normalised\n";
    out += fmt::format("comment TimeRange: {} {}\n", scene.frame.seconds(-1), scene.frame.seconds(1));
    out += fmt::format("comment TemporalCull: {}\n", scene.settings.temporalPrune);
  }
  if (scene.gaussians.timeHarmonics > 0) out += fmt::format("comment {}: {}\n", kPeriodComment, scene.gaussians.timePeriod);
  if (!isIdentity(scene.frame)) out += fmt::format("comment {}: {}\n", kFrameComment, toJson(scene.frame).dump());
  if (!(scene.settings == RasterSettings()))
    out += fmt::format("comment {}: {}\n", kRasterComment, toJson(scene.settings).dump());
  if (scene.colourSpace != ColourEncoding::display)
    out += fmt::format("comment {}: {}\n", kColourComment, colourSpaceName(scene.colourSpace));
  return out;
}

}  // namespace

std::vector<uint8_t> encodePly(const GaussianScene& scene) {
  scene.gaussians.check();
  const Columns columns = columnsOf(scene.gaussians);
  std::string header = "ply\nformat binary_little_endian 1.0\n" + commentsOf(scene);
  header += fmt::format("element vertex {}\n", scene.gaussians.count());
  for (const Column& column : columns.all()) header += "property float " + column.name + "\n";
  header += "end_header\n";
  const auto count = static_cast<size_t>(scene.gaussians.count());
  std::vector<uint8_t> out(header.size() + count * columns.all().size() * sizeof(float));
  std::memcpy(out.data(), header.data(), header.size());
  uint8_t* at = out.data() + header.size();
  for (size_t i = 0; i < count; ++i)
    for (const Column& column : columns.all()) {
      const float value = column.first ? column.first[i * column.stride] : 0.0f;
      std::memcpy(at, &value, sizeof value);
      at += sizeof value;
    }
  return out;
}

}  // namespace fsm::scene
