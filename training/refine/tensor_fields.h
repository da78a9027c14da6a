// Tensors of a file whose content is checked field by field: what does not fit is a damaged file, told by its name.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/model/tensor_file.h"

namespace fsm::training {

/// The type of file that holds `Value`s.
template <class Value>
constexpr TensorType tensorTypeOf();
template <>
constexpr TensorType tensorTypeOf<float>() {
  return TensorType::f32;
}
template <>
constexpr TensorType tensorTypeOf<double>() {
  return TensorType::f64;
}
template <>
constexpr TensorType tensorTypeOf<int32_t>() {
  return TensorType::i32;
}

template <class Value>
HostTensor packed(std::span<const Value> values, std::vector<int64_t> shape) {
  HostTensor tensor{tensorTypeOf<Value>(), std::move(shape), std::vector<uint8_t>(values.size_bytes())};
  if (!values.empty()) std::memcpy(tensor.bytes.data(), values.data(), values.size_bytes());
  return tensor;
}

class TensorFields {
 public:
  TensorFields(const TensorFile& file, std::string shownName) : file_(file), shownName_(std::move(shownName)) {}

  bool has(const std::string& name) const { return file_.tensors.contains(name); }
  const HostTensor& at(const std::string& name) const {
    const auto found = file_.tensors.find(name);
    if (found == file_.tensors.end()) damaged("no tensor " + name);
    return found->second;
  }
  /// All values of a tensor of this type and shape.
  template <class Value>
  std::vector<Value> values(const std::string& name, const std::vector<int64_t>& shape) const {
    const HostTensor& tensor = at(name);
    if (tensor.type != tensorTypeOf<Value>() || tensor.shape != shape) damaged("type or shape of " + name);
    std::vector<Value> out(static_cast<size_t>(tensor.elements()));
    if (tensor.bytes.size() != out.size() * sizeof(Value)) damaged("size of " + name);
    if (!out.empty()) std::memcpy(out.data(), tensor.bytes.data(), tensor.bytes.size());
    return out;
  }
  [[noreturn]] void damaged(const std::string& detail) const {
    throw Error(ErrorCode::fileDamaged, shownName_ + " is damaged or of another version. Make it again.", detail);
  }

 private:
  const TensorFile& file_;
  std::string shownName_;
};

}  // namespace fsm::training
