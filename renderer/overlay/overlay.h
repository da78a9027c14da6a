// Draws an OverlayContent with Dear ImGui over a window's picture. ImGui's backend for Vulkan is not used: it links libvulkan,
// which this program loads at run time, and takes memory behind the renderer's budget. Private to renderer/.
#pragma once

#include <memory>
#include <string>

#include "reconstruction/core/geometry.h"
#include "renderer/overlay/draw_list_pass.h"
#include "renderer/overlay/overlay_content.h"

struct ImGuiContext;

namespace fsm::renderer {

class Overlay {
 public:
  /// `font`: a TrueType file; where it cannot be read, a small built-in font is used.
  Overlay(RenderContext& context, vk::RenderPass renderPass, std::string font);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  /// Lays the content out for a window of that size, in pixels.
  void build(const OverlayContent& content, ImageSize window);
  /// Before the render pass: copies letters to the device where they changed.
  void prepare(CommandStream& commands);
  /// In the render pass: draws what was built last, which may be done again.
  void record(CommandStream& commands, vk::Extent2D extent);
  /// Whether the pointer was over the panel, or dragged it, when the content was built.
  bool takesPointer() const { return takesPointer_; }

 private:
  void useScale(float scale);

  RenderContext& context_;
  std::string font_;
  ImGuiContext* imgui_ = nullptr;
  DrawListPass pass_;
  float scale_ = 0;
  bool takesPointer_ = false;
  double lastTime_ = 0;
};

}  // namespace fsm::renderer
