#include "training/trainer/checkpoint.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "training/trainer/tensor_state.h"

namespace fsm::training {
namespace {

constexpr const char* kFormat = "training-state 1";

NamedTensors tensorsOf(const model::Weights& weights) {
  NamedTensors tensors;
  for (const auto& [name, tensor] : weights.named()) tensors.emplace_back(name, *tensor);
  return tensors;
}

[[noreturn]] void damaged(const std::filesystem::path& path, const std::string& detail) {
  throw Error(
      ErrorCode::fileDamaged,
      "The training state " + path.filename().string() + " is damaged or of another version: start anew without --resume.",
      detail);
}

RunPosition positionFrom(const nlohmann::json& json, const std::filesystem::path& path) {
  const auto whole = [&](const char* key) {
    if (!json.contains(key) || !json[key].is_number_integer() || json[key] < 0)
      damaged(path, std::string("metadata '") + key + "'");
    return json[key].get<int64_t>();
  };
  RunPosition position{whole("step"), 0, whole("skipped"), whole("samples"), static_cast<uint64_t>(whole("seed"))};
  const auto elapsed = json.find("elapsed");
  if (elapsed == json.end() || !elapsed->is_number() || !(elapsed->get<double>() >= 0)) damaged(path, "metadata 'elapsed'");
  position.elapsedSeconds = elapsed->get<double>();
  return position;
}

}  // namespace

void saveState(const std::filesystem::path& path, const RunPosition& position, const model::Weights& weights,
               const WeightAverage& average, const Optimiser& optimiser) {
  TensorFile file;
  saveTensors(tensorsOf(weights), file, "weights/");
  saveTensors(tensorsOf(average.weights()), file, "average/");
  optimiser.save(file, "optimiser/");
  const nlohmann::json json{{"step", position.step},
                            {"elapsed", position.elapsedSeconds},
                            {"skipped", position.skipped},
                            {"samples", position.samples},
                            {"seed", position.seed}};
  file.metadata = {{"format", kFormat}, {"position", json.dump()}, {"config", toJson(weights.config).dump()}};
  writeSafetensors(path, file);
}

RunPosition loadState(const std::filesystem::path& path, uint64_t seed, model::Weights& weights, WeightAverage& average,
                      Optimiser& optimiser) {
  if (!std::filesystem::exists(path)) {
    throw Error(ErrorCode::notFound, "There is no saved training state " + path.string() + ": start without --resume.");
  }
  const TensorFile file = readSafetensors(path);
  const auto entry = [&](const char* key) {
    const auto found = file.metadata.find(key);
    return found == file.metadata.end() ? std::string() : found->second;
  };
  if (entry("format") != kFormat) damaged(path, "format '" + entry("format") + "'");
  if (nlohmann::json::parse(entry("config"), nullptr, false) != toJson(weights.config)) {
    throw Error(
        ErrorCode::badInput,
        "The saved training state is of another model: resume with the model configuration it was made with, or start anew.");
  }
  const nlohmann::json json = nlohmann::json::parse(entry("position"), nullptr, false);
  if (!json.is_object()) damaged(path, "metadata 'position'");
  const RunPosition position = positionFrom(json, path);
  if (position.seed != seed) {
    throw Error(ErrorCode::badInput,
                "The saved training state was made with seed " + std::to_string(position.seed) + ": resume with that seed.");
  }
  loadTensors(tensorsOf(weights), file, "weights/");
  loadTensors(tensorsOf(average.weights()), file, "average/");
  optimiser.load(file, "optimiser/");
  return position;
}

void saveModel(const std::filesystem::path& folder, const model::Weights& weights) {
  TensorFile file = weights.toFile(TensorType::bf16);
  file.metadata["config"] = toJson(weights.config).dump();
  writeSafetensors(folder / "model.safetensors", file);
  writeFileAtomically(folder / "config.json", toJson(weights.config).dump(2) + "\n");
}

}  // namespace fsm::training
