#include "reconstruction/model/weights.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "reconstruction/core/error.h"
#include "reconstruction/model/gaussian_decoder.h"

namespace fsm::model {

using torch::Tensor;

namespace {

constexpr const char* kGaussianNorm = "gaussian_token_decoder.0.weight";
constexpr const char* kGaussianLinear = "gaussian_token_decoder.1.weight";
/// Small, so that an untrained decoder puts its Gaussians where its formulas alone would.
constexpr double kGaussianDeviation = 0.005;

template <class W>
auto namedTensors(W& weights) {
  using T = std::conditional_t<std::is_const_v<W>, const Tensor, Tensor>;
  std::vector<std::pair<std::string, T*>> out{{"input_linear.weight", &weights.inputLinear},
                                              {"input_layernorm.weight", &weights.inputNorm}};
  for (size_t i = 0; i < weights.blocks.size(); ++i) {
    auto& b = weights.blocks[i];
    const std::string root = "blocks." + std::to_string(i) + ".module_list.";
    const std::pair<const char*, T*> entries[] = {{"0.ln.weight", &b.attnNorm},
                                                  {"0.f.to_qkv.weight", &b.qkv},
                                                  {"0.f.q_norm.weight", &b.qNorm},
                                                  {"0.f.k_norm.weight", &b.kNorm},
                                                  {"0.f.c_proj.weight", &b.attnOut},
                                                  {"1.ln.weight", &b.fastNorm},
                                                  {"1.f.w0", &b.w0},
                                                  {"1.f.w1", &b.w1},
                                                  {"1.f.w2", &b.w2},
                                                  {"1.f.to_qkv.weight", &b.fastQkv},
                                                  {"1.f.c_proj.weight", &b.fastOut},
                                                  {"1.f.lr_fc.weight", &b.rateWeight},
                                                  {"1.f.lr_fc.bias", &b.rateBias},
                                                  {"1.f.o_norm.weight", &b.outNorm},
                                                  {"2.ln.weight", &b.mlpNorm},
                                                  {"2.f.c_fc.weight", &b.mlpIn},
                                                  {"2.f.c_proj.weight", &b.mlpOut}};
    for (const auto& [key, tensor] : entries) out.emplace_back(root + key, tensor);
  }
  out.emplace_back("image_token_decoder.0.weight", &weights.outputNorm);
  out.emplace_back("image_token_decoder.1.weight", &weights.outputLinear);
  if (weights.config.decoder == Decoder::both) {
    out.emplace_back(kGaussianNorm, &weights.gaussianNorm);
    out.emplace_back(kGaussianLinear, &weights.gaussianLinear);
  }
  return out;
}

/// Expected shape of a learned tensor, by its official name.
std::vector<int64_t> shapeOf(const ModelConfig& c, const std::string& name) {
  const int64_t d = c.dim, hd = c.fastHeadDim, nh = c.dim / c.fastHeadDim, h = int64_t{c.interMulti} * hd,
                p2 = int64_t{c.patch} * c.patch;
  const auto ends = [&](const char* suffix) { return name.ends_with(suffix); };
  if (name == "input_linear.weight") return {d, p2 * c.channels()};
  if (name == "image_token_decoder.1.weight") return {p2 * c.outputChannels(), d};
  if (name == kGaussianLinear) return {p2 * kGaussianChannels, d};
  if (ends("to_qkv.weight")) return {3 * d, d};
  if (ends("2.f.c_proj.weight")) return {d, int64_t{c.mlpMulti} * d};
  if (ends("c_fc.weight")) return {int64_t{c.mlpMulti} * d, d};
  if (ends("c_proj.weight")) return {d, d};
  if (ends("q_norm.weight") || ends("k_norm.weight")) return {c.attentionHeadDim};
  if (ends(".w0") || ends(".w2")) return {nh, hd, h};
  if (ends(".w1")) return {nh, h, hd};
  if (ends("lr_fc.weight")) return {3 * nh, d};
  if (ends("lr_fc.bias")) return {3 * nh};
  if (ends("o_norm.weight")) return {hd};
  return {d};
}

void eraseAll(std::string& text, const std::string& part) {
  for (size_t at; (at = text.find(part)) != std::string::npos;) text.erase(at, part.size());
}

/// Official names, whatever wrapped the model while it was saved (method.md 3.2).
std::string strippedName(std::string name) {
  for (const char* part : {"_checkpoint_wrapped_module.", "_orig_mod."}) eraseAll(name, part);
  if (name.starts_with("model/")) name.erase(0, 6);
  while (name.starts_with("module.")) name.erase(0, 7);
  return name;
}

bool isNoModelTensor(const std::string& name) {
  for (const char* prefix :
       {"loss_mgr.", "perceptual_loss_module.", "depth_anything.", "optimizer/", "lr_scheduler/", "ewc_buffers/"})
    if (name.starts_with(prefix)) return true;
  return false;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size() && i < 5; ++i) text += (i ? ", " : "") + names[i];
  return names.size() > 5 ? text + " and " + std::to_string(names.size() - 5) + " more" : text;
}

using HostMap = std::map<std::string, const HostTensor*>;

int64_t dimensionOf(const HostMap& tensors, const std::string& name, size_t axis) {
  const auto it = tensors.find(name);
  if (it == tensors.end())
    throw Error(ErrorCode::fileDamaged, "The model file has no tensor '" + name + "'. It is not a Fast Spatial Memory model.");
  if (it->second->shape.size() <= axis)
    throw Error(ErrorCode::fileDamaged, "The tensor '" + name + "' of the model file has the wrong number of dimensions.");
  return it->second->shape[axis];
}

/// What the shapes of the tensors say about the model.
ModelConfig configFromShapes(const HostMap& t, ModelConfig c) {
  const std::string first = "blocks.0.module_list.";
  c.dim = static_cast<int>(dimensionOf(t, "input_layernorm.weight", 0));
  c.fastHeadDim = static_cast<int>(dimensionOf(t, first + "1.f.w0", 1));
  c.interMulti = static_cast<int>(dimensionOf(t, first + "1.f.w0", 2) / std::max(1, c.fastHeadDim));
  c.attentionHeadDim = static_cast<int>(dimensionOf(t, first + "0.f.q_norm.weight", 0));
  c.mlpMulti = static_cast<int>(dimensionOf(t, first + "2.f.c_fc.weight", 0) / std::max(1, c.dim));
  c.layers = 0;
  // Any tensor makes a block, so that the one that a block lacks is named.
  const auto hasBlock = [&](const std::string& root) {
    const auto at = t.lower_bound(root);
    return at != t.end() && at->first.starts_with(root);
  };
  while (hasBlock("blocks." + std::to_string(c.layers) + ".module_list.")) ++c.layers;
  const int64_t out = dimensionOf(t, "image_token_decoder.1.weight", 0), in = dimensionOf(t, "input_linear.weight", 1);
  const auto fits = [&](Decoder decoder) {
    ModelConfig probe = c;
    probe.decoder = decoder;
    const int64_t p2 = out / probe.outputChannels(), p = static_cast<int64_t>(std::lround(std::sqrt(static_cast<double>(p2))));
    if (p < 1 || p * p * probe.outputChannels() != out || p * p * probe.channels() != in) return false;
    c.decoder = decoder;
    c.patch = static_cast<int>(p);
    return true;
  };
  const bool second = t.contains(kGaussianLinear);
  if (second ? !fits(Decoder::both) : !fits(Decoder::image) && !fits(Decoder::gaussians))
    throw Error(ErrorCode::unsupported, "The model file's input and output widths (" + std::to_string(in) + ", " +
                                            std::to_string(out) +
                                            ") belong to no decoder that this program knows (FSM-LVSM or FSM-LRM).");
  const bool divides =
      c.dim > 0 && c.fastHeadDim > 0 && c.attentionHeadDim > 0 && c.dim % c.fastHeadDim == 0 && c.dim % c.attentionHeadDim == 0;
  if (!divides || c.interMulti < 1 || c.mlpMulti < 1 || c.layers < 1)
    throw Error(ErrorCode::fileDamaged, "The shapes in the model file do not fit together.");
  return c;
}

constexpr const char* kAnchorNames[3] = {"w0_star", "w1_star", "w2_star"};
constexpr const char* kImportanceNames[3] = {"F0", "F1", "F2"};

FastWeights elasticPart(const TensorFile& file, const char* const (&names)[3], torch::Device device) {
  // Stored per block; the official code only ever reads block 0's (method.md 2.3).
  FastWeights out;
  Tensor* const slots[3] = {&out.w0, &out.w1, &out.w2};
  for (const auto& [key, tensor] : file.tensors) {
    std::string name = strippedName(key);
    eraseAll(name, "module.");
    if (!name.starts_with("ewc_buffers/blocks.0.")) continue;
    for (int i = 0; i < 3; ++i)
      if (name.ends_with(std::string("/") + names[i])) *slots[i] = toTorch(tensor).to(device, torch::kFloat32);
  }
  return out;
}

void checkElastic(const FastWeights& part, const ModelConfig& config, const char* what) {
  const int defined = part.w0.defined() + part.w1.defined() + part.w2.defined();
  if (defined == 0) return;
  const std::string root = "blocks.0.module_list.1.f.";
  if (defined != 3 || part.w0.sizes().vec() != shapeOf(config, root + "w0") ||
      part.w1.sizes().vec() != shapeOf(config, root + "w1") || part.w2.sizes().vec() != shapeOf(config, root + "w2"))
    throw Error(ErrorCode::fileDamaged,
                std::string("The ") + what + " in the checkpoint's ewc_buffers do not fit its fast weights.");
  for (const Tensor* tensor : {&part.w0, &part.w1, &part.w2})
    if (!torch::isfinite(*tensor).all().item<bool>())
      throw Error(ErrorCode::fileDamaged,
                  std::string("The ") + what + " in the checkpoint's ewc_buffers hold values that are not finite.");
}

TensorType heldType(const Tensor& tensor) {
  return tensor.scalar_type() == torch::kBFloat16 ? TensorType::bf16 : TensorType::f32;
}

}  // namespace

