#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/model_options.h"
#include "app/cli/number_options.h"
#include "app/jobs/eval_job.h"
#include "app/jobs/output_path.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"

namespace fsm::cli {

void addEval(CLI::App& app, Session& session) {
  struct Options {
    jobs::EvalRequest request;
    std::string json, sheet, decoder = "image";
  };
  const auto options = std::make_shared<Options>();
  jobs::EvalRequest& request = options->request;
  CLI::App* command = app.add_subcommand("eval", "Predict held-out frames of a capture and compare with trivial answers");
  command->add_option("SOURCE", request.source, "Any posed source")->required();
  command->add_option("--holdout", request.holdout, "Camera, or every Nth moment of all cameras, that the model must not see")
      ->required()
      ->type_name("cam3|every:8");
  command->add_option("--inputs", request.inputs, "Frames that the model reads, spread evenly (default: 16)")
      ->type_name("N")
      ->check(wholeNumber(1));
  command->add_option("--targets", request.targets, "Held-out frames to score at most, spread evenly (default: 24)")
      ->type_name("N")
      ->check(wholeNumber(1));
  command
      ->add_option("--size", request.size, "WxH, a long side, native, or official (256x256 square crop; default: long side 256)")
      ->type_name("WxH");
  command->add_option("--decoder", options->decoder, "What is scored: the image decoder (default) or the Gaussians")
      ->check(CLI::IsMember({"image", "gaussians"}))
      ->type_name("image|gaussians");
  command->add_option("--budget", request.budget, "Gaussians to keep (default: 200000)")->check(wholeNumber(1))->type_name("N");
  command->add_option("--refine-seconds", request.refineSeconds, "Fit the Gaussians to the input frames first, so long")
      ->check(positiveNumber())
      ->type_name("S");
  addModelOptions(*command, request.model);
  command->add_option("--json", options->json, "Write the scores as JSON; - prints them")->type_name("FILE");
  command->add_option("--sheet", options->sheet, "Write a contact sheet: nearest input, prediction, truth")
      ->type_name("FILE.png");
  command->callback([options, &session] {
    if (!options->json.empty() && options->json != "-") jobs::checkOutputFile(options->json);
    if (!options->sheet.empty()) jobs::checkOutputFile(options->sheet);
    options->request.gaussians = options->decoder == "gaussians";
    if (options->request.refineSeconds > 0 && !options->request.gaussians)
      throw Error(ErrorCode::badInput, "--refine-seconds fits Gaussians: add --decoder gaussians.");
    const jobs::EvalResult result = jobs::evalJob(options->request, session.progress());
    session.finish();
    // With the scores on standard output for a program, the table is for the person beside it.
    std::fputs(jobs::table(result).c_str(), options->json == "-" ? stderr : stdout);
    if (!options->sheet.empty()) writePng(options->sheet, jobs::contactSheet(result.sheet, 3));
    if (!options->json.empty()) deliverJson(jobs::toJson(result), options->json);
  });
}

}  // namespace fsm::cli
