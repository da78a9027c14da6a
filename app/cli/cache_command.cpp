#include <cstdio>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/number_options.h"
#include "app/jobs/cache_job.h"

namespace fsm::cli {

void addCache(CLI::App& app, Session& session) {
  const auto request = std::make_shared<jobs::CacheRequest>();
  CLI::App* command = app.add_subcommand("cache", "Decode a posed capture once, for training on it");
  command->add_option("SOURCE", request->source, "Any posed source")->required();
  command->add_option("-o,--output", request->file, "File to write (data.captures of a training configuration names it)")
      ->required()
      ->type_name("FILE.safetensors");
  command->add_option("--size", request->longSide, "Long side of the frames in pixels (default: 320)")
      ->type_name("N")
      ->check(wholeNumber(1));
  command->add_option("--frames", request->mostFrames, "At most so many frames, spread evenly (default: 2000)")
      ->type_name("N")
      ->check(wholeNumber(1));
  command->callback([request, &session] {
    const int frames = jobs::cacheJob(*request, session.progress());
    session.finish();
    std::printf("%s: %d frames\n", request->file.string().c_str(), frames);
  });
}

}  // namespace fsm::cli
