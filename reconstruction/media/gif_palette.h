// FFmpeg's filters that find a palette for many pictures and bring pictures to it. Not for other modules.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "reconstruction/core/geometry.h"
#include "reconstruction/media/ffmpeg.h"

extern "C" {
#include <libavfilter/avfilter.h>
}

namespace fsm::media {

struct GraphCloser {
  void operator()(AVFilterGraph* graph) const { avfilter_graph_free(&graph); }
};
using GraphHandle = std::unique_ptr<AVFilterGraph, GraphCloser>;

/// What frames are given as: 32 bits a pixel, blue first.
inline constexpr AVPixelFormat kPaletteInput = AV_PIX_FMT_BGRA;

/// Throws on negative results of FFmpeg.
using FilterCheck = std::function<void(int)>;

/// Sees frames one by one and gives the palette that serves all of them.
class PaletteFinder {
 public:
  /// Throws unsupported where FFmpeg has no such filter.
  PaletteFinder(ImageSize size, bool transparent, FilterCheck check);
  /// The frame's time must increase.
  void add(const AVFrame& frame);
  FrameHandle find();

 private:
  FilterCheck check_;
  GraphHandle graph_;
  AVFilterContext* source_ = nullptr;
  AVFilterContext* sink_ = nullptr;
};

/// Frames in the colours of one palette, dithered.
class PaletteMapper {
 public:
  PaletteMapper(ImageSize size, const AVFrame& palette, FilterCheck check);
  /// The frame that came out, in PAL8; throws internal where none did.
  FrameHandle map(const AVFrame& frame);

 private:
  FilterCheck check_;
  GraphHandle graph_;
  AVFilterContext* source_ = nullptr;
  AVFilterContext* sink_ = nullptr;
};

}  // namespace fsm::media
