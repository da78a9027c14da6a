// Named tensors to a file and back into place, exactly.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reconstruction/model/tensor_file.h"
#include "reconstruction/model/torch_pch.h"

namespace fsm::training {

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

/// As float32 under `prefix` + name.
void saveTensors(const NamedTensors& tensors, TensorFile& file, const std::string& prefix);
/// Copies into the tensors given. Throws `Error` fileDamaged naming the tensor that is missing or has another shape.
void loadTensors(const NamedTensors& tensors, const TensorFile& file, const std::string& prefix);

}  // namespace fsm::training
