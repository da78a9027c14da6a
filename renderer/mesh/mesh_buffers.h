// A model's copy on the device. Private to renderer/.
#pragma once

#include <memory>
#include <vector>

#include "renderer/mesh/mesh.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

struct PartRange {
  uint32_t firstIndex = 0, indexCount = 0;
  int32_t vertexOffset = 0;
};

class MeshBuffers {
 public:
  /// Records the upload into `stream`; what it reads from lives until that frame is done. Throws outOfMemory.
  MeshBuffers(RenderContext& context, CommandStream& stream, const MeshModel& model);

  const Buffer& vertices() const { return *vertices_; }
  const Buffer& indices() const { return *indices_; }
  const std::vector<PartRange>& parts() const { return parts_; }
  vk::ImageView texture(int index) const { return textures_[index]->view(); }

 private:
  void uploadGeometry(RenderContext& context, CommandStream& stream, const MeshModel& model);

  std::vector<PartRange> parts_;
  std::shared_ptr<Buffer> vertices_, indices_;
  std::vector<std::shared_ptr<DeviceImage>> textures_;
};

/// Uploads `texture` with its coarser levels into a new sampled image.
std::shared_ptr<DeviceImage> uploadedTexture(RenderContext& context, CommandStream& stream, const MeshTexture& texture);

}  // namespace fsm::renderer