std::vector<std::pair<std::string, Tensor*>> Weights::named() { return namedTensors(*this); }
std::vector<std::pair<std::string, const Tensor*>> Weights::named() const { return namedTensors(*this); }

int64_t Weights::count() const {
  int64_t sum = 0;
  for (const auto& [name, tensor] : named()) sum += tensor->numel();
  return sum;
}

Weights Weights::random(const ModelConfig& config, uint64_t seed, torch::Device device) {
  Weights weights;
  weights.config = config;
  weights.blocks.resize(static_cast<size_t>(config.layers));
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  const double projection = 0.02 / std::sqrt(3.0 * config.layers);
  for (auto& [name, tensor] : weights.named()) {
    const auto shape = shapeOf(config, name);
    const auto normal = [&, s = shape](double deviation) { return at::randn(s, generator, torch::kFloat32) * deviation; };
    if (name.ends_with(".w0") || name.ends_with(".w2"))
      *tensor = normal(std::sqrt(2.0 / config.fastHeadDim));
    else if (name.ends_with(".w1"))
      *tensor = normal(std::sqrt(2.0 / (double{1.0} * config.interMulti * config.fastHeadDim)));
    else if (name.ends_with("lr_fc.bias"))
      *tensor = torch::zeros(shape);
    else if (shape.size() == 1)
      *tensor = torch::ones(shape);
    else
      *tensor = normal(name.ends_with("c_proj.weight") ? projection : name == kGaussianLinear ? kGaussianDeviation : 0.02);
    *tensor = tensor->to(device);
  }
  return weights;
}

