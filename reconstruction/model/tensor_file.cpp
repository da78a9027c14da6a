#include "reconstruction/model/tensor_file.h"

#include <bit>
#include <cstring>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/model/random_access_file.h"

namespace fsm {

static_assert(std::endian::native == std::endian::little, "tensors are kept in the byte order of their files");

namespace {

float halfToFloat(uint16_t half) {
  const uint32_t sign = static_cast<uint32_t>(half & 0x8000u) << 16;
  const uint32_t exponent = (half >> 10) & 0x1Fu;
  const uint32_t fraction = half & 0x3FFu;
  if (exponent == 0x1F) return std::bit_cast<float>(sign | 0x7F800000u | (fraction << 13));
  if (exponent != 0) return std::bit_cast<float>(sign | ((exponent + 112u) << 23) | (fraction << 13));
  const float magnitude = static_cast<float>(fraction) * 0x1p-24f;  // subnormal halves are plain multiples of 2^-24
  return sign ? -magnitude : magnitude;
}

float bfloatToFloat(uint16_t value) { return std::bit_cast<float>(static_cast<uint32_t>(value) << 16); }

/// `convert` on every element of type T.
template <typename T, typename Convert>
std::vector<float> convertAll(const HostTensor& tensor, Convert convert) {
  std::vector<float> out(tensor.bytes.size() / sizeof(T));
  for (size_t i = 0; i < out.size(); ++i) {
    T value;
    std::memcpy(&value, tensor.bytes.data() + i * sizeof(T), sizeof(T));
    out[i] = convert(value);
  }
  return out;
}

template <typename T>
std::vector<float> castAll(const HostTensor& tensor) {
  return convertAll<T>(tensor, [](T value) { return static_cast<float>(value); });
}

}  // namespace

size_t bytesPerElement(TensorType type) {
  switch (type) {
    case TensorType::f64:
    case TensorType::i64: return 8;
    case TensorType::f32:
    case TensorType::i32: return 4;
    case TensorType::f16:
    case TensorType::bf16:
    case TensorType::i16: return 2;
    case TensorType::i8:
    case TensorType::u8:
    case TensorType::boolean: return 1;
  }
  throw Error(ErrorCode::internal, "A tensor has an unknown element type. Please report this.");
}

std::optional<size_t> tensorByteCount(std::span<const int64_t> shape, TensorType type) {
  // Zero sizes do not excuse the others: [0, 2^62, 2^62] is refused as well.
  constexpr uint64_t kLimit = std::numeric_limits<int64_t>::max();
  uint64_t bytes = bytesPerElement(type);
  bool empty = false;
  for (const int64_t size : shape) {
    if (size < 0) return std::nullopt;
    if (size == 0) {
      empty = true;
      continue;
    }
    if (bytes > kLimit / static_cast<uint64_t>(size)) return std::nullopt;
    bytes *= static_cast<uint64_t>(size);
  }
  return empty ? 0 : bytes;
}

int64_t HostTensor::elements() const {
  const auto count = tensorByteCount(shape, type);
  if (!count) throw Error(ErrorCode::badInput, "A tensor has a negative or impossibly large shape. Check what made it.");
  return static_cast<int64_t>(*count / bytesPerElement(type));
}

std::vector<float> HostTensor::toFloats() const {
  if (bytes.size() != static_cast<uint64_t>(elements()) * bytesPerElement(type))
    throw Error(ErrorCode::internal, "A tensor does not hold as many bytes as its shape says. Please report this.");
  switch (type) {
    case TensorType::f32: return castAll<float>(*this);
    case TensorType::f64: return castAll<double>(*this);
    case TensorType::i64: return castAll<int64_t>(*this);
    case TensorType::i32: return castAll<int32_t>(*this);
    case TensorType::i16: return castAll<int16_t>(*this);
    case TensorType::i8: return castAll<int8_t>(*this);
    case TensorType::u8: return castAll<uint8_t>(*this);
    case TensorType::boolean: return convertAll<uint8_t>(*this, [](uint8_t value) { return value ? 1.0f : 0.0f; });
    case TensorType::f16: return convertAll<uint16_t>(*this, halfToFloat);
    case TensorType::bf16: return convertAll<uint16_t>(*this, bfloatToFloat);
  }
  throw Error(ErrorCode::internal, "A tensor has an unknown element type. Please report this.");
}

HostTensor HostTensor::fromFloats(std::span<const float> values, std::vector<int64_t> shape) {
  HostTensor tensor{TensorType::f32, std::move(shape), {}};
  if (tensor.elements() != static_cast<int64_t>(values.size()))
    throw Error(ErrorCode::internal, "A tensor was made with a shape that does not fit its values. Please report this.");
  tensor.bytes.resize(values.size_bytes());
  if (!values.empty()) std::memcpy(tensor.bytes.data(), values.data(), values.size_bytes());
  return tensor;
}

TensorFile readTensorFile(const std::filesystem::path& path) {
  RandomAccessFile file(path);
  if (file.size() < 10)
    throw Error(ErrorCode::fileDamaged, file.name() + " is too short to hold weights. Copy or download it again.");
  uint8_t start[10];
  file.readAt(0, start);
  if (std::memcmp(start, "PK", 2) == 0) return readPytorchCheckpoint(path);
  // A legacy (not zipped) torch.save begins with a pickle of this magic number; its length would pass for a safetensors header.
  const bool legacyTorch = start[0] == 0x80 && start[2] == 0x8A && start[3] == 0x0A;
  if (legacyTorch) return readPytorchCheckpoint(path);
  if (start[8] == '{') return readSafetensors(path);
  throw Error(ErrorCode::unsupported,
              file.name() + " is neither a safetensors file nor a PyTorch checkpoint. Name a .safetensors, .pth or .pt file.");
}

}  // namespace fsm
