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
  file.metadata["memory"] = about.dump();
  return file;
}

SpatialMemory SpatialMemory::fromTensors(const TensorFile& file) {
  const auto entry = file.metadata.find("memory");
  if (entry == file.metadata.end()) damaged("no description");
  const auto about = nlohmann::json::parse(entry->second, nullptr, false);
  if (about.is_discarded() || !about.is_object() || about.value("format", "") != kFormat) damaged("description");
  if (about.value("version", 0) > kVersion)
    throw Error(ErrorCode::unsupported, "This scene was made by a newer version of the program. Update to open it.");
  auto impl = std::make_shared<Impl>();
  const auto blocks = about.value("blocks", size_t{0});
  if (blocks < 1 || blocks > kMostBlocks || file.tensors.size() != blocks * 3) damaged("number of tensors");
  for (size_t i = 0; i < blocks; ++i) {
    model::FastWeights fast;
    torch::Tensor* const slots[3] = {&fast.w0, &fast.w1, &fast.w2};
    for (int j = 0; j < 3; ++j) {
      const auto tensor = file.tensors.find("blocks." + std::to_string(i) + ".w" + std::to_string(j));
      if (tensor == file.tensors.end() || tensor->second.shape.size() != 3) damaged("fast weights of block " + std::to_string(i));
      *slots[j] = model::toTorch(tensor->second).to(torch::kFloat32);
      if (!torch::isfinite(*slots[j]).all().item<bool>()) damaged("values that are not finite");
    }
    if (fast.w0.sizes() != fast.w2.sizes() || fast.w1.sizes() != fast.w0.mT().sizes()) damaged("shapes");
    impl->memory.fast.push_back(model::stackFast(fast));
  }
  try {
    impl->preparation = preparationFromJson(about.at("preparation"));
    impl->framesRead = about.value("frames_read", 0);
    impl->approximate = about.value("approximate", false);
    impl->modelName = about.value("model", "");
  } catch (const nlohmann::json::exception& error) {
    damaged(error.what());
  }
  return SpatialMemory(std::move(impl));
}

}  // namespace fsm
