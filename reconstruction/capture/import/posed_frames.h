// What the foreign pose formats have in common: a list of posed frames with names. Each format's reader only fills this list; how
// it becomes a Capture (cameras, image files, sizes, times) or gives its poses to an unposed video is the same for all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/capture/capture.h"

namespace fsm::import {

/// Intrinsics as files give them: some with focal lengths, some with an angle of view, some without a size.
struct FileIntrinsics {
  ImageSize size;                        ///< of the image that the numbers are for; zero: the image's own
  std::optional<double> fx, fy, cx, cy;  ///< pixels; a missing centre is the middle, a missing fy is fx
  std::optional<double> angleX, angleY;  ///< full angle of view in radians, where focal lengths are missing
  /// For the image as it is (`actual`), scaled when the image was resized since. Throws fileDamaged when the shapes disagree or
  /// nothing gives a focal length.
  Intrinsics complete(ImageSize actual, const std::string& where) const;
};

/// Intrinsics of an image that was resized to `actual`. Throws fileDamaged when its shape differs by more than 2 %.
Intrinsics scaledTo(const Intrinsics& intrinsics, ImageSize actual, const std::string& where);

struct PosedFrame {
  enum class Role { unsaid, input, target };
  std::string name;  ///< image file as the source names it (relative), or a name for messages where frames are of a video
  glm::dmat4 world_from_camera{1.0};
  FileIntrinsics intrinsics;
  Distortion distortion;
  std::optional<Seconds> time;
  std::optional<int64_t> index;  ///< frame of the video, counted from 0, where the source says so
  Role role = Role::unsaid;
};

struct PosedFrames {
  std::string name;  ///< of the capture
  std::filesystem::path source;
  std::filesystem::path video;                       ///< where the frames are of one video; empty: stills
  std::vector<std::filesystem::path> searchFolders;  ///< where the stills may lie, in order
  std::optional<double> fps;
  std::vector<PosedFrame> frames;
  std::vector<std::string> notes;
};

/// Frames of one physical camera (by the folder of their names), sorted by time, else index, else name; positions in `frames`.
struct FrameGroup {
  std::string folder;
  std::vector<size_t> members;
};
std::vector<FrameGroup> groupByCamera(const PosedFrames& frames);

/// One time for each frame: as given; else index or the number in the file's name at `fps` (30 where unknown); else the order.
/// Says in `notes` what was done.
std::vector<Seconds> timesOf(const PosedFrames& frames, const std::vector<FrameGroup>& groups, std::vector<std::string>& notes);

/// The capture of these frames. Finds every image file and reads its header; throws notFound naming the frame whose image is
/// missing.
Capture assemble(const PosedFrames& frames);

}  // namespace fsm::import