Weights Weights::fromFile(const TensorFile& file, ModelConfig config, torch::Device device) {
  HostMap tensors;
  for (const auto& [key, tensor] : file.tensors) {
    const std::string name = strippedName(key);
    if (!isNoModelTensor(name)) tensors[name] = &tensor;
  }
  Weights weights;
  weights.config = configFromShapes(tensors, config);
  weights.blocks.resize(static_cast<size_t>(weights.config.layers));
  std::vector<std::string> missing;
  std::set<std::string> known;
  for (auto& [name, slot] : weights.named()) {
    known.insert(name);
    const auto it = tensors.find(name);
    if (it == tensors.end()) {
      missing.push_back(name);
      continue;
    }
    if (it->second->shape != shapeOf(weights.config, name))
      throw Error(ErrorCode::fileDamaged, "The tensor '" + name + "' of the model file has a shape that does not fit the rest.");
    *slot = toTorch(*it->second).to(device, torch::kFloat32);
    if (!torch::isfinite(*slot).all().item<bool>())
      throw Error(ErrorCode::fileDamaged, "The tensor '" + name + "' of the model file holds values that are not finite.");
  }
  std::vector<std::string> unknown;
  for (const auto& [name, tensor] : tensors)
    if (!known.contains(name)) unknown.push_back(name);
  if (!missing.empty()) throw Error(ErrorCode::fileDamaged, "The model file lacks " + listed(missing) + ".");
  if (!unknown.empty())
    throw Error(ErrorCode::unsupported, "The model file has tensors that this model does not have: " + listed(unknown) + ".");
  weights.storedElastic = {elasticPart(file, kAnchorNames, device), elasticPart(file, kImportanceNames, device)};
  checkElastic(weights.storedElastic.anchor, weights.config, "anchors");
  checkElastic(weights.storedElastic.importance, weights.config, "importance tensors");
  return weights;
}

