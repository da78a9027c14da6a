#include "training/data/capture_cache.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "reconstruction/core/error.h"
#include "reconstruction/model/tensor_file.h"

namespace fsm::training {
namespace {

constexpr const char* kFormat = "capture-cache 1";

template <typename T>
HostTensor pack(TensorType type, const std::vector<T>& values, std::vector<int64_t> shape) {
  HostTensor tensor{type, std::move(shape), std::vector<uint8_t>(values.size() * sizeof(T))};
  std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
  return tensor;
}

[[noreturn]] void damaged(const std::filesystem::path& path, const std::string& detail) {
  throw Error(ErrorCode::fileDamaged,
              "The capture cache " + path.filename().string() + " is damaged: make it again from its capture.", detail);
}

const HostTensor& find(const TensorFile& file, const char* name, TensorType type, size_t dimensions,
                       const std::filesystem::path& path) {
  const auto found = file.tensors.find(name);
  if (found == file.tensors.end()) damaged(path, std::string("no tensor '") + name + "'");
  if (found->second.type != type || found->second.shape.size() != dimensions)
    damaged(path, std::string("type or shape of '") + name + "'");
  return found->second;
}

template <typename T>
std::vector<T> unpack(const HostTensor& tensor, int64_t count, const char* name, const std::filesystem::path& path) {
  if (tensor.elements() != count || tensor.bytes.size() != static_cast<size_t>(count) * sizeof(T)) {
    damaged(path, std::string("number of elements of '") + name + "'");
  }
  std::vector<T> values(static_cast<size_t>(count));
  std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
  return values;
}

/// Resized to cover `size`, then cut around the centre; the intrinsics alongside.
std::pair<Image, Intrinsics> fitted(const Image& image, const Intrinsics& intrinsics, ImageSize size) {
  const double scale =
      std::max(static_cast<double>(size.width) / image.size.width, static_cast<double>(size.height) / image.size.height);
  const ImageSize cover{std::max(size.width, static_cast<int>(std::lround(image.size.width * scale))),
                        std::max(size.height, static_cast<int>(std::lround(image.size.height * scale)))};
  const int left = (cover.width - size.width) / 2, top = (cover.height - size.height) / 2;
  return {crop(resize(image, cover), left, top, size), cropped(resized(intrinsics, cover), left, top, size)};
}

std::vector<FrameId> framesInOrder(const Capture& capture, int most) {
  std::vector<FrameId> all;
  for (int camera = 0; camera < static_cast<int>(capture.cameras.size()); ++camera) {
    for (int frame = 0; frame < capture.cameras[camera].frameCount(); ++frame) all.push_back({camera, frame});
  }
  std::ranges::sort(
      all, [&](FrameId a, FrameId b) { return std::pair(capture.time(a), a.camera) < std::pair(capture.time(b), b.camera); });
  if (static_cast<int>(all.size()) <= most) return all;
  std::vector<FrameId> thinned;
  thinned.reserve(static_cast<size_t>(most));
  for (int i = 0; i < most; ++i) thinned.push_back(all[all.size() * static_cast<size_t>(i) / static_cast<size_t>(most)]);
  return thinned;
}

ImageSize storedSize(ImageSize full, int longSide) {
  const double scale = std::min(1.0, static_cast<double>(longSide) / std::max(full.width, full.height));
  return {std::max(1, static_cast<int>(std::lround(full.width * scale))),
          std::max(1, static_cast<int>(std::lround(full.height * scale)))};
}

void appendPlanar(std::vector<uint8_t>& images, const Image& image) {
  const std::vector<uint8_t> rgb = toBytes(image);
  for (size_t channel = 0; channel < 3; ++channel) {
    for (size_t i = channel; i < rgb.size(); i += 3) images.push_back(rgb[i]);
  }
}

}  // namespace

void writeCaptureCache(const Capture& capture, const CaptureCacheOptions& options, const std::filesystem::path& path,
                       Progress& progress) {
  validate(capture);
  if (!capture.posed())
    throw Error(ErrorCode::badInput, "The capture '" + capture.name + "' has no camera poses: import it with poses first.");
  if (options.longSide < 8 || options.mostFrames < 1)
    throw Error(ErrorCode::badInput, "A capture cache needs a long side of 8 or more and a frame.");
  const std::vector<FrameId> ids = framesInOrder(capture, options.mostFrames);
  const ImageSize size = storedSize(capture.cameras.at(0).intrinsics.size, options.longSide);
  const int64_t count = static_cast<int64_t>(ids.size());

  // Blocks of frames bound what full-size images take.
  constexpr size_t kBlock = 32;
  std::vector<uint8_t> images;
  std::vector<double> poses, intrinsics, times;
  std::vector<int32_t> cameras;
  for (size_t begin = 0; begin < ids.size(); begin += kBlock) {
    const std::span<const FrameId> block(ids.data() + begin, std::min(kBlock, ids.size() - begin));
    Progress silent;
    const std::vector<Image> frames = readFrames(capture, block, silent);
    for (size_t i = 0; i < block.size(); ++i) {
      const Camera camera = capture.camera(block[i]);
      const auto [image, k] = fitted(frames[i], resized(camera.intrinsics, frames[i].size), size);
      appendPlanar(images, image);
      for (const double value : toRowMajor(camera.world_from_camera)) poses.push_back(value);
      intrinsics.insert(intrinsics.end(), {k.fx, k.fy, k.cx, k.cy});
      times.push_back(capture.time(block[i]));
      cameras.push_back(block[i].camera);
    }
    progress.advance(static_cast<double>(begin + block.size()), static_cast<double>(ids.size()));
  }

  TensorFile file;
  file.tensors["images"] = pack(TensorType::u8, images, {count, 3, size.height, size.width});
  file.tensors["c2w"] = pack(TensorType::f64, poses, {count, 16});
  file.tensors["fxfycxcy"] = pack(TensorType::f64, intrinsics, {count, 4});
  file.tensors["time"] = pack(TensorType::f64, times, {count});
  file.tensors["camera"] = pack(TensorType::i32, cameras, {count});
  file.metadata = {{"format", kFormat}, {"name", capture.name}};
  writeSafetensors(path, file);
}

CaptureCache readCaptureCache(const std::filesystem::path& path) {
  TensorFile file = readSafetensors(path);
  const HostTensor& images = find(file, "images", TensorType::u8, 4, path);
  const int64_t count = images.shape[0];
  if (count < 1 || images.shape[1] != 3 || images.shape[2] < 1 || images.shape[3] < 1) damaged(path, "shape of 'images'");
  const auto poses = unpack<double>(find(file, "c2w", TensorType::f64, 2, path), count * 16, "c2w", path);
  const auto intrinsics = unpack<double>(find(file, "fxfycxcy", TensorType::f64, 2, path), count * 4, "fxfycxcy", path);

  CaptureCache cache;
  cache.name = file.metadata.contains("name") ? file.metadata.at("name") : path.stem().string();
  cache.size = {static_cast<int>(images.shape[3]), static_cast<int>(images.shape[2])};
  cache.time = unpack<double>(find(file, "time", TensorType::f64, 1, path), count, "time", path);
  cache.camera = unpack<int>(find(file, "camera", TensorType::i32, 1, path), count, "camera", path);
  for (int64_t i = 0; i < count; ++i) {
    std::array<double, 16> rows;
    std::copy_n(poses.begin() + i * 16, 16, rows.begin());
    cache.world_from_camera.push_back(fromRowMajor(rows));
    const double* k = intrinsics.data() + i * 4;
    cache.intrinsics.push_back({cache.size, k[0], k[1], k[2], k[3]});
    const bool finite = std::isfinite(cache.time[i]) && std::isfinite(k[2]) && std::isfinite(k[3]);
    if (!isRigid(cache.world_from_camera.back()) || !finite || !(k[0] > 0) || !(k[1] > 0) || !std::isfinite(k[0] + k[1])) {
      damaged(path, "pose, time or intrinsics of frame " + std::to_string(i));
    }
    if (i > 0 && cache.time[i] < cache.time[i - 1]) damaged(path, "times do not increase at frame " + std::to_string(i));
  }
  cache.images = std::move(file.tensors.at("images").bytes);
  return cache;
}

}  // namespace fsm::training
