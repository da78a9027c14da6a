// The whole sequence at once, with gradients. Inputs and targets are two streams: they meet only in the fast weights.
#include "reconstruction/model/network.h"

#include <utility>

#include "reconstruction/core/error.h"
#include "reconstruction/model/block.h"
#include "reconstruction/model/checkpointing.h"
#include "reconstruction/model/gaussian_decoder.h"
#include "reconstruction/model/tokens.h"

namespace fsm::model {

using torch::Tensor;

namespace {

struct Streams {
  Tensor inputs;   ///< [B, V_in * P, d]
  Tensor targets;  ///< [B, V_t * P, d]; undefined without targets
};

struct Pass {
  const Weights& weights;
  ForwardOptions options;  ///< a copy: a checkpointed pass is run again after the caller's options may be gone
  int64_t batch = 0, perInputView = 0, perTargetView = 0;
  Tensor mask;              ///< [B, V_in * P] or undefined
  bool keepInputs = false;  ///< the input tokens are wanted after the last block
};

torch::ScalarType productType(const Weights& weights, Precision precision) {
  return precision == Precision::bfloat16 ? torch::kBFloat16 : weights.inputLinear.scalar_type();
}

Tensor attendViews(const Block& block, const Tensor& x, int64_t perView) {
  return block.attend(x.view({-1, perView, x.size(-1)})).view(x.sizes());
}

/// All chunks' updates in order; returns the final fast weights.
Tensor updateChunks(const Block& block, const Pass& pass, const FastInputs& in, ElasticStack& elastic) {
  Tensor fast = block.initialFast(pass.batch);
  const FastNorms norms = captureNorms(fast);
  const auto ranges = chunkRanges(pass.weights.config, in.k.size(1), pass.perInputView);
  for (const auto& [begin, end] : ranges) {
    const bool whole = ranges.size() == 1;
    const auto part = [&, b = begin, e = end](const Tensor& t) { return whole ? t : t.slice(1, b, e); };
    const Tensor gradient = gradientSum(productsOf(fast, block.type()), {part(in.k), part(in.v), part(in.rates)});
    fast = block.step(fast, gradient, norms, elastic);
  }
  return fast;
}

/// One block over both streams. `elastic` comes in detached, as the official code detaches it at each block.
Streams runBlock(size_t index, const Pass& pass, const Streams& in, ElasticStack& elastic, Tensor& fastOut) {
  const Weights& weights = pass.weights;
  const Block block(weights.config, weights.blocks[index],
                    {productType(weights, pass.options.precision), pass.options.newtonSchulzBfloat16});
  const bool inputsGoOn = pass.keepInputs || index + 1 < weights.blocks.size();
  Streams x{attendViews(block, in.inputs, pass.perInputView),
            in.targets.defined() ? attendViews(block, in.targets, pass.perTargetView) : Tensor()};
  FastInputs update;
  Tensor inputQueries;
  if (inputsGoOn)
    std::tie(update, inputQueries) = block.updateInputsAndQueries(x.inputs, pass.mask);
  else
    update = block.updateInputs(x.inputs, pass.mask);
  const Tensor fast = updateChunks(block, pass, update, elastic);
  const FastProducts products = productsOf(fast, block.type());
  fastOut = fast;
  if (inputsGoOn) x.inputs = block.finish(x.inputs, inputQueries, products);
  if (x.targets.defined()) x.targets = block.finish(x.targets, block.queries(x.targets), products);
  return x;
}

ElasticStack detached(const ElasticStack& elastic) {
  return elastic.anchor.defined() ? ElasticStack{elastic.anchor.detach(), elastic.importance.detach()} : elastic;
}

Streams runBlocks(const Pass& pass, Streams x) {
  const ModelConfig& config = pass.weights.config;
  const bool shared = config.elastic.enabled && config.profile == Profile::official;
  ElasticStack elastic;
  if (shared) elastic = officialElastic(pass.weights, pass.batch);
  for (size_t i = 0; i < pass.weights.blocks.size(); ++i) {
    if (config.elastic.enabled && !shared)
      elastic = ownElastic(Block(config, pass.weights.blocks[i], {}).initialFast(pass.batch));
    elastic = detached(elastic);
    Tensor fast;
    if (pass.options.checkpointing) {
      const ElasticStack entering = elastic;
      const auto body = [pass, i, entering](const Streams& in, ElasticStack& leaving) {
        Tensor unused;
        leaving = entering;
        return runBlock(i, pass, in, leaving, unused);
      };
      const auto out = checkpointed({x.inputs, x.targets}, [&, body](const std::vector<Tensor>& in, bool first) {
        ElasticStack leaving;
        const Streams y = body({in[0], in[1]}, leaving);
        if (first) elastic = std::move(leaving);
        return std::vector<Tensor>{y.inputs, y.targets};
      });
      x = {out[0], out[1]};
    } else {
      x = runBlock(i, pass, x, elastic, fast);
    }
    if (Trace* trace = pass.options.trace) {
      trace->tokens.push_back(x.targets.defined() ? torch::cat({x.inputs, x.targets}, 1).detach() : x.inputs.detach());
      trace->fast.push_back(unstackFast(fast.detach()));
      if (elastic.anchor.defined())
        trace->final = {unstackFast(elastic.anchor.detach()), unstackFast(elastic.importance.detach())};
    }
  }
  return x;
}

Tensor tokenMask(const ViewBatch& inputs, int64_t perView) {
  return inputs.mask.defined() ? inputs.mask.repeat_interleave(perView, 1) : Tensor();
}

void requireImages(const ViewBatch& inputs) {
  if (!inputs.image.defined() || inputs.image.dim() != 5 || inputs.image.size(1) < 1)
    throw Error(ErrorCode::badInput, "There is no input view to read. Choose at least one input frame.");
}

/// Inputs and targets of one size through all blocks.
Streams runViews(const Weights& weights, const ViewBatch& inputs, const ViewBatch& targets, const ForwardOptions& options,
                 bool keepInputs) {
  requireImages(inputs);
  const int64_t height = inputs.image.size(-2), width = inputs.image.size(-1);
  const int64_t perView = gridOf(weights.config, height, width).perView();
  if (options.checkpointing && options.trace)
    throw Error(ErrorCode::internal, "A trace cannot be taken from a checkpointed pass.");
  const Pass pass{weights, options, inputs.time.size(0), perView, perView, tokenMask(inputs, perView), keepInputs};
  return runBlocks(pass, {embed(weights, inputs, height, width), embed(weights, targets, height, width)});
}

Tensor imagesOf(const Weights& weights, const Streams& out, const ViewBatch& inputs, const ViewBatch& targets,
                const ForwardOptions& options) {
  return decodeImages(weights, out.targets, targets.time.size(1),
                      gridOf(weights.config, inputs.image.size(-2), inputs.image.size(-1)),
                      productType(weights, options.precision));
}

}  // namespace

Tensor forwardImages(const Weights& weights, const ViewBatch& inputs, const ViewBatch& targets, const ForwardOptions& options) {
  const Streams out = runViews(weights, inputs, targets, options, options.trace != nullptr);
  return imagesOf(weights, out, inputs, targets, options);
}

ImagesAndGaussians forwardBoth(const Weights& weights, const ViewBatch& inputs, const ViewBatch& targets,
                               const ForwardOptions& options) {
  const Streams out = runViews(weights, inputs, targets, options, true);
  return {imagesOf(weights, out, inputs, targets, options),
          decodeGaussians(weights, out.inputs, inputs, inputs.image.size(-2), inputs.image.size(-1))};
}

GaussianArrays forwardGaussians(const Weights& weights, const ViewBatch& inputs, const ForwardOptions& options) {
  requireImages(inputs);
  const int64_t height = inputs.image.size(-2), width = inputs.image.size(-1), p = weights.config.patch;
  const TokenGrid grid{height / p, width / p};
  Pass pass{weights, options, inputs.time.size(0), grid.perView(), 0, tokenMask(inputs, grid.perView()), true};
  const Streams out = runBlocks(pass, {embed(weights, inputs, height, width), Tensor()});
  return decodeGaussians(weights, out.inputs, inputs, height, width);
}

}  // namespace fsm::model
