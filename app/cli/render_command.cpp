#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/model_options.h"
#include "app/cli/number_options.h"
#include "app/jobs/clip_size.h"
#include "app/jobs/render_job.h"

namespace fsm::cli {

namespace {

void tell(const jobs::RenderResult& result, bool asJson) {
  if (asJson) {
    printJson({{"output", result.output.string()},
               {"sheet", result.sheet.empty() ? nlohmann::json(nullptr) : nlohmann::json(result.sheet.string())},
               {"frames", result.frames},
               {"width", result.size.width},
               {"height", result.size.height},
               {"fps", result.fps},
               {"frame_ms", result.frameMs},
               {"sound_seconds", result.soundSeconds},
               {"notes", result.notes},
               {"renderer", result.renderer},
               {"device", result.device}});
    return;
  }
  std::printf("%s: %d frame%s of %dx%d, %.1f ms each by %s on %s\n", result.output.string().c_str(), result.frames,
              result.frames == 1 ? "" : "s", result.size.width, result.size.height, result.frameMs, result.renderer.c_str(),
              result.device.c_str());
  if (result.soundSeconds > 0) std::printf("%.2f s of it with sound\n", result.soundSeconds);
  for (const std::string& note : result.notes) std::printf("%s\n", note.c_str());
  if (!result.sheet.empty()) std::printf("%s: its contact sheet\n", result.sheet.string().c_str());
}

struct Options {
  jobs::RenderRequest request;
  std::string size, range, blur, background, soundFile;
  bool sound = false;
  bool json = false;
};

/// What is shown: cameras, moments, sizes.
void addClipOptions(CLI::App& command, Options& options) {
  jobs::ClipRequest& clip = options.request.clip;
  command
      .add_option("--camera", clip.camera,
                  "A camera of the capture, an orbit (degrees swept), the project's own animation, or a camera file: nerfstudio "
                  "(.json), glTF or FBX (default: orbit)")
      ->type_name("cam3|orbit[:deg]|animation|FILE.json|.gltf|.glb|.fbx");
  command.add_option("--time", clip.time, "all, one moment (time stands still) or a range, in seconds (default: all)")
      ->type_name("all|T|A:B");
  command.add_option("--range", options.range, "Only this part of the clip, in seconds of the clip (default: all of it)")
      ->type_name("A:B");
  command
      .add_option("--size,--preset", options.size,
                  "Image size, or its name: 720p, 1080p, 1440p, 4k, square, vertical, portrait (default: as the model read the "
                  "capture)")
      ->type_name("WxH|NAME");
  command.add_option("--fps", clip.fps, "Frames a second (default: 30, or the path's)")->type_name("N")->check(positiveNumber());
}

/// How the pictures are made and what stands behind them.
void addQualityOptions(CLI::App& command, Options& options) {
  command
      .add_option(
          "--motion-blur", options.blur,
          "Degrees of a frame (360) that the shutter is open, and moments that are drawn then (default: none; 180:8 looks "
          "like film)")
      ->type_name("DEG[:N]");
  command
      .add_option("--supersample", options.request.output.quality.supersample,
                  "Draw pictures N times as wide and high and shrink them (default: 1)")
      ->type_name("N")
      ->check(CLI::Range(1, 4));
  command
      .add_option("--background", options.background,
                  "Behind what is seen: scene (its own colour), transparent, a colour, or a picture of all directions "
                  "(equirectangular) (default: transparent in .mov, .webm and EXR where the renderer can, else scene)")
      ->type_name("scene|transparent|'#102030'|FILE");
}

/// What is written.
void addOutputOptions(CLI::App& command, Options& options) {
  jobs::ClipOutput& output = options.request.output;
  command
      .add_option(
          "-o,--output", output.file,
          "Clip (.mp4 H.264 or HEVC, .mov ProRes 4444, .webm VP9, with a contact sheet beside it; .gif), image (.png, .exr), "
          "or folder of images")
      ->required()
      ->type_name("OUT.mp4|.mov|.webm|.gif|.png|.exr|FOLDER");
  command
      .add_option(
          "--codec", output.format.codec,
          "Of a video: h264 or hevc in .mp4 and .mov, prores in .mov, vp9 in .webm (default: h264, prores, vp9 by the name)")
      ->type_name("h264|hevc|prores|vp9");
  command.add_option("--format", output.format.images, "Images of a folder: PNG of 8 or 16 bits, or OpenEXR (default: png)")
      ->type_name("png|png16|exr");
  command.add_option("--sound-from", options.soundFile, "The file whose sound it is (default: the footage's own), with --sound")
      ->type_name("FILE");
}

void applyTexts(Options& options, bool soundSaid) {
  jobs::RenderRequest& request = options.request;
  if (!options.size.empty()) request.clip.size = jobs::parseImageSize(options.size);
  if (!options.range.empty()) request.clip.range = jobs::parseClipRange(options.range);
  if (!options.blur.empty()) request.output.quality.blur = jobs::parseMotionBlur(options.blur);
  request.output.quality.background = jobs::parseBackground(options.background);
  if (!options.soundFile.empty()) request.output.sound = {jobs::SoundChoice::on, CaptureSound{options.soundFile, 0}};
  if (soundSaid) request.output.sound.choice = options.sound ? jobs::SoundChoice::on : jobs::SoundChoice::off;
}

}  // namespace

void addRender(CLI::App& app, Session& session) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("render", "Make a clip or an image from a scene: any camera, any time");
  command->add_option("SCENE", options->request.source, "Project made by fsm reconstruct, or a splat file")
      ->required()
      ->type_name("SCENE.chrono|.ply|.spz|.splat|.glb");
  addOutputOptions(*command, *options);
  addClipOptions(*command, *options);
  addQualityOptions(*command, *options);
  const CLI::Option* sound = command->add_flag(
      "--sound,!--no-sound", options->sound,
      "The footage's sound where scene time runs at normal speed, silence elsewhere, or not (default: where all of the clip runs "
      "at normal speed)");
  command
      ->add_option("--renderer", options->request.renderer.renderer,
                   "vulkan or reference (slow, double precision) draw Gaussians, neural asks the memory (default: vulkan where "
                   "there are Gaussians)")
      ->check(CLI::IsMember({"vulkan", "neural", "reference"}))
      ->type_name("R");
  addModelOptions(*command, options->request.renderer.model);
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, sound, &session] {
    applyTexts(*options, sound->count() > 0);
    const jobs::RenderResult result = jobs::renderJob(options->request, session.progress());
    session.finish();
    tell(result, options->json);
  });
}

}  // namespace fsm::cli
