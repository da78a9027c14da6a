#include "tests/model/lact_reference.h"

#include <cmath>

namespace fsm::reference {
namespace {

using torch::Tensor;
using Matrices = std::array<Tensor, 3>;  ///< something for each of w0, w1, w2

constexpr double kFloatEpsilon = 1.1920928955078125e-07;  ///< what an RMSNorm of unset eps uses

Tensor layerNorm(const Tensor& x, const Tensor& weight) {
  const Tensor centred = x - x.mean(-1, true);
  return centred / (centred.square().mean(-1, true) + 1e-5).sqrt() * weight;
}

Tensor rmsNorm(const Tensor& x, const Tensor& weight, double eps) {
  return x / (x.square().mean(-1, true) + eps).sqrt() * weight;
}

Tensor swish(const Tensor& x) { return x / (1 + (-x).exp()); }

/// Rows `part` (0 q, 1 k, 2 v), `head` of a projection whose rows are ordered (q | k | v, head, dim).
Tensor projected(const Tensor& x, const Tensor& weight, int64_t part, int64_t head, int64_t headDim) {
  const int64_t dim = weight.size(0) / 3;
  return x.matmul(weight.narrow(0, part * dim + head * headDim, headDim).t());
}

struct Rays {
  Tensor origin, direction;  ///< [3, H, W]
};

/// One camera, pixel by pixel.
Rays raysOf(const Tensor& worldFromCamera, const Tensor& fxfycxcy, int64_t height, int64_t width) {
  const Tensor pose = worldFromCamera.to(torch::kCPU, torch::kFloat64), k = fxfycxcy.to(torch::kCPU, torch::kFloat64);
  Rays rays{torch::empty({3, height, width}, torch::kFloat64), torch::empty({3, height, width}, torch::kFloat64)};
  for (int64_t row = 0; row < height; ++row) {
    for (int64_t column = 0; column < width; ++column) {
      const double x = (column + 0.5 - k[2].item<double>()) / k[0].item<double>();
      const double y = (row + 0.5 - k[3].item<double>()) / k[1].item<double>();
      const Tensor direction = pose.narrow(0, 0, 3).narrow(1, 0, 3).matmul(torch::tensor({x, y, 1.0}, torch::kFloat64));
      rays.direction.select(2, column).select(1, row).copy_(direction / direction.norm());
      rays.origin.select(2, column).select(1, row).copy_(pose.narrow(0, 0, 3).select(1, 3));
    }
  }
  return rays;
}

/// [C, H, W] to [patches, p * p * C]: patches by rows, within a patch (row, column, channel).
Tensor patchify(const Tensor& planes, int64_t p) {
  std::vector<Tensor> patches;
  for (int64_t top = 0; top < planes.size(1); top += p) {
    for (int64_t left = 0; left < planes.size(2); left += p) {
      patches.push_back(planes.narrow(1, top, p).narrow(2, left, p).permute({1, 2, 0}).reshape({-1}));
    }
  }
  return torch::stack(patches);
}

/// The way back: [patches, p * p * C] to [C, H, W].
Tensor unpatchify(const Tensor& patches, int64_t p, int64_t height, int64_t width) {
  std::vector<Tensor> rows;
  for (int64_t row = 0; row < height / p; ++row) {
    std::vector<Tensor> columns;
    columns.reserve(static_cast<size_t>(width / p));
    for (int64_t column = 0; column < width / p; ++column) {
      columns.push_back(patches[row * (width / p) + column].reshape({p, p, -1}).permute({2, 0, 1}));
    }
    rows.push_back(torch::cat(columns, 2));
  }
  return torch::cat(rows, 1);
}

/// Muon's orthogonalisation, the whole iteration in double precision.
Tensor newtonSchulz(const Tensor& gradient, int steps) {
  const bool tall = gradient.size(0) > gradient.size(1);
  Tensor x = tall ? gradient.t() : gradient;
  x = x / (x.square().sum().sqrt() + 1e-7);
  for (int step = 0; step < steps; ++step) {
    const Tensor a = x.matmul(x.t());
    x = 3.4445 * x + (-4.7750 * a + 2.0315 * a.matmul(a)).matmul(x);
  }
  return tall ? x.t() : x;
}

/// One norm a column of a matrix.
Tensor columnNorms(const Tensor& w) { return w.square().sum(0, true).sqrt(); }

Tensor applyFast(const Tensor& x, const Matrices& w) { return (swish(x.matmul(w[0])) * x.matmul(w[2])).matmul(w[1]); }

/// Ascent direction of sum eta f(k) . v for one chunk, each factor with its own rates [n, 1].
Matrices chunkGradients(const Tensor& keys, const Tensor& values, const Matrices& rates, const Matrices& w) {
  const Tensor g = keys.matmul(w[0]), u = keys.matmul(w[2]);
  const Tensor sigma = torch::sigmoid(g), gate = g * sigma;
  const Tensor delta = values.matmul(w[1].t());
  const Tensor deltaGate = delta * u * sigma * (1 + g * (1 - sigma));
  return {(rates[0] * keys).t().matmul(deltaGate), (rates[1] * gate * u).t().matmul(values),
          (rates[2] * keys).t().matmul(delta * gate)};
}

/// What one (sample, head) of a block's fast-weight layer works on.
struct Lane {
  Tensor queries, keys, values;  ///< [N, headDim]
  Matrices rates;                ///< [N, 1]
  Matrices weights, norms;
};

/// Anchors and importance of every lane.
struct Elastic {
  std::vector<Matrices> anchor, importance;
};

/// Gradients do not pass from block to block through anchors and importance.
void cutOff(Elastic& elastic) {
  for (std::vector<Matrices>* state : {&elastic.anchor, &elastic.importance}) {
    for (Matrices& matrices : *state) {
      for (Tensor& matrix : matrices) matrix = matrix.detach();
    }
  }
}

Tensor statistic(Importance kind, const Tensor& step, const Tensor& weight, const Tensor& anchor) {
  switch (kind) {
    case Importance::mas: return step.abs();
    case Importance::ewc: return step.square();
    case Importance::si: return (step * (weight - anchor)).abs();
  }
  return {};
}

class Network {
 public:
  explicit Network(const model::Weights& weights) : weights_(weights), config_(weights.config) {}

