#include "tests/parity/fixture.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::parity {
namespace {

constexpr uint64_t kJsonLimit = uint64_t{1} << 20;

[[noreturn]] void damaged(const std::string& fixture, const std::string& what) {
  throw Error(ErrorCode::fileDamaged,
              "The parity fixture '" + fixture + "' cannot be used: " + what + ". Replace the fixture's files.");
}

/// Typed access to the JSON: whatever is missing or of another type is named.
class Keys {
 public:
  Keys(const nlohmann::json& json, std::string fixture) : json_(json), fixture_(std::move(fixture)) {}

  int integer(const char* key, int low, int high) const {
    const nlohmann::json& value = at(key);
    if (!value.is_number_integer() && !value.is_number_unsigned())
      damaged(fixture_, std::string("'") + key + "' is not an integer");
    const auto number = value.is_number_unsigned() && value.get<uint64_t>() > INT64_MAX ? INT64_MAX : value.get<int64_t>();
    if (number < low || number > high) damaged(fixture_, std::string("'") + key + "' is outside what a model can have");
    return static_cast<int>(number);
  }
  double number(const char* key) const {
    const nlohmann::json& value = at(key);
    if (!value.is_number() || !std::isfinite(value.get<double>()))
      damaged(fixture_, std::string("'") + key + "' is not a number");
    return value.get<double>();
  }
  double number(const char* key, double otherwise) const { return json_.contains(key) ? number(key) : otherwise; }
  bool boolean(const char* key) const {
    if (!at(key).is_boolean()) damaged(fixture_, std::string("'") + key + "' is neither true nor false");
    return at(key).get<bool>();
  }
  std::string text(const char* key) const {
    if (!at(key).is_string()) damaged(fixture_, std::string("'") + key + "' is not text");
    return at(key).get<std::string>();
  }
  /// One of two words; true for the first.
  bool either(const char* key, const char* first, const char* second) const {
    const std::string word = text(key);
    if (word != first && word != second) {
      damaged(fixture_, std::string("'") + key + "' says '" + word + "' where '" + first + "' or '" + second + "' is known");
    }
    return word == first;
  }

 private:
  const nlohmann::json& at(const char* key) const {
    const auto found = json_.find(key);
    if (found == json_.end()) damaged(fixture_, std::string("its JSON does not say '") + key + "'");
    return *found;
  }

  const nlohmann::json& json_;
  std::string fixture_;
};

ElasticConfig elasticOf(const Keys& keys) {
  ElasticConfig elastic;
  elastic.enabled = keys.boolean("elastic");
  if (!elastic.enabled) return elastic;
  elastic.importance = importanceFromName(keys.text("importance"));
  elastic.anchor = anchorFromName(keys.text("anchor"));
  elastic.lambda = keys.number("lam");
  elastic.alpha = keys.number("alpha");
  elastic.beta = keys.number("beta");
  return elastic;
}

ModelConfig configOf(const Keys& keys, Decoder decoder) {
  constexpr int kWide = 1 << 16;
  ModelConfig config;
  config.decoder = decoder;
  config.dim = keys.integer("dim", 1, kWide);
  config.layers = keys.integer("layers", 1, 1024);
  config.patch = keys.integer("patch_size", 1, 1024);
  config.attentionHeadDim = keys.integer("attn_head_dim", 1, kWide);
  config.fastHeadDim = keys.integer("fast_head_dim", 1, kWide);
  config.interMulti = keys.integer("inter_multi", 1, 64);
  config.muonSteps = keys.integer("muon_steps", 0, 100);
  config.baseLearningRate = keys.number("base_lr");
  config.chunkTokens = keys.integer("chunk_size", 0, INT32_MAX);
  config.elastic = elasticOf(keys);
  config.profile = Profile::official;
  config.near = keys.number("near", config.near);
  config.far = keys.number("far", config.far);
  return config;
}

/// The model computes fixed channels for each decoder; a fixture made with others is another function.
void checkChannels(const nlohmann::json& json, Decoder decoder, const std::string& fixture) {
  if (!json.contains("channels")) return;
  const nlohmann::json expected = decoder == Decoder::image ? nlohmann::json{"ray_o", "ray_d", "o_cross_d", "rgb", "time"}
                                                            : nlohmann::json{"nearest_pts", "ray_d", "rgb", "time"};
  if (json["channels"] == expected) return;
  throw Error(ErrorCode::unsupported, "The parity fixture '" + fixture +
                                          "' was made with input channels that this program does not compute: " +
                                          json["channels"].dump() + " in place of " + expected.dump() + ". Remove the fixture.");
}

std::filesystem::path weightsBeside(const std::filesystem::path& jsonPath, const std::string& name, const std::string& fixture) {
  // A plain name only: a fixture has no business elsewhere on the disk.
  if (name.empty() || std::filesystem::path(name).filename() != name)
    damaged(fixture, "'weights' is not the name of a file beside it");
  return jsonPath.parent_path() / name;
}

}  // namespace

