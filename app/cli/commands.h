// The commands of `fsm` and `fsm_engine`, one file each. Every function adds one subcommand that runs when it is named.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "app/cli/session.h"
#include "app/jobs/bench_picture.h"

namespace fsm::cli {

void addInfo(CLI::App& app, Session& session);
void addImport(CLI::App& app, Session& session);
void addSynth(CLI::App& app, Session& session);
void addReconstruct(CLI::App& app, Session& session);
void addAppend(CLI::App& app, Session& session);
void addRefine(CLI::App& app, Session& session);
void addRefineFile(CLI::App& app, Session& session);
void addFinetune(CLI::App& app, Session& session);
void addRender(CLI::App& app, Session& session);
void addExport(CLI::App& app, Session& session);
void addEval(CLI::App& app, Session& session);
void addCache(CLI::App& app, Session& session);
void addAverage(CLI::App& app, Session& session);
void addTrain(CLI::App& app, Session& session);
/// `readScene`: of `--scene`, whose value `scenes` names.
using BenchSceneReader = std::function<jobs::BenchScene(const std::filesystem::path&)>;
void addBench(CLI::App& app, Session& session, const BenchSceneReader& readScene, const std::string& scenes);
void addParity(CLI::App& app, Session& session);

}  // namespace fsm::cli
