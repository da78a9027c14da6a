#include "reconstruction/capture/poses/picture_masks.h"

#include <algorithm>
#include <map>

#include "reconstruction/capture/image_sources.h"
#include "reconstruction/capture/import/frame_names.h"
#include "reconstruction/capture/poses/scratch_folder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"

namespace fsm::poses {
namespace {

namespace fs = std::filesystem;

/// Files of one camera, one a frame: a single picture is for all, as many as frames are in order, else numbers tell.
std::vector<fs::path> filesForFrames(const fs::path& folder, const CaptureCamera& camera) {
  std::vector<fs::path> files = imageFilesIn(folder);
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return import::naturalLess(a.filename().string(), b.filename().string());
  });
  const auto frames = static_cast<size_t>(camera.frameCount());
  if (files.size() == 1) return std::vector<fs::path>(frames, files.front());
  if (files.size() == frames) return files;
  std::map<int64_t, fs::path> numbered;
  for (const fs::path& file : files)
    if (const auto number = import::numberInName(file.filename().string())) numbered[*number] = file;
  // Programs that write a video's frames as stills mostly count from 1.
  const int64_t first = !numbered.empty() && numbered.begin()->first >= 1 ? 1 : 0;
  std::vector<fs::path> out(frames);
  for (const auto& [number, file] : numbered)
    if (number - first >= 0 && number - first < static_cast<int64_t>(frames)) out[static_cast<size_t>(number - first)] = file;
  if (std::all_of(out.begin(), out.end(), [](const fs::path& p) { return p.empty(); }))
    throw Error(ErrorCode::badInput, "None of the " + std::to_string(files.size()) + " masks in " + quoted(folder) +
                                         " belongs to one of the " + std::to_string(frames) + " frames of '" + camera.name +
                                         "'. Give one mask for all frames, one a frame, or name them by the frame's number.");
  return out;
}

fs::path folderFor(const fs::path& masks, const CaptureCamera& camera) {
  std::error_code failed;
  for (const fs::path& name : {fs::path(camera.name), fs::path(camera.name).stem()})
    if (fs::is_directory(masks / name, failed)) return masks / name;
  throw Error(ErrorCode::notFound, "There is no folder with the masks of '" + camera.name + "' in " + quoted(masks) +
                                       ". With several cameras each has a folder of its name.");
}

/// White, with black where either source says so.
class Mask {
 public:
  explicit Mask(ImageSize size) : image_(size, 1.0f) {}

  void hideDarkOf(const Image& given) {
    hide([&](double u, double v) {
      const float* p = given.at(std::min(given.size.width - 1, static_cast<int>(u * given.size.width)),
                                std::min(given.size.height - 1, static_cast<int>(v * given.size.height)));
      return p[0] + p[1] + p[2] < 1.5f;
    });
  }
  void hideMotionOf(const MotionMask& motion) {
    hide([&](double u, double v) {
      const int x = std::min(motion.size.width - 1, static_cast<int>(u * motion.size.width));
      const int y = std::min(motion.size.height - 1, static_cast<int>(v * motion.size.height));
      return motion.moving[static_cast<size_t>(y) * motion.size.width + x];
    });
  }
  size_t hidden() const { return hidden_; }
  const Image& image() const { return image_; }

 private:
  /// `dark(u, v)` of the centres of pixels, both in [0, 1).
  void hide(const auto& dark) {
    for (int y = 0; y < image_.size.height; ++y)
      for (int x = 0; x < image_.size.width; ++x) {
        float* p = image_.at(x, y);
        if (p[0] == 0 || !dark((x + 0.5) / image_.size.width, (y + 0.5) / image_.size.height)) continue;
        p[0] = p[1] = p[2] = 0;
        ++hidden_;
      }
  }
  Image image_;
  size_t hidden_ = 0;
};

}  // namespace

GivenMasks::GivenMasks(const fs::path& folder, const Capture& capture) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed))
    throw Error(ErrorCode::notFound, quoted(folder) + " is no folder of masks. Check its name.");
  for (const CaptureCamera& camera : capture.cameras)
    files_.push_back(filesForFrames(capture.cameras.size() == 1 ? folder : folderFor(folder, camera), camera));
}

const fs::path& GivenMasks::of(FrameId id) const {
  static const fs::path none;
  return files_.empty() ? none : files_.at(static_cast<size_t>(id.camera)).at(static_cast<size_t>(id.frame));
}

double writePictureMasks(const std::vector<PosePicture>& pictures, const GivenMasks& given, std::span<const MotionMask> motion,
                         const fs::path& folder, Progress& progress) {
  double share = 0;
  for (size_t i = 0; i < pictures.size(); ++i) {
    progress.check();
    const PosePicture& picture = pictures[i];
    Mask mask(picture.size);
    if (const fs::path& file = given.of(picture.id); !file.empty()) mask.hideDarkOf(readImageFile(file));
    if (!motion.empty()) mask.hideMotionOf(motion[i]);
    const double pixels = static_cast<double>(picture.size.width) * picture.size.height;
    share += static_cast<double>(mask.hidden()) / pixels / static_cast<double>(pictures.size());
    if (mask.hidden() == 0) continue;
    const fs::path file = folder / (picture.name + ".png");
    makeFolder(file.parent_path());
    writePng(file, mask.image());
  }
  return share;
}

}  // namespace fsm::poses
