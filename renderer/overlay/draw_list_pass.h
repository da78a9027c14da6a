// Dear ImGui's triangles on the device. Private to renderer/.
#pragma once

#include <memory>

#include "renderer/render_context.h"

struct ImDrawData;
struct ImFontAtlas;

namespace fsm::renderer {

class DrawListPass {
 public:
  DrawListPass(RenderContext& context, vk::RenderPass renderPass);

  /// The letters have changed: `prepare` copies them.
  void setLetters(ImFontAtlas& atlas);
  void prepare(CommandStream& commands);
  void record(CommandStream& commands, const ImDrawData& data, vk::Extent2D extent);

 private:
  RenderContext& context_;
  vk::raii::DescriptorSetLayout setLayout_;
  vk::raii::PipelineLayout layout_;
  vk::raii::Pipeline pipeline_;
  vk::raii::Sampler sampler_;
  std::shared_ptr<DeviceImage> letters_;
  std::shared_ptr<Buffer> staging_;  ///< of letters that are not on the device yet
};

}  // namespace fsm::renderer
