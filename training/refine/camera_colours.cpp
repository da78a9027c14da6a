#include "training/refine/camera_colours.h"

#include <cmath>

namespace fsm::training {

using torch::Tensor;

namespace {
constexpr double kFirst = 0.9, kSecond = 0.99, kEpsilon = 1e-12;
}

CameraColours::CameraColours(int cameras, torch::Device device) {
  const auto options = torch::TensorOptions(torch::kFloat32).device(device);
  for (int i = 0; i < cameras; ++i) maps_.push_back(torch::eye(3, 4, options));
  for (Tensor& map : maps_) map.requires_grad_(fitted());
  first_ = torch::zeros({cameras, 3, 4}, options);
  second_ = torch::zeros({cameras, 3, 4}, options);
  steps_ = torch::zeros({cameras}, torch::kFloat32);
}

void CameraColours::step(int camera, double rate) {
  torch::NoGradGuard noGradient;
  Tensor& map = maps_.at(static_cast<size_t>(camera));
  if (!map.grad().defined()) return;
  const Tensor gradient = map.grad();
  const double done = steps_[camera].add_(1).item<double>();
  first_[camera].lerp_(gradient, 1 - kFirst);
  second_[camera].mul_(kSecond).addcmul_(gradient, gradient, 1 - kSecond);
  const Tensor root = (second_[camera] / (1 - std::pow(kSecond, done))).sqrt() + kEpsilon;
  map.detach().addcdiv_(first_[camera], root, -rate / (1 - std::pow(kFirst, done)));
  dropGradient(camera);
  fixGauge();
}

void CameraColours::fixGauge() {
  std::vector<Tensor> all;
  all.reserve(maps_.size());
  for (Tensor& map : maps_) all.push_back(map.detach());
  const Tensor excess = torch::stack(all).mean(0) - torch::eye(3, 4, all[0].options());
  for (Tensor& map : all) map.sub_(excess);
}

std::vector<ColourFit> CameraColours::fits() const {
  std::vector<ColourFit> fits(maps_.size());
  for (size_t i = 0; i < maps_.size(); ++i) {
    const Tensor host = maps_[i].detach().cpu().contiguous();
    for (size_t row = 0; row < 3; ++row)
      for (size_t column = 0; column < 4; ++column) fits[i].rows[row][column] = host.data_ptr<float>()[row * 4 + column];
  }
  return fits;
}

NamedTensors CameraColours::state() const {
  NamedTensors tensors{{"colours/first", first_}, {"colours/second", second_}, {"colours/steps", steps_}};
  for (size_t i = 0; i < maps_.size(); ++i) tensors.emplace_back("colours/map" + std::to_string(i), maps_[i]);
  return tensors;
}

Tensor mapped(const Tensor& image, const Tensor& map) {
  const Tensor flat = image.reshape({3, -1});
  return torch::addmm(map.narrow(1, 3, 1), map.narrow(1, 0, 3), flat).view(image.sizes());
}

}  // namespace fsm::training
