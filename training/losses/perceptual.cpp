#include "training/losses/perceptual.h"

#include <array>

#include "reconstruction/core/error.h"
#include "training/losses/mat_file.h"

namespace fsm::training {
namespace {

struct LayerShape {
  const char* name;
  int64_t out, in, kernel;
};

// SqueezeNet 1.1 up to the last layer that is compared.
constexpr std::array<LayerShape, 19> kLayers{{
    {"conv1", 64, 3, 3},
    {"fire2/squeeze1x1", 16, 64, 1},
    {"fire2/expand1x1", 64, 16, 1},
    {"fire2/expand3x3", 64, 16, 3},
    {"fire3/squeeze1x1", 16, 128, 1},
    {"fire3/expand1x1", 64, 16, 1},
    {"fire3/expand3x3", 64, 16, 3},
    {"fire4/squeeze1x1", 32, 128, 1},
    {"fire4/expand1x1", 128, 32, 1},
    {"fire4/expand3x3", 128, 32, 3},
    {"fire5/squeeze1x1", 32, 256, 1},
    {"fire5/expand1x1", 128, 32, 1},
    {"fire5/expand3x3", 128, 32, 3},
    {"fire6/squeeze1x1", 48, 256, 1},
    {"fire6/expand1x1", 192, 48, 1},
    {"fire6/expand3x3", 192, 48, 3},
    {"fire7/squeeze1x1", 48, 384, 1},
    {"fire7/expand1x1", 192, 48, 1},
    {"fire7/expand3x3", 192, 48, 3},
}};

// The mean colour that the Caffe network subtracts, on the 0-255 scale.
constexpr std::array<double, 3> kMeanBgr{104.006, 116.669, 122.679};

[[noreturn]] void unfit(const std::string& layer, const std::string& detail) {
  throw Error(ErrorCode::fileDamaged,
              "The perceptual weights do not hold SqueezeNet 1.1: layer '" + layer +
                  "' is missing or has another shape. Give the published file.",
              detail);
}

torch::Tensor pool(const torch::Tensor& input) { return torch::max_pool2d(input, 3, 2, 0, 1, /*ceil_mode=*/true); }

bool canPool(const torch::Tensor& input) { return input.size(-1) >= 3 && input.size(-2) >= 3; }

torch::Tensor unitLength(const torch::Tensor& feature, torch::ScalarType type) {
  const torch::Tensor wide = feature.to(type);
  return wide / (wide.square().sum(1, true) + 1e-10).sqrt();
}

}  // namespace

PerceptualDistance::PerceptualDistance(const std::map<std::string, Convolution>& layers, torch::Device device,
                                       torch::ScalarType type)
    : meanBgr_(torch::tensor({kMeanBgr[0], kMeanBgr[1], kMeanBgr[2]}, torch::kFloat64)
                   .to(torch::kFloat32)
                   .view({1, 3, 1, 1})
                   .to(device)),
      type_(type) {
  for (const LayerShape& layer : kLayers) {
    const auto found = layers.find(layer.name);
    if (found == layers.end()) unfit(layer.name, "missing");
    const Convolution& given = found->second;
    if (given.weight.sizes() != torch::IntArrayRef({layer.out, layer.in, layer.kernel, layer.kernel}) ||
        given.bias.sizes() != torch::IntArrayRef({layer.out})) {
      unfit(layer.name, "shape");
    }
    const auto format = device.is_cuda() ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous;
    layers_[layer.name] = {given.weight.to(device, type).contiguous(format), given.bias.to(device, type)};
  }
  if (type == torch::kFloat64) meanBgr_ = meanBgr_.to(type);
}

PerceptualDistance PerceptualDistance::fromFile(const std::filesystem::path& path, torch::Device device, torch::ScalarType type) {
  const MatFile file = readMatFile(path);
  std::map<std::string, Convolution> layers;
  for (const auto& [name, arrays] : file) {
    if (arrays.size() != 2 || arrays[0].shape.size() != 4) continue;
    // Column-major (height, width, in, out) is row-major (out, in, width, height).
    const auto& shape = arrays[0].shape;
    const torch::Tensor weight = torch::tensor(arrays[0].values).view({shape[3], shape[2], shape[1], shape[0]}).transpose(2, 3);
    layers[name] = {weight.contiguous(), torch::tensor(arrays[1].values)};
  }
  return PerceptualDistance(layers, device, type);
}

torch::Tensor PerceptualDistance::convolve(const torch::Tensor& input, const std::string& name, int stride, int padding) const {
  const Convolution& layer = layers_.at(name);
  return torch::relu(torch::conv2d(input, layer.weight, layer.bias, stride, padding));
}

torch::Tensor PerceptualDistance::fire(const torch::Tensor& input, const std::string& name) const {
  const torch::Tensor squeezed = convolve(input, name + "/squeeze1x1", 1, 0);
  return torch::cat({convolve(squeezed, name + "/expand1x1", 1, 0), convolve(squeezed, name + "/expand3x3", 1, 1)}, 1);
}

std::vector<torch::Tensor> PerceptualDistance::features(const torch::Tensor& images) const {
  torch::Tensor x = (images.flatten(0, -4).flip(1) * 255.0 - meanBgr_).to(type_);
  if (x.is_cuda()) x = x.contiguous(torch::MemoryFormat::ChannelsLast);
  std::vector<torch::Tensor> result;
  x = convolve(x, "conv1", 2, 0);
  result.push_back(x);
  for (const char* pair : {"fire2 fire3", "fire4 fire5", "fire6 fire7"}) {
    if (!canPool(x)) break;
    const std::string names = pair;
    x = fire(fire(pool(x), names.substr(0, 5)), names.substr(6));
    result.push_back(x);
  }
  return result;
}

torch::Tensor PerceptualDistance::operator()(const torch::Tensor& prediction, const torch::Tensor& truth) const {
  const auto sumType = type_ == torch::kFloat64 ? torch::kFloat64 : torch::kFloat32;
  std::vector<torch::Tensor> wanted;
  {
    torch::NoGradGuard noGradient;
    wanted = features(truth.to(sumType));
  }
  const std::vector<torch::Tensor> given = features(prediction.to(sumType));
  torch::Tensor sum;
  for (size_t i = 0; i < given.size(); ++i) {
    const torch::Tensor distance = (unitLength(given[i], sumType) - unitLength(wanted[i], sumType)).square().sum(1).mean();
    sum = sum.defined() ? sum + distance : distance;
  }
  return sum / static_cast<double>(given.size());
}

}  // namespace fsm::training
