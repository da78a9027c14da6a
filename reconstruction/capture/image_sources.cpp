#include "reconstruction/capture/image_sources.h"

#include <algorithm>
#include <system_error>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"

namespace fsm {
namespace {

void checkIndex(int index, int count) {
  if (index < 0 || index >= count)
    throw Error(ErrorCode::internal,
                "Frame " + std::to_string(index) + " was asked for, but there are only " + std::to_string(count) + ".");
}

}  // namespace

void MemoryImages::read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const {
  for (int index : indices) {
    checkIndex(index, count());
    receive(index, Image(images_[index]));
  }
}

void StillImages::read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const {
  for (int index : indices) {
    checkIndex(index, count());
    receive(index, readImageFile(files_[index]));
  }
}

void SelectedImages::read(std::span<const int> indices, const std::function<void(int, Image&&)>& receive) const {
  std::vector<int> wanted;
  wanted.reserve(indices.size());
  for (int index : indices) {
    checkIndex(index, count());
    wanted.push_back(selection_[index]);
  }
  size_t next = 0;
  images_->read(wanted, [&](int, Image&& image) { receive(indices[next++], std::move(image)); });
}

std::vector<std::filesystem::path> imageFilesIn(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed))
    if (isImageFile(it->path()) && it->is_regular_file()) files.push_back(it->path());
  if (failed)
    throw Error(ErrorCode::notFound, "The folder " + quoted(folder) + " cannot be read. Check its name and your permission.",
                failed.message());
  if (files.empty())
    throw Error(ErrorCode::badInput, "The folder " + quoted(folder) + " holds no PNG or JPEG image. Give a folder that does.");
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.filename().string() < b.filename().string(); });
  return files;
}

}  // namespace fsm
