#include "training/trainer/tensor_state.h"

#include "reconstruction/core/error.h"
#include "reconstruction/model/weights.h"

namespace fsm::training {

void saveTensors(const NamedTensors& tensors, TensorFile& file, const std::string& prefix) {
  for (const auto& [name, tensor] : tensors) file.tensors[prefix + name] = model::fromTorch(tensor.detach(), TensorType::f32);
}

void loadTensors(const NamedTensors& tensors, const TensorFile& file, const std::string& prefix) {
  torch::NoGradGuard noGradient;
  for (const auto& [name, tensor] : tensors) {
    const auto found = file.tensors.find(prefix + name);
    if (found == file.tensors.end() || torch::IntArrayRef(found->second.shape) != tensor.sizes()) {
      throw Error(ErrorCode::fileDamaged,
                  "The saved training state does not fit this configuration: resume with the configuration it was made with, or "
                  "start anew.",
                  "tensor " + prefix + name);
    }
    tensor.detach().copy_(model::toTorch(found->second));
  }
}

}  // namespace fsm::training
