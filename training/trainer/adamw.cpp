#include "training/trainer/adamw.h"

#include "reconstruction/core/error.h"

namespace fsm::training {

using torch::Tensor;

namespace {

constexpr double kFirst = 0.9, kSecond = 0.95, kEpsilon = 1e-8;
constexpr int64_t kRunNumbers = int64_t{1} << 24;

}  // namespace

GradientReport reportOf(const std::vector<Tensor>& gradients, double clip) {
  if (gradients.empty()) throw Error(ErrorCode::internal, "A training step made no gradients. Please report this.");
  GradientReport report;
  report.norm = torch::stack(at::_foreach_norm(gradients)).norm();
  report.applied = torch::isfinite(report.norm).to(torch::kFloat32);
  report.scale = torch::clamp_max(clip / (report.norm + 1e-6), 1.0);
  return report;
}

AdamW::AdamW(std::vector<AdamWParameter> parameters) : parameters_(std::move(parameters)) {
  int64_t total = 0;
  for (const AdamWParameter& parameter : parameters_) total += parameter.tensor.numel();
  const auto options = parameters_.at(0).tensor.detach().options();
  first_ = torch::zeros({total}, options);
  second_ = torch::zeros({total}, options);
  steps_ = torch::zeros({}, options);
  int64_t offset = 0;
  for (size_t begin = 0; begin < parameters_.size();) {
    Run run{begin, begin, {}, {}};
    int64_t numbers = 0;
    while (run.end < parameters_.size() && (numbers == 0 || numbers + parameters_[run.end].tensor.numel() <= kRunNumbers))
      numbers += parameters_[run.end++].tensor.numel();
    run.first = first_.narrow(0, offset, numbers);
    run.second = second_.narrow(0, offset, numbers);
    runs_.push_back(run);
    offset += numbers;
    begin = run.end;
  }
}

void AdamW::step(double rate, const GradientReport& report) {
  torch::NoGradGuard noGradient;
  steps_.add_(report.applied);
  for (const Run& run : runs_) step(run, rate, report);
}

void AdamW::step(const Run& run, double rate, const GradientReport& report) {
  std::vector<Tensor> gradients, decays;
  for (size_t i = run.begin; i < run.end; ++i) {
    const auto& [tensor, decay, anchor] = parameters_[i];
    gradients.push_back((tensor.grad().defined() ? tensor.grad() : torch::zeros_like(tensor)).reshape({-1}));
    decays.push_back(((anchor.defined() ? tensor.detach() - anchor : tensor.detach()) * decay).reshape({-1}));
  }
  // NaN times zero is NaN: what a skipped step would add is replaced, not scaled.
  const Tensor gradient = (torch::cat(gradients) * report.scale).masked_fill_(report.applied == 0, 0);
  // With a skipped step `applied` is 0: both moments and the count stay as they are.
  run.first.add_((gradient - run.first) * (report.applied * (1 - kFirst)));
  run.second.add_((gradient.square() - run.second) * (report.applied * (1 - kSecond)));
  const Tensor steps = steps_.clamp_min(1);
  const Tensor first = run.first / (1 - torch::pow(kFirst, steps));
  const Tensor second = run.second / (1 - torch::pow(kSecond, steps));
  const Tensor update = (first / (second.sqrt() + kEpsilon) + torch::cat(decays)) * (report.applied * rate);

  std::vector<Tensor> targets, updates;
  int64_t offset = 0;
  for (size_t i = run.begin; i < run.end; ++i) {
    const Tensor& tensor = parameters_[i].tensor;
    targets.push_back(tensor.detach());
    updates.push_back(update.narrow(0, offset, tensor.numel()).view(tensor.sizes()));
    offset += tensor.numel();
  }
  at::_foreach_sub_(targets, updates);
}

NamedTensors AdamW::state() const { return {{"adam/first", first_}, {"adam/second", second_}, {"adam/steps", steps_}}; }

}  // namespace fsm::training
