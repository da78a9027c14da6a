#include "tests/parity/raster_fixture.h"

#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::parity {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void damaged(const std::string& what) {
  throw Error(ErrorCode::fileDamaged, "The fixture is damaged: " + what + ". Copy it again.");
}

const HostTensor& tensorNamed(const TensorFile& file, const std::string& name) {
  const auto found = file.tensors.find(name);
  if (found == file.tensors.end()) damaged("the tensor '" + name + "' is missing");
  return found->second;
}

/// Without a leading batch of one.
std::vector<int64_t> shapeOf(const TensorFile& file, const std::string& name, size_t dimensions) {
  std::vector<int64_t> shape = tensorNamed(file, name).shape;
  if (shape.size() == dimensions + 1 && shape.front() == 1) shape.erase(shape.begin());
  if (shape.size() != dimensions) damaged("the tensor '" + name + "' has the wrong number of dimensions");
  return shape;
}

/// The arrays handed to the official rasteriser are the stored parameters: log scales, logits, quaternions of any length.
scene::Gaussians4D gaussiansOf(const TensorFile& file, const std::string& prefix) {
  const std::vector<int64_t> features = shapeOf(file, prefix + "features", 3);
  const int64_t count = features[0];
  scene::Gaussians4D out;
  while (out.shDegree < 3 && (out.shDegree + 1) * (out.shDegree + 1) < features[1]) ++out.shDegree;
  out.position = floatsOf(file, prefix + "xyz", 3 * count);
  out.logScale = floatsOf(file, prefix + "scaling", 3 * count);
  out.rotation = floatsOf(file, prefix + "rotation", 4 * count);
  out.opacityLogit = floatsOf(file, prefix + "opacity", count);
  out.sh = floatsOf(file, prefix + "features", count * out.coefficients() * 3);
  out.time = floatsOf(file, prefix + "t", count);
  out.logScaleTime = floatsOf(file, prefix + "scaling_t", count);
  out.rotationRight = floatsOf(file, prefix + "rotation_r", 4 * count);
  return out;
}

std::vector<View> viewsOf(const TensorFile& file, const std::string& prefix, const std::string& timeName) {
  const std::vector<int64_t> rendering = shapeOf(file, "out.rendering", 4);
  const int64_t count = rendering[0];
  const std::vector<float> poses = floatsOf(file, prefix + "c2w", 16 * count);
  const std::vector<float> intrinsics = floatsOf(file, prefix + "fxfycxcy", 4 * count);
  const std::vector<float> times = floatsOf(file, timeName, count);
  if (count == 0 || rendering[1] != 3) damaged("its renderings are not pictures of three channels");
  std::vector<View> views(count);
  for (int64_t i = 0; i < count; ++i) {
    std::array<double, 16> rows;
    std::copy_n(poses.begin() + 16 * i, 16, rows.begin());
    views[i].camera.world_from_camera = fromRowMajor(rows);
    const float* in = intrinsics.data() + 4 * i;
    views[i].camera.intrinsics = {{static_cast<int>(rendering[3]), static_cast<int>(rendering[2])}, in[0], in[1], in[2], in[3]};
    views[i].time = times[i];
  }
  return views;
}

RasterFixture readLrm(const fs::path& path) {
  const nlohmann::json json = nlohmann::json::parse(readTextFile(path), nullptr, false);
  if (!json.is_object() || json.value("kind", nlohmann::json()) != "lrm")
    damaged("its JSON does not describe a forward of FSM-LRM");
  RasterFixture out;
  out.name = path.stem().string();
  out.tensors = readSafetensors(fs::path(path).replace_extension(".safetensors"));
  out.gaussians = gaussiansOf(out.tensors, "out.gaussians.");
  out.views = viewsOf(out.tensors, "target.", "target.frame_time");
  out.settings = scene::RasterSettings::official();
  const auto number = [&](const char* key) {
    if (!json.contains(key) || !json[key].is_number()) damaged("its JSON does not say '" + std::string(key) + "'");
    return json[key].get<double>();
  };
  out.settings.temporalPrune = static_cast<float>(number("temporal_cull"));
  const double last = number("max_frames") - 1;
  for (View& view : out.views) view.time = view.time / last * 2 - 1;
  const nlohmann::json background = json.value("background", nlohmann::json());
  if (!background.is_array() || background.size() != 3) damaged("its JSON does not say 'background'");
  for (int i = 0; i < 3; ++i) out.settings.background[i] = background[i].is_number() ? background[i].get<float>() : 1.0f;
  return out;
}

}  // namespace

std::vector<float> floatsOf(const TensorFile& file, const std::string& name, int64_t count) {
  const HostTensor& tensor = tensorNamed(file, name);
  if (tensor.elements() != count) damaged("the tensor '" + name + "' does not have the size that the others ask for");
  return tensor.toFloats();
}

bool isRasterFixture(const TensorFile& file) { return file.tensors.count("gaussians.xyz") > 0; }

RasterFixture readRasterFixture(const fs::path& path) {
  if (path.extension() == ".json") return readLrm(path);
  RasterFixture out;
  out.name = path.stem().string();
  out.tensors = readSafetensors(path);
  out.gaussians = gaussiansOf(out.tensors, "gaussians.");
  out.views = viewsOf(out.tensors, "", "time");
  out.settings = scene::RasterSettings::official();
  return out;
}

}  // namespace fsm::parity
