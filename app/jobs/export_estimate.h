// What an export will take, told before it begins: from the time that one frame took to draw, and what codecs are known to need.
//
// Bits a pixel at 640x360. Videos and GIFs, measured on a phone's handheld footage (calm, rendered pictures take a half): H.264
// 0.57, HEVC 0.45, VP9 0.64 at the default quality, of which six steps halve them; GIF 7.4. Images: PNG 14 (of that footage;
// rendered 11), with 16 bits a sample 40, EXR with depth 63 (rendered; without depth 30). Transparency adds a tenth, a third to
// PNG. What coders of moving pictures need grows with the pixels to the power of 0.75, since larger pictures hold less detail a
// pixel. ProRes 4444 has a rate of its own: 9.2, 7.1, 6.3, 5.6 bits a pixel from 1620, 2700, 6075 macroblocks on, half as much
// again with transparency. Coding: nanoseconds a pixel of one core, divided by the cores where the coder uses all of them: H.264
// 160, HEVC 310, VP9 320, ProRes 220, GIF 530, PNG 100, with 16 bits 200, EXR 290 (measured on a slow core of a server; others
// take half of it).
#pragma once

#include "app/jobs/clip_format.h"
#include "reconstruction/core/geometry.h"

namespace fsm::jobs {

struct ExportEstimate {
  double seconds = 0;
  double bytes = 0;
};

struct ExportSize {
  ImageSize size;
  int frames = 0;
  double fps = 30;
  bool sound = false;
};

/// `frameMs`: what `renderFrame` took for one frame of this size in this quality. Rough: within a factor of two or three.
ExportEstimate estimateExport(const ClipFormat& format, const ExportSize& clip, double frameMs);

}  // namespace fsm::jobs
