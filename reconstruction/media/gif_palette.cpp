#include "reconstruction/media/gif_palette.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

#include "reconstruction/core/error.h"

namespace fsm::media {
namespace {

AVFilterContext* addFilter(AVFilterGraph* graph, const char* kind, const char* name, const std::string& arguments,
                           const FilterCheck& check) {
  const AVFilter* filter = avfilter_get_by_name(kind);
  if (!filter)
    throw Error(ErrorCode::unsupported,
                std::string("GIFs cannot be written: FFmpeg was built without ") + kind + ". Export a video instead.");
  AVFilterContext* context = nullptr;
  check(avfilter_graph_create_filter(&context, filter, name, arguments.c_str(), nullptr, graph));
  return context;
}

/// A source of frames of `size`, a hundredth of a second its unit.
AVFilterContext* addSource(AVFilterGraph* graph, const char* name, ImageSize size, const FilterCheck& check) {
  return addFilter(graph, "buffer", name,
                   "video_size=" + std::to_string(size.width) + "x" + std::to_string(size.height) +
                       ":pix_fmt=" + std::to_string(kPaletteInput) + ":time_base=1/100:pixel_aspect=1/1",
                   check);
}

GraphHandle newGraph() {
  GraphHandle graph(avfilter_graph_alloc());
  if (!graph) throw Error(ErrorCode::outOfMemory, "There is not enough memory to write a GIF. Close other programs.");
  return graph;
}

}  // namespace

PaletteFinder::PaletteFinder(ImageSize size, bool transparent, FilterCheck check) : check_(std::move(check)), graph_(newGraph()) {
  source_ = addSource(graph_.get(), "pictures", size, check_);
  AVFilterContext* finder = addFilter(graph_.get(), "palettegen", "palettegen",
                                      std::string("stats_mode=full:reserve_transparent=") + (transparent ? "1" : "0"), check_);
  sink_ = addFilter(graph_.get(), "buffersink", "palette", "", check_);
  check_(avfilter_link(source_, 0, finder, 0));
  check_(avfilter_link(finder, 0, sink_, 0));
  check_(avfilter_graph_config(graph_.get(), nullptr));
}

void PaletteFinder::add(const AVFrame& frame) {
  // Pushed through at once: frames that wait in the graph would take memory. FFmpeg does not change what it may keep.
  check_(
      av_buffersrc_add_frame_flags(source_, const_cast<AVFrame*>(&frame), AV_BUFFERSRC_FLAG_KEEP_REF | AV_BUFFERSRC_FLAG_PUSH));
}

FrameHandle PaletteFinder::find() {
  check_(av_buffersrc_add_frame(source_, nullptr));
  FrameHandle palette = newFrame();
  check_(av_buffersink_get_frame(sink_, palette.get()));
  return palette;
}

PaletteMapper::PaletteMapper(ImageSize size, const AVFrame& palette, FilterCheck check)
    : check_(std::move(check)), graph_(newGraph()) {
  source_ = addSource(graph_.get(), "pictures", size, check_);
  AVFilterContext* colours = addSource(graph_.get(), "colours", {palette.width, palette.height}, check_);
  // Only the rectangle that changed is diffused again, so that what stands still does not flicker.
  AVFilterContext* mapper =
      addFilter(graph_.get(), "paletteuse", "paletteuse", "dither=sierra2_4a:diff_mode=rectangle:alpha_threshold=128", check_);
  sink_ = addFilter(graph_.get(), "buffersink", "mapped", "", check_);
  check_(avfilter_link(source_, 0, mapper, 0));
  check_(avfilter_link(colours, 0, mapper, 1));
  check_(avfilter_link(mapper, 0, sink_, 0));
  check_(avfilter_graph_config(graph_.get(), nullptr));
  check_(av_buffersrc_write_frame(colours, &palette));
  check_(av_buffersrc_add_frame(colours, nullptr));
}

FrameHandle PaletteMapper::map(const AVFrame& frame) {
  check_(av_buffersrc_write_frame(source_, &frame));
  FrameHandle mapped = newFrame();
  const int status = av_buffersink_get_frame(sink_, mapped.get());
  if (status == AVERROR(EAGAIN)) throw Error(ErrorCode::internal, "A frame of the GIF did not come out of the filter.");
  check_(status);
  return mapped;
}

}  // namespace fsm::media
