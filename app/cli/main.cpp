// `fsm`: from a capture to new views and times, headless.
#include "app/cli/commands.h"
#include "app/jobs/bench_project.h"
#include "app/jobs/launch.h"

int main(int argc, char** argv) {
  using namespace fsm::cli;
  fsm::jobs::leaveLauncher();
  CLI::App app("fsm: 4D scenes from video by Fast Spatial Memory", "fsm");
  app.set_version_flag("--version", FSM_VERSION);
  app.require_subcommand(1);
  Session session;
  addInfo(app, session);
  addImport(app, session);
  addSynth(app, session);
  addReconstruct(app, session);
  addAppend(app, session);
  addRefine(app, session);
  addFinetune(app, session);
  addRender(app, session);
  addExport(app, session);
  addEval(app, session);
  addCache(app, session);
  addTrain(app, session);
  addBench(app, session, fsm::jobs::benchAnyScene, "SCENE.chrono|FILE.ply|.spz|.splat");
  return runProgram(app, session, argc, argv);
}
