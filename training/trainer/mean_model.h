// The mean of the weights of several models of one shape. Runs that went on from one another, or from one start, often predict
// better together than each alone, at the cost of one (Wortsman et al. 2022, arXiv 2203.05482, "model soups").
#pragma once

#include <filesystem>
#include <span>

#include "reconstruction/model/tensor_file.h"

namespace fsm::training {

/// Of `model.safetensors` files, or folders that hold one. Each tensor is averaged in float32 and rounded to the type that it has
/// in the first; the metadata is the first's. Throws `Error` badInput (fewer than two, or other tensors, shapes or
/// configurations) and what reading throws.
TensorFile meanModel(std::span<const std::filesystem::path> models);

}  // namespace fsm::training
