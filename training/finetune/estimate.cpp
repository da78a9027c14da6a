#include "training/finetune/estimate.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "reconstruction/core/error.h"
#include "training/finetune/frame_draw.h"
#include "training/trainer/flops.h"

namespace fsm::training {

namespace {

constexpr double kFloat = 4;
constexpr double kActivationFloats = 60, kPixelFloats = 160;  ///< see estimate.h
constexpr double kUpdatedTogether = 1 << 24, kUpdateCopies = 8;
constexpr double kUsableShare = 0.85;  ///< of the free memory: what is not counted needs some too
constexpr int kGaussianChannels = 18;  ///< of the decoder's answer for a pixel
constexpr int kMostTargets = 4, kMostInputsCpu = 8, kMostInputsCuda = 16;
/// Of the rate of large products; seconds a learning number: both measured (training/README.md).
constexpr double kShareCpu = 0.5, kShareCuda = 0.25, kUpdateCpu = 2e-8, kUpdateCuda = 2e-10;

struct Matrix {
  int64_t rows = 0, columns = 0, count = 1;
};

/// All two-dimensional tensors of a model.
std::vector<Matrix> matricesOf(const ModelConfig& m) {
  const int64_t d = m.dim, heads = m.dim / m.fastHeadDim, pixels = int64_t{m.patch} * m.patch, layers = m.layers;
  std::vector<Matrix> all{{d, pixels * m.channels()},      {3 * d, d, 2 * layers},      {d, d, 2 * layers},
                          {m.mlpMulti * d, d, layers},     {d, m.mlpMulti * d, layers}, {3 * heads, d, layers},
                          {pixels * m.outputChannels(), d}};
  if (m.decoder == Decoder::both) all.push_back({pixels * kGaussianChannels, d});
  return all;
}

double tokensOf(const FinetuneProblem& problem, int views) {
  const double patch = problem.model.patch;
  return views * (problem.size.width / patch) * (problem.size.height / patch);
}

struct Choice {
  FinetuneMode mode = FinetuneMode::full;
  bool checkpointing = false;
  int inputs = 1, targets = 1;
};

double bytesOf(const FinetuneProblem& problem, const FinetuneMachine& machine, const Choice& choice) {
  const ModelConfig& m = problem.model;
  const double all = static_cast<double>(parameterCount(m));
  const double learned = static_cast<double>(learnedCount(m, choice.mode, problem.options.rank));
  double floats = 2 * all * (machine.bfloat16 ? 1.5 : 1);
  floats += choice.mode == FinetuneMode::full ? 4 * all : all + 5 * learned;
  // The best so far waits on the host.
  if (!machine.cuda) floats += learned;
  floats += kUpdateCopies * std::min(learned, kUpdatedTogether);
  const double tokens = tokensOf(problem, choice.inputs + choice.targets);
  const double block = kActivationFloats * m.dim * tokens;
  floats += choice.checkpointing ? block + m.layers * m.dim * tokens : block * m.layers;
  if (m.makesGaussians()) floats += kPixelFloats * choice.inputs * problem.size.width * problem.size.height;
  return kFloat * floats;
}

double secondsOf(const FinetuneProblem& problem, const FinetuneMachine& machine, const Choice& choice) {
  const double operations = trainingFlops(problem.model, problem.size, choice.inputs, choice.targets);
  const double rate = std::max(1.0, machine.flops) * (machine.cuda ? kShareCuda : kShareCpu);
  const double learned = static_cast<double>(learnedCount(problem.model, choice.mode, problem.options.rank));
  return operations * (choice.checkpointing ? 4.0 / 3 : 1) / rate + learned * (machine.cuda ? kUpdateCuda : kUpdateCpu);
}

/// What may be chosen, the most wanted first.
std::vector<Choice> choicesOf(const FinetuneProblem& problem, const FinetuneMachine& machine) {
  const FinetuneOptions& o = problem.options;
  const int most = problem.frames - 1;
  const int targets = std::clamp(o.targets > 0 ? o.targets : std::min(kMostTargets, problem.frames / 3), 1, most);
  const int wanted = o.inputs > 0 ? o.inputs : machine.cuda ? kMostInputsCuda : kMostInputsCpu;
  const int inputs = std::clamp(wanted, 1, problem.frames - targets);
  std::vector<std::pair<int, int>> counts{{inputs, targets}};
  for (auto [i, t] = counts.front(); i > 2 || t > 1;) {
    if (o.inputs == 0) i = std::max(2, i / 2);
    if (o.targets == 0) t = std::max(1, t / 2);
    if (std::pair(i, t) == counts.back()) break;
    counts.emplace_back(i, t);
  }
  std::vector<FinetuneMode> modes{o.mode};
  if (o.mode == FinetuneMode::automatic) modes = {FinetuneMode::full, FinetuneMode::lowRank};
  std::vector<Choice> choices;
  for (const auto& [i, t] : counts)
    for (const FinetuneMode mode : modes)
      for (const bool checkpointing : {false, true}) choices.push_back({mode, checkpointing, std::min(i, inputs), t});
  return choices;
}

bool fits(double bytes, const FinetuneMachine& machine) { return bytes <= kUsableShare * static_cast<double>(machine.freeBytes); }

std::string gigabytes(double bytes) {
  char text[32];
  std::snprintf(text, sizeof text, bytes < 1e8 ? "%.2f GB" : "%.1f GB", bytes / 1e9);
  return text;
}

std::string noteOf(const FinetuneProblem& problem, const FinetuneMachine& machine, const FinetuneEstimate& estimate) {
  if (!estimate.fits) return whatWouldFit(problem, machine);
  if (machine.cuda) return {};
  char text[240];
  std::snprintf(
      text, sizeof text,
      "There is no graphics card in use: on the processor a step takes about %.1f s, and a fine-tuning wants some hundred "
      "steps. Fewer and smaller frames are quicker.",
      estimate.secondsPerStep);
  return text;
}

}  // namespace

bool takesAddition(int64_t rows, int64_t columns, int rank) { return rank * (rows + columns) < rows * columns; }

int64_t parameterCount(const ModelConfig& m) {
  int64_t sum = 0;
  for (const Matrix& matrix : matricesOf(m)) sum += matrix.rows * matrix.columns * matrix.count;
  const int64_t d = m.dim, hd = m.fastHeadDim, heads = m.dim / m.fastHeadDim;
  const int64_t fast = 3 * heads * hd * hd * m.interMulti, norms = 3 * d + 2 * m.attentionHeadDim + hd, rates = 3 * heads;
  return sum + m.layers * (fast + norms + rates) + 2 * d + (m.decoder == Decoder::both ? d : 0);
}

int64_t learnedCount(const ModelConfig& model, FinetuneMode mode, int rank) {
  if (mode == FinetuneMode::full) return parameterCount(model);
  int64_t sum = 0;
  for (const Matrix& matrix : matricesOf(model))
    if (takesAddition(matrix.rows, matrix.columns, rank)) sum += rank * (matrix.rows + matrix.columns) * matrix.count;
  return sum;
}

FinetuneProblem finetuneProblem(const ModelConfig& model, std::span<const ImageSize> inputs, bool holdsOut,
                                const FinetuneOptions& options) {
  std::vector<ImageSize> sizes;
  for (const ImageSize size : inputs) sizes.push_back(shrunkSize(size, options.longSide, model.patch));
  const FrameDrawer drawer(rolesOf(sizes.size(), !holdsOut).training, sizes, options.seed);
  return {model, drawer.largestSize(), static_cast<int>(drawer.mostOfOneSize()), options};
}

FinetuneEstimate estimateFinetune(const FinetuneProblem& problem, const FinetuneMachine& machine) {
  if (problem.frames < 2)
    throw Error(ErrorCode::badInput,
                "Fine-tuning needs at least two input frames. Reconstruct the scene from more frames first.");
  const std::vector<Choice> choices = choicesOf(problem, machine);
  const auto found =
      std::ranges::find_if(choices, [&](const Choice& choice) { return fits(bytesOf(problem, machine, choice), machine); });
  const Choice& choice = found != choices.end() ? *found : choices.back();
  FinetuneEstimate estimate;
  estimate.mode = choice.mode;
  estimate.checkpointing = choice.checkpointing;
  estimate.inputs = choice.inputs;
  estimate.targets = choice.targets;
  estimate.memoryBytes = static_cast<uint64_t>(bytesOf(problem, machine, choice));
  estimate.modelBytes = static_cast<uint64_t>(parameterCount(problem.model)) * (machine.bfloat16 ? 2 : 4);
  estimate.secondsPerStep = secondsOf(problem, machine, choice);
  estimate.fits = found != choices.end();
  estimate.note = noteOf(problem, machine, estimate);
  return estimate;
}

std::string whatWouldFit(const FinetuneProblem& problem, const FinetuneMachine& machine) {
  FinetuneProblem least = problem;
  least.options.mode = FinetuneMode::lowRank;
  least.options.inputs = least.options.targets = 0;
  // What was counted to fit and did not: look for half of it.
  FinetuneMachine tight = machine;
  const std::vector<Choice> asked = choicesOf(problem, machine);
  const bool counted = std::ranges::any_of(asked, [&](const Choice& c) { return fits(bytesOf(problem, machine, c), machine); });
  if (counted) tight.freeBytes /= 2;
  const std::string free = "About " + gigabytes(static_cast<double>(machine.freeBytes)) + " are free. ";
  const int patch = problem.model.patch;
  for (ImageSize size = problem.size; std::min(size.width, size.height) >= 4 * patch;
       size = {size.width * 3 / 4 / patch * patch, size.height * 3 / 4 / patch * patch}) {
    least.size = size;
    const std::vector<Choice> choices = choicesOf(least, tight);
    const auto found = std::ranges::find_if(choices, [&](const Choice& c) { return fits(bytesOf(least, tight, c), tight); });
    if (found == choices.end()) continue;
    std::string advice = free + "The mode low-rank with " + std::to_string(found->inputs) + " input and " +
                         std::to_string(found->targets) + " asked frames a step";
    if (!(size == problem.size))
      advice += ", shrunk to a long side of " + std::to_string(std::max(size.width, size.height)) + ",";
    return advice + " would take about " + gigabytes(bytesOf(least, tight, *found)) + ".";
  }
  return free + "Close other programs, use a smaller model, or choose another device.";
}

}  // namespace fsm::training