nlohmann::json readFixtureJson(const std::filesystem::path& path) {
  const std::string text = readTextFile(path, kJsonLimit);
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) damaged(path.stem().string(), "its JSON is not one complete object");
  return json;
}

NetworkFixture readNetworkFixture(const std::filesystem::path& jsonPath, const nlohmann::json& json) {
  NetworkFixture fixture;
  fixture.name = jsonPath.stem().string();
  const Keys keys(json, fixture.name);
  const Decoder decoder = keys.either("kind", "lvsm", "lrm") ? Decoder::image : Decoder::gaussians;
  checkChannels(json, decoder, fixture.name);
  fixture.config = configOf(keys, decoder);
  fixture.bfloat16Iteration = keys.either("newton_schulz", "bf16", "fp32");
  if (json.contains("dtype")) fixture.precision = keys.either("dtype", "fp32", "bf16") ? Precision::float32 : Precision::bfloat16;
  fixture.maxFrames = keys.integer("max_frames", 2, INT32_MAX);
  fixture.weights = weightsBeside(jsonPath, keys.text("weights"), fixture.name);
  std::filesystem::path tensors = jsonPath;
  fixture.tensors = readSafetensors(tensors.replace_extension(".safetensors"));
  return fixture;
}

bool hasTensor(const TensorFile& file, const std::string& name) { return file.tensors.count(name) != 0; }

torch::Tensor tensorOf(const TensorFile& file, const std::string& name, const std::string& fixture) {
  const auto found = file.tensors.find(name);
  if (found == file.tensors.end()) damaged(fixture, "its tensor '" + name + "' is missing");
  return model::toTorch(found->second);
}

model::ViewBatch viewsOf(const NetworkFixture& fixture, const std::string& prefix, torch::Device device) {
  const auto load = [&](const char* name) {
    return tensorOf(fixture.tensors, prefix + "." + name, fixture.name).to(torch::kFloat32);
  };
  const torch::Tensor poses = load("c2w"), intrinsics = load("fxfycxcy"), frames = load("frame_time");
  if (frames.dim() != 2 || frames.numel() == 0) damaged(fixture.name, "'" + prefix + ".frame_time' is not [samples, views]");
  const int64_t samples = frames.size(0), views = frames.size(1);
  const bool fits = poses.sizes() == torch::IntArrayRef({samples, views, 4, 4}) &&
                    intrinsics.sizes() == torch::IntArrayRef({samples, views, 4});
  if (!fits) damaged(fixture.name, "the shapes of '" + prefix + ".c2w', '.fxfycxcy' and '.frame_time' disagree");

  model::ViewBatch batch;
  batch.world_from_camera = poses.to(device);
  batch.fxfycxcy = intrinsics.to(device);
  batch.time = (frames / (fixture.maxFrames - 1) * 2 - 1).to(device);
  if (prefix != "in" && !hasTensor(fixture.tensors, prefix + ".image")) return batch;
  const torch::Tensor image = load("image");
  if (image.dim() != 5 || image.size(0) != samples || image.size(1) != views || image.size(2) != 3) {
    damaged(fixture.name, "'" + prefix + ".image' is not [samples, views, 3, height, width] of these views");
  }
  batch.image = image.to(device);
  return batch;
}

ImageSize targetSize(const NetworkFixture& fixture) {
  const torch::Tensor rendering = tensorOf(fixture.tensors, "out.rendering", fixture.name);
  if (rendering.dim() != 5 || rendering.size(3) > 1 << 20 || rendering.size(4) > 1 << 20) {
    damaged(fixture.name, "'out.rendering' is not [samples, views, 3, height, width]");
  }
  return {static_cast<int>(rendering.size(4)), static_cast<int>(rendering.size(3))};
}

}  // namespace fsm::parity
