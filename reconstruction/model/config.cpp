#include "reconstruction/model/config.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "reconstruction/core/error.h"
#include "reconstruction/model/message_text.h"

namespace fsm {

namespace {

using nlohmann::json;

// The first name of a value is the one that is written; the others are read as well.
template <typename Value, size_t N>
using Names = std::array<std::pair<const char*, Value>, N>;

constexpr Names<Decoder, 3> kDecoders{{{"image", Decoder::image}, {"gaussians", Decoder::gaussians}, {"both", Decoder::both}}};
constexpr Names<Importance, 5> kImportances{{{"mas", Importance::mas},
                                             {"abs", Importance::mas},
                                             {"ewc", Importance::ewc},
                                             {"sq", Importance::ewc},
                                             {"si", Importance::si}}};
constexpr Names<AnchorPolicy, 3> kAnchors{
    {{"global", AnchorPolicy::global}, {"streaming", AnchorPolicy::streaming}, {"streaming-ema", AnchorPolicy::streamingEma}}};
constexpr Names<Profile, 2> kProfiles{{{"official", Profile::official}, {"paper", Profile::paper}}};

template <typename Value, size_t N>
const char* firstName(const Names<Value, N>& names, Value value) {
  for (const auto& [text, known] : names)
    if (known == value) return text;
  throw Error(ErrorCode::internal, "A model setting has an unknown value. Please report this.");
}

template <typename Value, size_t N>
Value fromName(const Names<Value, N>& names, const std::string& text, const char* what) {
  std::string offered;
  for (const auto& [known, value] : names) {
    if (text == known) return value;
    offered += (offered.empty() ? "" : ", ") + std::string(known);
  }
  throw Error(ErrorCode::badInput, std::string(what) + " cannot be " + quotedForMessage(text) + ". Use one of: " + offered + ".");
}

[[noreturn]] void wrong(const std::string& key, const std::string& wanted) {
  throw Error(ErrorCode::badInput,
              "The model configuration's \"" + key + "\" must be " + wanted + ". Correct it in the model's config.json.");
}

/// Reads members of one JSON object; `prefix` makes the key in a message findable.
struct Fields {
  const json& object;
  std::string prefix;

  const json* find(const char* key) const {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
  }
  void integer(const char* key, int& value, int least, int most) const {
    const json* found = find(key);
    if (!found) return;
    const bool inRange = found->is_number_integer() && !(found->is_number_unsigned() && found->get<uint64_t>() > INT64_MAX) &&
                         found->get<int64_t>() >= least && found->get<int64_t>() <= most;
    if (!inRange) wrong(prefix + key, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    value = static_cast<int>(found->get<int64_t>());
  }
  void number(const char* key, double& value, double least, double most) const {
    const json* found = find(key);
    if (!found) return;
    const double given = found->is_number() ? found->get<double>() : std::nan("");
    if (!(given >= least && given <= most))
      wrong(prefix + key, "a number from " + json(least).dump() + " to " + json(most).dump());
    value = given;
  }
  void boolean(const char* key, bool& value) const {
    const json* found = find(key);
    if (!found) return;
    if (!found->is_boolean()) wrong(prefix + key, "true or false");
    value = found->get<bool>();
  }
  template <typename Value, size_t N>
  void choice(const char* key, Value& value, const Names<Value, N>& names) const {
    const json* found = find(key);
    if (!found) return;
    if (!found->is_string()) wrong(prefix + key, "a name");
    value = fromName(names, found->get<std::string>(), ("The model configuration's \"" + prefix + key + "\"").c_str());
  }
};

void checkTogether(const ModelConfig& config) {
  if (config.dim % config.attentionHeadDim != 0) wrong("attention_head_dim", "a divisor of \"dim\"");
  if (config.dim % config.fastHeadDim != 0) wrong("fast_head_dim", "a divisor of \"dim\"");
  if (config.far <= config.near) wrong("far", "more than \"near\"");
}

}  // namespace

json toJson(const ModelConfig& config) {
  const ElasticConfig& elastic = config.elastic;
  return {{"decoder", firstName(kDecoders, config.decoder)},
          {"dim", config.dim},
          {"layers", config.layers},
          {"patch", config.patch},
          {"attention_head_dim", config.attentionHeadDim},
          {"fast_head_dim", config.fastHeadDim},
          {"inter_multi", config.interMulti},
          {"mlp_multi", config.mlpMulti},
          {"muon_steps", config.muonSteps},
          {"base_learning_rate", config.baseLearningRate},
          {"chunk_tokens", config.chunkTokens},
          {"chunk_views", config.chunkViews},
          {"elastic",
           {{"enabled", elastic.enabled},
            {"importance", name(elastic.importance)},
            {"anchor", name(elastic.anchor)},
            {"lambda", elastic.lambda},
            {"alpha", elastic.alpha},
            {"beta", elastic.beta}}},
          {"profile", name(config.profile)},
          {"near", config.near},
          {"far", config.far}};
}

ModelConfig modelConfigFromJson(const json& source) {
  if (!source.is_object())
    throw Error(ErrorCode::badInput, "The model configuration is not a JSON object. Check the model's config.json.");
  ModelConfig config;
  const Fields fields{source, ""};
  fields.choice("decoder", config.decoder, kDecoders);
  fields.integer("dim", config.dim, 1, 16384);
  fields.integer("layers", config.layers, 1, 1024);
  fields.integer("patch", config.patch, 1, 256);
  fields.integer("attention_head_dim", config.attentionHeadDim, 1, 16384);
  fields.integer("fast_head_dim", config.fastHeadDim, 1, 16384);
  fields.integer("inter_multi", config.interMulti, 1, 64);
  fields.integer("mlp_multi", config.mlpMulti, 1, 64);
  fields.integer("muon_steps", config.muonSteps, 0, 100);
  fields.number("base_learning_rate", config.baseLearningRate, 1e-12, 1e3);
  fields.integer("chunk_tokens", config.chunkTokens, 0, 1 << 30);
  fields.integer("chunk_views", config.chunkViews, 0, 1 << 20);
  if (const json* elastic = fields.find("elastic")) {
    if (!elastic->is_object()) wrong("elastic", "an object");
    const Fields inner{*elastic, "elastic."};
    inner.boolean("enabled", config.elastic.enabled);
    inner.choice("importance", config.elastic.importance, kImportances);
    inner.choice("anchor", config.elastic.anchor, kAnchors);
    inner.number("lambda", config.elastic.lambda, 0, 1e6);
    inner.number("alpha", config.elastic.alpha, 0, 1);
    inner.number("beta", config.elastic.beta, 0, 1);
  }
  fields.choice("profile", config.profile, kProfiles);
  fields.number("near", config.near, 0, 1e9);
  fields.number("far", config.far, 0, 1e9);
  checkTogether(config);
  return config;
}

const char* name(Importance importance) { return firstName(kImportances, importance); }
const char* name(AnchorPolicy anchor) { return firstName(kAnchors, anchor); }
const char* name(Profile profile) { return firstName(kProfiles, profile); }

Importance importanceFromName(const std::string& text) { return fromName(kImportances, text, "The importance"); }
AnchorPolicy anchorFromName(const std::string& text) { return fromName(kAnchors, text, "The anchor policy"); }
Profile profileFromName(const std::string& text) { return fromName(kProfiles, text, "The profile"); }

}  // namespace fsm
