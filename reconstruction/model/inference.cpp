#include "reconstruction/model/inference.h"

#include <algorithm>

#include "reconstruction/core/error.h"
#include "reconstruction/model/block.h"
#include "reconstruction/model/gaussian_decoder.h"
#include "reconstruction/model/tokens.h"

namespace fsm::model {

using torch::Tensor;

namespace {

/// Consecutive views of one size: tokens [B, views * perView, d] of the residual stream.
struct Segment {
  Tensor x;
  int64_t perView = 0;
};

torch::ScalarType productType(const Weights& weights, Precision precision) {
  return precision == Precision::bfloat16 ? torch::kBFloat16 : weights.inputLinear.scalar_type();
}

Block blockOf(const Weights& weights, size_t index, const InferenceOptions& options) {
  return {weights.config, weights.blocks[index], {productType(weights, options.precision), options.newtonSchulzBfloat16}};
}

ViewBatch slicedViews(const ViewBatch& views, int64_t begin, int64_t end) {
  const auto cut = [&](const Tensor& t) { return t.defined() ? t.slice(1, begin, end) : t; };
  return {cut(views.image), cut(views.world_from_camera), cut(views.fxfycxcy), cut(views.time), cut(views.mask)};
}

/// Calls f(begin, end) over [0, tokens) in groups of whole views.
template <class F>
void forGroups(int64_t tokens, int64_t perView, int64_t batch, int64_t groupTokens, F&& f) {
  const int64_t size = std::max<int64_t>(1, groupTokens / std::max<int64_t>(1, perView * batch)) * perView;
  for (int64_t begin = 0; begin < tokens; begin += size) f(begin, std::min(begin + size, tokens));
}

Tensor embedInGroups(const Weights& weights, const ViewBatch& views, int64_t height, int64_t width,
                     const InferenceOptions& options) {
  const int64_t p = weights.config.patch, perView = (height / p) * (width / p), count = views.time.size(1),
                batch = views.time.size(0);
  Tensor x;
  forGroups(count * perView, std::max<int64_t>(1, perView), batch, options.groupTokens, [&](int64_t begin, int64_t end) {
    const Tensor part = embed(weights, slicedViews(views, begin / perView, end / perView), height, width);
    if (!x.defined()) x = torch::empty({batch, count * perView, part.size(-1)}, part.options());
    x.slice(1, begin, end).copy_(part);
  });
  return x;
}

/// Collects gradients token group by token group and takes a step at the end of every chunk.
class ChunkedUpdate {
 public:
  ChunkedUpdate(const Block& block, Tensor fast, ElasticStack& elastic, std::vector<std::pair<int64_t, int64_t>> ranges)
      : block_(block), fast_(std::move(fast)), norms_(captureNorms(fast_)), elastic_(elastic), ranges_(std::move(ranges)) {
    products_ = productsOf(fast_, block_.type());
  }

  /// The next tokens of the sequence.
  void add(const FastInputs& in) {
    const int64_t count = in.k.size(1);
    for (int64_t at = 0; at < count;) {
      const int64_t end = std::min(count, at + ranges_[chunk_].second - position_);
      const auto part = [&](const Tensor& t) { return t.slice(1, at, end); };
      const bool whole = at == 0 && end == count;
      const Tensor g = gradientSum(products_, whole ? in : FastInputs{part(in.k), part(in.v), part(in.rates)});
      // Groups of a chunk add up in float32; a chunk of one group keeps the product's own type.
      gradient_ = gradient_.defined() ? gradient_.to(fast_.scalar_type()) + g : g;
      position_ += end - at;
      at = end;
      if (position_ == ranges_[chunk_].second) closeChunk();
    }
  }

  const Tensor& fast() const { return fast_; }
  const FastProducts& products() const { return products_; }

 private:
  void closeChunk() {
    fast_ = block_.step(fast_, gradient_, norms_, elastic_);
    products_ = productsOf(fast_, block_.type());
    gradient_ = Tensor();
    ++chunk_;
  }

  const Block& block_;
  Tensor fast_;
  FastNorms norms_;
  ElasticStack& elastic_;
  std::vector<std::pair<int64_t, int64_t>> ranges_;
  FastProducts products_;
  Tensor gradient_;
  size_t chunk_ = 0;
  int64_t position_ = 0;
};

struct Pass {
  const Weights& weights;
  const InferenceOptions& options;
  Progress* progress;
  int64_t batch = 0, tokens = 0;
  int64_t work = 0, done = 0;

