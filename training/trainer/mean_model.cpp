#include "training/trainer/mean_model.h"

#include <bit>
#include <cstring>

#include "reconstruction/core/error.h"

namespace fsm::training {
namespace {

TensorFile read(const std::filesystem::path& path) {
  std::error_code unreadable;
  return readSafetensors(std::filesystem::is_directory(path, unreadable) ? path / "model.safetensors" : path);
}

/// Round to nearest, ties to even.
uint16_t bfloat16Of(float value) {
  const auto bits = std::bit_cast<uint32_t>(value);
  return static_cast<uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

HostTensor rounded(const std::vector<float>& values, const HostTensor& like, const std::string& name) {
  if (like.type == TensorType::f32) return HostTensor::fromFloats(values, like.shape);
  if (like.type != TensorType::bf16)
    throw Error(ErrorCode::badInput,
                "The tensor '" + name + "' is neither float32 nor bfloat16: only our own models can be averaged.");
  HostTensor out{TensorType::bf16, like.shape, std::vector<uint8_t>(values.size() * sizeof(uint16_t))};
  for (size_t i = 0; i < values.size(); ++i) {
    const uint16_t half = bfloat16Of(values[i]);
    std::memcpy(out.bytes.data() + i * sizeof half, &half, sizeof half);
  }
  return out;
}

void requireSameShape(const TensorFile& first, const TensorFile& other, const std::filesystem::path& path) {
  const auto configOf = [](const TensorFile& file) {
    const auto found = file.metadata.find("config");
    return found == file.metadata.end() ? std::string() : found->second;
  };
  bool same = first.tensors.size() == other.tensors.size() && configOf(first) == configOf(other);
  for (auto a = first.tensors.begin(), b = other.tensors.begin(); same && a != first.tensors.end(); ++a, ++b)
    same = a->first == b->first && a->second.shape == b->second.shape;
  if (!same)
    throw Error(ErrorCode::badInput,
                path.string() + " is a model of another shape than the first. Only runs of one configuration can be averaged.");
}

}  // namespace

TensorFile meanModel(std::span<const std::filesystem::path> models) {
  if (models.size() < 2) throw Error(ErrorCode::badInput, "A mean takes two models or more. Name them all.");
  TensorFile first = read(models[0]);
  std::map<std::string, std::vector<float>> sums;
  for (const auto& [name, tensor] : first.tensors) sums[name] = tensor.toFloats();
  for (const std::filesystem::path& path : models.subspan(1)) {
    const TensorFile other = read(path);
    requireSameShape(first, other, path);
    for (auto& [name, sum] : sums) {
      const std::vector<float> values = other.tensors.at(name).toFloats();
      for (size_t i = 0; i < sum.size(); ++i) sum[i] += values[i];
    }
  }
  for (auto& [name, sum] : sums) {
    for (float& value : sum) value /= static_cast<float>(models.size());
    HostTensor& tensor = first.tensors.at(name);
    tensor = rounded(sum, tensor, name);
  }
  return first;
}

}  // namespace fsm::training