  /// Tokens of one sample's views [V * P, d].
  Tensor embed(const model::ViewBatch& views, int64_t sample, int64_t height, int64_t width) const;
  /// All blocks in order, over the tokens of each sample: the inputs' first.
  void run(std::vector<Tensor>& tokens, int64_t inputTokens, int64_t perView, const Tensor& mask, model::Trace& trace) const;
  Tensor readOut(const Tensor& tokens) const { return layerNorm(tokens, weights_.outputNorm).matmul(weights_.outputLinear.t()); }

 private:
  Tensor attention(const model::BlockWeights& block, const Tensor& view) const;
  Lane lane(const model::BlockWeights& block, const Tensor& x, int64_t head) const;
  Elastic startElastic(const model::BlockWeights& block, int64_t samples) const;
  void update(std::vector<Lane>& lanes, const std::vector<Tensor>& read, Elastic& elastic, int64_t inputTokens,
              int64_t perView) const;
  void consolidate(std::vector<Lane>& lanes, const std::vector<Matrices>& steps, Elastic& elastic) const;
  void follow(const std::vector<Lane>& lanes, Elastic& elastic) const;
  void averageOverSamples(std::vector<Matrices>& statistics) const;
  int64_t heads() const { return config_.dim / config_.fastHeadDim; }