  void advance(int64_t amount) {
    done += amount;
    if (progress) progress->advance(static_cast<double>(done), static_cast<double>(work));
  }
};

/// First half of a block: attention of every view, then the fast weights learn from all of them.
void readInto(ChunkedUpdate& update, const Block& block, std::vector<Segment>& segments, const std::vector<ViewBatch>& inputs,
              Pass& pass) {
  for (size_t s = 0; s < segments.size(); ++s) {
    Segment& segment = segments[s];
    const Tensor mask = inputs[s].mask.defined() ? inputs[s].mask.repeat_interleave(segment.perView, 1) : Tensor();
    forGroups(segment.x.size(1), segment.perView, pass.batch, pass.options.groupTokens, [&](int64_t begin, int64_t end) {
      Tensor slot = segment.x.slice(1, begin, end);
      const Tensor x = block.attend(slot.reshape({-1, segment.perView, slot.size(-1)})).view(slot.sizes());
      slot.copy_(x);
      update.add(block.updateInputs(x, mask.defined() ? mask.slice(1, begin, end) : mask));
      pass.advance(end - begin);
    });
  }
}

/// Second half: every input token passes the learned fast weights and the MLP.
void applyToInputs(const FastProducts& fast, const Block& block, std::vector<Segment>& segments, Pass& pass) {
  for (Segment& segment : segments)
    forGroups(segment.x.size(1), segment.perView, pass.batch, pass.options.groupTokens, [&](int64_t begin, int64_t end) {
      Tensor slot = segment.x.slice(1, begin, end);
      const Tensor x = slot.contiguous();
      slot.copy_(block.finish(x, block.queries(x), fast));
      pass.advance(end - begin);
    });
}

Tensor joined(const std::vector<Segment>& segments) {
  std::vector<Tensor> parts;
  parts.reserve(segments.size());
  for (const Segment& segment : segments) parts.push_back(segment.x);
  return parts.size() == 1 ? parts[0] : torch::cat(parts, 1);
}

std::vector<Segment> embedAll(const Weights& weights, const std::vector<ViewBatch>& inputs, Pass& pass) {
  std::vector<Segment> segments;
  for (const ViewBatch& views : inputs) {
    if (!views.image.defined() || views.image.size(1) < 1)
      throw Error(ErrorCode::badInput, "There is no input view to read. Choose at least one input frame.");
    const int64_t height = views.image.size(-2), width = views.image.size(-1), p = weights.config.patch;
    if (height < p || width < p)
      throw Error(ErrorCode::badInput, "An input frame must be at least " + std::to_string(p) + " pixels wide and high.");
    segments.push_back({embedInGroups(weights, views, height, width, pass.options), (height / p) * (width / p)});
    pass.tokens += segments.back().x.size(1);
  }
  if (segments.empty()) throw Error(ErrorCode::badInput, "There is no input view to read. Choose at least one input frame.");
  return segments;
}

/// Chunks of the whole sequence. Those of a number of views end between views, whatever the views' sizes.
std::vector<std::pair<int64_t, int64_t>> sequenceChunks(const ModelConfig& config, const std::vector<Segment>& segments,
                                                        int64_t tokens) {
  if (config.chunkViews <= 0 || segments.size() == 1) return chunkRanges(config, tokens, segments[0].perView);
  std::vector<std::pair<int64_t, int64_t>> ranges;
  int64_t begin = 0, end = 0, views = 0;
  for (const Segment& segment : segments)
    for (int64_t left = segment.x.size(1); left > 0; left -= segment.perView) {
      end += segment.perView;
      if (++views % config.chunkViews != 0 && end != tokens) continue;
      ranges.emplace_back(begin, end);
      begin = end;
    }
  return ranges;
}

InferenceMemory encodeFrom(const Weights& weights, const InferenceMemory* start, const std::vector<ViewBatch>& inputs,
                           const InferenceOptions& options, Progress* progress) {
  const torch::NoGradGuard noGrad;
  const ModelConfig& config = weights.config;
  Pass pass{weights, options, progress, inputs.empty() ? 0 : inputs[0].time.size(0)};
  std::vector<Segment> segments = embedAll(weights, inputs, pass);
  const bool keep = options.keepTokens || options.trace != nullptr;
  // Two halves a block, but for the second of the last where nobody wants its tokens.
  pass.work = pass.tokens * (2 * static_cast<int64_t>(weights.blocks.size()) - (keep ? 0 : 1));
  const bool shared = config.elastic.enabled && config.profile == Profile::official;
  ElasticStack elastic = shared ? officialElastic(weights, pass.batch) : ElasticStack{};
  InferenceMemory memory;
  for (size_t i = 0; i < weights.blocks.size(); ++i) {
    const Block block = blockOf(weights, i, options);
    const Tensor initial = start ? start->fast.at(i) : block.initialFast(pass.batch);
    if (config.elastic.enabled && !shared) elastic = ownElastic(initial);
    ChunkedUpdate update(block, initial, elastic, sequenceChunks(config, segments, pass.tokens));
    readInto(update, block, segments, inputs, pass);
    if (keep || i + 1 < weights.blocks.size()) applyToInputs(update.products(), block, segments, pass);
    memory.fast.push_back(update.fast());
    if (options.trace) {
      options.trace->tokens.push_back(joined(segments).clone());
      options.trace->fast.push_back(unstackFast(update.fast()));
      if (elastic.anchor.defined()) options.trace->final = {unstackFast(elastic.anchor), unstackFast(elastic.importance)};
    }
  }
  if (options.keepTokens) memory.tokens = joined(segments);
  return memory;
}

}  // namespace

InferenceMemory encode(const Weights& weights, const std::vector<ViewBatch>& inputs, const InferenceOptions& options,
                       Progress* progress) {
  return encodeFrom(weights, nullptr, inputs, options, progress);
}

InferenceMemory appendCausal(const Weights& weights, const InferenceMemory& memory, const std::vector<ViewBatch>& inputs,
                             const InferenceOptions& options, Progress* progress) {
  return encodeFrom(weights, &memory, inputs, options, progress);
}

namespace {

std::vector<FastProducts> allProducts(const Weights& weights, const InferenceMemory& memory, const InferenceOptions& options) {
  std::vector<FastProducts> products;
  products.reserve(memory.fast.size());
  for (const Tensor& fast : memory.fast) products.push_back(productsOf(fast, productType(weights, options.precision)));
  return products;
}

/// Tokens of views through all blocks, as queries.
Tensor query(const Weights& weights, const std::vector<FastProducts>& products, Tensor x, int64_t perView,
             const InferenceOptions& options) {
  for (size_t i = 0; i < weights.blocks.size(); ++i) {
    const Block block = blockOf(weights, i, options);
    x = block.attend(x.view({-1, perView, x.size(-1)})).view(x.sizes());
    x = block.finish(x, block.queries(x), products[i]);
  }
  return x;
}

}  // namespace

void gaussiansOf(const Weights& weights, const InferenceMemory& memory, const ViewBatch& inputs, const InferenceOptions& options,
                 const std::function<void(const GaussianArrays&)>& receive, Progress* progress) {
  const torch::NoGradGuard noGrad;
  const int64_t height = inputs.image.size(-2), width = inputs.image.size(-1);
  const int64_t perView = gridOf(weights.config, height, width).perView(), count = inputs.time.size(1);
  const std::vector<FastProducts> products = allProducts(weights, memory, options);
  forGroups(count * perView, perView, 1, options.groupTokens, [&](int64_t begin, int64_t end) {
    const ViewBatch group = slicedViews(inputs, begin / perView, end / perView);
    const Tensor x = query(weights, products, embed(weights, group, height, width), perView, options);
    receive(decodeGaussians(weights, x, group, height, width));
    if (progress) progress->advance(static_cast<double>(end), static_cast<double>(count * perView));
  });
}

Tensor renderViews(const Weights& weights, const InferenceMemory& memory, const ViewBatch& views, int64_t height, int64_t width,
                   const InferenceOptions& options, Progress* progress) {
  const torch::NoGradGuard noGrad;
  const int64_t p = weights.config.patch, perView = (height / p) * (width / p), count = views.time.size(1),
                batch = views.time.size(0);
  if (perView < 1) throw Error(ErrorCode::badInput, "A view must be at least " + std::to_string(p) + " pixels wide and high.");
  const std::vector<FastProducts> products = allProducts(weights, memory, options);
  std::vector<Tensor> images;
  forGroups(count * perView, perView, batch, options.groupTokens, [&](int64_t begin, int64_t end) {
    const ViewBatch group = slicedViews(views, begin / perView, end / perView);
    const Tensor x = query(weights, products, embed(weights, group, height, width), perView, options);
    images.push_back(
        decodeImages(weights, x, group.time.size(1), {height / p, width / p}, productType(weights, options.precision)));
    if (progress) progress->advance(static_cast<double>(end), static_cast<double>(count * perView));
  });
  return images.size() == 1 ? images[0] : torch::cat(images, 1);
}

}  // namespace fsm::model
