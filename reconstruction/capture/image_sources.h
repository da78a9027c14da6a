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

/// Some frames of another source: frame i is its frame `selection[i]` (increasing).
class SelectedImages : public ImageSource {
 public:
  SelectedImages(std::shared_ptr<const ImageSource> images, std::vector<int> selection)
      : images_(std::move(images)), selection_(std::move(selection)) {}
  int count() const override { return static_cast<int>(selection_.size()); }
  void read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const override;

 private:
  std::shared_ptr<const ImageSource> images_;
  std::vector<int> selection_;
};

/// All .png/.jpg files of a folder sorted by name. Throws badInput when there is none.
std::vector<std::filesystem::path> imageFilesIn(const std::filesystem::path& folder);

}  // namespace fsm
