// Image sources that need no video decoder.
#pragma once

#include <filesystem>

#include "reconstruction/capture/capture.h"

namespace fsm {

class MemoryImages : public ImageSource {
 public:
  explicit MemoryImages(std::vector<Image> images) : images_(std::move(images)) {}
  int count() const override { return static_cast<int>(images_.size()); }
  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override;

 private:
  std::vector<Image> images_;
};

/// Stills on disk, one a frame.
class StillImages : public ImageSource {
 public:
  explicit StillImages(std::vector<std::filesystem::path> files) : files_(std::move(files)) {}
  int count() const override { return static_cast<int>(files_.size()); }
  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override;
  const std::vector<std::filesystem::path>& files() const { return files_; }

 private:
  std::vector<std::filesystem::path> files_;
};

/// All .png/.jpg files of a folder sorted by name. Throws badInput when there is none.
std::vector<std::filesystem::path> imageFilesIn(const std::filesystem::path& folder);

}  // namespace fsm
