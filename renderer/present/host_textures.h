// Pictures of the host on the device: copied when they are first shown, kept while they are shown now and then. Private to
// renderer/.
#pragma once

#include <memory>
#include <vector>

#include "renderer/present/present_request.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

class HostTextures {
 public:
  explicit HostTextures(RenderContext& context) : context_(context) {}

  /// RGBA32F, premultiplied, in `shaderReadOnlyOptimal`, of a picture with pixels. Copies it where it is not there yet; stages
  /// after copies may read it after the caller's barrier. The stream keeps it. Throws badInput (pixels are missing, too many),
  /// outOfMemory.
  std::shared_ptr<DeviceImage> texture(CommandStream& commands, const HostPicture& picture);

 private:
  struct Entry {
    std::weak_ptr<const void> picture;
    std::shared_ptr<DeviceImage> image;
    uint64_t used = 0;
  };
  std::shared_ptr<DeviceImage> upload(CommandStream& commands, const HostPicture& picture);

  RenderContext& context_;
  std::vector<Entry> entries_;
  uint64_t clock_ = 0;
};

}  // namespace fsm::renderer
