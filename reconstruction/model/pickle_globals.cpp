#include "reconstruction/model/pickle_globals.h"

#include <algorithm>
#include <array>

namespace fsm::pickle {

namespace {

using enum Role;

constexpr auto kGlobals = std::to_array<Global>({
    {"collections", "OrderedDict", orderedDict},
    {"collections", "Counter", counter},
    {"builtins", "set", setOf},
    {"__builtin__", "set", setOf},
    {"builtins", "frozenset", setOf},
    {"__builtin__", "frozenset", setOf},
    {"_codecs", "encode", encode},
    {"torch", "Size", size},
    {"torch", "device", opaqueValue},
    {"torch.serialization", "_get_layout", opaqueValue},
    {"torch._utils", "_rebuild_tensor_v2", rebuildTensor},
    {"torch._utils", "_rebuild_tensor_v3", rebuildTensorTyped},
    {"torch._utils", "_rebuild_parameter", rebuildParameter},
    {"torch", "FloatStorage", storageType, TensorType::f32},
    {"torch", "HalfStorage", storageType, TensorType::f16},
    {"torch", "BFloat16Storage", storageType, TensorType::bf16},
    {"torch", "DoubleStorage", storageType, TensorType::f64},
    {"torch", "LongStorage", storageType, TensorType::i64},
    {"torch", "IntStorage", storageType, TensorType::i32},
    {"torch", "ShortStorage", storageType, TensorType::i16},
    {"torch", "CharStorage", storageType, TensorType::i8},
    {"torch", "ByteStorage", storageType, TensorType::u8},
    {"torch", "BoolStorage", storageType, TensorType::boolean},
    {"torch.storage", "UntypedStorage", untypedStorage},
    {"torch", "UntypedStorage", untypedStorage},
    {"torch", "float32", elementType, TensorType::f32},
    {"torch", "float16", elementType, TensorType::f16},
    {"torch", "bfloat16", elementType, TensorType::bf16},
    {"torch", "float64", elementType, TensorType::f64},
    {"torch", "int64", elementType, TensorType::i64},
    {"torch", "int32", elementType, TensorType::i32},
    {"torch", "int16", elementType, TensorType::i16},
    {"torch", "int8", elementType, TensorType::i8},
    {"torch", "uint8", elementType, TensorType::u8},
    {"torch", "bool", elementType, TensorType::boolean},
});

}  // namespace

std::optional<size_t> findGlobal(std::string_view module, std::string_view name) {
  const auto found = std::find_if(kGlobals.begin(), kGlobals.end(),
                                  [&](const Global& known) { return known.module == module && known.name == name; });
  if (found == kGlobals.end()) return std::nullopt;
  return static_cast<size_t>(found - kGlobals.begin());
}

const Global& globalAt(size_t place) { return kGlobals.at(place); }

}  // namespace fsm::pickle
