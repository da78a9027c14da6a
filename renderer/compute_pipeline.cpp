#include "renderer/compute_pipeline.h"

#include "renderer/embedded_shaders.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

vk::raii::DescriptorSetLayout makeSetLayout(const Device& device, const ComputePipelineSpec& spec) {
  std::vector<vk::DescriptorSetLayoutBinding> bindings;
  bindings.reserve(spec.bindings.size());
  for (uint32_t i = 0; i < spec.bindings.size(); ++i) {
    bindings.emplace_back(i, spec.bindings[i], 1, vk::ShaderStageFlagBits::eCompute);
  }
  return {device.handle(), vk::DescriptorSetLayoutCreateInfo({}, bindings)};
}

vk::raii::PipelineLayout makeLayout(const Device& device, vk::DescriptorSetLayout set, uint32_t pushBytes) {
  const vk::PushConstantRange range(vk::ShaderStageFlagBits::eCompute, 0, pushBytes);
  return {device.handle(), vk::PipelineLayoutCreateInfo({}, 1, &set, pushBytes ? 1 : 0, &range)};
}

vk::raii::Pipeline makePipeline(const Device& device, const vk::raii::PipelineCache& cache, vk::PipelineLayout layout,
                                const ComputePipelineSpec& spec) {
  const auto code = shaderCode(spec.shader);
  const vk::raii::ShaderModule module(device.handle(), vk::ShaderModuleCreateInfo({}, code.size_bytes(), code.data()));
  std::vector<vk::SpecializationMapEntry> entries;
  entries.reserve(spec.constants.size());
  for (uint32_t i = 0; i < spec.constants.size(); ++i) entries.emplace_back(i, 4 * i, 4);
  const vk::SpecializationInfo specialisation(static_cast<uint32_t>(entries.size()), entries.data(), 4 * spec.constants.size(),
                                              spec.constants.data());
  // Kernels count on subgroups of one known size.
  const vk::PipelineShaderStageRequiredSubgroupSizeCreateInfo subgroupSize(device.traits().subgroupSize);
  const bool fixed = device.traits().subgroupSizeControl && device.traits().info.type != DeviceType::software;
  const vk::PipelineShaderStageCreateInfo stage({}, vk::ShaderStageFlagBits::eCompute, *module, "main", &specialisation,
                                                fixed ? &subgroupSize : nullptr);
  return {device.handle(), cache, vk::ComputePipelineCreateInfo({}, stage, layout)};
}

}  // namespace

ComputePipeline::ComputePipeline(const Device& device, const vk::raii::PipelineCache& cache, const ComputePipelineSpec& spec)
    : spec_(spec), setLayout_(nullptr), layout_(nullptr), pipeline_(nullptr) {
  translatingErrors([&] {
    setLayout_ = makeSetLayout(device, spec_);
    layout_ = makeLayout(device, *setLayout_, spec_.pushBytes);
    pipeline_ = makePipeline(device, cache, *layout_, spec_);
    device.name(pipeline_, spec_.shader);
    device.name(layout_, spec_.shader);
    device.name(setLayout_, spec_.shader);
  });
}

}  // namespace fsm::renderer
