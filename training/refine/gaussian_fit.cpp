#include "training/refine/gaussian_fit.h"

#include <cmath>
#include <cstring>

#include "reconstruction/core/error.h"
#include "reconstruction/model/weights.h"

namespace fsm::training {

using torch::Tensor;

namespace {

constexpr double kFirst = 0.9, kSecond = 0.999, kEpsilon = 1e-15;
constexpr double kLargestGradient = 1e18;
/// Colours that turn with the view learn slower than those that do not, so that they only explain what is left.
constexpr double kHigherDegreeShare = 0.05;
constexpr const char* kNames[kParts] = {"position", "log_scale", "rotation",       "opacity_logit",
                                        "sh",       "time",      "log_scale_time", "rotation_right"};
constexpr std::array<std::vector<float> scene::Gaussians4D::*, kParts> kArrays = {
    &scene::Gaussians4D::position,     &scene::Gaussians4D::logScale,     &scene::Gaussians4D::rotation,
    &scene::Gaussians4D::opacityLogit, &scene::Gaussians4D::sh,           &scene::Gaussians4D::time,
    &scene::Gaussians4D::logScaleTime, &scene::Gaussians4D::rotationRight};

std::vector<int64_t> shapeOf(size_t part, int64_t count, int64_t coefficients) {
  switch (static_cast<Part>(part)) {
    case Part::position:
    case Part::logScale: return {count, 3};
    case Part::rotation:
    case Part::rotationRight: return {count, 4};
    case Part::sh: return {count, coefficients, 3};
    default: return {count};
  }
}

/// A [N] or [N, 1] factor for rows of `like`.
Tensor perRow(const Tensor& values, const Tensor& like) {
  std::vector<int64_t> shape(static_cast<size_t>(like.dim()), 1);
  shape[0] = values.size(0);
  return values.reshape(shape);
}

}  // namespace

GaussianFit::GaussianFit(const scene::Gaussians4D& gaussians, torch::Device device)
    : shDegree_(gaussians.shDegree), timeHarmonics_(gaussians.timeHarmonics), timePeriod_(gaussians.timePeriod) {
  gaussians.check();
  for (size_t i = 0; i < kParts; ++i) {
    const std::vector<float>& host = gaussians.*kArrays[i];
    if (host.empty()) continue;
    const auto shape = shapeOf(i, gaussians.count(), gaussians.coefficients());
    // The tensor over foreign memory is only read from.
    parts_[i].value = torch::from_blob(const_cast<float*>(host.data()), shape, torch::kFloat32).to(device).clone();
    startMoments(parts_[i]);
  }
}

void GaussianFit::startMoments(Array& array) {
  array.gradient = torch::zeros_like(array.value);
  array.first = torch::zeros_like(array.value);
  array.second = torch::zeros_like(array.value);
}

scene::Gaussians4D GaussianFit::gaussians() const {
  scene::Gaussians4D out;
  out.shDegree = shDegree_;
  out.timeHarmonics = timeHarmonics_;
  out.timePeriod = static_cast<float>(timePeriod_);
  out.resize(count(), isStatic());
  for (size_t i = 0; i < kParts; ++i) {
    if (!parts_[i].value.defined()) continue;
    const Tensor host = parts_[i].value.cpu().contiguous();
    std::vector<float>& target = out.*kArrays[i];
    std::memcpy(target.data(), host.data_ptr<float>(), target.size() * sizeof(float));
  }
  return out;
}

splatting::GaussianPointers<float> GaussianFit::pointers() const {
  const auto of = [&](Part part) -> const float* { return (*this)[part].defined() ? (*this)[part].data_ptr<float>() : nullptr; };
  splatting::GaussianPointers<float> out;
  out.count = count();
  out.shDegree = shDegree_;
  out.timeHarmonics = timeHarmonics_;
  out.timePeriod = static_cast<float>(timePeriod_);
  out.position = of(Part::position);
  out.logScale = of(Part::logScale);
  out.rotation = of(Part::rotation);
  out.opacityLogit = of(Part::opacityLogit);
  out.sh = of(Part::sh);
  out.time = of(Part::time);
  out.logScaleTime = of(Part::logScaleTime);
  out.rotationRight = of(Part::rotationRight);
  return out;
}

splatting::GaussianGradients<float> GaussianFit::clearGradients() {
  std::vector<Tensor> all;
  for (Array& array : parts_)
    if (array.value.defined()) all.push_back(array.gradient);
  at::_foreach_zero_(all);
  const auto of = [&](Part part) { return gradient(part).defined() ? gradient(part).data_ptr<float>() : nullptr; };
  splatting::GaussianGradients<float> out;
  out.position = of(Part::position);
  out.logScale = of(Part::logScale);
  out.rotation = of(Part::rotation);
  out.opacityLogit = of(Part::opacityLogit);
  out.sh = of(Part::sh);
  out.time = of(Part::time);
  out.logScaleTime = of(Part::logScaleTime);
  out.rotationRight = of(Part::rotationRight);
  return out;
}

bool GaussianFit::gradientsAreFinite() const {
  std::vector<Tensor> all;
  for (const Array& array : parts_)
    if (array.value.defined()) all.push_back(array.gradient);
  // The largest magnitude carries NaN along; beyond the bound its square would not fit the second moment.
  return torch::stack(at::_foreach_norm(all, INFINITY)).max().item<double>() < kLargestGradient;
}

void GaussianFit::step(const PartRates& rates, const Tensor& reach) {
  torch::NoGradGuard noGradient;
  ++steps_;
  const double firstBias = 1 - std::pow(kFirst, static_cast<double>(steps_));
  const double secondBias = 1 - std::pow(kSecond, static_cast<double>(steps_));
  std::vector<Tensor> values, gradients, firsts, seconds;
  std::vector<at::Scalar> factors;
  size_t position = 0, sh = 0;
  for (size_t i = 0; i < kParts; ++i) {
    Array& array = parts_[i];
    if (!array.value.defined()) continue;
    if (static_cast<Part>(i) == Part::position) position = values.size();
    if (static_cast<Part>(i) == Part::sh) sh = values.size();
    values.push_back(array.value);
    gradients.push_back(array.gradient);
    firsts.push_back(array.first);
    seconds.push_back(array.second);
    factors.emplace_back(-rates.rate[i] / firstBias);
  }
  at::_foreach_lerp_(firsts, gradients, 1 - kFirst);
  at::_foreach_mul_(seconds, kSecond);
  at::_foreach_addcmul_(seconds, gradients, gradients, 1 - kSecond);
  std::vector<Tensor> updates = at::_foreach_sqrt(seconds);
  at::_foreach_mul_(updates, 1 / std::sqrt(secondBias));
  at::_foreach_add_(updates, kEpsilon);
  at::_foreach_reciprocal_(updates);
  at::_foreach_mul_(updates, firsts);
  at::_foreach_mul_(updates, factors);
  updates[position].mul_(reach);
  const int64_t degree = (shDegree_ + 1) * (shDegree_ + 1);
  for (int64_t block = 0; degree > 1 && block <= timeHarmonics_; ++block)
    updates[sh].narrow(1, block * degree + 1, degree - 1).mul_(kHigherDegreeShare);
  at::_foreach_add_(values, updates);
}

void GaussianFit::rearrange(const Tensor& rows, const Tensor& fresh) {
  torch::NoGradGuard noGradient;
  for (Array& array : parts_) {
    if (!array.value.defined()) continue;
    array.value = array.value.index_select(0, rows);
    const Tensor anew = perRow(fresh, array.value);
    array.first = array.first.index_select(0, rows).masked_fill_(anew, 0);
    array.second = array.second.index_select(0, rows).masked_fill_(anew, 0);
    array.gradient = torch::zeros_like(array.value);
  }
}

void GaussianFit::growDegree(int degree) {
  torch::NoGradGuard noGradient;
  if (degree <= shDegree_ || timeHarmonics_ > 0) return;
  const int64_t more = (degree + 1) * (degree + 1) - (shDegree_ + 1) * (shDegree_ + 1);
  Array& array = parts_[static_cast<size_t>(Part::sh)];
  const auto grown = [&](const Tensor& x) { return torch::cat({x, x.new_zeros({x.size(0), more, 3})}, 1).contiguous(); };
  array = {grown(array.value), grown(array.gradient), grown(array.first), grown(array.second)};
  shDegree_ = degree;
}

NamedTensors GaussianFit::state() const {
  NamedTensors tensors;
  for (size_t i = 0; i < kParts; ++i) {
    if (!parts_[i].value.defined()) continue;
    const std::string name = kNames[i];
    tensors.emplace_back("value/" + name, parts_[i].value);
    tensors.emplace_back("first/" + name, parts_[i].first);
    tensors.emplace_back("second/" + name, parts_[i].second);
  }
  return tensors;
}

void GaussianFit::load(const TensorFile& file, const std::string& prefix, int64_t steps) {
  const auto find = [&](const std::string& name) -> const HostTensor& {
    const auto found = file.tensors.find(prefix + name);
    if (found == file.tensors.end() || found->second.type != TensorType::f32)
      throw Error(ErrorCode::fileDamaged, "The saved state of the refinement is damaged. Start anew without --resume.", name);
    return found->second;
  };
  const auto& sh = find("value/sh").shape;
  const int64_t rows = sh.empty() ? 0 : sh[0], coefficients = sh.size() == 3 ? sh[1] : 0;
  int degree = shDegree_;
  while (degree < 3 && static_cast<int64_t>((degree + 1) * (degree + 1)) * (timeHarmonics_ + 1) < coefficients) ++degree;
  const int64_t expected = static_cast<int64_t>((degree + 1) * (degree + 1)) * (timeHarmonics_ + 1);
  for (size_t i = 0; i < kParts; ++i) {
    Array& array = parts_[i];
    if (!array.value.defined()) continue;
    const auto take = [&](const char* kind) {
      const HostTensor& tensor = find(std::string(kind) + kNames[i]);
      if (rows < 1 || tensor.shape != shapeOf(i, rows, expected))
        throw Error(ErrorCode::fileDamaged, "The saved state of the refinement is of another scene. Start anew without --resume.",
                    kNames[i]);
      return model::toTorch(tensor).to(array.value.device()).clone();
    };
    const Tensor value = take("value/");
    array = {value, torch::zeros_like(value), take("first/"), take("second/")};
  }
  shDegree_ = degree;
  steps_ = steps;
}

}  // namespace fsm::training
