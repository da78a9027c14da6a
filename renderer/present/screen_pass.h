// Fills a window's image with a picture, in the way that is asked for, and with the picture that it is compared with. Private to
// renderer/.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "renderer/present/screen_data.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

/// A picture on the device that shaders read; `layout` is the one that it is in.
struct ScreenImage {
  std::shared_ptr<DeviceImage> image;
  vk::ImageLayout layout = vk::ImageLayout::eShaderReadOnlyOptimal;
};

/// How a picture fills its part of the window, as shaders/present/screen.frag numbers it.
enum class PictureFit : uint32_t { exact, enlarged, shrunk };

/// Everything that one window's image is made of. Null images are not read.
struct Screen {
  ShownAs shown = ShownAs::colour;
  Comparison::Kind comparison = Comparison::Kind::none;
  std::shared_ptr<Buffer> data;    ///< a ScreenData
  std::shared_ptr<Buffer> inputs;  ///< InputView, at least one
  std::shared_ptr<Buffer> range;   ///< two floats: depths that the device found
  PictureFit fit = PictureFit::exact, otherFit = PictureFit::exact;
  bool linear = false, otherLinear = false;  ///< the pictures hold linear light
  ScreenImage colour, depth, overdraw, other;
};

class ScreenPass {
 public:
  ScreenPass(RenderContext& context, vk::RenderPass renderPass);

  /// Before the render pass: what kernels and copies wrote is seen by the shader.
  void prepare(CommandStream& commands);
  /// In the render pass, after setWholeViewport.
  void record(CommandStream& commands, const Screen& screen);
  /// After the render pass: kernels and copies of the next frame wait until the shader has read.
  static void finish(const CommandStream& commands);

 private:
  vk::Pipeline pipeline(const Screen& screen);

  RenderContext& context_;
  vk::RenderPass renderPass_;
  vk::raii::DescriptorSetLayout setLayout_;
  vk::raii::PipelineLayout layout_;
  vk::raii::Sampler sampler_;
  std::shared_ptr<DeviceImage> nothing_;  ///< for images that are not read
  std::map<uint32_t, vk::raii::Pipeline> pipelines_;
};

}  // namespace fsm::renderer
