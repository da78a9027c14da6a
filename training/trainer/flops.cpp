#include "training/trainer/flops.h"

#include <algorithm>
#include <cmath>

namespace fsm::training {
namespace {

double chunksOf(const ModelConfig& model, double patches, int inputs) {
  if (model.chunkViews > 0) return std::ceil(static_cast<double>(inputs) / model.chunkViews);
  if (model.chunkTokens > 0) return std::ceil(patches * inputs / model.chunkTokens);
  return 1;
}

}  // namespace

double forwardFlops(const ModelConfig& model, ImageSize size, int inputs, int targets) {
  const double d = model.dim, head = model.fastHeadDim, hidden = head * model.interMulti, heads = d / head;
  const auto columns = size.width / model.patch, rows = size.height / model.patch;
  const double patches = static_cast<double>(columns) * static_cast<double>(rows);
  const double inputTokens = patches * inputs, targetTokens = patches * targets;

  const double attention = 4 * d * d + 2 * patches * d;
  const double fast = heads * head * hidden;   // one product of a token with one fast matrix
  const double update = 2 * d * d + 6 * fast;  // keys and values; three forward, three outer products
  const double apply = 2 * d * d + 3 * fast;   // query and output projection
  const double feedForward = 2 * d * d * model.mlpMulti;
  const double orthogonalise =
      chunksOf(model, patches, inputs) * heads * 3 * model.muonSteps * (2 * head * head * hidden + head * head * head);

  const double blocks = model.layers * ((inputTokens + targetTokens) * attention + inputTokens * update +
                                        targetTokens * (apply + feedForward) + orthogonalise) +
                        (model.layers - 1) * inputTokens * (apply + feedForward);
  const double pixels = static_cast<double>(model.patch) * model.patch;
  const double ends =
      (inputTokens + targetTokens) * pixels * model.channels() * d + targetTokens * pixels * model.outputChannels() * d;
  return 2 * (blocks + ends);
}

double trainingFlops(const ModelConfig& model, ImageSize size, int inputs, int targets) {
  return 3 * forwardFlops(model, size, inputs, targets);
}

}  // namespace fsm::training
