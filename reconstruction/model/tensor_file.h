// Named tensors on disk, without LibTorch: our safetensors files and memories, and the official .pth checkpoints.
// Nothing in a file is ever executed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fsm {

enum class TensorType { f32, f16, bf16, f64, i64, i32, i16, i8, u8, boolean };
size_t bytesPerElement(TensorType type);
/// Bytes of a contiguous tensor of this shape; nothing when a size is negative or the product does not fit.
std::optional<size_t> tensorByteCount(std::span<const int64_t> shape, TensorType type);

struct HostTensor {
  TensorType type = TensorType::f32;
  std::vector<int64_t> shape;
  std::vector<uint8_t> bytes;  ///< little endian, row-major, contiguous

  int64_t elements() const;
  /// Elements as float32, whatever the type.
  std::vector<float> toFloats() const;
  static HostTensor fromFloats(std::span<const float> values, std::vector<int64_t> shape);
};

struct TensorFile {
  std::map<std::string, HostTensor> tensors;
  std::map<std::string, std::string> metadata;
};

/// safetensors: 8-byte header length, JSON header, data. Offsets, overlaps, shapes and lengths are checked against the bytes at
/// hand before memory is taken. Throws `Error` fileDamaged or unsupported; the readers of files also notFound and outOfMemory.
TensorFile parseSafetensors(std::span<const uint8_t> bytes, const std::string& nameForMessages);
TensorFile readSafetensors(const std::filesystem::path& path);
/// Throws badInput for a name or metadata that is not UTF-8, and for a tensor whose bytes do not fit its shape.
std::vector<uint8_t> serialiseSafetensors(const TensorFile& file);
void writeSafetensors(const std::filesystem::path& path, const TensorFile& file);

/// A PyTorch checkpoint: a zip (stored entries) with a pickle. The pickle is read by an interpreter that knows containers,
/// numbers, strings and tensor rebuilding only; every other global (os.system, ...) is refused by name and nothing is called.
/// Nested dicts become names joined by '/': "model/blocks.0...", "ewc_buffers/blocks.0.module_list.1.f/w0_star"; scalars
/// ("epoch") go to `metadata` as JSON text. A list of plain values is one piece of metadata; any other list is named like a dict
/// by its positions. Views are made contiguous. Throws `Error` notFound, fileDamaged, unsupported or outOfMemory.
TensorFile readPytorchCheckpoint(const std::filesystem::path& path);

/// By content: safetensors or PyTorch zip.
TensorFile readTensorFile(const std::filesystem::path& path);

}  // namespace fsm
