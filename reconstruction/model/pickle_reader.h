// Reads the pickles that torch.save writes, without running anything. A pickle is a program for a stack machine; this interpreter
// knows the instructions that build containers, numbers, text and references to stored tensors. Of the functions a pickle may
// name it knows a fixed list
// (`_rebuild_tensor_v2`, `OrderedDict`, ...), whose effect it imitates; every other name is refused. Memory stays in proportion
// to the pickle.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/model/tensor_file.h"

namespace fsm::pickle {

/// Index of a node of the document.
using NodeId = uint32_t;

enum class Kind : uint8_t {
  none,
  boolean,  ///< integer
  integer,  ///< integer
  real,     ///< real
  text,     ///< text, not necessarily UTF-8
  list,     ///< items; tuples and sets too
  tuple,
  set,
  dict,      ///< items: key, value, key, value, ...
  function,  ///< an allowed global; integer is its place in the table of them
  storage,   ///< integer is the place in `storages`
  tensor,    ///< integer is the place in `tensors`
  opaque     ///< something without meaning for weights (a device, a memory layout)
};

/// Nodes refer to each other by index and may be shared; a hostile pickle can build cycles: whoever walks them limits depth and
/// number.
struct Node {
  Kind kind = Kind::none;
  int64_t integer = 0;
  double real = 0;
  std::string text;
  std::vector<NodeId> items;
};

/// One entry `data/KEY` of the archive.
struct Storage {
  std::string key;
  TensorType type = TensorType::u8;
  int64_t elements = 0;  ///< as the pickle claims
};

/// A view of a storage; strides and offset in elements of `type`. Not yet checked against the storage.
struct TensorView {
  uint32_t storage = 0;
  TensorType type = TensorType::f32;
  int64_t offset = 0;
  std::vector<int64_t> shape, stride;
};

struct Document {
  std::vector<Node> nodes;
  std::vector<Storage> storages;
  std::vector<TensorView> tensors;
  NodeId root = 0;
};

/// Throws `Error` fileDamaged when the bytes are no complete pickle, unsupported when it asks for something that is not known; a
/// function that it names in vain is part of the message. `nameForMessages` comes as it shall appear, with quotes.
Document read(std::span<const uint8_t> bytes, const std::string& nameForMessages);

}  // namespace fsm::pickle
