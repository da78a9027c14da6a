#include "reconstruction/splatting/autograd.h"

#include <c10/cuda/CUDAStream.h>

#include <array>
#include <optional>

#include "reconstruction/core/error.h"

namespace fsm::splatting {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

/// What of the call is not a tensor.
struct Call {
  int shDegree = 0, timeHarmonics = 0;
  double timePeriod = 2;
  std::vector<View> views;
  scene::RasterSettings settings;
  std::shared_ptr<Rasteriser> rasteriser;
};

constexpr size_t kParameters = 8;

/// Autograd functions take no undefined tensors: what a static set lacks comes in empty.
const float* dataOf(const Tensor& tensor) { return tensor.numel() > 0 ? tensor.data_ptr<float>() : nullptr; }
float* mutableData(const Tensor& tensor) { return tensor.defined() ? tensor.data_ptr<float>() : nullptr; }

GaussianPointers<float> pointersOf(const variable_list& p, const Call& call) {
  GaussianPointers<float> out;
  out.count = p[3].numel();
  out.shDegree = call.shDegree;
  out.timeHarmonics = call.timeHarmonics;
  out.timePeriod = static_cast<float>(call.timePeriod);
  out.position = dataOf(p[0]);
  out.logScale = dataOf(p[1]);
  out.rotation = dataOf(p[2]);
  out.opacityLogit = dataOf(p[3]);
  out.sh = dataOf(p[4]);
  out.time = dataOf(p[5]);
  out.logScaleTime = dataOf(p[6]);
  out.rotationRight = dataOf(p[7]);
  return out;
}

GaussianGradients<float> gradientsOf(const variable_list& g) {
  GaussianGradients<float> out;
  out.position = mutableData(g[0]);
  out.logScale = mutableData(g[1]);
  out.rotation = mutableData(g[2]);
  out.opacityLogit = mutableData(g[3]);
  out.sh = mutableData(g[4]);
  out.time = mutableData(g[5]);
  out.logScaleTime = mutableData(g[6]);
  out.rotationRight = mutableData(g[7]);
  return out;
}

/// Images of all views, [V, H, W, 3], [V, H, W], [V, H, W], as the rasteriser lays them out.
struct Planes {
  Tensor colour, alpha, depth;
  Planes(const Call& call, const torch::TensorOptions& options) {
    const ImageSize size = call.views.at(0).camera.intrinsics.size;
    const auto count = static_cast<int64_t>(call.views.size());
    colour = torch::empty({count, size.height, size.width, 3}, options);
    alpha = torch::empty({count, size.height, size.width}, options);
    depth = torch::empty_like(alpha);
  }
};

RasterOutputs<float> outputsOf(const Planes& planes, int64_t view) {
  RasterOutputs<float> out;
  out.colour = planes.colour[view].data_ptr<float>();
  out.alpha = planes.alpha[view].data_ptr<float>();
  out.depth = planes.depth[view].data_ptr<float>();
  return out;
}

class RasteriseFunction : public torch::autograd::Function<RasteriseFunction> {
 public:
  static variable_list forward(AutogradContext* context, const std::shared_ptr<Call>& call, const Tensor& p0, const Tensor& p1,
                               const Tensor& p2, const Tensor& p3, const Tensor& p4, const Tensor& p5, const Tensor& p6,
                               const Tensor& p7) {
    variable_list parameters{p0, p1, p2, p3, p4, p5, p6, p7};
    for (Tensor& tensor : parameters) tensor = tensor.contiguous();
    Planes planes(*call, p0.options());
    for (size_t i = 0; i < call->views.size(); ++i)
      call->rasteriser->forward(pointersOf(parameters, *call), call->views[i], call->settings,
                                outputsOf(planes, static_cast<int64_t>(i)));
    context->save_for_backward(parameters);
    context->saved_data["call"] = c10::IValue::make_capsule(c10::make_intrusive<Holder>(call));
    return {planes.colour, planes.alpha, planes.depth};
  }

  static variable_list backward(AutogradContext* context, const variable_list& outer) {
    const auto capsule = context->saved_data["call"].toCapsule();
    const std::shared_ptr<Call> call = static_cast<Holder*>(capsule.get())->call;
    const variable_list parameters = context->get_saved_variables();
    variable_list gradients(kParameters);
    for (size_t i = 0; i < kParameters; ++i)
      if (context->needs_input_grad(i)) gradients[i] = torch::zeros_like(parameters[i]);
    std::array<Tensor, 3> images;
    for (size_t i = 0; i < images.size(); ++i)
      if (outer[i].defined()) images[i] = outer[i].contiguous();
    for (size_t i = 0; i < call->views.size(); ++i) {
      // Without outputs: only what the backward pass needs of this view is made.
      call->rasteriser->forward(pointersOf(parameters, *call), call->views[i], call->settings, {});
      const auto of = [&](const Tensor& t) { return t.defined() ? t[static_cast<int64_t>(i)].data_ptr<float>() : nullptr; };
      call->rasteriser->backward({of(images[0]), of(images[1]), of(images[2])}, gradientsOf(gradients));
    }
    gradients.insert(gradients.begin(), Tensor());
    return gradients;
  }

 private:
  struct Holder : torch::CustomClassHolder {
    explicit Holder(std::shared_ptr<Call> c) : call(std::move(c)) {}
    std::shared_ptr<Call> call;
  };
};

}  // namespace

std::shared_ptr<Rasteriser> makeRasteriser(torch::Device device) {
  if (!device.is_cuda()) return makeCpuRasteriser();
  void* stream = static_cast<void*>(c10::cuda::getCurrentCUDAStream(device.index()).stream());
  return makeCudaRasteriser(device.index(), stream);
}

RasterisedViews rasterise(const GaussianTensors& g, const std::vector<View>& views, const scene::RasterSettings& settings,
                          const std::shared_ptr<Rasteriser>& rasteriser) {
  if (views.empty()) throw Error(ErrorCode::badInput, "There is no view to render. Ask for at least one.");
  for (const View& view : views)
    if (!(view.camera.intrinsics.size == views[0].camera.intrinsics.size))
      throw Error(ErrorCode::internal, "Views that are rasterised together must have one size.");
  const auto call = std::make_shared<Call>(Call{g.shDegree, g.timeHarmonics, g.timePeriod, views, settings, rasteriser});
  const auto orEmpty = [&](const Tensor& tensor) { return tensor.defined() ? tensor : g.position.new_empty({0}); };
  const variable_list out = RasteriseFunction::apply(call, g.position, g.logScale, g.rotation, g.opacityLogit, g.sh,
                                                     orEmpty(g.time), orEmpty(g.logScaleTime), orEmpty(g.rotationRight));
  return {out[0].permute({0, 3, 1, 2}), out[1], out[2]};
}

}  // namespace fsm::splatting
