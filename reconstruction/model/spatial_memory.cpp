#include <nlohmann/json.hpp>

#include "reconstruction/capture/preparation_json.h"
#include "reconstruction/core/error.h"
#include "reconstruction/model/engine_impl.h"
#include "reconstruction/model/fast_weights.h"

namespace fsm {

namespace {

const char* const kFormat = "fsm.memory";
constexpr int kVersion = 1;
constexpr size_t kMostBlocks = 512;

[[noreturn]] void damaged(const std::string& what) {
  throw Error(ErrorCode::fileDamaged, "The stored memory of the scene is damaged (" + what + "). Reconstruct the scene again.");
}

/// Fast weights of block `index`, stacked.
torch::Tensor storedFast(const TensorFile& file, size_t index) {
  model::FastWeights fast;
  torch::Tensor* const slots[3] = {&fast.w0, &fast.w1, &fast.w2};
  for (int i = 0; i < 3; ++i) {
    const auto tensor = file.tensors.find("blocks." + std::to_string(index) + ".w" + std::to_string(i));
    if (tensor == file.tensors.end() || tensor->second.shape.size() != 3)
      damaged("fast weights of block " + std::to_string(index));
    if (tensorByteCount(tensor->second.shape, tensor->second.type) != tensor->second.bytes.size()) damaged("length of a tensor");
    *slots[i] = model::toTorch(tensor->second).to(torch::kFloat32);
    if (!torch::isfinite(*slots[i]).all().item<bool>()) damaged("values that are not finite");
  }
  if (fast.w0.sizes() != fast.w2.sizes() || fast.w1.sizes() != fast.w0.mT().sizes()) damaged("shapes");
  return model::stackFast(fast);
}

}  // namespace

const CapturePreparation& SpatialMemory::preparation() const { return impl_->preparation; }
int SpatialMemory::framesRead() const { return impl_->framesRead; }
bool SpatialMemory::approximate() const { return impl_->approximate; }

TensorFile SpatialMemory::toTensors() const {
  TensorFile file;
  for (size_t i = 0; i < impl_->memory.fast.size(); ++i) {
    const model::FastWeights fast = model::unstackFast(impl_->memory.fast[i]);
    const std::string root = "blocks." + std::to_string(i) + ".";
    file.tensors[root + "w0"] = model::fromTorch(fast.w0, TensorType::f32);
    file.tensors[root + "w1"] = model::fromTorch(fast.w1, TensorType::f32);
    file.tensors[root + "w2"] = model::fromTorch(fast.w2, TensorType::f32);
  }
  const nlohmann::json about{{"format", kFormat},
                             {"version", kVersion},
                             {"model", impl_->modelName},
                             {"blocks", impl_->memory.fast.size()},
                             {"frames_read", impl_->framesRead},
                             {"approximate", impl_->approximate},
                             {"preparation", toJson(impl_->preparation)}};
  // The model's name comes from a folder's, which need not be valid text.
  file.metadata["memory"] = about.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return file;
}

SpatialMemory SpatialMemory::fromTensors(const TensorFile& file) {
  const auto entry = file.metadata.find("memory");
  if (entry == file.metadata.end()) damaged("no description");
  auto impl = std::make_shared<Impl>();
  size_t blocks = 0;
  try {
    const auto about = nlohmann::json::parse(entry->second);
    if (about.at("format") != kFormat) damaged("description");
    const int version = about.at("version").get<int>();
    if (version > kVersion)
      throw Error(ErrorCode::unsupported, "This scene was made by a newer version of the program. Update to open it.");
    if (version < 1) damaged("version");
    blocks = about.at("blocks").get<size_t>();
    impl->preparation = preparationFromJson(about.at("preparation"));
    impl->framesRead = about.value("frames_read", 0);
    impl->approximate = about.value("approximate", false);
    impl->modelName = about.value("model", "");
  } catch (const nlohmann::json::exception& error) {
    damaged(error.what());
  }
  if (blocks < 1 || blocks > kMostBlocks || file.tensors.size() != blocks * 3) damaged("number of tensors");
  for (size_t i = 0; i < blocks; ++i) impl->memory.fast.push_back(storedFast(file, i));
  return SpatialMemory(std::move(impl));
}

}  // namespace fsm
