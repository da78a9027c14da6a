#include "training/trainer/optimiser.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/error.h"
#include "training/trainer/tensor_state.h"

namespace fsm::training {
namespace {

constexpr double kMomentum = 0.95;
constexpr double kUpdateScale = 0.2;  ///< times sqrt(larger side): the root mean square of an AdamW update
constexpr int kIterations = 5;

bool isMuonTensor(const std::string& name, const torch::Tensor& weight) {
  return weight.dim() >= 2 && name.find("blocks.") != std::string::npos && name.find("lr_fc") == std::string::npos;
}

/// The matrices that a tensor consists of, each with rows <= columns.
std::vector<torch::Tensor> matricesOf(const torch::Tensor& tensor, bool thirds) {
  std::vector<torch::Tensor> matrices;
  if (thirds) {
    matrices = tensor.chunk(3, 0);
  } else if (tensor.dim() > 2) {
    matrices = tensor.flatten(0, -3).unbind(0);
  } else {
    matrices = {tensor};
  }
  for (torch::Tensor& matrix : matrices) {
    if (matrix.size(0) > matrix.size(1)) matrix = matrix.t();
  }
  return matrices;
}

torch::Tensor gradientOf(const torch::Tensor& weight) {
  return weight.grad().defined() ? weight.grad() : torch::zeros_like(weight);
}

}  // namespace

torch::Tensor orthogonalise(const torch::Tensor& matrices, torch::ScalarType type) {
  const torch::Tensor wide = matrices.to(torch::kFloat32);
  torch::Tensor x = (wide / (wide.flatten(1).norm(2, {1}, false).view({-1, 1, 1}) + 1e-7)).to(type);
  for (int i = 0; i < kIterations; ++i) {
    const torch::Tensor a = torch::bmm(x, x.transpose(1, 2));
    const torch::Tensor b = torch::baddbmm(a, a, a, /*beta=*/-4.7750, /*alpha=*/2.0315);
    x = torch::baddbmm(x, b, x, /*beta=*/3.4445, /*alpha=*/1.0);
  }
  return x.to(torch::kFloat32);
}

Optimiser::Optimiser(model::Weights& weights, const OptimiserOptions& options) : options_(options) {
  std::vector<AdamWParameter> adamParameters;
  for (auto& [name, tensor] : weights.named()) {
    *tensor = tensor->detach().to(torch::kFloat32).contiguous().requires_grad_(true);
    all_.push_back(*tensor);
    if (!isMuonTensor(name, *tensor)) {
      adamParameters.push_back({*tensor, tensor->dim() >= 2 ? options.weightDecay : 0.0, {}});
      continue;
    }
    const bool thirds = name.ends_with("to_qkv.weight");
    const std::vector<torch::Tensor> pieces = matricesOf(tensor->detach(), thirds);
    const std::string group = std::to_string(pieces[0].size(0)) + "x" + std::to_string(pieces[0].size(1));
    auto found = std::ranges::find(muonGroups_, group, &MuonGroup::name);
    if (found == muonGroups_.end()) found = muonGroups_.insert(found, MuonGroup{group, {}, {}});
    found->pieces.insert(found->pieces.end(), pieces.begin(), pieces.end());
    muonTensors_.push_back({*tensor, thirds, static_cast<size_t>(found - muonGroups_.begin())});
  }
  for (MuonGroup& group : muonGroups_) {
    const torch::Tensor& first = group.pieces.front();
    group.momentum = torch::zeros({static_cast<int64_t>(group.pieces.size()), first.size(0), first.size(1)}, first.options());
  }
  adam_ = AdamW(std::move(adamParameters));
}

GradientReport Optimiser::step(double muonRate, double adamRate) {
  torch::NoGradGuard noGradient;
  std::vector<torch::Tensor> gradients;
  for (const torch::Tensor& weight : all_) {
    if (weight.grad().defined()) gradients.push_back(weight.grad());
  }
  const GradientReport report = reportOf(gradients, options_.clip);
  stepMuon(muonRate, report);
  adam_.step(adamRate, report);
  for (torch::Tensor& weight : all_) weight.mutable_grad() = torch::Tensor();
  return report;
}

void Optimiser::stepMuon(double rate, const GradientReport& report) {
  const torch::Tensor& applied = report.applied;
  std::vector<std::vector<torch::Tensor>> gradients(muonGroups_.size());
  for (const MuonTensor& tensor : muonTensors_) {
    auto& group = gradients[tensor.group];
    for (torch::Tensor& piece : matricesOf(gradientOf(tensor.weight), tensor.thirds)) group.push_back(std::move(piece));
  }
  const torch::Tensor keep = 1 - rate * options_.weightDecay * applied;
  const torch::Tensor skip = applied == 0;
  for (size_t i = 0; i < muonGroups_.size(); ++i) {
    MuonGroup& group = muonGroups_[i];
    // NaN times zero is NaN: what a skipped step would add is replaced, not scaled.
    const torch::Tensor gradient = (torch::stack(gradients[i]) * report.scale).masked_fill_(skip, 0);
    group.momentum.mul_(1 - (1 - kMomentum) * applied).add_(gradient);
    const torch::ScalarType type = gradient.is_cuda() ? torch::kBFloat16 : torch::kFloat32;
    const double size = kUpdateScale * std::sqrt(static_cast<double>(gradient.size(2)));
    const torch::Tensor update = orthogonalise(group.momentum * kMomentum + gradient, type).mul_(applied * (rate * size));
    at::_foreach_mul_(group.pieces, keep);
    at::_foreach_sub_(group.pieces, update.unbind(0));
  }
}

NamedTensors Optimiser::state() const {
  NamedTensors tensors = adam_.state();
  for (const MuonGroup& group : muonGroups_) tensors.emplace_back("muon/" + group.name, group.momentum);
  return tensors;
}

void Optimiser::save(TensorFile& file, const std::string& prefix) const { saveTensors(state(), file, prefix); }

void Optimiser::load(const TensorFile& file, const std::string& prefix) { loadTensors(state(), file, prefix); }

}  // namespace fsm::training
