// A video file as a capture's image source; opens the decoder at the first read and keeps it (calls are serialised).
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "reconstruction/capture/capture.h"
#include "reconstruction/media/video_reader.h"

namespace fsm::import {

class VideoImages : public ImageSource {
 public:
  /// Frames `selection` of the video become frames 0.. of the source (empty: all).
  explicit VideoImages(const std::filesystem::path& path, std::vector<int> selection = {});
  int count() const override;
  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override;
  const media::VideoInfo& info() const { return reader_.info(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  mutable std::mutex mutex_;
  mutable media::VideoReader reader_;
  std::vector<int> selection_;
};

}  // namespace fsm::import
