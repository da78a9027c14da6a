// The line between the two sides of a comparison: dragging it moves the split.
#pragma once

#include "app/desktop/viewport/view_options.h"
#include "app/desktop/viewport/viewport_tool.h"
#include "renderer/present/present_request.h"

namespace fsm::desktop {

class WipeHandle {
 public:
  explicit WipeHandle(ViewOptions& options) : options_(options) {}
  /// Where the comparison is on screen; nothing: there is none.
  void place(const std::optional<renderer::PixelArea>& area) { area_ = area; }
  void setScale(double devicePixels) { scale_ = devicePixels; }  ///< of a logical pixel

  /// Whether the event was the handle's.
  bool pointer(const PointerEvent& event);
  /// Over the line or dragging it.
  bool hovered() const { return hovered_ || dragged_; }
  void overlay(renderer::OverlayContent& content) const;

 private:
  double lineX() const { return area_->left + static_cast<double>(options_.split()) * area_->width; }

  ViewOptions& options_;
  std::optional<renderer::PixelArea> area_;
  double scale_ = 1;
  bool hovered_ = false, dragged_ = false;
};

}  // namespace fsm::desktop
