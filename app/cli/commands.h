// The commands of `fsm` and `fsm_engine`, one file each. Every function adds one subcommand that runs when it is named.
#pragma once

#include "app/cli/session.h"

namespace fsm::cli {

void addInfo(CLI::App& app, Session& session);
void addImport(CLI::App& app, Session& session);
void addSynth(CLI::App& app, Session& session);
void addReconstruct(CLI::App& app, Session& session);
void addAppend(CLI::App& app, Session& session);
void addRefine(CLI::App& app, Session& session);
void addRefineFile(CLI::App& app, Session& session);
void addRender(CLI::App& app, Session& session);
void addExport(CLI::App& app, Session& session);
void addEval(CLI::App& app, Session& session);
void addCache(CLI::App& app, Session& session);
void addTrain(CLI::App& app, Session& session);
void addBench(CLI::App& app, Session& session);
void addParity(CLI::App& app, Session& session);

}  // namespace fsm::cli
