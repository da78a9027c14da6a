// FSM-LVSM and FSM-LRM forwards against the official ones.
#include <array>

#include "reconstruction/core/error.h"
#include "reconstruction/model/fast_weights.h"
#include "reconstruction/model/gaussian_decoder.h"
#include "reconstruction/model/inference.h"
#include "tests/parity/fixture_comparisons.h"

namespace fsm::parity {
namespace {

/// Official names of the arrays in `out.gaussians.*`.
std::array<std::pair<const char*, const torch::Tensor*>, 8> namedArrays(const model::GaussianArrays& arrays) {
  return {{{"xyz", &arrays.xyz},
           {"t", &arrays.t},
           {"features", &arrays.features},
           {"scaling", &arrays.scaling},
           {"scaling_t", &arrays.scalingT},
           {"rotation", &arrays.rotation},
           {"rotation_r", &arrays.rotationR},
           {"opacity", &arrays.opacity}}};
}

using NamedState = std::array<std::pair<const char*, const torch::Tensor*>, 3>;
NamedState namedWeights(const model::FastWeights& fast) { return {{{"w0", &fast.w0}, {"w1", &fast.w1}, {"w2", &fast.w2}}}; }
NamedState namedAnchors(const model::FastWeights& fast) {
  return {{{"w0_star", &fast.w0}, {"w1_star", &fast.w1}, {"w2_star", &fast.w2}}};
}
NamedState namedImportance(const model::FastWeights& fast) { return {{{"F0", &fast.w0}, {"F1", &fast.w1}, {"F2", &fast.w2}}}; }

class NetworkComparison {
 public:
  NetworkComparison(const NetworkFixture& fixture, Comparison& comparison) : fixture_(fixture), comparison_(comparison) {}

  void rendering(const std::string& how, const torch::Tensor& got) {
    const torch::Tensor expected = tensorOf(fixture_.tensors, "out.rendering", fixture_.name);
    if (fixture_.tight())
      comparison_.absolute("rendering" + how, got, expected, bounds::kRendering);
    else
      comparison_.rootMeanSquare("rendering" + how, got, expected, bounds::kRenderingBfloat16);
  }

  void gaussians(const std::string& how, const model::GaussianArrays& arrays) {
    for (const auto& [name, got] : namedArrays(arrays)) {
      const torch::Tensor expected = tensorOf(fixture_.tensors, std::string("out.gaussians.") + name, fixture_.name);
      comparison_.relative(std::string("gaussians ") + name + how, *got, expected, bounds::kState);
    }
  }

  /// Fast weights of block `index` where the fixture has them.
  void fastWeights(const std::string& how, size_t index, const model::FastWeights& fast) {
    state("out.block" + std::to_string(index) + ".", "block " + std::to_string(index) + " ", how, namedWeights(fast));
  }

  void finalState(const std::string& how, const model::ElasticState& final) {
    state("out.final.", "final ", how, namedAnchors(final.anchor));
    state("out.final.", "final ", how, namedImportance(final.importance));
  }

  /// Tokens after block `index` where the fixture has them; only the first ones of the sequence where `leading`.
  void tokens(const std::string& how, size_t index, const torch::Tensor& got, bool leading) {
    const std::string name = "out.block" + std::to_string(index) + ".tokens";
    if (!hasTensor(fixture_.tensors, name)) return;
    torch::Tensor expected = tensorOf(fixture_.tensors, name, fixture_.name);
    const bool cut = leading && got.defined() && got.dim() == 3 && expected.dim() == 3 && expected.size(1) > got.size(1);
    if (cut) expected = expected.narrow(1, 0, got.size(1));
    comparison_.absolute("block " + std::to_string(index) + " tokens" + how, got, expected, bounds::kTokens);
  }

  void trace(const std::string& how, const model::Trace& trace, bool inputsOnly) {
    const auto layers = static_cast<size_t>(fixture_.config.layers);
    if (trace.tokens.size() != layers || trace.fast.size() != layers) {
      comparison_.fail("blocks" + how, "The program did not trace every block of the fixture's model.");
      return;
    }
    for (size_t index = 0; index < layers; ++index) {
      tokens(how, index, trace.tokens[index], inputsOnly);
      fastWeights(how, index, trace.fast[index]);
    }
    if (fixture_.config.elastic.enabled) finalState(how, trace.final);
  }

 private:
  void state(const std::string& prefix, const std::string& label, const std::string& how, const NamedState& tensors) {
    for (const auto& [name, got] : tensors) {
      if (!hasTensor(fixture_.tensors, prefix + name)) continue;
      comparison_.relative(label + name + how, *got, tensorOf(fixture_.tensors, prefix + name, fixture_.name), bounds::kState);
    }
  }

