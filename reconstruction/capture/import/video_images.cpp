#include "reconstruction/capture/import/video_images.h"

#include <numeric>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {

VideoImages::VideoImages(const std::filesystem::path& path, std::vector<int> selection)
    : path_(path), reader_(path), selection_(std::move(selection)) {
  const auto frames = static_cast<int>(reader_.info().times.size());
  if (selection_.empty()) {
    selection_.resize(frames);
    std::iota(selection_.begin(), selection_.end(), 0);
  }
  for (size_t i = 0; i < selection_.size(); ++i)
    if (selection_[i] < 0 || selection_[i] >= frames || (i > 0 && selection_[i] <= selection_[i - 1]))
      throw Error(ErrorCode::badInput, "The video " + quoted(path) + " has frames 0 to " + std::to_string(frames - 1) +
                                           "; choose some of them in increasing order.");
}

int VideoImages::count() const { return static_cast<int>(selection_.size()); }

void VideoImages::read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const {
  std::vector<int> frames;
  for (const int index : indices) {
    if (index < 0 || index >= count())
      throw Error(ErrorCode::badInput,
                  "Frame " + std::to_string(index) + " was asked of a video of " + std::to_string(count()) + " frames.");
    frames.push_back(selection_[index]);
  }
  const std::lock_guard lock(mutex_);
  size_t delivered = 0;
  reader_.read(frames, [&](int, Image&& image) { receive(indices[delivered++], std::move(image)); });
}

}  // namespace fsm::import