  const model::Weights& weights_;
  const ModelConfig& config_;
};

Tensor Network::embed(const model::ViewBatch& views, int64_t sample, int64_t height, int64_t width) const {
  std::vector<Tensor> tokens;
  for (int64_t view = 0; view < views.time.size(1); ++view) {
    const Rays rays = raysOf(views.world_from_camera[sample][view], views.fxfycxcy[sample][view], height, width);
    const Tensor colour = views.image.defined() ? views.image[sample][view].to(torch::kCPU, torch::kFloat64) * 2 - 1
                                                : torch::zeros({3, height, width}, torch::kFloat64);
    const Tensor time = torch::full({1, height, width}, views.time[sample][view].item<double>(), torch::kFloat64);
    const Tensor planes =
        config_.decoder == Decoder::image
            ? torch::cat({rays.origin, rays.direction, torch::cross(rays.origin, rays.direction, 0), colour, time})
            : torch::cat(
                  {rays.origin - (rays.origin * rays.direction).sum(0, true) * rays.direction, rays.direction, colour, time});
    tokens.push_back(patchify(planes, config_.patch).matmul(weights_.inputLinear.t()));
  }
  return layerNorm(torch::cat(tokens), weights_.inputNorm);
}

Tensor Network::attention(const model::BlockWeights& block, const Tensor& view) const {
  std::vector<Tensor> heads;
  for (int64_t head = 0; head < config_.dim / config_.attentionHeadDim; ++head) {
    const int64_t width = config_.attentionHeadDim;
    const Tensor q = rmsNorm(projected(view, block.qkv, 0, head, width), block.qNorm, kFloatEpsilon);
    const Tensor k = rmsNorm(projected(view, block.qkv, 1, head, width), block.kNorm, kFloatEpsilon);
    heads.push_back(torch::softmax(q.matmul(k.t()) / std::sqrt(static_cast<double>(width)), -1)
                        .matmul(projected(view, block.qkv, 2, head, width)));
  }
  return torch::cat(heads, 1).matmul(block.attnOut.t());
}

Lane Network::lane(const model::BlockWeights& block, const Tensor& x, int64_t head) const {
  const int64_t width = config_.fastHeadDim;
  const auto unit = [](const Tensor& rows) { return rows / (rows.square().sum(-1, true).sqrt() + 1e-5); };
  Lane lane;
  lane.queries = unit(swish(projected(x, block.fastQkv, 0, head, width)));
  lane.keys = unit(swish(projected(x, block.fastQkv, 1, head, width)));
  lane.values = swish(projected(x, block.fastQkv, 2, head, width));
  const double shift = config_.baseLearningRate + std::log(-std::expm1(-config_.baseLearningRate));
  const Tensor rates = (1 + (x.matmul(block.rateWeight.t()) + block.rateBias + shift).exp()).log();
  for (int64_t i = 0; i < 3; ++i) lane.rates[i] = rates.narrow(1, i * heads() + head, 1);
  lane.weights = {block.w0[head], block.w1[head], block.w2[head]};
  for (int i = 0; i < 3; ++i) lane.norms[i] = columnNorms(lane.weights[i]).detach();
  return lane;
}

Elastic Network::startElastic(const model::BlockWeights& block, int64_t samples) const {
  const model::ElasticState& kept = weights_.storedElastic;
  const bool use = config_.profile == Profile::official && kept.anchor.w0.defined();
  const Matrices anchors =
      use ? Matrices{kept.anchor.w0, kept.anchor.w1, kept.anchor.w2} : Matrices{block.w0, block.w1, block.w2};
  Elastic elastic;
  for (int64_t lane = 0; lane < samples * heads(); ++lane) {
    // Official: repeat_interleave over the heads, against the batch-major order of the lanes. As printed: each lane its own
    // head's.
    const int64_t head = config_.profile == Profile::official ? lane / samples : lane % heads();
    Matrices anchor, importance;
    for (int i = 0; i < 3; ++i) {
      anchor[i] = anchors[i][head].detach();
      importance[i] = torch::full_like(anchor[i], 1e-6);
    }
    if (use && kept.importance.w0.defined()) {
      importance = {kept.importance.w0[head], kept.importance.w1[head], kept.importance.w2[head]};
    }
    elastic.anchor.push_back(anchor);
    elastic.importance.push_back(importance);
  }
  return elastic;
}

/// "When S has a batch dimension, average over it".
void Network::averageOverSamples(std::vector<Matrices>& statistics) const {
  const size_t count = static_cast<size_t>(heads()), samples = statistics.size() / count;
  for (size_t head = 0; head < count; ++head) {
    for (int i = 0; i < 3; ++i) {
      Tensor sum = torch::zeros_like(statistics[head][i]);
      for (size_t lane = head; lane < statistics.size(); lane += count) sum = sum + statistics[lane][i];
      for (size_t lane = head; lane < statistics.size(); lane += count) statistics[lane][i] = sum / static_cast<double>(samples);
    }
  }
}

void Network::consolidate(std::vector<Lane>& lanes, const std::vector<Matrices>& steps, Elastic& elastic) const {
  const ElasticConfig& settings = config_.elastic;
  const bool official = config_.profile == Profile::official;
  std::vector<Matrices> statistics(lanes.size());
  for (size_t lane = 0; lane < lanes.size(); ++lane) {
    for (int i = 0; i < 3; ++i) {
      statistics[lane][i] = statistic(settings.importance, steps[lane][i], lanes[lane].weights[i], elastic.anchor[lane][i]);
    }
  }
  if (!official) averageOverSamples(statistics);
  for (size_t lane = 0; lane < lanes.size(); ++lane) {
    for (int i = 0; i < 3; ++i) {
      Tensor& importance = elastic.importance[lane][i];
      const Tensor before = importance;
      importance = settings.alpha * importance + (1 - settings.alpha) * statistics[lane][i];
      Tensor& weight = lanes[lane].weights[i];
      weight = weight - settings.lambda * (official ? importance : before) * (weight - elastic.anchor[lane][i]);
    }
  }
}

void Network::follow(const std::vector<Lane>& lanes, Elastic& elastic) const {
  for (size_t lane = 0; lane < lanes.size(); ++lane) {
    for (int i = 0; i < 3; ++i) {
      Tensor& anchor = elastic.anchor[lane][i];
      const Tensor& weight = lanes[lane].weights[i];
      if (config_.elastic.anchor == AnchorPolicy::streaming) anchor = weight;
      if (config_.elastic.anchor == AnchorPolicy::streamingEma)
        anchor = config_.elastic.beta * anchor + (1 - config_.elastic.beta) * weight;
    }
  }
}

void Network::update(std::vector<Lane>& lanes, const std::vector<Tensor>& read, Elastic& elastic, int64_t inputTokens,
                     int64_t perView) const {
  int64_t chunk = config_.chunkViews > 0 ? config_.chunkViews * perView : config_.chunkTokens;
  if (chunk <= 0) chunk = inputTokens;
  for (int64_t begin = 0; begin < inputTokens; begin += chunk) {
    const int64_t end = std::min(begin + chunk, inputTokens);
    std::vector<Matrices> steps(lanes.size());
    for (size_t index = 0; index < lanes.size(); ++index) {
      Lane& lane = lanes[index];
      // Rows that are masked are taken out, not weighted.
      const Tensor rows = read[index / static_cast<size_t>(heads())].narrow(0, begin, end - begin).nonzero().squeeze(1) + begin;
      const auto pick = [&](const Tensor& all) { return all.index_select(0, rows); };
      const Matrices gradients = chunkGradients(pick(lane.keys), pick(lane.values),
                                                {pick(lane.rates[0]), pick(lane.rates[1]), pick(lane.rates[2])}, lane.weights);
      for (int i = 0; i < 3; ++i) {
        steps[index][i] = newtonSchulz(gradients[i], config_.muonSteps);
        lane.weights[i] = lane.weights[i] + steps[index][i];
      }
    }
    if (config_.elastic.enabled) consolidate(lanes, steps, elastic);
    for (Lane& lane : lanes) {
      for (int i = 0; i < 3; ++i) lane.weights[i] = lane.weights[i] / (columnNorms(lane.weights[i]) + 1e-5) * lane.norms[i];
    }
    if (config_.elastic.enabled) follow(lanes, elastic);
  }
}

Tensor stackLanes(const std::vector<Matrices>& lanes, int i) {
  std::vector<Tensor> parts;
  parts.reserve(lanes.size());
  for (const Matrices& lane : lanes) parts.push_back(lane[i]);
  return torch::stack(parts);
}

model::FastWeights stackAll(const std::vector<Matrices>& lanes) {
  return {stackLanes(lanes, 0), stackLanes(lanes, 1), stackLanes(lanes, 2)};
}

void Network::run(std::vector<Tensor>& tokens, int64_t inputTokens, int64_t perView, const Tensor& mask,
                  model::Trace& trace) const {
  const auto samples = static_cast<int64_t>(tokens.size());
  std::vector<Tensor> read;  // whether each input token of a sample is there
  for (int64_t sample = 0; sample < samples; ++sample) {
    const Tensor ones = torch::ones({inputTokens / perView});
    read.push_back((mask.defined() ? mask[sample].to(torch::kCPU, torch::kFloat32) : ones).repeat_interleave(perView));
  }
  const bool shared = config_.profile == Profile::official;
  Elastic elastic = startElastic(weights_.blocks[0], samples);
  for (size_t index = 0; index < weights_.blocks.size(); ++index) {
    const model::BlockWeights& block = weights_.blocks[index];
    if (!shared && index > 0) elastic = startElastic(block, samples);
    cutOff(elastic);
    std::vector<Lane> lanes;
    for (Tensor& x : tokens) {
      std::vector<Tensor> views;
      for (const Tensor& view : layerNorm(x, block.attnNorm).split(perView)) views.push_back(attention(block, view));
      x = x + torch::cat(views);
      for (int64_t head = 0; head < heads(); ++head) lanes.push_back(lane(block, layerNorm(x, block.fastNorm), head));
    }
    update(lanes, read, elastic, inputTokens, perView);
    for (size_t sample = 0; sample < tokens.size(); ++sample) {
      std::vector<Tensor> outputs;
      for (size_t head = 0; head < static_cast<size_t>(heads()); ++head) {
        const Lane& lane = lanes[sample * static_cast<size_t>(heads()) + head];
        outputs.push_back(rmsNorm(applyFast(lane.queries, lane.weights), block.outNorm, 1e-5));
      }
      Tensor& x = tokens[sample];
      x = x + torch::cat(outputs, 1).matmul(block.fastOut.t());
      const Tensor hidden = layerNorm(x, block.mlpNorm).matmul(block.mlpIn.t());
      x = x + (hidden * 0.5 * (1 + torch::erf(hidden / std::sqrt(2.0)))).matmul(block.mlpOut.t());
    }
    std::vector<Matrices> fast;
    fast.reserve(lanes.size());
    for (const Lane& lane : lanes) fast.push_back(lane.weights);
    trace.fast.push_back(stackAll(fast));
    trace.tokens.push_back(torch::stack(tokens));
  }
  trace.final = {stackAll(elastic.anchor), stackAll(elastic.importance)};
}

/// Gaussian parameters of one view's pixels [P, p * p * 20] to the arrays, in token order.
void appendGaussians(const Tensor& raw, const Rays& rays, const ModelConfig& config, std::vector<std::vector<Tensor>>& arrays) {
  const Tensor pixels = raw.reshape({-1, 20});
  const auto perPixel = [&](const Tensor& planes) { return patchify(planes, config.patch).reshape({-1, 3}); };
  const Tensor depth = torch::sigmoid(pixels.narrow(1, 0, 3).mean(1, true)) * (config.far - config.near) + config.near;
  const std::vector<Tensor> parts{perPixel(rays.origin) + depth * perPixel(rays.direction),
                                  pixels.narrow(1, 3, 1),
                                  pixels.narrow(1, 4, 3).unsqueeze(1),
                                  pixels.narrow(1, 7, 3).clamp_max(10),
                                  pixels.narrow(1, 10, 1).clamp_max(0),
                                  pixels.narrow(1, 11, 4),
                                  pixels.narrow(1, 15, 4),
                                  pixels.narrow(1, 19, 1)};
  for (size_t i = 0; i < parts.size(); ++i) arrays[i].push_back(parts[i]);
}

}  // namespace

model::Weights inDouble(const model::Weights& weights) {
  model::Weights copy = weights;
  const auto convert = [](Tensor& tensor) {
    if (tensor.defined()) tensor = tensor.detach().to(torch::kCPU, torch::kFloat64).clone();
  };
  for (auto& [name, tensor] : copy.named()) convert(*tensor);
  for (model::FastWeights* state : {&copy.storedElastic.anchor, &copy.storedElastic.importance}) {
    for (Tensor* tensor : {&state->w0, &state->w1, &state->w2}) convert(*tensor);
  }
  return copy;
}

Output renderImages(const model::Weights& weights, const model::ViewBatch& inputs, const model::ViewBatch& targets) {
  const Network network(weights);
  const int64_t height = inputs.image.size(3), width = inputs.image.size(4), p = weights.config.patch;
  const int64_t perView = (height / p) * (width / p), inputTokens = inputs.time.size(1) * perView;
  std::vector<Tensor> tokens;
  tokens.reserve(static_cast<size_t>(inputs.time.size(0)));
  for (int64_t sample = 0; sample < inputs.time.size(0); ++sample) {
    tokens.push_back(torch::cat({network.embed(inputs, sample, height, width), network.embed(targets, sample, height, width)}));
  }
  Output output;
  network.run(tokens, inputTokens, perView, inputs.mask, output.trace);
  std::vector<Tensor> samples;
  for (const Tensor& sample : tokens) {
    std::vector<Tensor> views;
    for (const Tensor& view : sample.narrow(0, inputTokens, sample.size(0) - inputTokens).split(perView)) {
      views.push_back(unpatchify(torch::sigmoid(network.readOut(view)), p, height, width));
    }
    samples.push_back(torch::stack(views));
  }
  output.rendering = torch::stack(samples);
  return output;
}

Output predictGaussians(const model::Weights& weights, const model::ViewBatch& inputs) {
  const Network network(weights);
  const int64_t height = inputs.image.size(3), width = inputs.image.size(4), p = weights.config.patch;
  const int64_t perView = (height / p) * (width / p), inputTokens = inputs.time.size(1) * perView;
  std::vector<Tensor> tokens;
  for (int64_t sample = 0; sample < inputs.time.size(0); ++sample) {
    const Tensor embedded = network.embed(inputs, sample, height, width);
    tokens.push_back(torch::cat({embedded, embedded}));
  }
  Output output;
  network.run(tokens, inputTokens, perView, inputs.mask, output.trace);
  std::vector<std::vector<Tensor>> bySample(8);
  for (int64_t sample = 0; sample < inputs.time.size(0); ++sample) {
    std::vector<std::vector<Tensor>> byView(8);
    const std::vector<Tensor> virtualViews =
        tokens[static_cast<size_t>(sample)].narrow(0, inputTokens, inputTokens).split(perView);
    for (size_t view = 0; view < virtualViews.size(); ++view) {
      const auto index = static_cast<int64_t>(view);
      const Rays rays = raysOf(inputs.world_from_camera[sample][index], inputs.fxfycxcy[sample][index], height, width);
      appendGaussians(network.readOut(virtualViews[view]), rays, weights.config, byView);
    }
    for (size_t i = 0; i < bySample.size(); ++i) bySample[i].push_back(torch::cat(byView[i]));
  }
  const auto all = [&](size_t i) { return torch::stack(bySample[i]); };
  output.gaussians = {all(0), all(1), all(2), all(3), all(4), all(5), all(6), all(7)};
  return output;
}

}  // namespace fsm::reference
