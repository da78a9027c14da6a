// Small videos that the tests write for themselves.
#pragma once

#include <cmath>
#include <filesystem>
#include <numeric>
#include <vector>

#include "reconstruction/media/video_reader.h"
#include "reconstruction/media/video_writer.h"

namespace fsm::media {

/// Smooth, different in every frame and at every corner.
inline Image smoothFrame(ImageSize size, int index) {
  Image image(size);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const float u = static_cast<float>(x) / static_cast<float>(size.width),
                  v = static_cast<float>(y) / static_cast<float>(size.height);
      float* p = image.at(x, y);
      p[0] = 0.2f + 0.6f * u;
      p[1] = 0.2f + 0.6f * v;
      p[2] = 0.5f + 0.4f * std::sin(0.2f * static_cast<float>(index) + 2 * u);
    }
  return image;
}

inline void writeScratchVideo(const std::filesystem::path& path, ImageSize size, int frames, double fps = 30, int quality = 12) {
  VideoWriter writer(path, size, {.fps = fps, .quality = quality});
  for (int i = 0; i < frames; ++i) writer.add(smoothFrame(size, i));
  writer.finish();
}

inline std::vector<int> allFrames(const VideoReader& reader) {
  std::vector<int> indices(reader.info().times.size());
  std::iota(indices.begin(), indices.end(), 0);
  return indices;
}

inline std::vector<Image> readFrames(VideoReader& reader, const std::vector<int>& indices) {
  std::vector<Image> images;
  reader.read(indices, [&](int, Image&& image) { images.push_back(std::move(image)); });
  return images;
}

}  // namespace fsm::media
