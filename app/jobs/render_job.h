// From a scene to a clip (a video beside a contact sheet), a folder of images, or one image.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/clip.h"
#include "app/jobs/clip_format.h"
#include "app/jobs/clip_quality.h"
#include "app/jobs/clip_sound.h"
#include "app/jobs/render_stage.h"

namespace fsm::jobs {

/// What is written, whatever it is rendered from.
struct ClipOutput {
  std::filesystem::path file;  ///< as clipFormatOf takes it: NAME.mp4|.mov|.webm|.gif, NAME.png|.exr, or a folder
  ClipFormatRequest format;
  ClipQuality quality;
  SoundRequest sound;
  bool sheet = true;  ///< a contact sheet beside a video
};

struct RenderRequest {
  std::filesystem::path source;  ///< name.chrono, or a splat file
  ClipOutput output;
  ClipRequest clip;
  RendererRequest renderer;
};

struct RenderResult {
  std::filesystem::path output;
  std::filesystem::path sheet;  ///< NAME.sheet.png beside a video, where it was wanted; else empty
  ImageSize size;
  int frames = 0;
  double fps = 0;
  double frameMs = 0;       ///< mean time of one frame, writing included
  double soundSeconds = 0;  ///< of the clip that sound; 0: the clip has no sound track
  std::string renderer, device;
  std::vector<std::string> notes;  ///< what the user should know: why there is no sound
};

/// Each frame as it is written, on the thread that renders: for a picture of the running work. `done` of `total` are there.
using FrameListener = std::function<void(int done, int total, const LayeredImage& picture)>;

/// Nothing is left behind on errors and cancellation. Throws what planning and writing throw; badInput for an output that cannot
/// hold what is asked; unsupported for other file endings, and for transparency, which the neural renderer does not give.
/// `weight`: share of the job that this is.
RenderResult renderClip(RenderStage& stage, const Clip& clip, const ClipOutput& output, Progress& progress, double weight = 1,
                        const FrameListener& listener = {});

/// All of it from files: loads the stage, plans the clip, renders it.
RenderResult renderJob(const RenderRequest& request, Progress& progress, const FrameListener& listener = {});

}  // namespace fsm::jobs
