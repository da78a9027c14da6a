#include "training/refine/refine_file.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "training/refine/scene_tensors.h"
#include "training/refine/tensor_fields.h"

namespace fsm::training {

namespace {

constexpr const char* kFormat = "refine-input 1";
constexpr int kLargestSide = 16384;

void addFrames(TensorFile& file, const std::string& prefix, const std::vector<RefineFrame>& frames) {
  std::vector<float> pixels;
  std::vector<int32_t> sizes, cameras;
  std::vector<double> poses, intrinsics, times;
  for (const RefineFrame& frame : frames) {
    pixels.insert(pixels.end(), frame.image.rgb.begin(), frame.image.rgb.end());
    const Intrinsics& k = frame.view.camera.intrinsics;
    sizes.insert(sizes.end(), {k.size.width, k.size.height});
    for (const double value : toRowMajor(frame.view.camera.world_from_camera)) poses.push_back(value);
    intrinsics.insert(intrinsics.end(), {k.fx, k.fy, k.cx, k.cy});
    times.push_back(frame.view.time);
    cameras.push_back(frame.camera);
  }
  const auto count = static_cast<int64_t>(frames.size());
  const auto add = [&](const char* name, HostTensor&& tensor) { file.tensors[prefix + name] = std::move(tensor); };
  add("pixels", packed(std::span<const float>(pixels), {static_cast<int64_t>(pixels.size())}));
  add("size", packed(std::span<const int32_t>(sizes), {count, 2}));
  add("pose", packed(std::span<const double>(poses), {count, 16}));
  add("fxfycxcy", packed(std::span<const double>(intrinsics), {count, 4}));
  add("time", packed(std::span<const double>(times), {count}));
  add("camera", packed(std::span<const int32_t>(cameras), {count}));
}

std::vector<RefineFrame> framesFrom(const TensorFields& fields, const std::string& prefix) {
  const std::vector<int64_t> shape = fields.at(prefix + "time").shape;
  if (shape.size() != 1) fields.damaged(prefix + "time");
  const int64_t count = shape[0];
  const auto sizes = fields.values<int32_t>(prefix + "size", {count, 2});
  const auto poses = fields.values<double>(prefix + "pose", {count, 16});
  const auto intrinsics = fields.values<double>(prefix + "fxfycxcy", {count, 4});
  const auto times = fields.values<double>(prefix + "time", {count});
  const auto cameras = fields.values<int32_t>(prefix + "camera", {count});
  const std::vector<float> pixels = fields.values<float>(prefix + "pixels", fields.at(prefix + "pixels").shape);
  std::vector<RefineFrame> frames(static_cast<size_t>(count));
  size_t used = 0;
  for (size_t i = 0; i < frames.size(); ++i) {
    const ImageSize size{sizes[2 * i], sizes[2 * i + 1]};
    if (size.width < 1 || size.height < 1 || size.width > kLargestSide || size.height > kLargestSide)
      fields.damaged(prefix + "size");
    const size_t samples = static_cast<size_t>(size.width) * static_cast<size_t>(size.height) * 3;
    if (samples > pixels.size() - used) fields.damaged(prefix + "pixels");
    frames[i].image.size = size;
    frames[i].image.rgb.assign(pixels.begin() + static_cast<std::ptrdiff_t>(used),
                               pixels.begin() + static_cast<std::ptrdiff_t>(used + samples));
    used += samples;
    const double* k = intrinsics.data() + 4 * i;
    std::array<double, 16> rows;
    std::copy_n(poses.begin() + static_cast<std::ptrdiff_t>(16 * i), 16, rows.begin());
    frames[i].view = {{{size, k[0], k[1], k[2], k[3]}, fromRowMajor(rows)}, times[i]};
    frames[i].camera = cameras[i];
    const bool finite = std::isfinite(times[i]) && std::isfinite(k[0] + k[1] + k[2] + k[3]);
    if (!finite || !(k[0] > 0) || !(k[1] > 0) || !isRigid(frames[i].view.camera.world_from_camera) || cameras[i] < 0)
      fields.damaged(prefix + "pose, time, intrinsics or camera of frame " + std::to_string(i));
  }
  return frames;
}

}  // namespace

TensorFile toTensors(const RefineInput& input) {
  TensorFile file;
  file.metadata = {{"format", kFormat}};
  addScene(file, input.start);
  addFrames(file, "frames/", input.frames);
  addFrames(file, "held_out/", input.heldOut);
  return file;
}

RefineInput refineInputFrom(const TensorFile& file, const std::string& shownName) {
  const TensorFields fields(file, shownName);
  const auto format = file.metadata.find("format");
  if (format == file.metadata.end() || format->second != kFormat) fields.damaged("format");
  RefineInput input;
  input.start = sceneFrom(file, shownName);
  input.frames = framesFrom(fields, "frames/");
  input.heldOut = framesFrom(fields, "held_out/");
  return input;
}

}  // namespace fsm::training
