// `fsm_engine`: what runs on a bare GPU machine, without FFmpeg and importers.
#include "app/cli/commands.h"

int main(int argc, char** argv) {
  using namespace fsm::cli;
  CLI::App app("fsm_engine: training, benchmarks and the parity check", "fsm_engine");
  app.set_version_flag("--version", FSM_VERSION);
  app.require_subcommand(1);
  Session session;
  addTrain(app, session);
  addAverage(app, session);
  addRefineFile(app, session);
  addBench(app, session, fsm::jobs::benchSplatFile, "FILE.ply|.spz|.splat");
  addParity(app, session);
  return runProgram(app, session, argc, argv);
}
