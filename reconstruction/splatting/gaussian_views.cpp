#include "reconstruction/splatting/gaussian_views.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/autograd.h"

namespace fsm::splatting {

using torch::Tensor;

struct GaussianViews::Impl {
  torch::Device device = torch::kCPU;
  std::shared_ptr<Rasteriser> rasteriser;
  std::vector<Tensor> arrays;
  GaussianPointers<float> pointers;

  const float* hold(const std::vector<float>& values) {
    if (values.empty()) return nullptr;
    const Tensor host = torch::from_blob(const_cast<float*>(values.data()), {static_cast<int64_t>(values.size())});
    arrays.push_back(host.to(device, torch::kFloat32, /*non_blocking=*/false, /*copy=*/true));
    return arrays.back().data_ptr<float>();
  }
};

namespace {

template <class Work>
auto onDevice(Work&& work) {
  try {
    return work();
  } catch (const c10::OutOfMemoryError& error) {
    throw Error(
        ErrorCode::outOfMemory,
        "The device has not enough memory for these Gaussians. Close other programs, keep fewer of them, or use the processor.",
        error.what_without_backtrace());
  } catch (const c10::Error& error) {
    throw Error(ErrorCode::deviceLost, "The device failed while drawing Gaussians. Try again, or use the processor.",
                error.what_without_backtrace());
  }
}

Tensor onHost(const Tensor& tensor) { return tensor.to(torch::kCPU).contiguous(); }

}  // namespace

GaussianViews::GaussianViews(const scene::Gaussians4D& gaussians, const std::string& device, BackEnd backEnd)
    : impl_(std::make_unique<Impl>()) {
  gaussians.check();
  onDevice([&] {
    const bool cuda = device.starts_with("cuda") && backEnd == BackEnd::fast;
    if (cuda && !torch::cuda::is_available())
      throw Error(ErrorCode::noDevice, "There is no CUDA device here. Use the processor.");
    impl_->device = cuda ? torch::Device(device) : torch::Device(torch::kCPU);
    impl_->rasteriser = backEnd == BackEnd::reference ? makeReferenceRasteriser() : makeRasteriser(impl_->device);
    GaussianPointers<float>& p = impl_->pointers;
    p.count = gaussians.count();
    p.shDegree = gaussians.shDegree;
    p.timeHarmonics = gaussians.timeHarmonics;
    p.timePeriod = gaussians.timePeriod;
    p.position = impl_->hold(gaussians.position);
    p.logScale = impl_->hold(gaussians.logScale);
    p.rotation = impl_->hold(gaussians.rotation);
    p.opacityLogit = impl_->hold(gaussians.opacityLogit);
    p.sh = impl_->hold(gaussians.sh);
    p.time = impl_->hold(gaussians.time);
    p.logScaleTime = impl_->hold(gaussians.logScaleTime);
    p.rotationRight = impl_->hold(gaussians.rotationRight);
  });
}

GaussianViews::~GaussianViews() = default;
GaussianViews::GaussianViews(GaussianViews&&) noexcept = default;
GaussianViews& GaussianViews::operator=(GaussianViews&&) noexcept = default;

LayeredImage GaussianViews::render(const View& view, const scene::RasterSettings& settings) const {
  return onDevice([&] {
    const ImageSize size = view.camera.intrinsics.size;
    scene::RasterSettings onBlack = settings;
    onBlack.background = glm::vec3(0);
    const auto options = torch::TensorOptions(torch::kFloat32).device(impl_->device);
    const Tensor colour = torch::empty({size.height, size.width, 3}, options),
                 alpha = torch::empty({size.height, size.width}, options), depth = torch::empty_like(alpha);
    RasterOutputs<float> outputs;
    outputs.colour = colour.data_ptr<float>();
    outputs.alpha = alpha.data_ptr<float>();
    outputs.depth = depth.data_ptr<float>();
    impl_->rasteriser->forward(impl_->pointers, view, onBlack, outputs);
    const Tensor expected =
        onHost(torch::where(alpha > 0, depth / alpha.clamp_min(1e-12), std::numeric_limits<float>::infinity()));
    const Tensor rgba = onHost(torch::cat({colour, alpha.unsqueeze(-1)}, -1));
    LayeredImage image(size);
    std::copy_n(rgba.data_ptr<float>(), image.rgba.size(), image.rgba.data());
    image.depth.assign(expected.data_ptr<float>(), expected.data_ptr<float>() + expected.numel());
    return image;
  });
}

std::vector<float> GaussianViews::contributions(const std::vector<View>& views, const scene::RasterSettings& settings,
                                                Progress& progress) const {
  return onDevice([&] {
    const Tensor sum = torch::zeros({impl_->pointers.count}, torch::TensorOptions(torch::kFloat32).device(impl_->device));
    RasterOutputs<float> outputs;
    outputs.contribution = sum.data_ptr<float>();
    for (size_t i = 0; i < views.size(); ++i) {
      impl_->rasteriser->forward(impl_->pointers, views[i], settings, outputs);
      progress.advance(static_cast<double>(i + 1), static_cast<double>(views.size()));
    }
    const Tensor host = onHost(sum);
    return std::vector<float>(host.data_ptr<float>(), host.data_ptr<float>() + host.numel());
  });
}

std::vector<int64_t> strongest(const std::vector<float>& contributions, int64_t budget) {
  std::vector<int64_t> order;
  for (size_t i = 0; i < contributions.size(); ++i)
    if (contributions[i] > 0) order.push_back(static_cast<int64_t>(i));
  if (budget >= 0 && static_cast<int64_t>(order.size()) > budget) {
    const auto more = [&](int64_t a, int64_t b) {
      const float x = contributions[static_cast<size_t>(a)], y = contributions[static_cast<size_t>(b)];
      return x != y ? x > y : a < b;
    };
    std::ranges::nth_element(order, order.begin() + budget, more);
    order.resize(static_cast<size_t>(budget));
    std::ranges::sort(order);
  }
  return order;
}

}  // namespace fsm::splatting