TensorFile Weights::toFile(std::optional<TensorType> type) const {
  TensorFile file;
  for (const auto& [name, tensor] : named()) file.tensors[name] = fromTorch(*tensor, type.value_or(heldType(*tensor)));
  const std::string root = "ewc_buffers/blocks.0.module_list.1.f/";
  const auto addElastic = [&](const FastWeights& part, const char* const(&names)[3]) {
    const Tensor* const tensors[3] = {&part.w0, &part.w1, &part.w2};
    for (int i = 0; i < 3; ++i)
      if (tensors[i]->defined()) file.tensors[root + names[i]] = fromTorch(*tensors[i], TensorType::f32);
  };
  addElastic(storedElastic.anchor, kAnchorNames);
  addElastic(storedElastic.importance, kImportanceNames);
  return file;
}

Weights Weights::withGaussianDecoder(uint64_t seed) const {
  if (!config.makesImages())
    throw Error(ErrorCode::badInput,
                "An FSM-LRM model has its Gaussian decoder already. Start from a model with the image decoder.");
  Weights out = *this;
  out.config.decoder = Decoder::both;
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  out.gaussianNorm = torch::ones_like(outputNorm);
  out.gaussianLinear = (at::randn(shapeOf(out.config, kGaussianLinear), generator, torch::kFloat32) * kGaussianDeviation)
                           .to(outputLinear.device());
  return out;
}

Weights Weights::castMatrices(torch::ScalarType dtype) const {
  Weights out = *this;
  for (auto& b : out.blocks)
    for (Tensor* t : {&b.qkv, &b.attnOut, &b.fastQkv, &b.fastOut, &b.rateWeight, &b.mlpIn, &b.mlpOut}) *t = t->to(dtype);
  out.outputLinear = out.outputLinear.to(dtype);
  return out;
}

namespace {

torch::ScalarType scalarType(TensorType type) {
  switch (type) {
    case TensorType::f32: return torch::kFloat32;
    case TensorType::f16: return torch::kHalf;
    case TensorType::bf16: return torch::kBFloat16;
    case TensorType::f64: return torch::kFloat64;
    case TensorType::i64: return torch::kInt64;
    case TensorType::i32: return torch::kInt32;
    case TensorType::i16: return torch::kInt16;
    case TensorType::i8: return torch::kInt8;
    case TensorType::u8: return torch::kUInt8;
    case TensorType::boolean: return torch::kBool;
  }
  throw Error(ErrorCode::internal, "Unknown tensor type.");
}

}  // namespace

Tensor toTorch(const HostTensor& tensor) {
  Tensor out = torch::empty(tensor.shape, scalarType(tensor.type));
  if (static_cast<size_t>(out.nbytes()) != tensor.bytes.size())
    throw Error(ErrorCode::fileDamaged, "A tensor's data has another length than its shape says.");
  if (out.nbytes() > 0) std::memcpy(out.data_ptr(), tensor.bytes.data(), out.nbytes());
  return out;
}

HostTensor fromTorch(const Tensor& tensor, TensorType type) {
  const Tensor host = tensor.detach().to(torch::kCPU, scalarType(type)).contiguous();
  HostTensor out;
  out.type = type;
  out.shape = host.sizes().vec();
  out.bytes.resize(host.nbytes());
  if (!out.bytes.empty()) std::memcpy(out.bytes.data(), host.data_ptr(), out.bytes.size());
  return out;
}

}  // namespace fsm::model
