#include "training/refine/refine_run.h"

#include <c10/cuda/CUDAStream.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/srgb.h"
#include "training/data/keyed_seed.h"
#include "training/refine/relocation.h"
#include "training/refine/view_drawing.h"

namespace fsm::training {

using torch::Tensor;

namespace {

constexpr const char* kFormat = "refine-state 1";
constexpr int64_t kRestructureSteps = 100;
/// Moves end here, so that the last of what was moved still settles.
constexpr double kLastRestructuring = 0.85;
constexpr double kGrowDegreeAt = 0.33;
constexpr double kGrowth = 1.05;  ///< of the number of Gaussians at a time, up to the budget
/// An opacity, and a share of any pixel of any frame, below which a Gaussian counts as dead.
constexpr float kDeadOpacity = 0.005f, kDeadShare = 0.002f;
constexpr float kNearest = 0.05f;     ///< scene units: positions nearer to a camera do not get slower than at this distance
constexpr size_t kMostCentres = 128;  ///< that distances are measured from
enum Stream : uint64_t { kOrder = 101, kMoves, kOffsets };

/// Time between neighbouring moments. Cameras that are a little out of step film the same moment: gaps far below the largest one
/// do not count.
double momentSpacing(const std::vector<RefineFrame>& frames) {
  std::vector<double> times;
  times.reserve(frames.size());
  for (const RefineFrame& frame : frames) times.push_back(frame.view.time);
  std::sort(times.begin(), times.end());
  double largest = 0, sum = 0;
  for (size_t i = 1; i < times.size(); ++i) largest = std::max(largest, times[i] - times[i - 1]);
  int moments = 0;
  for (size_t i = 1; i < times.size(); ++i)
    if (times[i] - times[i - 1] > 0.1 * largest) {
      sum += times[i] - times[i - 1];
      ++moments;
    }
  return moments > 0 && sum > 1e-9 ? sum / moments : 1;
}

int cameraCount(const std::vector<RefineFrame>& frames) {
  int most = 0;
  for (const RefineFrame& frame : frames) most = std::max(most, frame.camera);
  return most + 1;
}

/// [3, H, W] in the scene's colours.
Tensor truthOf(const Image& image, ColourEncoding space, torch::Device device) {
  const Tensor host = torch::empty({image.size.height, image.size.width, 3}, torch::kFloat32);
  std::memcpy(host.data_ptr<float>(), image.rgb.data(), image.rgb.size() * sizeof(float));
  if (space == ColourEncoding::linear) {
    float* values = host.data_ptr<float>();
    for (int64_t i = 0; i < host.numel(); ++i) values[i] = static_cast<float>(linearFromSrgb(values[i]));
  }
  return host.permute({2, 0, 1}).contiguous().to(device);
}

Tensor centresOf(const std::vector<RefineFrame>& frames, torch::Device device) {
  const size_t count = std::min(frames.size(), kMostCentres);
  const Tensor host = torch::empty({static_cast<int64_t>(count), 3}, torch::kFloat32);
  for (size_t i = 0; i < count; ++i) {
    const glm::dvec4& centre = frames[i * frames.size() / count].view.camera.world_from_camera[3];
    for (int axis = 0; axis < 3; ++axis) host.data_ptr<float>()[i * 3 + axis] = static_cast<float>(centre[axis]);
  }
  return host.to(device);
}

std::vector<float> onHost(const Tensor& values) {
  const Tensor host = values.cpu().contiguous();
  return {host.data_ptr<float>(), host.data_ptr<float>() + host.numel()};
}

}  // namespace

RefineRun::RefineRun(const RefineInput& input, const RefineOptions& options, torch::Device device)
    : input_(input),
      options_(options),
      device_(device),
      rasteriser_(splatting::makeRasteriser(device)),
      fit_(input.start.gaussians, device),
      colours_(cameraCount(input.frames), device),
      centres_(centresOf(input.frames, device)),
      spacing_(momentSpacing(input.frames)) {
  for (const RefineFrame& frame : input.frames) truths_.push_back(truthOf(frame.image, input.start.colourSpace, device));
  budget_ = options.budget > 0 ? options.budget : fit_.count();
  fitToBudget();
  measureReach();
  startCounting();
}

void RefineRun::startCounting() {
  seen_ = torch::zeros({fit_.count()}, reach_.options());
  sinceRestructured_ = 0;
}

void RefineRun::measureReach() {
  torch::NoGradGuard noGradient;
  // In slices: distances to all cameras at once would take more memory than the Gaussians themselves.
  constexpr int64_t kSlice = 1 << 18;
  std::vector<Tensor> slices;
  for (int64_t from = 0; from < fit_.count(); from += kSlice) {
    const Tensor some = fit_[Part::position].narrow(0, from, std::min(kSlice, fit_.count() - from));
    slices.push_back(std::get<0>(torch::cdist(some, centres_, 2.0, 2).min(1, true)));
  }
  reach_ = torch::cat(slices).clamp_min(kNearest);
}

RenderedView RefineRun::render(const View& view, bool withDepth) {
  const ImageSize size = view.camera.intrinsics.size;
  const auto options = torch::TensorOptions(torch::kFloat32).device(device_);
  RenderedView out;
  out.colour = torch::empty({size.height, size.width, 3}, options);
  splatting::RasterOutputs<float> outputs;
  outputs.colour = out.colour.data_ptr<float>();
  if (withDepth) {
    out.alpha = torch::empty({size.height, size.width}, options);
    out.depth = torch::empty_like(out.alpha);
    outputs.alpha = out.alpha.data_ptr<float>();
    outputs.depth = out.depth.data_ptr<float>();
  }
  outputs.maxContribution = seen_.data_ptr<float>();
  rasteriser_->forward(fit_.pointers(), view, input_.start.settings, outputs);
  return out;
}

Image RefineRun::draw(const View& view) {
  return drawView(*rasteriser_, fit_.pointers(), view, input_.start.settings, input_.start.colourSpace, device_);
}

size_t RefineRun::frameOf(int64_t step) {
  const auto count = static_cast<int64_t>(truths_.size());
  if (step / count != epoch_) {
    epoch_ = step / count;
    order_.resize(truths_.size());
    for (size_t i = 0; i < order_.size(); ++i) order_[i] = i;
    Random random(keyedSeed(options_.seed, kOrder, static_cast<uint64_t>(epoch_)));
    for (size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[random.below(static_cast<int>(i))]);
  }
  return order_[static_cast<size_t>(step % count)];
}

PartRates RefineRun::rates(double fraction) const {
  const double slow = std::pow(0.01, fraction), settle = std::pow(0.1, fraction);
  PartRates rates;
  rates[Part::position] = 1.6e-4 * slow;
  rates[Part::logScale] = 5e-3 * settle;
  rates[Part::rotation] = rates[Part::rotationRight] = 1e-3 * settle;
  rates[Part::opacityLogit] = 2.5e-2 * settle;
  rates[Part::sh] = 2.5e-3 * settle;
  rates[Part::time] = 0.01 * spacing_ * slow;
  rates[Part::logScaleTime] = 5e-3 * settle;
  return rates;
}

StepOutcome RefineRun::step(double fraction) {
  const RefineFrame& frame = input_.frames[frameOf(steps_)];
  if (fraction >= kGrowDegreeAt) fit_.growDegree(options_.shDegree);
  const bool withDepth = options_.weights.depthSmooth > 0;
  RenderedView view = render(frame.view, withDepth);
  for (Tensor* plane : {&view.colour, &view.alpha, &view.depth})
    if (plane->defined()) plane->requires_grad_(true);
  const ViewLoss loss =
      viewLoss(view, colours_.of(frame.camera), truths_[static_cast<size_t>(&frame - input_.frames.data())], options_.weights);
  loss.total.backward();
  const auto of = [](const Tensor& plane) -> Tensor {
    return plane.defined() && plane.grad().defined() ? plane.grad().contiguous() : Tensor();
  };
  const Tensor colour = of(view.colour), alpha = of(view.alpha), depth = of(view.depth);
  const auto data = [](const Tensor& t) { return t.defined() ? t.data_ptr<float>() : nullptr; };
  rasteriser_->backward({data(colour), data(alpha), data(depth)}, fit_.clearGradients());
  addRegularisation(fit_, reach_, spacing_, options_.weights);

  StepOutcome outcome{loss.total.item<double>(), loss.squaredError.item<double>(), true};
  outcome.applied = std::isfinite(outcome.loss) && fit_.gradientsAreFinite();
  if (outcome.applied) {
    fit_.step(rates(fraction), reach_);
    colours_.step(frame.camera, 2e-3 * std::pow(0.1, fraction));
  } else {
    colours_.dropGradient(frame.camera);
    ++skipped_;
  }
  ++steps_;
  ++sinceRestructured_;
  // Whole epochs: every frame has said what it needs.
  const auto frames = static_cast<int64_t>(truths_.size());
  if (sinceRestructured_ >= (kRestructureSteps + frames - 1) / frames * frames) restructure(fraction);
  return outcome;
}

void RefineRun::fitToBudget() {
  if (fit_.count() <= budget_) return;
  seen_ = torch::zeros({fit_.count()}, fit_[Part::position].options());
  for (const RefineFrame& frame : input_.frames) render(frame.view, false);
  const Tensor kept = std::get<0>(std::get<1>(seen_.topk(budget_)).sort());
  fit_.rearrange(kept, torch::zeros({budget_}, torch::TensorOptions(torch::kBool).device(device_)));
}

void RefineRun::restructure(double fraction) {
  if (fraction < kLastRestructuring) {
    torch::NoGradGuard noGradient;
    const Tensor opacity = torch::sigmoid(fit_[Part::opacityLogit]).nan_to_num(0);
    const Tensor gone = torch::logical_or(opacity < kDeadOpacity, seen_ < kDeadShare).to(torch::kUInt8).cpu();
    const std::vector<uint8_t> dead(gone.data_ptr<uint8_t>(), gone.data_ptr<uint8_t>() + gone.numel());
    const auto grown = static_cast<int64_t>(std::ceil(static_cast<double>(fit_.count()) * kGrowth));
    const auto at = static_cast<uint64_t>(steps_);
    const Moves moves =
        planMoves(onHost(opacity), dead, std::min(budget_, std::max(grown, fit_.count())), keyedSeed(options_.seed, kMoves, at));
    applyMoves(moves, fit_, keyedSeed(options_.seed, kOffsets, at));
  }
  measureReach();
  startCounting();
}

void RefineRun::finish() {
  seen_ = torch::zeros({fit_.count()}, fit_[Part::position].options());
  for (const RefineFrame& frame : input_.frames) render(frame.view, false);
  const Tensor kept = (seen_ >= kDeadShare).nonzero().flatten();
  if (kept.size(0) > 0) fit_.rearrange(kept, torch::zeros({kept.size(0)}, torch::TensorOptions(torch::kBool).device(device_)));
  measureReach();
  startCounting();
}

scene::GaussianScene RefineRun::scene() const {
  return {fit_.gaussians(), input_.start.frame, input_.start.colourSpace, input_.start.settings};
}

bool RefineRun::publishArrays(const RefineOptions& to) const {
  if (!to.publishArrays) return false;
  ArraysPlace place;
  if (device_.is_cuda()) place = {device_.index(), c10::cuda::getCurrentCUDAStream(device_.index()).stream()};
  return to.publishArrays(fit_.pointers(), place);
}

TensorFile RefineRun::save(double seconds) const {
  TensorFile file;
  saveTensors(fit_.state(), file, "fit/");
  saveTensors(colours_.state(), file, "");
  saveTensors({{"reach", reach_}, {"seen", seen_}}, file, "");
  const nlohmann::json position{
      {"steps", steps_},    {"adam", fit_.steps()},  {"skipped", skipped_},      {"since", sinceRestructured_},
      {"seconds", seconds}, {"seed", options_.seed}, {"frames", truths_.size()}, {"budget", budget_}};
  file.metadata = {{"format", kFormat}, {"position", position.dump()}};
  return file;
}

double RefineRun::load(const TensorFile& file) {
  const auto damaged = [](const std::string& detail) {
    return Error(ErrorCode::fileDamaged, "The saved state of the refinement is damaged. Start anew without --resume.", detail);
  };
  const auto entry = [&](const char* key) { return file.metadata.contains(key) ? file.metadata.at(key) : std::string(); };
  if (entry("format") != kFormat) throw damaged("format");
  const nlohmann::json position = nlohmann::json::parse(entry("position"), nullptr, false);
  const auto whole = [&](const char* key) {
    if (!position.is_object() || !position.contains(key) || !position[key].is_number_integer() || position[key] < 0)
      throw damaged(key);
    return position[key].get<int64_t>();
  };
  if (whole("frames") != static_cast<int64_t>(truths_.size()) || static_cast<uint64_t>(whole("seed")) != options_.seed)
    throw Error(ErrorCode::badInput,
                "The saved state is of a refinement of other frames or with another seed. Start anew without --resume.");
  if (!position.contains("seconds") || !position["seconds"].is_number() || !(position["seconds"] >= 0)) throw damaged("seconds");
  fit_.load(file, "fit/", whole("adam"));
  loadTensors(colours_.state(), file, "");
  reach_ = torch::empty({fit_.count(), 1}, fit_[Part::position].options());
  startCounting();
  loadTensors({{"reach", reach_}, {"seen", seen_}}, file, "");
  steps_ = whole("steps");
  skipped_ = whole("skipped");
  sinceRestructured_ = whole("since");
  if (options_.budget == 0) budget_ = whole("budget");
  if (fit_.count() > budget_) {
    fitToBudget();
    measureReach();
    startCounting();
  }
  return position["seconds"].get<double>();
}

}  // namespace fsm::training