  const NetworkFixture& fixture_;
  Comparison& comparison_;
};

model::Weights loadWeights(const NetworkFixture& fixture, torch::Device device) {
  model::Weights weights = model::Weights::fromFile(readTensorFile(fixture.weights), fixture.config, device);
  const ModelConfig& found = weights.config;
  const ModelConfig& said = fixture.config;
  // Shapes decide over the JSON when weights are loaded; in a fixture the two must say the same.
  if (found.layers == said.layers && found.dim == said.dim && found.patch == said.patch && found.decoder == said.decoder)
    return weights;
  throw Error(ErrorCode::fileDamaged, "The parity fixture '" + fixture.name + "' names weights of another model ('" +
                                          fixture.weights.filename().string() + "'). Replace the fixture's files.");
}

void compareWhole(const NetworkFixture& fixture, const model::Weights& weights, torch::Device device, NetworkComparison& check) {
  model::Trace trace;
  model::ForwardOptions options;
  options.precision = fixture.precision;
  options.newtonSchulzBfloat16 = fixture.bfloat16Iteration;
  options.trace = &trace;
  const model::ViewBatch inputs = viewsOf(fixture, "in", device);
  if (fixture.config.decoder == Decoder::image) {
    check.rendering("", model::forwardImages(weights, inputs, viewsOf(fixture, "target", device), options));
  } else {
    const model::GaussianArrays arrays = model::forwardGaussians(weights, inputs, options);
    if (fixture.tight()) check.gaussians("", arrays);
  }
  // The official LRM appends virtual views that repeat the inputs' tokens; they are not computed here.
  if (fixture.tight()) check.trace("", trace, fixture.config.decoder == Decoder::gaussians);
}

model::ViewBatch viewRange(const model::ViewBatch& views, int64_t begin, int64_t end) {
  const auto part = [&](const torch::Tensor& tensor) { return tensor.slice(1, begin, end); };
  return {part(views.image), part(views.world_from_camera), part(views.fxfycxcy), part(views.time), {}};
}

/// Reads with bounded memory and asks for the targets afterwards, one way of grouping the views: the same numbers must come out.
void compareBounded(const NetworkFixture& fixture, const model::Weights& weights, const std::vector<model::ViewBatch>& inputs,
                    const model::ViewBatch& targets, int64_t groupTokens, const std::string& how, NetworkComparison& check) {
  model::Trace trace;
  model::InferenceOptions options;
  options.precision = fixture.precision;
  options.newtonSchulzBfloat16 = fixture.bfloat16Iteration;
  options.groupTokens = groupTokens;
  options.keepTokens = true;
  const bool traced = inputs.size() == 1 && fixture.tight();
  if (traced) options.trace = &trace;
  const model::InferenceMemory memory = model::encode(weights, inputs, options);
  if (fixture.config.decoder == Decoder::image) {
    const ImageSize size = targetSize(fixture);
    check.rendering(how, model::renderViews(weights, memory, targets, size.height, size.width, options));
  } else if (fixture.tight() && inputs.size() == 1) {
    const torch::Tensor& image = inputs[0].image;
    check.gaussians(how, model::decodeGaussians(weights, memory.tokens, inputs[0], image.size(3), image.size(4)));
  }
  if (traced) {
    check.trace(how, trace, true);
  } else if (fixture.tight()) {
    for (size_t index = 0; index < memory.fast.size(); ++index)
      check.fastWeights(how, index, model::unstackFast(memory.fast[index]));
  }
}

void compareBoundedGroups(const NetworkFixture& fixture, const model::Weights& weights, torch::Device device,
                          NetworkComparison& check) {
  const model::ViewBatch inputs = viewsOf(fixture, "in", device);
  const model::ViewBatch targets =
      fixture.config.decoder == Decoder::image ? viewsOf(fixture, "target", device) : model::ViewBatch{};
  const int64_t views = inputs.time.size(1),
                perView = inputs.image.size(3) * inputs.image.size(4) / (weights.config.patch * weights.config.patch);
  compareBounded(fixture, weights, {inputs}, targets, 1, ", view by view", check);
  compareBounded(fixture, weights, {inputs}, targets, 3 * perView, ", three views at once", check);
  compareBounded(fixture, weights, {inputs}, targets, (views + 1) * perView, ", in one group", check);
  if (views < 2) return;
  const std::vector<model::ViewBatch> parts{viewRange(inputs, 0, views / 2), viewRange(inputs, views / 2, views)};
  compareBounded(fixture, weights, parts, targets, 2 * perView, ", as two captures", check);
}

}  // namespace

void compareNetwork(const NetworkFixture& fixture, torch::Device device, Comparison& comparison) {
  const torch::InferenceMode inference;
  if (!hasTensor(fixture.tensors, "in.image")) tensorOf(fixture.tensors, "in.image", fixture.name);
  const model::Weights weights = loadWeights(fixture, device);
  NetworkComparison check(fixture, comparison);
  compareWhole(fixture, weights, device, check);
  compareBoundedGroups(fixture, weights, device, check);
}

}  // namespace fsm::parity
