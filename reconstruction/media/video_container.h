// A video file as a list of packets: opened, its best video track chosen and indexed in one pass without decoding, then read
// forward and sought by packet. Not for other modules.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/media/ffmpeg.h"
#include "reconstruction/media/video_reader.h"

namespace fsm::media {

/// One packet of the track, in the order of decoding; times in the track's time base.
struct PacketEntry {
  int64_t pts = AV_NOPTS_VALUE;
  int64_t dts = AV_NOPTS_VALUE;
  bool key = false;
  bool shown = false;  ///< false: only decoded, because an edit list cuts it off or it is a reference picture
};

/// How the stored picture becomes the shown one: mirrored left-right first, then turned clockwise.
struct Orientation {
  int quarterTurns = 0;
  bool mirrored = false;
};

class VideoContainer {
 public:
  /// Throws notFound, badInput, unsupported, fileDamaged.
  explicit VideoContainer(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }
  const AVStream& track() const { return *input_->streams[track_]; }
  AVFormatContext* format() const { return input_.get(); }
  const std::vector<PacketEntry>& packets() const { return packets_; }
  /// False: the container gives no usable times; frames are counted instead, and only reading from the start is exact.
  bool timed() const { return timed_; }
  bool hasAudio() const { return hasAudio_; }

  /// The next packet of the track into `packet`; its place in packets(), or nothing at the end (or where the file breaks off).
  std::optional<size_t> next(AVPacket& packet);
  /// After this, `next` gives a packet at or before `place`.
  void seek(size_t place);

 private:
  void open();
  std::vector<int> rankedTracks() const;
  void indexTrack();
  bool indexPackets();
  void restart();
  bool landAt(size_t place);
  std::optional<size_t> readRaw(AVPacket& packet);
  std::optional<size_t> placeOf(const AVPacket& packet) const;
  Error damaged(const std::string& detail) const;

  std::filesystem::path path_;
  InputHandle input_;
  int track_ = -1;
  std::vector<PacketEntry> packets_;
  bool timed_ = true;
  bool seekable_ = true;
  bool hasAudio_ = false;
  size_t position_ = 0;  ///< place of the next packet
  PacketHandle held_;    ///< read while checking where a seek landed
  std::optional<size_t> heldPlace_;
};

/// From the track's display matrix; the nearest of the eight when it is none of them.
Orientation orientationOf(const AVStream& track);
/// The stored picture with square pixels, not turned yet.
ImageSize squarePixelSize(AVFormatContext* format, const AVStream& track);

}  // namespace fsm::media
