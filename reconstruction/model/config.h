// What a Fast Spatial Memory model is made of. Plain data; stored as JSON beside the weights.
// Reference: method.md 1 (LaCT block), 2 (LaCET), 4.1 (FSM-LRM).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace fsm {

/// image: FSM-LVSM (13 channels a pixel). gaussians: FSM-LRM (10 channels). both: one trunk that reads as FSM-LVSM does, with its
/// image decoder and our Gaussian decoder (gaussian_decoder.h).
enum class Decoder { image, gaussians, both };
enum class Importance { mas, ewc, si };  ///< |g|, g^2, |g (w - w*)|
enum class AnchorPolicy { global, streaming, streamingEma };
/// official: numerically the released code (anchors and importance shared by all blocks, updated importance used in the pull).
/// paper: the equations as printed (per block, importance of the chunk before, batch mean).
enum class Profile { official, paper };
enum class Precision { float32, bfloat16 };

struct ElasticConfig {
  bool enabled = false;
  Importance importance = Importance::si;
  AnchorPolicy anchor = AnchorPolicy::streamingEma;
  double lambda = 0.5, alpha = 0.5, beta = 0.5;
};

struct ModelConfig {
  Decoder decoder = Decoder::image;
  int dim = 768;
  int layers = 24;
  int patch = 8;
  int attentionHeadDim = 64;
  int fastHeadDim = 768;
  int interMulti = 2;  ///< hidden width of the fast network / its head width
  int mlpMulti = 4;
  int muonSteps = 5;
  double baseLearningRate = 0.01;
  int chunkTokens = 0;  ///< tokens a chunk of the flattened (view, row, column) input sequence; 0: one chunk
  int chunkViews = 0;   ///< where positive: chunks of this many views at any image size, in place of chunkTokens
  ElasticConfig elastic;
  Profile profile = Profile::official;
  double near = 0, far = 100;  ///< depth range of FSM-LRM's Gaussian decoder

  int channels() const { return decoder == Decoder::gaussians ? 10 : 13; }
  int outputChannels() const { return decoder == Decoder::gaussians ? 20 : 3; }
  bool makesImages() const { return decoder != Decoder::gaussians; }
  bool makesGaussians() const { return decoder != Decoder::image; }
};

nlohmann::json toJson(const ModelConfig& config);
/// Throws `Error` badInput naming the key that is wrong; unknown keys are ignored, missing ones keep their default.
ModelConfig modelConfigFromJson(const nlohmann::json& json);

const char* name(Importance);
const char* name(AnchorPolicy);
const char* name(Profile);
Importance importanceFromName(const std::string&);  ///< "mas"/"abs", "ewc"/"sq", "si"
AnchorPolicy anchorFromName(const std::string&);    ///< "global", "streaming", "streaming-ema"
Profile profileFromName(const std::string&);

}  // namespace fsm
