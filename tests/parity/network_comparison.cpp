// FSM-LVSM and FSM-LRM forwards against the official ones.
#include <array>

#include "reconstruction/core/error.h"
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
NamedState namedAnchors(const model::FastWeights& fast) { return {{{"w0_star", &fast.w0}, {"w1_star", &fast.w1}, {"w2_star", &fast.w2}}}; }
NamedState namedImportance(const model::FastWeights& fast) { return {{{"F0", &fast.w0}, {"F1", &fast.w1}, {"F2", &fast.w2}}}; }

class NetworkComparison {
 public:
  NetworkComparison(const NetworkFixture& fixture, Comparison& comparison) : fixture_(fixture), comparison_(comparison) {}

  void rendering(const std::string& how, const torch::Tensor& got) {
    const torch::Tensor expected = tensorOf(fixture_.tensors, "out.rendering", fixture_.name);
    if (fixture_.tight()) comparison_.absolute("rendering" + how, got, expected, bounds::kRendering);
    else comparison_.rootMeanSquare("rendering" + how, got, expected, bounds::kRenderingBfloat16);
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

  void tokens(size_t index, const torch::Tensor& got) {
    const std::string name = "out.block" + std::to_string(index) + ".tokens";
    if (!hasTensor(fixture_.tensors, name)) return;
    torch::Tensor expected = tensorOf(fixture_.tensors, name, fixture_.name);
    // The official LRM appends virtual views that repeat the inputs' tokens; they are not computed here.
    const bool repeats = fixture_.config.decoder == Decoder::gaussians && got.defined() && got.dim() == 3 && expected.dim() == 3;
    if (repeats && expected.size(1) > got.size(1)) expected = expected.narrow(1, 0, got.size(1));
    comparison_.absolute("block " + std::to_string(index) + " tokens", got, expected, bounds::kTokens);
  }

  void trace(const model::Trace& trace) {
    const auto layers = static_cast<size_t>(fixture_.config.layers);
    if (trace.tokens.size() != layers || trace.fast.size() != layers) {
      comparison_.fail("blocks", "The program did not trace every block of the fixture's model.");
      return;
    }
    for (size_t index = 0; index < layers; ++index) {
      tokens(index, trace.tokens[index]);
      fastWeights("", index, trace.fast[index]);
    }
    if (fixture_.config.elastic.enabled) finalState("", trace.final);
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
  if (found.layers == said.layers && found.dim == said.dim && found.patch == said.patch && found.decoder == said.decoder) return weights;
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
  if (fixture.tight()) check.trace(trace);
}

}  // namespace

void compareNetwork(const NetworkFixture& fixture, torch::Device device, Comparison& comparison) {
  const torch::InferenceMode inference;
  if (!hasTensor(fixture.tensors, "in.image")) tensorOf(fixture.tensors, "in.image", fixture.name);
  const model::Weights weights = loadWeights(fixture, device);
  NetworkComparison check(fixture, comparison);
  compareWhole(fixture, weights, device, check);
  if (fixture.config.decoder == Decoder::gaussians) {
    comparison.skip("rendering", "Rasterising Gaussians is not part of this program yet; their arrays are compared.");
  }
}

}  // namespace fsm::parity
