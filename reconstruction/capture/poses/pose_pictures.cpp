#include "reconstruction/capture/poses/pose_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/capture/poses/camera_motion.h"
#include "reconstruction/capture/poses/scratch_folder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/media/frame_selection.h"
#include "reconstruction/media/sharpness.h"

namespace fsm::poses {
namespace {

using Windows = std::vector<std::vector<int>>;

constexpr int kFewestPerCamera = 8;

std::string pictureName(FrameId id) {
  char text[40];
  std::snprintf(text, sizeof text, "%d/%06d.png", id.camera, id.frame);
  return text;
}

Windows evenWindows(const CaptureCamera& camera, int count) {
  // Frames are spread by their number: a clip's rate hardly varies, and times need not increase.
  std::vector<Seconds> numbers(static_cast<size_t>(camera.frameCount()));
  std::iota(numbers.begin(), numbers.end(), 0.0);
  media::FrameSelection selection;
  selection.count = count;
  selection.sharpest = !isUnordered(camera);
  return media::selectWindows(numbers, selection);
}

/// The wanted frames, and of the even ones those that hold none of them.
Windows joined(const std::vector<int>& wanted, const Windows& even) {
  Windows out;
  for (const int frame : wanted) out.push_back({frame});
  for (const std::vector<int>& window : even) {
    const auto next = std::lower_bound(wanted.begin(), wanted.end(), window.front());
    if (next == wanted.end() || *next > window.back()) out.push_back(window);
  }
  std::sort(out.begin(), out.end());
  return out;
}

ImageSize limited(ImageSize size, int longSide) {
  const double factor = std::min(1.0, static_cast<double>(longSide) / std::max(size.width, size.height));
  const auto side = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * factor))); };
  return {side(size.width), side(size.height)};
}

/// Receives the frames of one camera window by window and keeps the sharpest of each.
class WindowWriter {
 public:
  WindowWriter(int camera, const CaptureCamera& source, const Windows& windows, int longSide, const std::filesystem::path& folder,
               std::vector<PosePicture>& out)
      : camera_(camera), source_(source), windows_(windows), longSide_(longSide), folder_(folder), out_(out) {}

  void add(int frame, Image&& image) {
    if (!(image.size == source_.intrinsics.size))
      throw Error(ErrorCode::badInput,
                  "Frame " + std::to_string(frame) + " of '" + source_.name + "' is " + std::to_string(image.size.width) + " x " +
                      std::to_string(image.size.height) + " pixels, but the camera's first one is " +
                      std::to_string(source_.intrinsics.size.width) + " x " + std::to_string(source_.intrinsics.size.height) +
                      ". Put pictures of other sizes into folders of their own.");
    const std::vector<int>& window = windows_[window_];
    const double sharpness = window.size() > 1 ? media::sharpness(image) : 0;
    if (best_.empty() || sharpness > bestSharpness_) {
      best_ = std::move(image);
      bestSharpness_ = sharpness;
      bestFrame_ = frame;
    }
    if (frame == window.back()) flush();
  }

 private:
  void flush() {
    PosePicture picture;
    picture.id = {camera_, bestFrame_};
    picture.name = pictureName(picture.id);
    picture.grey = media::greyPicture(best_, kMotionLongSide);
    picture.size = limited(best_.size, longSide_);
    writePng(folder_ / picture.name, picture.size == best_.size ? best_ : resize(best_, picture.size));
    out_.push_back(std::move(picture));
    best_ = Image();
    ++window_;
  }

  int camera_;
  const CaptureCamera& source_;
  const Windows& windows_;
  int longSide_;
  const std::filesystem::path& folder_;
  std::vector<PosePicture>& out_;
  size_t window_ = 0;
  Image best_;
  double bestSharpness_ = 0;
  int bestFrame_ = 0;
};

void checkWanted(const Capture& capture, const PoseOptions& options) {
  if (options.wanted.empty()) return;
  bool fits = options.wanted.size() == capture.cameras.size();
  for (size_t c = 0; fits && c < options.wanted.size(); ++c)
    for (size_t i = 0; i < options.wanted[c].size(); ++i)
      fits = fits && options.wanted[c][i] >= 0 && options.wanted[c][i] < capture.cameras[c].frameCount() &&
             (i == 0 || options.wanted[c][i] > options.wanted[c][i - 1]);
  if (!fits)
    throw Error(ErrorCode::badInput, "Poses were asked for frames that the capture does not have. Choose among its frames.");
}

}  // namespace

bool isUnordered(const CaptureCamera& camera) { return dynamic_cast<const StillImages*>(camera.images.get()) != nullptr; }

std::vector<Windows> pictureWindows(const Capture& capture, const PoseOptions& options) {
  checkWanted(capture, options);
  const int perCamera = std::max(kFewestPerCamera, options.frames / static_cast<int>(capture.cameras.size()));
  std::vector<Windows> out;
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    const std::vector<int> wanted = options.wanted.empty() ? std::vector<int>() : options.wanted[c];
    const bool enough = static_cast<int>(wanted.size()) >= perCamera;
    out.push_back(joined(wanted, enough ? Windows() : evenWindows(capture.cameras[c], perCamera)));
  }
  return out;
}

std::vector<PosePicture> writePosePictures(const Capture& capture, const std::vector<Windows>& windows, int longSide,
                                           const std::filesystem::path& folder, Progress& progress) {
  if (longSide < 64 || longSide > 8192)
    throw Error(ErrorCode::badInput, "Poses are estimated from pictures of 64 to 8192 pixels. Choose a size in between.");
  size_t total = 0, done = 0;
  for (const Windows& camera : windows)
    for (const std::vector<int>& window : camera) total += window.size();
  std::vector<PosePicture> out;
  for (size_t c = 0; c < windows.size(); ++c) {
    if (windows[c].empty()) continue;
    makeFolder(folder / std::to_string(c));
    std::vector<int> frames;
    for (const std::vector<int>& window : windows[c]) frames.insert(frames.end(), window.begin(), window.end());
    WindowWriter writer(static_cast<int>(c), capture.cameras[c], windows[c], longSide, folder, out);
    capture.cameras[c].images->read(frames, [&](int frame, Image&& image) {
      writer.add(frame, std::move(image));
      progress.advance(static_cast<double>(++done), static_cast<double>(total));
    });
  }
  return out;
}

}  // namespace fsm::poses
