#include <algorithm>
#include <cstdio>

#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/capture/import/json_reading.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/pending_folder.h"
#include "reconstruction/media/video_writer.h"

namespace fsm {
namespace {

namespace fs = std::filesystem;
using import::Json;
using Frames = CaptureFolderOptions::Frames;

[[noreturn]] void writeFailed(const fs::path& path, const std::string& detail) {
  throw Error(ErrorCode::writeFailed, quoted(path) + " cannot be written. Check the disk's free space and your permission.",
              detail);
}

/// A camera's name as a file name: what may trouble a file system or a path becomes '_'.
std::string fileName(const std::string& camera, size_t position) {
  std::string out;
  for (unsigned char c : camera) {
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c >= 0x80;
    out += plain ? static_cast<char>(c) : '_';
  }
  // Names that differ only in such characters must not share a file.
  return out == camera && !out.empty() ? out : out + "_" + std::to_string(position);
}

std::string numbered(int frame) {
  char text[24];
  std::snprintf(text, sizeof text, "%06d.png", frame);
  return text;
}

/// Whether these times can be a video's own: increasing by at least a millisecond, the resolution of most containers.
bool canBePresentationTimes(const std::vector<Seconds>& times) {
  for (size_t i = 1; i < times.size(); ++i)
    if (!(times[i] - times[i - 1] >= 1e-3)) return false;
  return !times.empty();
}

/// Receives the frames of one camera in order.
class CameraWriter {
 public:
  CameraWriter(const fs::path& folder, std::string file, const CaptureCamera& camera, const CaptureFolderOptions& options)
      : camera_(camera), file_(std::move(file)), still_(options.frames == Frames::png) {
    if (still_) {
      images_ = folder / file_;
      std::error_code failed;
      if (!fs::create_directory(images_, failed)) writeFailed(images_, failed.message());
    } else {
      media::VideoWriter::Options video;
      video.fps = options.fps;
      writer_.emplace(folder / (file_ + ".mp4"), camera.intrinsicsOf(0).size, video);
      timed_ = canBePresentationTimes(camera.times);
    }
  }
  void add(int frame, const Image& image) {
    if (still_)
      writePng(images_ / numbered(frame), image);
    else
      writer_->add(image, timed_ ? camera_.times[frame] - camera_.times[0] : -1);
  }
  void finish() {
    if (writer_) writer_->finish();
  }
  /// The size that a reader will see: video of this kind has even sides, the writer repeats the last row and column.
  ImageSize size() const {
    const ImageSize s = camera_.intrinsicsOf(0).size;
    return still_ ? s : ImageSize{s.width + s.width % 2, s.height + s.height % 2};
  }
  Json media() const { return still_ ? Json{{"images", file_}} : Json{{"video", file_ + ".mp4"}}; }

 private:
  const CaptureCamera& camera_;
  std::string file_;
  bool still_, timed_ = false;
  fs::path images_;
  std::optional<media::VideoWriter> writer_;
};

Json rows(const glm::dmat4& matrix) {
  const auto m = toRowMajor(matrix);
  Json out = Json::array();
  for (int r = 0; r < 4; ++r) out.push_back({m[r * 4], m[r * 4 + 1], m[r * 4 + 2], m[r * 4 + 3]});
  return out;
}

Json describeCamera(const CaptureCamera& camera, const CameraWriter& writer, bool sharedTimes) {
  Json out = writer.media();
  out["name"] = camera.name;
  out["w"] = writer.size().width;
  out["h"] = writer.size().height;
  const Intrinsics& k = camera.intrinsicsOf(0);
  if (k.fx > 0) out.update({{"fx", k.fx}, {"fy", k.fy}, {"cx", k.cx}, {"cy", k.cy}});
  for (const Intrinsics& f : camera.frameIntrinsics) out["frame_intrinsics"].push_back({f.fx, f.fy, f.cx, f.cy});
  if (camera.world_from_camera.size() == 1 && camera.frameCount() > 1) {
    out["w2c"] = rows(inverseRigid(camera.world_from_camera[0]));
  } else {
    for (const glm::dmat4& pose : camera.world_from_camera) out["w2c"].push_back(rows(inverseRigid(pose)));
  }
  if (!sharedTimes) out["times_s"] = camera.times;
  return out;
}

Json describePlan(const Capture& capture) {
  const auto list = [&](const std::vector<FrameId>& ids) {
    Json out = Json::array();
    for (FrameId id : ids) out.push_back({capture.cameras[id.camera].name, id.frame});
    return out;
  };
  return {{"inputs", list(capture.plan->inputs)}, {"targets", list(capture.plan->targets)}};
}

}  // namespace

void writeCaptureFolder(const fs::path& folder, const Capture& capture, const CaptureFolderOptions& options, Progress& progress) {
  validate(capture);
  if (!(options.fps > 0 && options.fps <= 1e6))
    throw Error(ErrorCode::badInput, "The frame rate must be a positive number. Correct it.");
  PendingFolder pending(folder);
  const std::vector<Seconds>& times = capture.cameras[0].times;
  const bool sharedTimes =
      std::all_of(capture.cameras.begin(), capture.cameras.end(), [&](const CaptureCamera& c) { return c.times == times; });
  Json scene{{"name", capture.name}, {"fps", options.fps}, {"cameras", Json::array()}};
  if (sharedTimes) {
    scene["frames"] = times.size();
    scene["times_s"] = times;
  }
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    const CaptureCamera& camera = capture.cameras[c];
    CameraWriter writer(pending.path(), fileName(camera.name, c), camera, options);
    std::vector<FrameId> ids;
    ids.reserve(static_cast<size_t>(camera.frameCount()));
    for (int f = 0; f < camera.frameCount(); ++f) ids.push_back({static_cast<int>(c), f});
    visitFrames(
        capture, ids, [&](size_t f, Image&& image) { writer.add(static_cast<int>(f), image); }, progress);
    writer.finish();
    scene["cameras"].push_back(describeCamera(camera, writer, sharedTimes));
  }
  if (options.world_from_source) scene["applied_transform"] = rows(*options.world_from_source);
  if (options.sound) {
    const CaptureSound sound = copySound(*options.sound, capture.timeRange(), pending.path(), progress);
    scene["sound"] = {{"file", sound.file.filename().string()}, {"begins_s", sound.offset}};
  }
  if (capture.plan) scene["plan"] = describePlan(capture);
  writeFileAtomically(pending.path() / "scene.json", scene.dump(1) + "\n");
  progress.check();
  pending.commit();
}

}  // namespace fsm
