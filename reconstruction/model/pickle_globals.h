// The names a pickle may use, and what each stands for.
#pragma once

#include <optional>
#include <string_view>

#include "reconstruction/model/tensor_file.h"

namespace fsm::pickle {

enum class Role : uint8_t {
  orderedDict,         ///< () -> an empty dict
  counter,             ///< (dict) -> that dict
  setOf,               ///< (list) -> a set of its items
  size,                ///< (tuple) -> that tuple
  encode,              ///< (text, encoding) -> that text: how protocol 2 stores bytes
  opaqueValue,         ///< any arguments -> nothing of interest (torch.device, a memory layout)
  rebuildTensor,       ///< (storage, offset, shape, stride, requires_grad, hooks[, metadata])
  rebuildTensorTyped,  ///< the same with the element type before the metadata
  rebuildParameter,    ///< (tensor, requires_grad, hooks) -> that tensor
  storageType,         ///< names the element type of a storage; never called
  untypedStorage,      ///< a storage counted in bytes; never called
  elementType          ///< a torch dtype; never called
};

struct Global {
  std::string_view module, name;
  Role role;
  TensorType type = TensorType::u8;  ///< of storageType and elementType
};

/// Place in the table of known names, or nothing.
std::optional<size_t> findGlobal(std::string_view module, std::string_view name);
const Global& globalAt(size_t place);

}  // namespace fsm::pickle
