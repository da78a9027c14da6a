#include "training/trainer/train_config.h"

#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "training/trainer/strict_json.h"

namespace fsm::training {
namespace {

constexpr uint64_t kConfigLimit = uint64_t{1} << 20;
constexpr int64_t kMostSteps = int64_t{1} << 40;
constexpr double kMostSeconds = 1e9;

std::filesystem::path pathFrom(const std::filesystem::path& folder, const std::string& text) {
  return text.empty() ? std::filesystem::path() : folder / text;
}

/// `modelConfigFromJson` ignores what it does not know (files of newer versions); a configuration written by hand must not.
void requireKnownModelKeys(const nlohmann::json& given, const nlohmann::json& known, const std::string& where) {
  if (!given.is_object()) throw Error(ErrorCode::badInput, "The training configuration needs an object { } at '" + where + "'.");
  for (const auto& [key, value] : given.items()) {
    if (!known.contains(key)) {
      throw Error(ErrorCode::badInput,
                  "The training configuration has the unknown key '" + where + "." + key + "'. Correct or remove it.");
    }
    if (known.at(key).is_object()) requireKnownModelKeys(value, known.at(key), where + "." + key);
  }
}

ImageSize parseSize(const nlohmann::json& json, const JsonFields& fields, const std::string& key, int patch) {
  const auto good = [&](const nlohmann::json& n) {
    return n.is_number_integer() && n >= patch && n <= 4096 && n.get<int>() % patch == 0;
  };
  if (!json.is_array() || json.size() != 2 || !good(json[0]) || !good(json[1])) {
    fields.wrong(key, "sizes as [width, height], multiples of the patch (" + std::to_string(patch) + ") up to 4096");
  }
  return {json[0].get<int>(), json[1].get<int>()};
}

Stage parseStage(const nlohmann::json& json, const std::string& where, int patch) {
  JsonFields fields(json, where);
  Stage stage;
  const nlohmann::json* sizes = fields.child("sizes");
  if (!sizes || !sizes->is_array() || sizes->empty()) fields.wrong("sizes", "a list of [width, height]");
  for (const auto& size : *sizes) stage.sizes.push_back(parseSize(size, fields, "sizes", patch));
  stage.batch = static_cast<int>(fields.integer("batch", 16, 1, 4096));
  stage.inputs = static_cast<int>(fields.integer("inputs", 16, 1, 1024));
  stage.targets = static_cast<int>(fields.integer("targets", 6, 1, 1024));
  stage.until = fields.number("until", 1, 0, 1);
  fields.finish();
  return stage;
}

std::vector<Stage> parseStages(JsonFields& config, int patch) {
  const nlohmann::json* json = config.child("stages");
  if (!json || !json->is_array() || json->empty()) config.wrong("stages", "a list of at least one stage");
  std::vector<Stage> stages;
  for (size_t i = 0; i < json->size(); ++i) {
    stages.push_back(parseStage((*json)[i], "stages[" + std::to_string(i) + "]", patch));
    const double before = i == 0 ? 0 : stages[i - 1].until;
    if (stages[i].until <= before)
      config.wrong("stages[" + std::to_string(i) + "].until", "a fraction larger than that of the stage before");
  }
  if (stages.back().until != 1) config.wrong("stages[" + std::to_string(stages.size() - 1) + "].until", "1 for the last stage");
  return stages;
}

void parseRigShares(JsonFields& data, std::array<double, 3>& shares) {
  const nlohmann::json* json = data.child("rigShares");
  if (!json) return;
  JsonFields fields(*json, data.pathOf("rigShares"));
  shares = {fields.number("phonePath", 0, 0, 1), fields.number("stillCameras", 0, 0, 1), fields.number("arc", 0, 0, 1)};
  fields.finish();
  if (shares[0] + shares[1] + shares[2] <= 0) data.wrong("rigShares", "at least one share above 0");
}

void parseCaptures(JsonFields& data, std::vector<CaptureShare>& captures, const std::filesystem::path& folder) {
  const nlohmann::json* json = data.child("captures");
  if (!json) return;
  if (!json->is_array()) data.wrong("captures", "a list of { cache, share }");
  double total = 0;
  for (size_t i = 0; i < json->size(); ++i) {
    JsonFields fields((*json)[i], data.pathOf("captures[" + std::to_string(i) + "]"));
    captures.push_back({pathFrom(folder, fields.text("cache", "")), fields.number("share", 0.1, 0, 1)});
    if (captures.back().cache.empty()) fields.wrong("cache", "the path of a capture cache");
    fields.finish();
    total += captures.back().share;
  }
  if (total > 1 + 1e-9) data.wrong("captures", "shares that sum to at most 1");
}

DataConfig parseData(const nlohmann::json* json, const std::filesystem::path& folder) {
  DataConfig data;
  if (!json) return data;
  JsonFields fields(*json, "data");
  data.textures = pathFrom(folder, fields.text("textures", ""));
  data.proceduralTiles = static_cast<int>(fields.integer("proceduralTiles", data.proceduralTiles, 1, 4096));
  parseRigShares(fields, data.rigShares);
  data.samplesPerAxis = static_cast<int>(fields.integer("samplesPerAxis", data.samplesPerAxis, 1, 8));
  data.photometry = fields.flag("photometry", data.photometry);
  data.motionBlur = fields.flag("motionBlur", data.motionBlur);
  data.interpolateShare = fields.number("interpolateShare", data.interpolateShare, 0, 1);
  data.allInputsShare = fields.number("allInputsShare", data.allInputsShare, 0, 1);
  data.fewestInputs = static_cast<int>(fields.integer("fewestInputs", data.fewestInputs, 1, 1024));
  parseCaptures(fields, data.captures, folder);
  fields.finish();
  return data;
}

LossWeights parseLoss(const nlohmann::json* json, const std::filesystem::path& folder) {
  LossWeights loss;
  if (!json) return loss;
  JsonFields fields(*json, "loss");
  loss.mse = fields.number("mse", loss.mse, 0, 1e6);
  loss.gradient = fields.number("gradient", loss.gradient, 0, 1e6);
  loss.perceptual = fields.number("perceptual", loss.perceptual, 0, 1e6);
  loss.perceptualWeights = pathFrom(folder, fields.text("perceptualWeights", ""));
  fields.finish();
  if (loss.perceptual > 0 && loss.perceptualWeights.empty())
    fields.wrong("perceptualWeights", "the file of the perceptual network's weights");
  if (loss.mse + loss.gradient + loss.perceptual <= 0) fields.wrong("mse", "at least one weight above 0");
  return loss;
}

GaussianTraining parseGaussians(const nlohmann::json* json) {
  GaussianTraining gaussians;
  if (!json) return gaussians;
  JsonFields fields(*json, "gaussians");
  gaussians.samples = static_cast<int>(fields.integer("samples", gaussians.samples, 1, 4096));
  gaussians.views = static_cast<int>(fields.integer("views", gaussians.views, 1, 1024));
  gaussians.weight = fields.number("weight", gaussians.weight, 0, 1e6);
  gaussians.distance = fields.number("distance", gaussians.distance, 0, 1e6);
  fields.finish();
  return gaussians;
}

/// One of the two replaces the default; the other is then off.
void readInterval(JsonFields& fields, Interval& interval) {
  const Interval given{fields.integer("steps", 0, 0, kMostSteps), fields.number("seconds", 0, 0, kMostSeconds)};
  if (fields.has("steps") || fields.has("seconds")) interval = given;
}

ValidationConfig parseValidation(const nlohmann::json* json, const Stage& lastStage, int patch) {
  ValidationConfig validation;
  validation.inputs = lastStage.inputs;
  validation.targets = lastStage.targets;
  validation.size = lastStage.sizes.front();
  if (!json) return validation;
  JsonFields fields(*json, "validate");
  readInterval(fields, validation.every);
  validation.scenes = static_cast<int>(fields.integer("scenes", validation.scenes, 1, 4096));
  validation.inputs = static_cast<int>(fields.integer("inputs", validation.inputs, 1, 1024));
  validation.targets = static_cast<int>(fields.integer("targets", validation.targets, 1, 1024));
  validation.seed = static_cast<uint64_t>(fields.integer("seed", static_cast<int64_t>(validation.seed), 0, int64_t{1} << 53));
  if (const nlohmann::json* size = fields.child("size")) validation.size = parseSize(*size, fields, "size", patch);
  fields.finish();
  return validation;
}

void parseRates(const nlohmann::json* json, TrainConfig& config) {
  if (!json) return;
  JsonFields fields(*json, "learningRate");
  config.muonRate = fields.number("muon", config.muonRate, 0, 10);
  config.adamRate = fields.number("adam", 0.5 * config.muonRate, 0, 10);
  config.finalRateFraction = fields.number("finalFraction", config.finalRateFraction, 0, 1);
  fields.finish();
}

void parseRunLength(JsonFields& fields, TrainConfig& config) {
  config.steps = fields.integer("steps", 0, 0, kMostSteps);
  config.seconds = fields.number("seconds", 0, 0, kMostSeconds);
  if ((config.steps > 0) == (config.seconds > 0))
    fields.wrong("steps", "either steps or seconds above 0, for the length of the run");
}

Precision parsePrecision(JsonFields& fields) {
  const std::string name = fields.text("precision", "bfloat16");
  if (name == "bfloat16") return Precision::bfloat16;
  if (name != "float32") fields.wrong("precision", "\"bfloat16\" or \"float32\"");
  return Precision::float32;
}

void parseDevice(JsonFields& fields, TrainConfig& config) {
  config.device = fields.text("device", config.device);
  const std::string& name = config.device;
  const bool indexed = name.starts_with("cuda:") && name.size() > 5 && name.size() < 8 &&
                       name.find_first_not_of("0123456789", 5) == std::string::npos;
  if (name != "auto" && name != "cpu" && name != "cuda" && !indexed)
    fields.wrong("device", "\"auto\", \"cpu\", \"cuda\" or \"cuda:N\"");
}

}  // namespace

TrainConfig parseTrainConfig(const nlohmann::json& json, const std::filesystem::path& folder) {
  JsonFields fields(json, "");
  TrainConfig config;
  const nlohmann::json* model = fields.child("model");
  if (!model) fields.wrong("model", "the model's configuration");
  requireKnownModelKeys(*model, toJson(ModelConfig{}), "model");
  config.model = modelConfigFromJson(*model);
  if (!config.model.makesImages())
    fields.wrong("model.decoder", "\"image\" or \"both\": this trainer does not train FSM-LRM alone");
  config.initial = pathFrom(folder, fields.text("initial", ""));
  parseDevice(fields, config);
  config.precision = parsePrecision(fields);
  config.checkpointing = fields.flag("checkpointing", false);
  config.seed = static_cast<uint64_t>(fields.integer("seed", 1, 0, int64_t{1} << 53));
  parseRunLength(fields, config);
  config.warmupSteps = fields.integer("warmupSteps", config.warmupSteps, 0, kMostSteps);
  parseRates(fields.child("learningRate"), config);
  config.weightDecay = fields.number("weightDecay", config.weightDecay, 0, 10);
  config.clip = fields.number("clip", config.clip, 1e-6, 1e6);
  config.emaDecay = fields.number("emaDecay", config.emaDecay, 0, 1);
  config.data = parseData(fields.child("data"), folder);
  config.stages = parseStages(fields, config.model.patch);
  config.loss = parseLoss(fields.child("loss"), folder);
  config.gaussians = parseGaussians(fields.child("gaussians"));
  config.logSteps = fields.integer("logSteps", config.logSteps, 1, kMostSteps);
  config.validation = parseValidation(fields.child("validate"), config.stages.back(), config.model.patch);
  if (const nlohmann::json* save = fields.child("save")) {
    JsonFields interval(*save, "save");
    readInterval(interval, config.save);
    interval.finish();
  }
  fields.finish();
  return config;
}

TrainConfig readTrainConfig(const std::filesystem::path& path) {
  const nlohmann::json json =
      nlohmann::json::parse(readTextFile(path, kConfigLimit), nullptr, /*allow_exceptions=*/false, /*ignore_comments=*/true);
  if (json.is_discarded()) {
    throw Error(ErrorCode::badInput, "The training configuration " + path.filename().string() +
                                         " is not valid JSON: check brackets, commas and quotes.");
  }
  return parseTrainConfig(json, std::filesystem::absolute(path).parent_path());
}

}  // namespace fsm::training
