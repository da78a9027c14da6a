// A compute kernel: SPIR-V, the kinds of its bindings, its push constants, its specialisation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "renderer/device.h"

namespace fsm::renderer {

struct ComputePipelineSpec {
  std::string shader;                        ///< name of the embedded shader
  std::vector<vk::DescriptorType> bindings;  ///< set 0, binding = index
  uint32_t pushBytes = 0;
  std::vector<uint32_t> constants;  ///< specialisation constants 0, 1, ...
};

class ComputePipeline {
 public:
  /// Throws internal (no such shader), outOfMemory, unsupported.
  ComputePipeline(const Device& device, const vk::raii::PipelineCache& cache, const ComputePipelineSpec& spec);

  vk::Pipeline handle() const { return *pipeline_; }
  vk::PipelineLayout layout() const { return *layout_; }
  vk::DescriptorSetLayout setLayout() const { return *setLayout_; }
  const ComputePipelineSpec& spec() const { return spec_; }

 private:
  ComputePipelineSpec spec_;
  vk::raii::DescriptorSetLayout setLayout_;
  vk::raii::PipelineLayout layout_;
  vk::raii::Pipeline pipeline_;
};

}  // namespace fsm::renderer
