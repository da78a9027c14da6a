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
               {"view_ms", result.viewMs},
               {"renderer", result.renderer},
               {"device", result.device}});
    return;
  }
  std::printf("%s: %d frame%s of %dx%d, %.1f ms each by %s on %s\n", result.output.string().c_str(), result.frames,
              result.frames == 1 ? "" : "s", result.size.width, result.size.height, result.viewMs, result.renderer.c_str(),
              result.device.c_str());
  if (!result.sheet.empty()) std::printf("%s: its contact sheet\n", result.sheet.string().c_str());
}

}  // namespace

void addRender(CLI::App& app, Session& session) {
  struct Options {
    jobs::RenderRequest request;
    std::string size;
    bool alpha = false;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  jobs::RenderRequest& request = options->request;
  CLI::App* command = app.add_subcommand("render", "Make a clip or an image from a scene: any camera, any time");
  command->add_option("SCENE", request.source, "Project made by fsm reconstruct, or a splat file")
      ->required()
      ->type_name("SCENE.chrono|.ply|.spz|.splat|.glb");
  command
      ->add_option(
          "-o,--output", request.output,
          "Clip (.mp4 H.264, .mov ProRes 4444, .webm VP9, with a contact sheet beside it), image (.png, .exr), or folder "
          "of images")
      ->required()
      ->type_name("OUT.mp4|.mov|.webm|.png|.exr|FOLDER");
  command
      ->add_option("--camera", request.clip.camera,
                   "A camera of the capture, an orbit (degrees swept) or a nerfstudio camera path (default: orbit)")
      ->type_name("cam3|orbit[:deg]|path.json");
  command->add_option("--time", request.clip.time, "all, one moment (time stands still) or a range, in seconds (default: all)")
      ->type_name("all|T|A:B");
  command->add_option("--size", options->size, "Image size (default: as the model read the capture)")->type_name("WxH");
  command->add_option("--fps", request.clip.fps, "Frames a second (default: 30, or the path's)")
      ->type_name("N")
      ->check(positiveNumber());
  command->add_option("--format", request.format.images, "Images of a folder: PNG of 8 or 16 bits, or OpenEXR (default: png)")
      ->type_name("png|png16|exr");
  const CLI::Option* alpha = command->add_flag(
      "--alpha,!--no-alpha", options->alpha,
      "Transparent where nothing is seen, or not (default: transparent in .mov, .webm and EXR where the renderer can)");
  command
      ->add_option("--renderer", request.renderer,
                   "vulkan or reference (slow, double precision) draw Gaussians, neural asks the memory (default: vulkan where "
                   "there are Gaussians)")
      ->check(CLI::IsMember({"vulkan", "neural", "reference"}))
      ->type_name("R");
  addModelOptions(*command, request.model);
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->callback([options, alpha, &session] {
    if (alpha->count() > 0) options->request.format.alpha = options->alpha;
    if (!options->size.empty()) options->request.clip.size = jobs::parseImageSize(options->size);
    const jobs::RenderResult result = jobs::renderJob(options->request, session.progress());
    session.finish();
    tell(result, options->json);
  });
}

}  // namespace fsm::cli
