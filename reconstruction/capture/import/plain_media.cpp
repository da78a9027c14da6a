#include "reconstruction/capture/import/plain_media.h"

#include <algorithm>

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/capture/import/frame_names.h"
#include "reconstruction/capture/import/posed_frames.h"
#include "reconstruction/capture/import/video_images.h"
#include "reconstruction/core/image_file.h"

namespace fsm::import {
namespace {

namespace fs = std::filesystem;

bool isVideo(const fs::path& path) {
  std::error_code failed;
  return fs::is_regular_file(path, failed) && !isImageFile(path) && media::isVideoFile(path);
}

std::vector<fs::path> filesIn(const fs::path& folder, bool (*wanted)(const fs::path&)) {
  std::vector<fs::path> out;
  std::error_code failed;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed))
    if (it->is_regular_file(failed) && wanted(it->path())) out.push_back(it->path());
  std::sort(out.begin(), out.end(),
            [](const auto& a, const auto& b) { return naturalLess(a.filename().string(), b.filename().string()); });
  return out;
}

CaptureCamera unposed(std::string name, std::shared_ptr<const ImageSource> images, ImageSize size, std::vector<Seconds> times) {
  CaptureCamera camera;
  camera.name = std::move(name);
  camera.images = std::move(images);
  camera.intrinsics = {size, 0, 0, 0.5 * size.width, 0.5 * size.height};
  camera.times = std::move(times);
  return camera;
}

CaptureCamera videoCamera(const fs::path& path, std::string name) {
  auto images = std::make_shared<VideoImages>(path);
  const media::VideoInfo info = images->info();
  return unposed(std::move(name), std::move(images), info.size, info.times);
}

CaptureCamera stillsCamera(const fs::path& source, std::vector<fs::path> files, std::vector<std::string>& notes) {
  PosedFrames frames;
  frames.source = source;
  FrameGroup group;
  for (size_t i = 0; i < files.size(); ++i) {
    PosedFrame frame;
    frame.name = files[i].filename().string();
    frames.frames.push_back(std::move(frame));
    group.members.push_back(i);
  }
  std::vector<Seconds> times = timesOf(frames, {group}, notes);
  const ImageSize size = imageFileSize(files.front());
  return unposed("cam0", std::make_shared<StillImages>(std::move(files)), size, std::move(times));
}

}  // namespace

bool acceptsPlainMedia(const fs::path& source) {
  std::error_code failed;
  if (fs::is_directory(source, failed)) return !filesIn(source, isVideo).empty() || !filesIn(source, isImageFile).empty();
  return isVideo(source) || isImageFile(source);
}

Capture readPlainMedia(const fs::path& source) {
  Capture capture;
  capture.source = source.string();
  std::error_code failed;
  const bool folder = fs::is_directory(source, failed);
  capture.name = folder ? fs::absolute(source / ".").parent_path().filename().string() : source.stem().string();
  if (!folder) {
    capture.cameras.push_back(isImageFile(source) ? stillsCamera(source, {source}, capture.notes) : videoCamera(source, "cam0"));
  } else if (const auto videos = filesIn(source, isVideo); !videos.empty()) {
    for (const fs::path& video : videos)
      capture.cameras.push_back(videoCamera(video, videos.size() == 1 ? "cam0" : video.filename().string()));
    if (videos.size() > 1)
      capture.notes.push_back("The folder's " + std::to_string(videos.size()) + " videos were taken as cameras of one event.");
  } else {
    capture.cameras.push_back(stillsCamera(source, filesIn(source, isImageFile), capture.notes));
  }
  capture.notes.emplace_back("The source has no camera poses.");
  return capture;
}

}  // namespace fsm::import
