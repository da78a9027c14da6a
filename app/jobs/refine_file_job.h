// Refinement on a machine without the footage: a prepared file in, a refined scene out (training/refine/refine_file.h).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "training/refine/refine.h"

namespace fsm::jobs {

/// What a refinement scored and cost, as JSON: beside the stored Gaussians and on standard output.
nlohmann::json toJson(const training::RefineResult& result);
/// The same in a few lines for a person.
std::string table(const training::RefineResult& result);

/// Writes the picture of each status to `preview`, where there is one, and tells the log how the fit stands.
training::RefineListener statusWriter(const std::filesystem::path& preview);

/// `project`.refine-state.safetensors beside it.
std::filesystem::path refineStatePath(const std::filesystem::path& result);
/// Puts the state there every `seconds` while a run goes on, with `metadata` added: a run that is killed looks like a stopped
/// one.
training::Safekeeping safekeepingAt(const std::filesystem::path& state, double seconds,
                                    const std::map<std::string, std::string>& metadata);
/// The state that a stopped or killed run of `what` ("refinement") left at `state`. Throws notFound where there is none,
/// fileDamaged.
TensorFile readStateOf(const std::string& what, const std::filesystem::path& state, const std::filesystem::path& result);
/// The state where `resume` asks for one. Throws notFound where there is none, fileDamaged.
std::optional<TensorFile> savedRefineState(const std::filesystem::path& result, bool resume);
/// Calls `store`; keeps the state of a run that was stopped or could not be stored, and drops that of one that came to its end.
void storeRefined(const std::filesystem::path& result, const training::RefineResult& refined, const std::function<void()>& store);

struct RefineFileRequest {
  std::filesystem::path input;   ///< of fsm refine --pack
  std::filesystem::path output;  ///< written: what fsm refine --take reads
  std::filesystem::path preview;
  training::RefineOptions options;
  bool resume = false;
};
/// The state is saved every options.safekeeping.seconds. A run that is cancelled saves what it reached, with the state to go on
/// from; the result says so. Throws as training::refine, notFound, fileDamaged, writeFailed.
training::RefineResult refineFileJob(const RefineFileRequest& request, Progress& progress);

/// What refineFileJob wrote: a scene and the JSON of its result. Throws notFound, fileDamaged.
struct RefinedFile {
  scene::GaussianScene scene;
  std::string json;
};
RefinedFile readRefinedFile(const std::filesystem::path& file);

}  // namespace fsm::jobs
